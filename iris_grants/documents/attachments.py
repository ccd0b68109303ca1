"""Documents of a record: the file goes to the contents by hash, its description into a row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables.documents import DocumentRecord
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.operations import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """A document as lists and dossiers show it; `size` in bytes, `sha256` of the content."""

    id: str
    subject_kind: str
    subject_id: str
    kind: str
    name: str
    media_type: str
    sha256: str
    size: int
    received_at: str
    note: str | None


def attach(
    work: Work,
    *,
    subject_kind: str,
    subject_id: str,
    kind: str,
    name: str,
    media_type: str,
    data: bytes | BinaryIO,
    received_at: str | None = None,
    note: str | None = None,
    replaces_id: str | None = None,
) -> DocumentRecord:
    """Keep a file as a document of a record; the content is stored once, by its hash.

    An earlier edition stays: the new row names it in `replaces_id`.
    """
    content = work.contents.put(data)
    return work.add(
        DocumentRecord(
            id=new_id(),
            subject_kind=subject_kind,
            subject_id=subject_id,
            kind=kind,
            name=name,
            media_type=media_type,
            sha256=content.sha256,
            size=content.size,
            received_at=received_at or work.now_text,
            replaces_id=replaces_id,
            note=note,
        )
    )


def documents_of(
    session: Session, subject_kind: str, subject_ids: str | tuple[str, ...]
) -> tuple[DocumentRow, ...]:
    """The documents of one record or of several of a kind, in order of receipt and name."""
    wanted = (subject_ids,) if isinstance(subject_ids, str) else subject_ids
    found = session.scalars(
        select(DocumentRecord)
        .where(DocumentRecord.subject_kind == subject_kind)
        .where(DocumentRecord.subject_id.in_(wanted))
        .order_by(DocumentRecord.received_at, DocumentRecord.name, DocumentRecord.id)
    )
    return tuple(
        DocumentRow(
            id=record.id,
            subject_kind=record.subject_kind,
            subject_id=record.subject_id,
            kind=record.kind,
            name=record.name,
            media_type=record.media_type,
            sha256=record.sha256,
            size=record.size,
            received_at=record.received_at,
            note=record.note,
        )
        for record in found
    )
