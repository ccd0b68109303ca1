"""The columns of the board on screen: cards that the arrow keys move between."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.licensing.board import Card, Lane
from ui.shell.painting import chip_width, paint_chip, rounded
from ui.shell.theme import tokens

Index = QModelIndex | QPersistentModelIndex
CARD = Qt.ItemDataRole.UserRole + 1
GAP, PAD, LINE, CHIP = 8, 9, 18, 24
NAME_LINES = 2
NAME_FLAGS = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
ACROSS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class LaneModel(QAbstractListModel):
    """The cards of a column."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.cards: tuple[Card, ...] = ()

    def show_cards(self, cards: tuple[Card, ...]) -> None:
        """Show other cards."""
        self.beginResetModel()
        self.cards = cards
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        card = self.cards[index.row()]
        if role == CARD:
            return card
        if role == Qt.ItemDataRole.DisplayRole:
            return card.row.organisation
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return card.spoken
        return None


class CardDelegate(QStyledItemDelegate):
    """Paints a card: organisation, service, country and days, the stage, what stands out."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        card = index.data(CARD)
        if not isinstance(card, Card):
            return
        t = tokens()
        state: QStyle.StateFlag = option.state
        whole: QRect = option.rect
        box = QRectF(whole.adjusted(1, 1, -1, -t.px(GAP)))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        rounded(painter, box, 8, t.accent_soft if chosen else t.hover if hovered else t.surface)
        focused = chosen and bool(state & QStyle.StateFlag.State_HasFocus)
        painter.setPen(QPen(QColor(t.accent if focused else t.line_strong), 2 if focused else 1))
        painter.drawRoundedRect(box, 8, 8)
        self._content(painter, option, card, whole.adjusted(t.px(PAD), t.px(8), -t.px(PAD), 0))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        card = index.data(CARD)
        if not isinstance(card, Card):
            return QSize(120, 0)
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListView) else 0
        names = _name_lines(card, option.font, width - 2 * tokens().px(PAD))
        lines = names + len(card.lines)
        height = 16 + lines * LINE + CHIP * (1 + len(card.notes)) + GAP + 2
        return QSize(120, tokens().px(height))

    def _content(
        self, painter: QPainter, option: QStyleOptionViewItem, card: Card, room: QRect
    ) -> None:
        t = tokens()
        font = QFont(option.font)
        lines = _name_lines(card, font, room.width())
        name = QRect(room.left(), room.top(), room.width(), t.px(LINE * lines))
        painter.setFont(_bold(font))
        painter.setPen(QColor(t.text))
        painter.drawText(name, NAME_FLAGS, card.row.organisation)
        line = QRect(room.left(), name.bottom() + 1, room.width(), t.px(LINE))
        painter.setFont(font)
        for place, text in enumerate(card.lines):
            painter.setPen(QColor(t.muted if place else t.text))
            shown = painter.fontMetrics().elidedText(
                text, Qt.TextElideMode.ElideRight, line.width()
            )
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, shown)
            line.translate(0, t.px(LINE))
        for chip in (card.stage_chip, *card.notes):
            width = min(chip_width(painter.fontMetrics(), chip.word), room.width())
            cell = QRect(line.left(), line.top() + t.px(2), width, t.px(CHIP - 4))
            paint_chip(painter, cell, chip.word, chip.meaning)
            line.translate(0, t.px(CHIP))


def _bold(font: QFont) -> QFont:
    found = QFont(font)
    found.setWeight(QFont.Weight.DemiBold)
    return found


def _name_lines(card: Card, font: QFont, width: int) -> int:
    """How many lines the name of the organisation takes in so much room, two at most."""
    metrics = QFontMetrics(_bold(font))
    room = QRect(0, 0, max(width, 1), 10 * metrics.height())
    height = metrics.boundingRect(room, NAME_FLAGS, card.row.organisation).height()
    return 1 if height <= metrics.height() * 1.5 else NAME_LINES


class LaneView(QListView):
    """A column; left and right leave it, Enter opens the card."""

    left = Signal(int)
    card_opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lane_model = LaneModel(self)
        self.setModel(self.lane_model)
        self.setItemDelegate(CardDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("role", "lane")
        self.setMouseTracking(True)
        self.setUniformItemSizes(False)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.viewport().setAutoFillBackground(False)
        self.activated.connect(self._on_activated)

    def show_lane(self, lane: Lane) -> None:
        """Show the cards of a column; the one in focus stays."""
        kept = self.current_card()
        self.lane_model.show_cards(lane.cards)
        self.setAccessibleName(f"{lane.title} ({len(lane.cards)})")
        if kept is not None:
            self.go_to(kept.row.id)

    def current_card(self) -> Card | None:
        """The card in focus."""
        card = self.currentIndex().data(CARD)
        return card if isinstance(card, Card) else None

    def go_to(self, case_id: str) -> bool:
        """Put the focus on a case, if it is in this column."""
        for place, card in enumerate(self.lane_model.cards):
            if card.row.id == case_id:
                self.setCurrentIndex(self.lane_model.index(place))
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = ACROSS.get(Qt.Key(event.key()))
        if step is not None and not event.modifiers():
            self.left.emit(step)
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_activated(self.currentIndex())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Names take more lines in a narrower column: all cards are laid out anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.lane_model.cards:
            self.setCurrentIndex(self.lane_model.index(0))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def _on_activated(self, index: QModelIndex) -> None:
        card = index.data(CARD)
        if isinstance(card, Card):
            self.card_opened.emit(card.row.id)
