"""What is wrong in a form, as a list under its title: each line leads to its field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel

from iris_grants.wording import ngettext
from ui.shell.controls import Glyph, row
from ui.shell.theme import tokens
from ui.shell.tokens import Meaning

LISTED = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something wrong at a field: its `name`, the place inside it (`3.units`), its words.

    A `warning` is to be looked at; nothing stands against going on.
    """

    name: str
    title: str
    words: str
    at: str = ""
    warning: bool = False

    @property
    def link(self) -> str:
        """Where the line leads."""
        return f"{self.name}:{self.at}"


class FaultList(QFrame):
    """The list; `chosen` carries the name of the field and the place inside it."""

    chosen = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.faults: tuple[Fault, ...] = ()
        self.setProperty("note", str(Meaning.BAD))
        line = row(self, 8, 8)
        line.addWidget(Glyph("circle-alert", 16), 0, Qt.AlignmentFlag.AlignTop)
        self.lines = QLabel()
        self.lines.setTextFormat(Qt.TextFormat.RichText)
        self.lines.setWordWrap(True)
        self.lines.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.lines.linkActivated.connect(self._on_lines_link_activated)
        line.addWidget(self.lines, 1)
        self.hide()

    def show_faults(self, faults: Sequence[Fault]) -> None:
        """List these; hidden while there are none."""
        if tuple(faults) == self.faults:
            return
        self.faults = tuple(faults)
        count = len(self.faults)
        warned = all(one.warning for one in self.faults)
        meaning = Meaning.ATTENTION if warned else Meaning.BAD
        self._take(meaning)
        colour = tokens().chips[meaning].text
        if warned:
            words = ngettext(
                "{n} thing should be looked at:", "{n} things should be looked at:", count
            )
        else:
            words = ngettext(
                "{n} thing has to be put right:", "{n} things have to be put right:", count
            )
        head = words.format(n=count)
        shown = [
            f'<a href="{escape(one.link)}" style="color: {colour}">'
            f"{escape(one.title)}: {escape(one.words)}</a>"
            for one in self.faults[:LISTED]
        ]
        rest = count - LISTED
        if rest > 0:
            shown.append(escape(ngettext("and {n} more", "and {n} more", rest).format(n=rest)))
        self.lines.setText("<br>".join((escape(head), *shown)))
        self.setAccessibleName("\n".join((head, *(f"{f.title}: {f.words}" for f in self.faults))))
        self.setVisible(bool(self.faults))

    def _take(self, meaning: Meaning) -> None:
        self.setProperty("note", str(meaning))
        for widget in (self, self.lines):
            widget.style().unpolish(widget)
            widget.style().polish(widget)

    def _on_lines_link_activated(self, link: str) -> None:
        name, _colon, at = link.partition(":")
        self.chosen.emit(name, at)
