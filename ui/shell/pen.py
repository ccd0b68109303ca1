"""Who writes in the open store: asking for that right, being asked for it, handing it over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from iris_grants.kernel.storage import StoreError
from iris_grants.wording import _
from iris_grants.wording.formats import moment
from ui.shell.packages import package_of
from ui.shell.tokens import Meaning
from ui.tasks import Lane

if TYPE_CHECKING:
    from iris_grants.kernel.operations import Desk
    from iris_grants.kernel.progress import Progress
    from iris_grants.people.handing import Asked, PenState, Request
    from ui.desk import WindowDesk
    from ui.shell.window import MainWindow

LOOK_MS = 1_500


class PenWatch(QObject):
    """Looks every second or so at the small files beside the store; they are read at once.

    A reader sees who writes and may ask; a writer is asked, and answers.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.request: Request | None = None
        self._answering = ""
        self.timer = QTimer(self)
        self.timer.setInterval(LOOK_MS)
        self.timer.timeout.connect(self.look)
        window.status.pen.clicked.connect(self.press)

    def watch(self) -> None:
        """Begin with the store that is open now, or stop where none is or all may write."""
        self.withdraw()
        self._answering = ""
        if self._watched() is None:
            self.timer.stop()
            self._window.status.show_pen("", "")
        else:
            self.timer.start()
            self.look()

    def look(self) -> None:
        """Look once: tell a reader who writes, and a writer who asks."""
        desk = self._watched()
        if desk is None:
            return
        if desk.writable:
            self._look_for_request(desk)
        else:
            self._look_for_writer(desk)

    def press(self) -> None:
        """Ask the writer to hand over; take the request back; or write where nobody does."""
        from iris_grants.people.handing import Pen, pen_of

        desk = self._watched()
        if desk is None or desk.writable:
            return
        if self.request is not None:
            self.withdraw()
        elif pen_of(desk.address).pen is not Pen.HELD:
            self._reopen(desk, write=True)
            return
        else:
            try:
                self.request = desk.ask_for_pen()
            except StoreError as error:
                self._window.feedback.refused(error)
        self.look()

    def withdraw(self) -> None:
        """Ask no longer."""
        if self.request is not None:
            self.request.withdraw()
            self.request = None

    def _watched(self) -> WindowDesk | None:
        """The open desk where one person writes at a time and this one might."""
        from iris_grants.people.handing import has_one_writer

        desk = self._window.desk
        if desk is None or package_of(desk.address):
            return None
        if not desk.person.name or desk.person.reads_only:
            return None
        return desk if has_one_writer(desk.address) else None

    def _look_for_writer(self, desk: WindowDesk) -> None:
        from iris_grants.people.handing import Answer, Pen, pen_of

        if self.request is not None:
            answer = self.request.answer()
            if answer is Answer.REFUSED:
                self.withdraw()
                said = _("{name} goes on writing; ask again later.")
                name = self._name(pen_of(desk.address))
                self._window.feedback.inform(said.format(name=name), Meaning.ATTENTION)
            elif answer is Answer.FREE:
                self.withdraw()
                self.timer.stop()
                self._reopen(desk, write=True)
                return
        state = pen_of(desk.address)
        self._window.status.show_pen(_state_words(state), self._offer(state.pen is Pen.HELD))

    def _offer(self, held: bool) -> str:
        if self.request is not None:
            return _("Ask no longer")
        return _("Ask to write") if held else _("Write now")

    def _look_for_request(self, desk: WindowDesk) -> None:
        from iris_grants.people.handing import who_asks

        self._window.status.show_pen("", "")
        asked = who_asks(desk.address)
        if asked is None or asked.mark == self._answering:
            return
        self._answering = asked.mark
        running = bool(self._window.tasks.running())
        self._window.feedback.confirm(
            _("{name} asks to write in this programme.").format(name=asked.who.name),
            detail=_(
                "What is running is finished first. You can then read, and ask to write again."
            )
            if running
            else _("You can then read, and ask to write again."),
            yes=_("Hand over"),
            no=_("Go on writing"),
            on_yes=self._hand_over,
            on_no=lambda: self._refuse(desk, asked),
        )

    def _refuse(self, desk: WindowDesk, asked: Asked) -> None:
        from iris_grants.people.handing import go_on_writing

        go_on_writing(desk.address, asked)

    def _hand_over(self) -> None:
        """Let go once what was typed is settled and nothing runs any more."""
        self._window.after_unsaved(self._hand_over_when_idle)

    def _hand_over_when_idle(self) -> None:
        desk = self._watched()
        if desk is None or not desk.writable:
            return
        if self._window.tasks.idle():
            self._reopen(desk, write=False)
        else:
            QTimer.singleShot(LOOK_MS // 5, self, self._hand_over_when_idle)

    def _reopen(self, desk: WindowDesk, *, write: bool) -> None:
        """Open the store once more for the same person; the window then has the new desk."""
        window = self._window

        def work(progress: Progress) -> Desk:
            return desk.again(write=write)

        def opened(made: Desk) -> None:
            window.opening.take_desk(made)
            words = _("You can write now.") if write else _("Handed over; you can read.")
            window.feedback.inform(words)

        window.tasks.start(
            work,
            opened,
            owner=window,
            title=_("Opening the programme"),
            lane=Lane.WRITE,
            on_end=self.timer.start,
        )

    def _name(self, state: PenState) -> str:
        return "?" if state.writer is None else state.writer.name


def _state_words(state: PenState) -> str:
    from iris_grants.people.handing import Pen

    if state.writer is None:
        return _("nobody writes now") if state.pen is not Pen.HELD else _("somebody writes now")
    if state.pen is Pen.LEFT:
        words = _("nobody writes now: the program of {name} ended without closing")
        return words.format(name=state.writer.name)
    return _("{name} writes since {since}").format(
        name=state.writer.name, since=moment(state.writer.since)
    )
