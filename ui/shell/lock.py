"""The lock: after idle minutes, or at once, nothing is seen until the passphrase is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from iris_grants.kernel.access import Standing
from iris_grants.kernel.problems import Refused
from iris_grants.wording import _
from ui.feedback.faults import Explained, explain
from ui.shell.controls import Button, column, label, row
from ui.shell.preferences import Preferences
from ui.shell.theme import tokens

if TYPE_CHECKING:
    from ui.shell.window import MainWindow

MINUTE_MS = 60_000
MINUTES_KEY, MINUTES = "lock_minutes", 15
AWAKE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


def lock_minutes(preferences: Preferences) -> int:
    """After how many idle minutes the window of who signed in is locked; 0 for never."""
    minutes = preferences.text(MINUTES_KEY, str(MINUTES))
    return int(minutes) if minutes.isdecimal() else MINUTES


def set_lock_minutes(preferences: Preferences, minutes: int) -> None:
    """Remember after how many idle minutes to lock; 0 for never."""
    preferences.set_text(MINUTES_KEY, str(minutes))


class LockDialog(QDialog):
    """Stands before the window until the passphrase is right, or the programme is closed."""

    asked = Signal(str)
    left = Signal()

    def __init__(self, name: str, parent: QWidget) -> None:
        from ui.forms.fields import Field, FieldKind, FormSpec
        from ui.forms.panel import FormPanel

        super().__init__(parent)
        self.setWindowTitle(_("Locked"))
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        secret = Field(
            name="passphrase", label=_("Passphrase"), kind=FieldKind.SECRET, required=True
        )
        self.panel = FormPanel(
            FormSpec(
                title=_("Locked"),
                intro=_("{name} works here. Nothing is lost; what was running goes on.").format(
                    name=name
                ),
                save=_("Unlock"),
                fields=(secret,),
            )
        )
        self.unlock = Button(_("Unlock"), role="primary")
        self.unlock.setDefault(True)
        self.leave = Button(_("Close the programme"))
        self.leave.setAutoDefault(False)
        layout = column(self, spacing=0)
        head = row()
        head.setContentsMargins(20, 16, 20, 0)
        head.addWidget(label(_("Locked"), "heading"), 1)
        layout.addLayout(head)
        layout.addWidget(self.panel, 1)
        foot = row(margin=16)
        foot.addWidget(self.leave)
        foot.addStretch(1)
        foot.addWidget(self.unlock)
        layout.addLayout(foot)
        self.unlock.clicked.connect(self._on_unlock_clicked)
        self.leave.clicked.connect(self.left)
        wanted = self.panel.inner.sizeHint().height() + tokens().px(130)
        self.resize(tokens().px(420), wanted)

    def reject(self) -> None:
        """Escape does not unlock."""

    def _on_unlock_clicked(self) -> None:
        values = self.panel.values()
        if values is not None:
            self.unlock.setEnabled(False)
            self.asked.emit(str(values["passphrase"]))


class Lock(QObject):
    """Counts idle minutes of who signed in, and hides everything when they are over."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._hidden: list[QWidget] = []
        self._watching = False
        self.dialog: LockDialog | None = None
        self.idle = QTimer(self)
        self.idle.setSingleShot(True)
        self.idle.timeout.connect(self.lock)

    def possible(self) -> bool:
        """Whether somebody signed in works here, who could unlock again."""
        desk = self._window.desk
        return desk is not None and desk.person.standing is Standing.SIGNED_IN

    def watch(self) -> None:
        """Begin to count anew, or stop where nobody signed in or the setting says never."""
        minutes = lock_minutes(self._window.preferences)
        wanted = self.possible() and minutes > 0
        app = QApplication.instance()
        if app is not None and wanted is not self._watching:
            self._watching = wanted
            if wanted:
                app.installEventFilter(self)
            else:
                app.removeEventFilter(self)
        if wanted:
            self.idle.start(minutes * MINUTE_MS)
        else:
            self.idle.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in AWAKE and self.dialog is None:
            self.idle.start()
        return False

    def lock(self) -> None:
        """Hide the window's contents and its dialogs until the passphrase is typed."""
        desk = self._window.desk
        if desk is None or not self.possible() or self.dialog is not None:
            return
        self.idle.stop()
        self._hide_all()
        self.dialog = LockDialog(desk.person.name, self._window)
        self.dialog.asked.connect(self._on_dialog_asked)
        self.dialog.left.connect(self._on_dialog_left)
        self.dialog.open()

    def _hide_all(self) -> None:
        middle = self._window.centralWidget()
        above = [
            one
            for one in QApplication.topLevelWidgets()
            if one.isVisible() and one is not self._window and one.parentWidget() is not None
        ]
        self._hidden = [*above] if middle is None else [middle, *above]
        for one in reversed(self._hidden):
            one.hide()
        self._window.setWindowTitle(_("IRIS Grants"))

    def _on_dialog_asked(self, passphrase: str) -> None:
        desk = self._window.desk
        if desk is not None:
            desk.sign_in(passphrase, self._unlocked, owner=self, on_refused=self._on_refused)

    def _on_refused(self, error: Explained) -> None:
        if self.dialog is None:
            return
        self.dialog.unlock.setEnabled(True)
        if isinstance(error, Refused):
            self.dialog.panel.show_problems(error.problems)
        else:
            self.dialog.panel.rows["passphrase"].show_wrong(" ".join(explain(error)))

    def _unlocked(self) -> None:
        self._take_away()
        for one in self._hidden:
            if shiboken6.isValid(one):
                one.show()
        self._hidden = []
        self._window.show_title()
        self.watch()

    def _on_dialog_left(self) -> None:
        self._take_away()
        for one in self._hidden:
            if shiboken6.isValid(one) and one.isWindow():
                one.deleteLater()
        self._hidden = []
        self._window.leave_store()

    def _take_away(self) -> None:
        if self.dialog is not None:
            self.dialog.done(QDialog.DialogCode.Accepted)
            self.dialog = None
