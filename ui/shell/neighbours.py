"""Other people's work in the same store: noticed every few seconds, and shown at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session
    from iris_grants.people.neighbours import News
    from ui.desk import WindowDesk
    from ui.feedback.faults import Explained
    from ui.shell.window import MainWindow

LOOK_MS = 5_000


class Neighbours(QObject):
    """Asks the journal what is new, and lets the pages on those topics load again."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._known = -1
        self._own: set[int] = set()
        self.timer = QTimer(self)
        self.timer.setInterval(LOOK_MS)
        self.timer.timeout.connect(self.look)

    def watch(self) -> None:
        """Begin with the store that is open now, or stop where none is."""
        self._known = -1
        self._own.clear()
        desk = self._window.desk
        if desk is None:
            self.timer.stop()
        else:
            desk.changed.connect(self._on_desk_changed)
            self.timer.start()

    def look(self) -> None:
        """Ask once; nothing is asked while an answer is on its way."""
        desk = self._window.desk
        if desk is None:
            return
        number, own = self._known, frozenset(self._own)

        def query(session: Session) -> News:
            from iris_grants.people.neighbours import news_since

            return news_since(session, number, own)

        self.timer.stop()
        desk.read(
            query,
            lambda news: self._tell(desk, news),
            owner=self,
            on_refused=self._on_refused,
            on_end=self.timer.start,
            quiet=True,
        )

    def _tell(self, desk: WindowDesk, news: News) -> None:
        first, self._known = self._known < 0, news.newest
        self._own = {number for number in self._own if number > news.newest}
        if not first and news.topics and desk is self._window.desk:
            desk.changed.emit(news.topics)

    def _on_desk_changed(self) -> None:
        desk = self._window.desk
        if desk is not None and desk.last_entry:
            self._own.add(desk.last_entry)

    def _on_refused(self, error: Explained) -> None:
        """A server that does not answer is told of by the next thing that somebody does."""
