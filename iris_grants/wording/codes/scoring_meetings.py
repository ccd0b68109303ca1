"""Sentences of the meetings of a committee and their minutes."""

from __future__ import annotations

from iris_grants.wording.catalogue import N_

SENTENCES: dict[str, str] = {
    "scoring.meeting_open": N_("Meeting {number} is still open; close it first."),
    "scoring.meeting_closed": N_("Meeting {number} is closed; its minutes stand."),
    "scoring.meeting_later": N_("A meeting cannot be opened on a day that is to come ({day})."),
    "scoring.other_committee": N_("Member {code} belongs to the committee of another call."),
    "scoring.minute_kind": N_("There is no such line of minutes."),
    "scoring.minute_application": N_("Say which application this is about."),
    "scoring.minute_words": N_("Write the words first: a new assessment and a note need them."),
    "scoring.minute_too_long": N_("The words have {length} characters; {limit} are the most."),
    "scoring.minute_votes": N_("A vote has its numbers: for, against, abstained."),
    "scoring.minute_too_many_votes": N_("{cast} voted, but voting members present are {voters}."),
    "minute.confirmed": N_("confirmed as ranked"),
    "minute.deferred": N_("put off; it comes back"),
    "minute.reassess": N_("to be assessed anew"),
    "minute.vote": N_("vote"),
    "minute.note": N_("note"),
    "operation.scoring.open_meeting": N_("Meeting of the committee opened"),
    "operation.scoring.note_presence": N_("Member written down as present"),
    "operation.scoring.minute": N_("Minutes of the committee continued"),
    "operation.scoring.close_meeting": N_("Meeting of the committee closed"),
    "constraint.uq_committee_meeting_call_id_number": N_(
        "A meeting with this number exists already."
    ),
    "constraint.ck_committee_meeting_number_positive": N_("Meetings are counted from one."),
    "constraint.uq_committee_presence_meeting_id_member_id": N_(
        "This member is written down as present already."
    ),
    "constraint.uq_committee_minute_meeting_id_position": N_(
        "Somebody else has just continued these minutes."
    ),
    "constraint.ck_committee_minute_kind_known": N_("There is no such line of minutes."),
    "constraint.ck_committee_minute_votes_for_not_negative": N_("Votes are never negative."),
    "constraint.ck_committee_minute_votes_against_not_negative": N_("Votes are never negative."),
    "constraint.ck_committee_minute_abstained_not_negative": N_("Votes are never negative."),
    "constraint.ck_committee_minute_vote_with_numbers": N_(
        "A vote has its numbers: for, against, abstained."
    ),
}
