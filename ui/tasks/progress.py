"""The dialog that shows how far long work is, and stops it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QProgressBar, QWidget

from iris_grants.wording import _, label
from ui.feedback.door import PASSING
from ui.shell.controls import Button, column, paragraph, row
from ui.shell.controls import label as line
from ui.tasks.task import Task

POLL_MS = 100


class TaskDialog(QDialog):
    """Polls a task ten times a second; Escape and the button ask it to stop."""

    def __init__(self, task: Task[object], window: QWidget) -> None:
        super().__init__(window)
        self._task = task
        self.setWindowTitle(task.title)
        self.setProperty(PASSING, True)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(420)
        layout = column(self, 20, 12)
        layout.addWidget(line(task.title, "heading"))
        self._step = paragraph("", "muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("Progress"))
        self._stop = Button(_("Stop"))
        self._stop.clicked.connect(self.reject)
        foot = row()
        foot.addStretch(1)
        foot.addWidget(self._stop)
        layout.addWidget(self._bar)
        layout.addWidget(self._step)
        layout.addLayout(foot)
        timer = QTimer(self)
        timer.timeout.connect(self._on_timer_timeout)
        timer.start(POLL_MS)
        self._on_timer_timeout()

    def shown(self) -> tuple[str, int, int, str]:
        """Title, how much is done of how much, and the step in words."""
        return self.windowTitle(), self._bar.value(), self._bar.maximum(), self._step.text()

    def reject(self) -> None:
        """Ask the work to stop; the dialog goes when the work has stopped."""
        self._task.cancel()
        self._stop.setEnabled(False)
        self._step.setText(_("Stopping…"))

    def _on_timer_timeout(self) -> None:
        if self._task.ended or self._task.dropped:
            self.done(0)
            return
        done, total, step = self._task.reached
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        if self._stop.isEnabled():
            words = label(step) if step else _("Working…")
            self._step.setText(f"{words} · {done} / {total}" if total else words)
