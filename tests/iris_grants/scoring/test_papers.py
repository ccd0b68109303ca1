"""Papers of the committee: what they tell, and that they are kept once."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from sqlalchemy import select

from db.tables.documents import DocumentRecord
from iris_grants.kernel.problems import Refused
from iris_grants.scoring.commands import fix_ranking, name_third_assessor
from iris_grants.scoring.packing import make_packages
from iris_grants.scoring.papers import (
    evaluation_report_pdf,
    minutes_pdf,
    score_sheet_pdf,
    write_papers,
)
from iris_grants.scoring.queries import current_ranking
from iris_grants.scoring.queries.evaluation import evaluation_of
from iris_grants.scoring.queries.sheets import sheets_of
from iris_grants.wording import in_language
from tests.iris_grants.scoring.commands.test_ranking import HIGH, LOW, assessors, bring_in
from tests.iris_grants.scoring.packages import LIGHT, made_packages
from tests.iris_grants.scoring.returned import package_in
from tests.iris_grants.scoring.sample import Office
from tests.iris_grants.scoring.test_entering import filled, paper


def words_of(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    try:
        text = "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()
    return " ".join(text.split())


@pytest.fixture
def decided(office: Office, tmp_path: Path) -> Office:
    """A call with one third assessor and a fixed ranking."""
    made = made_packages(office, tmp_path / "packages")
    high, low = assessors(office, "IP-001")
    bring_in(office, made, tmp_path, {(high, "IP-001"): HIGH, (low, "IP-001"): LOW})
    office.desk.run(name_third_assessor, application_id=office.applications["IP-001"])
    (third,) = make_packages(
        office.desk, call_id=office.call_id, out_dir=tmp_path / "third", work_factor=LIGHT
    )
    bring_in(office, {third.code: third}, tmp_path, {(third.code, "IP-001"): (5, 4, 5)})
    office.desk.run(fix_ranking, call_id=office.call_id)
    return office


def test_papers_need_a_fixed_ranking(office: Office) -> None:
    with pytest.raises(Refused) as refused:
        write_papers(office.desk, call_id=office.call_id)
    assert [problem.code for problem in refused.value.problems] == ["scoring.no_ranking"]


def test_papers_are_kept_once(decided: Office) -> None:
    with in_language("sr"):
        names = write_papers(decided.desk, call_id=decided.call_id)
        again = write_papers(decided.desk, call_id=decided.call_id)
    assert again == ()
    assert names[:2] == (
        "Zapisnik evaluacione komisije 1.pdf",
        "Izveštaj o evaluaciji 1.pdf",
    )
    assert len(names) == 2 + 7
    with decided.desk.read() as session:
        kinds = session.scalars(
            select(DocumentRecord.kind)
            .where(DocumentRecord.subject_kind == "committee")
            .where(DocumentRecord.kind != "declaration")
        ).all()
    assert sorted(kinds) == ["evaluation_report", "minutes", *["score_sheet"] * 7]


def test_report_tells_who_stands_where_and_why(decided: Office) -> None:
    with decided.desk.read() as session, in_language("sr"):
        report = words_of(evaluation_report_pdf(session, decided.call_id))
        minutes = words_of(minutes_pdf(session, decided.call_id))
        result = current_ranking(session, decided.call_id)
    assert [row.decision.value for row in result.rows] == ["selected", "selected", "reserve"]
    for text in (report, minutes):
        wanted = ["Osoba CH IP-2023", "IP-001", "Rezervna lista", "Treće ocenjivanje"]
        assert [words for words in wanted if words not in text] == []
    assert "19,00" in report


def test_report_and_sheet_say_that_scores_came_on_paper(office: Office, tmp_path: Path) -> None:
    package = package_in(made_packages(office, tmp_path)["A"])
    first = package.applications[0].number
    paper(office, tmp_path, first, filled(4, 4, 4))
    office.desk.run(fix_ranking, call_id=office.call_id, preliminary=True)
    with office.desk.read() as session:
        report = words_of(evaluation_report_pdf(session, office.call_id))
        found = evaluation_of(session, office.call_id)
        (row,) = sheets_of(session, office.call_id)
        sheet = words_of(score_sheet_pdf(session, row, found))
    assert "Returns of scores" in report
    assert "paper, entered by the office" in report
    assert "paper, entered by the office" in sheet
