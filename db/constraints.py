"""From a broken constraint to its name, on both engines."""

from __future__ import annotations

import re

from sqlalchemy import UniqueConstraint
from sqlalchemy.exc import IntegrityError

from db.tables import whole

_CHECK = re.compile(r"CHECK constraint failed: (\w+)")
_UNIQUE = re.compile(r"UNIQUE constraint failed: (.+)")
_NOT_NULL = re.compile(r"NOT NULL constraint failed: (\w+)\.(\w+)")


def constraint_of(error: IntegrityError) -> str | None:
    """The name of the constraint that was broken; none where the engine does not tell it.

    A missing value is `nn_<table>_<column>`. SQLite does not name broken references.
    """
    diagnosis = getattr(error.orig, "diag", None)
    if diagnosis is not None:
        if diagnosis.sqlstate == "23502":
            return f"nn_{diagnosis.table_name}_{diagnosis.column_name}"
        return diagnosis.constraint_name or None
    text = str(error.orig)
    if found := _CHECK.search(text):
        return found[1]
    if found := _NOT_NULL.search(text):
        return f"nn_{found[1]}_{found[2]}"
    if found := _UNIQUE.search(text):
        return _unique_name(found[1])
    return None


def _unique_name(listed: str) -> str | None:
    """The name of the constraint over columns that SQLite lists as `table.column, …`."""
    pairs = [column.strip().partition(".") for column in listed.split(",")]
    names = [column for _, _, column in pairs]
    table = whole().tables.get(pairs[0][0])
    if table is None:
        return None
    if names == [column.name for column in table.primary_key]:
        return str(table.primary_key.name)
    for constraint in table.constraints:
        if isinstance(constraint, UniqueConstraint) and names == list(constraint.columns.keys()):
            return str(constraint.name)
    for index in table.indexes:
        if index.unique and names == list(index.columns.keys()):
            return str(index.name)
    return None
