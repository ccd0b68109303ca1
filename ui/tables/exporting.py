"""Taking a list out of the window as it is in view: into a workbook, or onto paper."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QFileDialog, QWidget

from iris_grants.kernel.clock import system_clock
from iris_grants.kernel.progress import Progress
from iris_grants.wording import _
from ui.shell.context import Context
from ui.tables.listing import Listing

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from iris_grants.kernel.operations import Desk

R = TypeVar("R")
SUFFIX = ".xlsx"
PATTERN = "Excel (*.xlsx)"


def ask_for_export(context: Context, owner: QWidget, listing: Listing[R]) -> None:
    """Let a place be chosen and write the list there as a workbook."""
    start = str(Path.home() / f"{listing.title}{SUFFIX}")
    chosen, _filter = QFileDialog.getSaveFileName(
        owner.window(), _("Export this list to Excel"), start, PATTERN
    )
    if chosen:
        export(context, listing, Path(chosen if chosen.endswith(SUFFIX) else chosen + SUFFIX))


def export(context: Context, listing: Listing[R], path: Path) -> None:
    """Write the list as a workbook in the background, and say so."""
    created = system_clock()
    origin = listing.origin(context.desk.name, context.desk.person.name, created)

    def job(desk: Desk, progress: Progress) -> Path:
        write_listing(listing, path, origin=origin, created=created)
        return path

    context.desk.work(
        job,
        lambda made: context.feedback.inform(_("Written: {path}").format(path=made)),
        owner=context.window,
        title=_("Writing the list"),
    )


def write_listing(listing: Listing[R], path: Path, *, origin: str, created: datetime) -> None:
    """Write the list as a workbook, row by row, with as little memory for many as for few."""
    from iris_grants.documents.atomic import write_atomically
    from iris_grants.documents.workbook import stream_workbook
    from ui.tables.list_workbook import list_workbook

    made = list_workbook(listing, origin=origin, created=created)
    write_atomically(path, lambda out: stream_workbook(made, out), overwrite=True)


def ask_for_print(context: Context, owner: QWidget, listing: Listing[R]) -> None:
    """Show the printed pages first; they are printed from there."""
    from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog

    from ui.tables.printing import print_listing, set_up_page

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(listing.title)
    set_up_page(printer, len(listing.columns))
    origin = listing.origin(context.desk.name, context.desk.person.name, system_clock())

    def paint(target: QPrinter) -> None:
        print_listing(listing, target, origin)

    preview = QPrintPreviewDialog(printer, owner.window())
    preview.setWindowTitle(_("Print this list"))
    preview.paintRequested.connect(paint)
    preview.resize(owner.window().size())
    preview.exec()
