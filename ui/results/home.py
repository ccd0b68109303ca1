"""What results put on the first page: achieved against targets, and entries without evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iris_grants.kernel.access import Role
from iris_grants.results.queries import AchievementRow, list_achievements
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
VERIFIERS = frozenset({Role.APPROVER, Role.GRANTS_OFFICER})
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
    """Entries that wait for their paper, and those that wait for a second person."""
    standing = [one for one in list_achievements(session) if one.withdrawn_reason is None]
    unproved = [one for one in standing if not one.documents]
    unverified = [one for one in standing if one.documents and one.verified_by is None]
    found = []
    if unproved:
        words = ngettext(
            "{n} entry towards the results has no document yet.",
            "{n} entries towards the results have no document yet.",
            len(unproved),
        )
        found.append(_need(words, unproved, rows, ROLES))
    if unverified:
        words = ngettext(
            "{n} entry towards the results waits for a second person to verify it.",
            "{n} entries towards the results wait for a second person to verify them.",
            len(unverified),
        )
        found.append(_need(words, unverified, rows, VERIFIERS))
    return tuple(found)


def _need(
    words: str,
    entries: list[AchievementRow],
    rows: tuple[ListedResult, ...],
    roles: frozenset[Role],
) -> Need:
    """A sentence with the first entries by name, leading to the result of the first."""
    first = entries[0].result_id
    return Need(
        text=words.format(n=len(entries)),
        line=", ".join(f"{day(one.held_on)} {one.title}" for one in entries[:NAMED]),
        button=_("To the results"),
        page="results",
        record=next(row.id for row in rows if row.row.target.result_id == first),
        roles=roles,
    )
