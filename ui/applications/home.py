"""What applications put on the first page: the pipeline of the call and what waits."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from iris_grants.applications.queries import ApplicationRow, list_applications
from iris_grants.applications.rules.clarifications import LACKING
from iris_grants.applications.rules.decisions import OPEN_STATES
from iris_grants.kernel.access import Role
from iris_grants.wording import _, label, ngettext
from iris_grants.wording.formats import today
from ui.charts import PipelineBar, Slice
from ui.committee.choice import published_calls
from ui.home.parts import Figure, HomePart, Need, Picture

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

ORDER = (
    "received",
    "checking",
    "admitted",
    "assessed",
    "selected",
    "awarded",
    "reserve",
    "rejected",
    "dismissed",
    "withdrawn",
)
OFFICE = frozenset({Role.GRANTS_OFFICER, Role.SECRETARY})


def home(session: Session) -> HomePart:
    """Applications to the latest published call by state; those under check wait."""
    call = next(iter(published_calls(session)), None)
    if call is None:
        return HomePart()
    rows = list_applications(session, call.id, today=today())
    if not rows:
        text = _("No applications to {call} are imported yet.").format(call=call.number)
        return HomePart(needs=(_need(text),))
    counts = Counter(row.state for row in rows)
    slices = tuple(
        Slice(
            name=label(f"state.application.{state}"), value=counts[state], shown=str(counts[state])
        )
        for state in ORDER
        if counts[state]
    )
    title = _("Applications to {call} by state").format(call=call.number)
    waiting = sum(counts[state] for state in OPEN_STATES)
    words = ngettext(
        "{n} application waits for checks and a decision.",
        "{n} applications wait for checks and a decision.",
        waiting,
    )
    needs = [_need(words.format(n=waiting))] if waiting else []
    return HomePart(
        figures=(Figure(title=_("Applications"), value=str(len(rows))),),
        needs=(*needs, *_unanswered(rows)),
        pictures=(Picture(title=title, make=lambda: PipelineBar(title, slices), wide=True),),
    )


def _unanswered(rows: tuple[ApplicationRow, ...]) -> tuple[Need, ...]:
    """Applications under check whose clarification was not answered in time, or too late."""
    words = _("{number}: the clarification is {state}.")
    return tuple(
        Need(
            text=words.format(
                number=row.number, state=label(f"applications.clarification.{row.clarification}")
            ),
            button=_("To the application"),
            page="applications",
            record=row.id,
            roles=OFFICE,
        )
        for row in rows
        if row.state in OPEN_STATES and row.clarification in LACKING
    )


def _need(text: str) -> Need:
    return Need(text=text, button=_("To applications"), page="applications", roles=OFFICE)
