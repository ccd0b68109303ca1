"""Assessor mode: one package, the application at the left, the grid at the right."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from iris_grants.scoring.returning import MadeReturn
from iris_grants.wording import _, current_language, ngettext
from ui.assessor.application import ATTACHMENTS, ApplicationPanel
from ui.assessor.grid_panel import GridPanel
from ui.assessor.overview import OverviewPanel
from ui.assessor.private import PrivateStrip
from ui.assessor.reading import Assignment, read_assignment
from ui.assessor.recusal import ask_to_step_aside
from ui.assessor.sending import (
    SentDialog,
    fill_form,
    read_sheet,
    return_form,
    sheet_form,
    write_return,
    write_sheet,
)
from ui.assessor.topbar import TopBar
from ui.assessor.work import Work
from ui.forms.work import open_work, work_act
from ui.shell.act import Act, ActButton
from ui.shell.context import Context
from ui.shell.controls import card, column, row
from ui.shell.flow import FlowLayout
from ui.shell.page import Page

LEAST_HALF = 420
SHARES = (54, 46)
WIDE = 20
BORDER = "assessor/border"
GAP = 12


class AssessorPage(Page):
    """Everything that an assessor does with a package; every change is saved at once."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.work: Work | None = None
        self.desk_view: AssessorDesk | None = None
        self._layout: QVBoxLayout = column(self, GAP, 8)

    def refresh(self) -> None:
        """Read the package when first shown, later only what was scored."""
        if self.work is None:
            self.context.desk.read(read_assignment, self._on_read, owner=self)
        else:
            self.work.reload()

    def open_record(self, key: str) -> None:
        """Open the application with this identity."""
        if self.desk_view is not None:
            self.desk_view.open_application(key)

    def start_search(self) -> None:
        """Search in the attachment that is open."""
        if self.desk_view is not None:
            self.desk_view.application.setCurrentIndex(ATTACHMENTS)
            self.desk_view.application.attachments.preview.tools.search.setFocus()

    def unsaved(self) -> bool:
        """Nothing is ever lost: what is being typed is saved now."""
        if self.desk_view is not None and self.work is not None:
            self.desk_view.flush()
            self.work.finish()
        return False

    def _on_read(self, assignment: Assignment) -> None:
        if self.work is None:
            self.work = Work(self.context.desk, assignment, self.context.feedback, self)
            self.desk_view = AssessorDesk(self.context, self.work)
            self._layout.addWidget(self.desk_view)


