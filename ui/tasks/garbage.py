"""Garbage is looked for in the window's thread alone: a widget that ends in another is a crash.

Python looks for it wherever the next object happens to be made, and widgets do end up in cycles.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 1_000


class Garbage(QObject):
    """Takes the place of Python's own collecting from the first moment to `end`."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._on_timer_timeout)
        self.begin()

    def begin(self) -> None:
        """Collect here from now on, by the same thresholds."""
        gc.disable()
        self._timer.start()

    def pause(self) -> None:
        """Collect nothing until it begins again."""
        self._timer.stop()

    def end(self) -> None:
        """Leave it to Python again; call it only when no thread works any more."""
        self._timer.stop()
        gc.enable()

    def _on_timer_timeout(self) -> None:
        counted = zip(gc.get_count(), gc.get_threshold(), strict=True)
        full = [place for place, (count, most) in enumerate(counted) if count > most]
        if full:
            gc.collect(full[-1])
