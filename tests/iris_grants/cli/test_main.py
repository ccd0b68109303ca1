"""Tests of the command line as such: finding commands, options of all, refusals."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

import pytest

from iris_grants.__main__ import main as start
from iris_grants.cli.main import GROUPS, main
from iris_grants.kernel.progress import Cancelled
from tests.iris_grants.cli.conftest import Run


def test_help_lists_every_command_that_is_there(run: Run) -> None:
    ran = run("--help")

    listed = [
        line.split()[0]
        for line in ran.out.split("commands:")[1].splitlines()
        if line.startswith("    ") and not line.startswith("     ")
    ]
    known = [group.word for group in GROUPS]
    assert ran.status == 0
    assert listed == [word for word in known if word in listed]
    assert {"new", "info", "people", "call", "ranking"} <= set(listed)


def test_every_command_that_is_listed_explains_itself(run: Run) -> None:
    for line in run("--help").out.split("commands:")[1].splitlines():
        if line.startswith("    ") and not line.startswith("     "):
            assert run(line.split()[0], "--help").status == 0


@pytest.mark.parametrize("arguments", [["bogus"], ["call"], ["info"], ["--lang", "sr"], []])
def test_what_is_no_command_is_misused(run: Run, arguments: list[str]) -> None:
    ran = run(*arguments)

    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("usage: iris-grants")


@pytest.mark.parametrize("arguments", [["--as"], ["--lang", "xx"], ["--lang"], ["info", "--lang="]])
def test_wrong_options_are_misused(run: Run, arguments: list[str]) -> None:
    assert run(*arguments).status == 2


def test_a_refusal_is_a_line_for_people_and_a_document_for_programs(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "none.iris"
    ran = run("info", path, "--json")

    assert ran.status == 1
    assert len(ran.err.splitlines()) == 1
    (problem,) = ran.document["problems"]
    assert problem["code"] == "store.not_found"
    assert problem["severity"] == "error"
    assert run("info", path).out == ""
    assert list(tmp_path.iterdir()) == []


def test_options_of_all_commands_may_stand_anywhere(run: Run, store: str) -> None:
    for arguments in (
        ["--lang", "sr", "people", "list", store],
        ["people", "list", "--lang=sr", store],
        ["people", "list", store, "--as", "mila ogledna", "--lang", "sr"],
    ):
        ran = run(*arguments)
        assert ran.status == 0
        assert ran.out.split()[0] == "Osoba"


def test_a_stranger_is_refused_with_the_names_that_are_known(run: Run, store: str) -> None:
    ran = run("people", "list", store, "--as", "Niko Nikić")

    assert ran.status == 1
    assert ran.err == (
        "Nobody called “Niko Nikić” works in this store. Known here: Mila Ogledna.\n"
    )


def test_a_command_leaves_the_store_free(run: Run, store: str) -> None:
    for _ in range(2):
        assert run("call", "load", store, "iris-progres-2023").status == 0


def test_a_wish_to_stop_ends_with_one_line(
    run: Run, monkeypatch: pytest.MonkeyPatch, store: str
) -> None:
    def stopped(args: argparse.Namespace) -> int:
        raise Cancelled

    monkeypatch.setattr("iris_grants.cli.programme.store_info", stopped)

    ran = run("info", store)

    assert (ran.status, ran.err) == (1, "Stopped; nothing half-done remains.\n")


def test_a_command_imports_neither_the_window_nor_other_commands() -> None:
    code = (
        "import sys; from iris_grants.cli.main import main; main(['--help']);"
        "print(sorted(m for m in sys.modules if m.split('.')[0] in ('PySide6', 'sqlalchemy', 'ui')"
        " or m.startswith('iris_grants.cli.')), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120
    )

    assert done.stderr == "['iris_grants.cli.main', 'iris_grants.cli.output']\n"


def test_a_reader_that_has_had_enough_is_no_crash(run: Run, tmp_path: Path) -> None:
    store = tmp_path / "a.iris"
    run("new", store, "--as", "Mila Ogledna")
    done = subprocess.run(
        f'"{sys.executable}" -m iris_grants people list "{store}" --json | true',
        shell=True,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )

    assert done.stderr == ""


def test_version_is_printed(run: Run) -> None:
    ran = run("--version")

    assert ran.status == 0
    assert ran.out.startswith("iris-grants ")


def test_the_start_hands_commands_to_the_command_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert start(["bogus"]) == 2
    assert capsys.readouterr().err == _misuse(capsys, "bogus")


def test_the_start_opens_the_window_without_a_command(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str | None] = []

    def window(address: str | None = None) -> int:
        opened.append(address)
        return 0

    monkeypatch.setattr("ui.app.run", window)

    assert start([]) == 0
    assert start(["programme.iris"]) == 0
    assert start(["postgresql+psycopg://office/programme"]) == 0
    assert opened == [None, "programme.iris", "postgresql+psycopg://office/programme"]


def _misuse(capsys: pytest.CaptureFixture[str], word: str) -> str:
    main([word])
    return capsys.readouterr().err
