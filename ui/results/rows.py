"""The rows of the results page: each target with its state and how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from iris_grants.kernel.money import round_cents
from iris_grants.programme.framework import Dimension
from iris_grants.programme.queries import maybe_programme
from iris_grants.results.queries import ResultRow, list_results
from iris_grants.results.rules.actuals import ResultState, course_of, share_of, state_of
from iris_grants.wording import current_language, label
from iris_grants.wording.formats import decimal_text, today

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

CODES = {"RS": "RS", "AL": "AL", "BA": "BA", "MK": "MK", "ME": "ME", "XK": "XK*"}
"""Countries by their codes, where there is no room for names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedResult:
    """A target in the list."""

    row: ResultRow
    state: ResultState

    @property
    def id(self) -> str:
        """The identity of the target."""
        return self.row.target.id

    @property
    def code(self) -> str:
        """The code of the target."""
        return self.row.target.code

    @property
    def title(self) -> str:
        """The indicator in the current language."""
        return self.row.target.title.of(current_language())

    @property
    def result_title(self) -> str:
        """The result that it measures, in the current language."""
        return self.row.target.result_title.of(current_language())

    @property
    def share(self) -> Decimal:
        """How much of the target is achieved, in percent."""
        return round_cents(share_of(self.row.actual.value, self.row.target.target) * 100)

    @property
    def women(self) -> Decimal | None:
        """The share of women among those whose sex is known, in percent; none if nobody's is."""
        parts = self.row.actual.cells.get(Dimension.SEX, {})
        known = sum(value for part, value in parts.items() if part != "unknown")
        return round_cents(Decimal(parts.get("female", 0)) * 100 / known) if known else None

    @property
    def countries(self) -> str:
        """The codes of the countries with their values, the largest first."""
        return ", ".join(
            f"{CODES.get(name) or label(f'country.{name}')} {decimal_text(value, 0)}"
            for name, value in self._by_country()
        )

    @property
    def country_names(self) -> str:
        """The same with the names of the countries, one a line."""
        return "\n".join(
            f"{label(f'country.{name}')}: {decimal_text(value, 0)}"
            for name, value in self._by_country()
        )

    @property
    def trend(self) -> str:
        """What the latest quarter with a change added to the value: `+28`; empty for nothing."""
        values = [0, *(value for _quarter, value in self._course())]
        steps = [later - before for before, later in pairwise(values) if later != before]
        if not steps:
            return ""
        return f"{'+' if steps[-1] > 0 else '−'}{decimal_text(abs(steps[-1]), 0)}"

    @property
    def trend_words(self) -> str:
        """The value at the end of every quarter that changed it, one a line."""
        return "\n".join(
            f"{quarter_words(quarter)}: {decimal_text(value, 0)}"
            for quarter, value in self._course()
        )

    def _course(self) -> tuple[tuple[str, int], ...]:
        return course_of(self.row.target.aggregation, self.row.contributions)

    def _by_country(self) -> list[tuple[str, int]]:
        parts = self.row.actual.cells.get(Dimension.COUNTRY, {})
        return sorted(parts.items(), key=lambda part: (-part[1], part[0]))


def quarter_words(quarter: str) -> str:
    """A quarter (`2024-Q2`) as people write it: `2/24`."""
    year, _dash, number = quarter.partition("-Q")
    return f"{number}/{year[2:]}"


def load_rows(session: Session) -> tuple[ListedResult, ...]:
    """All targets in the order of the framework."""
    programme = maybe_programme(session)
    ended = programme is not None and programme.ends_on < today()
    return tuple(
        ListedResult(row=row, state=state_of(row.actual.value, row.target.target, ended=ended))
        for row in list_results(session)
    )
