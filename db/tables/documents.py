"""Documents: a file of any record, by the hash of its content."""

from __future__ import annotations

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from db.base import Record, not_negative, one_of, strict

SUBJECTS = (
    "programme",
    "organisation",
    "call",
    "application",
    "committee",
    "grant",
    "case",
    "achievement",
)


class DocumentRecord(Record):
    """One file of one record; a newer edition is another row that names the older one.

    `kind` says what it is (`application_form`, `statute`, `contract`, …) and decides the
    section of the dossier. `sha256` names the content in the files part of the store.
    """

    __tablename__ = "document"
    __table_args__ = strict(
        Index("ix_document_subject", "subject_kind", "subject_id"),
        one_of("subject_kind", SUBJECTS),
        not_negative("size"),
    )

    subject_kind: Mapped[str]
    subject_id: Mapped[str]
    kind: Mapped[str]
    name: Mapped[str]
    media_type: Mapped[str]
    sha256: Mapped[str]
    size: Mapped[int]
    received_at: Mapped[str]
    replaces_id: Mapped[str | None]
    note: Mapped[str | None]
