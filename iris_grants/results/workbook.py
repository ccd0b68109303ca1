"""The results as a workbook: actual values by formulas over everything that counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Context, Decimal

from sqlalchemy.orm import Session

from iris_grants.documents.cell_names import sheet_reference
from iris_grants.documents.workbook import render_workbook
from iris_grants.documents.workbook_parts import (
    DAY,
    TITLE,
    WHOLE,
    WRAPPED,
    Cell,
    CellLike,
    Formula,
    Look,
    NumberFormat,
    Sheet,
    SheetColumn,
    Workbook,
)
from iris_grants.finance.expenditure_sheet import head_cells
from iris_grants.finance.report_workbook import stamp
from iris_grants.programme.queries import the_programme
from iris_grants.results.from_grants import LinkRow, list_links
from iris_grants.results.queries import AchievementRow, ResultRow, list_achievements, list_results
from iris_grants.results.rules.actuals import Contribution
from iris_grants.wording import _, current_language, in_language, label

HEAD_ROW = 3
PERCENT = Look(number_format=NumberFormat.PERCENT)
QUIET = Look(quiet=True)
EXACT = Context(prec=15)
"""What a cell of a workbook can hold: a stored share is the one that the formula gives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a value comes from, in words: an entry of the office, or a grantee's report."""

    title: str
    place: str
    country: str


def results_workbook(session: Session, *, language: str) -> bytes:
    """Targets with actual values on the first sheet, what they are made of on the second.

    The same data give the same bytes.
    """
    rows = list_results(session)
    entries = {one.id: _of_entry(one) for one in list_achievements(session)}
    entries |= {one.id: _of_link(one) for one in list_links(session)}
    programme = the_programme(session)
    with in_language(language):
        sheet, last = _entries_sheet(rows, entries)
        return render_workbook(
            Workbook(
                title=_("Results of the programme"),
                author=programme.lead_name,
                created=stamp(_latest(rows, programme.starts_on.isoformat())),
                sheets=[_targets_sheet(rows, sheet.name, last), sheet],
            )
        )


def _of_entry(row: AchievementRow) -> Origin:
    return Origin(title=row.title, place=row.place, country=row.country)


def _of_link(row: LinkRow) -> Origin:
    return Origin(
        title=f"{row.grant_number} · {row.code} {row.title}",
        place=row.grantee,
        country=row.country,
    )


def _latest(rows: Sequence[ResultRow], otherwise: str) -> str:
    days = [one.on for row in rows for one in row.contributions]
    return max(days, default=otherwise)


def _targets_sheet(rows: Sequence[ResultRow], entries: str, last: int) -> Sheet:
    heads = (
        _("Code"),
        _("Indicator"),
        _("Unit"),
        _("Baseline"),
        _("Target"),
        _("Achieved"),
        _("Share"),
        _("Definition"),
    )
    columns = [
        SheetColumn(width=8),
        SheetColumn(width=34, look=WRAPPED),
        SheetColumn(width=16),
        *[SheetColumn(width=12, look=WHOLE) for _n in range(3)],
        SheetColumn(width=10, look=PERCENT),
        SheetColumn(width=70, look=replace(WRAPPED, indent=1)),
    ]
    lines: list[list[CellLike]] = [
        [Cell(value=_("Results of the programme"), look=TITLE)],
        [],
        head_cells(heads, columns),
        *[_target(row, place, entries, last) for place, row in enumerate(rows, start=HEAD_ROW + 1)],
    ]
    return Sheet(name=_("Results"), rows=lines, columns=columns, head_rows=HEAD_ROW, landscape=True)


def _target(row: ResultRow, place: int, entries: str, last: int) -> list[CellLike]:
    """A target on a row of the sheet; its actual value sums what is counted for its code."""
    target, language = row.target, current_language()
    codes, values, counted = (
        sheet_reference(entries, f"${letter}$2:${letter}${last}") for letter in "AFH"
    )
    total = f'=SUMIFS({values},{codes},A{place},{counted},"{_("yes")}")'
    share = EXACT.divide(Decimal(row.actual.value), Decimal(target.target))
    return [
        target.code,
        target.title.of(language),
        label(f"results.unit.{target.unit}"),
        target.baseline,
        target.target,
        Formula(expression=total, result=row.actual.value),
        Formula(expression=f"=F{place}/E{place}", result=share),
        target.definition.of(language),
    ]


def _entries_sheet(rows: Sequence[ResultRow], entries: Mapping[str, Origin]) -> tuple[Sheet, int]:
    """The sheet of everything that could count, and its last row (at least the second)."""
    columns = [
        SheetColumn(width=8),
        SheetColumn(width=12, look=DAY),
        SheetColumn(width=50, look=replace(WRAPPED, indent=1)),
        SheetColumn(width=22),
        SheetColumn(width=22),
        SheetColumn(width=12, look=WHOLE),
        *[SheetColumn(width=13, look=Look(indent=1)) for _n in range(2)],
    ]
    heads = (
        _("Code"),
        _("Day"),
        _("What"),
        _("Place"),
        _("Country"),
        _("Value"),
        _("Evidence"),
        _("Counted"),
    )
    lines: list[list[CellLike]] = [head_cells(heads, columns)]
    for row in rows:
        sources = frozenset(row.actual.sources)
        for one in sorted(row.contributions, key=lambda one: (one.on, one.source_id)):
            counts = one.source_id in sources
            lines.append(_entry(row, one, entries.get(one.source_id), counts=counts))
    kosovo = any(entry.country == "XK" for entry in entries.values())
    last = max(len(lines), 2)
    if kosovo:
        lines += [[], [Cell(value=label("form.kosovo"), look=QUIET)]]
    sheet = Sheet(name=_("Entries"), rows=lines, columns=columns, head_rows=1, landscape=True)
    return sheet, last


def _entry(
    row: ResultRow, one: Contribution, entry: Origin | None, *, counts: bool
) -> list[CellLike]:
    return [
        row.target.code,
        date.fromisoformat(one.on),
        entry.title if entry else label(f"results.kind.{row.target.kind}"),
        entry.place if entry else "",
        label(f"country.{entry.country}") if entry else "",
        one.value,
        _("yes") if one.evidence else _("no"),
        _("yes") if counts else _("no"),
    ]
