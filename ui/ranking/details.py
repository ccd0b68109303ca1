"""What stands beside the ranking: the arithmetic step by step, assessments, sections."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from iris_grants.scoring.queries.committee import committee_of
from iris_grants.scoring.queries.ranking import FixedRanking
from iris_grants.scoring.rules.assessment import Counted
from iris_grants.scoring.rules.exact import two_decimals
from iris_grants.scoring.rules.explain import explain
from iris_grants.scoring.rules.reassessment import THIRD_NEEDED, SetAside
from iris_grants.wording import _, current_language, label, sentence_of
from iris_grants.wording.formats import moment
from ui.committee.acts import third_act
from ui.ranking import acts
from ui.ranking.columns import (
    DECISIONS,
    FIXED_ROWS,
    SECTIONS,
    AssessorLine,
    SectionLine,
    assessor_columns,
    fixed_state,
)
from ui.ranking.places import PlaceRow, fixed_rows
from ui.shell.act import Act, go_act
from ui.shell.context import Context
from ui.shell.controls import label as line_label
from ui.shell.controls import paragraph
from ui.shell.tokens import Meaning
from ui.tables.columns import Chip, chip
from ui.tables.detail import Detail, Drawn, Pair, Pairs, Tab, sub_table
from ui.tables.files import size_text

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session


def place_detail(session: Session, place: PlaceRow) -> Detail:
    """An application in the ranking: why it stands where it stands."""
    row, application = place.row, place.application
    steps = [sentence_of(step.code, step.params) for step in explain(place.result, row)]
    names = {one.code: one.name for one in committee_of(session, place.call_id)}
    sections = tuple(section.code for section in place.result.terms.grid.sections)
    return Detail(
        title=application.number,
        line=f"{application.organisation} · {application.title}",
        chip=chip(row.decision, DECISIONS, "ranking.decision."),
        acts=_acts(session, place),
        tabs=(
            Tab(
                title=_("Arithmetic"),
                parts=(Drawn(make=lambda context: steps_widget(tuple(steps), context)),),
            ),
            Tab(
                title=_("Assessments"),
                count=len(row.counting) + _aside(place),
                parts=(
                    sub_table(
                        assessor_columns(sections),
                        assessor_lines(place, names),
                        lambda one: one.code,
                        none=_("Nobody has assessed this application yet."),
                    ),
                ),
            ),
            Tab(
                title=_("Sections"),
                parts=(sub_table(SECTIONS, section_lines(place), lambda one: one.code),),
            ),
        ),
    )


def fixed_detail(session: Session, fixed: FixedRanking) -> Detail:
    """A fixed ranking: its rows and its files."""
    rows = fixed_rows(fixed)
    return Detail(
        title=_("Ranking {number}").format(number=fixed.number),
        line=moment(fixed.made_at),
        chip=fixed_state(fixed),
        acts=(acts.save_act(fixed),),
        tabs=(
            Tab(
                title=_("Applications"),
                count=len(rows),
                parts=(sub_table(FIXED_ROWS, rows, lambda one: one.application),),
            ),
            Tab(
                title=_("Files"),
                parts=(
                    Pairs(
                        pairs=(
                            Pair(label="grid.json", value=_size(fixed.grid_json)),
                            Pair(label="scores.csv", value=_size(fixed.scores_csv)),
                            Pair(label="ranking.csv", value=_size(fixed.ranking_csv)),
                        )
                    ),
                ),
            ),
        ),
    )


def steps_widget(steps: tuple[str, ...], context: Context) -> QWidget:
    """The steps as a numbered list."""
    frame = QWidget()
    grid = QGridLayout(frame)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(10)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(1, 1)
    for place, step in enumerate(steps):
        number = line_label(f"{place + 1}.", "muted")
        grid.addWidget(number, place, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        last = place == len(steps) - 1
        grid.addWidget(paragraph(step, "label" if last else ""), place, 1)
    return frame


def assessor_lines(place: PlaceRow, names: dict[str, str]) -> tuple[AssessorLine, ...]:
    """What each assessor gave, those first whose scores make the mean."""
    taken = {one.assessor for one in place.row.taken}
    aside = {one.assessor: one for one in place.row.left_out}
    lines = [
        AssessorLine(
            code=one.assessor,
            name=names.get(one.assessor, ""),
            state=_taken_chip(one.assessor in taken, awaiting=not taken),
            total=_points(place, one.total),
            sections=_sections(place, one),
        )
        for one in place.row.counting
    ]
    lines += [
        AssessorLine(
            code=code,
            name=names.get(code, ""),
            state=Chip(word=label(f"state.assessment.{one.reason}"), meaning=Meaning.ATTENTION),
            total=None,
            sections=(),
        )
        for code, one in aside.items()
        if not isinstance(one.reason, SetAside)
    ]
    return tuple(sorted(lines, key=lambda line: (line.code not in taken, line.code)))


def section_lines(place: PlaceRow) -> tuple[SectionLine, ...]:
    """The sections with their means and gates."""
    sections = place.result.terms.grid.sections
    means = place.row.section_means or (None,) * len(sections)
    language = "sr" if current_language() == "sr_Latn" else "en"
    return tuple(
        SectionLine(
            code=section.code,
            title=section.title.get(language, ""),
            mean=None if mean is None else _decimal(mean),
            most=_decimal(section.maximum),
            gate=None if section.min_total is None else _decimal(section.min_total),
            state=None,
        )
        for section, mean in zip(sections, means, strict=True)
    )


def _acts(session: Session, place: PlaceRow) -> tuple[Act, ...]:
    application = place.application
    onward = go_act(_("To the application"), "applications", application.id)
    board = go_act(_("To the assignments"), "committee", f"board/{application.id}")
    if place.row.reason != THIRD_NEEDED:
        return (onward, board)
    named = _("The third assessor is named; the return is awaited.")
    third = third_act(
        application.id,
        committee_of(session, place.call_id),
        blocked=named if place.row.application.third_assessor else "",
    )
    return (third, onward, board)


def _aside(place: PlaceRow) -> int:
    return sum(not isinstance(one.reason, SetAside) for one in place.row.left_out)


def _taken_chip(taken: bool, *, awaiting: bool) -> Chip:
    if awaiting:
        return Chip(word=_("counts so far"), meaning=Meaning.INFORMATION)
    if taken:
        return Chip(word=_("in the mean"), meaning=Meaning.GOOD)
    return Chip(word=_("not in the mean"), meaning=Meaning.NEUTRAL)


def _sections(place: PlaceRow, one: Counted) -> tuple[Decimal, ...]:
    return tuple(_points(place, points) for points in one.sections)


def _points(place: PlaceRow, scaled: int | Fraction) -> Decimal:
    return _decimal(Fraction(scaled) / place.row.unit)


def _decimal(value: Fraction) -> Decimal:
    return Decimal(two_decimals(value))


def _size(text: str) -> str:
    return size_text(len(text.encode()))
