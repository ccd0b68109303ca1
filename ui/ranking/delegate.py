"""Paints the ranking: points as bars with their gates, and the cut line drawn through."""

from __future__ import annotations

from fractions import Fraction

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from ui.ranking.bars import SectionBar, paint_sections
from ui.ranking.columns import APPLICATION, POINTS, VERDICT, decision_of
from ui.ranking.places import PlaceRow, country_name
from ui.shell.painting import paint_chip
from ui.shell.theme import number_font, tokens
from ui.tables.delegate import PADDING, CellDelegate
from ui.tables.model import RowsModel

NUMBER_WIDTH = 52
BAR = 12
TALL = 52


class RankingDelegate(CellDelegate):
    """Cells of the ranking; the cut is drawn only in the order of the ranking itself."""

    def __init__(self, model: RowsModel[PlaceRow], parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = model

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        if self.cut_above(index.row()):
            room: QRect = option.rect
            painter.save()
            painter.setPen(QPen(QColor(tokens().accent), 3))
            painter.drawLine(room.left(), room.top(), room.right(), room.top())
            painter.restore()

    def cut_above(self, place: int) -> bool:
        """Whether the cut line runs over the row at a place."""
        in_order = self._rows.sorted_by() is None and not self._rows.narrowed()
        return in_order and self._rows.row_at(place).below_cut

    def _paint_content(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
        room: QRect,
    ) -> None:
        key = self._rows.columns[index.column()].key
        place = self._rows.row_at(index.row())
        if key in (APPLICATION, VERDICT):
            self._paint_two_lines(painter, option, room, place, key)
            return
        if key != POINTS:
            super()._paint_content(painter, option, index, room)
            return
        t = tokens()
        inner = room.adjusted(0, 0, -t.px(PADDING), 0)
        if place.row.total is None:
            return
        number = QRect(inner)
        number.setLeft(inner.right() - t.px(NUMBER_WIDTH))
        painter.setFont(number_font(option.font))
        painter.setPen(QColor(t.text))
        painter.drawText(
            number,
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
            str(index.data()),
        )
        width = number.left() - t.px(8) - inner.left()
        top = inner.center().y() - t.px(BAR) / 2 + 1
        paint_bars(painter, QRectF(inner.left(), top, width, t.px(BAR)), place)

    def _paint_two_lines(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        room: QRect,
        place: PlaceRow,
        key: str,
    ) -> None:
        """Number and country over the applicant; decision over its reason."""
        t = tokens()
        inner = room.adjusted(0, t.px(5), -t.px(PADDING), -t.px(4))
        upper, lower = QRect(inner), QRect(inner)
        upper.setHeight(inner.height() // 2)
        lower.setTop(upper.bottom() + 1)
        painter.setFont(option.font)
        if key == VERDICT:
            found = decision_of(place)
            paint_chip(painter, upper, found.word, found.meaning)
            words = place.reason
        else:
            first = f"{place.application.number} · {country_name(place.application.country)}"
            _line(painter, upper, first, t.muted)
            words = place.application.organisation
        _line(painter, lower, words, t.text)


def tall_row() -> int:
    """The height of a row with two lines, in pixels at the present zoom."""
    return tokens().px(TALL)


def _line(painter: QPainter, room: QRect, words: str, colour: str) -> None:
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width() + 1)
    painter.setPen(QColor(colour))
    painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


def paint_bars(painter: QPainter, room: QRectF, place: PlaceRow) -> None:
    """The sections of an application by their means."""
    grid = place.result.terms.grid
    bars = [
        SectionBar(
            weight=float(section.maximum / grid.maximum),
            filled=float(mean / section.maximum),
            gate=None if section.min_total is None else float(section.min_total / section.maximum),
            failed=_failed(place, section.code, section.min_total, mean),
        )
        for section, mean in zip(grid.sections, place.row.section_means, strict=True)
    ]
    overall = None if grid.overall_min is None else float(grid.overall_min / grid.maximum)
    paint_sections(painter, room, bars, overall)


def _failed(place: PlaceRow, code: str, least: Fraction | None, mean: Fraction) -> bool:
    if least is not None and mean < least:
        return True
    criterion = place.row.reason.removeprefix("gate_item_")
    if criterion == place.row.reason:
        return False
    grid = place.result.terms.grid
    section = next(one for one in grid.sections if one.code == code)
    return any(item.code == criterion for item in section.items)
