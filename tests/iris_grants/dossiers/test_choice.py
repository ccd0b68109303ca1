"""Dossiers of which a part was chosen: sections, without private data, with a copy to read."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import bagit
import pikepdf
import pytest

from db.tables import whole
from iris_grants.cli.main import main
from iris_grants.documents.filing import file_document
from iris_grants.dossiers.choice import Choice, parted
from iris_grants.dossiers.export import Exported, export_dossier
from iris_grants.dossiers.journal_extract import read_lines
from iris_grants.dossiers.participants import shown
from iris_grants.dossiers.private_data import BOTH, COLUMNS, NOTHING, Private, held_by
from iris_grants.dossiers.redaction import NOTHING_HIDDEN, Redaction
from iris_grants.dossiers.subjects import list_dossiers
from iris_grants.dossiers.verify import limits, verify_dossier
from iris_grants.grants.contract_paper import write_contract
from iris_grants.kernel.problems import Refused
from iris_grants.wording import in_language
from tests.iris_grants.funding import IBANS, Funding
from tests.iris_grants.printed import checked, words_of

PEOPLE = ("Mila Ogledna", "Ljuba Ogledna", "Vuk Probni")
TELLING = (
    "name",
    "email",
    "phone",
    "iban",
    "holder",
    "representative",
    "visitor",
    "people",
    "responsible",
    "supplier",
    "ref",
    "contact",
)
"""Words in the names of columns that often hold private data."""
NO_SUCH_DATA = {
    "document.media_type",
    "journal_change.table_name",
    "journal_erasure.table_name",
    "journal_value.table_name",
    "organisation.name",
    "organisation.name_latin",
    "person.organisation_name",
    "programme.lead_name",
    "programme_partner.name",
    "store_mark.name",
    "expenditure.exemption_ref",
    "grant_indicator.people",
}
"""Names of organisations, files and tables, and what only looks like such data."""


@pytest.fixture
def paid(local_funding: Funding, tmp_path: Path) -> Funding:
    """A paid grant with its contract, a photograph, and something that only says it is a PDF."""
    grant_id = local_funding.signed(1)
    local_funding.pay(grant_id)
    local_funding.officer.run(write_contract, grant_id=grant_id, language="sr")
    for name, kind, data in (
        ("slika.jpg", "visibility", b"\xff\xd8slika"),
        ("Mila Ogledna zapis.pdf", "other", b"%PDF-1.4 not really"),
    ):
        path = tmp_path / name
        path.write_bytes(data)
        local_funding.officer.run(
            file_document, subject_kind="grant", subject_id=grant_id, kind=kind, path=path
        )
    return local_funding


def export(funding: Funding, out: Path, choice: Choice) -> Exported:
    """Write the dossier of the grant in Serbian."""
    return export_dossier(
        funding.officer,
        subject_kind="grant",
        number="IP-G-001",
        out=out,
        language="sr_Latn",
        choice=choice,
    )


def index(path: Path) -> list[dict[str, str]]:
    """The lines of a dossier's index."""
    return list(csv.DictReader((path / "data/00-cover/index.csv").read_text().splitlines()))


def test_private_data_are_left_out_everywhere_and_the_chain_still_verifies(
    paid: Funding, tmp_path: Path
) -> None:
    whole_one = export(paid, tmp_path / "whole", Choice())
    done = export(paid, tmp_path / "out", Choice(hidden=BOTH, reading_copy=True))
    assert done.path.name == "grant-IP-G-001-redacted"
    verdict = verify_dossier(done.path)
    assert (verdict.whole, verdict.redaction) == (True, ("personal", "bank"))
    with in_language("sr_Latn"):
        assert limits(verdict) == ("Izostavljeni su: lični podaci, bankovni podaci.",)
    bagit.Bag(str(done.path)).validate()
    own = subprocess.run(  # the reader that travels along, with plain Python
        [sys.executable, "verify.py"], cwd=done.path, capture_output=True, text=True, check=False
    )
    assert own.returncode == 0, own.stdout
    assert "Written without: personal, bank" in own.stdout
    assert "Redaction: personal, bank" in (done.path / "bag-info.txt").read_text()

    left = {row["original_name"]: row for row in index(done.path) if row["left_out"]}
    assert left["IP-G-001-contract.pdf"]["left_out"] == "personal bank"
    assert left["[lični podaci] zapis.pdf"]["path"] == ""
    known = {row["sha256"] for row in index(whole_one.path)}
    assert {row["sha256"] for row in left.values() if row["sha256"]} <= known
    assert done.left_out == len(left)

    pages = [path for path in done.path.rglob("*.pdf") if path.name != "reading-copy.pdf"]
    told = " ".join(words_of(checked(path.read_bytes())) for path in pages)
    told += "".join(path.read_text() for path in done.path.rglob("*.jsonl"))
    assert "Bez sledećeg – lični podaci, bankovni podaci" in told
    assert not [word for word in (*PEOPLE, *IBANS) if word in told]
    before = words_of((whole_one.path / "data/13-payments/payments.pdf").read_bytes())
    assert "Ljuba Ogledna Vuk Probni" in before
    lines = read_lines((done.path / "data/journal/journal.jsonl").read_bytes())
    assert any(line["values"] for line in lines)

    with paid.officer.read() as session:
        newest, oldest = list_dossiers(session)
    assert {newest.redaction, oldest.redaction} == {("personal", "bank"), ()}


