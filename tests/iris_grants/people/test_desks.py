"""Tests of opening a store in the name of a person."""

from __future__ import annotations

import getpass
from pathlib import Path

import pytest

from db import journal_read
from db.errors import StoreError
from iris_grants.kernel.access import Role, Standing
from iris_grants.kernel.operations import Desk
from iris_grants.kernel.problems import Problem, Refused
from iris_grants.people.commands import add_person, set_active
from iris_grants.people.desks import create_store, open_desk, open_reader, system_user
from iris_grants.people.queries import list_people


def test_create_store_makes_its_first_person_the_author_of_the_first_entry(office: Desk) -> None:
    with office.read() as session:
        (row,) = list_people(session)
        (entry,) = journal_read.entries(session)

    assert row.name == "Mila Ogledna"
    assert row.id == office.person.person_id
    assert set(row.roles) == set(Role) - {Role.ASSESSOR, Role.AUDITOR}
    assert (entry.operation, entry.person_id) == ("people.found", row.id)


def test_create_store_without_a_name_makes_no_store(tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        create_store(tmp_path / "a.iris", person_name="  ")

    assert [problem.code for problem in caught.value.problems] == ["people.name_missing"]
    assert list(tmp_path.iterdir()) == []


def test_create_store_without_roles_makes_no_store(tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        create_store(tmp_path / "a.iris", person_name="Mila", roles=())

    assert [problem.code for problem in caught.value.problems] == ["people.no_roles"]
    assert list(tmp_path.iterdir()) == []


def test_create_store_where_one_is_refuses(office: Desk, store_address: str) -> None:
    with pytest.raises(StoreError) as caught:
        create_store(store_address, person_name="Vuk Primer")

    assert caught.value.code == "store.exists"


@pytest.mark.parametrize("spelling", ["Mila Ogledna", "  mila  OGLEDNA ", "Мила Огледна"])
def test_open_desk_knows_a_person_in_any_spelling(
    office: Desk, store_address: str, spelling: str
) -> None:
    office.store.close()

    desk = open_desk(store_address, spelling)

    assert desk.person.name == "Mila Ogledna"
    assert desk.person.standing is Standing.DECLARED
    assert desk.person.roles == office.person.roles
    desk.store.close()


def test_open_desk_for_a_stranger_names_those_who_are_known(
    office: Desk, store_address: str
) -> None:
    office.run(add_person, name="Vuk Primer", roles=[Role.AUDITOR])
    gone = office.run(add_person, name="Ana Bivša", roles=[Role.AUDITOR])
    office.run(set_active, person_id=gone, active=False)
    office.store.close()

    assert _refusal(store_address, "Niko Nikić") == Problem(
        code="people.unknown",
        params={"name": "Niko Nikić", "known": "Mila Ogledna, Vuk Primer"},
    )
    assert _refusal(store_address, "ana bivsa") == Problem(
        code="people.inactive",
        params={"name": "Ana Bivša", "known": "Mila Ogledna, Vuk Primer"},
    )


def test_open_desk_that_is_refused_leaves_the_store_free(office: Desk, store_address: str) -> None:
    office.store.close()
    with pytest.raises(Refused):
        open_desk(store_address, "Niko Nikić")

    open_desk(store_address, "Mila Ogledna").store.close()


def test_open_desk_without_a_name_takes_the_only_active_person(
    office: Desk, store_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "nobody-here")
    office.store.close()

    desk = open_desk(store_address, None)

    assert desk.person.name == "Mila Ogledna"
    desk.store.close()


def test_open_desk_without_a_name_takes_the_user_of_the_machine(
    office: Desk, store_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "vuk primer")
    office.run(add_person, name="Vuk Primer", roles=[Role.AUDITOR])
    office.store.close()

    desk = open_desk(store_address, None)

    assert desk.person.name == "Vuk Primer"
    desk.store.close()


def test_open_desk_without_a_name_among_several_asks(
    office: Desk, store_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "nobody-here")
    office.run(add_person, name="Vuk Primer", roles=[Role.AUDITOR])
    office.store.close()

    assert _refusal(store_address, None).code == "people.unnamed"


def test_open_reader_may_do_nothing(office: Desk, store_address: str) -> None:
    office.store.close()
    reader = open_reader(store_address)

    with pytest.raises(Refused) as caught:
        reader.run(add_person, name="Vuk Primer", roles=[Role.AUDITOR])

    assert [problem.code for problem in caught.value.problems] == ["kernel.role_missing"]
    reader.store.close()


def test_system_user_is_empty_where_the_machine_knows_nobody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def nobody() -> str:
        raise OSError

    monkeypatch.setattr(getpass, "getuser", nobody)

    assert system_user() == ""


def _refusal(address: str, name: str | None) -> Problem:
    with pytest.raises(Refused) as caught:
        open_desk(address, name)
    (problem,) = caught.value.problems
    return problem
