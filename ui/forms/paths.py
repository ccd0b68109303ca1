"""Editors for files and folders: typed, chosen in a dialog, or dropped."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QListWidget, QWidget

from iris_grants.wording import _
from ui.forms.editors import Editor, LineEditor, Reading, listed_texts
from ui.forms.fields import Field, FieldKind
from ui.shell.controls import Button, row

LISTED_HEIGHT = 96


class PathEditor(LineEditor):
    """A path, with a button that opens the system's dialog; a file may be dropped on it."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.line.setAcceptDrops(False)
        self.setAcceptDrops(True)
        self.browse = Button(_("Choose…"), "folder-open")
        self.browse.setAccessibleDescription(field.label)
        self.browse.clicked.connect(self._on_browse_clicked)
        line = row(spacing=6)
        self.box.removeWidget(self.line)
        line.addWidget(self.line, 1)
        line.addWidget(self.browse)
        self.box.addLayout(line)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.line.setText(event.mimeData().urls()[0].toLocalFile())
        event.acceptProposedAction()

    def _on_browse_clicked(self) -> None:
        kind, start = self.field.kind, self.line.text()
        if kind is FieldKind.FOLDER:
            chosen = QFileDialog.getExistingDirectory(self, self.field.label, start)
        elif kind is FieldKind.NEW_FILE:
            chosen = QFileDialog.getSaveFileName(self, self.field.label, start, self.field.pattern)[
                0
            ]
        else:
            chosen = QFileDialog.getOpenFileName(self, self.field.label, start, self.field.pattern)[
                0
            ]
        if chosen:
            self.line.setText(chosen)


class FilesEditor(Editor):
    """Several files or folders, chosen or dropped; the Delete key takes one off."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.setAcceptDrops(True)
        self.paths: list[Path] = []
        self.list = QListWidget()
        self.list.setProperty("role", "list")
        self.list.setMaximumHeight(LISTED_HEIGHT)
        self.list.setAccessibleName(field.label)
        self.add = Button(_("Add files…"), "plus")
        self.remove = Button(_("Remove"), "minus")
        self.add.clicked.connect(self._on_add_clicked)
        self.remove.clicked.connect(self._on_remove_clicked)
        line = row(spacing=6)
        line.addWidget(self.add)
        line.addWidget(self.remove)
        line.addStretch(1)
        self.box.addWidget(self.list)
        self.box.addLayout(line)

    @property
    def input(self) -> QWidget:
        return self.list

    def typed(self) -> str:
        return json.dumps([str(path) for path in self.paths])

    def put(self, text: str) -> None:
        self.list.clear()
        self.paths.clear()
        self.add_paths([Path(one) for one in listed_texts(text)])

    def read(self) -> Reading:
        return Reading(value=tuple(self.paths)) if self.paths else self._nothing()

    def add_paths(self, paths: list[Path]) -> None:
        """Put files or folders on the list, each once."""
        for path in paths:
            if path not in self.paths:
                self.paths.append(path)
                self.list.addItem(path.name)
        self.changed.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.add_paths([Path(url.toLocalFile()) for url in event.mimeData().urls()])
        event.acceptProposedAction()

    def _on_add_clicked(self) -> None:
        chosen, _filter = QFileDialog.getOpenFileNames(
            self, self.field.label, "", self.field.pattern
        )
        self.add_paths([Path(path) for path in chosen])

    def _on_remove_clicked(self) -> None:
        place = self.list.currentRow()
        if place >= 0:
            self.list.takeItem(place)
            del self.paths[place]
            self.changed.emit()
