"""The layout that goes on in the next line."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.shell.flow import FlowLayout


def test_widgets_go_on_in_the_next_line_and_none_is_wider_than_the_room(qtbot: QtBot) -> None:
    frame = QWidget()
    qtbot.addWidget(frame)
    layout = FlowLayout(frame, spacing=6)
    for width in (100, 100, 400):
        child = QWidget()
        child.setFixedSize(width, 20)
        layout.addWidget(child)
    frame.resize(220, 200)
    frame.show()
    places = [layout.itemAt(place) for place in range(layout.count())]
    tops = [item.geometry().top() for item in places if item is not None]
    assert tops == [0, 0, 26]
    assert layout.heightForWidth(220) == 46
    assert layout.heightForWidth(1000) == 20
