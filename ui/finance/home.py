"""What finance puts on the first page: spending against budget, costs to decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iris_grants.finance import queries
from iris_grants.finance.monthly import MonthRow, spending_by_month
from iris_grants.grants.queries import list_grants
from iris_grants.kernel.access import Role
from iris_grants.kernel.money import Money
from iris_grants.wording import _, ngettext
from iris_grants.wording.formats import money
from ui.charts import HorizontalBars, Slice, Stack, StackedColumns
from ui.home.parts import HomePart, Need, Picture

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

SHOWN = 8
MONTHS_SHOWN = 18
CENTS = 100


def home(session: Session) -> HomePart:
    """Accepted spending of the grants that report, against their amounts."""
    spent = queries.spending(session)
    grants = [row for row in list_grants(session) if row.id in spent][:SHOWN]
    if not grants:
        return HomePart()
    slices = tuple(
        Slice(
            name=row.number,
            value=spent[row.id].accepted_minor,
            shown=money(Money(spent[row.id].accepted_minor, "EUR")),
        )
        for row in grants
    )
    marks = tuple(row.amount.minor for row in grants)
    title = _("Accepted spending against the grant")
    count = queries.undecided(session)
    needs = (
        (
            Need(
                text=ngettext(
                    "{n} cost waits for a decision.", "{n} costs wait for a decision.", count
                ).format(n=count),
                button=_("To finance"),
                page="finance",
                roles=frozenset({Role.FINANCE_OFFICER}),
            ),
        )
        if count
        else ()
    )
    return HomePart(
        needs=needs,
        pictures=(
            Picture(title=title, make=lambda: HorizontalBars(title, slices, marks)),
            _monthly(spending_by_month(session)),
        ),
    )


def _monthly(rows: tuple[MonthRow, ...]) -> Picture:
    """Costs by month in whole euros, with the plan as a line over them."""
    latest = rows[-MONTHS_SHOWN:]
    stacks = tuple(
        Stack(
            name=f"{one.month[5:]}/{one.month[2:4]}",
            values=(one.accepted_minor // CENTS, one.waiting_minor // CENTS),
        )
        for one in latest
    )
    plan = tuple(one.planned_minor // CENTS for one in latest)
    title = _("Spending by month in EUR; the line is the budgets in equal parts")
    series = (_("accepted"), _("not decided yet"))
    return Picture(title=title, make=lambda: StackedColumns(title, series, stacks, plan), wide=True)
