"""A store on a server: who may do what, and several people at once."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.orm import Session

from db.errors import StoreError
from db.integrity import check
from db.journal_read import entries
from db.store import Store
from db.tables.people import PersonRecord
from tests.db.workshop import Forger, add_people, carry_out, person, working

pytestmark = pytest.mark.made_anew


def code_of_opening(address: str) -> str:
    """Why a store does not open."""
    with pytest.raises(StoreError) as refused:
        Store.open(address)
    return refused.value.code


def test_a_password_does_not_belong_into_the_address(pg_url: str) -> None:
    address = make_url(pg_url).set(password="secret")
    with pytest.raises(StoreError) as refused:
        Store.open(address.render_as_string(hide_password=False))
    assert refused.value.code == "store.password_in_address"
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    "address", ["postgresql+asyncpg://x@y/z", "postgresql://host", "postgresql://[", "postgresqlx:"]
)
def test_an_address_that_is_none_is_refused(address: str) -> None:
    assert code_of_opening(address) == "store.bad_address"


def test_an_empty_database_holds_no_store(pg_url: str) -> None:
    assert code_of_opening(pg_url) == "store.not_ours"


def test_a_server_that_is_not_there_is_named(pg_url: str) -> None:
    address = make_url(pg_url).set(database="nothing").render_as_string()
    assert code_of_opening(address) == "store.server_unreachable"


def test_a_store_is_not_made_twice(pg_url: str) -> None:
    Store.create(pg_url).close()
    with pytest.raises(StoreError) as refused:
        Store.create(pg_url)
    assert refused.value.code == "store.exists"


@pytest.mark.parametrize(("number", "code"), [("0009", "store.newer"), ("0000", "store.older")])
def test_another_version_is_named(pg_url: str, number: str, code: str) -> None:
    Store.create(pg_url).close()
    Forger(pg_url).run(f"UPDATE alembic_version SET version_num = '{number}'")
    assert code_of_opening(pg_url) == code


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal_entry SET operation = 'x'",
        "DELETE FROM journal_change",
        "UPDATE journal_value SET salt = 'x'",
        "TRUNCATE person CASCADE",
        "ALTER TABLE person DISABLE TRIGGER ALL",
        "DROP TRIGGER journal_person ON person",
        "CREATE TABLE x (y text)",
        "UPDATE alembic_version SET version_num = '0009'",
    ],
)
def test_the_program_may_not_touch_what_it_does_not_need(pg_url: str, statement: str) -> None:
    with Store.create(pg_url) as store:
        with pytest.raises(StoreError) as refused:
            carry_out(store, lambda session: session.execute(text(statement)))
        assert refused.value.code == "store.not_permitted"


def test_not_even_the_owner_can_empty_a_table(pg_url: str) -> None:
    with Store.create(pg_url) as store:
        add_people(store, "Mira Mirić")
        with pytest.raises(Exception, match="what is written stays"):
            Forger(pg_url).run("TRUNCATE person CASCADE")
        assert check(store) == ()


def test_a_table_of_ones_own_does_not_open_the_journal(pg_url: str) -> None:
    with Store.create(pg_url) as store:
        with pytest.raises(Exception, match="no operation is open"):
            Forger(pg_url).run(
                "CREATE TEMPORARY TABLE journal_open AS"
                " SELECT CAST(pg_current_xact_id() AS text) AS key",
                "INSERT INTO person (id, version, name, search_key, sort_key, active)"
                " VALUES ('p1', 1, 'x', 'x', 'x', 1)",
            )
        assert check(store) == ()


def test_somebody_without_the_programs_role_may_not_open_it(pg_url: str) -> None:
    Store.create(pg_url).close()
    guest = f"guest_{make_url(pg_url).database}"
    Forger(pg_url).run(f"CREATE ROLE {guest} LOGIN")
    address = make_url(pg_url).set(username=guest).render_as_string()
    assert code_of_opening(address) in ("store.not_permitted", "store.server_unreachable")


def test_somebody_who_may_not_make_roles_is_told_which(pg_url: str) -> None:
    guest = f"maker_{make_url(pg_url).database}"
    Forger(pg_url).run(f"CREATE ROLE {guest} LOGIN")
    address = make_url(pg_url).set(username=guest).render_as_string()
    with pytest.raises(StoreError) as refused:
        Store.create(address)
    assert refused.value.code == "store.roles_missing"
    database = make_url(pg_url).database
    assert refused.value.params["owner"] == f"{database}_owner"


def test_text_sorts_by_code_point_whatever_the_database(pg_url: str) -> None:
    with Store.create(pg_url) as store:
        names = ["a", "B", "đ", "Ž", "y", "_", "1"]
        with working(store) as session:
            session.add_all(person(name, name) for name in names)
        with store.read() as session:
            found = session.scalars(text("SELECT id FROM person ORDER BY id")).all()
        assert found == sorted(names)


def test_an_edit_over_somebody_elses_is_refused_and_explained(pg_url: str) -> None:
    with Store.create(pg_url) as mira, Store.open(pg_url) as pera:
        add_people(mira, "Mira Mirić")

        def slowly(session: Session) -> None:
            seen = session.get_one(PersonRecord, "p1")
            with working(pera, "people.change") as other:
                other.get_one(PersonRecord, "p1").name = "by Pera"
            seen.name = "by Mira"

        with pytest.raises(StoreError) as refused:
            carry_out(mira, slowly)
        assert refused.value.code == "store.changed_meanwhile"
        with mira.read() as session:
            assert session.get_one(PersonRecord, "p1").name == "by Pera"
        assert check(mira) == ()


@pytest.mark.slow
def test_many_writers_at_once_make_one_chain(pg_url: str) -> None:
    with Store.create(pg_url) as store:
        others = [Store.open(pg_url) for _ in range(3)]

        def work(mine: Store, name: str) -> None:
            for number in range(8):
                with working(mine) as session:
                    session.add_all(person(f"{name}-{number}-{part}") for part in range(3))

        workers = [
            threading.Thread(target=work, args=(other, f"w{number}"))
            for number, other in enumerate(others)
        ]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        for other in others:
            other.close()
        with store.read() as session:
            assert [entry.number for entry in entries(session)] == list(range(24, 0, -1))
        assert check(store) == ()


def test_a_server_that_goes_away_is_named(pg_url: str) -> None:
    with Store.create(pg_url) as store:

        def work_on(session: Session) -> None:
            end_all_others(pg_url)
            session.add(person("p1"))
            session.flush()

        with pytest.raises(StoreError) as refused:
            carry_out(store, work_on)
        assert refused.value.code == "store.server_lost"
        add_people(store, "Mira Mirić")
        assert check(store) == ()


def end_all_others(address: str) -> None:
    """Have the server end every other connection to the database."""
    engine = create_engine(address)
    with engine.begin() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
    engine.dispose()
