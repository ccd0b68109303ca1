"""`iris-grants ranking recompute`: what it prints where, and its exit status."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from iris_grants.cli.main import main
from iris_grants.wording import set_language

EXAMPLE = Path("tests/data/ranking-example")
TIED = {
    "rank": 3,
    "application": "IP-009",
    "lot": None,
    "country": "ME",
    "requested": "3000.00",
    "amount": "3000.00",
    "assessments": 2,
    "total": "33.00",
    "total_exact": "33",
    "offered": "3000.00",
    "decision": "selected",
    "reason": None,
    "tie_break": "section:2",
    "section_means": {"1": "8", "2": "25/2", "3": "25/2"},
    "item_means": {
        "1.1": "4",
        "1.2": "4",
        "2.1": "9/2",
        "2.2": "7/2",
        "3.1": "4",
        "3.2": "9/2",
    },
    "taken": ["B", "C"],
    "left_out": [],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the worked case that may be changed."""
    return Path(shutil.copytree(EXAMPLE, tmp_path / "ranking"))


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    set_language("en")
    yield
    set_language("en")


def run(*arguments: str) -> int:
    """The exit status of `ranking recompute` with these arguments."""
    return main(["ranking", "recompute", *arguments])


def replace_in(path: Path, old: str, new: str) -> None:
    """Change a text of a file; it must be there."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8", newline="")


def test_ranking_is_printed_as_the_file_has_it(
    folder: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    (folder / "ranking.csv").unlink()
    before = sorted(path.name for path in folder.iterdir())
    assert run(str(folder)) == 0
    out, err = capfdbinary.readouterr()
    assert out == (EXAMPLE / "ranking.csv").read_bytes()
    assert err.decode() == (
        "Warning: The ranking is preliminary: 2 of 9 applications are still awaiting assessment.\n"
    )
    assert sorted(path.name for path in folder.iterdir()) == before


def test_given_ranking_is_compared(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(str(folder)) == 0
    assert capsys.readouterr().err.splitlines()[0] == (
        "Note: ranking.csv: The file agrees with the computation, byte for byte."
    )
    replace_in(folder / "ranking.csv", "3000.00,selected", "3500.00,selected")
    assert run(str(folder)) == 1
    out, err = capsys.readouterr()
    assert out == (EXAMPLE / "ranking.csv").read_text("utf-8")
    assert err.splitlines()[0] == (
        "ranking.csv · 4: Application IP-009, column “offered”: the file has 3500.00, "
        "the computation gives 3000.00."
    )


def document(capsys: pytest.CaptureFixture[str]) -> Any:
    """The one JSON document on standard output."""
    return json.loads(capsys.readouterr().out)


def test_json_carries_everything_about_each_application(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(str(folder), "--json") == 0
    whole = document(capsys)
    assert {key: whole[key] for key in ("preliminary", "offered", "compared", "problems")} == {
        "preliminary": True,
        "offered": "38000.00",
        "compared": True,
        "problems": [],
    }
    by_id = {row["application"]: row for row in whole["applications"]}
    assert list(by_id) == [
        *("IP-004", "IP-001", "IP-009", "IP-003", "IP-007", "IP-002"),
        *("IP-008", "IP-005", "IP-006"),
    ]
    tied = by_id["IP-009"]
    steps = tied.pop("steps")
    assert tied == TIED
    assert steps[-2] == {
        "code": "ranking.step.rank",
        "params": {"rank": 3},
        "text": "Rank: 3.",
    }
    assert by_id["IP-004"]["left_out"] == [
        {"assessor": "B", "reason": "not_closest", "missing": []}
    ]
    assert by_id["IP-006"]["left_out"] == [
        {"assessor": "B", "reason": "incomplete", "missing": ["2.2"]}
    ]
    assert (by_id["IP-006"]["total"], by_id["IP-006"]["section_means"]) == (None, {})


def test_json_names_what_differs(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace_in(folder / "ranking.csv", "reserve,quota", "reserve,envelope")
    assert run("--json", str(folder)) == 1
    whole = document(capsys)
    assert whole["compared"] is False
    assert [(one["code"], one["where"]) for one in whole["problems"]] == [
        ("ranking.row_differs", {"file": "ranking.csv", "line": 6})
    ]
    assert len(whole["applications"]) == 9


def test_final_ranking_is_not_preliminary(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "ranking.csv").unlink()
    replace_in(folder / "grid.json", '"min_assessments": 2', '"min_assessments": 1')
    replace_in(folder / "grid.json", '"gap_percent": 20', '"gap_percent": null')
    replace_in(folder / "grid.json", '"straddles_gates": true', '"straddles_gates": false')
    assert run(str(folder), "--json") == 0
    whole = document(capsys)
    assert (whole["preliminary"], whole["compared"]) == (False, None)
    assert run(str(folder)) == 0
    assert capsys.readouterr().err == ""


def test_refusal_names_every_problem_and_gives_no_result(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replace_in(folder / "grid.json", '"requested": "9000.00"', '"requested": "9000.001"')
    replace_in(folder / "scores.csv", "IP-001,B,3.2,value,5", "IP-001,B,3.2,value,6")
    replace_in(folder / "scores.csv", "IP-006,B,2.2,missing,", "IP-006,B,2.2,absent,")
    assert run(str(folder)) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines() == [
        (
            "grid.json · applications[2].requested (IP-003): "
            "The amount 9000.001 has more than two decimals."
        ),
        "scores.csv · 13: The score 6 of criterion 3.2 is not between 1 and 5.",
        "scores.csv · 77: The state “absent” is not known.",
    ]
    assert run(str(folder), "--json") == 1
    refused = document(capsys)
    assert list(refused) == ["problems"]
    assert [one["code"] for one in refused["problems"]] == [
        "ranking.amount_decimals",
        "ranking.score_outside",
        "ranking.state_unknown",
    ]


def test_steps_are_told_in_the_language_asked_for(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ranking", "recompute", str(folder), "--json", "--lang", "sr"]) == 0
    steps = document(capsys)["applications"][0]["steps"]
    assert steps[-2]["text"] == "Mesto na rang-listi: 1."


@pytest.mark.parametrize("arguments", [[], ["a", "b"], ["--jsn", "a"]])
def test_wrong_use_is_status_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*arguments) == 2
    assert capsys.readouterr().out == ""


def test_no_such_folder_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(str(tmp_path / "none")) == 1
    assert capsys.readouterr().out == ""


def test_command_needs_no_store_and_no_window(folder: Path) -> None:
    code = (
        "import sys; from iris_grants.__main__ import main; status = main(sys.argv[1:]);"
        "loaded = {'sqlalchemy', 'PySide6'} & set(sys.modules);"
        "sys.exit(status if not loaded else 3)"
    )
    command = [sys.executable, "-c", code, "ranking", "recompute", str(folder)]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 0
    assert done.stdout == (EXAMPLE / "ranking.csv").read_bytes()
