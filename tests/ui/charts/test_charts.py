"""Charts paint without a fault at any size and say their numbers in words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from ui.charts import Chart, Donut, HorizontalBars, PipelineBar, Slice, Stack, StackedColumns
from ui.shell.theme import Theme
from ui.shell.tokens import LIGHT

PARTS = (
    Slice(name="Eligible", value=3, shown="3"),
    Slice(name="Dismissed", value=1, shown="1"),
)
NOTHING = (Slice(name="Eligible", value=0, shown="0"),)
STACKS = (Stack(name="Jan", values=(4, 2)), Stack(name="Feb", values=(0, 0)))


def charts() -> list[Chart]:
    """One chart of each kind, with something, with nothing, and with only zeros."""
    return [
        HorizontalBars("By state", PARTS, marks=(4, None)),
        HorizontalBars("By state", ()),
        HorizontalBars("By state", NOTHING),
        Donut("By state", PARTS, "4", "applications"),
        Donut("By state", NOTHING, "0"),
        PipelineBar("Call", PARTS),
        PipelineBar("Call", ()),
        StackedColumns("Spent", ("salaries", "travel"), STACKS, line=(5, 7)),
        StackedColumns("Spent", ("salaries",), ()),
    ]


def colours(image: QImage) -> set[str]:
    """The colours of a picture."""
    return {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    }


@pytest.mark.parametrize("size", [QSize(420, 220), QSize(60, 30)], ids=["room", "no room"])
def test_every_chart_paints_at_any_size(qtbot: QtBot, theme: Theme, size: QSize) -> None:
    for chart in charts():
        qtbot.addWidget(chart)
        chart.setMinimumSize(1, 1)
        chart.resize(size)
        assert chart.grab().size() == size


def test_chart_is_read_aloud_as_a_sentence(qtbot: QtBot, theme: Theme) -> None:
    names = []
    for chart in charts():
        qtbot.addWidget(chart)
        names.append(chart.accessibleName())
    assert names == [
        "By state: Eligible: 3, Dismissed: 1",
        "By state",
        "By state: Eligible: 0",
        "By state: Eligible: 3, Dismissed: 1 (4 applications)",
        "By state: Eligible: 0 (0)",
        "Call: Eligible: 3, Dismissed: 1",
        "Call",
        "Spent (salaries, travel): Jan: 6, Feb: 0",
        "Spent (salaries)",
    ]


def test_parts_have_the_colours_of_the_theme(qtbot: QtBot, theme: Theme) -> None:
    chart = PipelineBar("Call", PARTS)
    qtbot.addWidget(chart)
    chart.resize(300, 90)
    found = colours(chart.grab().toImage())
    assert {LIGHT.series[0], LIGHT.series[1]} <= found
    assert LIGHT.series[2] not in found
