"""Keeping a copy of each return in the working store that it was sent from."""

from __future__ import annotations

from sqlalchemy import select

from db.tables.scoring import MemberRecord, PackageRecord, ReturnRecord
from iris_grants.kernel.canonical import canonical_json
from iris_grants.kernel.operations import Work, operation
from iris_grants.scoring.commands.assessing import ASSESSOR, TOPICS
from iris_grants.scoring.returns import SignedReturn

IDENTITY = 32
"""Digits of the hash of a file that are its identity as a record."""


@operation("scoring.return", roles=ASSESSOR, topics=TOPICS)
def record_sent(work: Work, *, signed: SignedReturn) -> str:
    """Keep a return that leaves now; gives its identity."""
    member = work.session.scalars(select(MemberRecord)).one()
    package = work.session.scalars(select(PackageRecord)).one()
    return work.add(
        return_record(
            signed, call_id=member.call_id, package_id=package.id, state="sent", at=work.now_text
        )
    ).id


def return_record(
    signed: SignedReturn, *, call_id: str, package_id: str, state: str, at: str
) -> ReturnRecord:
    """The record of a return; its identity follows from its file."""
    content = signed.content
    return ReturnRecord(
        id=signed.sha256[:IDENTITY],
        call_id=call_id,
        package_id=package_id,
        member_id=content.member_id,
        medium=content.medium,
        document_id=None,
        sha256=signed.sha256,
        public_key=signed.public_key,
        sequence=content.sequence,
        grid=content.grid,
        replaces=canonical_json(sorted(content.replaces)),
        body=signed.text,
        state=state,
        reason=None,
        signed_at=content.signed_at,
        received_at=at,
    )
