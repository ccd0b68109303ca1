"""Looks of cells as formats of the workbook library, each made once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from iris_grants.documents.workbook_parts import (
    PLAIN,
    Fill,
    Formula,
    HorizontalAlign,
    Look,
    NumberFormat,
    Scalar,
)

if TYPE_CHECKING:
    import xlsxwriter
    from xlsxwriter.format import Format

_INK, _QUIET, _ACCENT, _LINE = "#1C2430", "#5A6472", "#2A5BD7", "#C9D0DA"

_GROUNDS: dict[Fill, dict[str, Any]] = {
    Fill.NONE: {},
    Fill.TITLE: {"font_color": _INK},
    Fill.HEAD: {"bg_color": "#E9EEFA", "bottom": 1, "bottom_color": _ACCENT, "valign": "vcenter"},
    Fill.INPUT: {"bg_color": "#FFFBE8", "border": 1, "border_color": _LINE},
    Fill.COMPUTED: {"bg_color": "#F2F4F7", "border": 1, "border_color": _LINE},
    Fill.GROUP: {"bg_color": "#F6F8FC", "bold": True},
    Fill.TOTAL: {"bold": True, "top": 1, "top_color": _INK},
    Fill.NOTICE: {"bg_color": "#FFF4E0"},
    Fill.WRONG: {"bg_color": "#FDE7E7", "font_color": "#A01C1C"},
}


class Looks:
    """The formats of one workbook."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._made: dict[Look, Format] = {}
        self._highlights: dict[Fill, Format] = {}

    def of(self, look: Look, value: Scalar | Formula) -> Format | None:
        """The format of a look; a day without a format of its own gets the usual one.

        `None` for an empty cell without any look: it need not be written.
        """
        if value is None and look == PLAIN:
            return None
        shown = value.result if isinstance(value, Formula) else value
        if look.number_format is NumberFormat.GENERAL and isinstance(shown, date | Decimal):
            look = replace(look, number_format=_usual_format(shown))
        if look not in self._made:
            self._made[look] = self._book.add_format(_properties(look))
        return self._made[look]

    def highlight(self, fill: Fill) -> Format:
        """The format that a condition lays over a cell."""
        if fill not in self._highlights:
            ground = {
                name: value
                for name, value in _GROUNDS[fill].items()
                if name in ("bg_color", "font_color", "bold")
            }
            self._highlights[fill] = self._book.add_format(ground)
        return self._highlights[fill]


def _usual_format(value: date | Decimal) -> NumberFormat:
    if isinstance(value, datetime):
        return NumberFormat.MOMENT
    if isinstance(value, date):
        return NumberFormat.DATE
    exponent = value.as_tuple().exponent
    return NumberFormat.AMOUNT if exponent == -2 else NumberFormat.GENERAL


def _properties(look: Look) -> dict[str, Any]:
    found: dict[str, Any] = {"valign": "top", **_GROUNDS[look.fill]}
    if look.number_format is not NumberFormat.GENERAL:
        found["num_format"] = look.number_format.value
    if look.currency:
        found["num_format"] = f'{look.number_format.value} "{look.currency}"'
    if look.align is not HorizontalAlign.AUTO:
        found["align"] = look.align.value
    if look.indent:
        found |= {"align": "left", "indent": look.indent}
    if look.bold:
        found["bold"] = True
    if look.quiet:
        found["font_color"] = _QUIET
    if look.wrap:
        found["text_wrap"] = True
    if look.size:
        found["font_size"] = look.size
    if not look.locked:
        found["locked"] = False
    return found
