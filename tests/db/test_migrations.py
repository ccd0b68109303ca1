"""Migrations and models make the same tables, and data comes through an upgrade whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine

from db import ddl, journal_triggers, schema
from db.errors import StoreError
from db.journal_read import entries, history_of
from db.journal_rows import verify_rows
from db.journal_verify import verify_chain
from db.migrations.freeze import ENGINES, statements_of
from db.store import Store
from db.tables import whole
from db.tables.files import FilesBase
from db.upgrade import MIGRATIONS, upgrade_file, upgrade_server
from tests.db.test_sqlite_store import contents_of
from tests.db.workshop import Forger, add_people

pytestmark = pytest.mark.made_anew

NOW = datetime(2023, 10, 30, 17, 0, tzinfo=UTC)
NEXT = '''"""Addresses in small letters, and a table made anew."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.execute("UPDATE person SET email = lower(email)")
    op.execute("DELETE FROM person WHERE id = 'p3'")
    with op.batch_alter_table("person", recreate="{recreate}") as table:
        table.create_check_constraint("ck_person_name_given", "name <> ''")
'''


@pytest.fixture
def migrations(tmp_path: Path) -> Path:
    """The migrations of this version and one more."""
    folder = tmp_path / "migrations"
    (folder / "versions").mkdir(parents=True)
    for source in (MIGRATIONS / "env.py", MIGRATIONS / "versions" / "0001_initial.py"):
        (folder / source.relative_to(MIGRATIONS)).write_text(
            source.read_text(encoding="utf-8"), encoding="utf-8"
        )
    (folder / "versions" / "0002_small_letters.py").write_text(
        NEXT.format(recreate="auto"), encoding="utf-8"
    )
    return folder


@contextmanager
def migrated(address: str) -> Iterator[Connection]:
    """An empty database that the migrations of the program have made."""
    engine = create_engine(address)
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        yield connection
    engine.dispose()


@pytest.mark.parametrize("engine", ENGINES)
def test_the_first_migration_is_what_the_models_say(engine: str) -> None:
    assert statements_of(engine) == schema.table_statements(engine), (
        "the models changed: run python -m db.migrations.freeze"
    )


def test_there_is_one_migration_a_number() -> None:
    found = sorted(path.name[:4] for path in MIGRATIONS.glob("versions/[0-9]*.py"))
    assert found == [schema.revision(number) for number in range(1, schema.SCHEMA + 1)]


def test_migrations_make_the_tables_of_the_models_on_sqlite(tmp_path: Path) -> None:
    with migrated(f"sqlite:///{tmp_path}/a.db") as connection:
        assert ddl.of_store(connection) == ddl.of_models(whole())
        rows = connection.exec_driver_sql(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'alembic%'"
            " AND name NOT LIKE 'sqlite%'"
        )
        assert sorted(row[0] for row in rows) == sorted(schema.table_statements("sqlite"))


def test_migrations_make_the_tables_of_the_models_on_postgresql(pg_url: str) -> None:
    with migrated(pg_url) as connection:
        assert ddl.of_store(connection) == ddl.of_models(whole(), FilesBase.metadata)


def mixed_addresses(address: str) -> None:
    """Three people, two of them with addresses in capitals, written in order."""
    with Store.create(address) as store:
        add_people(store, "Mira Mirić", "Pera Perić", "Zora Zorić")
        with store.operation(
            operation="people.change", person_id="x", standing="declared", at="2023-10-30T17:00:00Z"
        ) as session:
            session.connection().exec_driver_sql(
                "UPDATE person SET email = 'MIRA@EXAMPLE.ORG' WHERE id = 'p1'"
            )


def test_an_upgrade_keeps_data_journal_and_triggers(tmp_path: Path, migrations: Path) -> None:
    path = tmp_path / "a.iris"
    mixed_addresses(str(path))
    done = upgrade_file(path, migrations=migrations, now=NOW)
    assert (done.before, done.after) == (1, 2)
    assert done.backup == tmp_path / "a-backups" / "a-2023-10-30T170000Z.iris"
    check_upgraded(f"sqlite:///{path}")
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("PRAGMA user_version").fetchone() == (2,)
    with pytest.raises(StoreError) as refused:
        Store.open(path)
    assert refused.value.code == "store.newer"
    path.write_bytes(done.backup.read_bytes())
    with Store.open(path) as store, store.read() as session:
        assert entries(session)[0].number == 4


def check_upgraded(address: str) -> None:
    """The migrated rows, and the journal that tells them as they are now."""
    arguments = {"options": "-c search_path=iris_grants"} if "postgresql" in address else {}
    engine = create_engine(address, connect_args=arguments)
    with engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT id, email FROM person ORDER BY id").all()
        assert [tuple(row) for row in rows] == [("p1", "mira@example.org"), ("p2", None)]
        assert verify_chain(connection) == []
        assert verify_rows(connection) == []
        assert list(journal_triggers.differences(connection)) == []
        changes = connection.exec_driver_sql(
            "SELECT row_key, verb FROM journal_change WHERE entry = 5 ORDER BY row_key"
        ).all()
        assert [tuple(row) for row in changes] == [("p1", "snapshot"), ("p3", "delete")]
    engine.dispose()


def test_an_upgraded_store_opens_with_its_files(
    tmp_path: Path, migrations: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.iris"
    mixed_addresses(str(path))
    upgrade_file(path, migrations=migrations, now=NOW)
    monkeypatch.setattr(schema, "SCHEMA", 2)
    with Store.open(path) as store, store.read() as session:
        assert entries(session)[0].number == 5
        assert store.warnings == ()


def test_an_upgrade_on_a_server_makes_a_backup_first(
    tmp_path: Path, pg_url: str, migrations: Path
) -> None:
    mixed_addresses(pg_url)
    done = upgrade_server(pg_url, folder=tmp_path / "kept", migrations=migrations, now=NOW)
    assert (done.before, done.after) == (1, 2)
    check_upgraded(pg_url)
    assert done.backup is not None
    with closing(sqlite3.connect(done.backup)) as backup:
        assert backup.execute("SELECT count(*) FROM person").fetchone() == (3,)
        assert backup.execute("PRAGMA user_version").fetchone() == (1,)


def test_a_current_store_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.iris"
    Store.create(path).close()
    before = contents_of(tmp_path)
    done = Store.upgrade(path)
    assert (done.before, done.after, done.backup) == (1, 1, None)
    assert contents_of(tmp_path) == before


def test_a_failing_upgrade_leaves_the_store_as_it_was(tmp_path: Path, migrations: Path) -> None:
    path = tmp_path / "a.iris"
    mixed_addresses(str(path))
    wrong = migrations / "versions" / "0002_small_letters.py"
    text = wrong.read_text(encoding="utf-8").replace("name <> ''", "name = 'nobody'")
    wrong.write_text(text, encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(Exception, match="CHECK constraint"):
        upgrade_file(path, migrations=migrations, now=NOW)
    with Store.open(path) as store, store.read() as session:
        assert history_of(session, "person", ["p3"])[-1].verb == "insert"
    assert path.read_bytes() == before


def test_an_altered_store_is_not_upgraded(tmp_path: Path, migrations: Path) -> None:
    path = tmp_path / "a.iris"
    mixed_addresses(str(path))
    Forger(str(path)).forge("UPDATE person SET email = 'forged' WHERE id = 'p2'")
    with pytest.raises(StoreError) as refused:
        upgrade_file(path, migrations=migrations, now=NOW)
    assert refused.value.code == "store.altered_before_upgrade"
    assert refused.value.params == {"name": "a.iris", "table": "person"}
