"""A form in a dialog that runs a command: refusals land on their fields, nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QWidget

from iris_grants.kernel.problems import Refused
from iris_grants.wording import _
from ui.feedback.faults import Explained
from ui.forms.fields import FormSpec
from ui.forms.panel import FormPanel
from ui.shell.context import Context
from ui.shell.controls import Button, column, label, row
from ui.shell.theme import tokens
from ui.shell.undoing import say_done

WIDTH = 500
WIDE = 680
SCREEN_SHARE = 0.86

Instead = Callable[[dict[str, object], Callable[[object], None], Explained], bool]
Send = Callable[[dict[str, object], Callable[[object], None], Callable[[Explained], None]], None]


class FormDialog(QDialog):
    """Asks for the values of a form and sends them; stays open while anything is wrong.

    `send(values, done, refused)` starts the work in the background and calls one of both.
    """

    def __init__(self, context: Context, spec: FormSpec, send: Send, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._send = send
        self.setWindowTitle(spec.title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.panel = FormPanel(spec)
        self.save = Button(spec.save, role="primary")
        self.save.setDefault(True)
        self.cancel = Button(_("Cancel"))
        self.cancel.setAutoDefault(False)
        layout = column(self, spacing=0)
        head = row()
        head.setContentsMargins(20, 16, 20, 0)
        head.addWidget(label(spec.title, "heading"), 1)
        layout.addLayout(head)
        layout.addWidget(self.panel, 1)
        foot = QFrame()
        foot.setProperty("role", "foot")
        line = row(foot, 12, 8)
        line.addWidget(label(_("* needed"), "muted"))
        line.addStretch(1)
        line.addWidget(self.cancel)
        line.addWidget(self.save)
        layout.addWidget(foot)
        self.save.clicked.connect(self.submit)
        self.cancel.clicked.connect(self.reject)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self, self.submit)
        self._fit(spec)

    def submit(self) -> None:
        """Send the values if every field has one."""
        if not self.save.isEnabled():
            return
        values = self.panel.values()
        if values is not None:
            self.save.setEnabled(False)
            self._send(values, self._on_done, self._on_refused)

    def reject(self) -> None:
        """Close; what was typed is given up only after a question."""
        if not self.panel.dirty():
            super().reject()
            return
        self._context.feedback.confirm(
            _("Discard what you typed?"),
            yes=_("Discard"),
            no=_("Keep editing"),
            on_yes=self._on_discarded,
        )

    def _on_discarded(self) -> None:
        self.done(QDialog.DialogCode.Rejected)

    def _on_done(self, result: object) -> None:
        self.accept()

    def _on_refused(self, error: Explained) -> None:
        self.save.setEnabled(True)
        if isinstance(error, Refused):
            self.panel.show_problems(error.problems)
        else:
            self._context.feedback.refused(error)

    def _fit(self, spec: FormSpec) -> None:
        width = tokens().px(WIDE if spec.wide else WIDTH)
        wanted = self.panel.inner.sizeHint().height() + tokens().px(120)
        room = self.screen().availableGeometry().height()
        self.resize(width, min(wanted, int(room * SCREEN_SHARE)))
        first = next(iter(self.panel.rows.values()), None)
        if first is not None:
            first.editor.input.setFocus()


def open_form(
    context: Context,
    owner: QWidget,
    spec: FormSpec,
    command: Callable[..., object],
    *,
    fixed: Mapping[str, object] | None = None,
    done: str = "",
    on_done: Callable[[object], None] | None = None,
    instead: Instead | None = None,
) -> FormDialog:
    """Open a form whose values, with the `fixed` ones, are the keywords of a command.

    `done` is said when it is done; `on_done` gets what the command returned. `instead` may
    take a refusal over: it gets the keywords, what to call when it is done after all, and
    the error, and says whether it did.
    """

    def send(
        values: dict[str, object],
        closed: Callable[[object], None],
        refused: Callable[[Explained], None],
    ) -> None:
        def arrived(result: object) -> None:
            closed(result)
            say_done(context.window, context.desk, context.feedback, command, done)
            if on_done is not None:
                on_done(result)

        kwargs = {**(fixed or {}), **values}

        def declined(error: Explained) -> None:
            taken = instead is not None and instead(kwargs, arrived, error)
            refused(Refused() if taken else error)

        context.desk.run(
            command, kwargs, arrived, owner=dialog, title=spec.title, on_refused=declined
        )

    dialog = FormDialog(context, spec, send, owner.window())
    dialog.open()
    return dialog
