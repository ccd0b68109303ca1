"""Meetings of a committee with who was there and their minutes, by a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables.applications import ApplicationRecord
from db.tables.people import PersonRecord
from db.tables.scoring import MeetingRecord, MemberRecord, MinuteRecord, PresenceRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class PresentRow:
    """A member who was at a meeting."""

    member_id: str
    code: str
    name: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MinuteRow:
    """A line of the minutes; `number` is that of the application it is about."""

    id: str
    position: int
    application_id: str | None
    number: str | None
    kind: str
    words: str | None
    rank: int | None
    total: str | None
    decision: str | None
    votes: tuple[int, int, int] | None
    made_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRow:
    """A meeting; open while `closed_at` is none."""

    id: str
    number: int
    held_on: str
    place: str | None
    opened_at: str
    closed_at: str | None
    present: tuple[PresentRow, ...]
    minutes: tuple[MinuteRow, ...]


def meetings_of(session: Session, call_id: str) -> tuple[MeetingRow, ...]:
    """The meetings of the committee of a call, in their order."""
    meetings = session.scalars(
        select(MeetingRecord).where(MeetingRecord.call_id == call_id).order_by(MeetingRecord.number)
    ).all()
    present, minutes = _present(session, call_id), _minutes(session, call_id)
    return tuple(
        MeetingRow(
            id=one.id,
            number=one.number,
            held_on=one.held_on,
            place=one.place,
            opened_at=one.opened_at,
            closed_at=one.closed_at,
            present=tuple(present.get(one.id, ())),
            minutes=tuple(minutes.get(one.id, ())),
        )
        for one in meetings
    )


def open_meeting_of(session: Session, call_id: str) -> MeetingRow | None:
    """The meeting of a call that is open, if there is one."""
    return next((one for one in meetings_of(session, call_id) if one.closed_at is None), None)


def _present(session: Session, call_id: str) -> dict[str, list[PresentRow]]:
    found: dict[str, list[PresentRow]] = {}
    for meeting_id, member, name in session.execute(
        select(PresenceRecord.meeting_id, MemberRecord, PersonRecord.name)
        .join(MemberRecord, MemberRecord.id == PresenceRecord.member_id)
        .join(PersonRecord, PersonRecord.id == MemberRecord.person_id)
        .where(MemberRecord.call_id == call_id)
        .order_by(MemberRecord.code)
    ):
        row = PresentRow(member_id=member.id, code=member.code, name=name, role=member.role)
        found.setdefault(meeting_id, []).append(row)
    return found


def _minutes(session: Session, call_id: str) -> dict[str, list[MinuteRow]]:
    found: dict[str, list[MinuteRow]] = {}
    for record, number in session.execute(
        select(MinuteRecord, ApplicationRecord.number)
        .join(MeetingRecord, MeetingRecord.id == MinuteRecord.meeting_id)
        .outerjoin(ApplicationRecord, ApplicationRecord.id == MinuteRecord.application_id)
        .where(MeetingRecord.call_id == call_id)
        .order_by(MinuteRecord.meeting_id, MinuteRecord.position)
    ):
        found.setdefault(record.meeting_id, []).append(
            MinuteRow(
                id=record.id,
                position=record.position,
                application_id=record.application_id,
                number=number,
                kind=record.kind,
                words=record.words,
                rank=record.rank,
                total=record.total,
                decision=record.decision,
                votes=_votes(record),
                made_at=record.made_at,
            )
        )
    return found


def _votes(record: MinuteRecord) -> tuple[int, int, int] | None:
    if record.votes_for is None or record.votes_against is None or record.abstained is None:
        return None
    return (record.votes_for, record.votes_against, record.abstained)
