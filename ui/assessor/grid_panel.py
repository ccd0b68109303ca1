"""The grid of one application: sections of criteria, scored by keys, with all comments."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from iris_grants.calls.grid import GridSection
from iris_grants.scoring.queries.assessing import OwnAssessmentRow
from iris_grants.scoring.rules.explain import points_text
from iris_grants.wording import _, current_language
from ui.assessor.comments import CommentEdit
from ui.assessor.item import ItemRow
from ui.assessor.recusal import RecusedPanel
from ui.assessor.totals import TotalsPanel, below_gate
from ui.assessor.work import Work
from ui.shell.context import Context
from ui.shell.controls import ChipLabel, ElidedLabel, column, paragraph, row
from ui.shell.controls import label as line_label
from ui.shell.page import clear_layout
from ui.shell.tokens import Meaning


class GridScroll(QScrollArea):
    """Scrolls; arrow keys move between criteria instead."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()


class SectionHead(QWidget):
    """The heading of a section with its points and its gate."""

    def __init__(self, section: GridSection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._section = section
        self._line = row(self, spacing=8)
        self._line.setContentsMargins(8, 10, 8, 2)
        title = f"{section.code} {section.title.of(current_language())}"
        self._line.addWidget(ElidedLabel(title, "heading"), 1)
        self._points = line_label("", "label")
        self._line.addWidget(self._points)
        self._gate: ChipLabel | None = None

    def show_points(self, text: str, *, below: bool) -> None:
        """Show the points so far, and the gate."""
        self._points.setText(text)
        if self._gate is not None:
            self._line.removeWidget(self._gate)
            self._gate.deleteLater()
            self._gate = None
        if self._section.min_total is not None:
            words = _("at least {points}").format(points=f"{self._section.min_total:f}")
            self._gate = ChipLabel(words, Meaning.BAD if below else Meaning.NEUTRAL)
            self._line.addWidget(self._gate)


class GridPanel(QWidget):
    """The right half: totals above, the grid, the comment on the whole."""

    def __init__(self, work: Work, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._context = context
        self._application = ""
        self._opened: dict[str, str] = {}
        self.items: dict[str, ItemRow] = {}
        self._sections: dict[str, tuple[SectionHead, CommentEdit]] = {}
        self.whole: CommentEdit | None = None
        layout = column(self, spacing=8)
        self.totals = TotalsPanel(work.assignment.grid)
        layout.addWidget(self.totals)
        self.area = GridScroll()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        self._body: QVBoxLayout = column(inner, spacing=2)
        self._body.setContentsMargins(0, 0, 8, 0)
        self.area.setWidget(inner)
        layout.addWidget(self.area, 1)
        work.changed.connect(self._on_work_changed)

    def show_application(self, application_id: str) -> None:
        """Show the grid of another application; what was typed before is saved first."""
        self.flush()
        self._application = application_id
        self._build(self._work.row(application_id))

    def flush(self) -> None:
        """Save every comment that is still being typed."""
        edits = [edit for _head, edit in self._sections.values()]
        edits += [item.comment for item in self.items.values() if item.comment is not None]
        edits += [self.whole] if self.whole is not None else []
        for edit in edits:
            edit.flush()

    def open_item(self, criterion: str) -> None:
        """Open one criterion, fold the others, remember it for this application."""
        for code, item in self.items.items():
            if code != criterion and item.is_open():
                item.fold()
        if criterion in self.items:
            self._opened[self._application] = criterion
            item = self.items[criterion]
            item.unfold()
            self.area.widget().layout().activate()  # type: ignore[union-attr]  # set above
            self.area.ensureWidgetVisible(item, 0, 12)

    def section_comment(self, section: str) -> CommentEdit:
        """The comment of a section of the application that is shown."""
        return self._sections[section][1]

    def opened(self) -> str:
        """The criterion that is open; empty for none."""
        return next((code for code, item in self.items.items() if item.is_open()), "")

    def open_next_missing(self) -> None:
        """Go to the next score or comment that a return would lack, after what is open."""
        missing = {str(one.params["criterion"]) for one in self._work.row(self._application).open}
        codes = [
            code
            for section in self._work.assignment.terms.grid.sections
            for code in (*(item.code for item in section.items), section.code)
        ]
        start = codes.index(self.opened()) + 1 if self.opened() else 0
        after = [code for code in (*codes[start:], *codes[:start]) if code in missing]
        if after and after[0] in self.items:
            self.open_item(after[0])
        elif after:
            edit = self.section_comment(after[0])
            edit.setFocus()
            self.area.ensureWidgetVisible(edit, 0, 12)

    def go_on(self, step: int) -> None:
        """Open the criterion before or after the one that is open."""
        codes = list(self.items)
        now = self.opened()
        if codes:
            place = codes.index(now) + step if now else 0
            self.open_item(codes[min(max(place, 0), len(codes) - 1)])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        item = self.items.get(self.opened())
        if event.key() in keys:
            self.go_on(keys[Qt.Key(event.key())])
        elif item is None or not self._take_key(item, event):
            super().keyPressEvent(event)

    def _take_key(self, item: ItemRow, event: QKeyEvent) -> bool:
        code, key = item.item.code, event.key()
        if event.text().isdecimal() and Decimal(event.text()) in item.item.scale():
            self._work.give(self._application, code, Decimal(event.text()))
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._shift(item, -1 if key == Qt.Key.Key_Left else 1)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._work.clear(self._application, code)
        elif key == Qt.Key.Key_N and item.item.allow_na:
            self._work.set_absent(self._application, code)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item.comment is not None:
            item.comment.setFocus()
        else:
            return False
        return True

    def _shift(self, item: ItemRow, step: int) -> None:
        scale = item.item.scale()
        now = self._work.row(self._application).assessed.scores[item.item.code].number
        place = next((n for n, score in enumerate(scale) if score == now), None)
        wanted = (0 if step > 0 else len(scale) - 1) if place is None else place + step
        if 0 <= wanted < len(scale):
            self._work.give(self._application, item.item.code, scale[wanted])

    def _build(self, found: OwnAssessmentRow) -> None:
        self.items, self._sections, self.whole = {}, {}, None
        clear_layout(self._body)
        if found.assessed.recusal is not None:
            self.totals.hide()
            self._body.addWidget(RecusedPanel(self._work, found, self._context))
        else:
            self.totals.show()
            for section in self._work.assignment.terms.grid.sections:
                self._add_section(section, found)
            self._add_whole(found)
        self._body.addStretch(1)
        self._show(found)
        if self.items:
            missing = found.outcome.missing
            first = missing[0] if missing else next(iter(self.items))
            self.open_item(self._opened.get(self._application, first))

    def _add_section(self, section: GridSection, found: OwnAssessmentRow) -> None:
        terms, key = self._work.assignment.terms, self._application
        head = SectionHead(section)
        self._body.addWidget(head)
        for item in section.items:
            made = ItemRow(item, terms.grid)
            made.asked.connect(self._on_item_asked)
            made.given.connect(partial(self._work.give, key))
            made.absent.connect(partial(self._work.set_absent, key))
            made.cleared.connect(partial(self._work.clear, key))
            made.commented.connect(partial(self._work.comment_item, key))
            made.left.connect(self._on_item_left)
            self.items[item.code] = made
            self._body.addWidget(made)
        needed = terms.comment_required.section
        name = _("Comment on section {code}").format(code=section.code)
        words = _("{name} (needed)").format(name=name) if needed else name
        edit = CommentEdit(found.assessed.sections.get(section.code, ""), words)
        edit.written.connect(partial(self._work.comment_on, key, section.code))
        self._sections[section.code] = (head, edit)
        self._body.addWidget(edit)

    def _add_whole(self, found: OwnAssessmentRow) -> None:
        self._body.addSpacing(12)
        self._body.addWidget(paragraph(_("Comment on the whole application"), "heading"))
        edit = CommentEdit(found.assessed.comment, _("Comment on the whole application"), 3)
        edit.written.connect(partial(self._work.comment_on, self._application, ""))
        self.whole = edit
        self._body.addWidget(edit)

    def _show(self, found: OwnAssessmentRow) -> None:
        self.totals.show_row(found)
        for code, item in self.items.items():
            item.show_score(found.assessed.scores[code])
        for section in self._work.assignment.grid.sections:
            if section.code in self._sections:
                head, edit = self._sections[section.code]
                points = points_text(found.outcome.sections[section.code])
                words = f"{points} / {points_text(section.maximum)}"
                head.show_points(words, below=below_gate(found, section))
                edit.show_text(found.assessed.sections.get(section.code, ""))
        if self.whole is not None:
            self.whole.show_text(found.assessed.comment)

    def _on_work_changed(self, application_id: str) -> None:
        if application_id != self._application:
            return
        found = self._work.row(application_id)
        if (found.assessed.recusal is None) is not bool(self.items):
            self._build(found)
        else:
            self._show(found)

    def _on_item_asked(self, criterion: str) -> None:
        if self.items[criterion].is_open():
            self.items[criterion].fold()
        else:
            self.open_item(criterion)

    def _on_item_left(self, criterion: str) -> None:
        self.go_on(1)
