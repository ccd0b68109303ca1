"""The dossier of a licensing case holds its whole way, and names what is missing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pypdfium2 import PdfDocument
from sqlalchemy import select

from db.tables.licensing import GapRecord
from iris_grants.dossiers.export import export_dossier
from iris_grants.dossiers.journal_extract import read_lines
from iris_grants.dossiers.verify import verify_dossier
from iris_grants.kernel.operations import Desk
from iris_grants.licensing import filing, upkeep
from iris_grants.licensing.rules.path import Stage
from tests.iris_grants.licensing.cases import Licensing
from tests.iris_grants.printed import checked, words_of

SECTIONS = [
    "00-cover",
    "01-case",
    "02-selection",
    "03-gap-assessment",
    "04-action-plan",
    "05-mentoring",
    "06-licence-documents",
    "07-filing",
    "08-authority",
    "09-decision",
    "10-maintenance",
]


def _evaluate(licensing: Licensing) -> None:
    evaluation = licensing.desk.run(
        upkeep.record_evaluation,
        case_id=licensing.case_id,
        year=2024,
        evaluated_on=date(2024, 12, 20),
        evaluated_by="Koordinatorka",
        users_asked=14,
        users_satisfied=12,
    )
    licensing.desk.run(upkeep.score_standard, evaluation_id=evaluation, code="S1", score=3)


def test_licensed_case_fills_every_section(office: Desk, tmp_path: Path) -> None:
    licensing = Licensing(office).begin().reach(Stage.AUTHORITY_REVIEW)
    case = {"case_id": licensing.case_id}
    office.run(
        filing.record_request,
        **case,
        requested_on=licensing.day(),
        request="Dopuniti dokaz o obuci.",
        due_on=date(2024, 5, 30),
    )
    licensing.reach(Stage.LICENSED)
    _evaluate(licensing)
    made = export_dossier(
        office, subject_kind="case", number="L-1", out=tmp_path / "out", language="en"
    )
    assert verify_dossier(made.path).problems == ()
    assert made.lacking == (
        "request of the authority of 17/03/2024 without an answer: Dopuniti dokaz o obuci.",
    )
    folders = sorted(path.name for path in (made.path / "data").iterdir() if path.is_dir())
    assert [name for name in folders if name[:2].isdigit()] == SECTIONS
    sheets = {path.name: path for path in (made.path / "data").rglob("*.pdf")}
    decisions = words_of(checked(sheets["decisions.pdf"].read_bytes()))
    assert "LIC-1" in decisions
    maintenance = words_of(checked(sheets["maintenance.pdf"].read_bytes()))
    assert "3.00 of 3 (1 standards)" in maintenance
    assert "12 / 14" in maintenance
    gaps = words_of(checked(sheets["gap-assessment.pdf"].read_bytes()))
    assert "Not legally verified." in gaps


def test_case_at_its_beginning_names_what_is_missing(office: Desk, tmp_path: Path) -> None:
    Licensing(office).begin()
    made = export_dossier(
        office, subject_kind="case", number="L-1", out=tmp_path / "out", language="sr"
    )
    cover = next((made.path / "data" / "00-cover").glob("*.pdf"))
    with PdfDocument(cover.read_bytes()) as document:
        words = " ".join(" ".join(p.get_textpage().get_text_range() for p in document).split())
    for section in ("Izbor za mentorsku podršku", "Mentorska podrška i posete", "Akcioni plan"):
        assert section in words
    assert made.lacking[0] == "nedostaje dokument L01: Zahtev za izdavanje licence"
    assert len(made.lacking) == 9
    assert "nedostaje dokument L04: Statut" in words


def test_values_of_the_organisations_other_cases_stay_out(office: Desk, tmp_path: Path) -> None:
    licensing = Licensing(office).begin()
    other = licensing.open(service="day_care", number="L-2", pack="standards/RS-SOCIAL-SERVICES")
    made = export_dossier(
        office, subject_kind="case", number="L-1", out=tmp_path / "out", language="en"
    )
    assert verify_dossier(made.path).problems == ()
    lines = read_lines((made.path / "data" / "journal" / "journal.jsonl").read_bytes())
    told = {
        (str(line["digests"][int(place)][0]), str(line["digests"][int(place)][1]))
        for line in lines
        for place in line["values"]
    }
    assert ("licensing_case", licensing.case_id) in told
    assert ("organisation", licensing.organisation_id) in told
    assert ("licensing_case", other) not in told
    with office.read() as session:
        gaps = session.scalars(select(GapRecord.id).where(GapRecord.case_id == other)).all()
    assert gaps
    assert not {("gap_item", gap) for gap in gaps} & told
