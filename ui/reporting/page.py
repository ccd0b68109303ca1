"""The reports page: what every grantee owes, what arrived, what is to be reviewed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from iris_grants.reporting.queries import list_reports
from iris_grants.reporting.rules.schedule import Standing, standing
from iris_grants.wording import N_, ngettext
from iris_grants.wording.formats import today
from ui.reporting.columns import REPORTS, ListedReport
from ui.reporting.details import report_detail
from ui.reporting.home import home as home
from ui.shell.context import Context
from ui.tables.listpage import ListPage
from ui.tables.spec import Filter, Head, ListSpec
from ui.tables.states import Empty

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

OPEN = frozenset({Standing.SOON, Standing.OVERDUE, Standing.RETURNED})
ENDED = ("closed", "terminated")


def build(context: Context) -> ListPage[ListedReport]:
    """The page."""
    return ListPage(context, SPEC)


def listed_reports(session: Session, grant_id: str | None = None) -> tuple[ListedReport, ...]:
    """All reports (of one grant) with where each stands today."""
    day = today()
    return tuple(
        ListedReport(row=row, standing=standing(row.state, _date(row.due_on), day))
        for row in list_reports(session, grant_id)
    )


def _date(text: str) -> date:
    return date.fromisoformat(text)


def _head(session: Session, rows: tuple[ListedReport, ...]) -> Head:
    live = [one for one in rows if one.row.grant_state not in ENDED]
    overdue = sum(1 for one in live if one.standing is Standing.OVERDUE)
    review = sum(1 for one in live if one.standing is Standing.RECEIVED)
    parts = (
        ngettext("{n} overdue", "{n} overdue", overdue).format(n=overdue),
        ngettext("{n} to be reviewed", "{n} to be reviewed", review).format(n=review),
    )
    return Head(line=", ".join(parts), waiting=overdue + review)


SPEC: ListSpec[ListedReport] = ListSpec(
    key="reports",
    title=N_("Reports"),
    topics=frozenset({"reports", "grants"}),
    load=listed_reports,
    row_key=lambda one: one.row.id,
    columns=REPORTS,
    empty=Empty(
        title=N_("No reports yet"),
        body=N_("The reports that contracts ask for stand here, from the plan to the approval."),
        first=N_("First sign a contract, then plan its reports on the page of the grant."),
        icon="file-text",
    ),
    head=_head,
    detail=report_detail,
    filters=(
        Filter(key="open", title=N_("To come in"), keeps=lambda one: one.standing in OPEN),
        Filter(
            key="review",
            title=N_("To be reviewed"),
            keeps=lambda one: one.standing is Standing.RECEIVED,
        ),
        Filter(key="final", title=N_("Final reports"), keeps=lambda one: one.row.kind == "final"),
    ),
    search_hint=N_("Grantee or contract"),
)