def test_extract_holds_the_chosen_sections_and_one_copy_to_read(
    paid: Funding, tmp_path: Path
) -> None:
    choice = Choice(sections=parted(["11, payments", "visibility 16"]), reading_copy=True)
    done = export(paid, tmp_path / "out", choice)
    assert done.path.name == "grant-IP-G-001-extract"
    folders = sorted(path.name for path in (done.path / "data").iterdir())
    assert folders == [
        "00-cover",
        "11-contract",
        "13-payments",
        "16-supporting-documents",
        "20-visibility",
        "journal",
    ]
    verdict = verify_dossier(done.path)
    sections = ("cover", "contract", "payments", "supporting_documents", "visibility")
    assert (verdict.whole, verdict.sections) == (True, sections)
    lines = read_lines((done.path / "data/journal/journal.jsonl").read_bytes())
    assert not any(line["values"] for line in lines)
    cover = words_of((done.path / "data/00-cover/cover.pdf").read_bytes())
    assert "Izvod sa odeljcima" in cover
    assert "nije izabran" in cover
    with pikepdf.open(done.path / "data/00-cover/reading-copy.pdf") as copy:
        with copy.open_outline() as outline:
            titles = [item.title for item in outline.root]
        pages = len(copy.pages)
    assert titles == ["0 Korice i sadržaj", "11 Ugovor", "13 Isplate"]
    assert pages > 4
    read = words_of((done.path / "data/00-cover/reading-copy.pdf").read_bytes())
    assert "Datoteke kojih nema u ovoj kopiji" in read
    assert "20-visibility/slika.jpg" in read
    assert "Mila-Ogledna-zapis.pdf" in read
    with pytest.raises(Refused, match="section_unknown"):
        export(paid, tmp_path / "other", Choice(sections=frozenset({"25"})))
    assert not (tmp_path / "other").exists()


def test_command_line_chooses_too(
    paid: Funding, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = str(paid.officer.store.address)
    paid.close()
    out = tmp_path / "out"
    given = ["dossier", "export", store, "--grant", "IP-G-001", "--out", str(out), "--json"]
    person = ["--as", "Mila Ogledna", "--lang", "en"]
    assert main([*given, "--sections", "4,11", "--without", "bank", *person]) == 0
    (document,) = json.loads(capsys.readouterr().out)["dossiers"]
    assert (document["sections"], document["redaction"]) == (["11", "4"], ["bank"])
    assert document["left_out"] >= 1
    assert main(["dossier", "verify", str(out), "--lang", "en"]) == 0
    told = capsys.readouterr().out
    assert "It was written without: bank data." in told
    assert "sections: Cover and index, Application, Contract." in told
    assert main([*given, "--sections", "none", *person]) == 1


def test_words_are_hidden_by_value_and_by_form() -> None:
    redaction = Redaction(
        hidden=BOTH,
        values={("ana", "bukvić"): Private.PERSONAL, ("bukvić", "ana"): Private.PERSONAL},
        longest=2,
    )
    with in_language("en"):
        hidden = redaction.text("Ana Bukvić (BUKVIĆ, Ana), ana@primer.rs, 0101990710006, Banana.")
        assert hidden == (
            "[personal data] ([personal data]), [personal data], [personal data], Banana."
        )
        assert redaction.text(
            "RS35 2600 0560 1001 6113 79; 160-123456789-95; +381 64 123 4567"
        ) == ("[bank data]; [bank data]; [personal data]")
        kept = "IP-G-001 · 1.234.567,89 EUR · 2024-05-20 · " + "0123456789abcdef" * 4
        assert redaction.text(kept) == kept
        assert redaction.of([("Ana Bukvić", 1)]) == [("[personal data]", 1)]
    assert NOTHING_HIDDEN.of(kept) is kept
    assert not NOTHING_HIDDEN.tells(kept)


def test_small_cells_cannot_be_computed() -> None:
    assert shown((40_000, 3_000, 0, None)) == ["–", "<5", "0", ""]
    assert shown((40_000, 3_000, 2_000, 7_000)) == ["40", "<5", "<5", "7"]
    assert shown((40_000, 25_000, 0, 0)) == ["40", "25", "0", "0"]
    assert shown((3_000, None, None, None)) == ["<5", "", "", ""]


def test_what_nobody_declared_counts_as_private() -> None:
    assert held_by("grant", "something_new") == BOTH
    assert held_by("call", "guidelines") == NOTHING
    known = {f"{table.name}.{column.name}" for table in whole().sorted_tables for column in table.c}
    declared = {f"{table}.{column}" for table, column in COLUMNS}
    assert declared <= known
    suspicious = {
        name
        for name in known
        if not name.endswith("_id") and set(name.partition(".")[2].split("_")) & set(TELLING)
    }
    assert suspicious - declared - NO_SUCH_DATA == set()
