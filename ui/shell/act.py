"""Something that can be done, as data: a button with its words, its reason, its way onward."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from ui.shell.context import Context
from ui.shell.controls import Button


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A step that a person can take.

    `text` and `blocked` are in words already. `blocked` says what is missing; the button
    then leads there by `leads`, or stands disabled with the reason beside it.
    """

    text: str
    run: Callable[[Context, QWidget], None]
    icon: str = ""
    blocked: str = ""
    leads: Callable[[Context], None] | None = None
    danger: bool = False


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
        if act.blocked:
            self.setToolTip(act.blocked)
            self.setAccessibleDescription(act.blocked)
            self.setEnabled(act.leads is not None)
        self.clicked.connect(self._on_clicked)

    def act(self) -> Act:
        """The act behind the button."""
        return self._act

    def _on_clicked(self) -> None:
        if self._act.blocked and self._act.leads is not None:
            self._act.leads(self._context)
        elif not self._act.blocked:
            self._act.run(self._context, self)
