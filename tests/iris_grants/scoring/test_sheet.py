"""The Excel score sheet: written, filled with another tool, read back."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from iris_grants.documents.signatures import generate_key
from iris_grants.kernel.operations import Desk
from iris_grants.kernel.problems import Refused
from iris_grants.scoring.filling import fill_from_sheet
from iris_grants.scoring.package_file import write_package
from iris_grants.scoring.queries import OwnAssessmentRow, own_assessments
from iris_grants.scoring.sheet import score_sheet
from iris_grants.scoring.working_store import open_package
from iris_grants.wording import in_language
from tests.iris_grants.scoring.packages import LIGHT, PASSPHRASE, sample_package, score_all
from tests.iris_grants.scoring.sample import ticking
from tests.iris_grants.scoring.test_package_file import contents


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    path = tmp_path / sample_package().file_name
    write_package(path, sample_package(), contents, generate_key(), PASSPHRASE, work_factor=LIGHT)
    opened = open_package(path, PASSPHRASE, clock=ticking())
    yield opened
    opened.store.close()


def written(desk: Desk) -> bytes:
    with desk.read() as session:
        return score_sheet(session)


def row(desk: Desk) -> OwnAssessmentRow:
    with desk.read() as session:
        (found,) = own_assessments(session)
    return found


def filled(desk: Desk, path: Path, cells: dict[str, str | float]) -> Path:
    """The sheet of the desk with values typed into cells of the first application."""
    book = openpyxl.load_workbook(BytesIO(written(desk)))
    for name, value in cells.items():
        book["IP-001"][name] = value
    book.save(path)
    return path


WHOLE: dict[str, str | float] = {
    "F8": "Dobri kapaciteti.",
    "D9": 5,
    "F10": "Važan cilj.",
    "D11": 4,
    "F11": "Jasno.",
    "E12": "x",
    "F5": "Podržati.",
}


def test_filled_sheet_is_taken_over(desk: Desk, tmp_path: Path) -> None:
    assert fill_from_sheet(desk, filled(desk, tmp_path / "ocene.xlsx", WHOLE)) == (3, 0)
    found = row(desk)
    assert found.open == ()
    assert found.outcome.points == 5 + 12
    assert found.assessed.comment == "Podržati."
    assert found.assessed.scores["2.1"].comment == "Jasno."


def test_sheet_shows_what_was_scored_and_computes_it(desk: Desk) -> None:
    score_all(desk)
    book = openpyxl.load_workbook(BytesIO(written(desk)), data_only=True)
    sheet = book["IP-001"]
    assert [sheet[name].value for name in ("D9", "G8", "D11", "G10", "G13")] == [4, 4, 4, 12, 16]
    assert sheet["F10"].value == "Važan cilj."
    assert sheet["D9"].protection.locked is False
    assert sheet["B9"].protection.locked is True


def test_same_store_gives_the_same_bytes(desk: Desk) -> None:
    assert written(desk) == written(desk)
    with in_language("sr"):
        assert written(desk) == written(desk)


def test_recusal_can_be_said_in_the_sheet(desk: Desk, tmp_path: Path) -> None:
    with in_language("sr"):
        path = filled(
            desk, tmp_path / "ocene.xlsx", {"D4": "porodična veza", "F4": "Sestra u upravi."}
        )
    assert fill_from_sheet(desk, path) == (0, 1)
    recusal = row(desk).assessed.recusal
    assert recusal is not None
    assert (recusal.kind, recusal.reason) == ("family", "Sestra u upravi.")


@pytest.mark.parametrize(
    ("cells", "code", "cell"),
    [
        ({"D9": 6}, "ranking.score_outside", "D9"),
        ({"D9": 2.5}, "ranking.score_step", "D9"),
        ({"D9": "četiri"}, "documents.not_an_amount", "D9"),
        ({"D9": "=2+2"}, "documents.formula_not_input", "D9"),
        ({"E9": "x"}, "scoring.na_not_allowed", "E9"),
        ({"D12": 3, "E12": "x"}, "scoring.both_score_and_na", "D12"),
        ({"D4": "other tie"}, "scoring.recusal_half", "F4"),
        ({"F4": "Zato."}, "scoring.recusal_half", "D4"),
        ({"F9": "x" * 10_001}, "documents.text_too_long", "F9"),
    ],
)
def test_problem_names_sheet_and_cell(
    desk: Desk, tmp_path: Path, cells: dict[str, str | float], code: str, cell: str
) -> None:
    path = filled(desk, tmp_path / "ocene.xlsx", cells)
    with pytest.raises(Refused) as refused:
        fill_from_sheet(desk, path)
    found = [(p.code, p.where.file, p.where.sheet, p.where.cell) for p in refused.value.problems]
    assert found == [(code, "ocene.xlsx", "IP-001", cell)]
    assert row(desk).outcome.missing == ("1.1", "2.1", "2.2")


def test_other_workbook_and_other_package_are_refused(desk: Desk, tmp_path: Path) -> None:
    empty = tmp_path / "prazno.xlsx"
    openpyxl.Workbook().save(empty)
    with pytest.raises(Refused) as refused:
        fill_from_sheet(desk, empty)
    assert [problem.code for problem in refused.value.problems] == ["scoring.not_a_sheet"]
    book = openpyxl.load_workbook(BytesIO(written(desk)))
    for line in book["_iris"].iter_rows():
        if line[0].value == "fingerprint":
            line[1].value = "0" * 64
    book.save(empty)
    with pytest.raises(Refused) as refused:
        fill_from_sheet(desk, empty)
    assert [problem.code for problem in refused.value.problems] == [
        "scoring.sheet_of_other_package"
    ]


def test_missing_sheet_is_named(desk: Desk, tmp_path: Path) -> None:
    path = filled(desk, tmp_path / "ocene.xlsx", {})
    book = openpyxl.load_workbook(path)
    book["IP-001"].title = "Nešto"
    book.save(path)
    with pytest.raises(Refused) as refused:
        fill_from_sheet(desk, path)
    assert [problem.code for problem in refused.value.problems] == ["documents.sheet_missing"]
