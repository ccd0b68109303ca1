"""The pages of a document: frames, running head, foot, bookmarks, the emblem of the funder."""

from __future__ import annotations

import math
from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.lib.pagesizes import landscape as turned
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from iris_grants.documents.pdf_blocks import PdfMeta
from iris_grants.documents.pdf_flow import BOOKMARKED_LEVELS, LANDSCAPE, PORTRAIT, HeadingLine, safe
from iris_grants.documents.pdf_rows import width_of, wrapped
from iris_grants.documents.pdf_style import (
    BOLD,
    EU_BLUE,
    EU_GOLD,
    INK,
    LINE,
    MARGIN_BOTTOM,
    MARGIN_LEFT,
    MARGIN_RIGHT,
    MARGIN_TOP,
    QUIET,
    REGULAR,
    Words,
)
from iris_grants.wording import N_, _

_FOOT = 7.4
_NOTE = 6.6
_NOTE_LEADING = 8.6
_EMBLEM_HEIGHT = 11 * mm
_PAGE_OF = N_("Page {page} of {pages}")


def frame_widths() -> dict[str, float]:
    """The width of the text on upright and on turned pages, in points."""
    sides = MARGIN_LEFT + MARGIN_RIGHT
    return {PORTRAIT: A4[0] - sides, LANDSCAPE: A4[1] - sides}


class Pages(BaseDocTemplate):
    """The layout engine with our furniture; `notes` stand at the foot of every page."""

    def __init__(self, out: BytesIO, meta: PdfMeta, words: Words, notes: list[str]) -> None:
        super().__init__(
            out,
            pagesize=A4,
            invariant=1,
            lang=meta.language,
            title=meta.title,
            author=meta.author,
            subject=meta.subject,
            initialFontName=REGULAR,
            initialFontSize=9,
            pageCompression=1,
        )
        self._head = words.clean(meta.running_title or meta.title).replace("\n", " ")
        self._reference = words.clean(meta.reference).replace("\n", " ")
        self._funding = words.clean(meta.funding_line)
        self._notes, self._outlined, self._headings = notes, -1, 0
        templates = [self._template(PORTRAIT, A4), self._template(LANDSCAPE, turned(A4))]
        self.addPageTemplates(templates[::-1] if meta.landscape else templates)

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - the engine's name
        """Leave a bookmark and an entry of the contents for each heading that was drawn."""
        if not isinstance(flowable, HeadingLine) or flowable.level > BOOKMARKED_LEVELS:
            return
        depth = min(flowable.level - 1, self._outlined + 1)
        self._headings += 1
        key = f"heading-{self._headings}"
        self.canv.bookmarkPage(key)
        self.canv.addOutlineEntry(flowable.plain, key, depth, closed=depth > 0)
        self._outlined = depth
        if flowable.level <= 2:
            self.notify("TOCEntry", (flowable.level - 1, safe(flowable.plain), self.page, key))

    def beforeDocument(self) -> None:  # noqa: N802 - the engine's name
        """Begin the count of headings anew (a document with contents is laid out twice)."""
        self._outlined, self._headings = -1, 0

    def _template(self, name: str, size: tuple[float, float]) -> PageTemplate:
        bottom = MARGIN_BOTTOM + _NOTE_LEADING * len(self._note_lines(size[0]))
        frame = Frame(
            MARGIN_LEFT,
            bottom,
            size[0] - MARGIN_LEFT - MARGIN_RIGHT,
            size[1] - MARGIN_TOP - bottom,
            leftPadding=0,
            rightPadding=0,
            topPadding=0,
            bottomPadding=0,
        )

        def furnish(canvas: Canvas, _document: object) -> None:
            if isinstance(canvas, NumberedCanvas):
                self._furnish(canvas, size)

        return PageTemplate(name, [frame], onPage=furnish, pagesize=size)

    def _furnish(self, canvas: NumberedCanvas, size: tuple[float, float]) -> None:
        width, height = size
        left, right = MARGIN_LEFT, width - MARGIN_RIGHT
        canvas.saveState()
        canvas.setFillColor(QUIET)
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(0.5)
        if canvas.getPageNumber() > 1:
            head_y = height - 14 * mm
            canvas.setFont(REGULAR, _FOOT)
            canvas.drawString(left, head_y, _shortened(self._head, right - left))
            canvas.line(left, head_y - 5, right, head_y - 5)
        foot_y = 12 * mm
        canvas.line(left, foot_y + 11, right, foot_y + 11)
        canvas.setFont(REGULAR, _FOOT)
        canvas.drawString(left, foot_y, _shortened(self._reference, (right - left) * 0.72))
        canvas.number_page(right, foot_y)
        for index, line in enumerate(reversed(self._note_lines(width))):
            canvas.setFont(REGULAR, _NOTE)
            canvas.drawString(left, foot_y + 16 + index * _NOTE_LEADING, line)
        if canvas.getPageNumber() == 1 and self._funding:
            _draw_funding(canvas, self._funding, left, height - 9 * mm, (right - left) * 0.6)
        canvas.restoreState()

    def _note_lines(self, page_width: float) -> list[str]:
        room = page_width - MARGIN_LEFT - MARGIN_RIGHT
        return [line for note in self._notes for line in wrapped(note, REGULAR, _NOTE, room)]


