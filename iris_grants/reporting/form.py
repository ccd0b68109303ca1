"""The narrative report as a workbook that a grantee fills in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables.grants import GrantRecord
from db.tables.reporting import IndicatorRecord, ReportRecord
from iris_grants.documents.workbook import render_workbook
from iris_grants.documents.workbook_parts import (
    LABEL,
    NOTE,
    TEXT_INPUT,
    TITLE,
    Cell,
    CellLike,
    Fill,
    LengthRule,
    Look,
    NumberRule,
    Sheet,
    SheetColumn,
    Workbook,
)
from iris_grants.grants.conditions import due_day
from iris_grants.kernel.clock import from_utc_text
from iris_grants.kernel.operations import fetch
from iris_grants.programme.papers import paper_meta
from iris_grants.reporting.narrative import FIELDS, LONGEST, NarrativeField
from iris_grants.reporting.rules.indicators import Value
from iris_grants.wording import _, in_language, label
from iris_grants.wording.formats import day, sentence_case

MARK_KIND = "narrative_report"
FIRST_FIELD_ROW = 5
FIRST_INDICATOR_ROW = 5
COLUMNS = "ABCDEFGHIJ"
VALUE_COLUMNS = {"total": "E", "female": "F", "male": "G", "other": "H", "unknown": "I"}
REMARK_COLUMN = "J"
NUMBER_INPUT = Look(fill=Fill.INPUT, locked=False)
LONG_POINTS, SHORT_POINTS = 150, 22
QUIET = Look(fill=Fill.COMPUTED, wrap=True)
THOUSAND = Decimal(1000)
Filled = Mapping[str, tuple[Value, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a returned report is to be corrected in: in all, and by question of the review."""

    comments: str
    remarks: tuple[tuple[str, str], ...]


def report_form(
    session: Session,
    report_id: str,
    *,
    language: str,
    answers: Mapping[str, str] | None = None,
    values: Filled | None = None,
    correction: Correction | None = None,
) -> bytes:
    """The form of a report as .xlsx, empty or filled in.

    `answers` are texts by field code, `values` those of indicators by code, with a remark. A
    `correction` stands on a sheet of its own, before the others. Hidden marks bind the file to
    grant and report and name its sheets.
    """
    report = fetch(session, ReportRecord, report_id)
    grant = fetch(session, GrantRecord, report.grant_id)
    indicators = session.scalars(
        select(IndicatorRecord)
        .where(IndicatorRecord.grant_id == grant.id)
        .order_by(IndicatorRecord.position)
    ).all()
    created = from_utc_text(f"{report.period_from}T00:00:00Z")
    with in_language(language):
        title = label(f"report.{report.kind}").capitalize()
        title = f"{title} · {grant.number} · {report.number}"
        sheets = [
            _narrative_sheet(title, grant, report, answers or {}),
            _indicator_sheet(title, indicators, values or {}),
        ]
        asked = [_correction_sheet(title, correction)] if correction else []
        author = paper_meta(session, title="", created=created).author
    marks = {
        "kind": MARK_KIND,
        "version": "1",
        "grant": grant.number,
        "report": str(report.number),
        "narrative_sheet": sheets[0].name,
        "indicator_sheet": sheets[1].name,
    }
    book = Workbook(
        title=title, author=author, created=created, sheets=[*asked, *sheets], marks=marks
    )
    return render_workbook(book)


def _correction_sheet(title: str, correction: Correction) -> Sheet:
    """What is to be corrected: the comments, then each question with its remark."""
    rows: list[Sequence[CellLike]] = [
        [Cell(value=title, look=TITLE)],
        [Cell(value=_correction_note(), look=NOTE)],
        [],
        [Cell(value=correction.comments, look=LABEL)],
        *[
            [
                Cell(value=sentence_case(label(f"report.check.{question}")), look=LABEL),
                Cell(value=remark, look=QUIET),
            ]
            for question, remark in correction.remarks
        ],
    ]
    return Sheet(
        name=_("What is to be corrected"),
        rows=rows,
        columns=[SheetColumn(width=44), SheetColumn(width=82)],
        merges=["A1:B1", "A2:B2", "A4:B4"],
        heights={1: 24, 2: 32, 4: LONG_POINTS},
        protected=True,
    )


def _correction_note() -> str:
    return _(
        "The report came back for correction. What was handed in stands on the next sheets: "
        "change it there and send the file again."
    )


