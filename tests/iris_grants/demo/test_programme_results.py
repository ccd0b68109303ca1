"""The story of the results: the same for a seed, in every state, with open data at its end."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

from iris_grants.calls.queries import terms_of
from iris_grants.demo.calendar import StoryClock
from iris_grants.demo.office import Office, found_office
from iris_grants.demo.programme_events import all_events
from iris_grants.demo.programme_results import record_results, write_open_data
from iris_grants.results.queries import list_achievements, list_results
from tests.iris_grants.funding import Funding


def test_story_is_the_same_for_a_seed_and_another_for_another() -> None:
    told = [list(all_events(Random(seed))) for seed in (7, 7, 8)]
    assert told[0] == told[1] != told[2]
    assert len(told[0]) == 66


def test_results_are_in_every_state_with_their_evidence(tmp_path: Path) -> None:
    office = found_office(tmp_path / "sample.iris", StoryClock(date(2023, 9, 25)))
    count = record_results(office, 2023)
    with office.officer.read() as session:
        entries = list_achievements(session)
        values = {
            row.target.code: (row.actual.value, row.target.target, row.actual.waiting)
            for row in list_results(session)
        }
    office.officer.store.close()
    assert len(entries) == count + 1
    assert sum(1 for one in entries if one.withdrawn_reason) == 1
    assert sum(1 for one in entries if one.verified_by) == 60
    reached = {code for code, (value, target, _waiting) in values.items() if value >= target}
    assert {"R1.1", "R1.2", "R1.5", "R1.7b", "R2.1", "R2.2b", "R2.6"} <= reached
    assert {"R1.3b", "R1.8", "R2.2a", "R2.3"} & reached == set()
    assert values["R2.3"] == (0, 1, 1)
    assert values["R1.8"] == (11, 12, 0)


def test_open_data_stand_in_their_folder(local_funding: Funding, tmp_path: Path) -> None:
    funding = local_funding
    funding.pay(funding.signed(1))
    with funding.officer.read() as session:
        terms = terms_of(session, funding.call_id)
    office = Office(
        clock=StoryClock(date(2024, 1, 1)),
        officer=funding.officer,
        secretary=funding.officer,
        approver=funding.approver,
        finance=funding.finance,
        licensing=funding.licensing,
        call_id=funding.call_id,
        terms=terms,
        call_fingerprint="0" * 64,
    )
    written = write_open_data(office, tmp_path / "demo")
    assert [path.relative_to(tmp_path / "demo").as_posix() for path in written] == [
        "opendata/360giving.json",
        "opendata/iati.xml",
    ]
    assert all(path.stat().st_size > 500 for path in written)
