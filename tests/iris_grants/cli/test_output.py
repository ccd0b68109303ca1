"""Tests of what commands print."""

from __future__ import annotations

import io
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from iris_grants.cli.output import (
    as_document,
    print_json,
    print_problems,
    print_table,
    problem_document,
    progress_bar,
)
from iris_grants.kernel.access import Role
from iris_grants.kernel.money import Money
from iris_grants.kernel.problems import Problem, Severity, Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A row with a value of every kind."""

    amount: Money
    rate: Decimal
    mean: Fraction
    day: date
    at: datetime
    roles: tuple[Role, ...]
    places: dict[str, int]
    name: str | None
    good: bool


SAMPLE = Sample(
    amount=Money.of("12.50", "EUR"),
    rate=Decimal("0.50"),
    mean=Fraction(179, 3),
    day=date(2023, 10, 30),
    at=datetime(2023, 10, 30, 17, 0, tzinfo=UTC),
    roles=(Role.AUDITOR,),
    places={"RS": 1},
    name=None,
    good=True,
)


def test_as_document_gives_every_value_exactly() -> None:
    assert as_document([SAMPLE]) == [
        {
            "amount": {"amount": "12.50", "currency": "EUR"},
            "rate": "0.50",
            "mean": "179/3",
            "day": "2023-10-30",
            "at": "2023-10-30T17:00:00Z",
            "roles": ["auditor"],
            "places": {"RS": 1},
            "name": None,
            "good": True,
        }
    ]


@pytest.mark.parametrize("value", [1.5, object(), Sample])
def test_as_document_refuses_what_has_no_exact_text(value: object) -> None:
    with pytest.raises(TypeError):
        as_document(value)


def test_print_json_keeps_letters(capsys: pytest.CaptureFixture[str]) -> None:
    print_json({"name": "Đorđe"})

    assert capsys.readouterr().out == '{\n  "name": "Đorđe"\n}\n'


def test_problem_document_has_place_parameters_and_sentence() -> None:
    problem = Problem(
        code="people.known",
        where=Where(file="a.yaml", line=3),
        severity=Severity.WARNING,
        params={"name": "Mila"},
    )

    assert problem_document(problem) == {
        "code": "people.known",
        "severity": "warning",
        "where": {"file": "a.yaml", "line": 3},
        "params": {"name": "Mila"},
        "sentence": "a.yaml · 3: Somebody with this name is known already: Mila.",
    }


def test_print_problems_gives_each_its_own_line(capsys: pytest.CaptureFixture[str]) -> None:
    print_problems(
        [
            Problem(code="people.no_roles"),
            Problem(code="people.known", severity=Severity.WARNING, params={"name": "A\nB"}),
            Problem(code="people.name_missing", severity=Severity.NOTE),
        ]
    )

    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.splitlines() == [
        "A person needs at least one role.",
        "Warning: Somebody with this name is known already: A B.",
        "Note: A person needs a name.",
    ]


def test_print_table_sets_amounts_to_the_right(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(("Name", "EUR"), [("Čačak", "5.00"), ("C\u030cup", "180,000.00")], right=".r")

    assert capsys.readouterr().out.splitlines() == [
        "Name          EUR",
        "─────  ──────────",
        "Čačak        5.00",
        "C\u030cup    180,000.00",
    ]


def test_print_table_without_rows_has_its_headings(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(("Name", "EUR"), [])

    assert capsys.readouterr().out == "Name  EUR\n────  ───\n"


def test_progress_is_one_line_a_step_where_nobody_watches(
    capsys: pytest.CaptureFixture[str],
) -> None:
    progress = progress_bar()
    for done in range(3):
        progress.step(done, 3, "state.call.draft")
    progress.step(0, 0, "state.call.closed")

    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.splitlines() == ["draft", "closed"]


def test_progress_is_a_bar_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    progress = progress_bar()
    progress.step(0, 2, "state.call.draft")
    progress.step(0, 2, "state.call.draft")
    progress.step(1, 2, "state.call.draft")
    progress.step(2, 2, "state.call.draft")

    assert terminal.getvalue() == (
        f"\r{'░' * 24}   0 %  draft\r{'█' * 12}{'░' * 12}  50 %  draft\r{'█' * 24} 100 %  draft\n"
    )
