"""The shape of a store, as plain facts that can be compared: columns, keys, constraints."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import (
    CheckConstraint,
    Connection,
    ForeignKeyConstraint,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
    inspect,
)
from sqlalchemy.engine import Inspector

Facts = frozenset[str]
_UNKNOWN_TABLES = frozenset({"alembic_version", "sqlite_sequence"})


def of_models(*models: MetaData) -> Facts:
    """What the models say."""
    return frozenset(
        fact for metadata in models for table in metadata.tables.values() for fact in _said(table)
    )


def of_store(connection: Connection) -> Facts:
    """What the store has."""
    inspector = inspect(connection)
    return frozenset(
        fact
        for table in inspector.get_table_names()
        if table not in _UNKNOWN_TABLES
        for fact in _found(inspector, table)
    )


def _said(table: Table) -> Iterator[str]:
    name = table.name
    for column in table.columns:
        yield _column(name, column.name, str(column.type), bool(column.nullable))
    for index in table.indexes:
        kind = "unique index" if index.unique else "index"
        yield _named(name, kind, index.name, index.columns.keys())
    for constraint in table.constraints:
        if isinstance(constraint, CheckConstraint):
            yield _named(name, "check", constraint.name, [])
        elif isinstance(constraint, PrimaryKeyConstraint):
            yield _named(name, "primary key", "", constraint.columns.keys())
        elif isinstance(constraint, UniqueConstraint):
            yield _named(name, "unique", constraint.name, constraint.columns.keys())
        elif isinstance(constraint, ForeignKeyConstraint):
            target = constraint.referred_table.name
            yield _named(name, f"reference to {target}", constraint.name, constraint.columns.keys())


def _found(inspector: Inspector, name: str) -> Iterator[str]:
    for column in inspector.get_columns(name):
        yield _column(name, column["name"], str(column["type"]), column["nullable"])
    for index in inspector.get_indexes(name):
        if not index.get("duplicates_constraint"):
            kind = "unique index" if index["unique"] else "index"
            yield _named(name, kind, index["name"], index["column_names"])
    for check in inspector.get_check_constraints(name):
        yield _named(name, "check", check["name"], [])
    key = inspector.get_pk_constraint(name)
    yield _named(name, "primary key", "", key["constrained_columns"])
    for unique in inspector.get_unique_constraints(name):
        yield _named(name, "unique", unique["name"], unique["column_names"])
    for reference in inspector.get_foreign_keys(name):
        kind = f"reference to {reference['referred_table']}"
        yield _named(name, kind, reference["name"], reference["constrained_columns"])


_KINDS = {"BIGINT": "whole", "INTEGER": "whole", "TEXT": "text", "BLOB": "bytes", "BYTEA": "bytes"}


def _column(table: str, column: str, written: str, nullable: bool) -> str:
    kind = _KINDS.get(written.split(" ")[0], written)
    return f"{table}.{column} {kind}{'' if nullable else ' not null'}"


def _named(table: str, kind: str, name: object, columns: object) -> str:
    listed = ", ".join(str(column) for column in columns) if isinstance(columns, list) else ""
    return f"{table} {kind} {name or ''} ({listed})"
