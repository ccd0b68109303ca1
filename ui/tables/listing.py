"""A list as it is in view: its columns, its rows, and what they were narrowed by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from iris_grants.wording import _
from iris_grants.wording.formats import decimal_text, moment
from ui.tables.columns import Column
from ui.tables.view import DataTable

R = TypeVar("R")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing(Generic[R]):
    """What goes on paper or into a workbook; `of` is how many rows there are unfiltered.

    `title`, `search` and `filters` are in words already.
    """

    title: str
    columns: tuple[Column[R], ...]
    rows: tuple[R, ...]
    of: int
    search: str = ""
    filters: tuple[str, ...] = ()

    def extent(self) -> str:
        """How many rows of how many, and what they were narrowed by."""
        parts = [
            _("{n} of {m}").format(n=decimal_text(len(self.rows), 0), m=decimal_text(self.of, 0))
        ]
        if self.search:
            parts.append(_("search: {words}").format(words=self.search))
        if self.filters:
            parts.append(_("only: {filters}").format(filters=", ".join(self.filters)))
        return " · ".join(parts)

    def origin(self, store: str, person: str, at: datetime) -> str:
        """Which store it comes from, when it was taken out and by whom."""
        return " · ".join(part for part in (store, moment(at), person) if part)


Lister = Callable[[], Listing[R]]


def listing_of(
    table: DataTable[R], title: str, search: str = "", filters: tuple[str, ...] = ()
) -> Listing[R]:
    """What a table shows now."""
    model = table.rows_model
    return Listing(
        title=title,
        columns=tuple(table.shown_columns()),
        rows=tuple(model.shown_rows()),
        of=len(model.rows()),
        search=search.strip(),
        filters=filters,
    )
