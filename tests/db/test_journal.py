"""The journal catches every change, whichever way it comes."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from db.canonical import canonical_json
from db.errors import StoreError
from db.integrity import check
from db.journal_read import all_changes, all_entries, changes_of, entries, history_of
from db.store import Store
from db.tables.people import PersonRecord
from tests.db.workshop import AT, PERSON, Forger, add_people, carry_out, person, working

ROW = {"id": "p9", "version": 1, "name": "x", "search_key": "x", "sort_key": "x", "active": 1}
ADD = "INSERT INTO person (id, version, name, search_key, sort_key, active) VALUES "
Road = Callable[[Session], object]

ROADS: dict[str, Road] = {
    "orm insert": lambda s: s.add(person("p9")),
    "orm update": lambda s: setattr(s.get_one(PersonRecord, "p1"), "name", "x"),
    "orm delete": lambda s: s.delete(s.get_one(PersonRecord, "p1")),
    "orm bulk insert": lambda s: s.execute(insert(PersonRecord), [ROW]),
    "orm bulk update": lambda s: s.execute(
        update(PersonRecord), [{"id": "p1", "version": 1, "name": "x"}]
    ),
    "core insert": lambda s: s.connection().execute(insert(PersonRecord), [ROW]),
    "core update": lambda s: s.execute(update(PersonRecord).values(active=0)),
    "core delete": lambda s: s.execute(delete(PersonRecord)),
    "plain insert": lambda s: s.execute(text(f"{ADD} ('p9', 1, 'x', 'x', 'x', 1)")),
    "plain update": lambda s: s.execute(text("UPDATE person SET name = 'x'")),
    "plain delete": lambda s: s.execute(text("DELETE FROM person WHERE id = 'p2'")),
    "many at once": lambda s: s.execute(
        text(f"{ADD} (:id, 1, 'x', :id, 'x', 1)"), [{"id": "p8"}, {"id": "p9"}]
    ),
    "from another row": lambda s: s.execute(
        text(f"{ADD[:-8]} SELECT 'p9', 1, name, 'q', sort_key, active FROM person WHERE id = 'p1'")
    ),
    "upsert": lambda s: s.execute(
        text(
            f"{ADD} ('p1', 1, 'x', 'x', 'x', 1) ON CONFLICT (id) DO UPDATE SET name = excluded.name"
        )
    ),
}


@pytest.mark.parametrize("road", ROADS)
def test_a_write_in_an_operation_by_any_road_is_recorded(store: Store, road: str) -> None:
    add_people(store, "Mira Mirić", "Pera Perić")
    carry_out(store, ROADS[road])
    with store.read() as session:
        newest = entries(session)[0]
        changes = changes_of(session, newest.number)
    assert newest.operation == "people.change"
    assert newest.changes == len(changes) > 0
    assert check(store) == ()


def outside(store: Store, road: Road) -> None:
    """Go a road on the writing side of the store, without an operation."""
    assert store.sides.writer is not None
    with Session(store.sides.writer) as session:
        road(session)
        session.commit()


def test_a_write_outside_an_operation_by_any_road_is_refused(store: Store) -> None:
    add_people(store, "Mira Mirić", "Pera Perić")
    for road in ROADS.values():
        with pytest.raises(DBAPIError, match="no operation"):
            outside(store, road)
    assert check(store) == ()


def test_a_write_by_another_connection_is_refused(store: Store, store_address: str) -> None:
    add_people(store, "Mira Mirić")
    for statement in (
        f"{ADD} ('p9', 1, 'x', 'x', 'x', 1)",
        "UPDATE person SET name = 'x'",
        "DELETE FROM person",
    ):
        with pytest.raises((sqlite3.IntegrityError, psycopg.IntegrityError)):
            Forger(store_address).run(statement)
    assert check(store) == ()


def test_a_replacing_insert_is_recorded_as_deletion_and_insertion(tmp_path: object) -> None:
    with Store.create(f"{tmp_path}/a.iris") as store:
        add_people(store, "Mira Mirić", "Pera Perić")
        with working(store, "people.change") as session:
            session.execute(
                text(f"{ADD.replace('INSERT', 'REPLACE')} ('p1', 1, 'x', 'pera peric p2', 'x', 1)")
            )
        with store.read() as session:
            verbs = sorted((c.verb, c.key) for c in changes_of(session, 3))
        assert verbs == [("delete", "p1"), ("delete", "p2"), ("insert", "p1")]
        assert check(store) == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal_entry SET operation = 'x'",
        "DELETE FROM journal_entry",
        "UPDATE journal_change SET digest = 'x'",
        "DELETE FROM journal_change",
        "UPDATE journal_value SET after = '{}'",
        "DELETE FROM journal_value",
        "UPDATE store SET id = 'x'",
        "DELETE FROM store",
        "UPDATE person SET id = 'x' WHERE id = 'p1'",
    ],
)
def test_what_is_written_stays_even_in_an_operation(store: Store, statement: str) -> None:
    add_people(store, "Mira Mirić")
    with pytest.raises((IntegrityError, StoreError), match=r"journal: |not_permitted"):
        carry_out(store, lambda session: session.execute(text(statement)))
    assert check(store) == ()


def test_an_operation_left_open_cannot_be_committed(store: Store) -> None:
    def commit_early(session: Session) -> None:
        session.add(person("p1"))
        session.commit()

    with pytest.raises(IntegrityError):
        carry_out(store, commit_early)
    with store.read() as session:
        assert session.get(PersonRecord, "p1") is None
    assert check(store) == ()


def test_an_exception_rolls_everything_back(store: Store) -> None:
    def stumble(session: Session) -> None:
        session.add(person("p1"))
        session.flush()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        carry_out(store, stumble)
    with store.read() as session:
        assert (session.get(PersonRecord, "p1"), entries(session)) == (None, ())


def test_an_operation_without_changes_leaves_no_entry(store: Store) -> None:
    with working(store):
        pass
    with store.read() as session:
        assert entries(session) == ()


def test_an_entry_says_who_did_what_when(store: Store) -> None:
    add_people(store, "Mira Mirić")
    with store.read() as session:
        (entry,) = entries(session)
    assert (entry.number, entry.operation, entry.person_id, entry.standing, entry.at) == (
        (1, "people.add", PERSON, "declared", AT)
    )


def test_an_update_records_only_the_changed_columns(store: Store) -> None:
    add_people(store, "Mira Mirić")
    with working(store, "people.change") as session:
        session.get_one(PersonRecord, "p1").email = "mira@example.org"
    with store.read() as session:
        change = history_of(session, "person", ["p1"])[-1]
    assert (change.before, change.after) == (
        '{"email":null,"version":1}',
        '{"email":"mira@example.org","version":2}',
    )


def test_the_whole_chain_can_be_read(store: Store) -> None:
    add_people(store, "Mira Mirić", "Pera Perić")
    with store.read() as session:
        assert [entry.number for entry in all_entries(session)] == [1, 2]
        assert [change.key for change in all_changes(session)] == ["p1", "p2"]
        assert [entry.number for entry in entries(session, before=2)] == [1]


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])),
    number=st.integers(-(2**63), 2**63 - 1),
)
def test_recorded_values_are_canonical_json(store: Store, name: str, number: int) -> None:
    with working(store) as session:
        session.execute(delete(PersonRecord))
        session.add(person("p1"))
        session.flush()
        session.execute(update(PersonRecord).values(name=name, version=number))
    with store.read() as session:
        change = history_of(session, "person", ["p1"])[-1]
    assert change.after is not None
    assert change.after == canonical_json(json.loads(change.after))
    expected = {"name": name, "version": number}
    if name == "Mira Mirić":
        del expected["name"]
    if number == 1:
        del expected["version"]
    assert json.loads(change.after) == expected
