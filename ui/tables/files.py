"""A file of the store in a list: open a copy of it, or save it elsewhere."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from iris_grants.kernel.progress import Progress
from iris_grants.wording import _
from iris_grants.wording.formats import decimal_text
from ui.shell.context import Context
from ui.shell.controls import ElidedLabel, Glyph, IconButton, LinkButton, label, row
from ui.tables.detail import FileItem

if TYPE_CHECKING:
    from iris_grants.kernel.operations import Desk

KILO = 1024


class FileRow(QWidget):
    """One file: its name opens a copy, the button beside saves it."""

    def __init__(self, item: FileItem, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._item = item
        self._context = context
        layout = row(self, spacing=4)
        name = LinkButton(item.name)
        name.setToolTip(f"{item.name}\nSHA-256 {item.sha256}")
        name.clicked.connect(self._on_name_clicked)
        save = IconButton("download", _("Save {name} elsewhere").format(name=item.name))
        save.clicked.connect(self._on_save_clicked)
        layout.addWidget(Glyph("paperclip", 16))
        layout.addWidget(name)
        if item.note:
            layout.addWidget(ElidedLabel(item.note, "muted"), 1)
        else:
            layout.addStretch(1)
        layout.addWidget(label(size_text(item.size), "muted"))
        layout.addWidget(save)

    def _on_name_clicked(self) -> None:
        folder = Path(tempfile.mkdtemp(prefix="iris-"))
        self._copy(folder / Path(self._item.name).name, opened=True)

    def _on_save_clicked(self) -> None:
        chosen, _chosen_filter = QFileDialog.getSaveFileName(
            self, _("Save a copy of the file"), Path(self._item.name).name
        )
        if chosen:
            self.save_as(Path(chosen))

    def save_as(self, target: Path) -> None:
        """Save a copy of the file under this path, and say so."""
        self._copy(target, opened=False)

    def _copy(self, target: Path, *, opened: bool) -> None:
        sha256 = self._item.sha256

        def job(desk: Desk, progress: Progress) -> Path:
            partial = target.with_name(f"{target.name}.partial")
            with desk.store.contents.open(sha256) as source, partial.open("wb") as out:
                shutil.copyfileobj(source, out)
            return partial.rename(target)

        self._context.desk.work(
            job,
            self._on_opened if opened else self._on_saved,
            owner=self,
            title=_("Reading the file"),
        )

    def _on_opened(self, target: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(target)))

    def _on_saved(self, target: Path) -> None:
        self._context.feedback.inform(_("Saved as {name}.").format(name=target.name))


def size_text(size: int) -> str:
    """A size in bytes as people read it: `312 B`, `4.1 kB`, `2.0 MB`."""
    if size < KILO:
        return f"{size} B"
    tenths, unit = (size * 10 // KILO, "kB")
    if size >= KILO * KILO:
        tenths, unit = (size * 10 // (KILO * KILO), "MB")
    whole, tenth = divmod(tenths, 10)
    point = decimal_text(0, 1)[1]
    return f"{decimal_text(whole, 0)}{point}{tenth} {unit}"
