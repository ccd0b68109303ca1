"""The tools over a PDF: pages back and forth, larger and smaller, words to find."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from iris_grants.wording import _
from ui.shell.controls import IconButton, label, row

SEARCH_WIDTH = 220


class PreviewTools(QWidget):
    """One line of tools; what is pressed is told by signals."""

    turned = Signal(int)
    zoomed = Signal(int)
    sought = Signal(str)
    listed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list_pages = IconButton("panel-left", _("Show all pages at the side"))
        self.list_pages.setCheckable(True)
        self.list_pages.setChecked(True)
        self.list_pages.hide()
        self.back = IconButton("chevron-left", _("Previous page"))
        self.forward = IconButton("chevron-right", _("Next page"))
        self.place = label("", "muted")
        self.smaller = IconButton("zoom-out", _("Smaller"))
        self.larger = IconButton("zoom-in", _("Larger"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Find in the document"))
        self.search.setAccessibleName(_("Find in the document"))
        self.search.setMaximumWidth(SEARCH_WIDTH)
        self.found = label("", "muted")
        line = row(self, spacing=2)
        for part in (self.list_pages, self.back, self.place, self.forward):
            line.addWidget(part)
        line.addWidget(self.smaller)
        line.addWidget(self.larger)
        line.addStretch(1)
        line.addWidget(self.found)
        line.addWidget(self.search)
        self.list_pages.toggled.connect(self.listed)
        self.back.clicked.connect(self._on_back_clicked)
        self.forward.clicked.connect(self._on_forward_clicked)
        self.smaller.clicked.connect(self._on_smaller_clicked)
        self.larger.clicked.connect(self._on_larger_clicked)
        self.search.returnPressed.connect(self._on_search_return_pressed)

    def show_place(self, page: int, pages: int) -> str:
        """Say which page of how many is open (from 0); gives the words."""
        words = _("Page {n} of {m}").format(n=page + 1, m=pages)
        self.place.setText(words)
        self.back.setEnabled(page > 0)
        self.forward.setEnabled(page < pages - 1)
        self.list_pages.setVisible(pages > 1)
        return words

    def _on_back_clicked(self) -> None:
        self.turned.emit(-1)

    def _on_forward_clicked(self) -> None:
        self.turned.emit(1)

    def _on_smaller_clicked(self) -> None:
        self.zoomed.emit(-1)

    def _on_larger_clicked(self) -> None:
        self.zoomed.emit(1)

    def _on_search_return_pressed(self) -> None:
        self.sought.emit(self.search.text().strip())
