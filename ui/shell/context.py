"""What a page gets from the window it stands in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from ui.desk import WindowDesk
from ui.feedback import Feedback
from ui.shell.preferences import Preferences


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The desk, the door for messages, what is remembered, and the way to other pages.

    `go(page, record)` opens a page by its key and selects a record there (`""`: none).
    `say_waiting(page, count)` puts the number of what waits beside the page's name;
    `trigger(key)` runs an action of the menus.
    """

    window: QWidget
    desk: WindowDesk
    feedback: Feedback
    preferences: Preferences
    go: Callable[[str, str], None]
    say_waiting: Callable[[str, int], None]
    trigger: Callable[[str], None]
