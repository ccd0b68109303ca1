"""The theme is switched while the window runs; icons are drawn for the scale of the screen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFontDatabase, QIcon
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.shell import icons
from ui.shell.controls import Button, ElidedLabel, IconButton
from ui.shell.theme import ZOOMS, Scheme, Theme, tokens
from ui.shell.tokens import DARK, LIGHT


@pytest.fixture
def switched(theme: Theme) -> Iterator[Theme]:
    """The theme, put back to light at 100 % afterwards."""
    yield theme
    theme.set_zoom(1.0)
    theme.set_scheme(Scheme.LIGHT)


def test_scheme_switched_changes_tokens_and_palette(switched: Theme, qtbot: QtBot) -> None:
    with qtbot.waitSignal(switched.changed):
        switched.set_scheme(Scheme.DARK)
    assert tokens() == DARK
    assert QApplication.palette().window().color() == QColor(DARK.background)
    switched.set_scheme(Scheme.LIGHT)
    assert tokens() == LIGHT


def test_zoom_steps_stay_within_their_range(switched: Theme) -> None:
    switched.zoom_by(100)
    assert switched.zoom == ZOOMS[-1]
    assert QApplication.font().pixelSize() == 20
    switched.zoom_by(-100)
    assert switched.zoom == ZOOMS[0]


def test_fonts_that_ship_are_the_fonts_in_use(theme: Theme) -> None:
    assert "Inter" in QFontDatabase.families()
    assert QApplication.font().family() == "Inter"


def test_icon_has_a_picture_for_every_common_scale(theme: Theme) -> None:
    made = icons.icon("inbox", "#112233", size=18)
    for ratio in (1.0, 1.5, 2.0):
        picture = made.pixmap(QSize(18, 18), ratio)
        assert picture.size() == QSize(round(18 * ratio), round(18 * ratio))


def test_icon_takes_the_colour_it_is_given(theme: Theme) -> None:
    image = icons.pixmap("inbox", "#ff0000", 32).toImage()
    colours = {
        image.pixelColor(x, y).name()
        for x in range(32)
        for y in range(32)
        if image.pixelColor(x, y).alpha() == 255
    }
    assert colours == {"#ff0000"}


def test_icon_that_does_not_ship_is_refused() -> None:
    with pytest.raises(FileNotFoundError):
        icons.svg("no-such-icon")


def test_button_tints_its_icon_again_with_the_scheme(switched: Theme, qtbot: QtBot) -> None:
    button = IconButton("inbox", "Applications")
    qtbot.addWidget(button)
    before = button.icon().cacheKey()
    switched.set_scheme(Scheme.DARK)
    assert button.icon().cacheKey() != before
    assert button.accessibleName() == "Applications"


def test_primary_button_is_read_on_its_accent(theme: Theme, qtbot: QtBot) -> None:
    button = Button("Save", "save", "primary")
    qtbot.addWidget(button)
    picture = button.icon().pixmap(QSize(21, 16), 1.0, QIcon.Mode.Normal).toImage()
    assert LIGHT.on_accent in {
        picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(16)
    }


def test_elided_label_says_the_whole_text_in_its_tooltip(theme: Theme, qtbot: QtBot) -> None:
    made = ElidedLabel("A name that is much longer than the room that it has been given")
    qtbot.addWidget(made)
    made.resize(120, 20)
    made.show()
    assert made.text().endswith("…")
    assert made.toolTip() == made.full_text()
    made.resize(900, 20)
    assert made.text() == made.full_text()
    assert made.toolTip() == ""
