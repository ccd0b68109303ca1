"""Names and values in two columns: nothing is wider than the room, long names give way."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.shell.controls import label, paragraph
from ui.shell.pairs import COLUMN_GAP, MOST_NAME, PairsLayout
from ui.shell.theme import Theme

LONG = "Sopstveno učešće podnosioca prijave"
PAIRS = (("Zemlja", "Srbija"), (LONG, "0,00 EUR"), ("Opis", "Usluga se pruža prema planu. " * 6))


Laid = tuple[QWidget, PairsLayout]


@pytest.fixture
def shown(qtbot: QtBot, theme: Theme) -> Laid:
    """A frame with three pairs, one with a long name, one with a long value."""
    frame = QWidget()
    qtbot.addWidget(frame)
    made = PairsLayout(frame)
    for name, value in PAIRS:
        made.add_pair(label(name), paragraph(value))
    return frame, made


def laid(shown: Laid, width: int) -> list[QRect]:
    """Where names and values lie in turn, in a frame of this width."""
    frame, lines = shown
    frame.resize(width, lines.heightForWidth(width))
    frame.show()
    items = (lines.itemAt(place) for place in range(lines.count()))
    return [item.geometry() for item in items if item is not None]


@pytest.mark.parametrize("width", [260, 420, 900])
def test_lines_lie_below_one_another_and_within_the_room(shown: Laid, width: int) -> None:
    places = laid(shown, width)
    names, values = places[::2], places[1::2]
    assert len(names) == len(values) == len(PAIRS)
    assert len({value.left() for value in values}) == 1
    assert all(place.right() < width for place in places)
    assert max(name.width() for name in names) <= int(width * MOST_NAME)
    assert all(n.right() + COLUMN_GAP < v.left() + 1 for n, v in zip(names, values, strict=True))
    tops = [min(n.top(), v.top()) for n, v in zip(names, values, strict=True)]
    bottoms = [max(n.bottom(), v.bottom()) for n, v in zip(names, values, strict=True)]
    assert all(below > above for above, below in zip(bottoms, tops[1:], strict=False))
    assert bottoms[-1] < shown[1].heightForWidth(width)


def test_long_name_wraps_only_where_it_must(shown: Laid) -> None:
    narrow, wide = laid(shown, 240)[2].height(), laid(shown, 900)[2].height()
    assert narrow > wide
