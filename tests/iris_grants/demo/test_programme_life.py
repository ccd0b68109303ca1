"""The life of the sample's grants on a small programme: changes, reports, visits, closures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from iris_grants.demo.office import Office
from iris_grants.demo.programme_life import begin_grants, close_grants, run_grants
from iris_grants.demo.programme_money import grants_of, settle_grants, take_in_ledgers
from iris_grants.documents.attachments import documents_of
from iris_grants.grants.change_queries import changes_of
from iris_grants.grants.queries import instalments_of
from iris_grants.reporting.indicator_queries import indicator_values
from iris_grants.reporting.life_queries import closure_of, risks_of, visibility_of, visits_of
from iris_grants.reporting.queries import list_reports, revisions_of
from tests.iris_grants.demo.test_programme_money import LINES, office_of
from tests.iris_grants.funding import Funding, open_funding

SEED = 2023
PRESETS = ("80-20", "50-40-10", "70-20-10", "80-20")
CLOSED = ("IP-G-001", "IP-G-002")


def tell(funding: Funding, folder: Path) -> Office:
    """The whole story of four grants, in the order of the programme."""
    for number, preset in enumerate(PRESETS, start=1):
        funding.signed(number, preset=preset, lines=LINES)
    office = office_of(funding)
    begin_grants(office, grants_of(office), SEED)
    take_in_ledgers(office, grants_of(office), folder, SEED)
    run_grants(office, grants_of(office), SEED)
    settle_grants(office, CLOSED, folder=folder, seed=SEED)
    close_grants(office, CLOSED)
    return office


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The story, told once for all tests of this file."""
    folder = tmp_path_factory.mktemp("life")
    funding = open_funding(str(folder / "programme.iris"))
    yield tell(funding, folder / "finance")
    funding.close()


def test_contracts_were_changed_by_two_notifications_and_an_addendum(told: Office) -> None:
    with told.officer.read() as session:
        found = {row.number: changes_of(session, row.id) for row in grants_of(told)}
        papers = [
            one.name
            for row in grants_of(told)
            for one in documents_of(session, "grant", row.id)
            if one.kind == "addendum"
        ]
    kinds = Counter(change.kind for changes in found.values() for change in changes)
    assert kinds == {"notification": 2, "addendum": 1}
    assert {change.state for changes in found.values() for change in changes} == {"in_force"}
    assert papers == ["IP-G-004-addendum-1.pdf"]


def test_reports_stand_in_every_state(told: Office) -> None:
    with told.officer.read() as session:
        rows = list_reports(session)
        revisions = {row.id: revisions_of(session, row.id) for row in rows}
        values = indicator_values(session)
    states = {(row.grant_number, row.kind): row.state for row in rows}
    assert states == {
        ("IP-G-001", "final"): "approved",
        ("IP-G-002", "interim"): "approved",
        ("IP-G-002", "final"): "approved",
        ("IP-G-003", "interim"): "returned",
        ("IP-G-003", "final"): "received",
        ("IP-G-004", "final"): "due",
    }
    corrected = [row for row in rows if len(revisions[row.id]) == 2]
    assert {(row.grant_number, row.kind) for row in corrected} == {
        ("IP-G-001", "final"),
        ("IP-G-002", "interim"),
    }
    assert all(one.comments for row in corrected for one in revisions[row.id][1:])
    people = [one.value for one in values if one.people]
    assert people
    assert all(value.total == sum(part or 0 for part in value.parts) for value in people)


def test_instalments_follow_the_reports(told: Office) -> None:
    with told.officer.read() as session:
        paid = {
            row.number: [one.paid is not None for one in instalments_of(session, row.id)]
            for row in grants_of(told)
        }
    assert paid == {
        "IP-G-001": [True, True],
        "IP-G-002": [True, True, False],
        "IP-G-003": [True, False, False],
        "IP-G-004": [True, False],
    }


def test_visits_visibility_and_risk_are_on_file(told: Office) -> None:
    with told.officer.read() as session:
        for place, row in enumerate(grants_of(told)):
            (visit,) = visits_of(session, row.id)
            assert visit.state == "done"
            assert len(visit.findings) == (1 if place % 2 == 0 else 0)
            assert len(visibility_of(session, row.id)) == 2
            assert len(risks_of(session, row.id)) == 1


def test_grants_are_closed_with_what_was_learnt(told: Office) -> None:
    with told.officer.read() as session:
        ended = {row.number: closure_of(session, row.id) for row in grants_of(told)}
    closed = [closure for closure in ended.values() if closure is not None]
    assert sorted(number for number, closure in ended.items() if closure) == list(CLOSED)
    assert {closure.retain_until for closure in closed} == {"2035-12-31"}
    assert all(fact["met"] for closure in closed for fact in closure.facts.values())


def test_same_seed_tells_the_same_story_and_late_reports_are_closed_too(
    told: Office, tmp_path: Path
) -> None:
    funding = open_funding(str(tmp_path / "again.iris"))
    again = tell(funding, tmp_path / "finance")
    stories = []
    for office in (told, again):
        with office.officer.read() as session:
            rows = [
                (row.grant_number, row.number, row.state, row.received_on, row.approved_on)
                for row in list_reports(session)
            ]
            values = [(one.code, one.revision, one.value) for one in indicator_values(session)]
        stories.append((rows, values))
    assert stories[0] == stories[1]
    settle_grants(again, ("IP-G-003",), folder=tmp_path / "finance", seed=SEED)
    close_grants(again, ("IP-G-003",))
    with again.officer.read() as session:
        states = {row.number: row.state for row in grants_of(again)}
        late = [row for row in list_reports(session) if row.grant_number == "IP-G-003"]
    funding.close()
    assert states["IP-G-003"] == "closed"
    assert [row.state for row in late] == ["approved", "approved"]
