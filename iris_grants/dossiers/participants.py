"""People reached by a grant, counted and not named (DOMAIN.md §8.3, section 19; §9.2)."""

from __future__ import annotations

from collections.abc import Sequence

from iris_grants.documents.pdf_blocks import (
    Align,
    Block,
    Column,
    Row,
    RowLook,
    Table,
    Text,
    TextLook,
)
from iris_grants.dossiers import sheets
from iris_grants.dossiers.private_data import Private
from iris_grants.dossiers.sheets import Paper
from iris_grants.reporting.indicator_queries import IndicatorValue
from iris_grants.wording import _, label
from iris_grants.wording.formats import day, decimal_text

SMALLEST_CELL = 5
"""Fewer people than this could be recognised (DOMAIN.md §11, anonymised exports)."""
PERSON = 1000


def participants(paper: Paper, values: Sequence[IndicatorValue]) -> bytes:
    """Every value that counts people, by report and sex.

    Values of one indicator are not added up: a person may stand in several reports. Without
    personal data, cells below five are hidden, and the next smallest beside a single one.
    """
    hide = Private.PERSONAL in paper.redaction.hidden
    notes: list[Block] = [
        Text(
            text=_(
                "Values of several reports are not added up: one person may stand in several of "
                "them. Lists of participants with names lie here only where the contract asks "
                "for them, and are left out of a dossier without personal data."
            ),
            look=TextLook.SMALL,
        )
    ]
    if hide:
        notes.append(Text(text=_("“<5”: fewer than five people."), look=TextLook.SMALL))
    people = [_("Total"), _("Women"), _("Men"), _("Other"), _("Not known")]
    table = Table(
        columns=[
            Column(title=_("Report")),
            Column(title=_("State")),
            *[Column(title=title, align=Align.RIGHT) for title in people],
        ],
        rows=_rows(values, hide),
    )
    return sheets.pdf(paper, _("Participants"), [table, *notes], subtitle=paper.number)


def shown(parts: Sequence[int | None]) -> list[str]:
    """The parts of a total (in thousandths), small ones hidden so that none can be computed."""
    counts = [None if part is None else part // PERSON for part in parts]
    small = {place for place, n in enumerate(counts) if n is not None and 0 < n < SMALLEST_CELL}
    beside: set[int] = set()
    if len(small) == 1:
        rest = sorted((n, place) for place, n in enumerate(counts) if n and place not in small)
        beside = {place for _n, place in rest[:1]}
    words = [_people(part) for part in parts]
    for place in small:
        words[place] = "<5"
    for place in beside:
        words[place] = "–"
    return words


def _rows(values: Sequence[IndicatorValue], hide: bool) -> list[Row]:
    rows: list[Row] = []
    indicator = ""
    for one in sorted(values, key=lambda value: (value.code, value.report_number)):
        if one.code != indicator:
            indicator = one.code
            rows.append(Row(cells=[f"{one.code} {one.title}"], look=RowLook.GROUP))
        cells = [
            f"{_('Report')} {one.report_number} · {day(one.period_to)}",
            label(f"state.report.{one.state}"),
            _people(one.value.total),
            *(shown(one.value.parts) if hide else [_people(part) for part in one.value.parts]),
        ]
        rows.append(Row(cells=cells))
    return rows


def _people(thousandths: int | None) -> str:
    return "" if thousandths is None else decimal_text(thousandths // PERSON, 0)
