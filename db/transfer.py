"""Moving all rows of a store between engines, journal and all; the chain still verifies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import Connection, ForeignKeyConstraint, MetaData, Table
from sqlalchemy.schema import AddConstraint, DropConstraint

from db.engines import insert_rows, stream
from db.errors import Report, StoreError, no_report
from db.files import FileContents, StoredContent
from db.tables import whole

_BATCH = 2_000
_SPOILED = frozenset({"store.content_changed", "store.content_altered"})
_NOT_ROWS = frozenset({"alembic_version", "sqlite_sequence", "file_content", "file_chunk"})
_COUNTED = ("journal_value", "id")


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentsCopied:
    """How many contents were copied, and the hashes of those whose bytes were altered."""

    added: int
    altered: tuple[str, ...]


def copy_rows(
    source: Connection,
    target: Connection,
    report: Report = no_report,
    tables: Sequence[Table] | None = None,
) -> None:
    """Copy every row of every table into the empty tables of another store.

    To be called while the triggers of the target are not in place yet. `tables` are those
    of an earlier schema.
    """
    tables = whole().sorted_tables if tables is None else tables
    with _without_references_to_itself(target):
        for done, table in enumerate(tables):
            report(done, len(tables), "store.step.copy")
            _copy_table(source, target, table)
    if target.dialect.name == "postgresql":
        table_name, column = _COUNTED
        target.exec_driver_sql(
            f"SELECT setval(pg_get_serial_sequence('{table_name}', '{column}'),"
            f" greatest((SELECT max({column}) FROM {table_name}), 1))"
        )


def reflected(connection: Connection) -> Sequence[Table]:
    """The tables that a store has, whichever schema it is at."""
    found = MetaData()
    found.reflect(connection)
    return [table for table in found.sorted_tables if table.name not in _NOT_ROWS]


def copy_contents(
    source: FileContents, target: FileContents, report: Report = no_report
) -> ContentsCopied:
    """Copy the contents that the other store does not have; altered ones are left out."""
    missing = target.missing(source.hashes())
    added, altered = 0, []
    for done, sha256 in enumerate(missing):
        report(done, len(missing), "store.step.copy_contents")
        try:
            with source.open(sha256) as content:
                target.write(content, StoredContent(sha256=sha256, size=source.size(sha256)))
            added += 1
        except StoreError as error:
            if error.code not in _SPOILED:
                raise
            altered.append(sha256)
    return ContentsCopied(added=added, altered=tuple(altered))


def _copy_table(source: Connection, target: Connection, table: Table) -> None:
    columns = [f'"{column.name}"' for column in table.columns]
    key = ", ".join(f'"{column.name}"' for column in table.primary_key)
    query = f'SELECT {", ".join(columns)} FROM "{table.name}" ORDER BY {key}'
    rows = stream(source, query)
    while batch := list(islice(rows, _BATCH)):
        insert_rows(target, f'"{table.name}"', columns, batch)


@contextmanager
def _without_references_to_itself(connection: Connection) -> Iterator[None]:
    """Rows of a table may come in any order; the references are checked at the end."""
    own = []
    if connection.dialect.name == "postgresql":
        own = [
            constraint
            for table in whole().sorted_tables
            for constraint in table.constraints
            if isinstance(constraint, ForeignKeyConstraint) and constraint.referred_table is table
        ]
    for constraint in own:
        connection.execute(DropConstraint(constraint))
    yield
    for constraint in own:
        connection.execute(AddConstraint(constraint))
