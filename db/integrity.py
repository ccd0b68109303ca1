"""What must hold in any store: medium, shape, triggers, chain, rows and contents of files."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from sqlalchemy import Connection, MetaData, select

from db import ddl, files_guard, journal_triggers
from db.errors import Report, StoreError, StoreNotice, no_report
from db.faults import explained
from db.journal_rows import verify_rows
from db.journal_verify import verify_chain
from db.store import Store
from db.tables import whole
from db.tables.documents import DocumentRecord
from db.tables.files import FilesBase

_MOST = 20


def check(store: Store, report: Report = no_report) -> tuple[StoreNotice, ...]:
    """Everything that is wrong with a store, the gravest first; nothing is changed.

    Codes: `store.damaged`, `store.reference_broken`, `store.schema_differs`,
    `store.trigger_missing`, `store.trigger_changed`, `store.trigger_unknown`,
    `store.files_missing`, `store.file_missing`, `store.file_altered`, and those of
    `verify_chain` and `verify_rows`.
    """
    found: list[StoreNotice] = []
    try:
        with explained(store.name), store.sides.reader.connect() as connection:
            found += _medium(connection, store.name, report)
            if found:
                return tuple(found)
            found += _shape(connection, whole(), *_also(store))
            found += _triggers(connection)
            found += verify_chain(connection, report)
            found += verify_rows(connection, report)
        found += _contents(store, report)
    except StoreError as error:
        found.append(StoreNotice(code=error.code, params=error.params))
    return tuple(found)


def _also(store: Store) -> tuple[MetaData, ...]:
    return (FilesBase.metadata,) if store.engine_name == "postgresql" else ()


def _medium(connection: Connection, name: str, report: Report) -> Iterator[StoreNotice]:
    """Whether the file itself is sound; a server looks after its own."""
    if connection.dialect.name != "sqlite":
        return
    report(0, 0, "store.step.check_medium")
    if connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar() != "ok":
        yield StoreNotice(code="store.damaged", params={"name": name})
        return
    for table, _row, target, _number in islice(
        connection.exec_driver_sql("PRAGMA foreign_key_check"), _MOST
    ):
        params: dict[str, str | int] = {"table": table, "target": target}
        yield StoreNotice(code="store.reference_broken", params=params)


def _shape(connection: Connection, *models: MetaData) -> Iterator[StoreNotice]:
    expected = ddl.of_models(*models)
    for fact in sorted(expected ^ ddl.of_store(connection))[:_MOST]:
        yield StoreNotice(code="store.schema_differs", params={"what": fact})


def _triggers(connection: Connection) -> Iterator[StoreNotice]:
    for difference in journal_triggers.differences(connection):
        params: dict[str, str | int] = {"name": difference.name}
        yield StoreNotice(code=f"store.trigger_{difference.what}", params=params)


def _contents(store: Store, report: Report) -> Iterator[StoreNotice]:
    """Contents that documents name and that are not there, and those that were altered."""
    reader = store.contents.reader
    if reader is None:
        yield from (notice for notice in store.warnings if notice.code == "store.files_missing")
        return
    if store.engine_name == "sqlite":
        with explained(f"{store.name}.iris-files"), reader.connect() as connection:
            damage = list(_medium(connection, f"{store.name}.iris-files", report))
            yield from damage
            if damage:
                return
            yield from _shape(connection, FilesBase.metadata)
            yield from _files_triggers(connection)
    with store.read() as session:
        query = select(DocumentRecord.sha256, DocumentRecord.name)
        named = {row[0]: row[1] for row in session.execute(query)}
    for sha256 in islice(store.contents.missing(named), _MOST):
        yield StoreNotice(code="store.file_missing", params={"name": named[sha256]})
    for sha256 in islice(store.contents.altered(report), _MOST):
        name = named.get(sha256, sha256)
        yield StoreNotice(code="store.file_altered", params={"name": name})


def _files_triggers(connection: Connection) -> Iterator[StoreNotice]:
    expected = files_guard.guards()
    actual = journal_triggers.language("sqlite").present(connection)
    for name in sorted(expected.keys() | actual.keys()):
        if actual.get(name) != expected.get(name):
            yield StoreNotice(code="store.trigger_changed", params={"name": name})
