"""What an assessor notes privately stays in the working store and never leaves in a return."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl

from iris_grants.documents.signatures import generate_key
from iris_grants.kernel.operations import Desk
from iris_grants.people.journal import list_journal
from iris_grants.scoring.commands import write_note
from iris_grants.scoring.package_file import write_package
from iris_grants.scoring.queries import own_assessments
from iris_grants.scoring.returning import make_return
from iris_grants.scoring.returns import Return, read_return
from iris_grants.scoring.sheet import score_sheet
from iris_grants.scoring.working_store import open_package
from tests.iris_grants.refusals import refused
from tests.iris_grants.scoring.packages import LIGHT, PASSPHRASE, sample_package, score_all
from tests.iris_grants.scoring.sample import Office, ticking
from tests.iris_grants.scoring.test_package_file import contents

SECRET = "Pitati predsednicu 7341"


def test_note_and_flag_stay_in_the_working_store_and_out_of_the_return(tmp_path: Path) -> None:
    path = tmp_path / sample_package().file_name
    write_package(path, sample_package(), contents, generate_key(), PASSPHRASE, work_factor=LIGHT)
    desk = open_package(path, PASSPHRASE, clock=ticking())
    try:
        assert noted(desk) == ("", False)
        score_all(desk)
        before = returned(desk, tmp_path / "prvi.json")
        desk.run(write_note, application_id="a-1", note=f"  {SECRET}\n", flagged=True)
        with desk.read() as session:
            assert list_journal(session, limit=1)[0].operation == "scoring.note"
        after = returned(desk, tmp_path / "drugi.json")
        assert before.assessments[0].assessed.comment == "Podržati."
        assert after == replace(
            before, sequence=2, replaces=after.replaces, signed_at=after.signed_at
        )
        assert SECRET not in (tmp_path / "drugi.json").read_text(encoding="utf-8")
        assert SECRET not in cells(desk, tmp_path / "list.xlsx")
        refuse_notes(desk)
    finally:
        desk.store.close()
    check_reopened(path)


def refuse_notes(desk: Desk) -> None:
    with refused("scoring.comment_too_long") as problems:
        desk.run(write_note, application_id="a-1", note="x" * 10_001, flagged=False)
    assert (problems[0].where.key, problems[0].params["limit"]) == ("note", 10_000)
    with refused("scoring.not_own_work"):
        desk.run(write_note, application_id="a-2", note=SECRET, flagged=True)
    assert noted(desk) == (SECRET, True)


def check_reopened(path: Path) -> None:
    desk = open_package(path, PASSPHRASE, clock=ticking())
    try:
        assert noted(desk) == (SECRET, True)
        desk.run(write_note, application_id="a-1", note=" ", flagged=True)
        assert noted(desk) == ("", True)
        desk.run(write_note, application_id="a-1", note="Jasno.", flagged=False)
        assert noted(desk) == ("Jasno.", False)
    finally:
        desk.store.close()


def noted(desk: Desk) -> tuple[str, bool]:
    with desk.read() as session:
        (row,) = own_assessments(session)
    return row.note, row.flagged


def returned(desk: Desk, out: Path) -> Return:
    make_return(desk, out=out)
    return read_return(out.read_bytes()).content


def cells(desk: Desk, out: Path) -> str:
    """Every text of the score sheet as it is written now."""
    with desk.read() as session:
        out.write_bytes(score_sheet(session))
    book = openpyxl.load_workbook(out)
    words = " | ".join(
        str(cell.value) for sheet in book for line in sheet.iter_rows() for cell in line
    )
    assert "Podržati." in words
    return words


def test_office_keeps_no_private_notes(office: Office) -> None:
    with refused("kernel.role_missing"):
        office.desk.run(write_note, application_id="a-IP-001", note=SECRET, flagged=True)
