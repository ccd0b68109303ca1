"""Cells give a value of the kind asked for, or a problem with their place."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iris_grants.documents.amounts import NumberLocale
from iris_grants.documents.read_cells import CellValue, Findings, ReadCell, exact, plain_text
from iris_grants.kernel.problems import Problem, Severity, Where

WHERE = Where(file="form.xlsx", sheet="Budžet", cell="C5")
TODAY = date(2024, 5, 5)
DAY = datetime(2024, 2, 1)  # noqa: DTZ001 - cells know no zone


def cell(value: CellValue = None, formula: str | None = None, error: str | None = None) -> ReadCell:
    return ReadCell(where=WHERE, value=value, formula=formula, error=error)


def code(found: object) -> str:
    assert isinstance(found, Problem)
    assert found.where == WHERE
    return found.code


@pytest.mark.parametrize("value", [None, "", "  ", "\u00a0\n", "\ufeff"])
def test_empty_cell_gives_nothing_in_any_kind(value: CellValue) -> None:
    empty = cell(value)
    assert empty.is_empty
    assert empty.text() is None
    assert empty.amount() is None
    assert empty.whole() is None
    assert empty.day(TODAY) is None
    assert empty.yes_no() is None
    assert empty.choice({"a": 1}) is None


def test_formula_is_no_input_but_may_be_read_as_computed() -> None:
    computed = cell(Decimal("300.60"), formula="=SUM(C2:C4)")
    assert not computed.is_empty
    assert computed.amount() == Problem(
        code="documents.formula_not_input", where=WHERE, params={"formula": "=SUM(C2:C4)"}
    )
    for found in (computed.text(), computed.day(TODAY), computed.yes_no(), computed.choice({})):
        assert code(found) == "documents.formula_not_input"
    assert computed.amount(computed=True) == Decimal("300.60")
    assert code(cell(None, formula="=A1").amount(computed=True)) == "documents.formula_not_computed"


def test_error_value_is_a_problem_in_any_kind() -> None:
    broken = cell(formula="=A1", error="#REF!")
    for found in (broken.text(), broken.amount(computed=True), broken.day(TODAY)):
        assert found == Problem(code="documents.cell_error", where=WHERE, params={"error": "#REF!"})


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (" words \n", "words"),
        ("c\u030c", "č"),
        ("a_x000D_\nb", "a\nb"),
        ("_x005F_x000D_", "_x000D_"),
        ("a\x07b", "ab"),
        (17123456, "17123456"),
        (Decimal("1.50"), "1.50"),
        (DAY, "01.02.2024."),
        (DAY.replace(hour=9, minute=5), "01.02.2024. 09:05"),
        (time(9, 5), "09:05"),
        (True, "TRUE"),
    ],
)
def test_text_is_as_people_would_write_it(value: CellValue, text: str) -> None:
    assert cell(value).text() == text


def test_text_over_its_limit_is_a_problem() -> None:
    assert cell("x" * 20).text(maximum=20) == "x" * 20
    assert cell("x" * 21).text(maximum=20) == Problem(
        code="documents.text_too_long", where=WHERE, params={"length": 21, "limit": 20}
    )


@pytest.mark.parametrize(
    ("value", "amount"),
    [
        (12500, "12500"),
        (exact(12500.55), "12500.55"),
        (exact(0.1), "0.1"),
        (exact(1e-7), "0.0000001"),
        ("12.500,5", "12500.5"),
        ("1.234", "1234"),
    ],
)
def test_amount_is_exact(value: CellValue, amount: str) -> None:
    assert cell(value).amount() == Decimal(amount)


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ("abc", "documents.not_an_amount"),
        (True, "documents.not_an_amount"),
        (DAY, "documents.amount_is_day"),
        (time(1, 2), "documents.amount_is_day"),
        (exact(1e22), "documents.too_many_digits"),
        (exact(1.001), "documents.too_many_decimals"),
    ],
)
def test_what_is_no_amount_is_a_problem(value: CellValue, problem: str) -> None:
    assert code(cell(value).amount(places=2)) == problem


def test_number_of_a_workbook_is_never_ambiguous() -> None:
    number = cell(exact(1.234))
    assert number.amount() == Decimal("1.234")
    assert number.amount_note() is None


def test_text_that_only_the_locale_decides_is_noted() -> None:
    findings = Findings()
    assert findings.amount(cell("1.234")) == Decimal(1234)
    assert findings.problems == [
        Problem(
            code="documents.amount_ambiguous",
            where=WHERE,
            severity=Severity.WARNING,
            params={"text": "1.234", "value": "1234"},
        )
    ]
    findings = Findings()
    assert findings.amount(cell("1.234"), NumberLocale.POINT, places=3) == Decimal("1.234")
    assert [problem.params["value"] for problem in findings.problems] == ["1.234"]


def test_whole_number_has_no_decimals() -> None:
    assert cell(exact(3.0)).whole() == 3
    assert cell("1.200").whole() == 1200
    assert code(cell(exact(3.5)).whole()) == "documents.not_whole"
    assert code(cell("x").whole()) == "documents.not_an_amount"


def test_day_is_read_from_days_and_texts_only() -> None:
    assert cell(DAY.replace(hour=23)).day(TODAY) == date(2024, 2, 1)
    assert cell("1.2.24").day(TODAY) == date(2024, 2, 1)
    assert code(cell(45323).day(TODAY)) == "documents.not_a_date"
    assert code(cell("x").day(TODAY)) == "documents.not_a_date"
    assert code(cell(datetime(9999, 1, 1)).day(TODAY)) == (  # noqa: DTZ001 - cells know no zone
        "documents.date_out_of_range"
    )


@pytest.mark.parametrize("value", [True, "Yes", "DA", "да.", "x", "Х", "✓", 1])
def test_yes(value: CellValue) -> None:
    assert cell(value).yes_no() is True


@pytest.mark.parametrize("value", [False, "no", "Ne", "НЕ", 0])
def test_no(value: CellValue) -> None:
    assert cell(value).yes_no() is False


@pytest.mark.parametrize("value", ["možda", 2, "danas", DAY])
def test_neither_yes_nor_no_is_a_problem(value: CellValue) -> None:
    assert code(cell(value).yes_no()) == "documents.not_yes_no"


def test_choice_is_found_whatever_its_case_and_spaces() -> None:
    choices = {"Srbija": "RS", "Crna Gora": "ME"}
    assert cell(" crna  GORA ").choice(choices) == "ME"
    assert cell("Atlantida").choice(choices) == Problem(
        code="documents.not_a_choice",
        where=WHERE,
        params={"text": "Atlantida", "choices": "Srbija, Crna Gora"},
    )
    many = {f"{number}": number for number in range(20)}
    assert str(cell("x").choice(many)).count(", …") == 1


def test_findings_collect_problems_and_empty_cells() -> None:
    findings = Findings()
    assert findings.keep(cell("a").text()) == "a"
    assert findings.keep(cell("x").amount()) is None
    assert findings.require(cell().text(), cell()) is None
    assert findings.amount(cell(), required=True) is None
    assert [problem.code for problem in findings.problems] == [
        "documents.not_an_amount",
        "documents.cell_empty",
        "documents.cell_empty",
    ]


@given(st.decimals(-(10**10), 10**10, places=2))
def test_what_was_typed_comes_out_of_the_stored_number(typed: Decimal) -> None:
    assert exact(float(typed)) == typed


@given(st.text())
def test_plain_text_is_stable_and_printable(text: str) -> None:
    plain = plain_text(text.replace("_", ""))
    assert plain_text(plain) == plain
    assert plain.strip() == plain or "\u2003" in plain or not plain.isascii()
