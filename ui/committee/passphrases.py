"""The passphrases of packages just made: shown once, copied, then gone."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QCheckBox, QDialog, QGridLayout, QScrollArea, QWidget

from iris_grants.scoring.packing import MadePackage
from iris_grants.wording import _, ngettext
from ui.shell.context import Context
from ui.shell.controls import Button, IconButton, column, label, paragraph, row
from ui.shell.page import note
from ui.shell.theme import tokens
from ui.shell.tokens import Meaning

MOST_HEIGHT = 420


class PassphrasesDialog(QDialog):
    """Who gets which file and which passphrase; closes once they are said to be noted."""

    def __init__(self, context: Context, made: tuple[MadePackage, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._made = made
        title = ngettext("{n} package made", "{n} packages made", len(made)).format(n=len(made))
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        layout = column(self, 20, 12)
        layout.addWidget(label(title, "heading"))
        words = _(
            "The passphrases are shown only now and are not kept. Send the file by e-mail and "
            "the passphrase by another way: by telephone or on paper."
        )
        layout.addWidget(note(words, Meaning.ATTENTION, "key-round"))
        layout.addWidget(self._table())
        self.noted = QCheckBox(_("I have noted the passphrases or handed them over"))
        layout.addWidget(self.noted)
        foot = row(spacing=8)
        self.copy = Button(_("Copy all"), "copy")
        self.folder = Button(_("Open the folder"), "folder-open")
        self.close_button = Button(_("Close"), role="primary")
        self.close_button.setEnabled(False)
        foot.addWidget(self.copy)
        foot.addWidget(self.folder)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        layout.addLayout(foot)
        self.noted.toggled.connect(self.close_button.setEnabled)
        self.copy.clicked.connect(self._on_copy_clicked)
        self.folder.clicked.connect(self._on_folder_clicked)
        self.close_button.clicked.connect(self.accept)
        self.setMinimumWidth(tokens().px(740))

    def reject(self) -> None:
        """Close, only once the passphrases are noted: nobody can show them again."""
        if self.noted.isChecked():
            super().reject()

    def text(self) -> str:
        """Everything as lines of text, for the clipboard."""
        return "\n".join(
            f"{one.code} · {one.name}\t{one.path.name}\t{one.passphrase}" for one in self._made
        )

    def _table(self) -> QWidget:
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        heads = (_("Assessor"), _("File"), _("Applications"), _("Passphrase"))
        for place, head in enumerate(heads):
            grid.addWidget(label(head, "muted"), 0, place)
        for line, one in enumerate(self._made, start=1):
            grid.addWidget(paragraph(f"{one.code} · {one.name}"), line, 0)
            grid.addWidget(paragraph(one.path.name), line, 1)
            grid.addWidget(label(str(len(one.applications))), line, 2)
            secret = paragraph(one.passphrase, "label")
            grid.addWidget(secret, line, 3)
            copy = IconButton("copy", _("Copy the passphrase of {code}").format(code=one.code))
            copy.setProperty("passphrase", one.passphrase)
            copy.clicked.connect(self._on_one_clicked)
            grid.addWidget(copy, line, 4)
        grid.setColumnStretch(3, 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inner)
        wanted = inner.sizeHint().height() + tokens().px(8)
        scroll.setMinimumHeight(min(wanted, tokens().px(MOST_HEIGHT)))
        return scroll

    def _on_one_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, IconButton):
            QGuiApplication.clipboard().setText(str(button.property("passphrase")))
            self._context.feedback.inform(_("The passphrase is on the clipboard."))

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self.text())
        self._context.feedback.inform(_("The passphrases are on the clipboard."))

    def _on_folder_clicked(self) -> None:
        if self._made:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._made[0].path.parent)))


def show_passphrases(context: Context, made: tuple[MadePackage, ...]) -> None:
    """Show the passphrases of the packages just made."""
    PassphrasesDialog(context, made, context.window.window()).open()
