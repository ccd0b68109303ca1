"""Merging returns: every authentic one is kept as it came, what counts is derived anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from db.tables.applications import ApplicationRecord
from db.tables.scoring import MemberRecord, ReturnPartRecord, ReturnRecord
from iris_grants.documents.signatures import key_fingerprint, same_fingerprint
from iris_grants.kernel.operations import Work, operation
from iris_grants.kernel.problems import Where, refusal
from iris_grants.scoring.assessed import content_fingerprint
from iris_grants.scoring.commands.committee import OFFICE, record_key
from iris_grants.scoring.commands.derive import Row, derive_scores, insert_rows
from iris_grants.scoring.commands.returning import IDENTITY, return_record
from iris_grants.scoring.identities import derived_id
from iris_grants.scoring.returns import Return, SignedReturn
from iris_grants.scoring.rules.merging import Decision

TOPICS = frozenset({"returns", "scores", "assignments"})


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenReturn:
    """An authentic return with the call and the package of this store that it belongs to."""

    signed: SignedReturn
    call_id: str
    package_id: str


@operation("scoring.merge", roles=OFFICE, topics=TOPICS)
def merge_returns(work: Work, *, returns: Sequence[TakenReturn]) -> int:
    """Keep these returns and derive anew what counts; gives how many were new.

    One that is in the store already changes nothing.
    """
    known = set(
        work.session.scalars(
            select(ReturnRecord.sha256).where(
                ReturnRecord.sha256.in_([one.signed.sha256 for one in returns])
            )
        )
    )
    fresh = {one.signed.sha256: one for one in returns if one.signed.sha256 not in known}
    work.add_all(
        [
            return_record(
                one.signed,
                call_id=one.call_id,
                package_id=one.package_id,
                state="held",
                at=work.now_text,
            )
            for one in fresh.values()
        ]
    )
    calls = sorted({one.call_id for one in fresh.values()})
    numbers = application_identities(work, calls)
    rows = [
        row
        for sha256, one in fresh.items()
        for row in part_rows(sha256, one.signed.content, one.call_id, numbers)
    ]
    insert_rows(work, ReturnPartRecord, rows)
    read = {sha256: one.signed.content for sha256, one in fresh.items()}
    for call_id in calls:
        derive_scores(work, call_id, read)
    return len(fresh)


@operation("scoring.confirm_key", roles=OFFICE, topics=TOPICS | {"committee"})
def confirm_key(work: Work, *, member_id: str, fingerprint: str, note: str) -> str:
    """Confirm the key whose fingerprint the member read out; gives the key (hexadecimal).

    It must be the key of a return of this member. `note` says how it was confirmed.
    Refused: `scoring.key_unknown`, `scoring.key_of_other_member`.
    """
    member = work.get(MemberRecord, member_id)
    keys = work.session.scalars(
        select(ReturnRecord.public_key).where(ReturnRecord.member_id == member.id).distinct()
    ).all()
    for public_key in keys:
        if public_key is not None and same_fingerprint(
            key_fingerprint(bytes.fromhex(public_key)), fingerprint
        ):
            record_key(work, member_id=member.id, public_key=public_key, note=note)
            derive_scores(work, member.call_id)
            return public_key
    raise refusal("scoring.key_unknown", Where(key=member.code), fingerprint=fingerprint)


@operation("scoring.decide_return", roles=OFFICE, topics=TOPICS)
def decide_return(
    work: Work, *, return_id: str, application_id: str, decision: str | None, reason: str
) -> None:
    """Record what the committee decided of one application in a return.

    `accept`: it counts although the application was revised since, or instead of returns
    that contradict it. `set_aside`: it is out. None takes a decision back; the reason is in
    the journal. Refused: `scoring.reason_missing`, `scoring.decision_unknown`,
    `scoring.part_unknown`.
    """
    words = " ".join(reason.split())
    if not words:
        raise refusal("scoring.reason_missing", Where(key="reason"))
    if decision is not None and decision not in set(Decision):
        raise refusal("scoring.decision_unknown", Where(key="decision"), decision=decision)
    record = work.get(ReturnRecord, return_id)
    part = work.session.scalar(
        select(ReturnPartRecord)
        .where(ReturnPartRecord.return_id == record.id)
        .where(ReturnPartRecord.application_id == application_id)
    )
    if part is None:
        raise refusal("scoring.part_unknown")
    part.decision = decision
    part.decision_reason = None if decision is None else words
    part.decided_by_id = None if decision is None else work.person.person_id
    work.flush()
    derive_scores(work, record.call_id)


def application_identities(work: Work, calls: Sequence[str]) -> dict[tuple[str, str], str]:
    """The applications of these calls by call and number."""
    rows = work.session.execute(
        select(ApplicationRecord.call_id, ApplicationRecord.number, ApplicationRecord.id).where(
            ApplicationRecord.call_id.in_(calls)
        )
    )
    return {(call_id, number): identity for call_id, number, identity in rows}


def part_rows(
    sha256: str, content: Return, call_id: str, identities: Mapping[tuple[str, str], str]
) -> list[Row]:
    """The rows of the parts of a new return; `identities` are by call and application number."""
    return_id = sha256[:IDENTITY]
    return [
        {
            "id": derived_id(return_id, one.number),
            "version": 1,
            "return_id": return_id,
            "application_id": identities[call_id, one.number],
            "fingerprint": one.fingerprint,
            "content": content_fingerprint(one.assessed),
            "recused": int(one.assessed.recusal is not None),
            "state": "held",
            "reason": None,
            "decision": None,
            "decision_reason": None,
            "decided_by_id": None,
        }
        for one in content.assessments
    ]
