"""A small form that stands alone, before a store is open or beside a list."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from iris_grants.wording import _
from ui.shell.controls import Button, column, label, row
from ui.shell.theme import tokens

if TYPE_CHECKING:
    from ui.forms.fields import FormSpec


class AskDialog(QDialog):
    """A small form before a store is open; `answered` carries its values."""

    answered = Signal(dict)
    other_chosen = Signal()

    def __init__(self, spec: FormSpec, parent: QWidget) -> None:
        from ui.forms.panel import FormPanel

        super().__init__(parent)
        self.setWindowTitle(spec.title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.panel = FormPanel(spec)
        self.save = Button(spec.save, role="primary")
        self.save.setDefault(True)
        cancel = Button(_("Cancel"))
        cancel.setAutoDefault(False)
        layout = column(self, spacing=0)
        head = row()
        head.setContentsMargins(20, 16, 20, 0)
        head.addWidget(label(spec.title, "heading"), 1)
        layout.addLayout(head)
        layout.addWidget(self.panel, 1)
        foot = row(margin=16)
        foot.setContentsMargins(20, 0, 20, 16)
        self.other = Button("", role="link")
        self.other.setAutoDefault(False)
        self.other.hide()
        foot.addWidget(self.other)
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.save)
        layout.addLayout(foot)
        self.other.clicked.connect(self._on_other_clicked)
        self.save.clicked.connect(self._on_save_clicked)
        cancel.clicked.connect(self.reject)
        wanted = self.panel.inner.sizeHint().height() + tokens().px(130)
        self.resize(tokens().px(460), wanted)

    def offer(self, words: str, run: Callable[[], None]) -> None:
        """Offer another way at the foot; it closes the form."""
        self.other.setText(words)
        self.other.show()
        self.other_chosen.connect(run)

    def _on_other_clicked(self) -> None:
        self.reject()
        self.other_chosen.emit()

    def _on_save_clicked(self) -> None:
        values = self.panel.values()
        if values is not None:
            self.accept()
            self.answered.emit(values)
