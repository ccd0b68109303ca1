"""The line at the foot of the window: store, saved, backup, jobs, who is here."""

from __future__ import annotations

from PySide6.QtWidgets import QStatusBar, QWidget

from iris_grants.wording import _, ngettext
from iris_grants.wording import label as words_of
from ui.desk import WindowDesk
from ui.shell.controls import Button, label


class StatusLine(QStatusBar):
    """Facts about the open store, each in its own place, read from left to right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self._store = label("")
        self._saved = label("")
        self._backup = label("")
        self._jobs = label("")
        self._person = label("")
        self._writer = label("")
        self.pen = Button("", role="link")
        for part in (self._store, self._saved, self._writer, self.pen, self._backup):
            self.addWidget(part)
        for part in (self._jobs, self._person):
            self.addPermanentWidget(part)
        self.show_pen("", "")

    def show_desk(self, desk: WindowDesk | None) -> None:
        """Say which store is open and who works in it."""
        for part in (self._store, self._saved, self._person):
            part.setVisible(desk is not None)
        if desk is None:
            self.show_backup("")
            return
        self._store.setText(_("Store: {name}").format(name=desk.name))
        self._store.setToolTip(desk.address)
        person = desk.person
        self._person.setText(
            f"{person.name} ({words_of(f'standing.{person.standing}')})"
            if person.name
            else _("nobody: reading only")
        )
        self.show_saved(desk.writable)

    def show_saved(self, writable: bool) -> None:
        """Say that everything is saved, or that nothing can be changed."""
        self._saved.setText(_("everything saved") if writable else _("read-only"))

    def show_backup(self, text: str) -> None:
        """Say when the last backup was made; empty for not known."""
        self._backup.setText(_("last backup {when}").format(when=text) if text else "")
        self._backup.setVisible(bool(text))

    def show_pen(self, words: str, offer: str) -> None:
        """Say who writes, and what can be done about that; both empty for nothing to say."""
        self._writer.setText(words)
        self.pen.setText(offer)
        self._writer.setVisible(bool(words))
        self.pen.setVisible(bool(offer))

    def show_jobs(self, running: int) -> None:
        """Say how much work is on its way in the background."""
        words = ngettext("{n} job running", "{n} jobs running", running).format(n=running)
        self._jobs.setText(words if running else "")

    def text(self) -> str:
        """The whole line, as it is read aloud."""
        parts = (self._store, self._saved, self._writer, self._backup, self._jobs, self._person)
        return " · ".join(part.text() for part in parts if part.text())
