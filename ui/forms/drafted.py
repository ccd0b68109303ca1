"""A dialog that is typed into: drafts are kept, nothing is given up without a question."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from iris_grants.wording import _
from ui.forms.drafting import Drafting
from ui.forms.drafts import DraftPlace
from ui.shell.context import Context
from ui.shell.theme import tokens


class DraftedDialog(QDialog):
    """What forms and sheets have in common.

    A subclass sends what was typed in `submit`, says with `dirty` whether something was, and
    calls `keep_drafts` once its widgets stand. It goes with the store it belongs to.
    """

    def __init__(self, context: Context, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.context = context
        self.drafting: Drafting | None = None
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self, self._on_save_pressed)
        context.desk.closed.connect(self._on_desk_closed)

    def submit(self) -> None:
        """Send what was typed, if it can be sent."""
        raise NotImplementedError

    def dirty(self) -> bool:
        """Whether something typed would be lost by closing."""
        raise NotImplementedError

    def offered(self) -> bool:
        """Whether a draft waits for the choice to go on with it."""
        return self.drafting is not None and self.drafting.offer is not None

    def keep_drafts(
        self,
        place: DraftPlace | None,
        *,
        typed: Callable[[], Mapping[str, str]],
        put: Callable[[Mapping[str, str]], None],
        head: QVBoxLayout,
        body: QWidget,
        save: QPushButton,
    ) -> Drafting | None:
        """Keep what is `typed` as the draft of this place; without a place nothing is kept."""
        if place is not None:
            self.drafting = Drafting(
                self.context,
                place,
                typed=typed,
                put=put,
                head=head,
                body=body,
                save=save,
                parent=self,
            )
        return self.drafting

    def take_room(self, width: int, height: int, share: float) -> None:
        """Be so large, in pixels at 100 %, but at most this share of the screen."""
        room = self.screen().availableGeometry().size() * share
        self.resize(min(tokens().px(width), room.width()), min(tokens().px(height), room.height()))

    def reject(self) -> None:
        """Close; what was typed is given up only after a question."""
        if self.offered() or not self.dirty():
            if self.offered():
                self._leave_draft()
            super().reject()
            return
        self.context.feedback.confirm(
            _("Discard what you typed?"),
            yes=_("Discard"),
            no=_("Keep editing"),
            on_yes=self._on_discarded,
        )

    def done(self, result: int) -> None:
        """Close for good: saved or given up, so that no draft remains."""
        if self.drafting is not None:
            self.drafting.settle()
        super().done(result)

    def _leave_draft(self) -> None:
        """Let the draft lie as it is."""
        if self.drafting is not None:
            self.drafting.leave()

    def _on_save_pressed(self) -> None:
        self.submit()

    def _on_desk_closed(self) -> None:
        self._leave_draft()
        self.done(QDialog.DialogCode.Rejected)

    def _on_discarded(self) -> None:
        self.done(QDialog.DialogCode.Rejected)
