"""A form in a dialog that runs a command: refusals land on their fields, nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from iris_grants.kernel.problems import Refused
from iris_grants.wording import _
from ui.feedback.faults import Explained
from ui.forms.drafted import DraftedDialog
from ui.forms.drafts import DraftPlace, may_be_kept, place_of
from ui.forms.fields import FieldKind, FormSpec
from ui.forms.panel import FormPanel
from ui.shell.context import Context
from ui.shell.controls import Button, column, label, row
from ui.shell.theme import tokens
from ui.shell.undoing import say_done

WIDTH = 500
WIDE = 680
WIDEST = 880
SCREEN_SHARE = 0.86

Instead = Callable[[dict[str, object], Callable[[object], None], Explained], bool]
Send = Callable[[dict[str, object], Callable[[object], None], Callable[[Explained], None]], None]


class FormDialog(DraftedDialog):
    """Asks for the values of a form and sends them; stays open while anything is wrong.

    `send(values, done, refused)` starts the work in the background and calls one of both;
    `on_ended` is for however it ended. What is typed is kept as the draft of this `place`
    until it is saved or given up. A form goes with the store it belongs to.
    """

    def __init__(
        self,
        context: Context,
        spec: FormSpec,
        send: Send,
        parent: QWidget,
        place: DraftPlace | None = None,
    ) -> None:
        super().__init__(context, spec.title, parent)
        self._send = send
        self.panel = FormPanel(spec)
        self.save = Button(spec.save, role="primary")
        self.save.setDefault(True)
        self.cancel = Button(_("Cancel"))
        self.cancel.setAutoDefault(False)
        layout = column(self, spacing=0)
        self._head = QVBoxLayout()
        self._head.setContentsMargins(20, 16, 20, 0)
        self._head.setSpacing(8)
        self._head.addWidget(label(spec.title, "heading"))
        self._head.addWidget(self.panel.faults)
        layout.addLayout(self._head)
        layout.addWidget(self.panel, 1)
        layout.addWidget(self._foot())
        self.save.clicked.connect(self.submit)
        self.cancel.clicked.connect(self.reject)
        self._fit(spec)
        self._keep_drafts(place if may_be_kept(spec) else None)

    def submit(self) -> None:
        """Send the values if every field has one."""
        if not self.save.isEnabled():
            return
        values = self.panel.values()
        if values is not None:
            self.save.setEnabled(False)
            self._send(values, self._on_done, self._on_refused)

    def on_ended(self) -> None:
        """The work has ended, also where it was stopped: the form can be sent again."""
        self.save.setEnabled(not self.offered())

    def dirty(self) -> bool:
        """Whether something was typed."""
        return self.panel.dirty()

    def _foot(self) -> QFrame:
        foot = QFrame()
        foot.setProperty("role", "foot")
        self._line = row(foot, 12, 8)
        self._line.addWidget(label(_("* needed"), "muted"))
        self._line.addStretch(1)
        self._line.addWidget(self.cancel)
        self._line.addWidget(self.save)
        return foot

    def _keep_drafts(self, place: DraftPlace | None) -> None:
        made = self.keep_drafts(
            place,
            typed=self.panel.typed,
            put=self.panel.put,
            head=self._head,
            body=self.panel,
            save=self.save,
        )
        if made is not None:
            self.panel.edited.connect(made.on_edited)
            made.chosen.connect(self._focus_first)
            self._line.insertWidget(1, made.note)

    def _focus_first(self) -> None:
        first = next(iter(self.panel.rows.values()), None)
        if first is not None:
            first.editor.input.setFocus()

    def _on_done(self, result: object) -> None:
        self.accept()

    def _on_refused(self, error: Explained) -> None:
        self.save.setEnabled(True)
        if isinstance(error, Refused):
            self.panel.show_problems(error.problems)
        else:
            self.context.feedback.refused(error)

    def _fit(self, spec: FormSpec) -> None:
        lined = any(field.kind is FieldKind.ROWS for field in spec.fields)
        width = tokens().px(WIDEST if lined else WIDE if spec.wide else WIDTH)
        wanted = self.panel.inner.sizeHint().height() + tokens().px(120)
        room = self.screen().availableGeometry().height()
        self.resize(width, min(wanted, int(room * SCREEN_SHARE)))
        self._focus_first()


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

    fixed = dict(fixed or {})

    def told(result: object) -> None:
        say_done(context.window, context.desk, context.feedback, command, done)
        if on_done is not None:
            on_done(result)

    def send(
        values: dict[str, object],
        closed: Callable[[object], None],
        refused: Callable[[Explained], None],
    ) -> None:
        def arrived(result: object) -> None:
            closed(result)
            told(result)

        kwargs = {**fixed, **values}

        def declined(error: Explained) -> None:
            taken = instead is not None and instead(kwargs, arrived, error)
            refused(Refused() if taken else error)

        _run(dialog, command, kwargs, arrived, declined)

    place = _draft_of(context, spec, command, fixed)
    dialog = FormDialog(context, spec, send, owner.window(), place)
    dialog.open()
    return dialog


def _run(
    dialog: FormDialog,
    command: Callable[..., object],
    kwargs: Mapping[str, object],
    arrived: Callable[[object], None],
    declined: Callable[[Explained], None],
) -> None:
    dialog.context.desk.run(
        command,
        kwargs,
        arrived,
        owner=dialog,
        title=dialog.windowTitle(),
        on_refused=declined,
        on_end=dialog.on_ended,
    )


def _draft_of(
    context: Context,
    spec: FormSpec,
    command: Callable[..., object],
    fixed: Mapping[str, object],
) -> DraftPlace | None:
    """Where the draft of a command's form lies: by its operation and its fixed keywords."""
    from iris_grants.kernel.operations import operation_of

    record = spec.record or str(sorted((name, str(value)) for name, value in fixed.items()))
    return place_of(context.desk, operation_of(command).name, record)
