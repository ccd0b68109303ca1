"""The dossier of the programme: whole, ordered, naming what is missing, verified by others too."""

from __future__ import annotations

import csv
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import bagit
import pytest
from pypdfium2 import PdfDocument

from iris_grants.documents.filing import file_document
from iris_grants.dossiers.export import Exported, export_dossier
from iris_grants.dossiers.journal_extract import read_lines
from iris_grants.dossiers.subjects import all_subjects
from iris_grants.dossiers.verify import verify_dossier, verify_dossiers
from iris_grants.programme.queries import the_programme
from iris_grants.results.commands import record_achievement, verify_achievement
from tests.iris_grants.funding import Funding
from tests.iris_grants.refusals import refused

CODE = "IRIS-PROGRES"
SECTIONS = [
    "00-cover",
    "01-legal-base",
    "02-partners",
    "03-results",
    "04-evidence",
    "05-grants",
    "07-calls",
    "08-open-data",
]


def paper(folder: Path, name: str) -> Path:
    """A file that stands for a paper."""
    path = folder / name
    path.write_bytes(f"%PDF-1.4 {name}".encode())
    return path


@pytest.fixture
def worked(funding: Funding, tmp_path: Path) -> Funding:
    """A paid grant, a verified academy in Kosovo*, a study without its text."""
    funding.pay(funding.signed(1))
    funding.move_to(date(2024, 6, 1))
    academy = funding.officer.run(
        record_achievement,
        result="R1.7",
        title="Socijalna akademija",
        held_on=date(2024, 5, 20),
        place="Priština",
        country="XK",
        figures="persons=9, persons.sex.female=9, persons.age.unknown=9, persons.country.XK=9",
        evidence=paper(tmp_path, "Lista prisustva – Priština, maj 2024.pdf"),
    )
    funding.approver.run(verify_achievement, achievement_id=academy)
    funding.officer.run(
        record_achievement,
        result="R2.1",
        title="Regionalna studija",
        held_on=date(2024, 5, 21),
        place="Beograd",
        country="regional",
    )
    with funding.officer.read() as session:
        programme = the_programme(session)
    funding.officer.run(
        file_document,
        subject_kind="programme",
        subject_id=programme.id,
        kind="parent_contract",
        path=paper(tmp_path, "Ugovor o grantu.pdf"),
    )
    return funding


def export(funding: Funding, out: Path, *, zipped: bool = False) -> Exported:
    """Write the dossier of the programme."""
    return export_dossier(
        funding.officer,
        subject_kind="programme",
        number=CODE,
        out=out,
        language="sr_Latn",
        zipped=zipped,
    )


def printed(path: Path) -> str:
    """The words of a PDF."""
    document = PdfDocument(path)
    words = " ".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return " ".join(words.split())


def test_dossier_is_whole_and_others_verify_it(worked: Funding, tmp_path: Path) -> None:
    with worked.officer.read() as session:
        assert list(all_subjects(session))[-1] == ("programme", CODE)
    done = export(worked, tmp_path / "out")
    assert done.path.name == f"programme-{CODE}"
    (verdict,) = verify_dossiers(tmp_path / "out")
    assert (verdict.whole, verdict.problems) == (True, ())
    bagit.Bag(str(done.path)).validate()
    own = subprocess.run(  # the reader that travels along, with plain Python
        [sys.executable, "verify.py"], cwd=done.path, capture_output=True, text=True, check=False
    )
    assert own.returncode == 0, own.stdout

    files = sorted(path.relative_to(done.path).as_posix() for path in done.path.rglob("*.*"))
    assert all(name.isascii() and len(name) <= 120 for name in files)
    data = done.path / "data"
    assert sorted(path.name for path in data.iterdir()) == [*SECTIONS, "journal"]
    evidence = list((data / "04-evidence").rglob("*.pdf"))
    assert [path.parent.name for path in evidence] == ["R1.7-2024-05-20"]
    index = list(csv.DictReader((data / "00-cover" / "index.csv").read_text().splitlines()))
    assert "Lista prisustva – Priština, maj 2024.pdf" in {row["original_name"] for row in index}

    evidence[0].write_bytes(b"something else")
    assert [one.code for one in verify_dossier(done.path).problems] != []


def test_completeness_names_what_is_missing(worked: Funding, tmp_path: Path) -> None:
    done = export(worked, tmp_path / "out")
    assert [section.code for section in done.missing] == ["cases"]
    lacking = list(done.lacking)
    assert lacking[0] == "nije priloženo: opis akcije (podrška trećim licima)"
    assert "R2.3: još nema ničega što se računa" in lacking
    assert "R1.7a: još nema ničega što se računa" not in lacking
    assert "R2.1, 21.05.2024. Regionalna studija: nema dokumenta" in lacking
    assert lacking[-2:] == [
        "IP-G-001: dosije još nije izdat",
        "IRIS/2023/1: dosije još nije izdat",
    ]
    cover = printed(done.path / "data" / "00-cover" / "cover.pdf")
    assert "R2.1, 21.05.2024. Regionalna studija: nema dokumenta" in cover

    export_dossier(
        worked.officer,
        subject_kind="grant",
        number="IP-G-001",
        out=tmp_path / "grants",
        language="sr_Latn",
    )
    again = export(worked, tmp_path / "again", zipped=True)
    assert "IP-G-001: dosije još nije izdat" not in again.lacking
    assert verify_dossier(again.path).whole
    with zipfile.ZipFile(again.path) as archive:
        assert len([name for name in archive.namelist() if name.endswith(".pdf")]) >= 6


def test_results_stand_with_parts_entries_and_the_footnote(worked: Funding, tmp_path: Path) -> None:
    data = export(worked, tmp_path / "out").path / "data"
    words = printed(data / "03-results" / "results.pdf")
    assert "R1.7a Polaznici osobe 90 9 10 %" in words
    assert "po polu: žene 9" in words
    assert "Socijalna akademija Priština, Kosovo*" in words
    assert "1244" in words
    assert "IP-G-001" in printed(data / "05-grants" / "grants.pdf")


def test_journal_shows_values_of_the_programme_and_its_results_alone(
    worked: Funding, tmp_path: Path
) -> None:
    data = export(worked, tmp_path / "out").path / "data"
    lines = read_lines((data / "journal" / "journal.jsonl").read_bytes())
    shown: set[str] = set()
    for line in lines:
        digests, values = line["digests"], line["values"]
        assert isinstance(digests, list)
        assert isinstance(values, dict)
        shown |= {digests[int(place)][0] for place in values}
    assert shown == {
        "achievement",
        "achievement_count",
        "document",
        "programme",
        "programme_partner",
        "programme_result",
        "result_target",
    }


def test_another_programme_is_refused(funding: Funding, tmp_path: Path) -> None:
    with refused("dossiers.programme_unknown"):
        export_dossier(
            funding.officer,
            subject_kind="programme",
            number="OTHER",
            out=tmp_path / "out",
            language="en",
        )
    assert not (tmp_path / "out").exists()
