"""The numbers of a vote: for, against, abstained."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QSpinBox, QWidget

from iris_grants.wording import _
from ui.shell.controls import Button, row

MOST = 99


class VotesPanel(QWidget):
    """Three numbers and the button that records them; Enter does so too."""

    cast = Signal(int, int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = row(self, spacing=10)
        self.numbers: tuple[QSpinBox, ...] = ()
        for words in (_("For"), _("Against"), _("Abstained")):
            number = QSpinBox()
            number.setMaximum(MOST)
            number.setAlignment(Qt.AlignmentFlag.AlignCenter)
            number.setAccessibleName(words)
            caption = QLabel(words)
            caption.setBuddy(number)
            layout.addWidget(caption)
            layout.addWidget(number)
            self.numbers += (number,)
        self.record = Button(_("Record the vote"), "check", "primary")
        self.record.setAutoDefault(True)
        self.record.clicked.connect(self._on_record_clicked)
        layout.addWidget(self.record)
        layout.addStretch(1)

    def begin(self) -> None:
        """Begin with no votes."""
        for number in self.numbers:
            number.setValue(0)
        self.numbers[0].setFocus()
        self.numbers[0].selectAll()

    def _on_record_clicked(self) -> None:
        self.cast.emit(*(number.value() for number in self.numbers))