def _narrative_sheet(
    title: str, grant: GrantRecord, report: ReportRecord, answers: Mapping[str, str]
) -> Sheet:
    period = _("Period: {start} to {end}. To be handed in by {due}.").format(
        start=day(report.period_from),
        end=day(report.period_to or grant.ends_on),
        due=day(due_day(report, grant)),
    )
    rows: list[Sequence[CellLike]] = [
        [Cell(value=title, look=TITLE)],
        [Cell(value=f"{grant.title}. {period}", look=LABEL)],
        [Cell(value=_narrative_note(), look=NOTE)],
        [],
        *[_field_row(field, report.kind, answers) for field in FIELDS],
    ]
    last = FIRST_FIELD_ROW + len(FIELDS) - 1
    return Sheet(
        name=_("Report"),
        rows=rows,
        columns=[SheetColumn(width=34), SheetColumn(width=92)],
        merges=["A1:B1", "A2:B2", "A3:B3"],
        heights={
            1: 24,
            2: 32,
            3: 32,
            **{
                FIRST_FIELD_ROW + place: LONG_POINTS if field.long else SHORT_POINTS
                for place, field in enumerate(FIELDS)
            },
        },
        rules=[LengthRule(cells=f"B{FIRST_FIELD_ROW}:B{last}", maximum=LONGEST)],
        protected=True,
    )


def _field_row(field: NarrativeField, kind: str, answers: Mapping[str, str]) -> list[CellLike]:
    words = label(f"report.field.{field.code}")
    star = " *" if kind in field.required_in else ""
    ask = label(f"report.ask.{field.code}")
    return [
        Cell(value=f"{words}{star}\n{ask}", look=LABEL),
        Cell(value=answers.get(field.code), look=TEXT_INPUT),
    ]


def _indicator_sheet(title: str, indicators: Sequence[IndicatorRecord], values: Filled) -> Sheet:
    heads = [
        _("Code"),
        _("Indicator"),
        _("Unit"),
        _("Target"),
        _("Reached since the start"),
        _("Women"),
        _("Men"),
        _("Other"),
        _("Not known"),
        _("Remark and source"),
    ]
    widths = (10, 44, 14, 12, 14, 10, 10, 10, 12, 44)
    last = FIRST_INDICATOR_ROW + max(len(indicators), 1) - 1
    numbers = f"E{FIRST_INDICATOR_ROW}:I{last}"
    return Sheet(
        name=_("Indicators"),
        rows=[
            [Cell(value=title, look=TITLE)],
            [Cell(value=_indicator_note(), look=NOTE)],
            [],
            heads,
            *[_indicator_row(one, values.get(one.code)) for one in indicators],
        ],
        columns=[SheetColumn(width=width) for width in widths],
        head_rows=FIRST_INDICATOR_ROW - 1,
        merges=["A1:J1", "A2:J2"],
        heights={1: 24, 2: 44},
        rules=[NumberRule(cells=numbers, minimum=Decimal(0))] if indicators else [],
        protected=True,
        landscape=True,
    )


def _indicator_row(one: IndicatorRecord, filled: tuple[Value, str] | None) -> list[CellLike]:
    value, remark = filled or (None, "")
    parts: tuple[int | None, ...] = (None,) * 5 if value is None else (value.total, *value.parts)
    asked = NUMBER_INPUT if one.people else QUIET
    looks = (NUMBER_INPUT, asked, asked, asked, asked)
    return [
        Cell(value=one.code, look=QUIET),
        Cell(value=one.title, look=QUIET),
        Cell(value=one.unit, look=QUIET),
        Cell(value=_number(one.target_milli), look=QUIET),
        *[Cell(value=_number(part), look=look) for part, look in zip(parts, looks, strict=True)],
        Cell(value=remark or None, look=TEXT_INPUT),
    ]


def _number(thousandths: int | None) -> int | Decimal | None:
    if thousandths is None:
        return None
    return thousandths // 1000 if thousandths % 1000 == 0 else Decimal(thousandths) / THOUSAND


def _narrative_note() -> str:
    return _(
        "Fill in the yellow cells. Fields with an asterisk are required. Attach no invoices: "
        "they are shown on request."
    )


def _indicator_note() -> str:
    return _(
        "Write what was reached since the start of the project, not in this period alone. Where "
        "people are counted, women, men, others and not known add up to the total; one person "
        "counts once, however often it took part."
    )
