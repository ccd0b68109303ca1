"""A list in view on paper: headings on every page, long words wrapped, nothing left out."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QPageLayout,
    QPainter,
    QPdfWriter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableFormat,
    QTransform,
)
from PySide6.QtPrintSupport import QPrinter

from iris_grants.wording import _
from ui.shell.theme import FAMILY
from ui.tables.columns import RIGHT, Column, total_of
from ui.tables.listing import Listing

R = TypeVar("R")
PAGE_MARGIN_MM = 14
UNITS = 4
"""Units of the drawing in one point, so that sizes are whole numbers on every screen."""
BODY, SMALL, TITLE = 34, 30, 56
FOOT = 88.0
CELL_PADDING = 12
GAP = 24
LANDSCAPE_FROM = 6
MEASURED_ROWS = 200
LEAST_SHARE, MOST_SHARE = 4.0, 40.0
INK, QUIET, LINE, GROUND = "#1b2430", "#5b6675", "#c9d0da", "#eef1f6"


def print_listing(listing: Listing[R], printer: QPrinter | QPdfWriter, origin: str) -> int:
    """Print a list with its foot (origin, page of pages); gives the number of pages."""
    page = printer.pageLayout().paintRectPoints()
    room = QSizeF(page.width() * UNITS, page.height() * UNITS - FOOT)
    document = listing_document(listing, room)
    painter = QPainter(printer)
    scale = printer.resolution() / (72 * UNITS)
    painter.scale(scale, scale)
    pages = document.pageCount()
    for number in range(pages):
        if number:
            printer.newPage()
        painter.save()
        painter.setTransform(QTransform.fromTranslate(0, -number * room.height()), True)
        document.drawContents(painter, QRectF(0, number * room.height(), *room.toTuple()))
        painter.restore()
        _foot(painter, room, origin, number + 1, pages)
    painter.end()
    return pages


def set_up_page(printer: QPrinter | QPdfWriter, columns: int) -> None:
    """A4, lying where there are many columns, with margins that every printer manages."""
    margins = QMarginsF(PAGE_MARGIN_MM, PAGE_MARGIN_MM, PAGE_MARGIN_MM, PAGE_MARGIN_MM)
    printer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
    lying = columns >= LANDSCAPE_FROM
    way = QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
    printer.setPageOrientation(way)


def listing_document(listing: Listing[R], room: QSizeF) -> QTextDocument:
    """The list as a document whose pages are so large (in quarters of a point)."""
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setDefaultFont(_font(BODY))
    document.setPageSize(room)
    cursor = QTextCursor(document)
    cursor.insertText(listing.title, _characters(TITLE, INK, QFont.Weight.DemiBold))
    spaced = QTextBlockFormat()
    spaced.setBottomMargin(GAP)
    cursor.insertBlock(spaced)
    cursor.insertText(listing.extent(), _characters(SMALL, QUIET))
    totals = any(column.total for column in listing.columns) and bool(listing.rows)
    count = len(listing.rows) + 1 + totals
    table = cursor.insertTable(count, len(listing.columns), _table_format(listing))
    heads = [column.heading() for column in listing.columns]
    _fill(table, 0, listing.columns, heads, bold=True)
    for place, row in enumerate(listing.rows, start=1):
        _fill(table, place, listing.columns, [one.text(row) for one in listing.columns])
    if totals:
        sums = [
            total_of(column, list(listing.rows)) if column.total else ""
            for column in listing.columns
        ]
        _fill(table, count - 1, listing.columns, [sums[0] or _("Total"), *sums[1:]], bold=True)
    return document


def _fill(
    table: QTextTable,
    row: int,
    columns: tuple[Column[R], ...],
    texts: list[str],
    *,
    bold: bool = False,
) -> None:
    weight = QFont.Weight.DemiBold if bold else QFont.Weight.Normal
    look = _characters(BODY, INK, weight)
    for place, (column, text) in enumerate(zip(columns, texts, strict=True)):
        cell = table.cellAt(row, place)
        if bold:
            ground = cell.format()
            ground.setBackground(QBrush(QColor(GROUND)))
            cell.setFormat(ground)
        cursor = cell.firstCursorPosition()
        block = QTextBlockFormat()
        side = (
            Qt.AlignmentFlag.AlignRight if column.align() == RIGHT else Qt.AlignmentFlag.AlignLeft
        )
        block.setAlignment(side)
        cursor.setBlockFormat(block)
        cursor.insertText(text.replace("\n", " · "), look)


def _table_format(listing: Listing[R]) -> QTextTableFormat:
    made = QTextTableFormat()
    made.setHeaderRowCount(1)
    made.setCellPadding(CELL_PADDING)
    made.setCellSpacing(0)
    made.setBorder(2)
    made.setBorderCollapse(True)
    made.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    made.setBorderBrush(QBrush(QColor(LINE)))
    made.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    made.setColumnWidthConstraints(
        [QTextLength(QTextLength.Type.PercentageLength, share) for share in _shares(listing)]
    )
    return made


def _shares(listing: Listing[R]) -> list[float]:
    """How much of the width each column takes, in percent, by what stands in it."""
    metrics = QFontMetricsF(_font(BODY))
    widest = [
        max(
            metrics.horizontalAdvance(text)
            for text in (
                column.heading(),
                *(column.text(row) for row in listing.rows[:MEASURED_ROWS]),
            )
        )
        for column in listing.columns
    ]
    whole = sum(widest) or 1.0
    bounded = [min(max(100 * one / whole, LEAST_SHARE), MOST_SHARE) for one in widest]
    return [100 * one / sum(bounded) for one in bounded]


def _foot(painter: QPainter, room: QSizeF, origin: str, number: int, pages: int) -> None:
    painter.setFont(_font(SMALL))
    painter.setPen(QColor(QUIET))
    box = QRectF(0, room.height(), room.width(), FOOT)
    painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, origin)
    words = _("page {n} of {m}").format(n=number, m=pages)
    painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, words)


def _characters(
    size: int, colour: str, weight: QFont.Weight = QFont.Weight.Normal
) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFont(_font(size, weight))
    made.setForeground(QColor(colour))
    return made


def _font(size: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    font = QFont(FAMILY)
    font.setPixelSize(size)
    font.setWeight(weight)
    # Else the font puts other shapes for marks between capitals, and the text cannot be copied.
    font.setFeature(QFont.Tag("calt"), 0)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
