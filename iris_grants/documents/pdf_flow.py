"""Blocks become what the page layout understands; people's words are never markup."""

from __future__ import annotations

from collections.abc import Sequence
from functools import singledispatchmethod
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    HRFlowable,
    KeepTogether,
    NextPageTemplate,
    Paragraph,
)
from reportlab.platypus import PageBreak as NewPage
from reportlab.platypus import Spacer as Room
from reportlab.platypus.tableofcontents import TableOfContents

from iris_grants.documents import pdf_blocks as blocks
from iris_grants.documents.pdf_style import (
    ACCENT,
    BOLD,
    INK,
    LINE,
    QUIET,
    REGULAR,
    STRONG_LINE,
    Words,
    heading_style,
    paragraph_style,
)
from iris_grants.documents.pdf_tables import (
    hash_rows,
    key_value_rows,
    signature_rows,
    table_rows,
)

PORTRAIT, LANDSCAPE = "portrait", "landscape"
BOOKMARKED_LEVELS = 3


class HeadingLine(Paragraph):
    """A heading that leaves a bookmark when it is drawn, and an entry for the contents."""

    def __init__(self, text: str, level: int, style: ParagraphStyle) -> None:
        super().__init__(safe(text), style)
        self.plain, self.level = text.replace("\n", " "), level
        self.key = ""


def safe(text: str) -> str:
    """The text so that the paragraph parser takes every sign of it as a letter."""
    return escape(text).replace("\n", "<br/>")