class AssessorDesk(QWidget):
    """The bar, the two halves and the overview of one package that is open."""

    def __init__(self, context: Context, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.work = work
        self._order = [row.application_id for row in work.rows()]
        self._place = -1
        layout = column(self, spacing=8)
        self.bar = TopBar()
        self.bar.add_act(ActButton(self._send_act(), context, "primary"))
        layout.addWidget(self.bar)
        self.application = ApplicationPanel(context, work.assignment.terms)
        self.grid = GridPanel(work, context)
        self.private = PrivateStrip(work)
        self.overview = OverviewPanel()
        self.stack = QStackedWidget()
        self.stack.addWidget(self._halves())
        self.stack.addWidget(self._whole())
        layout.addWidget(self.stack, 1)
        self.bar.stepped.connect(self.step)
        self.bar.overview_asked.connect(self._on_bar_overview_asked)
        self.overview.opened.connect(self.open_application)
        work.saving.connect(self.bar.say_saving)
        work.saved.connect(self.bar.say_saved)
        work.changed.connect(self._on_work_changed)
        left = context.preferences.text(self._memory())
        if left in self._order:
            self.open_application(left)
        else:
            self.show_overview()

    def current(self) -> str:
        """The application that is open or was open last; empty before the first."""
        return self._order[self._place] if self._place >= 0 else ""

    def open_application(self, application_id: str) -> None:
        """Open an application in both halves."""
        self.bar.overview.setChecked(False)
        self.stack.setCurrentIndex(0)
        if self.current() != application_id:
            self._place = self._order.index(application_id)
            self._context.preferences.set_text(self._memory(), application_id)
            self.application.show_application(application_id)
            self.grid.show_application(application_id)
            self.private.show_application(application_id)
        self._tell()

    def flush(self) -> None:
        """Save what is being typed anywhere."""
        self.grid.flush()
        self.private.flush()

    def step(self, step: int) -> None:
        """Open the next application or the one before."""
        place = min(max(self._place + step, 0), len(self._order) - 1)
        self.open_application(self._order[place])

    def show_overview(self) -> None:
        """Show the table of all applications."""
        self.flush()
        self.bar.overview.setChecked(True)
        self.stack.setCurrentIndex(1)
        self.overview.show_rows(self.work.rows())
        key = self.current() or (self._order[0] if self._order else "")
        self.overview.table.go_to(key)
        self.overview.table.setFocus()
        self._tell()

    def _tell(self) -> None:
        count = len(self._order)
        if self.stack.currentIndex() == 0 and self._place >= 0:
            self.bar.show_application(self.work.row(self.current()), self._place, count)
            return
        package = self.work.assignment.package
        title = self.work.assignment.terms.title.of(current_language())
        done = sum(not row.open for row in self.work.rows())
        parts = [f"{package.number} · {package.assessor.code} · {package.assessor.name}"]
        parts.append(_("{n} of {m} ready to be sent").format(n=done, m=count))
        sent = len(self.work.assignment.sent)
        if sent:
            words = ngettext("{n} file written so far", "{n} files written so far", sent)
            parts.append(words.format(n=sent))
        self.bar.show_whole(title, " · ".join(parts), count)

    def _halves(self) -> QSplitter:
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setChildrenCollapsible(False)
        halves.splitterMoved.connect(self._on_halves_splitter_moved)
        left, right = card(), card()
        column(left, 4).addWidget(self.application)
        inside = column(right, GAP, 8)
        inside.addWidget(self.grid, 1)
        foot = FlowLayout(spacing=8)
        for act in (self._missing_act(), self._conflict_act()):
            foot.addWidget(ActButton(act, self._context))
        for button in (self.private.flag, self.private.show_note):
            self.grid.totals.add_button(button)
        inside.addWidget(self.private)
        inside.addLayout(foot)
        for place, half in enumerate((left, right)):
            half.setMinimumWidth(LEAST_HALF)
            halves.addWidget(half)
            halves.setStretchFactor(place, SHARES[place])
        halves.setSizes([share * WIDE for share in SHARES])
        halves.restoreState(self._context.preferences.bytes(BORDER))
        self.halves = halves
        return halves

    def _whole(self) -> QWidget:
        frame = QWidget()
        layout = column(frame, spacing=8)
        layout.addWidget(self.overview, 1)
        foot = row(spacing=8)
        for act in (self._sheet_act(), self._fill_act()):
            foot.addWidget(ActButton(act, self._context))
        foot.addStretch(1)
        layout.addLayout(foot)
        return frame

    def _memory(self) -> str:
        return f"assessor/{self._context.desk.store_id}/application"

    def _missing_act(self) -> Act:
        def run(context: Context, owner: QWidget) -> None:
            self.grid.open_next_missing()

        return Act(text=_("Next that is missing"), run=run, icon="arrow-right")

    def _conflict_act(self) -> Act:
        def run(context: Context, owner: QWidget) -> None:
            if self.work.row(self.current()).assessed.recusal is None:
                ask_to_step_aside(self.work, self.current(), context, owner)

        return Act(text=_("I have a conflict of interest…"), run=run, icon="ban")

    def _send_act(self) -> Act:
        def run(context: Context, owner: QWidget) -> None:
            self.flush()
            spec = return_form(self.work.assignment, self.work.rows(), context.desk.address)
            open_work(context, owner, spec, write_return, self._on_written)

        return Act(text=_("Sign and send…"), run=run, icon="send")

    def _sheet_act(self) -> Act:
        return work_act(
            _("Excel score sheet…"),
            partial(sheet_form, self._context.desk.address),
            write_sheet,
            on_done=lambda context, path: context.feedback.inform(
                _("Saved as {name}.").format(name=path.name)
            ),
            icon="sheet",
        )

    def _fill_act(self) -> Act:
        def filled(context: Context, count: int) -> None:
            words = ngettext("{count} score entered", "{count} scores entered", count)
            context.feedback.inform(words.format(count=count))
            self.work.reload()

        return work_act(
            _("Take over a filled sheet…"), fill_form, read_sheet, on_done=filled, icon="upload"
        )

    def _on_written(self, made: MadeReturn) -> None:
        SentDialog(self._context, made, self._context.window).open()
        self._context.desk.read(read_assignment, self._on_assignment_read, owner=self)

    def _on_assignment_read(self, assignment: Assignment) -> None:
        self.work.assignment = assignment
        self._tell()

    def _on_halves_splitter_moved(self, place: int, number: int) -> None:
        self._context.preferences.set_bytes(BORDER, self.halves.saveState())

    def _on_bar_overview_asked(self, wanted: bool) -> None:
        if wanted or self._place < 0:
            self.show_overview()
        else:
            self.open_application(self.current())

    def _on_work_changed(self, application_id: str) -> None:
        if self.stack.currentIndex() == 1:
            self.overview.show_rows(self.work.rows())
            self._tell()
        elif application_id == self.current():
            self.bar.show_state(self.work.row(application_id))


def build(context: Context) -> Page:
    """The page of a package that is open."""
    return AssessorPage(context)
