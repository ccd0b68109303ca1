"""Undo and redo of operations in the window: from the menu, by Ctrl+Z, and beside a message."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from iris_grants.wording import _, label
from iris_grants.wording.formats import moment
from ui.desk import WindowDesk
from ui.feedback import Feedback
from ui.feedback.toast import Offer

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session
    from iris_grants.people.undoing import LastOwn


def say_done(
    window: QWidget,
    desk: WindowDesk,
    feedback: Feedback,
    command: Callable[..., object],
    words: str,
) -> None:
    """Say that a command was done; where it may be undone, offer that beside the message.

    Without `words` nothing is said but of what may be undone, by the name of its operation.
    """
    from iris_grants.kernel.operations import operation_of

    declared, entry = operation_of(command), desk.last_entry
    if declared.undoable and entry:
        back = Offer(text=_("Undo"), run=partial(undo_entry, window, desk, feedback, entry))
        feedback.inform(words or label(f"operation.{declared.name}"), offer=back)
    elif words:
        feedback.inform(words)


def undo_last(window: QWidget, desk: WindowDesk, feedback: Feedback) -> None:
    """Undo the person's last operation: at once if it was done just now, else after a question."""
    person_id = desk.person.person_id

    def query(session: Session) -> LastOwn | None:
        from iris_grants.people.undoing import last_own

        return last_own(session, person_id)

    def found(last: LastOwn | None) -> None:
        if last is None or not last.undoable or last.number == desk.last_entry:
            undo_entry(window, desk, feedback, None if last is None else last.number)
            return
        feedback.confirm(
            _("Undo “{operation}”?").format(operation=label(f"operation.{last.operation}")),
            detail=_("You did this on {when} (entry {number}).").format(
                when=moment(last.at), number=last.number
            ),
            yes=_("Undo"),
            on_yes=partial(undo_entry, window, desk, feedback, last.number),
        )

    desk.read(query, found, owner=window)


def undo_entry(window: QWidget, desk: WindowDesk, feedback: Feedback, entry: int | None) -> None:
    """Undo this entry if it is the person's last one, and offer to do it again."""
    from iris_grants.people.undoing import undo

    def told(number: int) -> None:
        again = Offer(text=_("Redo"), run=partial(redo_last, window, desk, feedback))
        feedback.inform(_("Undone (entry {number}).").format(number=number), offer=again)

    desk.run(undo, {"entry": entry}, told, owner=window, title=_("Undo"))


def redo_last(window: QWidget, desk: WindowDesk, feedback: Feedback) -> None:
    """Do again what the person undid last."""
    from iris_grants.people.undoing import redo

    def told(number: int) -> None:
        feedback.inform(_("Done again (entry {number}).").format(number=number))

    desk.run(redo, {}, told, owner=window, title=_("Redo"))
