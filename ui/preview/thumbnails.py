"""All pages of a PDF small at the side; one press opens a page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from iris_grants.wording import _
from ui.desk import WindowDesk
from ui.feedback.faults import Explained
from ui.preview.pdf import Drawn, draw_small
from ui.shell.theme import tokens
from ui.tasks import Task

WIDTH, HEIGHT, STRIP = 72, 102, 104
AT_ONCE = 6
MOST = 300
Content = Callable[[], bytes]


class Thumbnails(QListWidget):
    """Pages are drawn a few at a time in a thread; those beyond 300 stay numbers."""

    chosen = Signal(int)

    def __init__(self, desk: WindowDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._content: Content | None = None
        self._task: Task[tuple[Drawn, ...]] | None = None
        t = tokens()
        self.setProperty("role", "list")
        self.setAccessibleName(_("Pages"))
        self.setFixedWidth(t.px(STRIP))
        self.setIconSize(QSize(t.px(WIDTH), t.px(HEIGHT)))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setViewMode(QListWidget.ViewMode.IconMode)
        self.setFlow(QListWidget.Flow.TopToBottom)
        self.setWrapping(False)
        self.setMovement(QListWidget.Movement.Static)
        self.setSpacing(t.px(3))
        self.currentRowChanged.connect(self._on_current_row_changed)

    def clear_pages(self) -> None:
        """Another file comes: nothing of the last one is drawn any more."""
        if self._task is not None:
            self._task.drop()
            self._task = None
        self._content = None
        self.blockSignals(True)
        self.clear()
        self.blockSignals(False)

    def show_pages(self, content: Content, pages: int) -> None:
        """List the pages of a file and begin to draw them; nothing where they are listed."""
        if self._content is content and self.count() == pages:
            return
        self.clear_pages()
        self._content = content
        self.blockSignals(True)
        for number in range(1, pages + 1):
            item = QListWidgetItem(str(number))
            item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, _("Page {n}").format(n=number))
            self.addItem(item)
        self.blockSignals(False)
        self._draw(0)

    def mark(self, page: int) -> None:
        """Show which page is open, without opening it."""
        self.blockSignals(True)
        self.setCurrentRow(page)
        self.blockSignals(False)

    def _draw(self, first: int) -> None:
        content = self._content
        if content is None or first >= min(self.count(), MOST):
            return
        width = round(self.iconSize().width() * self.devicePixelRatioF())
        count = min(AT_ONCE, self.count() - first)
        self._task = self._desk.compute(
            lambda: draw_small(content(), first, count, width),
            self._on_drawn,
            owner=self,
            on_refused=self._on_refused,
        )

    def _on_drawn(self, pages: tuple[Drawn, ...]) -> None:
        self._task = None
        for one in pages:
            item = self.item(one.page)
            if item is not None:
                picture = QPixmap.fromImage(one.image)
                picture.setDevicePixelRatio(self.devicePixelRatioF())
                item.setIcon(QIcon(picture))
        if pages:
            self._draw(pages[-1].page + 1)

    def _on_refused(self, error: Explained) -> None:
        self._task = None

    def _on_current_row_changed(self, page: int) -> None:
        if page >= 0:
            self.chosen.emit(page)
