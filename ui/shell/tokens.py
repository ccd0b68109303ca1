"""The values everything on screen is drawn from: colours of both schemes, sizes, five meanings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum


class Meaning(StrEnum):
    """The five things a chip or a message can mean; the word beside it says the same."""

    NEUTRAL = "neutral"
    INFORMATION = "information"
    GOOD = "good"
    ATTENTION = "attention"
    BAD = "bad"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A background and the text colour that is read on it."""

    back: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """One colour scheme at one zoom; colours as `#rrggbb`, `zoom` 1.0 is 100 %.

    `line` only divides; `line_strong` borders controls and has contrast 3 or more.
    """

    dark: bool
    background: str
    surface: str
    raised: str
    text: str
    muted: str
    line: str
    line_strong: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_soft: str
    hover: str
    track: str
    grip: str
    chips: Mapping[Meaning, Pair]
    series: tuple[str, ...]
    zoom: float = 1.0

    def px(self, size: float) -> int:
        """A size in pixels at the zoom of the window, at least one."""
        return max(1, round(size * self.zoom))

    def zoomed(self, zoom: float) -> Tokens:
        """The same scheme at another zoom."""
        return replace(self, zoom=zoom)


LIGHT = Tokens(
    dark=False,
    background="#f5f6f8",
    surface="#ffffff",
    raised="#ffffff",
    text="#1b2430",
    muted="#5b6675",
    line="#dfe3e8",
    line_strong="#7f8b99",
    accent="#2a5bd7",
    accent_hover="#234db8",
    on_accent="#ffffff",
    accent_soft="#e4ecfc",
    hover="#f0f3f8",
    track="#eef0f4",
    grip="#c0c8d2",
    chips={
        Meaning.NEUTRAL: Pair(back="#e9ecf0", text="#46505e"),
        Meaning.INFORMATION: Pair(back="#e2ecfa", text="#23528f"),
        Meaning.GOOD: Pair(back="#def3e6", text="#1a6b3c"),
        Meaning.ATTENTION: Pair(back="#fdeed2", text="#84510a"),
        Meaning.BAD: Pair(back="#fde2e2", text="#a51d28"),
    },
    series=("#2a5bd7", "#0f9d8a", "#d98014", "#8a4fc7", "#c23b60"),
)

DARK = Tokens(
    dark=True,
    background="#14181e",
    surface="#1b2028",
    raised="#222934",
    text="#e7ecf2",
    muted="#a3afbd",
    line="#2f3743",
    line_strong="#6d7a8a",
    accent="#7aa2ff",
    accent_hover="#96b6ff",
    on_accent="#0f1420",
    accent_soft="#25355e",
    hover="#232a35",
    track="#272e39",
    grip="#465160",
    chips={
        Meaning.NEUTRAL: Pair(back="#2c3440", text="#c3ccd7"),
        Meaning.INFORMATION: Pair(back="#1d3350", text="#9dc4f7"),
        Meaning.GOOD: Pair(back="#163524", text="#7fd6a0"),
        Meaning.ATTENTION: Pair(back="#41300f", text="#f3bd5e"),
        Meaning.BAD: Pair(back="#4b2023", text="#ff9c9c"),
    },
    series=("#7aa2ff", "#4fd1bd", "#f2a541", "#bb8bf0", "#f0789a"),
)


def contrast(first: str, second: str) -> float:
    """The WCAG contrast ratio of two `#rrggbb` colours, 1 to 21."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
