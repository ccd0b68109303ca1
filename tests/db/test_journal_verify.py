"""Whatever was altered past the program is found and named."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from db.errors import StoreNotice
from db.integrity import check
from db.journal_erasure import erase_earlier_values
from db.journal_read import history_of
from db.store import Store
from db.tables.people import PersonRecord
from tests.db.workshop import Forger, add_people, person, working

COLUMNS = "(id, version, name, search_key, sort_key, active)"
VALUE_COLUMNS = "(table_name, row_key, verb, salt, after)"
STRAY = "('person', 'p2', 'update', 'x', '{}')"
VALUE = '{"name":"x"}'
FORGERIES: dict[str, tuple[str, list[tuple[str, dict[str, str | int]]]]] = {
    "who did it": (
        "UPDATE journal_entry SET person_id = 'x' WHERE number = 2",
        [("store.entry_altered", {"entry": 2})],
    ),
    "when it was": (
        "UPDATE journal_entry SET at = '2024-01-01T00:00:00Z' WHERE number = 2",
        [("store.entry_altered", {"entry": 2})],
    ),
    "the hash": (
        "UPDATE journal_entry SET hash = previous WHERE number = 2",
        [("store.entry_altered", {"entry": 2}), ("store.chain_broken", {"entry": 3})],
    ),
    "the link": (
        "UPDATE journal_entry SET previous = hash WHERE number = 2",
        [("store.chain_broken", {"entry": 2}), ("store.entry_altered", {"entry": 2})],
    ),
    "a recorded value": (
        f"UPDATE journal_value SET after = '{VALUE}' WHERE row_key = 'p2'",
        [
            ("store.change_altered", {"entry": 2, "table": "person", "key": "p2"}),
            ("store.row_altered", {"table": "person", "key": "p2"}),
        ],
    ),
    "a salt": (
        "UPDATE journal_value SET salt = 'x' WHERE row_key = 'p2'",
        [("store.change_altered", {"entry": 2, "table": "person", "key": "p2"})],
    ),
    "a digest": (
        "UPDATE journal_change SET digest = 'x' WHERE row_key = 'p2'",
        [
            ("store.change_altered", {"entry": 2, "table": "person", "key": "p2"}),
            ("store.entry_altered", {"entry": 2}),
        ],
    ),
    "values without an erasure": (
        "DELETE FROM journal_value WHERE row_key = 'p2'",
        [("store.values_missing", {"entry": 2, "table": "person", "key": "p2"})],
    ),
    "a change gone": (
        "DELETE FROM journal_change WHERE row_key = 'p2'",
        [
            ("store.entry_altered", {"entry": 2}),
            ("store.row_unjournalled", {"table": "person", "key": "p2"}),
        ],
    ),
    "an entry gone": (
        "DELETE FROM journal_entry WHERE number = 2",
        [("store.entry_missing", {"entry": 2}), ("store.change_stray", {"entry": 2})],
    ),
    "the last entry gone": (
        "DELETE FROM journal_entry WHERE number = 3",
        [("store.change_stray", {"entry": 3})],
    ),
    "a value from nowhere": (
        f"INSERT INTO journal_value {VALUE_COLUMNS} VALUES {STRAY}",
        [("store.value_unchained", {"table": "person", "key": "p2"})],
    ),
    "a row changed": (
        "UPDATE person SET email = 'x' WHERE id = 'p2'",
        [("store.row_altered", {"table": "person", "key": "p2"})],
    ),
    "a row gone": (
        "DELETE FROM person WHERE id = 'p2'",
        [("store.row_missing", {"table": "person", "key": "p2"})],
    ),
    "a row from nowhere": (
        f"INSERT INTO person {COLUMNS} VALUES ('p9', 1, 'x', 'x', 'x', 1)",
        [("store.row_unjournalled", {"table": "person", "key": "p9"})],
    ),
}


@pytest.mark.parametrize("what", FORGERIES)
def test_a_forgery_is_found_and_named(store: Store, store_address: str, what: str) -> None:
    statement, findings = FORGERIES[what]
    add_people(store, "Mira Mirić", "Pera Perić", "Zora Zorić")
    assert check(store) == ()
    Forger(store_address).forge(statement)
    assert check(store) == tuple(StoreNotice(code=code, params=params) for code, params in findings)


def test_the_first_altered_entry_stands_first(store: Store, store_address: str) -> None:
    add_people(store, *(f"Osoba {number}" for number in range(30)))
    Forger(store_address).forge("UPDATE journal_entry SET operation = 'x' WHERE number > 4")
    found = check(store)
    assert found[0] == StoreNotice(code="store.entry_altered", params={"entry": 5})
    assert len(found) == 20


def test_an_entry_forged_inside_an_operation_is_found(store: Store) -> None:
    add_people(store, "Mira Mirić")
    with working(store) as session:
        session.add(person("p2"))
        session.execute(
            text("INSERT INTO journal_entry VALUES (2, 'x', 'x', 'x', 'x', 1, 'x', 'x')")
        )
    assert [(n.code, n.params.get("entry")) for n in check(store)] == [
        ("store.chain_broken", 2),
        ("store.entry_altered", 2),
    ]


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_triggers_that_are_gone_or_changed_are_named(
    engine: str, request: pytest.FixtureRequest, tmp_path: object
) -> None:
    on_server = engine == "postgresql"
    address = request.getfixturevalue("pg_url") if on_server else f"{tmp_path}/a.iris"
    with Store.create(address) as store:
        if on_server:
            Forger(address).run(
                "DROP TRIGGER journal_person ON person",
                "ALTER TABLE call DISABLE TRIGGER journal_call",
                "CREATE TRIGGER x BEFORE INSERT ON award FOR EACH ROW"
                " EXECUTE FUNCTION journal_award()",
            )
            names = ("journal_call", "journal_person")
        else:
            Forger(address).run(
                "DROP TRIGGER journal_person_insert",
                "DROP TRIGGER journal_call_insert",
                "CREATE TRIGGER journal_call_insert AFTER INSERT ON call BEGIN SELECT 1; END",
                "CREATE TRIGGER x AFTER INSERT ON call BEGIN SELECT 1; END",
            )
            names = ("journal_call_insert", "journal_person_insert")
        assert check(store) == (
            StoreNotice(code="store.trigger_changed", params={"name": names[0]}),
            StoreNotice(code="store.trigger_missing", params={"name": names[1]}),
            StoreNotice(code="store.trigger_unknown", params={"name": "x"}),
        )


def test_a_column_too_many_is_found(store: Store, store_address: str) -> None:
    Forger(store_address).run("ALTER TABLE person ADD COLUMN nickname TEXT")
    assert check(store) == (
        StoreNotice(code="store.schema_differs", params={"what": "person.nickname text"}),
    )


def erase_mira(store: Store) -> None:
    with working(store, "people.erase") as session:
        mira = session.get_one(PersonRecord, "p1")
        mira.name = mira.search_key = mira.sort_key = "erased"
        erase_earlier_values(session, table="person", key="p1", reason="GDPR 17")


def test_an_erasure_takes_the_values_and_leaves_the_chain_whole(
    store: Store, store_address: str
) -> None:
    add_people(store, "Mira Mirić", "Pera Perić")
    erase_mira(store)
    assert check(store) == ()
    with store.read() as session:
        history = history_of(session, "person", ["p1"])
    assert [(change.verb, change.after is None) for change in history] == [
        ("insert", True),
        ("update", True),
        ("snapshot", False),
    ]
    with Forger(store_address).bare() as connection:
        rows = connection.execute("SELECT * FROM journal_value").fetchall()
    assert "Mira" not in str(rows)


def test_after_an_erasure_the_row_is_watched_on(store: Store, store_address: str) -> None:
    add_people(store, "Mira Mirić")
    erase_mira(store)
    with working(store, "people.change") as session:
        session.get_one(PersonRecord, "p1").email = "office@example.org"
    assert check(store) == ()
    Forger(store_address).forge("UPDATE person SET email = NULL")
    assert [notice.code for notice in check(store)] == ["store.row_altered"]


def test_an_erasure_covers_no_later_values(store: Store, store_address: str) -> None:
    add_people(store, "Mira Mirić")
    erase_mira(store)
    with working(store, "people.change") as session:
        session.get_one(PersonRecord, "p1").email = "office@example.org"
    Forger(store_address).forge("DELETE FROM journal_value WHERE verb = 'update'")
    assert check(store) == (
        StoreNotice(
            code="store.values_missing", params={"entry": 3, "table": "person", "key": "p1"}
        ),
    )
