"""Values of columns: shown, summed and ordered."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import pytest

from iris_grants.kernel.money import Money
from iris_grants.wording import in_language
from ui.shell.tokens import Meaning
from ui.tables.columns import Chip, Column, Kind, chip, total_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row with one value."""

    value: object


@pytest.mark.parametrize(
    ("kind", "value", "english", "serbian"),
    [
        (Kind.MONEY, Money(-1_234_567, "EUR"), "−12,345.67 EUR", "−12.345,67 EUR"),
        (Kind.MONEY, 1_234_567, "12,345.67", "12.345,67"),
        (Kind.DATE, "2025-01-31", "31/01/2025", "31.01.2025."),
        (Kind.MOMENT, "2025-01-31T17:00:00Z", "31/01/2025 18:00", "31.01.2025. 18:00"),
        (Kind.INTEGER, 10_000, "10,000", "10.000"),
        (Kind.DECIMAL, Decimal("97.5"), "97.50", "97,50"),
        (Kind.PERCENT, Decimal(25), "25.00 %", "25,00 %"),
        (Kind.YES, False, "no", "ne"),
        (Kind.CHIP, Chip(word="x"), "x", "x"),
        (Kind.TEXT, None, "", ""),
        (Kind.MONEY, None, "", ""),
    ],
)
def test_value_is_shown_as_the_language_writes_it(
    kind: Kind, value: object, english: str, serbian: str
) -> None:
    column: Column[Row] = Column(key="value", title="Value", kind=kind)
    assert column.text(Row(value=value)) == english
    with in_language("sr"):
        assert column.text(Row(value=value)) == serbian


def test_total_of_one_currency_has_its_name_and_of_several_there_is_none() -> None:
    column: Column[Row] = Column(key="value", title="Value", kind=Kind.MONEY, total=True)
    euros = [Row(value=Money(100, "EUR")), Row(value=None), Row(value=Money(250, "EUR"))]
    assert total_of(column, euros) == "3.50 EUR"
    assert total_of(column, [*euros, Row(value=Money(1, "RSD"))]) == ""


def test_float_is_never_a_number_of_ours() -> None:
    column: Column[Row] = Column(key="value", title="Value", kind=Kind.DECIMAL)
    with pytest.raises(TypeError):
        column.text(Row(value=1.5))


def test_chip_of_a_code_without_meaning_is_neutral() -> None:
    made = chip("administrator", {"approver": Meaning.GOOD}, prefix="role.")
    assert made == Chip(word="administrator", meaning=Meaning.NEUTRAL)
