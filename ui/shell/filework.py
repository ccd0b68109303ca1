"""Long work on whole stores from the File menu: copies, backups, the sample programme."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from iris_grants.kernel.clock import system_clock, utc_text
from iris_grants.kernel.progress import Progress
from iris_grants.wording import _, current_language, label, ngettext, sentence_of
from iris_grants.wording.formats import moment
from ui.desk import WindowDesk
from ui.feedback import Feedback
from ui.feedback.toast import Offer
from ui.shell.preferences import Preferences
from ui.shell.tokens import Meaning
from ui.tasks import Lane, Tasks

if TYPE_CHECKING:
    from iris_grants.kernel.operations import Desk
    from ui.shell.window import MainWindow

SUFFIX = ".iris"
PATTERN = "IRIS Grants (*.iris)"
DEMO_FOLDER = "iris-demo"
MISSING_LISTED = 300
IN_DANGER = frozenset({"store.synced_folder", "store.network_share"})


def ask_for_copy(
    window: QWidget, desk: WindowDesk, feedback: Feedback, passphrase: str = ""
) -> None:
    """Let a place be chosen and save a copy of the store there, encrypted by a passphrase."""
    start = Path(desk.address).with_name(f"{desk.name}-2{SUFFIX}")
    chosen, _filter = QFileDialog.getSaveFileName(window, _("Save a copy"), str(start), PATTERN)
    if chosen:
        path = Path(chosen if chosen.endswith(SUFFIX) else chosen + SUFFIX)
        save_copy(window, desk, feedback, path, passphrase)


def save_copy(
    window: QWidget, desk: WindowDesk, feedback: Feedback, path: Path, passphrase: str = ""
) -> None:
    """Save a copy of the store, both its parts, and say where it lies."""
    from iris_grants.people import copies

    desk.work(
        lambda found, progress: copies.save_copy(found, path, progress, passphrase=passphrase),
        lambda made: feedback.inform(_("Saved as {name}.").format(name=made.name)),
        owner=window,
        title=_("Saving a copy"),
    )


def ask_for_move(window: MainWindow, desk: WindowDesk) -> None:
    """Let a place be chosen, move the store there, and open it again."""
    start = Path.home() / Path(desk.address).name
    chosen, _filter = QFileDialog.getSaveFileName(
        window, _("Move the programme"), str(start), PATTERN
    )
    if chosen:
        path = Path(chosen if chosen.endswith(SUFFIX) else chosen + SUFFIX)
        window.after_unsaved(partial(move_store, window, desk, path))


def move_store(window: MainWindow, desk: WindowDesk, path: Path) -> None:
    """Move the store, both its parts, and open it where it lies now."""
    from iris_grants.people import copies

    old, opening = desk.address, window.opening
    if old in opening.keys:
        opening.keys[str(path)] = opening.keys[old]

    def moved(made: Path) -> None:
        window.preferences.forget_store(old)
        window.leave_store()
        window.feedback.inform(_("Moved to {path}.").format(path=made))
        window.open_store(str(made))

    desk.work(
        lambda found, progress: copies.move(found, path, progress),
        moved,
        owner=window,
        title=_("Moving the programme"),
    )


def tell_notices(window: MainWindow, desk: WindowDesk) -> None:
    """Say what the person should know of the store before working on, with the way out of it."""
    told = [(one.code, sentence_of(one.code, one.params)) for one in desk.notices()]
    if len(told) > 1:
        words = "\n\n".join(words for _code, words in told)
        window.feedback.tell(_("Before you work on"), words)
    elif told:
        ((code, words),) = told
        window.feedback.inform(words, Meaning.ATTENTION, _way_out(window, desk, code))


def _way_out(window: MainWindow, desk: WindowDesk, code: str) -> Offer | None:
    if code == "store.files_missing":
        run = partial(tell_missing, desk, window.feedback, window)
        return Offer(text=_("What is missing?"), run=run)
    if code in IN_DANGER and desk.writable:
        return Offer(text=_("Move…"), run=partial(ask_for_move, window, desk))
    return None


def tell_missing(desk: WindowDesk, feedback: Feedback, window: QWidget) -> None:
    """List what the missing files part held, the first few hundred by name."""

    def told(lines: tuple[str, ...]) -> None:
        rest = len(lines) - MISSING_LISTED
        shown = [*lines[:MISSING_LISTED]]
        if rest > 0:
            shown.append(ngettext("and {n} more", "and {n} more", rest).format(n=rest))
        feedback.tell(_("Documents whose contents are missing"), "\n".join(shown))

    desk.work(
        lambda found, progress: missing_lines(found),
        told,
        owner=window,
        title=_("Looking for what is missing"),
    )


def missing_lines(desk: Desk) -> tuple[str, ...]:
    """One line a document whose content is missing: of what, its name, when it was received."""
    from iris_grants.people.copies import missing_documents

    return tuple(
        f"{label(f'subject.{one.subject_kind}')} · {one.name} · {moment(one.received_at)}"
        for one in missing_documents(desk)
    )


def ask_for_backup(
    window: QWidget,
    desk: WindowDesk,
    feedback: Feedback,
    preferences: Preferences,
    done: Callable[[], None],
) -> None:
    """Let a folder be chosen and put a dated backup there."""
    start = preferences.backup_folder(desk.store_id) or str(Path(desk.address).parent)
    chosen = QFileDialog.getExistingDirectory(window, _("Folder for backups"), start)
    if chosen:
        back_up(window, desk, feedback, preferences, Path(chosen), done)


def back_up(
    window: QWidget,
    desk: WindowDesk,
    feedback: Feedback,
    preferences: Preferences,
    folder: Path,
    done: Callable[[], None],
) -> None:
    """Put a dated backup into a folder, remember when, and say so."""
    from iris_grants.people import copies

    def told(made: Path) -> None:
        preferences.remember_backup(desk.store_id, str(folder), utc_text(system_clock()))
        feedback.inform(_("Backed up as {name}.").format(name=made.name))
        done()

    desk.work(
        lambda found, progress: copies.back_up(found, folder, progress),
        told,
        owner=window,
        title=_("Backing up"),
    )


def ask_for_demo(window: QWidget, tasks: Tasks, opened: Callable[[str], None]) -> None:
    """Let a folder be chosen and build the sample programme in it."""
    chosen, _filter = QFileDialog.getSaveFileName(
        window, _("New folder for the demo"), str(Path.home() / DEMO_FOLDER)
    )
    if chosen:
        build_demo(window, tasks, Path(chosen), opened)


def build_demo(window: QWidget, tasks: Tasks, folder: Path, opened: Callable[[str], None]) -> None:
    """Build the sample programme with progress; `opened` gets the address of its store."""

    def work(progress: Progress) -> str:
        from iris_grants.demo.build import STORE
        from iris_grants.demo.programme import build_programme

        build_programme(folder, language=current_language(), progress=progress)
        return str(folder / STORE)

    tasks.start(work, opened, owner=window, title=_("Building the demo"), lane=Lane.WRITE)
