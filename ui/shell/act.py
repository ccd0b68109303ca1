"""Something that can be done, as data: a button with its words, its reason, its way onward."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from iris_grants.wording import _, label
from ui.shell.context import Context
from ui.shell.controls import Button


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A step that a person can take.

    `text` and `blocked` are in words already. `blocked` says what is missing; the button
    then leads there by `leads`, or stands disabled with the reason beside it. `command` is
    the operation behind the step, if it is a single one: who may not run it sees the button
    disabled with the reason, and who changes nothing at all does not see it. `key` takes the
    step from the keyboard while its button is in view (`F7`).
    """

    text: str
    run: Callable[[Context, QWidget], None]
    icon: str = ""
    blocked: str = ""
    leads: Callable[[Context], None] | None = None
    danger: bool = False
    command: Callable[..., object] | None = None
    key: str = ""


def go_act(text: str, page: str, record: str = "", icon: str = "arrow-right") -> Act:
    """A step that opens another page, at a record there."""
    return Act(text=text, run=lambda context, owner: context.go(page, record), icon=icon)


class ActButton(Button):
    """The button of an act."""

    def __init__(
        self, act: Act, context: Context, role: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(act.text, act.icon, "danger" if act.danger else role, parent)
        self._act = act
        self._context = context
        if act.key:
            self.setShortcut(QKeySequence(act.key))
            self.setToolTip(f"{act.text} ({act.key})")
        if act.blocked:
            self.setToolTip(act.blocked)
            self.setAccessibleDescription(act.blocked)
            self.setEnabled(act.leads is not None)
        if act.command is not None:
            self._fit_to_person(act.command)
        self.clicked.connect(self._on_clicked)

    def act(self) -> Act:
        """The act behind the button."""
        return self._act

    def _fit_to_person(self, command: Callable[..., object]) -> None:
        """Hide the step from who changes nothing; say why somebody else may not take it."""
        from iris_grants.kernel.operations import operation_of

        desk, declared = self._context.desk, operation_of(command)
        if desk.person.reads_only or not desk.writable:
            self.hide()
        elif not declared.approval and not declared.roles & desk.person.roles:
            roles = ", ".join(label(f"role.{role}") for role in sorted(declared.roles))
            reason = _("This needs one of these roles: {roles}.").format(roles=roles)
            self.setToolTip(reason)
            self.setAccessibleDescription(reason)
            self.setEnabled(False)

    def _on_clicked(self) -> None:
        if self._act.blocked and self._act.leads is not None:
            self._act.leads(self._context)
        elif not self._act.blocked:
            self._act.run(self._context, self)


class MoreButton(Button):
    """Opens the steps that have no room: each is its own button, out of sight, and an entry."""

    ROOM = 4
    """How many steps stand side by side; of more, the first ones and this button."""

    def __init__(self, steps: list[ActButton], parent: QWidget | None = None) -> None:
        super().__init__(_("More"), "ellipsis", parent=parent)
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        for step in steps:
            step.setVisible(False)
            entry = menu.addAction(step.icon(), step.text().replace("&", "&&"))
            entry.setEnabled(step.isEnabled())
            entry.setToolTip(step.toolTip() or step.text())
            entry.triggered.connect(step.click)
        self.setMenu(menu)

    @classmethod
    def rest_of(cls, steps: list[ActButton], room: int = ROOM) -> list[ActButton]:
        """The steps that go into the menu; those with a key of their own stay in sight."""
        withheld = Qt.WidgetAttribute.WA_WState_ExplicitShowHide
        offered = [step for step in steps if not step.testAttribute(withheld)]
        if len(offered) <= room:
            return []
        return [step for step in offered[room - 1 :] if not step.act().key]
