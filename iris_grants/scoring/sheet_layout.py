"""Where everything stands in a score sheet: one sheet an application, the same for a grid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from iris_grants.calls.grid import GridItem, GridSection
from iris_grants.calls.terms import CallTerms
from iris_grants.documents.cell_names import sheet_title

SHEET_FORMAT = "iris-score-sheet"
SHEET_VERSION = 1
RECUSAL_KIND = "D4"
RECUSAL_REASON = "F4"
COMMENT = "F5"
HEAD_ROW = 7
CODE, QUESTION, SCALE, SCORE, ABSENT, REMARK, POINTS, WEIGHT = "ABCDEFGH"
MARK = "x"


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionRows:
    """A section of the grid: its own row, then one row a criterion."""

    section: GridSection
    row: int
    items: tuple[tuple[GridItem, int], ...]

    @property
    def span(self) -> tuple[int, int]:
        """The first and the last row of its criteria."""
        return self.items[0][1], self.items[-1][1]


def section_rows(terms: CallTerms) -> tuple[SectionRows, ...]:
    """The rows of all sections, from below the head on."""
    row, found = HEAD_ROW, []
    for section in terms.grid.sections:
        row += 1
        first = row
        items = tuple((item, first + place) for place, item in enumerate(section.items, start=1))
        row += len(items)
        found.append(SectionRows(section=section, row=first, items=items))
    return tuple(found)


def sheet_names(numbers: tuple[str, ...]) -> Mapping[str, str]:
    """The name of the sheet of each application, by its number."""
    names: dict[str, str] = {}
    for number in numbers:
        names[number] = sheet_title(number, set(names.values()))
    return names
