"""The budget's arithmetic, against an independent evaluation of the sheet's own formulas."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import formulas
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iris_grants.calls.form import write_form
from iris_grants.calls.form_budget import budget_totals, line_amount, percent_of, total_cells
from iris_grants.calls.form_layout import layout_of
from iris_grants.calls.form_parts import CellValue, budget_rows
from tests.iris_grants.calls.sample_call import sample_terms
from tests.iris_grants.calls.sample_values import sample_values

CENTS = Decimal("0.01")
amounts = st.decimals(min_value=0, max_value=99_999, places=2)
units = st.decimals(min_value=0, max_value=9_999, places=3)


@given(units, amounts)
def test_line_is_units_times_value_rounded_half_up(count: Decimal, value: Decimal) -> None:
    expected = (count * value).quantize(CENTS, ROUND_HALF_UP)
    assert Decimal(line_amount(count, value)) / 100 == expected


@given(st.lists(st.tuples(units, amounts), min_size=3, max_size=3), amounts, amounts)
def test_totals_add_up_whatever_is_typed(
    lines: list[tuple[Decimal, Decimal]], requested: Decimal, own: Decimal
) -> None:
    rows = budget_rows(("1", "2", "5"))
    values: dict[str, CellValue] = {"funding.requested": requested, "funding.own": own}
    for code, (count, value) in zip(("1.1", "1.12", "5.3"), lines, strict=True):
        values[f"budget.{code}.units"] = count
        values[f"budget.{code}.unit_value"] = value
    values["budget.indirect.percent"] = Decimal(7)
    totals = budget_totals(rows, values)
    assert totals.direct == sum(totals.lines.values()) == sum(totals.subtotals.values())
    assert totals.net == totals.direct + percent_of(totals.direct, Decimal(7))
    assert totals.total == totals.net + totals.contingency
    assert totals.difference == totals.sources - totals.total
    assert totals.sources == int((requested + own) * 100)


def test_empty_budget_is_nothing_and_asks_for_no_share() -> None:
    totals = budget_totals(budget_rows(("1",)), {})
    assert (totals.total, totals.share, totals.difference) == (0, 0, 0)


@pytest.mark.filterwarnings("ignore")
def test_sheet_computes_what_we_stored(tmp_path: Path) -> None:
    terms = sample_terms()
    values = sample_values(budget__contingency__percent=Decimal("4.5"))
    path = tmp_path / "form.xlsx"
    path.write_bytes(write_form(terms, call_fingerprint="0" * 64, language="en", values=values))
    model = formulas.ExcelModel().loads(str(path)).finish()
    solution = model.calculate()
    rows = layout_of(terms).budget
    stored = total_cells(rows, budget_totals(rows, values))
    computed = {
        cell: round(Decimal(str(solution[f"'[form.xlsx]BUDGET'!{cell}"].value[0, 0])), 2)
        for cell in stored
    }
    assert computed == {cell: Decimal(minor).scaleb(-2) for cell, minor in stored.items()}
