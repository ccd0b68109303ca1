"""What finance puts on the first page: spending against budget, costs to decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iris_grants.finance import queries
from iris_grants.grants.queries import list_grants
from iris_grants.kernel.access import Role
from iris_grants.kernel.money import Money
from iris_grants.wording import _, ngettext
from iris_grants.wording.formats import money
from ui.charts import HorizontalBars, Slice
from ui.home.parts import HomePart, Need, Picture

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

SHOWN = 8


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
        pictures=(Picture(title=title, make=lambda: HorizontalBars(title, slices, marks)),),
    )
