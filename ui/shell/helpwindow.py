"""The help in a window of its own: topics, search, links; F1 opens the page that fits."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QUrl
from PySide6.QtGui import QFont, QKeyEvent, QTextCursor, QTextFormat
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QTextBrowser, QWidget

from iris_grants.wording import _
from iris_grants.wording.helptexts import HelpPage, find_help, help_page
from ui.pages import ASSESSOR_ENTRIES
from ui.shell.controls import column, label, row
from ui.shell.entries import Entry, Group
from ui.shell.theme import tokens
from ui.tables.toolbar import SearchField

SIZE = (860, 600)
LIST_WIDTH = 250
SIZES = {1: 22, 2: 15}
LINE_PERCENT, PROPORTIONAL = 118, 1
TOPIC = Qt.ItemDataRole.UserRole
GROUP_TOPICS = {
    Group.TOP: "home",
    Group.GRANTS: "grants",
    Group.LICENSING: "licensing",
    Group.PROGRAMME: "programme",
    Group.FILES: "files",
}
PAGE_TOPICS = {"dossiers": "dossiers", **{entry.key: "assessors" for entry in ASSESSOR_ENTRIES}}
"""Pages whose help is not a section of their group's."""

FIRST = "home"


def topic_of(entry: Entry | None) -> str:
    """The topic that fits a page; the first one where no store is open."""
    if entry is None:
        return FIRST
    return PAGE_TOPICS.get(entry.key) or GROUP_TOPICS[entry.group]


class HelpWindow(QDialog):
    """Topics at the left, the text at the right; it stays open beside the work."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Help"))
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(tokens().px(SIZE[0]), tokens().px(SIZE[1]))
        halves = row(self, 14, 14)
        left = QWidget()
        left.setFixedWidth(tokens().px(LIST_WIDTH))
        side = column(left, spacing=10)
        self.search = SearchField(_("Words of the help"), _("Search in the help"))
        self.list = QListWidget()
        self.list.setAccessibleName(_("Topics"))
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.none = label(_("Nothing found."), "muted")
        side.addWidget(self.search)
        side.addWidget(self.list, 1)
        side.addWidget(self.none)
        self.text = QTextBrowser()
        self.text.setAccessibleName(_("Help"))
        self.text.setOpenLinks(False)
        halves.addWidget(left)
        halves.addWidget(self.text, 1)
        self.search.textChanged.connect(self._on_search_text_changed)
        self.search.installEventFilter(self)
        self.list.currentItemChanged.connect(self._on_list_current_item_changed)
        self.text.anchorClicked.connect(self._on_text_anchor_clicked)
        self._fill("")

    def open_topic(self, topic: str, section: str = "") -> None:
        """Show a topic, at the section with this heading if it has one."""
        self.search.clear()
        for place in range(self.list.count()):
            if self.list.item(place).data(TOPIC) == topic:
                self.list.setCurrentRow(place)
        self._show(help_page(topic))
        if section:
            self._go_to(section)

    def topic(self) -> str:
        """The topic that is shown; empty for none."""
        item = self.list.currentItem()
        return "" if item is None else str(item.data(TOPIC))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None:
                place = min(max(self.list.currentRow() + step, 0), self.list.count() - 1)
                self.list.setCurrentRow(place)
                return True
        return super().eventFilter(watched, event)

    def _fill(self, words: str) -> None:
        found = find_help(words)
        self.list.clear()
        for page in found:
            item = QListWidgetItem(page.title)
            item.setData(TOPIC, page.topic)
            item.setToolTip(page.title)
            self.list.addItem(item)
        self.none.setVisible(not found)
        if found:
            self.list.setCurrentRow(0)

    def _show(self, page: HelpPage) -> None:
        self.text.setMarkdown(page.text)
        self._space_out()
        self.text.moveCursor(QTextCursor.MoveOperation.Start)

    def _space_out(self) -> None:
        """Give headings their size and every paragraph its distance, as the window has them."""
        t = tokens()
        block = self.text.document().begin()
        while block.isValid():
            cursor = QTextCursor(block)
            form = block.blockFormat()
            level = form.headingLevel()
            form.setTopMargin(t.px(14) if level > 1 else 0)
            form.setBottomMargin(t.px(4) if block.textList() is not None else t.px(9))
            form.setLineHeight(LINE_PERCENT, PROPORTIONAL)
            cursor.setBlockFormat(form)
            if level:
                cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
                letters = cursor.charFormat()
                letters.clearProperty(QTextFormat.Property.FontSizeAdjustment)
                letters.setProperty(QTextFormat.Property.FontPixelSize, t.px(SIZES[min(level, 2)]))
                letters.setFontWeight(QFont.Weight.DemiBold)
                cursor.setCharFormat(letters)
            block = block.next()

    def _go_to(self, words: str) -> None:
        """Put the heading with these words to the top of the view."""
        block = self.text.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() and block.text() == words:
                self.text.setTextCursor(QTextCursor(block))
                top = self.text.document().documentLayout().blockBoundingRect(block).top()
                self.text.verticalScrollBar().setValue(int(top))
                return
            block = block.next()

    def _on_search_text_changed(self, words: str) -> None:
        self._fill(words)

    def _on_list_current_item_changed(self, now: QListWidgetItem | None) -> None:
        if now is not None:
            self._show(help_page(str(now.data(TOPIC))))
            words = self.search.text().strip()
            if words:
                self.text.find(words)

    def _on_text_anchor_clicked(self, link: QUrl) -> None:
        self.open_topic(link.path())
