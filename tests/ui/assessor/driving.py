"""How a test works as an assessor in the window: open, score, comment, sign."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.iris_grants.scoring.packages import PASSPHRASE
from tests.ui.acting import button, fill
from ui.assessor.page import AssessorDesk, AssessorPage
from ui.assessor.sending import SentDialog
from ui.forms.dialog import FormDialog
from ui.shell.window import MainWindow

LONG = 20_000


class Assessor:
    """Works in a window as a person would, by what is written on it."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot = qtbot
        self.window = window

    def open(self, package: Path, passphrase: str = PASSPHRASE) -> AssessorDesk:
        """Open a package by its passphrase and wait for the assessor's desk."""
        self.window.open_store(str(package))
        self.answer_passphrase(passphrase)
        self.qtbot.waitUntil(self.is_open, timeout=LONG)
        return self.desk

    def answer_passphrase(self, passphrase: str) -> None:
        """Type the passphrase that is asked for."""
        self.qtbot.waitUntil(lambda: self.window.opening.dialog is not None, timeout=LONG)
        dialog = self.window.opening.dialog
        assert dialog is not None
        fill(dialog, {"passphrase": passphrase})
        dialog.save.click()

    @property
    def desk(self) -> AssessorDesk:
        """What is shown of the open package."""
        page = self.window.current_page()
        assert isinstance(page, AssessorPage)
        assert page.desk_view is not None
        return page.desk_view

    def score(self, criterion: str, score: int | str, comment: str = "") -> None:
        """Open a criterion of the application in view, press a key of its scale, comment."""
        self.desk.grid.open_item(criterion)
        item = self.desk.grid.items[criterion]
        next(key for key in item.keys if key.score == Decimal(score)).click()
        if comment:
            assert item.comment is not None
            item.comment.setPlainText(comment)
            item.comment.flush()

    def comment_section(self, section: str, comment: str) -> None:
        """Write the comment of a section of the application in view."""
        edit = self.desk.grid.section_comment(section)
        edit.setPlainText(comment)
        edit.flush()

    def settle(self) -> None:
        """Wait until everything is saved."""
        self.qtbot.waitUntil(self.desk.work.idle, timeout=LONG)

    def sign_form(self) -> FormDialog:
        """The form that signs and writes the return."""
        self.settle()
        button(self.desk, "Sign and send…").click()
        return self.form()

    def form(self) -> FormDialog:
        """The form that is open."""
        found: list[FormDialog] = []

        def there() -> bool:
            found[:] = [one for one in self.window.findChildren(FormDialog) if one.isVisible()]
            return bool(found)

        self.qtbot.waitUntil(there, timeout=LONG)
        return found[-1]

    def sign(self, out: Path, passphrase: str = PASSPHRASE) -> SentDialog:
        """Declare, sign and write the return; gives the dialog that says how to send it."""
        dialog = self.sign_form()
        values = {"declaration": True, "passphrase": passphrase, "out": out}
        if "incomplete" in dialog.panel.rows:
            values["incomplete"] = True
        fill(dialog, values)
        dialog.submit()

        def there() -> list[SentDialog]:
            return [one for one in self.window.findChildren(SentDialog) if one.isVisible()]

        self.qtbot.waitUntil(lambda: bool(there()), timeout=LONG)
        return there()[-1]

    def fill(self, dialog: FormDialog, values: Mapping[str, object]) -> None:
        """Type values into the fields of a form."""
        fill(dialog, values)

    def send(self, dialog: FormDialog, values: Mapping[str, object]) -> None:
        """Fill a form, send it and wait until it has closed."""
        fill(dialog, values)
        with self.qtbot.waitSignal(dialog.finished, timeout=LONG):
            dialog.submit()

    def is_open(self) -> bool:
        """Whether the package is open and shown."""
        page = self.window.current_page()
        return isinstance(page, AssessorPage) and page.desk_view is not None
