"""How grants, budgets and instalments look in tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from iris_grants.grants.queries import Budget, BudgetLine, GrantRow, InstalmentRow
from iris_grants.grants.rules.reallocation import HeadingChange
from iris_grants.wording import N_, label
from iris_grants.wording.formats import decimal_text
from ui.shell.tokens import Meaning
from ui.tables.columns import Column, Kind, chip

STATES = {
    "drafted": Meaning.INFORMATION,
    "signed": Meaning.INFORMATION,
    "running": Meaning.GOOD,
    "reported": Meaning.GOOD,
    "terminated": Meaning.BAD,
}
ROUTES = {"notification": Meaning.ATTENTION, "addendum": Meaning.BAD}

GRANTS: tuple[Column[GrantRow], ...] = (
    Column(key="number", title=N_("Contract"), width=88),
    Column(key="organisation", title=N_("Grantee"), width=130, stretch=3),
    Column(key="title", title=N_("Project"), stretch=2, hidden=True),
    Column(
        key="country",
        title=N_("Country"),
        value=lambda row: label(f"country.{row.country}"),
        hidden=True,
    ),
    Column(
        key="state",
        title=N_("State"),
        kind=Kind.CHIP,
        value=lambda row: chip(row.state, STATES, "state.grant."),
        width=150,
    ),
    Column(
        key="amount", title=N_("Amount"), kind=Kind.MONEY, currency="EUR", total=True, width=116
    ),
    Column(key="paid", title=N_("Paid"), kind=Kind.MONEY, currency="EUR", total=True, width=124),
    Column(key="starts_on", title=N_("Starts"), kind=Kind.DATE, hidden=True),
    Column(key="ends_on", title=N_("Ends"), kind=Kind.DATE, width=96),
)

BUDGET: tuple[Column[BudgetLine], ...] = (
    Column(key="code", title=N_("Line"), width=64),
    Column(key="description", title=N_("Costs"), width=150, stretch=3),
    Column(key="unit", title=N_("Unit"), width=80),
    Column(
        key="units",
        title=N_("Units"),
        kind=Kind.DECIMAL,
        value=lambda row: Decimal(row.units_milli).scaleb(-3),
        width=76,
    ),
    Column(
        key="amount_minor",
        title=N_("Amount"),
        kind=Kind.MONEY,
        currency="EUR",
        total=True,
        width=120,
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingRow:
    """A heading of the reallocation meter; `percent` in words, empty where there is no base."""

    change: HeadingChange
    words: str
    percent: str


def heading_rows(
    changes: tuple[HeadingChange, ...], words: Mapping[str, str]
) -> tuple[HeadingRow, ...]:
    """The meter as rows of a table; `words` of the headings by code."""
    return tuple(
        HeadingRow(
            change=change,
            words=words[change.heading],
            percent=""
            if change.percent is None
            else f"{decimal_text(_decimal(change.percent), 1)} %",
        )
        for change in changes
    )


METER: tuple[Column[HeadingRow], ...] = (
    Column(key="words", title=N_("Heading"), stretch=2),
    Column(
        key="base",
        title=N_("Contract"),
        kind=Kind.MONEY,
        currency="EUR",
        value=lambda row: row.change.base,
        width=120,
    ),
    Column(
        key="plan",
        title=N_("Now"),
        kind=Kind.MONEY,
        currency="EUR",
        value=lambda row: row.change.plan,
        width=120,
    ),
    Column(key="percent", title=N_("Change"), width=80),
    Column(
        key="route",
        title=N_("Needs"),
        kind=Kind.CHIP,
        value=lambda row: chip(str(row.change.route), ROUTES, "route."),
    ),
    Column(
        key="excess",
        title=N_("Over the limit"),
        kind=Kind.MONEY,
        currency="EUR",
        value=lambda row: row.change.excess or None,
        width=120,
    ),
)

VERSIONS: tuple[Column[Budget], ...] = (
    Column(key="number", title=N_("No."), kind=Kind.INTEGER, width=52),
    Column(
        key="kind",
        title=N_("Made by"),
        value=lambda row: label(f"budget.{row.kind}"),
        width=150,
        stretch=1,
    ),
    Column(key="effective_on", title=N_("Effective on"), kind=Kind.DATE),
    Column(key="reason", title=N_("Reason"), width=150, stretch=3),
)

INSTALMENTS: tuple[Column[InstalmentRow], ...] = (
    Column(key="number", title=N_("No."), kind=Kind.INTEGER, width=52),
    Column(
        key="kind",
        title=N_("Instalment"),
        value=lambda row: label(f"instalment.{row.kind}"),
        stretch=2,
    ),
    Column(key="amount", title=N_("Amount"), kind=Kind.MONEY, currency="EUR", width=120),
    Column(key="due_on", title=N_("To be paid by"), kind=Kind.DATE),
    Column(key="paid", title=N_("Paid"), kind=Kind.MONEY, currency="EUR", width=110),
    Column(key="paid_on", title=N_("Paid on"), kind=Kind.DATE),
    Column(key="prepared_by", title=N_("Prepared by"), stretch=1),
    Column(key="approved_by", title=N_("Approved by"), stretch=1),
    Column(key="credited_on", title=N_("Credited on"), kind=Kind.DATE),
)


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)
