"""What there are dossiers of in a store, and which were handed out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables.calls import CallRecord
from db.tables.dossiers import DossierRecord, SigningKeyRecord
from db.tables.grants import GrantRecord
from db.tables.licensing import CaseRecord
from db.tables.programme import ProgrammeRecord
from iris_grants.documents.signatures import key_fingerprint


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierRow:
    """A dossier that was exported; `sections` and `redaction` are empty for a whole one."""

    id: str
    subject_kind: str
    number: str
    folder: str
    exported_at: str
    manifest_sha256: str
    public_key: str
    files: int
    sections: tuple[str, ...] = ()
    redaction: tuple[str, ...] = ()


def all_subjects(session: Session) -> Iterator[tuple[str, str]]:
    """Kind and number of every grant, case and published call, and at last of the programme.

    In this order, so that the dossier of the programme can tell the others that went out.
    """
    for kind, query in (
        ("grant", select(GrantRecord.number).order_by(GrantRecord.number)),
        ("case", select(CaseRecord.number).order_by(CaseRecord.number)),
        (
            "call",
            select(CallRecord.number)
            .where(CallRecord.state != "draft")
            .order_by(CallRecord.number),
        ),
    ):
        for number in session.scalars(query):
            yield kind, number
    for number in session.scalars(select(ProgrammeRecord.code)):
        yield "programme", number


def office_fingerprints(session: Session) -> frozenset[str]:
    """The fingerprints of all keys with which this office has signed."""
    keys = session.scalars(select(SigningKeyRecord.public_key))
    return frozenset(key_fingerprint(bytes.fromhex(key)) for key in keys)


def list_dossiers(session: Session) -> tuple[DossierRow, ...]:
    """All exported dossiers, the newest first."""
    return tuple(
        DossierRow(
            id=record.id,
            subject_kind=record.subject_kind,
            number=record.subject_number,
            folder=record.folder,
            exported_at=record.exported_at,
            manifest_sha256=record.manifest_sha256,
            public_key=record.public_key,
            files=record.files,
            sections=tuple(record.sections.split()),
            redaction=tuple(record.redaction.split()),
        )
        for record in session.scalars(
            select(DossierRecord).order_by(DossierRecord.exported_at.desc(), DossierRecord.id)
        )
    )
