"""The journal in a dossier: every header, and values of the dossier's own records only.

Whoever receives it recomputes the whole chain (the digests of all changes are there) and
reads old and new values of what the dossier is about; values of others are not in it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from sqlalchemy import ForeignKeyConstraint, Table, select, text
from sqlalchemy.orm import Session

from db.tables import whole
from iris_grants.kernel.canonical import canonical_json

BATCH = 500
WHO = ("bank_account", "sanctions_check", "eligibility_answer")
"""Tables that tell of an organisation itself: its accounts, searches and conditions."""
Roots = Mapping[str, frozenset[str]]


def owned_rows(
    session: Session, roots: Roots, leaves: Roots | None = None
) -> dict[str, frozenset[str]]:
    """The given records and all records below them, as ids by table.

    Follows the references of the schema downward (a payment refers to its grant); records
    that the roots themselves refer to are not included. A reference of a table to itself
    does not count. `leaves` come along without what is below them: the organisation of a
    case belongs to its dossier, the other cases of the organisation do not.
    """
    owned: dict[str, set[str]] = {table: set(ids) for table, ids in roots.items()}
    for table in whole().sorted_tables:
        found = owned.setdefault(table.name, set())
        for constraint in table.foreign_key_constraints:
            parents = owned.get(constraint.referred_table.name)
            if parents and constraint.referred_table is not table and table.name not in roots:
                found |= _children(session, table, constraint, parents)
    for name, ids in (leaves or {}).items():
        owned.setdefault(name, set()).update(ids)
    return {table: frozenset(ids) for table, ids in owned.items() if ids}


def organisation_rows(session: Session, organisation_id: str) -> dict[str, frozenset[str]]:
    """The records that say who an organisation is, as ids by table; none of what it did."""
    found = {"organisation": frozenset({organisation_id})}
    for name in WHO:
        table = whole().tables[name]
        query = select(table.c.id).where(table.c.organisation_id == organisation_id)
        found[name] = frozenset(session.scalars(query))
    return found


def journal_lines(
    session: Session, rows: Roots, tells: Callable[[str], bool] | None = None
) -> Iterator[str]:
    """The journal, one JSON object a line, entry by entry.

    `values` holds, by position of the change in its entry, `[salt, before, after]` for the
    records in `rows` (absent: withheld or erased). Values of which `tells` says yes are
    withheld too; the digests, which the chain is made of, are always there.
    """
    entries = session.execute(
        text(
            "SELECT number, operation, person_id, standing, at, changes, previous, hash"
            " FROM journal_entry ORDER BY number"
        )
    )
    changes = groupby(_changes(session), key=lambda change: change[1])
    following = next(changes, None)
    for entry in entries:
        own: list[tuple[int, int, str, str, str, str, str | None, str | None, str | None]] = []
        if following is not None and following[0] == entry.number:
            own = list(following[1])
            following = next(changes, None)
        yield canonical_json(
            {
                **dict(entry._mapping),
                "digests": [list(change[2:6]) for change in own],
                "values": _own_values(own, rows, tells),
            }
        )


def _changes(
    session: Session,
) -> Iterable[tuple[int, int, str, str, str, str, str | None, str | None, str | None]]:
    found = session.execute(
        text(
            "SELECT c.id, c.entry, c.table_name, c.row_key, c.verb, c.digest,"
            " v.salt, v.before, v.after FROM journal_change AS c"
            " LEFT JOIN journal_value AS v ON v.id = c.id ORDER BY c.entry, c.id"
        ).execution_options(yield_per=BATCH)
    )
    return (tuple(row) for row in found)


def _own_values(
    changes: Iterable[tuple[int, int, str, str, str, str, str | None, str | None, str | None]],
    rows: Roots,
    tells: Callable[[str], bool] | None,
) -> dict[str, list[object]]:
    return {
        str(position): [salt, before, after]
        for position, (_, _, table, key, _, _, salt, before, after) in enumerate(changes)
        if salt is not None and key in rows.get(table, ())
        if tells is None or not any(tells(value) for value in (before, after) if value)
    }


def _children(
    session: Session, table: Table, constraint: ForeignKeyConstraint, parents: set[str]
) -> set[str]:
    column = next(iter(constraint.columns))
    wanted = sorted(parents)
    found: set[str] = set()
    for start in range(0, len(wanted), BATCH):
        query = select(table.c.id).where(column.in_(wanted[start : start + BATCH]))
        found |= set(session.scalars(query))
    return found


def read_lines(data: bytes) -> list[dict[str, Any]]:
    """The objects that `journal_lines` wrote."""
    return [json.loads(line) for line in data.decode().splitlines() if line]
