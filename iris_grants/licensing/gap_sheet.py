"""The gap sheet of a case: an Excel workbook for the organisation, or for its mentor."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from db.tables.licensing import CaseRecord
from db.tables.organisations import OrganisationRecord
from iris_grants.documents.cell_names import sheet_title
from iris_grants.documents.workbook import render_workbook
from iris_grants.documents.workbook_parts import (
    AMOUNT_INPUT,
    DAY_INPUT,
    HEAD,
    LABEL,
    NOTE,
    TEXT_INPUT,
    TITLE,
    Cell,
    CellLike,
    DateRule,
    Fill,
    Formula,
    Highlight,
    InputRule,
    LengthRule,
    ListRule,
    Look,
    NumberFormat,
    NumberRule,
    Scalar,
    Sheet,
    SheetColumn,
    Workbook,
)
from iris_grants.kernel.canonical import fingerprint
from iris_grants.kernel.operations import fetch
from iris_grants.licensing.commands import ASSESSED
from iris_grants.licensing.gap_layout import (
    FIELDS,
    HEAD_ROW,
    LONGEST,
    SHEET_FORMAT,
    SHEET_VERSION,
    FieldKind,
    SheetField,
    Side,
    row_mark,
    stored_value,
    written_values,
)
from iris_grants.licensing.pack import StandardsPack, short_language
from iris_grants.licensing.queries import GapRow, gaps_of
from iris_grants.licensing.standards import standards_pack
from iris_grants.wording import _, current_language, label
from iris_grants.wording.source_texts import source_words

COMPUTED = Look(fill=Fill.COMPUTED, wrap=True)
SHOWN = {
    FieldKind.STATE: COMPUTED,
    FieldKind.TEXT: COMPUTED,
    FieldKind.DAY: Look(fill=Fill.COMPUTED, number_format=NumberFormat.DATE),
    FieldKind.EURO: Look(fill=Fill.COMPUTED, number_format=NumberFormat.AMOUNT),
}
INPUT = {
    FieldKind.STATE: TEXT_INPUT,
    FieldKind.TEXT: TEXT_INPUT,
    FieldKind.DAY: DAY_INPUT,
    FieldKind.EURO: AMOUNT_INPUT,
}
UNVERIFIED = Look(fill=Fill.NOTICE, wrap=True)
WIDTHS = (8, 16, 52, 12, 16, 34, 30, 16, 34, 34, 18, 13, 13)
LAST_COLUMN = "M"
NEVER_BEFORE, NEVER_AFTER = date(2000, 1, 1), date(2099, 12, 31)
MOST_EURO = Decimal("10000000.00")


def gap_sheet(session: Session, case_id: str, side: Side) -> bytes:
    """The workbook of a case with what is assessed so far, in the current language.

    Only the cells of `side` can be filled in. The same state of the case gives the same
    bytes; hidden marks name the case, the standards pack and what each cell held.
    """
    return filled_gap_sheet(session, case_id, side, gaps_of(session, case_id))


def filled_gap_sheet(
    session: Session, case_id: str, side: Side, filled: tuple[GapRow, ...]
) -> bytes:
    """The sheet of a case as it looks once somebody has filled it in.

    `filled` are the rows of the case with what the cells shall hold; the marks are those of
    the sheet that went out.
    """
    case = fetch(session, CaseRecord, case_id)
    organisation = fetch(session, OrganisationRecord, case.organisation_id)
    pack = standards_pack(session, case.standards_pack_id)
    gaps = gaps_of(session, case_id)
    name = sheet_title(_("Standards"), set())
    opened = date.fromisoformat(case.opened_on)
    return render_workbook(
        Workbook(
            title=_("Gap sheet {number}").format(number=case.number),
            author=organisation.name,
            created=datetime(opened.year, opened.month, opened.day, tzinfo=UTC),
            sheets=[_sheet(name, case, organisation.name, pack, filled, side)],
            marks={
                "format": SHEET_FORMAT,
                "version": SHEET_VERSION,
                "sheet": name,
                "case": case.number,
                "side": str(side),
                "fingerprint": sheet_fingerprint(case, gaps),
                **{row_mark(gap.code): written_values(gap, side) for gap in gaps},
            },
            footer=f"{case.number} · {pack.code} · {pack.edition}",
        )
    )


def sheet_fingerprint(case: CaseRecord, gaps: tuple[GapRow, ...]) -> str:
    """What binds a sheet to its case, its pack and the standards in it."""
    codes = [gap.code for gap in gaps]
    return fingerprint({"case": case.id, "pack": case.standards_pack_id, "codes": codes})


def state_words(state: str) -> str:
    """A state of a standard as the choices of the sheet name it."""
    return label(f"gap.{state}")


def _sheet(
    name: str,
    case: CaseRecord,
    organisation: str,
    pack: StandardsPack,
    gaps: tuple[GapRow, ...],
    side: Side,
) -> Sheet:
    last = HEAD_ROW + len(gaps)
    return Sheet(
        name=name,
        rows=[*_head(case, organisation, pack, gaps, side), *(_row(gap, side) for gap in gaps)],
        columns=[SheetColumn(width=width) for width in WIDTHS],
        head_rows=HEAD_ROW,
        frozen_columns=1,
        merges=[f"A{row}:{LAST_COLUMN}{row}" for row in (1, 2, 3)] + ["A4:D4"],
        rules=[rule for field in FIELDS if field.side is side for rule in _rules(field, last)],
        highlights=_highlights(last),
        protected=True,
        gridlines=False,
        landscape=True,
    )


def _head(
    case: CaseRecord, organisation: str, pack: StandardsPack, gaps: tuple[GapRow, ...], side: Side
) -> list[list[CellLike]]:
    language = short_language(current_language())
    words = f"{label(f'service.{case.service}')} · {label(f'country.{case.country}')}"
    source = f"{pack.title[language]} · {pack.code} {pack.edition}. {source_words(pack.source)}"
    unverified = _("Not legally verified: compare it with the rulebook.")
    state = next(field for field in FIELDS if field.side is side)
    done = f"{state.column}{HEAD_ROW + 1}:{state.column}{HEAD_ROW + len(gaps)}"
    count = sum(bool(stored_value(gap, state)) for gap in gaps)
    filled = Formula(expression=f"COUNTA({done})", result=count)
    of = _("Assessed, of {n}:").format(n=len(gaps))
    return [
        [_cell(f"{case.number} · {organisation} · {words}", TITLE)],
        [_cell(source, LABEL) if pack.verified else _cell(f"{unverified} {source}", UNVERIFIED)],
        [_cell(_("Fill in the coloured cells only. An empty cell means: not assessed yet."), NOTE)],
        [_cell(of, LABEL), None, None, None, _cell(filled, LABEL)],
        [
            _cell(words, HEAD)
            for words in (
                _("Standard"),
                _("Area"),
                _("Requirement"),
                _("Importance"),
                _("Self-assessment"),
                _("Remark of the organisation"),
                _("Evidence"),
                _("Verified"),
                _("Finding"),
                _("Action"),
                _("Responsible"),
                _("Until"),
                _("Cost (EUR)"),
            )
        ],
    ]


def _row(gap: GapRow, side: Side) -> list[CellLike]:
    serbian = current_language().startswith("sr")
    return [
        _cell(gap.code, LABEL),
        _cell(label(f"area.{gap.area}"), LABEL),
        _cell(gap.text_sr if serbian else gap.text_en, LABEL),
        _cell(label(f"criticality.{gap.criticality}"), LABEL),
        *(
            _cell(_shown(gap, field), (INPUT if field.side is side else SHOWN)[field.kind])
            for field in FIELDS
        ),
    ]


def _shown(gap: GapRow, field: SheetField) -> Scalar:
    text = stored_value(gap, field)
    if not text:
        return None
    match field.kind:
        case FieldKind.STATE:
            return state_words(text)
        case FieldKind.DAY:
            return date.fromisoformat(text)
        case FieldKind.EURO:
            return Decimal(text).scaleb(-2)
        case _:
            return text


def _rules(field: SheetField, last: int) -> list[InputRule]:
    cells = f"{field.column}{HEAD_ROW + 1}:{field.column}{last}"
    match field.kind:
        case FieldKind.STATE:
            return [ListRule(cells=cells, choices=[state_words(state) for state in ASSESSED])]
        case FieldKind.DAY:
            return [DateRule(cells=cells, first=NEVER_BEFORE, last=NEVER_AFTER)]
        case FieldKind.EURO:
            return [NumberRule(cells=cells, minimum=0, maximum=MOST_EURO)]
        case _:
            return [LengthRule(cells=cells, maximum=LONGEST)]


def _highlights(last: int) -> list[Highlight]:
    """Two assessments that differ stand out, and so does a blocking standard not met."""
    first = HEAD_ROW + 1
    differ = f'AND($E{first}<>"",$H{first}<>"",$E{first}<>$H{first})'
    words = state_words("not_met")
    return [
        Highlight(cells=f"H{first}:H{last}", condition=differ, fill=Fill.NOTICE),
        Highlight(cells=f"E{first}:E{last}", condition=f'$E{first}="{words}"', fill=Fill.WRONG),
    ]


def _cell(value: Scalar | Formula, look: Look) -> Cell:
    return Cell(value=value, look=look)
