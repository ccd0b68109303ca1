"""What a dialog does about drafts: keeps one while somebody types, offers it the next time."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from iris_grants.wording import _
from ui.forms.drafts import DraftKeeper, DraftOffer, DraftPlace, shelf_at
from ui.shell.context import Context
from ui.shell.controls import label


class Drafting(QObject):
    """The drafts of one open dialog.

    `typed` gives what differs from how it opened, `put` puts that back. While a draft is
    offered, in `head`, `body` and `save` wait for the choice. `chosen` comes after it.
    """

    chosen = Signal()

    def __init__(
        self,
        context: Context,
        place: DraftPlace,
        *,
        typed: Callable[[], Mapping[str, str]],
        put: Callable[[Mapping[str, str]], None],
        head: QVBoxLayout,
        body: QWidget,
        save: QPushButton,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._put = put
        self._head = head
        self._waiting = (body, save)
        self._left = False
        self.offer: DraftOffer | None = None
        self.note = label("", "muted")
        self._keeper = DraftKeeper(shelf_at(context.preferences.path), place, typed, self)
        self._keeper.kept.connect(self._on_keeper_kept)
        draft = self._keeper.found()
        if draft is not None:
            self.offer = DraftOffer(draft)
            self.offer.resumed.connect(self._on_offer_resumed)
            self.offer.discarded.connect(self._on_offer_discarded)
            head.addWidget(self.offer)
            self._let_in(False)
            self.offer.resume.setFocus()

    def on_edited(self) -> None:
        """Something was typed; it is kept within a second."""
        if self.offer is None and not self._left:
            self._keeper.on_edited()

    def leave(self) -> None:
        """The dialog goes without a decision: the draft stays as it is, with the last words."""
        self._keeper.flush_waiting()
        self._left = True

    def settle(self) -> None:
        """What was typed is saved or given up: no draft remains, unless it was left."""
        if not self._left:
            self._keeper.settle()

    def _let_in(self, ready: bool) -> None:
        for widget in self._waiting:
            widget.setEnabled(ready)

    def _end_offer(self) -> DraftOffer | None:
        offer, self.offer = self.offer, None
        if offer is not None:
            self._head.removeWidget(offer)
            offer.hide()
            offer.deleteLater()
            self._let_in(True)
        return offer

    def _on_offer_resumed(self) -> None:
        offer = self._end_offer()
        if offer is not None:
            self._put(offer.draft.texts)
            self.chosen.emit()

    def _on_offer_discarded(self) -> None:
        self._end_offer()
        self._keeper.settle()
        self.chosen.emit()

    def _on_keeper_kept(self, done: bool) -> None:
        self.note.setText("" if done else _("What you type cannot be kept on this disk."))
