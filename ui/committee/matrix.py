"""The matrix of assessors × applications: one glyph a cell, load and coverage at the edges."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from iris_grants.wording import _, label
from ui.committee.board import CONFLICT, FREE, QUESTION, Board, BoardRow, Cell
from ui.shell import icons
from ui.shell.painting import rounded
from ui.shell.theme import number_font, sized_font, tokens
from ui.shell.tokens import Meaning
from ui.tables.delegate import PADDING, row_height

Index = QModelIndex | QPersistentModelIndex
CELL = Qt.ItemDataRole.UserRole + 1
ROW = Qt.ItemDataRole.UserRole + 2
LEADING = 2
NUMBER, APPLICANT = range(LEADING)
LEAST_APPLICANT = 110
GLYPHS: dict[str, tuple[str, Meaning]] = {
    "assigned": ("circle", Meaning.NEUTRAL),
    "packaged": ("package", Meaning.INFORMATION),
    "held": ("clock", Meaning.ATTENTION),
    "incomplete": ("circle-alert", Meaning.ATTENTION),
    "complete": ("circle-check", Meaning.GOOD),
    "void": ("x", Meaning.BAD),
    "recused": ("log-out", Meaning.BAD),
    CONFLICT: ("ban", Meaning.BAD),
    QUESTION: ("circle-question-mark", Meaning.ATTENTION),
}


def state_words(state: str) -> str:
    """The words of a cell."""
    if state == FREE:
        return _("not assigned")
    if state == CONFLICT:
        return _("conflict of interest")
    if state == QUESTION:
        return _("a tie to be answered")
    return label(f"state.assignment.{state}")


class MatrixModel(QAbstractTableModel):
    """A board as a table: number, applicant, one column an assessor, coverage."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.board = Board()

    def show_board(self, board: Board) -> None:
        """Show another board."""
        self.beginResetModel()
        self.board = board
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.board.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else LEADING + len(self.board.assessors) + 1

    def cell_at(self, index: Index) -> Cell | None:
        """The cell of an assessor and an application, none at the edges."""
        place = index.column() - LEADING
        if not index.isValid() or not 0 <= place < len(self.board.assessors):
            return None
        return self.board.rows[index.row()].cells[place]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.board.rows[index.row()]
        if role == CELL:
            return self.cell_at(index)
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._spoken(index, row)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(index, row)
        return None

    def headerData(
        self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if way is Qt.Orientation.Vertical:
            return None
        place = section - LEADING
        member = self.board.assessors[place] if 0 <= place < len(self.board.assessors) else None
        if role == Qt.ItemDataRole.DisplayRole:
            if member is not None:
                return f"{member.code} · {member.load}"
            return (_("Application"), _("Applicant"), _("Coverage"))[min(section, LEADING)]
        if role == Qt.ItemDataRole.ToolTipRole and member is not None:
            words = _("{name}: {load} assigned")
            return words.format(name=member.name, load=member.load)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            left = Qt.AlignmentFlag.AlignLeft if section < LEADING else Qt.AlignmentFlag.AlignCenter
            return left | Qt.AlignmentFlag.AlignVCenter
        return None

    def _text(self, index: Index, row: BoardRow) -> str:
        if index.column() == NUMBER:
            return row.application.number
        if index.column() == APPLICANT:
            return row.application.organisation
        cell = self.cell_at(index)
        if cell is not None:
            return state_words(cell.state)
        return f"{row.standing} / {self.board.needed}"

    def _spoken(self, index: Index, row: BoardRow) -> str:
        cell = self.cell_at(index)
        if cell is None:
            if index.column() < LEADING:
                return f"{row.application.organisation} · {row.application.title}"
            return coverage_words(row, self.board.needed)
        words = f"{cell.member.name}, {cell.application.number}: {state_words(cell.state)}"
        return f"{words}, {label('state.assignment.third')}" if cell.third else words


def coverage_words(row: BoardRow, needed: int) -> str:
    """How many assessors an application has of how many, and how many have scored."""
    words = _("{standing} of {needed} assessors, scored by {scored}").format(
        standing=row.standing, needed=needed, scored=row.scored
    )
    return (
        _("{words}; a third assessor is needed").format(words=words) if row.third_needed else words
    )


class MatrixDelegate(QStyledItemDelegate):
    """Paints each cell as a glyph on the ground of its meaning."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        t = tokens()
        room: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(room, QColor(t.hover))
        painter.setPen(QColor(t.line))
        painter.drawLine(room.bottomLeft(), room.bottomRight())
        cell = index.data(CELL)
        row = index.data(ROW)
        if isinstance(cell, Cell):
            _paint_cell(painter, room, cell)
        elif index.column() < LEADING:
            _paint_text(painter, room, str(index.data()), index.column() == NUMBER)
        elif isinstance(row, BoardRow):
            _paint_coverage(painter, room, str(index.data()), row)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(QColor(t.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(room).adjusted(2, 2, -2, -3), 6, 6)
        painter.restore()


def _paint_cell(painter: QPainter, room: QRect, cell: Cell) -> None:
    t = tokens()
    found = GLYPHS.get(cell.state)
    if found is None:
        painter.setPen(QColor(t.line_strong))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, "·")
        return
    icon, meaning = found
    pair = t.chips[meaning]
    width, height = min(t.px(44), room.width() - 8), t.px(26)
    box = QRectF(
        room.center().x() - width / 2 + 0.5, room.center().y() - height / 2 + 0.5, width, height
    )
    rounded(painter, box, 6, pair.back)
    size = t.px(16)
    device = painter.device()
    ratio = device.devicePixelRatioF() if device is not None else 1.0
    picture = icons.pixmap(icon, pair.text, size, ratio)
    shift = t.px(6) if cell.third else 0
    painter.drawPixmap(
        int(box.center().x() - size / 2 - shift), int(box.center().y() - size / 2), picture
    )
    if cell.third:
        painter.setFont(sized_font(12))
        painter.setPen(QColor(pair.text))
        beside = QRectF(box.center().x() + 2, box.top(), box.width() / 2, box.height())
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(beside, flags, " 3.")


def _paint_text(painter: QPainter, room: QRect, text: str, number: bool) -> None:
    t = tokens()
    inner = room.adjusted(t.px(PADDING), 0, -t.px(PADDING) // 2, 0)
    if number:
        painter.setFont(number_font(painter.font()))
    painter.setPen(QColor(t.text))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
    painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


def _paint_coverage(painter: QPainter, room: QRect, text: str, row: BoardRow) -> None:
    t = tokens()
    wanted, _slash, needed = text.partition(" / ")
    short = int(wanted) < int(needed) or row.third_needed
    meaning = Meaning.ATTENTION if short else Meaning.GOOD
    width = t.px(58)
    box = QRectF(room.center().x() - width / 2, room.center().y() - t.px(11), width, t.px(22))
    rounded(painter, box, 11, t.chips[meaning].back)
    painter.setFont(number_font(painter.font()))
    painter.setPen(QColor(t.chips[meaning].text))
    shown = f"{text} !" if short else text
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)


class MatrixTable(QTableView):
    """The matrix on screen; the arrow keys move between cells, each of which explains itself."""

    cell_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.matrix = MatrixModel(self)
        self.setModel(self.matrix)
        self.setItemDelegate(MatrixDelegate(self))
        self.setAccessibleName(_("Assessors and applications"))
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(40)
        self.selectionModel().currentChanged.connect(self._on_selection_current_changed)
        self.matrix.modelReset.connect(self.fit)

    def chosen(self) -> tuple[BoardRow, Cell | None] | None:
        """The application in focus, and the cell if it is one of an assessor."""
        index = self.currentIndex()
        if not index.isValid():
            return None
        return self.matrix.board.rows[index.row()], self.matrix.cell_at(index)

    def go_to(self, application_id: str, member_id: str = "") -> bool:
        """Put the focus on a cell; without a member on the application."""
        board = self.matrix.board
        rows = [row.application.id for row in board.rows]
        if application_id not in rows:
            return False
        codes = [member.id for member in board.assessors]
        column = LEADING + codes.index(member_id) if member_id in codes else NUMBER
        self.setCurrentIndex(self.matrix.index(rows.index(application_id), column))
        return True

    def fit(self) -> None:
        """Give every column its width; the applicant takes what is left."""
        t = tokens()
        self.verticalHeader().setDefaultSectionSize(row_height())
        count = len(self.matrix.board.assessors)
        one, last, number = t.px(72), t.px(104), t.px(96)
        self.setColumnWidth(NUMBER, number)
        for place in range(LEADING, LEADING + count):
            self.setColumnWidth(place, one)
        self.setColumnWidth(LEADING + count, last)
        spare = self.viewport().width() - number - one * count - last
        self.setColumnWidth(APPLICANT, max(spare, t.px(LEAST_APPLICANT)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def _on_selection_current_changed(self, now: QModelIndex, before: QModelIndex) -> None:
        self.cell_changed.emit()
