"""The call of the sample is announced: forms, guidelines, and answers for everybody."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from iris_grants.calls.asking import questions_of
from iris_grants.demo.calendar import StoryClock
from iris_grants.demo.programme_announcing import ASKED, announce
from iris_grants.demo.programme_office import found_programme
from iris_grants.documents.attachments import documents_of


def test_guidelines_and_answers_are_published_in_both_languages(tmp_path: Path) -> None:
    office = found_programme(tmp_path / "p.iris", StoryClock(date(2023, 9, 25)))
    try:
        announce(office, tmp_path / "call")
        with office.officer.read() as session:
            asked = questions_of(session, office.call_id)
            papers = documents_of(session, "call", office.call_id)
    finally:
        office.officer.store.close()
    assert [row.published_on for row in asked] == ["2023-10-24"] * len(ASKED)
    assert len(papers) == 4
    assert len(list((tmp_path / "call").glob("*.xlsx"))) == 2
