"""The licensing support of the sample programme: thirty cases over all stages and six countries.

Every case is a life told in days; all lives go on side by side, so that the journal reads as
the office would have written it. Gap sheets go through Excel, as organisations return them.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

from iris_grants.demo.office import Office
from iris_grants.demo.programme_licensing_cast import MENTORS, SUPPORTED
from iris_grants.demo.programme_licensing_days import days_of, stages_of
from iris_grants.demo.programme_licensing_gaps import Filling
from iris_grants.demo.programme_licensing_life import Life
from iris_grants.demo.programme_licensing_papers import Papers
from iris_grants.demo.programme_licensing_steps import evaluate, open_life, reach
from iris_grants.kernel.access import Role
from iris_grants.licensing.rules.path import Stage
from iris_grants.licensing.standards import StandardsPack, standards_pack
from iris_grants.people.commands import add_person
from iris_grants.programme.commands import adopt_shipped


def support_cases(office: Office, folder: Path, seed: int) -> None:
    """Lead thirty organisations along their way; the same story for the same seed.

    Returned gap sheets are left in `folder` (made if it is not there). Ends with eight
    licences, one of them limited and near its end, one refusal to be remedied, and cases on
    every stage of the three goals (DOMAIN.md §1, §10).
    """
    folder.mkdir(parents=True, exist_ok=True)
    mentors, packs = _mentors(office), _packs(office)
    papers, rng = Papers(), Random(seed)
    waiting: list[tuple[date, int, Iterator[date]]] = []
    for place, case in enumerate(SUPPORTED, start=1):
        life = Life(
            office=office,
            case=case,
            place=place,
            pack=packs[case.pack],
            mentor_id=mentors.get(case.country, office.licensing.person.person_id),
            mentor=MENTORS.get(case.country, office.licensing.person.name),
            papers=papers,
            folder=folder,
            rng=Random(rng.randrange(10**9)),
        )
        story = _told(life)
        heapq.heappush(waiting, (next(story), place, story))
    while waiting:
        day, place, story = heapq.heappop(waiting)
        office.clock.move_to(day)
        following = next(story, None)
        if following is not None:
            heapq.heappush(waiting, (following, place, story))


def _mentors(office: Office) -> dict[str, str]:
    ids = {
        name: office.officer.run(add_person, name=name, roles=frozenset({Role.LICENSING_OFFICER}))
        for name in dict.fromkeys(MENTORS.values())
    }
    return {country: ids[name] for country, name in MENTORS.items()}


def _packs(office: Office) -> dict[str, StandardsPack]:
    desk = office.licensing
    names = dict.fromkeys(case.pack for case in SUPPORTED)
    ids = {name: desk.run(adopt_shipped, name=f"standards/{name}") for name in names}
    with desk.read() as session:
        return {name: standards_pack(session, identity) for name, identity in ids.items()}


def _told(life: Life) -> Iterator[date]:
    """The case from its opening on: gives the day on which the next thing happens."""
    life.days = days_of(life.case, life.rng)
    yield life.days[Stage.INTEREST]
    open_life(life)
    life.filling = Filling.of(life.rng, [gap.code for gap in life.gaps()])
    for stage in stages_of(life.case):
        yield life.days[stage]
        reach(life, stage)
    if life.case.twist == "evaluated":
        evaluated = date(2026, 1, 12) + timedelta(days=life.rng.randrange(12))
        yield evaluated
        evaluate(life, evaluated)
