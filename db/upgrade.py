"""Bringing a store of an earlier version up to the current schema, after a backup."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection

from db import journal, postgresql_store, schema, sqlite_file
from db.backup import STAMP, SUFFIX, free_path, make_folder
from db.engines import connect, reading_mode, sqlite_changer
from db.errors import Report, StoreError, no_report
from db.faults import explained
from db.journal_erasure import RowOf, lay_down
from db.journal_rows import differing_rows
from db.journal_triggers import install, is_journalled, journalled_tables, language
from db.lock import WriterLock
from db.sqlite_copy import copy_database
from db.sqlite_store import make_part
from db.transfer import copy_rows, reflected

MIGRATIONS = Path(__file__).parent / "migrations"
OPERATION = "store.upgrade"
STANDING = "system"


@dataclass(frozen=True, slots=True, kw_only=True)
class Upgraded:
    """From which schema to which; `backup` is the copy made before (none: it was current)."""

    before: int
    after: int
    backup: Path | None


def upgrade_file(
    path: Path,
    *,
    key: bytes | None = None,
    folder: Path | None = None,
    migrations: Path = MIGRATIONS,
    now: datetime | None = None,
    report: Report = no_report,
) -> Upgraded:
    """Upgrade an SQLite store, all of it or nothing; a backup of it is made in `folder` first.

    `folder` is `NAME-backups` beside the store where none is given. Raises `StoreError`:
    what opening raises, and `store.altered_before_upgrade` (the rows no longer agree with
    the journal: to be looked into before).
    """
    before = _number_in(path, key)
    plan = _Plan(before=before, migrations=migrations, now=now or datetime.now(UTC))
    if plan.nothing_to_do(path.name):
        return Upgraded(before=before, after=before, backup=None)
    lock = WriterLock(path)
    try:
        backup = plan.backup_path(path.stem, folder or path.with_name(f"{path.stem}-backups"))
        with explained(path.name):
            copy_database(path, backup, key, report)
            engine = sqlite_changer(path, key)
            try:
                with engine.begin() as connection:
                    plan.carry_out(connection, path.name)
                    _check_references(connection, path.name)
            finally:
                engine.dispose()
    finally:
        lock.release()
    return Upgraded(before=before, after=plan.after, backup=backup)


def upgrade_server(
    address: str,
    *,
    folder: Path,
    password: str | None = None,
    migrations: Path = MIGRATIONS,
    now: datetime | None = None,
    report: Report = no_report,
) -> Upgraded:
    """Upgrade a store on PostgreSQL as `upgrade_file` does; the backup is an SQLite store.

    Needs a person who may work as the owner of the tables (`store.not_permitted`).
    """
    with postgresql_store.as_owner(address, password) as (connection, name, program):
        found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
        before = int(str(found))
        plan = _Plan(before=before, migrations=migrations, now=now or datetime.now(UTC))
        if plan.nothing_to_do(name):
            return Upgraded(before=before, after=before, backup=None)
        backup = plan.backup_path(name, folder)

        def as_it_was(target: Connection) -> None:
            _run(target, migrations, before)
            copy_rows(connection, target, report, reflected(target))
            schema.stamp(target, before)

        make_part(backup, None, sqlite_file.APPLICATION_ID, as_it_was)
        plan.carry_out(connection, name)
        postgresql_store.grant(connection, program)
        connection.commit()
    return Upgraded(before=before, after=plan.after, backup=backup)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """From which schema, by which migrations, when."""

    before: int
    migrations: Path
    now: datetime

    @property
    def after(self) -> int:
        """The number of the newest migration."""
        return max(int(path.name[:4]) for path in self.migrations.glob("versions/[0-9]*.py"))

    def nothing_to_do(self, name: str) -> bool:
        """Whether the store is current; `store.newer` if it comes from a later version."""
        if self.before > self.after:
            raise StoreError("store.newer", name=name, found=self.before, known=self.after)
        return self.before == self.after

    def backup_path(self, name: str, folder: Path) -> Path:
        """Where the backup goes."""
        make_folder(folder, name)
        return free_path(folder / f"{name}-{self.now.strftime(STAMP)}{SUFFIX}")

    def carry_out(self, connection: Connection, name: str) -> None:
        """Migrate, have the journal tell the rows as they are now, put the triggers back."""
        for table in reflected(connection):
            if is_journalled(table.name) and any(differing_rows(connection, table)):
                raise StoreError("store.altered_before_upgrade", name=name, table=table.name)
        language(connection.dialect.name).drop_all(connection)
        _run(connection, self.migrations, self.after)
        opened = journal.open_operation(
            connection,
            operation=OPERATION,
            person_id="",
            standing=STANDING,
            at=self.now.strftime("%Y-%m-%dT%H:%M:%SZ"),
        )
        for table in journalled_tables():
            for key, what in list(differing_rows(connection, table)):
                row = RowOf(table=table.name, key=key)
                lay_down(connection, row, "delete" if what == "missing" else "snapshot")
        journal.close_operation(connection, opened)
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SET CONSTRAINTS ALL IMMEDIATE")
        install(connection)
        schema.stamp(connection, self.after)


def _number_in(path: Path, key: bytes | None) -> int:
    found = sqlite_file.schema_number(path, encrypted=key is not None)
    if found is None:
        with explained(path.name), closing(connect(path, reading_mode(path), key)) as bare:
            found = int(bare.execute("PRAGMA user_version").fetchone()[0])
    return found


def _run(connection: Connection, migrations: Path, number: int) -> None:
    """Run the numbered migrations up to one."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, schema.revision(number))


def _check_references(connection: Connection, name: str) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise StoreError("store.reference_broken", table=str(broken[0]), target=str(broken[2]))
