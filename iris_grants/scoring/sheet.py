"""The Excel score sheet of a package: for assessors who would rather fill in a workbook."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from sqlalchemy.orm import Session

from db.tables.scoring import CONFLICT_KINDS
from iris_grants.calls.grid import GridItem
from iris_grants.calls.terms import CallTerms
from iris_grants.documents.workbook import render_workbook
from iris_grants.documents.workbook_parts import (
    HEAD,
    LABEL,
    NOTE,
    TEXT_INPUT,
    TITLE,
    Cell,
    CellLike,
    Fill,
    Formula,
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
from iris_grants.kernel.clock import from_utc_text
from iris_grants.scoring.assessed import Assessed, Outcome, Score, outcome, scoring_grid
from iris_grants.scoring.package import Package, package_fingerprint
from iris_grants.scoring.queries.assessing import OwnAssessmentRow, own_assessments, own_package
from iris_grants.scoring.rules.scores import ScoreState
from iris_grants.scoring.sheet_layout import (
    ABSENT,
    COMMENT,
    HEAD_ROW,
    MARK,
    POINTS,
    RECUSAL_KIND,
    RECUSAL_REASON,
    REMARK,
    SCORE,
    SHEET_FORMAT,
    SHEET_VERSION,
    WEIGHT,
    SectionRows,
    section_rows,
    sheet_names,
)
from iris_grants.wording import _, current_language, label

LONGEST = 10_000
SCORE_INPUT = Look(fill=Fill.INPUT, locked=False, bold=True)
SECTION = Look(fill=Fill.GROUP, bold=True, wrap=True)
COMPUTED = Look(fill=Fill.COMPUTED, number_format=NumberFormat.SCORE)
SECTION_POINTS = Look(fill=Fill.GROUP, bold=True, number_format=NumberFormat.SCORE)
COLUMNS = (
    SheetColumn(width=7),
    SheetColumn(width=58, look=LABEL),
    SheetColumn(width=14),
    SheetColumn(width=10),
    SheetColumn(width=12),
    SheetColumn(width=70, look=TEXT_INPUT),
    SheetColumn(width=12),
    SheetColumn(width=8, hidden=True),
)
Rows = list[list[CellLike]]


def score_sheet(session: Session) -> bytes:
    """The workbook of a working store, with what was scored so far; in the current language.

    The same store gives the same bytes.
    """
    return sheet_bytes(own_package(session), own_assessments(session))


def sheet_bytes(package: Package, rows: tuple[OwnAssessmentRow, ...]) -> bytes:
    """The workbook of a package with what these rows say of its applications."""
    terms = package.call_terms()
    names = sheet_names(tuple(row.number for row in rows))
    return render_workbook(
        Workbook(
            title=_("Score sheet {number}").format(number=package.number),
            author=package.assessor.name,
            created=from_utc_text(package.made_at),
            sheets=[_sheet(names[row.number], row, terms, package) for row in rows],
            marks={
                "format": SHEET_FORMAT,
                "version": str(SHEET_VERSION),
                "package": package.number,
                "fingerprint": package_fingerprint(package),
            },
            footer=f"{package.number} · {package.assessor.code}",
        )
    )


def empty_sheet(package: Package) -> bytes:
    """The workbook of a package in which nothing is scored yet."""
    terms = package.call_terms()
    nothing = Assessed(
        scores={item.code: Score(state=ScoreState.MISSING) for item in terms.grid.items()}
    )
    result = outcome(nothing, scoring_grid(terms))
    return sheet_bytes(
        package,
        tuple(
            OwnAssessmentRow(
                application_id=one.id,
                number=one.number,
                title=one.title,
                applicant=one.applicant,
                revision=one.revision,
                fingerprint=one.fingerprint,
                assessed=nothing,
                outcome=result,
                open=(),
            )
            for one in package.applications
        ),
    )


def _sheet(name: str, row: OwnAssessmentRow, terms: CallTerms, package: Package) -> Sheet:
    rows = _head(row, package)
    sections = section_rows(terms)
    for section in sections:
        rows += _section(section, row.assessed, row.outcome)
    rows.append(_total(sections, row.outcome))
    return Sheet(
        name=name,
        rows=rows,
        columns=COLUMNS,
        head_rows=HEAD_ROW,
        merges=["A1:F1", "A2:F2", "A3:F3", "A4:C4", "A5:E5", "A6:F6"],
        rules=_rules(sections),
        protected=True,
        gridlines=False,
        landscape=True,
    )


def _head(row: OwnAssessmentRow, package: Package) -> Rows:
    recusal = row.assessed.recusal
    kind = label(f"scoring.tie.{recusal.kind}") if recusal else None
    blank: list[CellLike] = [None] * 5
    return [
        [_cell(f"{row.number} · {row.title}", TITLE)],
        [_cell(row.applicant, LABEL), *blank],
        [_cell(f"{package.assessor.code} · {package.assessor.name}", LABEL), *blank],
        [
            _cell(_("I may not assess this application because of a tie (kind, reason):"), LABEL),
            None,
            None,
            _cell(kind, TEXT_INPUT),
            None,
            _cell(recusal.reason if recusal else None, TEXT_INPUT),
        ],
        [
            _cell(_("Comment on the whole application:"), LABEL),
            *blank[:4],
            _cell(row.assessed.comment or None, TEXT_INPUT),
        ],
        [_cell(_("Fill in the coloured cells only. An empty cell means: not yet scored."), NOTE)],
        [
            _cell(words, HEAD)
            for words in (
                _("No."),
                _("Criterion"),
                _("Scale"),
                _("Score"),
                _("Not applicable"),
                _("Comment"),
                _("Points"),
                _("Weight"),
            )
        ],
    ]


def _section(rows: SectionRows, assessed: Assessed, outcome: Outcome) -> Rows:
    section = rows.section
    first, last = rows.span
    absent = f'SUMPRODUCT(({ABSENT}{first}:{ABSENT}{last}="{MARK}")*{WEIGHT}{first}:{WEIGHT}{last})'
    most = f"{WEIGHT}{rows.row}"
    points = Formula(
        expression=f"IF({absent}>={most},0,SUM({POINTS}{first}:{POINTS}{last})*{most}/({most}-{absent}))",
        result=_decimal(outcome.sections[section.code]),
    )
    head: list[CellLike] = [
        _cell(section.code, SECTION),
        _cell(section.title.of(current_language()), SECTION),
        _cell(_("at most {points}").format(points=f"{section.most:f}"), SECTION),
        _cell(None, SECTION),
        _cell(None, SECTION),
        _cell(assessed.sections.get(section.code), TEXT_INPUT),
        _cell(points, SECTION_POINTS),
        section.most,
    ]
    return [head, *(_item(item, row, assessed) for item, row in rows.items)]


def _item(item: GridItem, row: int, assessed: Assessed) -> list[CellLike]:
    score = assessed.scores[item.code]
    value = None if score.number is None else _decimal(score.number)
    absent = _cell(MARK if score.state is ScoreState.NA else None, TEXT_INPUT)
    points = Formula(
        expression=f"IF(ISNUMBER({SCORE}{row}),{SCORE}{row}*{item.coef:f},0)",
        result=Decimal(0) if value is None else value * item.coef,
    )
    return [
        item.code,
        _cell(item.title.of(current_language()), LABEL),
        _scale(item),
        _cell(value, SCORE_INPUT),
        absent if item.allow_na else None,
        _cell(score.comment or None, TEXT_INPUT),
        _cell(points, COMPUTED),
        item.most,
    ]


def _total(sections: tuple[SectionRows, ...], outcome: Outcome) -> list[CellLike]:
    cells = "+".join(f"{POINTS}{rows.row}" for rows in sections)
    maximum = f"{_decimal(outcome.maximum):f}"
    return [
        _cell(None, SECTION),
        _cell(_("Points so far"), SECTION),
        _cell(_("at most {points}").format(points=maximum), SECTION),
        *[_cell(None, SECTION)] * 3,
        _cell(Formula(expression=cells, result=_decimal(outcome.points)), SECTION_POINTS),
    ]


def _scale(item: GridItem) -> str:
    scale = f"{item.min:f}–{item.max:f}"
    return scale if item.coef == 1 else f"{scale} × {item.coef:f}"


def _rules(sections: tuple[SectionRows, ...]) -> list[InputRule]:
    kinds = [label(f"scoring.tie.{kind}") for kind in CONFLICT_KINDS]
    rules: list[InputRule] = [
        ListRule(cells=RECUSAL_KIND, choices=kinds),
        LengthRule(cells=RECUSAL_REASON, maximum=LONGEST),
        LengthRule(cells=COMMENT, maximum=LONGEST),
    ]
    for rows in sections:
        last = rows.span[1]
        rules.append(LengthRule(cells=f"{REMARK}{rows.row}:{REMARK}{last}", maximum=LONGEST))
        for item, row in rows.items:
            words = _("From {min} to {max}.").format(min=f"{item.min:f}", max=f"{item.max:f}")
            whole = all(number == int(number) for number in (item.min, item.step))
            rules.append(
                NumberRule(
                    cells=f"{SCORE}{row}",
                    minimum=item.min,
                    maximum=item.max,
                    whole=whole,
                    prompt=words,
                    refusal=words,
                )
            )
            if item.allow_na:
                rules.append(ListRule(cells=f"{ABSENT}{row}", choices=[MARK]))
    return rules


def _cell(value: Scalar | Formula, look: Look) -> Cell:
    return Cell(value=value, look=look)


def _decimal(value: Fraction) -> Decimal:
    """The number as a cell holds it: ten decimals at most."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal("1E-10")).normalize()
