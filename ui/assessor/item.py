"""One criterion of the grid: folded to a line, or open with its question, keys and comment."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QVBoxLayout, QWidget

from iris_grants.calls.grid import EvaluationGrid, GridItem
from iris_grants.scoring.assessed import Score
from iris_grants.scoring.rules.exact import plain
from iris_grants.scoring.rules.scores import ScoreState
from iris_grants.wording import _, current_language, label
from ui.assessor.comments import CommentEdit
from ui.shell.controls import Button, column
from ui.shell.flow import FlowLayout
from ui.shell.page import clear_layout
from ui.shell.painting import chip_width, paint_chip
from ui.shell.theme import number_font, sized_font, tokens
from ui.shell.tokens import Meaning

HEAD = 34
KEY_WIDTH, KEY_HEIGHT = 84, 50
ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)


class Plain(QAbstractButton):
    """A button painted by ourselves; arrow keys go on to the grid around it."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Enter, QEvent.Type.Leave):
            self.update()
        return super().event(event)


class ItemHead(Plain):
    """The line of a criterion: code, question, and the score or what it lacks."""

    def __init__(self, item: GridItem, parent: QWidget | None = None) -> None:
        super().__init__(item.title.of(current_language()), parent)
        self._item = item
        self._word = ""
        self._meaning = Meaning.NEUTRAL
        self._open = False
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_state(self, word: str, meaning: Meaning, *, opened: bool) -> None:
        """Say how the criterion stands."""
        self._word, self._meaning, self._open = word, meaning, opened
        self.setAccessibleName(f"{self._item.code} {self.text()}: {word}")
        self.setToolTip("" if opened else self.text())
        self.updateGeometry()
        self.update()

    def word(self) -> str:
        """How the criterion stands, in words."""
        return self._word

    def sizeHint(self) -> QSize:
        return QSize(240, tokens().px(HEAD))

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """An open question wraps."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """One line folded, all lines of the question open, at a width in pixels."""
        t = tokens()
        if not self._open:
            return t.px(HEAD)
        metrics = QFontMetrics(self._font())
        words = self._words(QRect(0, 0, width, t.px(HEAD)), metrics)
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
        least = metrics.boundingRect(QRect(0, 0, words.width(), 10_000), flags, self.text())
        return max(least.height() + t.px(HEAD) - metrics.height(), t.px(HEAD))

    def _font(self) -> QFont:
        weight = QFont.Weight.DemiBold if self._open else QFont.Weight.Normal
        return number_font(sized_font(13, weight))

    def _words(self, room: QRect, metrics: QFontMetrics) -> QRect:
        """Where the question stands: between the code and the chip."""
        t = tokens()
        chip = chip_width(metrics, self._word)
        return room.adjusted(t.px(46), 0, -chip - t.px(18), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = self.rect()
        if self.underMouse() and not self._open:
            painter.fillRect(room, QColor(t.hover))
        if self.hasFocus():
            painter.setPen(QColor(t.accent))
            painter.drawRoundedRect(room.adjusted(1, 1, -2, -2), 5, 5)
        painter.setFont(self._font())
        metrics = painter.fontMetrics()
        line = room.adjusted(t.px(8), 0, -t.px(8), 0)
        line.setHeight(t.px(HEAD))
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setPen(QColor(t.muted))
        painter.drawText(line, middle, self._item.code)
        words = self._words(room, metrics)
        painter.setPen(QColor(t.text))
        if self._open:
            painter.drawText(words, middle | Qt.TextFlag.TextWordWrap, self.text())
        else:
            shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, words.width())
            painter.drawText(words, middle, shown)
        chip = chip_width(metrics, self._word)
        place = QRect(line.right() - chip, line.top(), chip, line.height())
        paint_chip(painter, place, self._word, self._meaning)
        painter.end()


class ScaleKey(Plain):
    """A large key for one score, with what it means below the figure."""

    def __init__(
        self, score: Decimal, meaning: str, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(name, parent)
        self.score = score
        self._meaning = meaning
        self.setCheckable(True)
        self.setToolTip(name)

    def sizeHint(self) -> QSize:
        t = tokens()
        words = QFontMetrics(sized_font(11)).horizontalAdvance(self._meaning) + t.px(14)
        least = KEY_WIDTH if self._meaning else KEY_HEIGHT
        return QSize(max(t.px(least), words), t.px(KEY_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        back = t.accent if chosen else (t.hover if self.underMouse() else t.surface)
        painter.setPen(QColor(t.accent if chosen or self.hasFocus() else t.line_strong))
        painter.setBrush(QColor(back))
        room = self.rect().adjusted(1, 1, -2, -2)
        painter.drawRoundedRect(room, 7, 7)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(room.adjusted(1, 1, -1, -1), 6, 6)
        painter.setPen(QColor(t.on_accent if chosen else t.text))
        painter.setFont(sized_font(17, QFont.Weight.DemiBold))
        upper = QRect(room)
        if self._meaning:
            upper.setBottom(room.top() + room.height() * 3 // 5)
        painter.drawText(upper, Qt.AlignmentFlag.AlignCenter, f"{self.score:f}")
        if self._meaning:
            painter.setFont(sized_font(11))
            painter.setPen(QColor(t.on_accent if chosen else t.muted))
            lower = QRect(room)
            lower.setTop(upper.bottom() - 1)
            painter.drawText(lower, Qt.AlignmentFlag.AlignHCenter, self._meaning)
        painter.end()


class ItemRow(QFrame):
    """A criterion; only one of a grid is open at a time."""

    asked = Signal(str)
    given = Signal(str, object)
    absent = Signal(str)
    cleared = Signal(str)
    commented = Signal(str, str)
    left = Signal(str)

    def __init__(self, item: GridItem, grid: EvaluationGrid, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item = item
        self._grid = grid
        self._score = Score(state=ScoreState.MISSING)
        self.keys: list[ScaleKey] = []
        self.comment: CommentEdit | None = None
        self.absent_button: Button | None = None
        self.head = ItemHead(item)
        layout = column(self, spacing=0)
        layout.addWidget(self.head)
        self._body: QVBoxLayout = QVBoxLayout()
        layout.addLayout(self._body)
        self.head.clicked.connect(partial(self.asked.emit, item.code))

    def is_open(self) -> bool:
        """Whether the question and the keys are shown."""
        return bool(self.keys)

    def show_score(self, score: Score) -> None:
        """Show how the criterion stands now."""
        self._score = score
        self._tell()
        for key in self.keys:
            key.setChecked(score.number == key.score)
        if self.absent_button is not None:
            self.absent_button.setChecked(score.state is ScoreState.NA)
        if self.comment is not None:
            self.comment.show_text(score.comment)

    def unfold(self) -> None:
        """Show the question with its keys, and take the focus."""
        if not self.is_open():
            self.setProperty("role", "card")
            self._restyle()
            self._fill()
            self.show_score(self._score)
        self.head.setFocus()

    def fold(self) -> None:
        """Back to one line; what was typed is told first."""
        if self.comment is not None:
            self.comment.flush()
        self.keys, self.comment, self.absent_button = [], None, None
        clear_layout(self._body)
        self.setProperty("role", "")
        self._restyle()
        self._tell()

    def _fill(self) -> None:
        frame = QWidget()
        layout = column(frame, spacing=8)
        layout.setContentsMargins(10, 2, 10, 10)
        keys = FlowLayout(spacing=6)
        meanings = {one.score: one.title.of(current_language()) for one in self._grid.anchors}
        for score in self.item.scale():
            meaning = meanings.get(score, "")
            name = f"{score:f} – {meaning}" if meaning else f"{score:f}"
            key = ScaleKey(score, meaning, name)
            key.clicked.connect(partial(self.given.emit, self.item.code, score))
            self.keys.append(key)
            keys.addWidget(key)
        layout.addLayout(keys)
        layout.addLayout(self._other_answers())
        edit = CommentEdit(self._score.comment, self._comment_name(), 3)
        edit.written.connect(partial(self.commented.emit, self.item.code))
        edit.done.connect(partial(self.left.emit, self.item.code))
        self.comment = edit
        layout.addWidget(edit)
        self._body.addWidget(frame)

    def _other_answers(self) -> FlowLayout:
        flow = FlowLayout(spacing=6)
        if self.item.allow_na:
            absent = Button(_("Not applicable"), role="pill")
            absent.clicked.connect(partial(self.absent.emit, self.item.code))
            self.absent_button = absent
            flow.addWidget(absent)
        clear = Button(_("Take the score back"), "undo-2", "plain")
        clear.clicked.connect(partial(self.cleared.emit, self.item.code))
        flow.addWidget(clear)
        return flow

    def _comment_name(self) -> str:
        scores = self._grid.comment_required.item_scores
        if not scores:
            return _("Comment")
        named = ", ".join(f"{score:f}" for score in scores)
        return _("Comment (needed with a score of {scores})").format(scores=named)

    def _tell(self) -> None:
        score = self._score
        if score.state is ScoreState.VALUE and score.number is not None:
            word, meaning = f"{plain(score.number)} / {self.item.max:f}", Meaning.GOOD
            if score.number in self._grid.comment_required.item_scores and not score.comment:
                word, meaning = _("{score} · comment missing").format(score=word), Meaning.ATTENTION
        elif score.state is ScoreState.NA:
            word, meaning = label("state.score.na"), Meaning.INFORMATION
        else:
            word, meaning = label("state.score.missing"), Meaning.NEUTRAL
        self.head.show_state(word, meaning, opened=self.is_open())

    def _restyle(self) -> None:
        self.style().unpolish(self)
        self.style().polish(self)
