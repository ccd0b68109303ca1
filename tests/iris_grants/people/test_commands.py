"""Tests of changing people and their roles."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from iris_grants.kernel.access import Role
from iris_grants.kernel.operations import Desk
from iris_grants.kernel.problems import Refused
from iris_grants.people.commands import add_person, found_office, set_active, set_roles
from iris_grants.people.desks import open_desk
from iris_grants.people.queries import PersonRow, list_people, person_by_name


def test_add_person_keeps_name_roles_and_address(office: Desk) -> None:
    identity = office.run(
        add_person,
        name="  Đorđe   Primer ",
        roles=[Role.FINANCE_OFFICER, Role.APPROVER, Role.APPROVER],
        email=" djordje@primer.example ",
        organisation_name=" ",
    )

    assert _person(office, "djordje primer") == PersonRow(
        id=identity,
        name="Đorđe Primer",
        roles=(Role.FINANCE_OFFICER, Role.APPROVER),
        email="djordje@primer.example",
        organisation_name=None,
        active=True,
    )


def test_people_are_listed_by_the_serbian_alphabet(office: Desk) -> None:
    for name in ("Čeda", "Džon", "Dara", "Đura", "Цвета", "Ćira"):
        office.run(add_person, name=name, roles=[Role.ASSESSOR])

    with office.read() as session:
        names = [person.name for person in list_people(session)]

    assert names == ["Цвета", "Čeda", "Ćira", "Dara", "Džon", "Đura", "Mila Ogledna"]


@pytest.mark.parametrize("name", ["Mila Ogledna", "МИЛА ОГЛЕДНА", "mila ogledna"])
def test_add_person_with_a_known_name_is_refused(office: Desk, name: str) -> None:
    assert _codes(lambda: office.run(add_person, name=name, roles=[Role.AUDITOR])) == [
        "people.known"
    ]


def test_add_person_without_name_or_role_is_refused(office: Desk) -> None:
    assert _codes(lambda: office.run(add_person, name=" ", roles=[Role.AUDITOR])) == [
        "people.name_missing"
    ]
    assert _codes(lambda: office.run(add_person, name="Vuk", roles=[])) == ["people.no_roles"]


def test_found_office_happens_once(office: Desk) -> None:
    assert _codes(lambda: office.run(found_office, roles=[Role.ADMINISTRATOR])) == [
        "people.already_founded"
    ]


def test_set_roles_gives_exactly_these(office: Desk) -> None:
    identity = office.run(add_person, name="Vuk", roles=[Role.AUDITOR, Role.APPROVER])

    office.run(set_roles, person_id=identity, roles=[Role.APPROVER, Role.SECRETARY])

    assert _person(office, "vuk").roles == (Role.SECRETARY, Role.APPROVER)
    assert _codes(lambda: office.run(set_roles, person_id=identity, roles=[])) == [
        "people.no_roles"
    ]


def test_the_last_administrator_stays(office: Desk) -> None:
    own = office.person.person_id

    assert _codes(lambda: office.run(set_roles, person_id=own, roles=[Role.APPROVER])) == [
        "people.last_administrator"
    ]
    assert _codes(lambda: office.run(set_active, person_id=own, active=False)) == [
        "people.last_administrator"
    ]

    office.run(add_person, name="Vuk", roles=[Role.ADMINISTRATOR])
    office.run(set_roles, person_id=own, roles=[Role.APPROVER])

    assert _person(office, "mila ogledna").roles == (Role.APPROVER,)


def test_an_inactive_person_can_come_back(office: Desk) -> None:
    identity = office.run(add_person, name="Vuk", roles=[Role.AUDITOR])

    office.run(set_active, person_id=identity, active=False)
    assert not _person(office, "vuk").active

    office.run(set_active, person_id=identity, active=True)
    assert _person(office, "vuk").active


def test_only_an_administrator_makes_administrators(office: Desk, store_address: str) -> None:
    vuk = office.run(add_person, name="Vuk", roles=[Role.GRANTS_OFFICER])
    office.store.close()
    desk = open_desk(store_address, "Vuk")

    adding = _codes(lambda: desk.run(add_person, name="Ana", roles=[Role.ADMINISTRATOR]))
    raising = _codes(
        lambda: desk.run(set_roles, person_id=vuk, roles=[Role.GRANTS_OFFICER, Role.ADMINISTRATOR])
    )
    desk.store.close()

    assert adding == raising == ["people.administrator_needed"]


def _person(office: Desk, name: str) -> PersonRow:
    with office.read() as session:
        person = person_by_name(session, name)
    assert person is not None
    return person


def _codes(act: Callable[[], object]) -> list[str]:
    with pytest.raises(Refused) as caught:
        act()
    return [problem.code for problem in caught.value.problems]