class NumberedCanvas(Canvas):
    """A canvas that can say on each page how many pages there are in the end."""

    def number_page(self, right: float, y: float) -> None:
        """Leave room on this page for its number, to be filled in when all are drawn."""
        self._numbered = [*getattr(self, "_numbered", []), (self.getPageNumber(), right, y)]
        self.doForm(_form_name(self.getPageNumber()))

    def save(self) -> None:
        """Fill in the numbers of the pages, then write the document."""
        total = len(self._numbered)
        for page, right, y in self._numbered:
            self.beginForm(_form_name(page), upperx=right, uppery=y + _FOOT)
            self.setFont(REGULAR, _FOOT)
            self.setFillColor(QUIET)
            self.drawRightString(right, y, _(_PAGE_OF).format(page=page, pages=total))
            self.endForm()
        super().save()


def _form_name(page: int) -> str:
    return f"page-number-{page}"


def _draw_funding(canvas: Canvas, words: str, left: float, top: float, width: float) -> None:
    """The emblem (twelve gold stars on blue, 3 : 2) and the statement beside it."""
    emblem = _EMBLEM_HEIGHT * 1.5
    canvas.setFillColor(EU_BLUE)
    canvas.rect(left, top - _EMBLEM_HEIGHT, emblem, _EMBLEM_HEIGHT, stroke=0, fill=1)
    canvas.setFillColor(EU_GOLD)
    middle, centre = left + emblem / 2, top - _EMBLEM_HEIGHT / 2
    for hour in range(12):
        angle = math.radians(hour * 30)
        away = _EMBLEM_HEIGHT / 3
        x, y = middle + away * math.sin(angle), centre + away * math.cos(angle)
        _draw_star(canvas, x, y, _EMBLEM_HEIGHT / 18)
    lines = wrapped(words, BOLD, 8.6, width)
    y = centre + (len(lines) - 1) * 5.6 - 3.1
    canvas.setFillColor(INK)
    canvas.setFont(BOLD, 8.6)
    for line in lines:
        canvas.drawString(left + emblem + 10, y, line)
        y -= 11.2


def _draw_star(canvas: Canvas, x: float, y: float, radius: float) -> None:
    path = canvas.beginPath()
    for point in range(10):
        away = radius if point % 2 == 0 else radius * 0.382
        angle = math.radians(point * 36)
        corner = (x + away * math.sin(angle), y + away * math.cos(angle))
        (path.lineTo if point else path.moveTo)(*corner)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)


def _shortened(text: str, width: float) -> str:
    if width_of(text, REGULAR, _FOOT) <= width:
        return text
    while text and width_of(text + "…", REGULAR, _FOOT) > width:
        text = text[:-1]
    return text.rstrip() + "…"
