"""What licensing puts on the first page: cases by stage, and what waits in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iris_grants.kernel.access import Role
from iris_grants.licensing import queries
from iris_grants.licensing.reminders import reminders
from iris_grants.licensing.rules.reminders import Reminder, Urgency
from iris_grants.licensing.words import reminder_words
from iris_grants.wording import N_, _
from iris_grants.wording.formats import today
from ui.charts import PipelineBar, Slice
from ui.home.parts import Figure, HomePart, Need, Picture
from ui.licensing.board import lane_counts
from ui.shell.tokens import Meaning
from ui.tables.columns import Chip

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

URGENCIES = {
    Urgency.OVERDUE: N_("overdue"),
    Urgency.SOON: N_("soon"),
    Urgency.AHEAD: N_("ahead"),
}
MEANINGS = {
    Urgency.OVERDUE: Meaning.BAD,
    Urgency.SOON: Meaning.ATTENTION,
    Urgency.AHEAD: Meaning.INFORMATION,
}


def home(session: Session) -> HomePart:
    """Cases by stage; licences that end, remedies, actions and requests wait for somebody."""
    rows = queries.list_cases(session)
    if not rows:
        return HomePart()
    slices = tuple(
        Slice(name=name, value=count, shown=str(count))
        for name, count in lane_counts(rows)
        if count
    )
    title = _("Licensing cases by stage")
    licensed = sum(1 for row in rows if row.licence_number)
    roles = frozenset({Role.LICENSING_OFFICER})
    needs = tuple(
        Need(
            text=f"{one.organisation}: {reminder_words(one.reminder)}",
            button=_("To the case"),
            page="licensing",
            record=one.case_id,
            chip=_chip(one.reminder),
            roles=roles,
        )
        for one in reminders(session, today())
    )
    return HomePart(
        figures=(
            Figure(
                title=_("Licensing cases"),
                value=str(len(rows)),
                chip=Chip(word=_("{n} licensed").format(n=licensed), meaning=Meaning.GOOD),
            ),
        ),
        needs=needs,
        pictures=(Picture(title=title, make=lambda: PipelineBar(title, slices)),),
    )


def _chip(reminder: Reminder) -> Chip:
    words = _(URGENCIES[reminder.urgency])
    return Chip(word=words, meaning=MEANINGS[reminder.urgency])
