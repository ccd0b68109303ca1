"""Appointing members and keeping their declarations."""

from __future__ import annotations

from datetime import date

import pytest

from iris_grants.documents.attachments import documents_of
from iris_grants.kernel.access import Role
from iris_grants.kernel.problems import Refused
from iris_grants.people.commands import add_person
from iris_grants.scoring.commands import add_member, sign_declaration
from iris_grants.scoring.queries import committee_of
from tests.iris_grants.scoring.sample import PAPER, Office


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [problem.code for problem in refused.value.problems]


def test_members_are_listed_with_declaration(office: Office) -> None:
    with office.desk.read() as session:
        rows = committee_of(session, office.call_id)
        papers = documents_of(session, "committee", rows[0].id)
    assert [(row.code, row.role) for row in rows] == [
        ("A", "assessor"),
        ("B", "assessor"),
        ("C", "assessor"),
        ("CH", "chair"),
        ("SE", "secretary"),
        ("V1", "voting"),
        ("V2", "voting"),
        ("V3", "voting"),
    ]
    assert {row.declared_on for row in rows} == {"2023-11-03"}
    assert [(paper.kind, paper.name) for paper in papers] == [("declaration", "izjava.pdf")]


def test_wrong_members_are_refused(office: Office) -> None:
    desk = office.desk
    person_id = desk.run(add_person, name="Nova Osoba", roles={Role.ASSESSOR})
    for role, code, problem in [
        ("judge", None, "scoring.role_unknown"),
        ("assessor", "A B", "scoring.code_wrong"),
        ("assessor", "a", "constraint.uq_committee_member_call_id_code"),
    ]:
        with pytest.raises(Refused) as refused:
            desk.run(add_member, call_id=office.call_id, person_id=person_id, role=role, code=code)
        assert codes(refused) == [problem]
    member_id = desk.run(
        add_member, call_id=office.call_id, person_id=person_id, role="assessor", country="RS"
    )
    with desk.read() as session:
        assert {row.id: row.code for row in committee_of(session, office.call_id)}[member_id] == "D"
    with pytest.raises(Refused) as refused:
        desk.run(sign_declaration, member_id=member_id, on=date(2030, 1, 1), document=PAPER)
    assert codes(refused) == ["scoring.declared_later"]
