"""Returns as rows: what came, what became of it, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables.applications import ApplicationRecord
from db.tables.people import PersonRecord
from db.tables.scoring import MemberRecord, PackageRecord, ReturnPartRecord, ReturnRecord
from iris_grants.documents.attachments import DocumentRow, documents_of
from iris_grants.documents.signatures import key_fingerprint
from iris_grants.kernel.operations import fetch
from iris_grants.scoring.returns import read_kept


@dataclass(frozen=True, slots=True, kw_only=True)
class PartRow:
    """What a return says of one application and what became of it.

    `reason` is why it does not simply count; `decision` the committee's, with its reason.
    """

    application_id: str
    application_number: str
    recused: bool
    state: str
    reason: str | None
    decision: str | None
    decision_reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnRow:
    """A return of a call, and in which way it came in.

    `fingerprint` is of the key that signed it; what the office entered has none, but the
    workbook or the scan as `document`.
    """

    id: str
    medium: str
    document: DocumentRow | None
    sha256: str
    package_number: str
    member_id: str
    member_code: str
    member_name: str
    sequence: int
    state: str
    reason: str | None
    fingerprint: str
    signed_at: str
    received_at: str
    parts: tuple[PartRow, ...]


def returns_of(session: Session, call_id: str) -> tuple[ReturnRow, ...]:
    """All returns of a call by assessor, package and sequence."""
    rows = session.execute(
        select(ReturnRecord, PackageRecord.number, MemberRecord.code, PersonRecord.name)
        .join(PackageRecord, PackageRecord.id == ReturnRecord.package_id)
        .join(MemberRecord, MemberRecord.id == ReturnRecord.member_id)
        .join(PersonRecord, PersonRecord.id == MemberRecord.person_id)
        .where(ReturnRecord.call_id == call_id)
        .order_by(
            MemberRecord.code, PackageRecord.number, ReturnRecord.sequence, ReturnRecord.sha256
        )
    ).all()
    parts = parts_of_returns(session, [record.sha256 for record, *_rest in rows])
    members = tuple(sorted({record.member_id for record, *_rest in rows}))
    papers = {one.id: one for one in documents_of(session, "committee", members)}
    return tuple(
        ReturnRow(
            id=record.id,
            medium=record.medium,
            document=papers.get(record.document_id or ""),
            sha256=record.sha256,
            package_number=number,
            member_id=record.member_id,
            member_code=code,
            member_name=name,
            sequence=record.sequence,
            state=record.state,
            reason=record.reason,
            fingerprint=fingerprint_of(record.public_key),
            signed_at=record.signed_at,
            received_at=record.received_at,
            parts=parts.get(record.sha256, ()),
        )
        for record, number, code, name in rows
    )


def declaration_of(session: Session, return_id: str) -> str:
    """The words of objectivity that were signed along with a return; empty for none."""
    record = fetch(session, ReturnRecord, return_id)
    return read_kept(record.body, record.medium).declaration


def fingerprint_of(public_key: str | None) -> str:
    """The fingerprint of a key (hexadecimal); empty where nobody signed."""
    return "" if public_key is None else key_fingerprint(bytes.fromhex(public_key))


def parts_of_returns(session: Session, hashes: Collection[str]) -> dict[str, tuple[PartRow, ...]]:
    """The parts of these returns by the hash of their file, by application number."""
    found: dict[str, list[PartRow]] = defaultdict(list)
    rows = session.execute(
        select(ReturnRecord.sha256, ReturnPartRecord, ApplicationRecord.number)
        .join(ReturnPartRecord, ReturnPartRecord.return_id == ReturnRecord.id)
        .join(ApplicationRecord, ApplicationRecord.id == ReturnPartRecord.application_id)
        .where(ReturnRecord.sha256.in_(hashes))
        .order_by(ApplicationRecord.number)
    )
    for sha256, part, number in rows:
        found[sha256].append(
            PartRow(
                application_id=part.application_id,
                application_number=number,
                recused=bool(part.recused),
                state=part.state,
                reason=part.reason,
                decision=part.decision,
                decision_reason=part.decision_reason,
            )
        )
    return {sha256: tuple(parts) for sha256, parts in found.items()}