class Flow:
    """Turns blocks into flowables for a frame of a given width (portrait and landscape)."""

    def __init__(self, words: Words, widths: dict[str, float], landscape: bool) -> None:
        self._words, self._widths = words, widths
        self._page = LANDSCAPE if landscape else PORTRAIT

    def flowables(self, given: Sequence[blocks.Block]) -> list[Flowable]:
        """All blocks, in their order; nobody signs on a page that says nothing else."""
        found: list[Flowable] = []
        for block in given:
            if _is_signed(block):
                inner = block.blocks if isinstance(block, blocks.Together) else (block,)
                signed = [flowable for one in inner for flowable in self.of(one)]
                found.append(KeepTogether([*_last_words(found), *signed]))
            else:
                found.extend(self.of(block))
        return found

    @property
    def width(self) -> float:
        """The width of the frame in points, on the pages as they are turned now."""
        return self._widths[self._page]

    @singledispatchmethod
    def of(self, block: object) -> list[Flowable]:
        """The flowables of one block; `TypeError` for something that is no block."""
        raise TypeError(f"not a block of a document: {type(block).__name__}")

    @of.register
    def _title(self, block: blocks.Title) -> list[Flowable]:
        eyebrow = ParagraphStyle(
            "eyebrow", fontName=BOLD, fontSize=8, leading=12, textColor=ACCENT, spaceAfter=3
        )
        title = ParagraphStyle(
            "title", fontName=BOLD, fontSize=19, leading=24.5, textColor=INK, spaceAfter=4
        )
        subtitle = ParagraphStyle(
            "subtitle", fontName=REGULAR, fontSize=10, leading=14.5, textColor=QUIET
        )
        rule = HRFlowable(
            width=24 * mm,
            thickness=1.6,
            color=ACCENT,
            hAlign="LEFT",
            spaceBefore=9,
            spaceAfter=12,
            lineCap="butt",
        )
        lines = [(block.eyebrow, eyebrow), (block.text, title), (block.subtitle, subtitle)]
        return [*(self._paragraph(text, style) for text, style in lines if text), rule]

    @of.register
    def _heading(self, block: blocks.Heading) -> list[Flowable]:
        text = self._words.clean(block.text)
        room = CondPageBreak((42 if block.level == 1 else 30) * mm)
        return [room, HeadingLine(text, block.level, heading_style(block.level))]

    @of.register
    def _text(self, block: blocks.Text) -> list[Flowable]:
        words = safe(self._words.clean(block.text))
        if block.lead:
            lead = safe(self._words.clean(block.lead))
            words = f'<font name="{BOLD}">{lead}</font> {words}'
        return [Paragraph(words, paragraph_style(block.look))]

    @of.register
    def _bullets(self, block: blocks.Bullets) -> list[Flowable]:
        style = ParagraphStyle(
            "bullet",
            parent=paragraph_style(blocks.TextLook.BODY),
            leftIndent=15,
            bulletIndent=2,
            spaceAfter=2.5,
        )
        marks = [f"{n}." if block.numbered else "–" for n in range(1, len(block.items) + 1)]
        items = [
            Paragraph(safe(self._words.clean(item)), style, bulletText=mark)
            for item, mark in zip(block.items, marks, strict=True)
        ]
        return [*items, Room(0, 4)]

    @of.register
    def _clause(self, block: blocks.Clause) -> list[Flowable]:
        style = ParagraphStyle(
            "clause",
            parent=paragraph_style(blocks.TextLook.BODY),
            leftIndent=30,
            bulletIndent=0,
            bulletColor=QUIET,
        )
        number = self._words.clean(block.number)
        return [Paragraph(safe(self._words.clean(block.text)), style, bulletText=number)]

    @of.register
    def _key_values(self, block: blocks.KeyValues) -> list[Flowable]:
        return [key_value_rows(block, self.width, self._words)] if block.rows else []

    @of.register
    def _table(self, block: blocks.Table) -> list[Flowable]:
        rows = table_rows(block, self.width, self._words)
        found: list[Flowable] = []
        if block.caption:
            caption = ParagraphStyle(
                "caption",
                parent=paragraph_style(blocks.TextLook.STRONG),
                spaceBefore=6,
                spaceAfter=3,
            )
            found.extend([CondPageBreak(28 * mm), self._paragraph(block.caption, caption)])
        found.append(rows)
        if block.note:
            rows.spaceAfter = 3
            found.append(self._paragraph(block.note, paragraph_style(blocks.TextLook.SMALL)))
        return found

    @of.register
    def _signatures(self, block: blocks.Signatures) -> list[Flowable]:
        return [signature_rows(block, self.width, self._words)] if block.lines else []

    @of.register
    def _hash_list(self, block: blocks.HashList) -> list[Flowable]:
        return [hash_rows(block, self.width, self._words)] if block.entries else []

    @of.register
    def _footnotes(self, block: blocks.Footnotes) -> list[Flowable]:
        rule = HRFlowable(
            width=40 * mm, thickness=0.5, color=STRONG_LINE, hAlign="LEFT", spaceBefore=8
        )
        style = paragraph_style(blocks.TextLook.SMALL)
        return [rule, Room(0, 4), *(self._paragraph(item, style) for item in block.items)]

    @of.register
    def _contents(self, block: blocks.Contents) -> list[Flowable]:
        contents = TableOfContents(dotsMinLevel=-1)
        contents.levelStyles = [_contents_style(level) for level in (1, 2)]
        found: list[Flowable] = []
        if block.title:
            found.append(self._paragraph(block.title, heading_style(1)))
        return [*found, contents, Room(0, 8)]

    @of.register
    def _spacer(self, block: blocks.Spacer) -> list[Flowable]:
        return [Room(0, block.mm * mm)]

    @of.register
    def _rule(self, block: blocks.Rule) -> list[Flowable]:
        return [HRFlowable(width="100%", thickness=0.5, color=LINE, spaceBefore=5, spaceAfter=7)]

    @of.register
    def _page_break(self, block: blocks.PageBreak) -> list[Flowable]:
        if block.landscape is None:
            return [NewPage()]
        self._page = LANDSCAPE if block.landscape else PORTRAIT
        return [NextPageTemplate(self._page), NewPage()]

    @of.register
    def _together(self, block: blocks.Together) -> list[Flowable]:
        return [KeepTogether(self.flowables(block.blocks))]

    def _paragraph(self, text: str, style: ParagraphStyle) -> Paragraph:
        return Paragraph(safe(self._words.clean(text)), style)


def _is_signed(block: blocks.Block) -> bool:
    """Whether the block is where people sign."""
    if isinstance(block, blocks.Together):
        return any(isinstance(one, blocks.Signatures) for one in block.blocks)
    return isinstance(block, blocks.Signatures)


def _last_words(found: list[Flowable]) -> list[Flowable]:
    """Take the end of what stands so far: room, a heading, or else the last paragraph."""
    tail: list[Flowable] = []
    while found and isinstance(found[-1], Room | CondPageBreak | HeadingLine | Paragraph):
        last = found.pop()
        if isinstance(last, CondPageBreak):
            continue
        tail.insert(0, last)
        if isinstance(last, Paragraph):
            break
    return tail


def _contents_style(level: int) -> ParagraphStyle:
    return ParagraphStyle(
        f"contents{level}",
        fontName=BOLD if level == 1 else REGULAR,
        fontSize=9,
        leading=12.5,
        leftIndent=0 if level == 1 else 14,
        spaceBefore=2 if level == 1 else 0,
        textColor=INK,
    )
