"""The navigation at the left: groups as the work is, counts of what waits, icons when folded."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from iris_grants.wording import _
from iris_grants.wording.formats import decimal_text
from ui.shell import icons
from ui.shell.controls import ElidedLabel, IconButton, column, row
from ui.shell.entries import GROUP_TITLES, Entry, Group
from ui.shell.painting import rounded
from ui.shell.theme import sized_font, tokens

WIDTH = 208
FOLDED = 60
ITEM_HEIGHT = 32
GROUP_HEIGHT = 25
KEY = Qt.ItemDataRole.UserRole
ICON = Qt.ItemDataRole.UserRole + 1
COUNT = Qt.ItemDataRole.UserRole + 2


class NavigationDelegate(QStyledItemDelegate):
    """Paints a page's icon, name and count; headings of groups in small muted letters."""

    def __init__(self, parent: QListWidget) -> None:
        super().__init__(parent)
        self.folded = False

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        group = index.data(KEY) is None
        height = (14 if self.folded else GROUP_HEIGHT) if group else ITEM_HEIGHT
        return QSize(40, tokens().px(height))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.data(KEY) is None:
            self._paint_group(painter, option.rect, str(index.data()))
        else:
            self._paint_entry(painter, option, index)
        painter.restore()

    def _paint_group(self, painter: QPainter, room: QRect, title: str) -> None:
        t = tokens()
        if self.folded:
            painter.setPen(QColor(t.line))
            middle = room.center().y()
            painter.drawLine(room.left() + t.px(10), middle, room.right() - t.px(10), middle)
            return
        painter.setFont(sized_font(11.5, QFont.Weight.DemiBold))
        painter.setPen(QColor(t.muted))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
        painter.drawText(room.adjusted(t.px(12), 0, 0, -t.px(3)), flags, title)

    def _paint_entry(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        t, state = tokens(), option.state
        box = option.rect.adjusted(0, 1, 0, -1)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen:
            rounded(painter, box.toRectF(), 6, t.accent_soft)
        elif state & QStyle.StateFlag.State_MouseOver:
            rounded(painter, box.toRectF(), 6, t.hover)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(t.accent), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
        size = t.px(18)
        left = box.left() + (box.width() - size) // 2 if self.folded else box.left() + t.px(12)
        top = box.top() + (box.height() - size) // 2
        colour = t.accent if chosen else t.text
        ratio = painter.device().devicePixelRatio()
        painter.drawPixmap(left, top, icons.pixmap(str(index.data(ICON)), colour, size, ratio))
        if self.folded:
            return
        weight = QFont.Weight.DemiBold if chosen else QFont.Weight.Normal
        painter.setFont(sized_font(13, weight))
        painter.setPen(QColor(colour))
        words = QRect(left + size + t.px(10), box.top(), 0, box.height())
        words.setRight(box.right() - t.px(12))
        count = int(index.data(COUNT) or 0)
        if count:
            shown = decimal_text(count, 0)
            painter.drawText(
                words, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, shown
            )
            words.setRight(words.right() - painter.fontMetrics().horizontalAdvance(shown) - t.px(8))
        title = painter.fontMetrics().elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, words.width()
        )
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)


class Navigation(QFrame):
    """The list of pages; arrow keys move in it, `chosen` carries the key of a page."""

    chosen = Signal(str)
    folded_changed = Signal(bool)

    def __init__(self, entries: tuple[Entry, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "side")
        self._entries = entries
        self._items: dict[str, QListWidgetItem] = {}
        layout = column(self, 10, 6)
        head = row(spacing=4)
        self._title = ElidedLabel("", "heading")
        self._fold = IconButton("panel-left", _("Fold or unfold the navigation"))
        self._fold.clicked.connect(self.toggle_folded)
        head.addWidget(self._title, 1)
        head.addWidget(self._fold)
        layout.addLayout(head)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Pages"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._delegate = NavigationDelegate(self.list)
        self.list.setItemDelegate(self._delegate)
        layout.addWidget(self.list, 1)
        self._fill()
        self.list.currentItemChanged.connect(self._on_list_current_item_changed)
        self._apply_width()

    def set_title(self, title: str) -> None:
        """The name of the open store, over the pages."""
        self._title.set_full_text(title)

    def keys(self) -> tuple[str, ...]:
        """The keys of the pages, in the order shown."""
        return tuple(self._items)

    def select(self, key: str) -> None:
        """Mark a page as the one shown, without choosing it."""
        item = self._items.get(key)
        if item is not None and item is not self.list.currentItem():
            self.list.blockSignals(True)
            self.list.setCurrentItem(item)
            self.list.blockSignals(False)

    def set_waiting(self, key: str, count: int) -> None:
        """Write how much waits on a page beside its name."""
        item = self._items.get(key)
        if item is not None:
            item.setData(COUNT, count)
            name = item.text()
            spoken = _("{page}, {n} waiting").format(page=name, n=count) if count else name
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)

    def waiting(self, key: str) -> int:
        """The number beside a page's name, 0 for none."""
        item = self._items.get(key)
        return int(item.data(COUNT) or 0) if item is not None else 0

    def is_folded(self) -> bool:
        """Whether only icons are shown."""
        return self._delegate.folded

    def set_folded(self, folded: bool) -> None:
        """Show icons alone, or icons with names."""
        self._delegate.folded = folded
        self._title.setVisible(not folded)
        self._apply_width()
        self.list.scheduleDelayedItemsLayout()
        self.folded_changed.emit(folded)

    def toggle_folded(self) -> None:
        """Fold if unfolded, unfold if folded."""
        self.set_folded(not self.is_folded())

    def restyle(self) -> None:
        """Take up another zoom."""
        self._apply_width()
        self.list.scheduleDelayedItemsLayout()

    def _fill(self) -> None:
        for group in Group:
            members = [entry for entry in self._entries if entry.group is group]
            if members and GROUP_TITLES[group]:
                heading = QListWidgetItem(_(GROUP_TITLES[group]))
                heading.setFlags(Qt.ItemFlag.NoItemFlags)
                self.list.addItem(heading)
            for entry in members:
                item = QListWidgetItem(_(entry.title))
                item.setData(KEY, entry.key)
                item.setData(ICON, entry.icon)
                item.setToolTip(_(entry.title))
                self._items[entry.key] = item
                self.list.addItem(item)

    def _apply_width(self) -> None:
        self.setFixedWidth(tokens().px(FOLDED if self.is_folded() else WIDTH))

    def _on_list_current_item_changed(self, now: QListWidgetItem | None) -> None:
        if now is not None and now.data(KEY) is not None:
            self.chosen.emit(str(now.data(KEY)))
