"""Assignment of applications to assessors in the store."""

from __future__ import annotations

import pytest

from iris_grants.kernel.problems import Refused
from iris_grants.people.desks import create_store
from iris_grants.scoring.commands import Assigned, assign_applications, declare_conflict
from iris_grants.scoring.queries import assignments_of
from tests.iris_grants.scoring.sample import (
    Office,
    add_application,
    make_call,
    open_office,
    ticking,
)


def test_loads_are_even_and_a_second_run_adds_nothing(store_address: str) -> None:
    office = open_office(store_address, countries=("RS", "BA", "ME", "RS", "BA", "ME"))
    first = office.desk.run(assign_applications, call_id=office.call_id)
    assert first == Assigned(made=12, loads={"A": 4, "B": 4, "C": 4})
    again = office.desk.run(assign_applications, call_id=office.call_id)
    assert again == Assigned(made=0, loads={"A": 4, "B": 4, "C": 4})
    office.desk.store.close()


def test_recused_assessor_is_replaced(office: Office) -> None:
    office.desk.run(assign_applications, call_id=office.call_id)
    with office.desk.read() as session:
        first = assignments_of(session, office.call_id)[0]
    office.desk.run(
        declare_conflict,
        member_id=first.member_id,
        application_id=first.application_id,
        kind="business",
        reason="Saradnja.",
    )
    again = office.desk.run(assign_applications, call_id=office.call_id)
    assert again.made == 1
    with office.desk.read() as session:
        states = [
            row.state
            for row in assignments_of(session, office.call_id)
            if row.application_id == first.application_id
        ]
    assert sorted(states) == ["assigned", "assigned", "recused"]


def test_too_few_assessors_are_named_by_application(office: Office) -> None:
    for code in "AB":
        office.desk.run(
            declare_conflict,
            member_id=office.members[code],
            application_id=office.applications["IP-003"],
            kind="board",
            reason="Upravni odbor.",
        )
    with pytest.raises(Refused) as refused:
        office.desk.run(assign_applications, call_id=office.call_id)
    assert [(p.code, p.where.key) for p in refused.value.problems] == [
        ("scoring.too_few_assessors", "IP-003")
    ]
    with office.desk.read() as session:
        assert assignments_of(session, office.call_id) == ()


def test_committee_must_stand_first(store_address: str) -> None:
    desk = create_store(store_address, person_name="Mila Ogledna", clock=ticking())
    call_id = make_call(desk)
    add_application(desk, 1)
    with pytest.raises(Refused) as refused:
        desk.run(assign_applications, call_id=call_id)
    assert [problem.code for problem in refused.value.problems] == [
        "scoring.chair_missing",
        "scoring.secretary_missing",
        "scoring.voting_too_few",
    ]
    desk.store.close()
