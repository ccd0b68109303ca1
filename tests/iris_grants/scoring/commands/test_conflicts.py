"""Conflicts: questions from the data, declarations, answers."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from db.tables.organisations import OrganisationRecord
from iris_grants.kernel.problems import Refused
from iris_grants.scoring.commands import (
    assign_applications,
    declare_conflict,
    detect_conflicts,
    resolve_conflict,
)
from iris_grants.scoring.commands.conflicts import named_partners
from iris_grants.scoring.queries import assignments_of, conflicts_of
from tests.iris_grants.scoring.sample import Office, direct


def tie_a_to_first(office: Office) -> None:
    with direct(office.desk) as session:
        session.execute(
            update(OrganisationRecord)
            .where(OrganisationRecord.id == "o-IP-001")
            .values(name="Кућа А", email="office@a.example")
        )


def states(office: Office) -> list[tuple[str, str, str, str]]:
    with office.desk.read() as session:
        rows = conflicts_of(session, office.call_id)
    return [(row.member_code, row.application_number, row.origin, row.state) for row in rows]


def test_detected_tie_is_a_question_once(office: Office) -> None:
    tie_a_to_first(office)
    assert office.desk.run(detect_conflicts, call_id=office.call_id) == 1
    assert office.desk.run(detect_conflicts, call_id=office.call_id) == 0
    assert states(office) == [("A", "IP-001", "detected", "open")]
    with office.desk.read() as session:
        (row,) = conflicts_of(session, office.call_id)
    assert (row.kind, row.reason) == ("organisation", "Kuća A; a.example")


def test_only_declared_or_confirmed_conflicts_block(office: Office) -> None:
    tie_a_to_first(office)
    desk = office.desk
    desk.run(detect_conflicts, call_id=office.call_id)
    desk.run(assign_applications, call_id=office.call_id, per_application=3)
    with desk.read() as session:
        (question,) = conflicts_of(session, office.call_id)
    desk.run(resolve_conflict, conflict_id=question.id, confirmed=True, reason="Zaposlena je tamo.")
    with desk.read() as session:
        found = {
            (r.member_code, r.application_number): r.state
            for r in assignments_of(session, office.call_id)
        }
    assert found["A", "IP-001"] == "recused"
    assert sum(state == "assigned" for state in found.values()) == 8
    desk.run(resolve_conflict, conflict_id=question.id, confirmed=False, reason="Drugo udruženje.")
    with desk.read() as session:
        assert {r.state for r in assignments_of(session, office.call_id)} == {"assigned"}


def test_declaration_stands(office: Office) -> None:
    conflict_id = office.desk.run(
        declare_conflict,
        member_id=office.members["B"],
        application_id=office.applications["IP-002"],
        kind="family",
        reason="  Brat je  u upravi. ",
    )
    with pytest.raises(Refused) as refused:
        office.desk.run(
            resolve_conflict, conflict_id=conflict_id, confirmed=False, reason="Ipak ne."
        )
    assert [problem.code for problem in refused.value.problems] == ["scoring.declared_stands"]
    with office.desk.read() as session:
        (row,) = conflicts_of(session, office.call_id)
    assert (row.state, row.reason) == ("confirmed", "Brat je u upravi.")
    office.desk.run(assign_applications, call_id=office.call_id)
    with office.desk.read() as session:
        given = [r.member_code for r in assignments_of(session, office.call_id)]
        second = [
            r.member_code
            for r in assignments_of(session, office.call_id)
            if r.application_number == "IP-002"
        ]
    assert sorted(given) == ["A", "A", "B", "B", "C", "C"]
    assert second == ["A", "C"]


def test_declaring_answers_an_open_question(office: Office) -> None:
    tie_a_to_first(office)
    office.desk.run(detect_conflicts, call_id=office.call_id)
    office.desk.run(
        declare_conflict,
        member_id=office.members["A"],
        application_id=office.applications["IP-001"],
        kind="employment",
        reason="Radila sam tamo.",
    )
    assert states(office) == [("A", "IP-001", "declared", "confirmed")]


@pytest.mark.parametrize(
    ("kind", "reason", "code"),
    [("gossip", "x", "scoring.kind_unknown"), ("family", "  ", "scoring.reason_missing")],
)
def test_incomplete_declaration_is_refused(
    office: Office, kind: str, reason: str, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        office.desk.run(
            declare_conflict,
            member_id=office.members["A"],
            application_id=office.applications["IP-001"],
            kind=kind,
            reason=reason,
        )
    assert [problem.code for problem in refused.value.problems] == [code]
    assert states(office) == []


def test_partners_are_read_from_the_answers() -> None:
    answers = '{"partner.1.name":"Most","partner.1.country":"RS","partner.2.name":"","summary":"x"}'
    assert named_partners(answers) == ("Most",)
