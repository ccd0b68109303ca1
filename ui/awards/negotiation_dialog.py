"""The negotiation of an award: amounts side by side, totals and rules live, the envelope on top."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QGridLayout,
    QHeaderView,
    QLabel,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from iris_grants.awards.negotiating import save_negotiation
from iris_grants.awards.queries import (
    AwardRow,
    CeilingRow,
    Envelope,
    LineRow,
    award_row,
    ceiling_of,
    envelope_of,
    limits_of,
    lines_of,
)
from iris_grants.awards.rules.ceiling import check_ceiling, check_envelope
from iris_grants.awards.rules.negotiation import Limits, Trial, trial
from iris_grants.kernel.money import Money
from iris_grants.kernel.problems import Problem
from iris_grants.wording import _, ngettext, sentence_of
from iris_grants.wording.formats import minor, money
from ui.awards.meter import EnvelopeMeter
from ui.awards.negotiation_model import PARTS, NegotiationModel
from ui.feedback.faults import Explained, explain
from ui.forms.drafted import DraftedDialog
from ui.forms.drafts import place_of
from ui.shell.context import Context
from ui.shell.controls import Button, column, label, paragraph, row
from ui.shell.page import clear_layout, note
from ui.shell.theme import tokens
from ui.shell.tokens import Meaning
from ui.tables.delegate import row_height
from ui.tables.padded import PaddedDelegate

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

WIDTH, HEIGHT = 1240, 720
SCREEN_SHARE = 0.96
WIDTHS = (56, 210, 104, 104, 210, 104, 210)
RULES_HEIGHT = 112


@dataclass(frozen=True, slots=True, kw_only=True)
class Negotiation:
    """Everything that the screen of one negotiation shows."""

    award: AwardRow
    lines: tuple[LineRow, ...]
    limits: Limits
    envelope: Envelope
    ceiling: CeilingRow


def negotiation_of(session: Session, award_id: str) -> Negotiation:
    """The negotiation of an award, read in one go."""
    award = award_row(session, award_id)
    return Negotiation(
        award=award,
        lines=lines_of(session, award_id),
        limits=limits_of(session, award.call_id, award.lot),
        envelope=envelope_of(session, award.call_id, award.lot),
        ceiling=ceiling_of(session, award.organisation_id),
    )


class NegotiationDialog(DraftedDialog):
    """Takes proposals and agreements line by line; nothing is written before it is saved."""

    def __init__(self, context: Context, found: Negotiation, parent: QWidget) -> None:
        title = _("Negotiation of {number}").format(number=found.award.number)
        super().__init__(context, title, parent)
        self._found = found
        self.model = NegotiationModel(found.lines, self)
        self.model.edited.connect(self._judge)
        self.model.misread.connect(self._on_model_misread)
        self.table = self._table()
        self._rules: QVBoxLayout = QVBoxLayout()
        self.totals: dict[str, QLabel] = {}
        self._offer: QVBoxLayout = QVBoxLayout()
        layout = column(self, spacing=0)
        layout.addWidget(self._head())
        layout.addWidget(self.table, 1)
        layout.addWidget(self._sums())
        layout.addWidget(self._foot())
        self._keep_drafts()
        self.take_room(WIDTH, HEIGHT, SCREEN_SHARE)
        self._judge()

    def now(self) -> Trial:
        """The negotiation as it stands on screen."""
        award = self._found.award
        return trial(
            self.model.trial_lines(),
            co_financing=award.co_financing.minor,
            offered=award.amount.minor,
            limits=self._found.limits,
        )

    def said(self) -> tuple[Problem, ...]:
        """What the rules, the ceiling and the envelope say to it."""
        found, envelope = self.now(), self._found.envelope
        grant = Money(found.grant, self._found.award.amount.currency)
        others = envelope.proposed - self._found.award.amount
        return (
            *found.problems,
            *check_ceiling(self._found.ceiling.awarded, grant, self._found.ceiling.limit),
            *check_envelope(envelope.awarded + others, grant, envelope.envelope),
        )

    def submit(self) -> None:
        """Save what was changed."""
        if not self.save.isEnabled():
            return
        changes = self.model.changes()
        if not changes:
            self.accept()
            return
        self.save.setEnabled(False)
        self.context.desk.run(
            save_negotiation,
            {"award_id": self._found.award.id, "changes": changes},
            self._on_saved,
            owner=self,
            title=_("Saving the negotiation"),
            on_refused=self._on_refused,
        )

    def dirty(self) -> bool:
        """Whether a line was changed."""
        return bool(self.model.changes())

    def _keep_drafts(self) -> None:
        made = self.keep_drafts(
            place_of(self.context.desk, "awards.negotiate", self._found.award.id),
            typed=self.model.typed,
            put=self.model.put,
            head=self._offer,
            body=self.table,
            save=self.save,
        )
        if made is not None:
            self.model.edited.connect(made.on_edited)

    def _head(self) -> QWidget:
        award, ceiling = self._found.award, self._found.ceiling
        frame = QWidget()
        layout = column(frame, spacing=6)
        layout.setContentsMargins(20, 14, 20, 8)
        layout.addWidget(label(f"{award.number} · {award.organisation}", "heading"))
        words = _(
            "{title} · the ranking offered {offered} · co-financing {own} · left of the ceiling "
            "per third party {left}"
        )
        line = words.format(
            title=award.title,
            offered=money(award.amount),
            own=money(award.co_financing),
            left=money(ceiling.left),
        )
        layout.addWidget(paragraph(line, "muted"))
        title = _("Envelope {amount}").format(amount=money(self._found.envelope.envelope))
        layout.addWidget(label(title, "muted"))
        self.meter = EnvelopeMeter(title, self._found.envelope, award.amount)
        layout.addWidget(self.meter)
        layout.addLayout(self._offer)
        return frame

    def _table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setAccessibleName(_("Budget lines in negotiation"))
        table.setItemDelegate(PaddedDelegate(table))
        table.setWordWrap(False)
        table.setAlternatingRowColors(False)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        triggers = QAbstractItemView.EditTrigger
        table.setEditTriggers(
            triggers.DoubleClicked | triggers.AnyKeyPressed | triggers.EditKeyPressed
        )
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(row_height())
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        for place, (part, width) in enumerate(zip(PARTS, WIDTHS, strict=True)):
            table.setColumnWidth(place, tokens().px(width))
            if not part.amount and part.key != "code":
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        return table

    def _sums(self) -> QFrame:
        frame = QFrame()
        frame.setProperty("role", "foot")
        layout = column(frame, 12, 8)
        grid = QGridLayout()
        grid.setHorizontalSpacing(28)
        for place, (key, words) in enumerate(
            (
                ("requested", _("Requested")),
                ("proposed", _("Proposed")),
                ("agreed", _("Agreed so far")),
                ("open", _("Open lines")),
                ("grant", _("Grant as it stands")),
            )
        ):
            grid.addWidget(label(words, "muted"), 0, place)
            shown = label("", "heading")
            shown.setAccessibleName(words)
            self.totals[key] = shown
            grid.addWidget(shown, 1, place)
        grid.setColumnStretch(5, 1)
        layout.addLayout(grid)
        self._rules.setSpacing(4)
        layout.addLayout(self._rules)
        return frame

    def _foot(self) -> QFrame:
        self.agree = Button(_("Agree open lines as proposed"), "check")
        self.agree.setAutoDefault(False)
        self.agree.clicked.connect(self.model.agree_as_proposed)
        cancel = Button(_("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self.save = Button(_("Save the negotiation"), role="primary")
        self.save.setAutoDefault(False)
        self.save.clicked.connect(self.submit)
        foot = QFrame()
        foot.setProperty("role", "foot")
        line = row(foot, 12, 8)
        line.addWidget(self.agree)
        line.addStretch(1)
        line.addWidget(cancel)
        line.addWidget(self.save)
        return foot

    def _judge(self) -> None:
        found = self.now()
        grant = Money(found.grant, self._found.award.amount.currency)
        shown = {
            "requested": minor(found.requested),
            "proposed": minor(found.proposed),
            "agreed": minor(found.agreed),
            "open": str(found.open_lines),
            "grant": money(grant),
        }
        for key, words in shown.items():
            self.totals[key].setText(words)
        self.meter.show_grant(grant)
        self.agree.setEnabled(bool(found.open_lines))
        self._say(self.said())

    def _say(self, problems: tuple[Problem, ...]) -> None:
        clear_layout(self._rules)
        gathered: dict[str, list[str]] = {}
        for one in problems:
            words = sentence_of(one.code, one.params)
            gathered.setdefault(words, []).append(one.where.key or "")
        for words, keys in gathered.items():
            places = ", ".join(key for key in keys if key[:1].isdigit())
            text = f"{places}: {words}" if places else words
            self._rules.addWidget(note(text, Meaning.ATTENTION, "triangle-alert"))
        if not gathered:
            held = _("All rules of the call, the ceiling and the envelope hold.")
            self._rules.addWidget(note(held, Meaning.GOOD, "circle-check"))

    def _on_model_misread(self, words: str) -> None:
        self._say(self.said())
        self._rules.insertWidget(0, note(words, Meaning.BAD, "circle-alert"))

    def _on_saved(self, count: int) -> None:
        self.accept()
        words = ngettext("{n} line is saved.", "{n} lines are saved.", count)
        self.context.feedback.inform(words.format(n=count))

    def _on_refused(self, error: Explained) -> None:
        self.save.setEnabled(True)
        for words in explain(error):
            self._rules.insertWidget(0, note(words, Meaning.BAD, "circle-alert"))
