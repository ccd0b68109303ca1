"""Long work on whole stores from the File menu: copies, backups, the sample programme."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from iris_grants.kernel.clock import system_clock, utc_text
from iris_grants.kernel.progress import Progress
from iris_grants.wording import _, current_language
from ui.desk import WindowDesk
from ui.feedback import Feedback
from ui.shell.preferences import Preferences
from ui.tasks import Lane, Tasks

SUFFIX = ".iris"
PATTERN = "IRIS Grants (*.iris)"
DEMO_FOLDER = "iris-demo"


def ask_for_copy(window: QWidget, desk: WindowDesk, feedback: Feedback) -> None:
    """Let a place be chosen and save a copy of the store there."""
    start = Path(desk.address).with_name(f"{desk.name}-2{SUFFIX}")
    chosen, _filter = QFileDialog.getSaveFileName(window, _("Save a copy"), str(start), PATTERN)
    if chosen:
        save_copy(
            window, desk, feedback, Path(chosen if chosen.endswith(SUFFIX) else chosen + SUFFIX)
        )


def save_copy(window: QWidget, desk: WindowDesk, feedback: Feedback, path: Path) -> None:
    """Save a copy of the store, both its parts, and say where it lies."""
    from iris_grants.people import copies

    desk.work(
        lambda found, progress: copies.save_copy(found, path, progress),
        lambda made: feedback.inform(_("Saved as {name}.").format(name=made.name)),
        owner=window,
        title=_("Saving a copy"),
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
