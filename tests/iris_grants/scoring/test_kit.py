"""The kit for assessors without the program: opened, filled in, and taken over by the office."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
import pyzipper

from iris_grants.kernel.problems import Refused
from iris_grants.scoring.commands import assign_applications
from iris_grants.scoring.entering import enter_sheet
from iris_grants.scoring.packing import MadePackage, make_packages
from iris_grants.wording import in_language
from tests.iris_grants.scoring.packages import LIGHT, PASSPHRASE
from tests.iris_grants.scoring.sample import Office

NAMES = [
    "Declaration.pdf",
    "IP-001/01-Statut-djak.pdf",
    "IP-001/IP-001.pdf",
    "IP-002/01-Statut-djak.pdf",
    "IP-002/IP-002.pdf",
    "Read-me-first.pdf",
    "Score-sheet-IP-2023-P01-A.xlsx",
]


def made_with_kits(office: Office, folder: Path) -> dict[str, MadePackage]:
    office.desk.run(assign_applications, call_id=office.call_id)
    made = make_packages(
        office.desk,
        call_id=office.call_id,
        out_dir=folder,
        passphrases=dict.fromkeys(office.members, PASSPHRASE),
        kit=True,
        work_factor=LIGHT,
    )
    return {one.code: one for one in made}


def words_of(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    try:
        texts = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    return " ".join(" ".join(texts).split())


def test_kit_opens_by_the_passphrase_and_its_sheet_comes_back(
    office: Office, tmp_path: Path
) -> None:
    made = made_with_kits(office, tmp_path)["A"]
    assert made.kit == made.path.with_name("IP-2023-P01-A.zip")
    with pyzipper.AESZipFile(made.kit) as archive:
        assert sorted(archive.namelist()) == NAMES
        with pytest.raises(RuntimeError, match="password"):
            archive.read("Declaration.pdf")
        archive.setpassword(PASSPHRASE.encode())
        attachment = archive.read("IP-001/01-Statut-djak.pdf")
        application = words_of(archive.read("IP-001/IP-001.pdf"))
        declaration = words_of(archive.read("Declaration.pdf"))
        leaflet = words_of(archive.read("Read-me-first.pdf"))
        sheet = archive.read(NAMES[-1])
    assert attachment.startswith(b"Statut organizacije")
    assert "Projekat 1" in application
    assert "10,000.01 EUR" in application
    assert "I assessed these applications myself" in declaration
    assert "Open Score-sheet-IP-2023-P01-A.xlsx in Excel" in leaflet
    path = tmp_path / "back.xlsx"
    path.write_bytes(sheet)
    book = openpyxl.load_workbook(path)
    page = book["IP-002"]
    for cell, value in (("D9", 5), ("D11", 4), ("D12", 3)):
        page[cell] = value
    for cell in ("F8", "F10"):
        page[cell] = "Obrazloženo."
    book.save(path)
    found = enter_sheet(office.desk, path, on=date(2023, 11, 6))
    assert [(p.application_number, p.state) for p in found.parts] == [("IP-002", "accepted")]


def test_kit_speaks_the_language_of_the_office(office: Office, tmp_path: Path) -> None:
    with in_language("sr_Latn"):
        made = made_with_kits(office, tmp_path)["B"]
    assert made.kit is not None
    with pyzipper.AESZipFile(made.kit) as archive:
        archive.setpassword(PASSPHRASE.encode())
        names = sorted(archive.namelist())
        leaflet = words_of(archive.read("Prvo-procitajte.pdf"))
    assert [name for name in names if "/" not in name] == [
        "Izjava.pdf",
        "Obrazac-za-ocenjivanje-IP-2023-P02-B.xlsx",
        "Prvo-procitajte.pdf",
    ]
    assert "Popunite samo obojena polja" in leaflet


def test_kit_that_exists_leaves_no_package_behind(office: Office, tmp_path: Path) -> None:
    (tmp_path / "IP-2023-P01-A.zip").write_bytes(b"other")
    with pytest.raises(Refused) as refused:
        made_with_kits(office, tmp_path)
    assert [problem.code for problem in refused.value.problems] == ["documents.already_exists"]
    assert [path.name for path in tmp_path.glob("IP-*")] == ["IP-2023-P01-A.zip"]
