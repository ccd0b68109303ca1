"""Scores that came on paper or in a workbook, entered by the office, merged by the same rules."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from iris_grants.kernel.problems import Refused
from iris_grants.scoring.assessed import Recusal
from iris_grants.scoring.commands import Filled, Given, confirm_key
from iris_grants.scoring.entering import EnteredReturn, enter_paper, enter_sheet
from iris_grants.scoring.merging import merge_files
from iris_grants.scoring.queries import own_assessments
from iris_grants.scoring.queries.returns import ReturnRow, returns_of
from iris_grants.scoring.queries.sheets import sheets_of
from iris_grants.scoring.rules.scores import ScoreState
from iris_grants.scoring.sheet import score_sheet
from iris_grants.scoring.working_store import open_package
from tests.iris_grants.scoring.packages import confirm, made_packages, sent_return
from tests.iris_grants.scoring.returned import assessed, content_of, package_in, write
from tests.iris_grants.scoring.sample import Office, ticking

ON = date(2023, 11, 6)


def filled(*scores: int | None, comment: str = "Zato.") -> Filled:
    """A whole grid by its three scores; None is not applicable."""
    return Filled(
        scores={
            code: Given(state=ScoreState.NA)
            if score is None
            else Given(state=ScoreState.VALUE, score=Decimal(score), comment=comment)
            for code, score in zip(("1.1", "2.1", "2.2"), scores, strict=True)
        },
        sections={"1": "Dobro.", "2": "Važno."},
        comment="Podržati.",
    )


def codes(refused: Refused) -> list[str]:
    return sorted(problem.code for problem in refused.problems)


def verdicts(office: Office) -> list[tuple[str, str, str, str | None]]:
    """Medium, application, state and reason of every part in the store."""
    with office.desk.read() as session:
        rows = returns_of(session, office.call_id)
    return sorted(
        (row.medium, part.application_number, part.state, part.reason)
        for row in rows
        for part in row.parts
    )


def paper(
    office: Office, folder: Path, number: str, said: Filled | Recusal, *, scan: bytes = b"%PDF-1.7"
) -> EnteredReturn:
    """Enter the paper of assessor A for one application."""
    path = folder / f"{number}.pdf"
    path.write_bytes(scan)
    return enter_paper(
        office.desk,
        member_id=office.members["A"],
        application_id=office.applications[number],
        scan=path,
        on=ON,
        filled=said if isinstance(said, Filled) else None,
        recusal=said if isinstance(said, Recusal) else None,
    )


def test_papers_count_one_by_one_and_a_correction_replaces_its_own_kind(
    office: Office, tmp_path: Path
) -> None:
    package = package_in(made_packages(office, tmp_path)["A"])
    first, second = (one.number for one in package.applications)
    entered = paper(office, tmp_path, first, filled(4, 4, None))
    assert (entered.known, entered.row.medium, entered.row.fingerprint) == (False, "paper", "")
    assert entered.row.document is not None
    assert office.desk.store.contents.read(entered.row.document.sha256) == b"%PDF-1.7"
    assert paper(office, tmp_path, first, filled(4, 4, None)).known
    paper(office, tmp_path, second, Recusal(kind="board", reason="Član odbora."))
    assert verdicts(office) == [
        ("paper", first, "accepted", None),
        ("paper", second, "accepted", None),
    ]
    paper(office, tmp_path, first, filled(4, 5, None), scan=b"%PDF-1.7 ispravka")
    assert verdicts(office) == [
        ("paper", first, "accepted", None),
        ("paper", first, "superseded", "replaced"),
        ("paper", second, "accepted", None),
    ]
    with office.desk.read() as session:
        rows = {row.number: row for row in sheets_of(session, office.call_id)}
    assert rows[first].medium == "paper"
    assert rows[first].assessed.scores["2.1"].milli == 5000
    assert rows[first].assessed.scores["2.2"].state is ScoreState.NA
    assert rows[second].state == "recused"


def test_paper_against_signed_file_is_held_until_somebody_decides(
    office: Office, tmp_path: Path
) -> None:
    made = made_packages(office, tmp_path)["A"]
    first = package_in(made).applications[0].number
    sent = sent_return(made, tmp_path / "a.iris-return")
    merge_files(office.desk, [sent.path])
    confirm(office, "A", sent)
    paper(office, tmp_path, first, filled(2, 2, 2))
    assert [one for one in verdicts(office) if one[1] == first] == [
        ("paper", first, "held", "contradiction"),
        ("program", first, "held", "contradiction"),
    ]


def test_paper_is_refused_with_every_fault(office: Office, tmp_path: Path) -> None:
    package = package_in(made_packages(office, tmp_path)["A"])
    first = package.applications[0].number
    wrong = Filled(
        scores={
            "1.1": Given(state=ScoreState.VALUE, score=Decimal(9)),
            "2.1": Given(state=ScoreState.NA),
            "9": Given(state=ScoreState.VALUE, score=Decimal(1)),
        },
        sections={},
    )
    with pytest.raises(Refused) as refused:
        paper(office, tmp_path, first, wrong)
    assert codes(refused.value) == [
        "ranking.score_outside",
        "scoring.criterion_unknown",
        "scoring.na_not_allowed",
    ]
    with pytest.raises(Refused) as refused:
        paper(office, tmp_path, first, Filled(scores={}, sections={"1": "Samo ovo."}))
    assert codes(refused.value) == ["scoring.comment_open", *["scoring.score_open"] * 3]
    other = next(
        n for n in office.applications if n not in {o.number for o in package.applications}
    )
    with pytest.raises(Refused) as refused:
        paper(office, tmp_path, other, filled(4, 4, 4))
    assert codes(refused.value) == ["scoring.not_packaged"]
    with pytest.raises(Refused) as refused:
        enter_paper(
            office.desk,
            member_id=office.members["A"],
            application_id=office.applications[first],
            scan=tmp_path / f"{first}.pdf",
            on=date(2030, 1, 1),
            filled=filled(4, 4, 4),
        )
    assert codes(refused.value) == ["scoring.entered_later"]
    assert verdicts(office) == []


def sheet_of(office: Office, folder: Path) -> tuple[Path, list[str]]:
    """The empty score sheet of assessor A, and the applications in it."""
    made = made_packages(office, folder)["A"]
    desk = open_package(made.path, made.passphrase, clock=ticking())
    with desk.read() as session:
        data, rows = score_sheet(session), own_assessments(session)
    desk.store.close()
    path = folder / "sheet.xlsx"
    path.write_bytes(data)
    return path, [row.number for row in rows]


def fill(path: Path, out: Path, scores: dict[str, tuple[int, int, int]]) -> Path:
    """Fill in the sheets of these applications, as somebody without the program would."""
    book = openpyxl.load_workbook(path)
    for number, (first, second, third) in scores.items():
        sheet = book[number]
        for cell, value in (("D9", first), ("D11", second), ("D12", third)):
            sheet[cell] = value
        for cell in ("F8", "F9", "F10", "F11", "F12"):
            sheet[cell] = "Zato."
    book.save(out)
    return out


def test_sheets_in_two_parts_add_up_and_a_correction_replaces(
    office: Office, tmp_path: Path
) -> None:
    empty, (first, second) = sheet_of(office, tmp_path)
    with pytest.raises(Refused) as refused:
        enter_sheet(office.desk, empty, on=ON)
    assert codes(refused.value) == ["scoring.entered_nothing"]
    part = fill(empty, tmp_path / "one.xlsx", {first: (4, 4, 4)})
    assert [p.application_number for p in enter_sheet(office.desk, part, on=ON).parts] == [first]
    rest = fill(empty, tmp_path / "two.xlsx", {second: (3, 3, 3)})
    enter_sheet(office.desk, rest, on=ON)
    assert enter_sheet(office.desk, rest, on=ON).known
    assert verdicts(office) == [
        ("sheet", first, "accepted", None),
        ("sheet", second, "accepted", None),
    ]
    later = fill(empty, tmp_path / "three.xlsx", {first: (5, 4, 4), second: (3, 3, 3)})
    enter_sheet(office.desk, later, on=ON)
    assert verdicts(office) == [
        ("sheet", first, "accepted", None),
        ("sheet", first, "superseded", "replaced"),
        ("sheet", second, "accepted", None),
        ("sheet", second, "superseded", "replaced"),
    ]


def test_sheet_of_another_call_is_refused(office: Office, tmp_path: Path) -> None:
    empty, (first, _second) = sheet_of(office, tmp_path)
    path = fill(empty, tmp_path / "one.xlsx", {first: (4, 4, 4)})
    with pytest.raises(Refused) as refused:
        enter_sheet(office.desk, path, on=ON, call_id="other")
    assert codes(refused.value) == ["scoring.sheet_not_ours"]


def rows_of(office: Office) -> tuple[ReturnRow, ...]:
    with office.desk.read() as session:
        return returns_of(session, office.call_id)


def test_signed_return_in_two_parts_and_twice_counts_each_application_once(
    office: Office, tmp_path: Path
) -> None:
    package = package_in(made_packages(office, tmp_path)["A"])
    first, second = (one.number for one in package.applications)
    nothing = assessed(None, None, None)
    one = write(tmp_path / "1.iris-return", content_of(package, {second: nothing}))
    two = write(
        tmp_path / "2.iris-return",
        content_of(package, {}, replaces=[one.sha256], sequence=2),
    )
    for paths in ([one.path], [two.path, one.path], [two.path]):
        merge_files(office.desk, paths)
    key = {"member_id": office.members["A"], "fingerprint": one.fingerprint, "note": "Telefonom."}
    office.desk.run(confirm_key, **key)
    assert len(rows_of(office)) == 2
    assert verdicts(office) == [
        ("program", first, "accepted", None),
        ("program", first, "superseded", "replaced"),
        ("program", second, "accepted", None),
        ("program", second, "superseded", "replaced"),
    ]
    with office.desk.read() as session:
        states = {row.number: row.state for row in sheets_of(session, office.call_id)}
    assert states == {first: "complete", second: "complete"}
