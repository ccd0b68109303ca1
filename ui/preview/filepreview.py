"""Any file on screen: PDF files page by page, pictures fitted to the room, others by their name."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStackedWidget, QWidget

from iris_grants.wording import _
from ui.desk import WindowDesk
from ui.preview.preview import Content, PdfPreview
from ui.shell.controls import column, paragraph
from ui.tasks import Task

PDF = "application/pdf"
PICTURES = "image/"
MOST_PIXELS = 4_000


class PicturePreview(QLabel):
    """A picture as large as the room allows, never larger than it is."""

    def __init__(self, desk: WindowDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._task: Task[QImage] | None = None
        self._image = QImage()
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)

    def show_file(self, name: str, content: Content) -> None:
        """Show another picture, whose bytes are read in a thread."""
        if self._task is not None:
            self._task.drop()
        self._image = QImage()
        self.clear()
        self.setAccessibleName(name)
        self._task = self._desk.compute(
            lambda: _bounded(QImage.fromData(content())), self._on_read, owner=self
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _on_read(self, image: QImage) -> None:
        self._task, self._image = None, image
        if image.isNull():
            self.setText(_("This picture cannot be shown here. Open a copy of it instead."))
        self._fit()

    def _fit(self) -> None:
        if self._image.isNull():
            return
        room = self.size().boundedTo(self._image.size())
        keep, smooth = (
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        self.setPixmap(QPixmap.fromImage(self._image.scaled(room, keep, smooth)))


class FilePreview(QWidget):
    """One file of the store, in the manner that suits its kind."""

    def __init__(self, desk: WindowDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.pdf = PdfPreview(desk)
        self.picture = PicturePreview(desk)
        self.other = paragraph("", "muted")
        self.stack = QStackedWidget()
        for part in (self.pdf, self.picture, self.other):
            self.stack.addWidget(part)
        column(self).addWidget(self.stack)

    def show_file(self, name: str, media_type: str, sha256: str) -> None:
        """Show a file by the hash of its content."""
        content = self._desk.content(sha256)
        if media_type == PDF:
            self.stack.setCurrentWidget(self.pdf)
            self.pdf.show_file(name, content)
        elif media_type.startswith(PICTURES):
            self.stack.setCurrentWidget(self.picture)
            self.picture.show_file(name, content)
        else:
            self.show_words(_("This kind of file opens in its own program: press its name."))

    def show_words(self, words: str) -> None:
        """Say something in the place of a file."""
        self.other.setText(words)
        self.stack.setCurrentWidget(self.other)


def _bounded(image: QImage) -> QImage:
    if max(image.width(), image.height()) <= MOST_PIXELS:
        return image
    keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    return image.scaled(MOST_PIXELS, MOST_PIXELS, keep, smooth)
