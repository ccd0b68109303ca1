"""The history of one record: every operation that changed it or a part of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from db import journal_read
from db.tables import whole
from db.tables.documents import DocumentRecord
from db.tables.journal import JournalChangeRecord, JournalEntryRecord, JournalValueRecord
from iris_grants.people.journal import ChangeRow, change_row, names_of_people

LATEST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryRow:
    """One operation as it concerns a record; `at` is stored UTC text."""

    number: int
    at: str
    person: str
    operation: str
    changes: tuple[ChangeRow, ...]


def history_of_record(
    session: Session,
    table: str,
    identity: str,
    *,
    parts: Sequence[str] = (),
    documents_of: str = "",
) -> tuple[HistoryRow, ...]:
    """The latest operations that changed a record, the newest first.

    `parts` are tables whose rows refer to the record and belong to it (roles of a person,
    checks of an application); parts that were removed count too. `documents_of` is the kind
    of subject under which the record has documents.
    """
    concerned: list[tuple[str, tuple[str, ...]]] = [(table, (identity,))]
    concerned += [(part, _part_keys(session, part, table, identity)) for part in parts]
    if documents_of:
        documents = _documents(session, documents_of, identity)
        concerned.append((DocumentRecord.__tablename__, documents))
    found: dict[int, list[ChangeRow]] = {}
    for name, keys in concerned:
        for change in journal_read.history_of(session, name, keys) if keys else ():
            found.setdefault(change.entry, []).append(change_row(change))
    return _entries(session, found)


def _entries(session: Session, found: dict[int, list[ChangeRow]]) -> tuple[HistoryRow, ...]:
    numbers = sorted(found, reverse=True)[:LATEST]
    names = names_of_people(session)
    entries = session.scalars(
        select(JournalEntryRecord)
        .where(JournalEntryRecord.number.in_(numbers))
        .order_by(JournalEntryRecord.number.desc())
    )
    return tuple(
        HistoryRow(
            number=entry.number,
            at=entry.at,
            person=names.get(entry.person_id, ""),
            operation=entry.operation,
            changes=tuple(found[entry.number]),
        )
        for entry in entries
    )


def _part_keys(session: Session, part: str, table: str, identity: str) -> tuple[str, ...]:
    """The rows of `part` that refer to the record, and those that did until removed."""
    refers = next(
        column
        for column in whole().tables[part].columns
        for key in column.foreign_keys
        if key.target_fullname == f"{table}.id"
    )
    present = session.scalars(select(refers.table.c.id).where(refers == identity))
    mark = f'"{refers.name}":"{identity}"'
    return (*present, *session.scalars(_removed(part, mark)))


def _removed(part: str, mark: str) -> Select[str]:
    return (
        select(JournalChangeRecord.row_key)
        .join(JournalValueRecord, JournalValueRecord.id == JournalChangeRecord.id)
        .where(JournalChangeRecord.table_name == part)
        .where(JournalChangeRecord.verb == "delete")
        .where(JournalValueRecord.before.contains(mark, autoescape=True))
    )


def _documents(session: Session, kind: str, identity: str) -> tuple[str, ...]:
    return tuple(
        session.scalars(
            select(DocumentRecord.id)
            .where(DocumentRecord.subject_kind == kind)
            .where(DocumentRecord.subject_id == identity)
        )
    )
