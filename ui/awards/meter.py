"""The envelope as one bar: awarded, in negotiation, this grant, free."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from iris_grants.awards.queries import Envelope
from iris_grants.kernel.money import Money
from iris_grants.wording import _
from iris_grants.wording.formats import money
from ui.charts import Slice
from ui.charts.base import Chart, elided, small, spoken
from ui.shell.painting import rounded
from ui.shell.theme import tokens
from ui.shell.tokens import Tokens

HEIGHT = 64
BAR = 16
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class EnvelopeMeter(Chart):
    """How much of the money of a call or a lot is taken; `show_grant` moves with the amounts."""

    def __init__(
        self, title: str, envelope: Envelope, offered: Money, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, parent)
        self._envelope = envelope
        self._others = envelope.proposed - offered
        self.setFixedHeight(tokens().px(HEIGHT))
        self.slices: tuple[Slice, ...] = ()
        self.show_grant(offered)

    def sizeHint(self) -> QSize:
        return QSize(400, tokens().px(HEIGHT))

    def show_grant(self, grant: Money) -> None:
        """Show what is left if this grant gets this amount."""
        free = self._envelope.free - self._others - grant
        parts = (
            (_("awarded so far"), self._envelope.awarded),
            (_("other negotiations"), self._others),
            (_("this grant"), grant),
            (_("free"), free),
        )
        self.slices = tuple(
            Slice(name=name, value=amount.minor, shown=money(amount)) for name, amount in parts
        )
        self.setAccessibleName(spoken(self.title, self.slices))
        self.update()

    def draw(self, painter: QPainter, t: Tokens, room: QRectF) -> None:
        whole = max(self._envelope.envelope.minor, 1)
        bar = QRectF(room.left(), room.top() + t.px(4), room.width(), t.px(BAR))
        rounded(painter, bar, 4, t.track)
        colours = (t.series[0], t.series[2], t.series[1], t.track)
        left = bar.left()
        for one, colour in zip(self.slices[:3], colours[:3], strict=True):
            width = min(bar.width() * max(one.value, 0) / whole, bar.right() - left)
            if width > 0:
                rounded(painter, QRectF(left, bar.top(), width, bar.height()), 4, colour)
            left += width
        self._legend(painter, t, QRectF(room.left(), bar.bottom(), room.width(), t.px(36)), colours)

    def _legend(self, painter: QPainter, t: Tokens, room: QRectF, colours: tuple[str, ...]) -> None:
        step = room.width() / len(self.slices)
        for place, (one, colour) in enumerate(zip(self.slices, colours, strict=True)):
            left = room.left() + step * place
            dot = QRectF(left, room.center().y() - t.px(5), t.px(10), t.px(10))
            rounded(painter, dot, 3, colour)
            small(painter, t.text)
            words = QRectF(left + t.px(16), room.top(), step - t.px(20), room.height())
            painter.drawText(words, LEFT, elided(painter, f"{one.name} {one.shown}", words.width()))
