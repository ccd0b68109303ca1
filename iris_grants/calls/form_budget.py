"""The arithmetic of the form's budget: exact, half-up to the cent, one place for every total."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from iris_grants.calls.form_parts import (
    CONTINGENCY,
    INDIRECT,
    BudgetRows,
    CellValue,
)
from iris_grants.kernel.money import half_up

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetTotals:
    """Every computed amount of a budget, in minor units; `share` in hundredths of a percent.

    `lines` by code of line, `subtotals` by heading; rows 7 to 11 of DOMAIN.md §6.1 in their
    order; then the sources of funding, their difference to the total, and the share asked.
    """

    lines: Mapping[str, int]
    subtotals: Mapping[str, int]
    direct: int
    indirect: int
    net: int
    contingency: int
    total: int
    sources: int
    difference: int
    share: int


def budget_totals(rows: BudgetRows, values: Mapping[str, CellValue]) -> BudgetTotals:
    """The totals that follow from the input cells of a budget; an empty cell counts nothing.

    Line = units × unit value, rounded half-up to the cent (DOMAIN.md §6.1).
    """
    lines = {
        line.code: line_amount(
            _number(values, f"budget.{line.code}.units"),
            _number(values, f"budget.{line.code}.unit_value"),
        )
        for line in rows.lines
    }
    subtotals = {
        heading: sum(lines[line.code] for line in rows.lines_of(heading))
        for heading in rows.headings
    }
    direct = sum(subtotals.values())
    indirect = percent_of(direct, _number(values, f"budget.{INDIRECT}.percent"))
    contingency = percent_of(direct, _number(values, f"budget.{CONTINGENCY}.percent"))
    total = direct + indirect + contingency
    requested = _minor(values, "funding.requested")
    sources = requested + _minor(values, "funding.own") + _minor(values, "funding.other")
    return BudgetTotals(
        lines=lines,
        subtotals=subtotals,
        direct=direct,
        indirect=indirect,
        net=direct + indirect,
        contingency=contingency,
        total=total,
        sources=sources,
        difference=sources - total,
        share=half_up(Fraction(requested * 10_000, total)) if total else 0,
    )


def line_amount(units: Decimal, unit_value: Decimal) -> int:
    """Units times unit value in minor units, rounded half-up once."""
    return half_up(Fraction(units) * Fraction(unit_value) * 100)


def percent_of(minor: int, percent: Decimal) -> int:
    """A percentage of an amount in minor units, rounded half-up."""
    return half_up(Fraction(minor) * Fraction(percent) / 100)


def total_cells(rows: BudgetRows, totals: BudgetTotals) -> dict[str, int]:
    """Every computed cell of the budget sheet with its amount in hundredths."""
    cells = {f"F{line.row}": totals.lines[line.code] for line in rows.lines}
    cells |= {f"F{row}": totals.subtotals[heading] for heading, row in rows.subtotals.items()}
    return cells | {
        f"F{rows.direct}": totals.direct,
        f"F{rows.indirect}": totals.indirect,
        f"F{rows.net}": totals.net,
        f"F{rows.contingency}": totals.contingency,
        f"F{rows.total}": totals.total,
        f"F{rows.sources}": totals.sources,
        f"F{rows.difference}": totals.difference,
        f"F{rows.share}": totals.share,
    }


def total_formulas(rows: BudgetRows) -> dict[str, str]:
    """The formula of every computed cell of the budget sheet."""
    formulas = {f"F{line.row}": f"ROUND(D{line.row}*E{line.row},2)" for line in rows.lines}
    for heading, row in rows.subtotals.items():
        lines = rows.lines_of(heading)
        formulas[f"F{row}"] = f"SUM(F{lines[0].row}:F{lines[-1].row})"
    direct = "+".join(f"F{row}" for row in rows.subtotals.values())
    return formulas | {
        f"F{rows.direct}": direct,
        f"F{rows.indirect}": f"ROUND(F{rows.direct}*D{rows.indirect}/100,2)",
        f"F{rows.net}": f"F{rows.direct}+F{rows.indirect}",
        f"F{rows.contingency}": f"ROUND(F{rows.direct}*D{rows.contingency}/100,2)",
        f"F{rows.total}": f"F{rows.net}+F{rows.contingency}",
        f"F{rows.sources}": f"SUM(F{rows.requested}:F{rows.other})",
        f"F{rows.difference}": f"ROUND(F{rows.sources}-F{rows.total},2)",
        f"F{rows.share}": f"IF(F{rows.total}=0,0,ROUND(F{rows.requested}/F{rows.total}*100,2))",
    }


def _number(values: Mapping[str, CellValue], key: str) -> Decimal:
    value = values.get(key, ZERO)
    return value if isinstance(value, Decimal) else ZERO


def _minor(values: Mapping[str, CellValue], key: str) -> int:
    return int(_number(values, key) * 100)
