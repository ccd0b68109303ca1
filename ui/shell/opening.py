"""Opening and making stores from the window: who works here, in the background, explained."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from iris_grants.kernel.problems import Problem, Refused, Where
from iris_grants.kernel.progress import Progress
from iris_grants.kernel.storage import StoreError
from iris_grants.wording import _, ngettext
from ui.desk import WindowDesk
from ui.feedback import Feedback
from ui.feedback.faults import Explained, explain
from ui.shell.asking import AskDialog as AskDialog
from ui.shell.packages import PACKAGE_PATTERN, open_for_work, package_of, passphrase_form
from ui.shell.preferences import Preferences
from ui.shell.sealing import ask_file_passphrase, is_sealed
from ui.shell.tokens import Meaning
from ui.tasks import Lane, Tasks

if TYPE_CHECKING:
    from iris_grants.kernel.operations import Desk
    from ui.forms.fields import FormSpec
    from ui.shell.signing import Worker

SUFFIX = ".iris"
PATTERN = "IRIS Grants (*.iris)"
IN_USE = "store.in_use"
WRONG_KEY = "store.wrong_key"
OLDER = "store.older"
ASKED_AGAIN = frozenset({"people.passphrase_wrong", "people.sign_in_wait"})
WRONG_PASSPHRASE = ("documents.passphrase_wrong", "scoring.passphrase_empty")
AT_PASSPHRASE = Where(key="passphrase")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A store that could be opened: its address and who may work in it."""

    address: str
    people: tuple[Worker, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An open desk, and how many wrong attempts to sign in came before."""

    desk: Desk
    failures: int


class Opening(QObject):
    """Opens stores in threads and gives the desk to the window by `opened`."""

    opened = Signal(WindowDesk)

    def __init__(
        self, window: QWidget, tasks: Tasks, feedback: Feedback, preferences: Preferences
    ) -> None:
        super().__init__(window)
        self._window = window
        self.tasks = tasks
        self.feedback = feedback
        self._preferences = preferences
        self.dialog: AskDialog | None = None
        self.keys: dict[str, bytes] = {}

    def ask_for_store(self) -> None:
        """Let a file be chosen, and open it."""
        chosen, _filter = QFileDialog.getOpenFileName(
            self._window, _("Open a programme"), folder_of(self._preferences), PATTERN
        )
        if chosen:
            self.open(chosen)

    def ask_for_package(self) -> None:
        """Let a scoring package be chosen, and open it."""
        chosen, _filter = QFileDialog.getOpenFileName(
            self._window, _("Open a scoring package"), folder_of(self._preferences), PACKAGE_PATTERN
        )
        if chosen:
            self.ask_passphrase(chosen)

    def ask_passphrase(self, package: str, problems: tuple[Problem, ...] = ()) -> None:
        """Ask for the passphrase of a package, again where it was wrong, and open it."""
        self.ask(
            passphrase_form(Path(package).name),
            lambda v: self.open_package(package, str(v["passphrase"])),
        )
        if problems and self.dialog is not None:
            self.dialog.panel.show_problems(problems)

    def open_package(self, package: str, passphrase: str) -> None:
        """Open the working store of a package, made now if this is the first time."""

        def work(progress: Progress) -> Desk:
            return open_for_work(package, passphrase)

        def opened(desk: Desk) -> None:
            self.take_desk(desk, package)

        def refused(error: Explained) -> None:
            if isinstance(error, Refused) and error.problems[0].code in WRONG_PASSPHRASE:
                self.ask_passphrase(
                    package, tuple(replace(p, where=AT_PASSPHRASE) for p in error.problems)
                )
            else:
                self.feedback.refused(error, _("The package cannot be opened"))

        self.tasks.start(
            work,
            opened,
            owner=self,
            title=_("Opening the package"),
            lane=Lane.WRITE,
            on_refused=refused,
        )

    def ask_for_new(self) -> None:
        """Ask for the place of a new store and for its first person."""
        chosen, _filter = QFileDialog.getSaveFileName(
            self._window,
            _("New programme"),
            str(Path(folder_of(self._preferences)) / f"{_('programme')}{SUFFIX}"),
            PATTERN,
        )
        if chosen:
            from ui.shell.beginning import beginning_form

            address = chosen if chosen.endswith(SUFFIX) else chosen + SUFFIX
            self.ask(
                beginning_form(),
                lambda v: self.create(
                    address,
                    str(v["name"]),
                    programme=str(v["own"] or v["programme"] or ""),
                    file_passphrase=str(v["file_passphrase"] or ""),
                ),
            )

    def create(
        self, address: str, person: str, *, programme: str = "", file_passphrase: str = ""
    ) -> None:
        """Make a store with its first person and open it.

        `programme` is the action that is entered at once: the name of a template that ships,
        or the path of a YAML file. With a passphrase the file is encrypted.
        """

        def work(progress: Progress) -> Desk:
            from ui.shell.beginning import new_store

            return new_store(address, person, programme, file_passphrase)

        self.tasks.start(
            work, self.take_desk, owner=self, title=_("Making the store"), lane=Lane.WRITE
        )

    def open(self, address: str) -> None:
        """Open a store in the name of who opened it last, or ask who it is; a package too."""
        if package := package_of(address):
            self.ask_passphrase(package)
        elif address not in self.keys and is_sealed(address):
            ask_file_passphrase(self, address)
        else:
            self._look(address, self._on_found)

    def _look(self, address: str, then: Callable[[Found], None]) -> None:
        """Find out who works in a store."""

        def work(progress: Progress) -> Found:
            from iris_grants.people.desks import open_reader
            from ui.shell.signing import workers_of

            desk = open_reader(address, key=self.keys.get(address))
            try:
                with desk.read() as session:
                    people = workers_of(session)
            finally:
                desk.store.close()
            return Found(address=address, people=people)

        self.tasks.start(
            work,
            then,
            owner=self,
            title=_("Opening the programme"),
            on_refused=lambda error: self._on_open_refused(address, error),
        )

    def open_as(
        self, address: str, person: str, *, write: bool = True, passphrase: str = ""
    ) -> None:
        """Open a store in somebody's name; where it is in use, offer to read it only."""

        def work(progress: Progress) -> Opened:
            from iris_grants.people.desks import open_desk

            before: list[int] = []
            desk = open_desk(
                address,
                person,
                write=write,
                key=self.keys.get(address),
                ask=lambda name: passphrase,
                on_signed_in=lambda signed: before.append(signed.failures),
            )
            return Opened(desk=desk, failures=sum(before))

        def refused(error: Explained) -> None:
            if isinstance(error, StoreError) and error.code == IN_USE and write:
                self._offer_reading(address, person, passphrase, error)
            elif isinstance(error, Refused) and error.problems[0].code in ASKED_AGAIN:
                self._look(address, lambda found: self._ask_who(found, person, error.problems))
            else:
                self._on_open_refused(address, error)

        self.tasks.start(
            work,
            self._on_opened,
            owner=self,
            title=_("Opening the programme"),
            lane=Lane.WRITE,
            on_refused=refused,
        )

    def upgrade(self, address: str) -> None:
        """Bring a store up to this version after a backup, say where that lies, and open it."""

        def work(progress: Progress) -> Path | None:
            from iris_grants.people.copies import upgrade

            return upgrade(address, progress, key=self.keys.get(address))

        def upgraded(backup: Path | None) -> None:
            if backup is not None:
                words = _("Upgraded. The backup made before: {path}").format(path=backup)
                self.feedback.inform(words)
            self.open(address)

        self.tasks.start(
            work, upgraded, owner=self, title=_("Upgrading the programme"), lane=Lane.WRITE
        )

    def change_person(self, address: str) -> None:
        """Forget who opened this store last, and ask again."""
        self._preferences.remember_store(address, "")
        self.open(address)

    def ask(self, spec: FormSpec, then: Callable[[dict[str, object]], None]) -> None:
        """Ask for something before a store is open; `then` gets the values."""
        self.dialog = AskDialog(spec, self._window)
        self.dialog.answered.connect(then)
        self.dialog.destroyed.connect(self._on_dialog_destroyed)
        self.dialog.open()

    def _on_dialog_destroyed(self) -> None:
        if self.dialog is not None and not shiboken6.isValid(self.dialog):
            self.dialog = None

    def _offer_reading(self, address: str, person: str, passphrase: str, error: StoreError) -> None:
        reading = _("You can open it to read, and ask to write from the foot of the window.")
        self.feedback.confirm(
            _("Somebody else is writing in this programme now."),
            detail="\n".join((*explain(error), reading)),
            yes=_("Open to read"),
            on_yes=lambda: self.open_as(address, person, write=False, passphrase=passphrase),
        )

    def _on_found(self, found: Found) -> None:
        known = self._preferences.person_of(found.address)
        likely = [one for one in found.people if one.name == known or len(found.people) == 1]
        if likely and not likely[0].signs_in:
            self.open_as(found.address, likely[0].name)
        else:
            self._ask_who(found, likely[0].name if likely else "")

    def _ask_who(self, found: Found, known: str, problems: tuple[Problem, ...] = ()) -> None:
        from ui.shell.recovering import ask_recovery
        from ui.shell.signing import who_form

        self.ask(
            who_form(found.people, known),
            lambda v: self.open_as(
                found.address, str(v["person"]), passphrase=str(v.get("passphrase") or "")
            ),
        )
        if self.dialog is not None:
            signing = tuple(one.name for one in found.people if one.signs_in)
            if signing:
                forgotten = partial(ask_recovery, self, found.address, signing, known)
                self.dialog.offer(_("Forgot the passphrase…"), forgotten)
            if problems:
                self.dialog.panel.show_problems(problems)
            elif known:
                self.dialog.panel.rows["passphrase"].editor.input.setFocus()

    def _on_opened(self, opened: Opened) -> None:
        self.take_desk(opened.desk)
        if opened.failures:
            words = ngettext(
                "{n} wrong attempt to sign in as {name} came before this one.",
                "{n} wrong attempts to sign in as {name} came before this one.",
                opened.failures,
            )
            said = words.format(n=opened.failures, name=opened.desk.person.name)
            self.feedback.inform(said, Meaning.ATTENTION)

    def take_desk(self, desk: Desk, address: str = "") -> None:
        """Give an open desk to the window, and remember its store (or the package, `address`)."""
        made = WindowDesk(desk, self.tasks, self._window)
        self._preferences.remember_store(address or made.address, made.person.name)
        self.opened.emit(made)

    def _on_open_refused(self, address: str, error: Explained) -> None:
        if isinstance(error, StoreError) and error.code == OLDER:
            self.feedback.confirm(
                _("This programme comes from an older version."),
                detail="\n".join(explain(error)),
                yes=_("Back up and upgrade"),
                on_yes=lambda: self.upgrade(address),
            )
            return
        if isinstance(error, StoreError) and error.code == WRONG_KEY:
            self.keys.pop(address, None)
            ask_file_passphrase(self, address, wrong=True)
            return
        if isinstance(error, StoreError) and error.code == "store.not_found":
            self._preferences.forget_store(address)
        self.feedback.refused(error, _("The programme cannot be opened"))


def folder_of(preferences: Preferences) -> str:
    """Where to begin looking for a file: beside the store that was open last, or at home."""
    recent = preferences.recent
    return str(Path(recent[0]).parent) if recent else str(Path.home())
