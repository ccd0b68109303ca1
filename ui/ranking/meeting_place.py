"""One application as a meeting looks at it: place, points, gates and reason, without names."""

from __future__ import annotations

from fractions import Fraction

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from iris_grants.scoring.meeting_words import minute_words, said_points
from iris_grants.scoring.queries.meeting import MinuteRow
from iris_grants.wording import _, current_language, label
from iris_grants.wording.formats import money
from ui.charts.base import Chart
from ui.ranking.columns import DECISIONS
from ui.ranking.delegate import paint_bars
from ui.ranking.places import PlaceRow
from ui.shell.controls import ChipLabel, card, column, paragraph, row
from ui.shell.controls import label as line_label
from ui.shell.page import clear_layout, note
from ui.shell.theme import tokens
from ui.shell.tokens import Meaning, Tokens

BARS = 26


class SectionBars(Chart):
    """The sections of an application by their means, large, with the gates as strokes."""

    def __init__(self, place: PlaceRow, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(spoken, parent)
        self._place = place
        self.setFixedHeight(tokens().px(BARS + 16))

    def sizeHint(self) -> QSize:
        return QSize(400, tokens().px(BARS + 16))

    def draw(self, painter: QPainter, t: Tokens, room: QRectF) -> None:
        inner = QRectF(room.left() + 2, room.top() + t.px(8), room.width() - 4, t.px(BARS))
        paint_bars(painter, inner, self._place)


class PlacePanel(QWidget):
    """The application in view; the applicant is named only where the meeting asks for it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = column(self, spacing=0)
        frame = card()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        self._body: QVBoxLayout = column(inner, 20, 12)
        scroll.setWidget(inner)
        column(frame, 1, 0).addWidget(scroll)
        layout.addWidget(frame, 1)
        self._shown: tuple[PlaceRow, tuple[MinuteRow, ...]] | None = None
        self._names = False

    def show_names(self, names: bool) -> None:
        """Name the applicant, or not."""
        self._names = names
        if self._shown is not None:
            self.show_place(*self._shown)

    def show_place(self, place: PlaceRow, said: tuple[MinuteRow, ...]) -> None:
        """Show an application, and what was said of it so far."""
        self._shown = (place, said)
        clear_layout(self._body)
        application = place.application
        self._body.addWidget(_heading(place))
        self._body.addWidget(paragraph(application.title, "heading"))
        facts = [label(f"country.{application.country}"), money(application.requested)]
        if self._names:
            facts.insert(0, application.organisation)
        self._body.addWidget(paragraph(" · ".join(facts), "muted"))
        if place.row.total is not None:
            spoken = ", ".join(f"{name}: {points}" for name, points in _sections(place))
            self._body.addWidget(SectionBars(place, spoken))
            self._body.addWidget(_section_table(place))
        self._body.addWidget(paragraph(_assessments(place)))
        self._body.addWidget(paragraph(place.reason, "label"))
        for one in said:
            self._body.addWidget(note(minute_words(one), Meaning.INFORMATION, "check"))
        self._body.addStretch(1)


def _heading(place: PlaceRow) -> QWidget:
    line = QWidget()
    layout = row(line, spacing=16)
    rank = place.row.rank
    if rank is not None:
        layout.addWidget(line_label(f"{rank}.", "figure"))
    layout.addWidget(line_label(place.application.number, "figure"))
    word = label(f"ranking.decision.{place.row.decision.value}")
    layout.addWidget(ChipLabel(word, DECISIONS[place.row.decision.value]))
    layout.addStretch(1)
    if place.row.total is not None:
        most = said_points(place.result.terms.grid.maximum)
        points = said_points(place.row.total)
        layout.addWidget(line_label(f"{points} / {most}", "figure"))
    return line


def _section_table(place: PlaceRow) -> QWidget:
    frame = QWidget()
    grid = QGridLayout(frame)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setColumnStretch(0, 1)
    for at, (name, points) in enumerate(_sections(place)):
        grid.addWidget(paragraph(name), at, 0)
        value = line_label(points)
        grid.addWidget(value, at, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
    return frame


def _sections(place: PlaceRow) -> list[tuple[str, str]]:
    language = "sr" if current_language() == "sr_Latn" else "en"
    lines = []
    sections = place.result.terms.grid.sections
    for section, mean in zip(sections, place.row.section_means, strict=True):
        name = f"{section.code} {section.title.get(language, '')}".strip()
        points = f"{said_points(mean)} / {said_points(section.maximum)}"
        if section.min_total is not None:
            words = _("{points}, at least {least}")
            points = words.format(points=points, least=said_points(section.min_total))
        lines.append((name, points))
    return lines


def _assessments(place: PlaceRow) -> str:
    """The totals that count, from the lowest on, without saying whose they are."""
    totals = sorted(Fraction(one.total) / place.row.unit for one in place.row.counting)
    if not totals:
        return _("No assessment counts yet.")
    return _("Assessments: {totals}").format(totals=" · ".join(map(said_points, totals)))
