"""Lucide icons in the colours of the theme, crisp at every scale of the screen."""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

RATIOS = (1.0, 1.5, 2.0)
SIZE = 18
FAINT = 0.45


@cache
def svg(name: str) -> str:
    """The source of an icon; `FileNotFoundError` for a name that does not ship."""
    return (resources.files("resources") / "icons" / f"{name}.svg").read_text("utf-8")


@cache
def pixmap(
    name: str,
    colour: str,
    size: int = SIZE,
    ratio: float = 1.0,
    opacity: float = 1.0,
    gap: int = 0,
) -> QPixmap:
    """An icon as a picture: `size` in logical pixels, `ratio` device pixels a logical one.

    `gap` leaves logical pixels free at its right, before the words of a button.
    """
    renderer = QSvgRenderer(QByteArray(svg(name).replace("currentColor", colour).encode()))
    side = round(size * ratio)
    picture = QPixmap(QSize(side + round(gap * ratio), side))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setOpacity(opacity)
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


@cache
def icon(
    name: str, colour: str, active: str = "", size: int = SIZE, gap: int = 0, disabled: str = ""
) -> QIcon:
    """An icon in a colour, drawn for all common scales.

    `active` is its colour when checked or selected, `disabled` when it cannot be used.
    """
    found = QIcon()
    for ratio in RATIOS:
        found.addPixmap(pixmap(name, colour, size, ratio, gap=gap))
        found.addPixmap(
            pixmap(name, disabled or colour, size, ratio, FAINT, gap), QIcon.Mode.Disabled
        )
        if active:
            picture = pixmap(name, active, size, ratio, gap=gap)
            found.addPixmap(picture, QIcon.Mode.Normal, QIcon.State.On)
            found.addPixmap(picture, QIcon.Mode.Selected)
    return found


def write_tinted(name: str, colour: str, folder: str) -> None:
    """Write an icon in a colour into a folder, where the style sheet finds it."""
    target = Path(folder) / f"{name}.svg"
    target.write_text(svg(name).replace("currentColor", colour), "utf-8")
