"""Small widgets: what is scrolled keeps its width whether there is anything to scroll or not."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.shell.controls import scrolled

WIDE = 300
HIGH = 200


class Stacking(QWidget):
    """Lower where it is narrow, as a table whose rows stand one under the other."""

    def __init__(self) -> None:
        super().__init__()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return QSize(WIDE, HIGH)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt names it
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt names it
        return HIGH + 50 if width >= WIDE else HIGH - 50


def test_bar_has_its_place_though_nothing_is_to_be_scrolled(qtbot: QtBot) -> None:
    inner = QWidget()
    layout = QVBoxLayout(inner)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(Stacking())
    area = scrolled(inner)
    qtbot.addWidget(area)
    area.resize(WIDE, HIGH)
    area.show()
    bar = area.verticalScrollBar()
    qtbot.waitUntil(lambda: inner.width() == WIDE - bar.width())
    assert not bar.isEnabled()
    area.resize(2 * WIDE, HIGH)
    qtbot.waitUntil(bar.isEnabled)
    assert inner.width() == 2 * WIDE - bar.width()
    assert bar.maximum() == inner.height() - HIGH > 0
