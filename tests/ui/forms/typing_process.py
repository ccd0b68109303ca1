"""A process of its own that types into a form and is killed before anything is saved."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from iris_grants.people.commands import add_person
from iris_grants.people.desks import open_desk
from tests.ui.forms.test_dialog import FIXED, person_form
from ui.desk import WindowDesk
from ui.feedback import Feedback
from ui.forms.dialog import open_form
from ui.shell.context import Context
from ui.shell.preferences import Preferences
from ui.shell.theme import Scheme, Theme
from ui.tasks import Tasks


def type_and_wait(store: str, preferences: str, typed: str) -> None:
    """Open the form on a store, type, and stay until somebody kills the process."""
    application = QApplication([])
    theme = Theme(application)
    theme.set_scheme(Scheme.LIGHT)
    window = QWidget()
    feedback = Feedback(window)
    desk = WindowDesk(open_desk(store, "Ana Primer"), Tasks(feedback, window), window)
    context = Context(
        window=window,
        desk=desk,
        feedback=feedback,
        preferences=Preferences(Path(preferences)),
        go=lambda page, record: None,
        say_waiting=lambda page, count: None,
        trigger=lambda key: None,
    )
    window.show()
    dialog = open_form(context, window, person_form(), add_person, fixed=FIXED)
    QTest.keyClicks(dialog.panel.rows["name"].editor.input, typed)
    application.exec()


if __name__ == "__main__":
    type_and_wait(*sys.argv[1:])
