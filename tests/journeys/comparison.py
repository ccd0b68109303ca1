"""What two stores say, ids and times aside, so that different ways to them can be compared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.store import Store
from db.tables import whole

APART = ("journal_", "content", "store_", "signing_key", "dossier", "alembic", "file_")
SKIPPED = frozenset(
    {
        "id",
        "version",
        "fingerprint",
        "sha256",
        "size",
        "public_key",
        "body",
        "manifest",
        "replaces",
        "content",
        "grid",
        "terms",
        "resolved_on",
        "confirmed_on",
        "search_key",
        "sort_key",
        "supplier_key",
    }
)
SUBJECTS = {
    "programme": "programme",
    "organisation": "organisation",
    "call": "call",
    "application": "application",
    "committee": "committee_member",
    "grant": "grant_contract",
    "case": "licensing_case",
    "achievement": "achievement",
}
DEPTH = 3
Row = Mapping[str, Any]
Tables = dict[str, dict[str, Row]]


def said_by(store: Store) -> dict[str, list[str]]:
    """Every business table as sorted descriptions of its rows."""
    with store.read() as session:
        tables = _tables(session)
    return {
        name: sorted(_described(tables, name, identity, DEPTH) for identity in rows)
        for name, rows in tables.items()
    }


def _tables(session: Session) -> Tables:
    found: Tables = {}
    for table in whole().sorted_tables:
        if table.name.startswith(APART) or "id" not in table.c:
            continue
        found[table.name] = {
            row["id"]: dict(row) for row in session.execute(select(table)).mappings()
        }
    return found


def _described(tables: Tables, name: str, identity: str, depth: int) -> str:
    row = tables[name][identity]
    targets = {
        column.name: next(iter(column.foreign_keys)).column.table.name
        for column in whole().tables[name].columns
        if column.foreign_keys
    }
    if name == "document":
        targets["subject_id"] = SUBJECTS[row["subject_kind"]]
    parts = []
    for column, value in sorted(row.items()):
        if column in SKIPPED or column.endswith("_at"):
            continue
        if column in targets and value is not None:
            value = _referred(tables, targets[column], value, depth)
        parts.append(f"{column}={value}")
    return f"{name}({', '.join(parts)})"


def _referred(tables: Tables, name: str, identity: str, depth: int) -> str:
    if depth == 0:
        return name
    if identity in tables.get(name, {}):
        return _described(tables, name, identity, depth - 1)
    return f"{name}?"
