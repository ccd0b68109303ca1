"""What licensing puts on the first page: cases by stage, and licences that end soon."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING

from iris_grants.kernel.access import Role
from iris_grants.licensing import queries
from iris_grants.licensing.rules.path import Stage
from iris_grants.wording import _, label
from iris_grants.wording.formats import day, today
from ui.charts import PipelineBar, Slice
from ui.home.parts import Figure, HomePart, Need, Picture
from ui.shell.tokens import Meaning
from ui.tables.columns import Chip

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

REMIND_DAYS = 270
"""How long before its end a licence is shown (DOMAIN.md §10.6)."""


def home(session: Session) -> HomePart:
    """Cases by stage; blocking gaps and expiring licences wait for somebody."""
    rows = queries.list_cases(session)
    if not rows:
        return HomePart()
    counts = Counter(row.stage for row in rows)
    slices = tuple(
        Slice(name=label(f"stage.{stage}"), value=counts[stage], shown=str(counts[stage]))
        for stage in Stage
        if counts[stage]
    )
    title = _("Licensing cases by stage")
    licensed = sum(1 for row in rows if row.licence_number)
    roles = frozenset({Role.LICENSING_OFFICER})
    soon = (today() + timedelta(days=REMIND_DAYS)).isoformat()
    needs = tuple(
        Need(
            text=_("The licence of {organisation} is valid until {day}.").format(
                organisation=row.organisation, day=day(date.fromisoformat(row.licence_valid_to))
            ),
            button=_("To the case"),
            page="licensing",
            record=row.id,
            roles=roles,
        )
        for row in rows
        if row.licence_valid_to and row.licence_valid_to <= soon
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
