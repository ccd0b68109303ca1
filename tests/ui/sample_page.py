"""The invented list page as a module of the navigation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.ui.sample import SampleRow, sample_rows, sample_spec
from ui.shell.context import Context
from ui.shell.search import Hit
from ui.tables.listpage import ListPage

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

ROWS = sample_rows(120)


def build(context: Context) -> ListPage[SampleRow]:
    """The page."""
    return ListPage(context, sample_spec(ROWS))


def find(session: Session, words: str) -> tuple[Hit, ...]:
    """Rows with the words in their number."""
    return tuple(
        Hit(page="sample", record=row.number, title=row.number, line=row.applicant)
        for row in ROWS
        if words in row.number
    )
