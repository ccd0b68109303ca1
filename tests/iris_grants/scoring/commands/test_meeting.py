"""Meetings of the committee: what may be minuted, by whom, and where it is read again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from iris_grants.kernel.problems import Refused
from iris_grants.scoring.commands import fix_ranking
from iris_grants.scoring.commands.meeting import (
    close_meeting,
    note_presence,
    open_meeting,
    write_minute,
)
from iris_grants.scoring.meeting_words import minute_words, place_words
from iris_grants.scoring.papers import minutes_pdf
from iris_grants.scoring.queries.meeting import meetings_of, open_meeting_of
from iris_grants.scoring.rules.minutes import LONGEST, Votes, check_minute
from iris_grants.wording import in_language
from tests.iris_grants.refusals import refused as said_no
from tests.iris_grants.scoring.commands.test_ranking import bring_in
from tests.iris_grants.scoring.packages import made_packages
from tests.iris_grants.scoring.sample import Office, add_application, make_call
from tests.iris_grants.scoring.test_papers import words_of

HELD = date(2023, 11, 6)


def refused(
    office: Office,
    meeting_id: str,
    kind: str,
    *,
    words: str = "",
    application_id: str | None = None,
    votes_for: int | None = None,
) -> list[str]:
    """The codes with which a line of minutes is refused."""
    with pytest.raises(Refused) as caught:
        office.desk.run(
            write_minute,
            meeting_id=meeting_id,
            kind=kind,
            words=words,
            application_id=application_id,
            votes_for=votes_for,
        )
    return [one.code for one in caught.value.problems]


@pytest.mark.parametrize(
    ("kind", "about", "words", "votes", "codes"),
    [
        ("confirmed", True, "", None, []),
        ("confirmed", False, "", None, ["scoring.minute_application"]),
        ("reassess", True, "", None, ["scoring.minute_words"]),
        ("note", False, "", None, ["scoring.minute_words"]),
        ("note", False, "x" * (LONGEST + 1), None, ["scoring.minute_too_long"]),
        ("vote", False, "", None, ["scoring.minute_votes"]),
        ("vote", True, "", Votes(in_favour=0, against=0, abstained=0), ["scoring.minute_votes"]),
        ("vote", True, "", Votes(in_favour=2, against=1, abstained=0), []),
        (
            "vote",
            True,
            "",
            Votes(in_favour=2, against=1, abstained=1),
            ["scoring.minute_too_many_votes"],
        ),
        (
            "deferred",
            True,
            "",
            Votes(in_favour=1, against=0, abstained=0),
            ["scoring.minute_votes"],
        ),
        ("shouted", True, "", None, ["scoring.minute_kind"]),
    ],
)
def test_what_may_be_minuted(
    kind: str, about: bool, words: str, votes: Votes | None, codes: list[str]
) -> None:
    found = check_minute(kind, about_application=about, words=words, votes=votes, voters=3)
    assert [one.code for one in found] == codes


@pytest.fixture
def meeting(office: Office, tmp_path: Path) -> str:
    """An open meeting with three voting members, after all scores came in."""
    bring_in(office, made_packages(office, tmp_path / "packages"), tmp_path, {})
    office.desk.run(fix_ranking, call_id=office.call_id)
    voting = [one for code, one in office.members.items() if code.startswith("V")]
    meeting = office.desk.run(
        open_meeting,
        call_id=office.call_id,
        held_on=HELD,
        place=" Beograd ",
        present=(*voting[:2], voting[0]),
    )
    office.desk.run(note_presence, meeting_id=meeting, member_id=voting[2])
    return meeting


def test_one_meeting_at_a_time_and_none_before_its_day(office: Office, meeting: str) -> None:
    with said_no("scoring.meeting_open"):
        office.desk.run(open_meeting, call_id=office.call_id, held_on=HELD)
    assert refused(office, meeting, "vote", votes_for=4) == ["scoring.minute_too_many_votes"]
    assert refused(office, meeting, "deferred") == ["scoring.minute_application"]
    office.desk.run(close_meeting, meeting_id=meeting)
    assert refused(office, meeting, "note", words="Kasno.") == ["scoring.meeting_closed"]
    with office.desk.read() as session:
        assert open_meeting_of(session, office.call_id) is None
        assert len(meetings_of(session, office.call_id)) == 1
    with said_no("scoring.meeting_later"):
        office.desk.run(open_meeting, call_id=office.call_id, held_on=date(2024, 1, 1))


def test_what_is_said_stands_in_the_minutes_document(office: Office, meeting: str) -> None:
    first, second = office.applications["IP-001"], office.applications["IP-002"]
    run = office.desk.run
    run(write_minute, meeting_id=meeting, kind="confirmed", application_id=first)
    apart = " Ocene se razilaze. "
    run(write_minute, meeting_id=meeting, kind="reassess", application_id=second, words=apart)
    run(
        write_minute,
        meeting_id=meeting,
        kind="vote",
        application_id=second,
        votes_for=2,
        votes_against=1,
        abstained=0,
    )
    run(write_minute, meeting_id=meeting, kind="note", words="Sednica prekinuta na sat.")
    with office.desk.read() as session:
        row = open_meeting_of(session, office.call_id)
        assert row is not None
        data = minutes_pdf(session, office.call_id)
        with in_language("sr"):
            serbian = words_of(minutes_pdf(session, office.call_id))
    assert [one.code for one in row.present] == ["V1", "V2", "V3"]
    assert row.place == "Beograd"
    assert [(one.number, minute_words(one)) for one in row.minutes] == [
        ("IP-001", "confirmed as ranked"),
        ("IP-002", "to be assessed anew. Ocene se razilaze."),
        ("IP-002", "vote: for 2, against 1, abstained 0"),
        (None, "Sednica prekinuta na sat."),
    ]
    assert place_words(row.minutes[0]) == "place 1, 16 points, selected"
    assert place_words(row.minutes[3]) == ""
    text = words_of(data)
    for wanted in ("Meeting 1, ", "Beograd", "Ocene se razilaze.", "Sednica prekinuta na sat."):
        assert wanted in text
    assert "za 2, protiv 1, uzdržanih 0" in serbian


def test_other_committees_and_calls_are_refused(office: Office) -> None:
    other = make_call(office.desk, "IP-2024")
    stranger = add_application(office.desk, 9, call_id=other, prefix="IX")
    meeting = office.desk.run(open_meeting, call_id=office.call_id, held_on=HELD)
    assert refused(office, meeting, "confirmed", application_id=stranger) == ["scoring.other_call"]
    second = office.desk.run(open_meeting, call_id=other, held_on=HELD)
    with said_no("scoring.other_committee"):
        office.desk.run(note_presence, meeting_id=second, member_id=office.members["A"])
