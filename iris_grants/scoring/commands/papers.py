"""Keeping the papers of a committee as its documents."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from db.tables.documents import DocumentRecord
from iris_grants.documents.attachments import attach
from iris_grants.kernel.operations import Work, operation
from iris_grants.scoring.commands.committee import OFFICE

SUBJECT = "committee"
PDF = "application/pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenPaper:
    """A paper as PDF: of the committee of a call, or of one of its members."""

    subject_id: str
    kind: str
    name: str
    data: bytes


@operation("scoring.write_papers", roles=OFFICE, topics=frozenset({"documents", "committee"}))
def keep_papers(work: Work, *, papers: Sequence[WrittenPaper]) -> tuple[str, ...]:
    """Keep each paper that is not there yet in the same bytes; gives their names.

    A paper of a name that is there becomes its next edition.
    """
    present = {
        (record.subject_id, record.kind, record.name): record
        for record in work.session.scalars(
            select(DocumentRecord)
            .where(DocumentRecord.subject_kind == SUBJECT)
            .where(DocumentRecord.subject_id.in_({paper.subject_id for paper in papers}))
            .order_by(DocumentRecord.received_at, DocumentRecord.id)
        )
    }
    kept = []
    for paper in papers:
        before = present.get((paper.subject_id, paper.kind, paper.name))
        if before is not None and before.sha256 == hashlib.sha256(paper.data).hexdigest():
            continue
        attach(
            work,
            subject_kind=SUBJECT,
            subject_id=paper.subject_id,
            kind=paper.kind,
            name=paper.name,
            media_type=PDF,
            data=paper.data,
            replaces_id=None if before is None else before.id,
        )
        kept.append(paper.name)
    return tuple(kept)
