"""The results page: fourteen results with their targets, what was achieved, and its sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iris_grants.results.rules.actuals import ResultState
from iris_grants.wording import N_, _
from iris_grants.wording.formats import decimal_text
from ui.results.acts import new_entry_act, workbook_act
from ui.results.columns import RESULTS
from ui.results.delegate import ResultsDelegate
from ui.results.details import target_detail
from ui.results.home import home as home
from ui.results.rows import ListedResult, load_rows
from ui.shell.context import Context
from ui.tables.listpage import ListPage
from ui.tables.spec import Filter, Head, ListSpec
from ui.tables.states import Empty

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session


class ResultsPage(ListPage[ListedResult]):
    """The list, its shares drawn as bars."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, SPEC)
        self.table.setItemDelegate(ResultsDelegate(self.model, self.table))


def build(context: Context) -> ResultsPage:
    """The page."""
    return ResultsPage(context)


def _head(session: Session, rows: tuple[ListedResult, ...]) -> Head:
    reached = sum(1 for row in rows if row.state is ResultState.REACHED)
    waiting = {row.row.target.result_code for row in rows if row.row.actual.waiting}
    line = _("{reached} of {all} targets reached").format(
        reached=decimal_text(reached, 0), all=decimal_text(len(rows), 0)
    )
    return Head(
        line=line,
        primary=new_entry_act(tuple(row.row.target for row in rows)),
        secondary=(workbook_act(),) if rows else (),
        waiting=len(waiting),
    )


SPEC: ListSpec[ListedResult] = ListSpec(
    key="results",
    title=N_("Results"),
    topics=frozenset({"results", "documents", "grants", "cases", "programme"}),
    load=load_rows,
    row_key=lambda row: row.id,
    columns=RESULTS,
    empty=Empty(
        title=N_("No results yet"),
        body=N_("The results of the action with their targets, and what was achieved."),
        first=N_("They come with the programme: its template names them."),
        icon="target",
    ),
    head=_head,
    detail=target_detail,
    filters=(
        Filter(
            key="open",
            title=N_("Not reached yet"),
            keeps=lambda row: row.state is not ResultState.REACHED,
        ),
        Filter(
            key="waiting",
            title=N_("Awaits evidence"),
            keeps=lambda row: row.row.actual.waiting > 0,
        ),
    ),
    search_hint=N_("Indicator, result or code"),
)
