"""The meeting view: one application at a time, large, without names, the minutes at the side."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from iris_grants.calls.queries import CallRow
from iris_grants.scoring.commands.meeting import write_minute
from iris_grants.scoring.meeting_words import meeting_title
from iris_grants.scoring.queries.meeting import MeetingRow, open_meeting_of
from iris_grants.scoring.rules.minutes import MinuteKind
from iris_grants.wording import N_, _, sentence_of
from ui.committee.choice import CallChoice
from ui.feedback.faults import Explained, explain, problems_of
from ui.ranking.meeting_minutes import MinutesPanel
from ui.ranking.meeting_place import PlacePanel
from ui.ranking.meeting_votes import VotesPanel
from ui.ranking.places import PlaceRow, places_of
from ui.shell.context import Context
from ui.shell.controls import Button, column, label, row
from ui.shell.page import clear_layout, note
from ui.shell.stylesheet import stylesheet
from ui.shell.theme import BODY_PX, sized_font, tokens
from ui.shell.tokens import Meaning

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

LARGER = 1.5
TOPICS = frozenset({"meetings", "ranking", "scores", "returns", "assignments", "applications"})
DECISIONS = (
    ("1", MinuteKind.CONFIRMED, N_("Confirm")),
    ("2", MinuteKind.DEFERRED, N_("Put off")),
    ("3", MinuteKind.REASSESS, N_("Assess anew")),
    ("4", MinuteKind.VOTE, N_("Vote")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingNow:
    """What the view shows: the open meeting and the ranking as it is."""

    meeting: MeetingRow
    places: tuple[PlaceRow, ...]


def meeting_now(session: Session, call_id: str) -> MeetingNow | None:
    """The open meeting of a call with the ranking; none while no meeting is open."""
    meeting = open_meeting_of(session, call_id)
    if meeting is None:
        return None
    return MeetingNow(meeting=meeting, places=places_of(session, call_id))


def open_view(context: Context, choice: CallChoice, owner: QWidget) -> None:
    """Show the view of the meeting that is open for the call in view."""

    def load(session: Session) -> tuple[CallRow, MeetingNow] | None:
        call = choice.found(session)
        now = None if call is None else meeting_now(session, call.id)
        return None if call is None or now is None else (call, now)

    def shown(found: tuple[CallRow, MeetingNow] | None) -> None:
        if found is not None:
            view = MeetingWindow(context, *found, owner.window())
            view.showMaximized()

    context.desk.read(load, shown, owner=context.window)


class MeetingWindow(QDialog):
    """Everything decided here is recorded at once; leaving asks nothing and loses nothing."""

    def __init__(self, context: Context, call: CallRow, now: MeetingNow, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowFlags(Qt.WindowType.Window)
        self.setWindowTitle(f"{call.number} · {meeting_title(now.meeting)}")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        large = tokens().zoomed(tokens().zoom * LARGER)
        size = f"QWidget {{ font-size: {large.px(BODY_PX)}px; }}"
        self.setStyleSheet(f"{size}\n{stylesheet(large)}")
        self.setFont(sized_font(BODY_PX * LARGER))
        self._context, self._call, self._now = context, call, now
        self._at = 0
        self.place = PlacePanel()
        self.minutes = MinutesPanel()
        self.votes = VotesPanel()
        self.words = QLineEdit()
        self.counter = label("", "muted")
        self.onward = Button(_("Next (Space)"), "arrow-right", "primary")
        self.decisions: dict[str, Button] = {}
        self._said: QVBoxLayout = QVBoxLayout()
        self._build()
        self._keys()
        context.desk.changed.connect(self._on_desk_changed)
        self.resize(parent.size())
        self.onward.setFocus()
        self.show_now()

    def current(self) -> PlaceRow | None:
        """The application that is spoken of."""
        places = self._now.places
        return places[self._at] if places else None

    def go(self, steps: int) -> None:
        """Speak of the application so many places further on; the last is followed by the first."""
        if self._now.places:
            self._at = (self._at + steps) % len(self._now.places)
            self.votes.hide()
            clear_layout(self._said)
            self.show_now()

    def show_now(self) -> None:
        """Show application and minutes as they are."""
        place = self.current()
        self.minutes.show_meeting(self._now.meeting)
        self.counter.setText(
            _("{n} of {all}").format(n=self._at + (place is not None), all=len(self._now.places))
        )
        if place is not None:
            about = [
                one
                for one in self._now.meeting.minutes
                if one.application_id == place.application.id
            ]
            self.place.show_place(place, tuple(about))

    def decide(self, kind: MinuteKind, votes: Mapping[str, int] | None = None) -> None:
        """Record what the committee said of the application in view."""
        place = self.current()
        if place is None:
            return
        if kind is MinuteKind.VOTE and votes is None:
            self.votes.show()
            self.votes.begin()
            return
        self._record({"kind": kind.value, "application_id": place.application.id, **(votes or {})})

    def write_note(self) -> None:
        """Record the words as a note on the application in view."""
        place = self.current()
        if self.words.text().strip():
            about = None if place is None else place.application.id
            self._record({"kind": MinuteKind.NOTE.value, "application_id": about})

    def reject(self) -> None:
        """Leave; words that were typed and not yet recorded become a note first."""
        self.write_note()
        super().reject()

    def turn_full(self) -> None:
        """Fill the screen, or no longer."""
        if self.isFullScreen():
            self.showMaximized()
        else:
            self.showFullScreen()

    def _record(self, values: Mapping[str, object]) -> None:
        words = self.words.text().strip()
        self.words.clear()
        self.onward.setFocus()
        clear_layout(self._said)
        self._context.desk.run(
            write_minute,
            {"meeting_id": self._now.meeting.id, "words": words, **values},
            self._on_recorded,
            owner=self._context.window,
            on_refused=lambda error: self._on_refused(words, error),
        )

    def _on_recorded(self, identity: str) -> None:
        """The new line shows itself when the topics of the change arrive."""

    def _on_refused(self, words: str, error: Explained) -> None:
        if not self.isVisible():
            self._context.feedback.refused(error)
            return
        self.words.setText(words or self.words.text())
        known = [sentence_of(one.code, one.params) for one in problems_of(error)]
        for said in known or explain(error):
            self._said.addWidget(note(said, Meaning.BAD, "circle-alert"))
        self.words.setFocus()

    def _build(self) -> None:
        layout = column(self, 20, 12)
        top = row(spacing=12)
        top.addWidget(label(self._call.number, "heading"))
        top.addWidget(label(meeting_title(self._now.meeting), "muted"))
        top.addStretch(1)
        top.addWidget(self.counter)
        self.names = Button(_("Applicants (N)"), role="pill")
        self.names.setStyleSheet(f"border-radius: {tokens().px(12)}px;")
        self.names.toggled.connect(self.place.show_names)
        full = Button(_("Full screen (F11)"), "maximize")
        full.clicked.connect(self.turn_full)
        leave = Button(_("Leave (Esc)"))
        leave.clicked.connect(self.reject)
        for button in (self.names, full, leave):
            button.setAutoDefault(False)
            top.addWidget(button)
        layout.addLayout(top)
        body = QHBoxLayout()
        body.setSpacing(20)
        body.addWidget(self.place, 3)
        body.addWidget(self.minutes, 2)
        layout.addLayout(body, 1)
        layout.addLayout(self._said)
        self.votes.hide()
        self.votes.cast.connect(self._on_votes_cast)
        layout.addWidget(self.votes)
        layout.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        foot = row(spacing=8)
        for key, kind, words in DECISIONS:
            button = Button(f"{_(words)} ({key})")
            button.setAutoDefault(False)
            button.clicked.connect(self._deciding(kind))
            self.decisions[kind.value] = button
            foot.addWidget(button)
        self.words.setAccessibleName(_("Words for the minutes"))
        self.words.setPlaceholderText(_("Words for the minutes; Enter records them as a note (W)"))
        self.words.returnPressed.connect(self.write_note)
        foot.addWidget(self.words, 1)
        self.onward.setAutoDefault(False)
        self.onward.clicked.connect(self._on_onward_clicked)
        foot.addWidget(self.onward)
        return foot

    def _keys(self) -> None:
        def key(sequence: str, act: Callable[[], None]) -> None:
            shortcut = QShortcut(QKeySequence(sequence), self)
            shortcut.activated.connect(act)

        for sequence, kind, _words in DECISIONS:
            key(sequence, self._deciding(kind))
        key("Space", self._on_onward_clicked)
        key("Backspace", self._on_back)
        key("F11", self.turn_full)
        key("N", self.names.toggle)
        key("W", self.words.setFocus)

    def _deciding(self, kind: MinuteKind) -> Callable[[], None]:
        def decide() -> None:
            self.decide(kind)

        return decide

    def _on_onward_clicked(self) -> None:
        self.go(1)

    def _on_back(self) -> None:
        self.go(-1)

    def _on_votes_cast(self, in_favour: int, against: int, abstained: int) -> None:
        self.votes.hide()
        numbers = {"votes_for": in_favour, "votes_against": against, "abstained": abstained}
        self.decide(MinuteKind.VOTE, numbers)

    def _on_desk_changed(self, topics: frozenset[str]) -> None:
        if topics & TOPICS:
            call_id = self._call.id
            self._context.desk.read(
                lambda session: meeting_now(session, call_id), self._on_loaded, owner=self
            )

    def _on_loaded(self, now: MeetingNow | None) -> None:
        if now is None:
            super().reject()
            return
        before = self.current()
        self._now = now
        numbers = [one.application.id for one in now.places]
        if before is not None and before.application.id in numbers:
            self._at = numbers.index(before.application.id)
        self._at = min(self._at, max(len(numbers) - 1, 0))
        self.show_now()
