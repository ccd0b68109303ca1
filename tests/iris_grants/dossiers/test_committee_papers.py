"""A grant's dossier holds the committee's papers of its application, and of no other."""

from __future__ import annotations

from pathlib import Path

from iris_grants.dossiers.grant import committee_documents, committee_papers
from iris_grants.scoring.entering import enter_sheet
from tests.iris_grants.scoring.sample import open_office
from tests.iris_grants.scoring.test_entering import ON, fill, filled, paper, sheet_of


def test_papers_of_other_applicants_stay_out(tmp_path: Path) -> None:
    office = open_office(str(tmp_path / "office.iris"))
    empty, (first, second) = sheet_of(office, tmp_path)
    paper(office, tmp_path, first, filled(4, 4, 4))
    paper(office, tmp_path, second, filled(4, 4, 4))
    part = fill(empty, tmp_path / "workbook.xlsx", {first: (4, 4, 4), second: (3, 3, 3)})
    enter_sheet(office.desk, part, on=ON)
    with office.desk.read() as session:
        every = {one.name for one in committee_documents(session, office.call_id)}
        own = {one.name for one in committee_papers(session, office.call_id, first)}
    office.desk.store.close()
    others = {f"{first} {first}.pdf", f"{second} {second}.pdf", "workbook.xlsx"}
    assert others <= every
    assert own & others == {f"{first} {first}.pdf"}
