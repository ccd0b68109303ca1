"""The meeting of the committee of the sample programme, with its minutes."""

from __future__ import annotations

from datetime import date

from iris_grants.demo.intake import applications
from iris_grants.demo.office import Office
from iris_grants.scoring.commands.meeting import close_meeting, open_meeting, write_minute
from iris_grants.scoring.committee import MemberRole
from iris_grants.scoring.queries.committee import committee_of
from iris_grants.scoring.queries.ranking import current_ranking
from iris_grants.scoring.rules.selection import Decision

MEETING_DAY = date(2023, 11, 24)
OPENING = "Sednica je otvorena; svi prisutni su potvrdili izjave o objektivnosti i poverljivosti."
CLOSING = "Komisija predlaže dodelu prema rang-listi i rezervnu listu po istom redosledu."


def hold_meeting(office: Office) -> None:
    """The committee goes through what is selected, votes on the whole, and closes."""
    office.clock.move_to(MEETING_DAY)
    desk = office.officer
    with desk.read() as session:
        members = committee_of(session, office.call_id)
        ranking = current_ranking(session, office.call_id)
    present = tuple(one for one in members if one.role != MemberRole.ASSESSOR)
    meeting = desk.run(
        open_meeting,
        call_id=office.call_id,
        held_on=MEETING_DAY,
        place="Beograd",
        present=tuple(one.id for one in present),
    )
    desk.run(write_minute, meeting_id=meeting, kind="note", words=OPENING)
    known = {row.number: row.id for row in applications(office)}
    for row in ranking.rows:
        if row.decision is Decision.SELECTED:
            desk.run(
                write_minute,
                meeting_id=meeting,
                kind="confirmed",
                application_id=known[row.application.id],
            )
    voting = sum(one.role == MemberRole.VOTING for one in present)
    desk.run(
        write_minute,
        meeting_id=meeting,
        kind="vote",
        words=CLOSING,
        votes_for=voting,
        votes_against=0,
        abstained=0,
    )
    desk.run(close_meeting, meeting_id=meeting)
