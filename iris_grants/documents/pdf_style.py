"""Fonts, colours and measures of printed documents."""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Sequence
from functools import cache
from importlib import resources
from io import BytesIO

from reportlab import rl_config
from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from iris_grants.documents.pdf_blocks import MarkedWord, TextLook

REGULAR, BOLD, MONO = "IrisSans", "IrisSans-Bold", "IrisMono"
_FILES = {
    REGULAR: "DejaVuSans.ttf",
    BOLD: "DejaVuSans-Bold.ttf",
    MONO: "DejaVuSansMono.ttf",
}

INK = HexColor("#1c2430")
QUIET = HexColor("#5a6472")
ACCENT = HexColor("#2a5bd7")
LINE = HexColor("#d8dde5")
STRONG_LINE = HexColor("#8d97a5")
WASH = HexColor("#f3f6fc")
EU_BLUE = HexColor("#003399")
EU_GOLD = HexColor("#ffcc00")

MARGIN_LEFT, MARGIN_RIGHT = 22 * mm, 20 * mm
MARGIN_TOP, MARGIN_BOTTOM = 25 * mm, 24 * mm

_lock = threading.Lock()
_fonts: dict[str, TTFont] = {}
_TAB = "    "
_DATE_INSIDE = re.compile(r"(\b\d{2}\.\d{2}\.\d{4})\.(?=[,;)])")
"""The point of a Serbian date is dropped before a comma or bracket (Pravopis, tačka)."""
_DROPPED = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def register_fonts() -> None:
    """Make the bundled fonts known to the PDF library; once for the whole program."""
    with _lock:
        if _fonts:
            return
        rl_config.useA85 = 0  # the archive's writer would undo it, to the same bytes
        folder = resources.files("resources") / "fonts"
        loaded = {}
        for name, file in _FILES.items():
            font = loaded[name] = TTFont(name, BytesIO((folder / file).read_bytes()))
            _mend_widths(font)
            pdfmetrics.registerFont(font)
        pdfmetrics.registerFontFamily(
            REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD
        )
        _fonts.update(loaded)


def _mend_widths(font: TTFont) -> None:
    """Give the glyphs that share the last width of the font their width in font units.

    The PDF library keeps it in thousandths of the type size, which the embedded font
    contradicts; validators rightly refuse that.
    """
    listed = int.from_bytes(_table(font, "hhea")[34:36], "big")
    metrics = font.face.hmetrics
    shared = metrics[listed - 1][0]
    metrics[listed:] = [(shared, bearing) for _, bearing in metrics[listed:]]


def _table(font: TTFont, name: str) -> bytes:
    return bytes(font.face.get_table(name))  # type: ignore[no-untyped-call]  # no types there


class Words:
    """Makes any text printable: composed letters, known glyphs, and the marked words."""

    def __init__(self, marked: Sequence[MarkedWord] = ()) -> None:
        self._marked = [(_pattern(word), word) for word in marked if word.words]
        self.notes: list[str] = []

    def clean(self, text: str) -> str:
        """The text as it can be printed; line ends stay.

        A character that the fonts lack is written as its code, `[U+1F600]`: an archive
        file may not refer to a missing glyph, and nothing disappears silently.
        """
        found = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
        found = _DATE_INSIDE.sub(r"\1", found)
        if not found.isascii() or not found.isprintable():
            found = "".join(_printable(letter) for letter in found)
        for pattern, word in self._marked:
            found, count = pattern.subn(rf"\g<1>{_literal(word.mark)}", found)
            if count and word.note not in self.notes:
                self.notes.append(word.note)
        return found


def _literal(mark: str) -> str:
    return mark.replace("\\", r"\\")


def _pattern(word: MarkedWord) -> re.Pattern[str]:
    choices = "|".join(re.escape(each) for each in word.words)
    # A word that bears its mark already keeps it, and asks for its note all the same.
    return re.compile(rf"(\b(?:{choices})\b)(?:{re.escape(word.mark)})?")


@cache
def _printable(letter: str) -> str:
    if letter == "\n":
        return letter
    if letter == "\t":
        return _TAB
    if unicodedata.category(letter) in _DROPPED - {"Co", "Cn"}:
        return "" if unicodedata.category(letter) == "Cf" else " "
    return letter if ord(letter) in _glyphs() else f"[U+{ord(letter):04X}]"


@cache
def _glyphs() -> frozenset[int]:
    register_fonts()
    return frozenset(_fonts[REGULAR].face.charToGlyph) & frozenset(_fonts[BOLD].face.charToGlyph)


@cache
def paragraph_style(look: TextLook) -> ParagraphStyle:
    """The paragraph style of a look."""
    register_fonts()
    base = ParagraphStyle(
        "body",
        fontName=REGULAR,
        fontSize=9,
        leading=13.2,
        textColor=INK,
        spaceAfter=5,
        bulletFontName=REGULAR,
        allowOrphans=0,
        allowWidows=0,
    )
    match look:
        case TextLook.LEAD:
            return ParagraphStyle("lead", base, fontSize=10.5, leading=15.5, spaceAfter=7)
        case TextLook.SMALL:
            return ParagraphStyle(
                "small", base, fontSize=7.6, leading=10.8, textColor=QUIET, spaceAfter=4
            )
        case TextLook.STRONG:
            return ParagraphStyle("strong", base, fontName=BOLD)
        case TextLook.CENTRED:
            return ParagraphStyle("centred", base, alignment=1)
        case TextLook.NOTICE:
            return ParagraphStyle(
                "notice",
                base,
                backColor=WASH,
                borderPadding=7,
                leftIndent=9,
                rightIndent=9,
                spaceBefore=10,
                spaceAfter=13,
            )
        case _:
            return base


@cache
def heading_style(level: int) -> ParagraphStyle:
    """The style of a heading of level 1, 2 or 3 (deeper ones look like 3)."""
    register_fonts()
    size, leading, before, after = {
        1: (13, 17.5, 17, 6),
        2: (10.4, 14.5, 12, 4),
    }.get(level, (9, 13, 9, 3))
    return ParagraphStyle(
        f"heading{level}",
        fontName=BOLD,
        fontSize=size,
        leading=leading,
        spaceBefore=before,
        spaceAfter=after,
        textColor=QUIET if level > 2 else INK,
    )
