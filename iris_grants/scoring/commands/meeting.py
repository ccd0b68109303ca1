"""Meetings of the committee: opening, who is there, the minutes line by line, closing."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select

from db.tables.applications import ApplicationRecord
from db.tables.calls import CallRecord
from db.tables.scoring import MeetingRecord, MemberRecord, MinuteRecord, PresenceRecord
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.operations import Work, operation
from iris_grants.kernel.problems import Where, refusal, refuse_on_errors
from iris_grants.scoring.commands.committee import OFFICE
from iris_grants.scoring.committee import MemberRole
from iris_grants.scoring.queries.ranking import current_ranking
from iris_grants.scoring.rules.exact import two_decimals
from iris_grants.scoring.rules.minutes import Votes, check_minute
from iris_grants.scoring.rules.ranking import RankedRow

TOPICS = frozenset({"meetings"})


@operation("scoring.open_meeting", roles=OFFICE, topics=TOPICS)
def open_meeting(
    work: Work,
    *,
    call_id: str,
    held_on: date,
    place: str | None = None,
    present: tuple[str, ...] = (),
) -> str:
    """Open a meeting of the committee of a call; gives its identity.

    `present` are the identities of the members who are there. Refused: `scoring.meeting_open`
    while another meeting of the call is open, `scoring.meeting_later` for a day to come,
    `scoring.other_committee` for a member of another call.
    """
    call = work.hold(CallRecord, call_id)
    if held_on > work.today:
        raise refusal("scoring.meeting_later", Where(key="held_on"), day=held_on.isoformat())
    open_one = work.session.scalar(
        select(MeetingRecord.number)
        .where(MeetingRecord.call_id == call.id)
        .where(MeetingRecord.closed_at.is_(None))
    )
    if open_one is not None:
        raise refusal("scoring.meeting_open", number=open_one)
    last = work.session.scalar(
        select(func.max(MeetingRecord.number)).where(MeetingRecord.call_id == call.id)
    )
    meeting = work.add(
        MeetingRecord(
            id=new_id(),
            call_id=call.id,
            number=(last or 0) + 1,
            held_on=held_on.isoformat(),
            place=(place or "").strip() or None,
            opened_at=work.now_text,
            closed_at=None,
        )
    )
    for member_id in dict.fromkeys(present):
        _add_presence(work, meeting, member_id)
    return meeting.id


@operation("scoring.note_presence", roles=OFFICE, topics=TOPICS)
def note_presence(work: Work, *, meeting_id: str, member_id: str) -> None:
    """Write down that a member is at an open meeting.

    Refused: `scoring.meeting_closed`, `scoring.other_committee`; by constraint a member who
    is there already.
    """
    _add_presence(work, _open(work, meeting_id), member_id)


@operation("scoring.minute", roles=OFFICE, topics=TOPICS)
def write_minute(
    work: Work,
    *,
    meeting_id: str,
    kind: str,
    application_id: str | None = None,
    words: str = "",
    votes_for: int | None = None,
    votes_against: int | None = None,
    abstained: int | None = None,
) -> str:
    """Add a line to the minutes of an open meeting; gives its identity.

    Of an application, the place, points and decision that it has in the ranking now are
    kept with the line. The ranking itself changes only by what it is computed from; a new
    assessment and the third assessor are steps of their own. Refused:
    `scoring.meeting_closed`, `scoring.other_call`, problems of `check_minute`.
    """
    meeting = _open(work, meeting_id)
    votes = _votes(votes_for, votes_against, abstained)
    refuse_on_errors(
        check_minute(
            kind,
            about_application=application_id is not None,
            words=words.strip(),
            votes=votes,
            voters=_voters(work, meeting),
        )
    )
    row = _ranked(work, meeting, application_id)
    return work.add(
        MinuteRecord(
            id=new_id(),
            meeting_id=meeting.id,
            position=_next_position(work, meeting),
            application_id=application_id,
            kind=kind,
            words=words.strip() or None,
            rank=None if row is None else row.rank,
            total=None if row is None or row.total is None else two_decimals(row.total),
            decision=None if row is None else row.decision.value,
            votes_for=None if votes is None else votes.in_favour,
            votes_against=None if votes is None else votes.against,
            abstained=None if votes is None else votes.abstained,
            made_at=work.now_text,
        )
    ).id


@operation("scoring.close_meeting", roles=OFFICE, topics=TOPICS)
def close_meeting(work: Work, *, meeting_id: str) -> None:
    """Close a meeting: its minutes stand from now on. Refused: `scoring.meeting_closed`."""
    _open(work, meeting_id).closed_at = work.now_text
    work.flush()


def _open(work: Work, meeting_id: str) -> MeetingRecord:
    meeting = work.hold(MeetingRecord, meeting_id)
    if meeting.closed_at is not None:
        raise refusal("scoring.meeting_closed", number=meeting.number)
    return meeting


def _add_presence(work: Work, meeting: MeetingRecord, member_id: str) -> None:
    member = work.get(MemberRecord, member_id)
    if member.call_id != meeting.call_id:
        raise refusal("scoring.other_committee", Where(key="present"), code=member.code)
    work.add(PresenceRecord(id=new_id(), meeting_id=meeting.id, member_id=member.id))


def _votes(in_favour: int | None, against: int | None, abstained: int | None) -> Votes | None:
    """The numbers of a vote; what is left out of them is nobody."""
    if in_favour is None and against is None and abstained is None:
        return None
    return Votes(in_favour=in_favour or 0, against=against or 0, abstained=abstained or 0)


def _next_position(work: Work, meeting: MeetingRecord) -> int:
    last = work.session.scalar(
        select(func.max(MinuteRecord.position)).where(MinuteRecord.meeting_id == meeting.id)
    )
    return (last or 0) + 1


def _voters(work: Work, meeting: MeetingRecord) -> int:
    """The voting members who are there."""
    return (
        work.session.scalar(
            select(func.count())
            .select_from(PresenceRecord)
            .join(MemberRecord, MemberRecord.id == PresenceRecord.member_id)
            .where(PresenceRecord.meeting_id == meeting.id)
            .where(MemberRecord.role == MemberRole.VOTING)
        )
        or 0
    )


def _ranked(work: Work, meeting: MeetingRecord, application_id: str | None) -> RankedRow | None:
    if application_id is None:
        return None
    application = work.get(ApplicationRecord, application_id)
    if application.call_id != meeting.call_id:
        raise refusal("scoring.other_call", Where(key=application.number))
    result = current_ranking(work.session, application.call_id, application.lot)
    return next((row for row in result.rows if row.application.id == application.number), None)
