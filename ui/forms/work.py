"""Steps that do long work with files: after a form, in the background, with progress."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QWidget

from iris_grants.kernel.progress import Progress
from ui.feedback.faults import Explained
from ui.forms.dialog import FormDialog
from ui.forms.drafts import place_of
from ui.forms.fields import FormSpec, Values
from ui.shell.act import Act
from ui.shell.context import Context

if TYPE_CHECKING:
    from iris_grants.kernel.operations import Desk

T = TypeVar("T")
Job = Callable[["Desk", Values, Progress], T]


def work_act(
    text: str,
    form: Callable[[], FormSpec],
    job: Job[T],
    *,
    on_done: Callable[[Context, T], None],
    icon: str = "",
    blocked: str = "",
) -> Act:
    """A step that asks for values, then runs `job` with them in the background.

    The form stays open while the job refuses, and says why; `on_done` gets its result.
    """

    def run(context: Context, owner: QWidget) -> None:
        open_work(context, owner, form(), job, lambda result: on_done(context, result))

    return Act(text=text, run=run, icon=icon, blocked=blocked)


def open_work(
    context: Context,
    owner: QWidget,
    spec: FormSpec,
    job: Job[T],
    on_done: Callable[[T], None],
) -> FormDialog:
    """Open a form whose values go into a job that has the whole desk."""

    def send(
        values: dict[str, object],
        closed: Callable[[object], None],
        refused: Callable[[Explained], None],
    ) -> None:
        def arrived(result: T) -> None:
            closed(result)
            on_done(result)

        context.desk.work(
            lambda desk, progress: job(desk, values, progress),
            arrived,
            owner=dialog,
            title=spec.title,
            on_refused=refused,
            on_end=dialog.on_ended,
        )

    name = getattr(job, "__qualname__", type(job).__name__)
    place = place_of(context.desk, f"{job.__module__}.{name}", spec.record or spec.title)
    dialog = FormDialog(context, spec, send, owner.window(), place)
    dialog.open()
    return dialog
