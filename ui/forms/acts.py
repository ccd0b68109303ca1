"""Steps that run a command: after a form, after a question, or at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from ui.forms.dialog import open_form
from ui.forms.fields import FormSpec
from ui.shell.act import Act
from ui.shell.context import Context


def form_act(
    text: str,
    form: Callable[[], FormSpec],
    command: Callable[..., object],
    *,
    fixed: Mapping[str, object] | None = None,
    done: str = "",
    icon: str = "",
    blocked: str = "",
    leads: Callable[[Context], None] | None = None,
    on_done: Callable[[Context, object], None] | None = None,
    danger: bool = False,
) -> Act:
    """A step that asks for values first; `form` is made when the button is pressed."""

    def run(context: Context, owner: QWidget) -> None:
        def finished(result: object) -> None:
            if on_done is not None:
                on_done(context, result)

        open_form(context, owner, form(), command, fixed=fixed, done=done, on_done=finished)

    return Act(text=text, run=run, icon=icon, blocked=blocked, leads=leads, danger=danger)


def command_act(
    text: str,
    command: Callable[..., object],
    kwargs: Mapping[str, object],
    *,
    question: str = "",
    yes: str = "",
    done: str = "",
    icon: str = "",
    blocked: str = "",
    leads: Callable[[Context], None] | None = None,
    on_done: Callable[[Context, object], None] | None = None,
    danger: bool = False,
) -> Act:
    """A step that runs a command, after a `question` where one is given."""

    def run(context: Context, owner: QWidget) -> None:
        def finished(result: object) -> None:
            if done:
                context.feedback.inform(done)
            if on_done is not None:
                on_done(context, result)

        def start() -> None:
            context.desk.run(command, kwargs, finished, owner=context.window, title=text)

        if question:
            context.feedback.confirm(question, yes=yes or text, on_yes=start)
        else:
            start()

    return Act(text=text, run=run, icon=icon, blocked=blocked, leads=leads, danger=danger)
