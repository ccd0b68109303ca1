"""The look of the window: palette, style sheet and fonts from tokens, switched while it runs."""

from __future__ import annotations

from enum import StrEnum
from importlib import resources

from PySide6.QtCore import QDir, QObject, Qt, QTemporaryDir, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from ui.shell.icons import write_tinted
from ui.shell.stylesheet import stylesheet
from ui.shell.tokens import DARK, LIGHT, Tokens

FAMILY = "Inter"
WEIGHTS = ("Regular", "Medium", "SemiBold", "Bold")
ZOOMS = (0.9, 1.0, 1.1, 1.25, 1.5)
BODY_PX = 13
QSS_ICONS = {
    "chevron-down": "muted",
    "chevron-up": "muted",
    "chevron-left": "muted",
    "chevron-right": "muted",
    "check": "on_accent",
    "minus": "on_accent",
}


class Scheme(StrEnum):
    """What the person chose: one scheme, or whatever the system has."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class _Current:
    tokens: Tokens = LIGHT


def tokens() -> Tokens:
    """The tokens in force now; for everything that paints itself."""
    return _Current.tokens


def number_font(base: QFont) -> QFont:
    """The font with figures of one width, so that columns of numbers align."""
    font = QFont(base)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def sized_font(size: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The font of the window at a size in pixels (at 100 %) and a weight."""
    font = QFont(QApplication.font())
    font.setPixelSize(tokens().px(size))
    font.setWeight(weight)
    return font


def load_fonts() -> None:
    """Make the fonts that ship with the program known to Qt."""
    folder = resources.files("resources") / "fonts"
    for weight in WEIGHTS:
        QFontDatabase.addApplicationFontFromData((folder / f"Inter-{weight}.otf").read_bytes())


class Theme(QObject):
    """Applies a scheme at a zoom to the whole application, and follows the system's."""

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._folder = QTemporaryDir()
        self._scheme = Scheme.SYSTEM
        self._zoom = 1.0
        self._applied: Tokens | None = None
        load_fonts()
        application.setStyle("Fusion")
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._on_hints_color_scheme_changed)

    @property
    def scheme(self) -> Scheme:
        """The scheme that was chosen."""
        return self._scheme

    @property
    def zoom(self) -> float:
        """The zoom in force; 1.0 is 100 %."""
        return self._zoom

    def set_scheme(self, scheme: Scheme) -> None:
        """Choose light, dark, or the system's, and repaint everything."""
        self._scheme = scheme
        wanted = {
            Scheme.SYSTEM: Qt.ColorScheme.Unknown,
            Scheme.LIGHT: Qt.ColorScheme.Light,
            Scheme.DARK: Qt.ColorScheme.Dark,
        }[scheme]
        QGuiApplication.styleHints().setColorScheme(wanted)
        self._apply()

    def set_zoom(self, zoom: float) -> None:
        """Choose the size of text and rows, from `ZOOMS`."""
        self._zoom = min(ZOOMS, key=lambda known: abs(known - zoom))
        if self._applied is not None:
            self._apply()

    def zoom_by(self, steps: int) -> None:
        """One or more steps larger (positive) or smaller."""
        place = min(max(ZOOMS.index(self._zoom) + steps, 0), len(ZOOMS) - 1)
        self.set_zoom(ZOOMS[place])

    def is_dark(self) -> bool:
        """Whether the dark scheme is what the choice comes to now."""
        if self._scheme is Scheme.SYSTEM:
            return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self._scheme is Scheme.DARK

    def _on_hints_color_scheme_changed(self) -> None:
        if self._scheme is Scheme.SYSTEM:
            self._apply()

    def _apply(self) -> None:
        wanted = (DARK if self.is_dark() else LIGHT).zoomed(self._zoom)
        if wanted == self._applied:
            return
        self._applied = _Current.tokens = wanted
        font = QFont(FAMILY)
        font.setPixelSize(wanted.px(BODY_PX))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        font.setFeature(QFont.Tag("calt"), 0)
        folder = "dark" if wanted.dark else "light"
        QDir(self._folder.path()).mkpath(folder)
        for icon, colour in QSS_ICONS.items():
            write_tinted(icon, getattr(wanted, colour), f"{self._folder.path()}/{folder}")
        QDir.setSearchPaths("qss", [f"{self._folder.path()}/{folder}"])
        self._application.setFont(font)
        self._application.setPalette(palette_of(wanted))
        self._application.setStyleSheet(stylesheet(wanted))
        self.changed.emit()


def palette_of(wanted: Tokens) -> QPalette:
    """Qt's palette for the tokens, for whatever the style sheet does not paint."""
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: wanted.background,
        QPalette.ColorRole.WindowText: wanted.text,
        QPalette.ColorRole.Base: wanted.surface,
        QPalette.ColorRole.AlternateBase: wanted.hover,
        QPalette.ColorRole.Text: wanted.text,
        QPalette.ColorRole.PlaceholderText: wanted.muted,
        QPalette.ColorRole.Button: wanted.surface,
        QPalette.ColorRole.ButtonText: wanted.text,
        QPalette.ColorRole.Highlight: wanted.accent,
        QPalette.ColorRole.HighlightedText: wanted.on_accent,
        QPalette.ColorRole.Accent: wanted.accent,
        QPalette.ColorRole.Link: wanted.accent,
        QPalette.ColorRole.ToolTipBase: wanted.raised,
        QPalette.ColorRole.ToolTipText: wanted.text,
        QPalette.ColorRole.Mid: wanted.line,
        QPalette.ColorRole.Light: wanted.raised,
        QPalette.ColorRole.Dark: wanted.line_strong,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
    ):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(wanted.muted))
    return palette
