"""The journal as rows: who did what, old and new, and whether the store is as it was left."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from db.journal_read import tables_of
from iris_grants.kernel.access import Role
from iris_grants.kernel.operations import Desk
from iris_grants.kernel.progress import Progress
from iris_grants.people.commands import add_person, set_active
from iris_grants.people.copies import back_up, save_copy
from iris_grants.people.desks import create_store, open_desk
from iris_grants.people.journal import (
    Chosen,
    ValueChange,
    check_store,
    choose,
    entry_changes,
    list_journal,
    newest,
    tables_changed,
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A store in which a second person was entered and taken off duty."""
    made = create_store(tmp_path / "sample.iris", person_name="Ana Primer")
    identity = made.run(add_person, name="Petar Primer", roles=(Role.APPROVER,))
    made.run(set_active, person_id=identity, active=False)
    yield made
    made.store.close()


def test_entries_come_newest_first_with_the_names_of_people(desk: Desk) -> None:
    with desk.read() as session:
        rows = list_journal(session)
    assert [(row.number, row.operation, row.person, row.standing) for row in rows] == [
        (3, "people.set_active", "Ana Primer", "declared"),
        (2, "people.add", "Ana Primer", "declared"),
        (1, "people.found", "Ana Primer", "declared"),
    ]


def test_reading_on_begins_below_a_number(desk: Desk) -> None:
    with desk.read() as session:
        rows = list_journal(session, before=3, limit=1)
    assert [row.number for row in rows] == [2]


def test_entries_are_chosen_by_person_day_and_record(desk: Desk) -> None:
    today = datetime.now(ZoneInfo("Europe/Belgrade")).date()
    person, other = desk.person.person_id, "nobody"
    with desk.read() as session:
        key = entry_changes(session, 3)[0].key

        def numbers(chosen: Chosen) -> list[int]:
            return [row.number for row in list_journal(session, chosen=chosen)]

        assert numbers(choose(person_id=person, first=today, last=today)) == [3, 2, 1]
        assert numbers(choose(person_id=other)) == []
        assert numbers(choose(last=today - timedelta(days=1))) == []
        assert numbers(choose(first=today + timedelta(days=1))) == []
        assert numbers(choose(table="person_role")) == [2, 1]
        assert numbers(choose(table="person", key=key)) == [3, 2]
        assert newest(session) == 3
        assert tables_changed(session) == frozenset({"person", "person_role"})
        assert list_journal(session)[1].tables == ("person", "person_role")
        assert tables_of(session, [1, 3]) == {1: ("person", "person_role"), 3: ("person",)}


def test_change_names_old_and_new_of_what_differs(desk: Desk) -> None:
    with desk.read() as session:
        (change,) = entry_changes(session, 3)
    assert (change.table, change.verb, change.erased) == ("person", "update", False)
    assert ValueChange(column="active", before="1", after="0") in change.values
    assert {one.column for one in change.values} <= {"active", "version"}


def test_new_row_has_no_old_values(desk: Desk) -> None:
    with desk.read() as session:
        changes = entry_changes(session, 2)
    assert {change.table for change in changes} == {"person", "person_role"}
    assert {one.before for change in changes for one in change.values} == {None}


def test_sound_store_has_nothing_to_tell(desk: Desk) -> None:
    assert check_store(desk, Progress()) == ()


def test_copy_and_backup_are_stores_with_the_same_journal(desk: Desk, tmp_path: Path) -> None:
    copy = save_copy(desk, tmp_path / "elsewhere.iris", Progress())
    dated = back_up(desk, tmp_path / "backups", Progress())
    for path in (copy, dated):
        other = open_desk(path, "Ana Primer", write=False)
        with desk.read() as here, other.read() as there:
            assert list_journal(there) == list_journal(here)
        other.store.close()
