"""What results put on the first page: achieved against targets, and entries without evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iris_grants.kernel.access import Role
from iris_grants.results.queries import list_achievements
from iris_grants.results.rules.actuals import ResultState
from iris_grants.wording import _, ngettext
from iris_grants.wording.formats import day, decimal_text
from ui.charts import Slice
from ui.home.parts import Figure, HomePart, Need, Picture
from ui.results.chart import TargetBars
from ui.results.rows import ListedResult, load_rows
from ui.shell.tokens import Meaning
from ui.tables.columns import Chip

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

NAMED = 3
ROLES = frozenset({Role.GRANTS_OFFICER, Role.LICENSING_OFFICER, Role.SECRETARY})


def home(session: Session) -> HomePart:
    """Every target as a share of itself; entries without a document wait for somebody."""
    rows = load_rows(session)
    if not rows or not any(row.row.contributions for row in rows):
        return HomePart()
    reached = sum(1 for row in rows if row.state is ResultState.REACHED)
    title = _("Results against targets")
    slices = tuple(_slice(row) for row in rows)
    return HomePart(
        figures=(
            Figure(
                title=_("Targets reached"),
                value=_("{n} of {m}").format(
                    n=decimal_text(reached, 0), m=decimal_text(len(rows), 0)
                ),
                chip=Chip(
                    word=_("all reached") if reached == len(rows) else _("under way"),
                    meaning=Meaning.GOOD if reached == len(rows) else Meaning.INFORMATION,
                ),
            ),
        ),
        needs=_needs(session, rows),
        pictures=(Picture(title=title, make=lambda: TargetBars(title, slices), wide=True),),
    )


def _slice(row: ListedResult) -> Slice:
    """A target in percent with its numbers."""
    shown = f"{decimal_text(row.row.actual.value, 0)} / {decimal_text(row.row.target.target, 0)}"
    return Slice(name=row.code, value=int(row.share), shown=shown)


def _needs(session: Session, rows: tuple[ListedResult, ...]) -> tuple[Need, ...]:
    open_entries = [
        one
        for one in list_achievements(session)
        if one.withdrawn_reason is None and not one.documents
    ]
    if not open_entries:
        return ()
    first = open_entries[0]
    record = next(row.id for row in rows if row.row.target.result_id == first.result_id)
    named = ", ".join(f"{day(one.held_on)} {one.title}" for one in open_entries[:NAMED])
    count = len(open_entries)
    return (
        Need(
            text=ngettext(
                "{n} entry towards the results has no document yet.",
                "{n} entries towards the results have no document yet.",
                count,
            ).format(n=count),
            line=named,
            button=_("To the results"),
            page="results",
            record=record,
            roles=ROLES,
        ),
    )
