"""Pages of PDF files as pictures, drawn by pdfium; for background threads."""

from __future__ import annotations

import threading
from dataclasses import dataclass

import pypdfium2
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from iris_grants.kernel.problems import Where, refusal

MOST_PIXELS = 4_000
MARK = "#ffd54a"
_PDFIUM = threading.Lock()
"""pdfium works in one thread at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """What is to be drawn: a page (from 0), how many pixels wide, and words to be marked."""

    page: int = 0
    width: int = 800
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A page as a picture, with how many pages there are and how often the words stand on it."""

    image: QImage
    page: int
    pages: int
    hits: int


def draw_page(data: bytes, drawing: Drawing, name: str = "") -> Drawn:
    """Draw one page of a PDF; a page beyond the last is the last.

    Refused (`assessor.pdf_unreadable`) where the file is no PDF that can be read.
    """
    with _PDFIUM:
        document = _opened(data, name)
        try:
            pages = len(document)
            place = min(max(drawing.page, 0), pages - 1)
            page = document[place]
            wide, _high = page.get_size()
            scale = min(drawing.width, MOST_PIXELS) / wide
            image = _image(page, scale)
            boxes = _boxes(page, drawing.words) if drawing.words else []
        finally:
            document.close()
    _mark(image, boxes, scale)
    return Drawn(image=image, page=place, pages=pages, hits=len(boxes))


def draw_small(data: bytes, first: int, count: int, width: int) -> tuple[Drawn, ...]:
    """Some pages of a PDF small, from `first` on; for the list of pages beside the open one.

    Refused as by `draw_page`.
    """
    with _PDFIUM:
        document = _opened(data, "")
        try:
            pages = len(document)
            return tuple(
                Drawn(
                    image=_image(document[place], width / document[place].get_size()[0]),
                    page=place,
                    pages=pages,
                    hits=0,
                )
                for place in range(first, min(first + count, pages))
            )
        finally:
            document.close()


def find_page(data: bytes, words: str, after: int, name: str = "") -> int | None:
    """The next page with the words after a page, going round; none if they stand nowhere."""
    with _PDFIUM:
        document = _opened(data, name)
        try:
            pages = len(document)
            for step in range(1, pages + 1):
                place = (after + step) % pages
                text = document[place].get_textpage()
                if text.search(words).get_next() is not None:
                    return place
        finally:
            document.close()
    return None


def _image(page: pypdfium2.PdfPage, scale: float) -> QImage:
    bitmap = page.render(scale=scale, prefer_bgrx=True)
    return QImage(
        bytes(bitmap.buffer),
        bitmap.width,
        bitmap.height,
        bitmap.stride,
        QImage.Format.Format_RGB32,
    ).copy()


def _opened(data: bytes, name: str) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise refusal("assessor.pdf_unreadable", Where(file=name or None)) from error
    if len(document) == 0:
        document.close()
        raise refusal("assessor.pdf_unreadable", Where(file=name or None))
    return document


def _boxes(page: pypdfium2.PdfPage, words: str) -> list[tuple[float, float, float, float]]:
    """Where the words stand: left, top, width, height in points from the upper left corner."""
    _wide, high = page.get_size()
    text = page.get_textpage()
    searcher = text.search(words)
    found = []
    while (hit := searcher.get_next()) is not None:
        start, count = hit
        for place in range(text.count_rects(start, count)):
            left, bottom, right, top = text.get_rect(place)
            found.append((left, high - top, right - left, top - bottom))
    return found


def _mark(image: QImage, boxes: list[tuple[float, float, float, float]], scale: float) -> None:
    if not boxes:
        return
    painter = QPainter(image)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(MARK))
    for left, top, width, height in boxes:
        painter.drawRect(
            QRectF(left * scale, top * scale, width * scale, height * scale).adjusted(-1, -1, 1, 1)
        )
    painter.end()
