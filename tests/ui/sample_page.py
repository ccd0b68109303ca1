"""The invented list page as a module of the navigation."""

from __future__ import annotations

from tests.ui.sample import SampleRow, sample_rows, sample_spec
from ui.shell.context import Context
from ui.tables.listpage import ListPage

ROWS = sample_rows(120)


def build(context: Context) -> ListPage[SampleRow]:
    """The page."""
    return ListPage(context, sample_spec(ROWS))
