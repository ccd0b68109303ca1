"""The history of one record with its parts, also of those that were removed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from iris_grants.kernel.access import Role
from iris_grants.kernel.operations import Desk
from iris_grants.people.commands import add_person, set_active, set_roles
from iris_grants.people.desks import create_store
from iris_grants.people.history import HistoryRow, history_of_record


@pytest.fixture
def desk(store_address: str) -> Iterator[Desk]:
    """A new store."""
    made = create_store(store_address, person_name="Ana Primer")
    yield made
    made.store.close()


def history(desk: Desk, identity: str, *parts: str) -> tuple[HistoryRow, ...]:
    """The history of a person."""
    with desk.read() as session:
        return history_of_record(session, "person", identity, parts=parts)


def test_history_has_only_what_concerns_the_record(desk: Desk) -> None:
    petar = desk.run(add_person, name="Petar Primer", roles=(Role.APPROVER,))
    desk.run(add_person, name="Mara Primer", roles=(Role.SECRETARY,))
    desk.run(set_active, person_id=petar, active=False)
    rows = history(desk, petar)
    assert [(row.operation, row.person) for row in rows] == [
        ("people.set_active", "Ana Primer"),
        ("people.add", "Ana Primer"),
    ]
    assert [change.verb for change in rows[0].changes] == ["update"]


def test_removed_part_stays_in_the_history(desk: Desk) -> None:
    petar = desk.run(add_person, name="Petar Primer", roles=(Role.APPROVER,))
    desk.run(set_roles, person_id=petar, roles=(Role.SECRETARY,))
    rows = history(desk, petar, "person_role")
    assert [row.operation for row in rows] == ["people.set_roles", "people.add"]
    assert sorted(change.verb for change in rows[0].changes) == ["delete", "insert"]
    assert [change.table for change in rows[1].changes] == ["person", "person_role"]


def test_unknown_record_has_no_history(desk: Desk) -> None:
    assert history(desk, "nobody", "person_role") == ()
