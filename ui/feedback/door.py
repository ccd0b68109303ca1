"""Everything the window says to a person goes through here, and is remembered for the tests."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import shiboken6
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QPushButton, QWidget

from iris_grants.wording import _, ngettext
from ui.feedback.faults import Explained, crash_report, explain
from ui.feedback.toast import Offer, Toast
from ui.shell import icons
from ui.shell.theme import tokens
from ui.shell.tokens import Meaning

LISTED_PROBLEMS = 12
PASSING = "passing"
ICON_SIZE = 28
GLYPHS = {
    QMessageBox.Icon.Warning: "triangle-alert",
    QMessageBox.Icon.Question: "circle-question-mark",
    QMessageBox.Icon.Critical: "circle-alert",
}


class Telling(StrEnum):
    """The ways of telling something."""

    INFORMED = "informed"
    REFUSED = "refused"
    ASKED = "asked"
    CRASHED = "crashed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One thing that was told, as the person read it."""

    telling: Telling
    text: str
    details: tuple[str, ...] = ()


class Feedback(QObject):
    """The one door for messages; dialogs never block the thread, answers come by callback."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.said: list[Said] = []
        self.dialog: QMessageBox | None = None
        self._toast: Toast | None = None

    def window(self) -> QWidget:
        """The window that dialogs belong to: the one in front that stays there.

        A form that was just sent and the progress of work are on their way out, and would
        take a message that belongs to them along.
        """
        found = QApplication.activeWindow()
        while found is not None and (found.property(PASSING) or not found.isVisible()):
            found = found.parentWidget()
        return found.window() if found is not None else self._window

    def toast(self) -> Toast | None:
        """The brief message that is shown now; none where there is none."""
        return self._toast

    def inform(
        self, text: str, meaning: Meaning = Meaning.GOOD, offer: Offer | None = None
    ) -> None:
        """Say briefly that something happened; an `offer` may be taken while it is shown."""
        self.said.append(Said(telling=Telling.INFORMED, text=text))
        if self._toast is not None:
            self._toast.close()
        toast = Toast(text, meaning, self._window, offer)
        toast.destroyed.connect(self._on_toast_destroyed)
        self._toast = toast
        toast.announce()

    def tell(self, title: str, text: str) -> None:
        """Show a text that the person asked for."""
        self.said.append(Said(telling=Telling.INFORMED, text=title, details=(text,)))
        box = self._box(QMessageBox.Icon.NoIcon, title, text)
        box.addButton(_("Close"), QMessageBox.ButtonRole.AcceptRole)
        self._open(box)

    def present(self, dialog: QDialog, title: str, text: str = "") -> None:
        """Open a dialog that a page made, and remember what it says."""
        self.said.append(
            Said(telling=Telling.INFORMED, text=title, details=(text,) if text else ())
        )
        dialog.open()

    def refused(self, error: Explained, doing: str = "") -> None:
        """Explain why something was not done; every problem as its own sentence."""
        reasons = explain(error)
        title = doing or _("This cannot be done")
        self.said.append(Said(telling=Telling.REFUSED, text=title, details=reasons))
        if len(reasons) == 1:
            box = self._box(QMessageBox.Icon.Warning, title, reasons[0])
        else:
            box = self._box(QMessageBox.Icon.Warning, title, _listed(reasons))
            if len(reasons) > LISTED_PROBLEMS:
                box.setDetailedText("\n".join(reasons))
        box.addButton(_("Close"), QMessageBox.ButtonRole.AcceptRole)
        self._open(box)

    def confirm(
        self,
        question: str,
        *,
        yes: str,
        on_yes: Callable[[], None],
        detail: str = "",
        no: str = "",
        on_no: Callable[[], None] | None = None,
    ) -> None:
        """Ask before something that cannot be taken back; `yes` names the act itself."""
        self.said.append(
            Said(telling=Telling.ASKED, text=question, details=(detail,) if detail else ())
        )
        box = self._box(QMessageBox.Icon.Question, question, detail)
        agree = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        cancel = box.addButton(no or _("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(_as_push_button(cancel))
        box.setEscapeButton(cancel)

        def answered() -> None:
            if box.clickedButton() is agree:
                on_yes()
            elif on_no is not None:
                on_no()

        box.finished.connect(answered)
        self._open(box)

    def crash(self, error: BaseException) -> None:
        """Say that the program is at fault, with a report that holds no personal data."""
        report = crash_report(error)
        text = _("The program made a mistake. Nothing of this step was saved.")
        self.said.append(Said(telling=Telling.CRASHED, text=text, details=(report,)))
        box = self._box(
            QMessageBox.Icon.Critical,
            text,
            _(
                "What was saved before is safe. The report below names only places in the "
                "program; it holds no data of yours. Send it to whoever looks after the program."
            ),
        )
        box.setDetailedText(report)
        copy = box.addButton(_("Copy the report"), QMessageBox.ButtonRole.ActionRole)
        box.addButton(_("Close"), QMessageBox.ButtonRole.AcceptRole)

        def answered() -> None:
            if box.clickedButton() is copy:
                QGuiApplication.clipboard().setText(report)

        box.finished.connect(answered)
        self._open(box)

    def _box(self, icon: QMessageBox.Icon, title: str, text: str) -> QMessageBox:
        box = QMessageBox(self.window())
        if icon in GLYPHS:
            ratio = self._window.devicePixelRatioF()
            box.setIconPixmap(icons.pixmap(GLYPHS[icon], tokens().accent, ICON_SIZE, ratio))
        box.setWindowTitle(_("IRIS Grants"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(title)
        box.setInformativeText(text)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.destroyed.connect(self._on_dialog_destroyed)
        return box

    def _open(self, box: QMessageBox) -> None:
        self.dialog = box
        box.open()

    def _on_dialog_destroyed(self) -> None:
        if self.dialog is not None and not shiboken6.isValid(self.dialog):
            self.dialog = None

    def _on_toast_destroyed(self) -> None:
        self._toast = None


def _listed(reasons: Sequence[str]) -> str:
    lines = [f"• {reason}" for reason in reasons[:LISTED_PROBLEMS]]
    rest = len(reasons) - LISTED_PROBLEMS
    if rest > 0:
        lines.append(ngettext("and {n} more", "and {n} more", rest).format(n=rest))
    return "\n".join(lines)


def _as_push_button(button: object) -> QPushButton:
    if not isinstance(button, QPushButton):
        raise TypeError("a message box gave a button that is not a push button")
    return button
