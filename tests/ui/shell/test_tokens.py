"""The colours can be read: contrast of every pair of the theme."""

from __future__ import annotations

import pytest

from ui.shell.tokens import DARK, LIGHT, Meaning, Tokens, contrast

TEXT = 4.5
CONTROL = 3.0


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_text_on_every_ground_can_be_read(tokens: Tokens) -> None:
    for ground in (tokens.background, tokens.surface, tokens.raised, tokens.accent_soft):
        assert contrast(tokens.text, ground) >= TEXT
    for ground in (tokens.background, tokens.surface):
        assert contrast(tokens.muted, ground) >= TEXT
    assert contrast(tokens.on_accent, tokens.accent) >= TEXT
    assert contrast(tokens.accent, tokens.accent_soft) >= TEXT


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_borders_of_controls_stand_out(tokens: Tokens) -> None:
    for ground in (tokens.background, tokens.surface):
        assert contrast(tokens.line_strong, ground) >= CONTROL


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("meaning", list(Meaning))
def test_chip_of_each_meaning_can_be_read(tokens: Tokens, meaning: Meaning) -> None:
    pair = tokens.chips[meaning]
    assert contrast(pair.text, pair.back) >= TEXT


def test_contrast_of_black_and_white_is_the_greatest() -> None:
    assert round(contrast("#000000", "#ffffff"), 6) == 21.0
    assert contrast("#336699", "#336699") == 1.0


def test_sizes_grow_with_the_zoom_and_never_vanish() -> None:
    assert LIGHT.zoomed(1.5).px(20) == 30
    assert LIGHT.px(0.2) == 1
