"""Steps that run a command: after a form, after a question, or at once; a second person may."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from ui.feedback.faults import Explained, explain
from ui.forms.dialog import Instead, open_form
from ui.forms.fields import FormSpec
from ui.shell.act import Act
from ui.shell.context import Context
from ui.shell.signing import needs_other, run_as_other
from ui.shell.undoing import say_done


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

        open_form(
            context,
            owner,
            form(),
            command,
            fixed=fixed,
            done=done,
            on_done=finished,
            instead=_instead(context, command, text),
        )

    return Act(
        text=text,
        run=run,
        icon=icon,
        blocked=blocked,
        leads=leads,
        danger=danger,
        command=command,
    )


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
            say_done(context.window, context.desk, context.feedback, command, done)
            if on_done is not None:
                on_done(context, result)

        def start() -> None:
            run_step(context, command, kwargs, finished, text)

        if question:
            context.feedback.confirm(question, yes=yes or text, on_yes=start)
        else:
            start()

    return Act(
        text=text,
        run=run,
        icon=icon,
        blocked=blocked,
        leads=leads,
        danger=danger,
        command=command,
    )


def run_step(
    context: Context,
    command: Callable[..., object],
    kwargs: Mapping[str, object],
    on_done: Callable[[object], None],
    title: str,
) -> None:
    """Run a command in the background; a refusal is told, or a second person asked for."""
    instead = _instead(context, command, title)

    def refused(error: Explained) -> None:
        if not instead(dict(kwargs), on_done, error):
            context.feedback.refused(error)

    context.desk.run(
        command, kwargs, on_done, owner=context.window, title=title, on_refused=refused
    )


def _instead(context: Context, command: Callable[..., object], title: str) -> Instead:
    """Offers that a second person signs in, where only that was missing."""

    def offer(
        kwargs: dict[str, object], on_done: Callable[[object], None], error: Explained
    ) -> bool:
        if not needs_other(command, error):
            return False
        reason = " ".join(explain(error))
        run_as_other(context, command, kwargs, on_done, title=title, reason=reason)
        return True

    return offer
