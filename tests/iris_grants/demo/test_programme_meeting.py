"""The meeting of the sample's committee: who is there, what is confirmed, how it is voted."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

from iris_grants.calls.queries import terms_of
from iris_grants.demo.calendar import StoryClock
from iris_grants.demo.office import Office
from iris_grants.demo.programme_meeting import MEETING_DAY, hold_meeting
from iris_grants.kernel.operations import Desk
from iris_grants.scoring.queries.meeting import meetings_of
from tests.iris_grants.scoring.sample import open_office
from tests.ui.scoring_office import merge_all


def test_committee_confirms_what_is_selected_and_votes(tmp_path: Path) -> None:
    sample = open_office(str(tmp_path / "sample.iris"))
    merge_all(sample, tmp_path, {"A": (4, 5, 4), "B": (4, 4, 4), "C": (5, 4, 4)})
    clock = StoryClock(date(2023, 11, 20))
    desk = Desk(sample.desk.store, sample.desk.person, clock)
    with desk.read() as session:
        terms = terms_of(session, sample.call_id)
    office = Office(
        clock=clock,
        officer=desk,
        secretary=desk,
        approver=desk,
        finance=desk,
        licensing=desk,
        call_id=sample.call_id,
        terms=terms,
        call_fingerprint="",
    )
    hold_meeting(office)
    with desk.read() as session:
        (meeting,) = meetings_of(session, sample.call_id)
    sample.desk.store.close()
    assert meeting.held_on == MEETING_DAY.isoformat()
    assert meeting.closed_at is not None
    assert Counter(one.kind for one in meeting.minutes) == {"note": 1, "confirmed": 2, "vote": 1}
    assert [one.number for one in meeting.minutes if one.number] == ["IP-002", "IP-001"]
    voting = [one for one in meeting.present if one.role == "voting"]
    assert meeting.minutes[-1].votes == (len(voting), 0, 0)
