"""The widgets of the parts of a detail."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from iris_grants.wording import _
from iris_grants.wording.formats import moment
from ui.shell.act import ActButton
from ui.shell.context import Context
from ui.shell.controls import (
    Button,
    ChipLabel,
    ElidedLabel,
    IconButton,
    LinkButton,
    column,
    label,
    paragraph,
    row,
    rule,
)
from ui.shell.flow import FlowLayout
from ui.shell.page import clear_layout
from ui.shell.pairs import PairsLayout
from ui.shell.theme import tokens
from ui.tables.detail import (
    Drawn,
    Files,
    History,
    Pair,
    Pairs,
    Part,
    Path,
    SubTable,
    Why,
    Words,
)
from ui.tables.files import FileRow
from ui.tables.model import RowsModel
from ui.tables.short import ShortTable as ShortTable
from ui.tables.view import DataTable

UNBROKEN = 20
ONE_LINE = 20
NAMED_STEPS = 6


class PathLabel(QLabel):
    """The steps of a record's life, the present one marked by weight and by a sign."""

    def __init__(self, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setAccessibleName(self._spoken())
        self.setToolTip(" › ".join(path.steps))
        self._write()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.PaletteChange:
            self._write()
        super().changeEvent(event)

    def _spoken(self) -> str:
        path = self._path
        if path.ended:
            return path.ended
        return _("Step {n} of {m}: {step}").format(
            n=path.at + 1, m=len(path.steps), step=path.steps[path.at]
        )

    def _shown_places(self) -> tuple[int, int]:
        """From where to where the steps are named; a long path is cut around the present one."""
        count, at = len(self._path.steps), self._path.at
        if count <= NAMED_STEPS:
            return 0, count
        first = min(max(at - 1, 0), count - 3)
        return first, min(first + 4, count)

    def _write(self) -> None:
        t, path = tokens(), self._path
        shown = []
        first, last = self._shown_places()
        if first > 0:
            shown.append(f'<span style="color:{t.muted}">✓&nbsp;{first}</span>')
        for place, step in enumerate(path.steps[:last]):
            if place < first:
                continue
            words = escape(step).replace(" ", "&nbsp;")
            if place < path.at or (path.ended and place == path.at):
                shown.append(f'<span style="color:{t.muted}">✓&nbsp;{words}</span>')
            elif place == path.at:
                shown.append(f'<b style="color:{t.accent}">●&nbsp;{words}</b>')
            else:
                shown.append(f'<span style="color:{t.muted}">{words}</span>')
        if path.ended:
            ended = escape(path.ended).replace(" ", "&nbsp;")
            shown = [*shown[: path.at - first + 1 + (first > 0)], f"<b>■&nbsp;{ended}</b>"]
        elif last < len(path.steps):
            shown.append(f'<span style="color:{t.muted}">+{len(path.steps) - last}</span>')
        self.setText(f' <span style="color:{t.muted}">›</span> '.join(shown))


class WhyDialog(QDialog):
    """Explains a computed number: values, rule, source, version."""

    def __init__(self, name: str, why: Why, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(name)
        self.setMinimumWidth(380)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        layout = column(self, 20, 12)
        layout.addWidget(paragraph(name, "heading"))
        layout.addWidget(_pairs_grid(Pairs(pairs=_plain(why.values)), None))
        layout.addWidget(rule())
        facts = ((_("Rule"), why.rule), (_("Source"), why.source), (_("Version"), why.version))
        layout.addWidget(_pairs_grid(Pairs(pairs=_plain(facts)), None))
        close = Button(_("Close"))
        close.clicked.connect(self.accept)
        foot = row()
        foot.addStretch(1)
        foot.addWidget(close)
        layout.addLayout(foot)


def part_widget(part: Part, context: Context) -> QWidget:
    """The widget of one part, with its heading."""
    frame = QWidget()
    layout = column(frame, spacing=6)
    if part_title(part):
        layout.addWidget(paragraph(part_title(part), "heading"))
    layout.addWidget(_content(part, context))
    return frame


def part_title(part: Part) -> str:
    """The heading of a part, empty for none."""
    return "" if isinstance(part, History) else part.title


def _content(part: Part, context: Context) -> QWidget:
    if isinstance(part, Pairs):
        return _pairs_grid(part, context)
    if isinstance(part, SubTable):
        return _table(part, context)
    if isinstance(part, Words):
        return paragraph(part.text or "–")
    if isinstance(part, Files):
        return _files(part, context)
    if isinstance(part, Drawn):
        return part.make(context)
    return _history(part)


def _plain(values: tuple[tuple[str, str], ...]) -> tuple[Pair, ...]:
    return tuple(Pair(label=name, value=value) for name, value in values if value)


def _pairs_grid(part: Pairs, context: Context | None) -> QWidget:
    frame = QWidget()
    lines = PairsLayout(frame)
    for pair in part.pairs:
        lines.add_pair(label(pair.label, "muted"), _value(pair, context))
    return frame


def _value(pair: Pair, context: Context | None) -> QWidget:
    shown: QWidget
    if pair.chip is not None:
        shown = ChipLabel(pair.chip.word, pair.chip.meaning)
    elif pair.page and context is not None:
        link = LinkButton(pair.value)
        page, record, go = pair.page, pair.record, context.go
        link.clicked.connect(lambda: go(page, record))
        shown = link
    elif len(pair.value) > UNBROKEN and " " not in pair.value:
        shown = ElidedLabel(pair.value)
    elif pair.why is not None and len(pair.value) <= ONE_LINE:
        shown = label(pair.value)  # an amount keeps its currency beside it
    else:
        shown = paragraph(pair.value or "–")
    if pair.why is None:
        return shown
    line = QWidget()
    layout = row(line, spacing=4)
    layout.addWidget(shown, 1)
    ask = IconButton("circle-question-mark", _("Why: {name}").format(name=pair.label))
    why = pair.why
    ask.clicked.connect(lambda: WhyDialog(pair.label, why, line).open())
    layout.addWidget(ask)
    return line


def _table(part: SubTable, context: Context) -> QWidget:
    if not part.rows:
        return paragraph(part.none or _("Nothing yet."), "muted")
    model = RowsModel(part.columns, part.row_key)
    model.set_rows(part.rows)
    table = ShortTable(model, part.title or _("Table"))
    model.setParent(table)
    if part.acts is None:
        return table
    frame = QWidget()
    layout = column(frame, spacing=6)
    layout.addWidget(table)
    layout.addWidget(_RowActs(table, part, context, frame))
    return frame


class _RowActs(QWidget):
    """What can be done with the row in focus of a table inside a detail."""

    def __init__(
        self,
        table: DataTable[object],
        part: SubTable,
        context: Context,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._table = table
        self._part = part
        self._context = context
        self._layout = FlowLayout(self)
        table.current_row_changed.connect(self._on_table_current_row_changed)
        table.go_to(part.row_key(table.rows_model.row_at(0)))

    def _on_table_current_row_changed(self) -> None:
        clear_layout(self._layout)
        found = self._table.current_row()
        if found is not None and self._part.acts is not None:
            for act in self._part.acts(found):
                self._layout.addWidget(ActButton(act, self._context))


def _files(part: Files, context: Context) -> QWidget:
    if not part.items:
        return paragraph(part.none or _("No files yet."), "muted")
    frame = QWidget()
    layout = column(frame, spacing=2)
    for item in part.items:
        layout.addWidget(FileRow(item, context))
    return frame


def _history(part: History) -> QWidget:
    frame = QWidget()
    grid = QGridLayout(frame)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setVerticalSpacing(10)
    grid.setHorizontalSpacing(12)
    grid.setColumnStretch(1, 1)
    if not part.entries:
        grid.addWidget(paragraph(_("Nothing yet."), "muted"), 0, 0)
    for place, entry in enumerate(part.entries):
        when = label(moment(entry.at), "muted")
        grid.addWidget(when, place, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(paragraph(f"{entry.what} · {entry.who}" if entry.who else entry.what))
        for change in entry.changes:
            words.addWidget(paragraph(change, "muted"))
        grid.addLayout(words, place, 1)
    grid.setRowStretch(len(part.entries), 1)
    return frame
