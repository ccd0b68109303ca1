"""The licensing support of the sample programme: thirty cases, the same for the same seed."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from random import Random

from sqlalchemy import select

from db.tables.licensing import LicenceRecord
from iris_grants.demo.calendar import StoryClock
from iris_grants.demo.office import found_office
from iris_grants.demo.programme_licensing import support_cases
from iris_grants.demo.programme_licensing_cast import SUPPORTED
from iris_grants.demo.programme_licensing_days import LAST_DAY, days_of, stages_of
from iris_grants.demo.programme_licensing_gaps import Filling
from iris_grants.licensing.queries import list_cases, supported_cases
from iris_grants.licensing.reminders import reminders

COUNTRIES = {"RS", "ME", "MK", "AL", "BA", "XK"}


def test_support_reaches_every_country_goal_and_licence(tmp_path: Path) -> None:
    office = found_office(tmp_path / "demo.iris", StoryClock(date(2023, 9, 25)))
    support_cases(office, tmp_path / "licensing", 7)
    with office.licensing.read() as session:
        cases = list_cases(session)
        licences = list(session.scalars(select(LicenceRecord)))
        waiting = [row.reminder.code for row in reminders(session, LAST_DAY)]
        counted = [row for row in supported_cases(session) if row.counted_on]
    office.officer.store.close()
    assert len(cases) == 30
    assert {case.country for case in cases} == COUNTRIES
    assert {case.goal for case in cases} == {"licence", "quality_framework", "readiness"}
    assert {case.number: case.stage for case in cases} == {
        f"IP-L-{place:03d}": str(case.ends) for place, case in enumerate(SUPPORTED, start=1)
    }
    assert Counter(licence.limited for licence in licences) == {0: 7, 1: 1}
    assert [code for code in waiting if "limited_ends" in code] == ["reminder.limited_ends_270"]
    assert {"reminder.remedy", "reminder.request", "reminder.action"} <= set(waiting)
    assert len(counted) == 21
    assert max(case.reached_on for case in cases) <= LAST_DAY.isoformat()
    sheets = Counter(path.stem.rpartition("-")[2] for path in (tmp_path / "licensing").iterdir())
    assert sheets == {"organisation": 26, "mentor": 25}


def test_days_and_gaps_follow_from_the_seed() -> None:
    for case in SUPPORTED:
        days = days_of(case, Random(3))
        assert days == days_of(case, Random(3))
        reached = [days[stage] for stage in stages_of(case)]
        assert reached == sorted(reached)
        assert reached == [] or reached[-1] <= LAST_DAY
    codes = [f"S{place:02d}" for place in range(1, 11)]
    assert Filling.of(Random(5), codes) == Filling.of(Random(5), codes)
