"""The attachments of an application: chosen from a list, PDF files read in place."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QStackedWidget, QVBoxLayout, QWidget

from iris_grants.documents.attachments import DocumentRow
from iris_grants.wording import _
from ui.preview.preview import PdfPreview
from ui.shell.context import Context
from ui.shell.controls import column, paragraph
from ui.shell.page import clear_layout
from ui.tables.detail import FileItem
from ui.tables.files import FileRow

PDF = "application/pdf"


class AttachmentsPanel(QWidget):
    """One attachment at a time; every file keeps the page at which it was left."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._application = ""
        self._files: tuple[tuple[str, DocumentRow], ...] = ()
        self._left: dict[str, str] = {}
        self._pages: dict[str, int] = {}
        self._now: DocumentRow | None = None
        layout = column(self, spacing=6)
        layout.setContentsMargins(0, 8, 0, 0)
        self.choice = QComboBox()
        self.choice.setAccessibleName(_("Attachment"))
        self.choice.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        layout.addWidget(self.choice)
        self._line: QVBoxLayout = QVBoxLayout()
        layout.addLayout(self._line)
        self.preview = PdfPreview(context.desk)
        self.other = paragraph("", "muted")
        self.stack = QStackedWidget()
        self.stack.addWidget(self.preview)
        self.stack.addWidget(self.other)
        layout.addWidget(self.stack, 1)
        self.choice.currentIndexChanged.connect(self._on_choice_current_index_changed)

    def show_files(self, application_id: str, files: tuple[tuple[str, DocumentRow], ...]) -> None:
        """Show the files of another application, the one that was open there first."""
        self._remember()
        self._application, self._files, self._now = application_id, files, None
        self.choice.blockSignals(True)
        self.choice.clear()
        for kind, file in files:
            self.choice.addItem(f"{kind} · {file.name}", file.id)
        left = self._left.get(application_id, "")
        names = [file.id for _kind, file in files]
        pdf = next((n for n, (_kind, one) in enumerate(files) if one.media_type == PDF), 0)
        self.choice.setCurrentIndex(names.index(left) if left in names else pdf)
        self.choice.blockSignals(False)
        self.choice.setEnabled(bool(files))
        self._show(self.choice.currentIndex())

    def _show(self, place: int) -> None:
        clear_layout(self._line)
        if not 0 <= place < len(self._files):
            self.other.setText(_("The application has no attachments."))
            self.stack.setCurrentWidget(self.other)
            return
        _kind, file = self._files[place]
        self._now = file
        self._left[self._application] = file.id
        item = FileItem(name=file.name, sha256=file.sha256, size=file.size)
        self._line.addWidget(FileRow(item, self._context))
        if file.media_type == PDF:
            content = self._context.desk.content(file.sha256)
            self.stack.setCurrentWidget(self.preview)
            self.preview.show_file(file.name, content, self._pages.get(file.id, 0))
        else:
            self.other.setText(_("This kind of file opens in its own program: press its name."))
            self.stack.setCurrentWidget(self.other)

    def _remember(self) -> None:
        if self._now is not None and self._now.media_type == PDF:
            self._pages[self._now.id] = self.preview.page()

    def _on_choice_current_index_changed(self, place: int) -> None:
        self._remember()
        self._show(place)
