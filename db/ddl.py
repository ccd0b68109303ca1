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
    found = _found(inspect(connection))
    return frozenset(fact for table, fact in found if table not in _UNKNOWN_TABLES)


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


def _found(inspector: Inspector) -> Iterator[tuple[str, str]]:
    for (_, name), columns in inspector.get_multi_columns().items():
        for column in columns:
            kind = str(column["type"])
            yield name, _column(name, column["name"], kind, column["nullable"])
    for (_, name), indexes in inspector.get_multi_indexes().items():
        for index in indexes:
            if not index.get("duplicates_constraint"):
                kind = "unique index" if index["unique"] else "index"
                yield name, _named(name, kind, index["name"], index["column_names"])
    for (_, name), checks in inspector.get_multi_check_constraints().items():
        yield from ((name, _named(name, "check", check["name"], [])) for check in checks)
    yield from _found_keys(inspector)


def _found_keys(inspector: Inspector) -> Iterator[tuple[str, str]]:
    for (_, name), key in inspector.get_multi_pk_constraint().items():
        yield name, _named(name, "primary key", "", key["constrained_columns"] if key else [])
    for (_, name), uniques in inspector.get_multi_unique_constraints().items():
        for unique in uniques:
            yield name, _named(name, "unique", unique["name"], unique["column_names"])
    for (_, name), references in inspector.get_multi_foreign_keys().items():
        for reference in references:
            kind = f"reference to {reference['referred_table']}"
            yield name, _named(name, kind, reference["name"], reference["constrained_columns"])


_KINDS = {"BIGINT": "whole", "INTEGER": "whole", "TEXT": "text", "BLOB": "bytes", "BYTEA": "bytes"}


def _column(table: str, column: str, written: str, nullable: bool) -> str:
    kind = _KINDS.get(written.split(" ")[0], written)
    return f"{table}.{column} {kind}{'' if nullable else ' not null'}"


def _named(table: str, kind: str, name: object, columns: object) -> str:
    listed = ", ".join(str(column) for column in columns) if isinstance(columns, list) else ""
    return f"{table} {kind} {name or ''} ({listed})"
