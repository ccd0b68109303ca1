"""A PDF on screen: page by page, larger and smaller, with a search for words."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QPixmap, QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from iris_grants.wording import _
from ui.desk import WindowDesk
from ui.feedback.faults import Explained, explain
from ui.preview.pdf import Drawing, Drawn, draw_page, find_page
from ui.preview.thumbnails import Thumbnails
from ui.preview.tools import PreviewTools
from ui.shell.controls import column, row
from ui.tasks import Task

ZOOMS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)
FITTED = ZOOMS.index(1.0)
EDGE = 24
REDRAW_MS = 120
Content = Callable[[], bytes]


class PagePreview(QScrollArea):
    """Holds one picture; the keys and the wheel turn the page at its ends."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.turn: Callable[[int], None] = lambda step: None
        self.zoom_by: Callable[[int], None] = lambda step: None
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWidget(self.picture)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Page of the attachment"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        key = event.key()
        if key == Qt.Key.Key_PageDown and bar.value() == bar.maximum():
            self.turn(1)
        elif key == Qt.Key.Key_PageUp and bar.value() == bar.minimum():
            self.turn(-1)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus):
            self.zoom_by(1 if key == Qt.Key.Key_Plus else -1)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)


class PdfPreview(QWidget):
    """One PDF with its tools; pages are drawn in a thread, the latest wish wins."""

    def __init__(self, desk: WindowDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._content: Content | None = None
        self._name = ""
        self._page, self._pages, self._zoom = 0, 0, FITTED
        self._words = ""
        self._task: Task[Drawn] | None = None
        layout = column(self, spacing=6)
        self.tools = PreviewTools()
        self.tools.turned.connect(self.turn)
        self.tools.zoomed.connect(self.zoom_by)
        self.tools.sought.connect(self._on_tools_sought)
        self.tools.listed.connect(self._on_tools_listed)
        layout.addWidget(self.tools)
        self.view = PagePreview()
        self.view.turn = self.turn
        self.view.zoom_by = self.zoom_by
        self.pages_list = Thumbnails(desk)
        self.pages_list.hide()
        halves = row(spacing=6)
        halves.addWidget(self.pages_list)
        halves.addWidget(self.view, 1)
        layout.addLayout(halves, 1)
        self.pages_list.chosen.connect(self.open_page)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(REDRAW_MS)
        self._later.timeout.connect(self._draw)
        self.view.viewport().installEventFilter(self)

    def show_file(self, name: str, content: Content, page: int = 0) -> None:
        """Show another file, whose bytes are read in a thread."""
        self._name, self._content = name, content
        self._page, self._pages = page, 0
        self._words = ""
        self.tools.search.clear()
        self.view.picture.clear()
        self.pages_list.clear_pages()
        self._draw()

    def open_page(self, page: int) -> None:
        """Open a page, from 0."""
        self.turn(page - self._page)

    def page(self) -> int:
        """The page that is shown, from 0."""
        return self._page

    def pages(self) -> int:
        """How many pages the file has; 0 before it is drawn."""
        return self._pages

    def turn(self, step: int) -> None:
        """Some pages on or back."""
        wanted = min(max(self._page + step, 0), max(self._pages - 1, 0))
        if wanted != self._page:
            self._page = wanted
            top = self.view.verticalScrollBar()
            top.setValue(0 if step > 0 else top.maximum())
            self._draw()

    def zoom_by(self, step: int) -> None:
        """Larger (positive) or smaller; 100 % fits the width."""
        self._zoom = min(max(self._zoom + step, 0), len(ZOOMS) - 1)
        self._draw()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._later.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._later.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QResizeEvent) and event.size() != event.oldSize():
            self._later.start()
        return super().eventFilter(watched, event)

    def _draw(self) -> None:
        content = self._content
        if content is None or not self.isVisible() or self.view.viewport().width() < 2 * EDGE:
            return
        if self._task is not None:
            self._task.drop()
        ratio = self.devicePixelRatioF()
        width = round((self.view.viewport().width() - EDGE) * ZOOMS[self._zoom] * ratio)
        drawing = Drawing(page=self._page, width=width, words=self._words)
        name = self._name

        self._task = self._desk.compute(
            lambda: draw_page(content(), drawing, name),
            self._on_drawn,
            owner=self,
            on_refused=self._on_refused,
        )

    def _on_drawn(self, drawn: Drawn) -> None:
        self._task = None
        self._page, self._pages = drawn.page, drawn.pages
        picture = QPixmap.fromImage(drawn.image)
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        self.view.picture.setPixmap(picture)
        size = picture.deviceIndependentSize()
        self.view.picture.setMinimumSize(QSize(round(size.width()), round(size.height())))
        words = self.tools.show_place(drawn.page, drawn.pages)
        self._show_pages()
        self.view.picture.setAccessibleName(f"{self._name}, {words}")
        self.tools.found.setText(_("{n} found").format(n=drawn.hits) if self._words else "")

    def _show_pages(self) -> None:
        wanted = self._pages > 1 and self.tools.list_pages.isChecked()
        self.pages_list.setVisible(wanted)
        if wanted and self._content is not None:
            self.pages_list.show_pages(self._content, self._pages)
            self.pages_list.mark(self._page)

    def _on_refused(self, error: Explained) -> None:
        self._task = None
        self.view.picture.setMinimumSize(0, 0)
        self.view.picture.setText("\n".join(explain(error)))

    def _on_tools_listed(self, shown: bool) -> None:
        self._show_pages()

    def _on_tools_sought(self, words: str) -> None:
        content = self._content
        if content is None:
            return
        if not words:
            self._words = ""
            self._draw()
            return
        after = self._page if words == self._words else self._page - 1
        name = self._name

        self._words = words
        self._desk.compute(
            lambda: find_page(content(), words, after, name),
            self._on_found,
            owner=self,
            on_refused=self._on_refused,
        )

    def _on_found(self, page: int | None) -> None:
        if page is None:
            self._words = ""
            self.tools.found.setText(_("not found"))
            return
        self._page = page
        self._draw()
