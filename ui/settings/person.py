"""Who works here, in the settings: name and standing, passphrase, lock, rule of approvals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QGridLayout, QVBoxLayout, QWidget

from iris_grants.kernel.access import Role, Standing
from iris_grants.wording import _, label, ngettext
from ui.feedback.faults import Explained
from ui.forms.dialog import open_form
from ui.shell.context import Context
from ui.shell.controls import Button, column, paragraph
from ui.shell.controls import label as line
from ui.shell.flow import FlowLayout
from ui.shell.lock import lock_minutes, set_lock_minutes
from ui.shell.page import clear_layout
from ui.shell.recovering import CodeDialog, code_form, make_code
from ui.shell.signing import ask_passphrase, give_up_form, passphrase_form

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

LOCK_CHOICES = (0, 5, 10, 15, 30, 60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the store says: whether the person has a passphrase and code, the rule of approvals."""

    has_one: bool
    approvals_signed_in: bool
    has_code: bool = False


class PersonCard(QFrame):
    """The card of the acting person; `load` fills it."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.has_one = False
        self.has_code = False
        self.setProperty("role", "card")
        layout = column(self, 16, 10)
        layout.addWidget(line(_("Who works here"), "heading"))
        self._facts: QVBoxLayout = QVBoxLayout()
        layout.addLayout(self._facts)
        self.passphrase = Button(_("Set a passphrase…"), "key-round")
        self.give_up = Button(_("Give up the passphrase…"))
        self.code = Button(_("Recovery code…"), "printer")
        self.other = Button(_("Work as somebody else…"), "user")
        self.passphrase.clicked.connect(self._on_passphrase_clicked)
        self.give_up.clicked.connect(self._on_give_up_clicked)
        self.code.clicked.connect(self._on_code_clicked)
        self.other.clicked.connect(self._on_other_clicked)
        buttons = QWidget()
        flow = FlowLayout(buttons, 8)
        for button in (self.passphrase, self.give_up, self.code, self.other):
            flow.addWidget(button)
        layout.addWidget(buttons)
        self._add_lock(layout)
        self.rule = QCheckBox(_("Approvals need a person who signed in"))
        self.rule.setAccessibleDescription(_rule_words())
        layout.addWidget(self.rule)
        self._rule_note = paragraph(_rule_words(), "muted")
        layout.addWidget(self._rule_note)
        self.rule.clicked.connect(self._on_rule_clicked)
        context.desk.person_changed.connect(self.load)
        self._show(Facts(has_one=False, approvals_signed_in=False))

    def load(self) -> None:
        """Read what the store says, and show it."""
        person_id = self._context.desk.person.person_id

        def query(session: Session) -> Facts:
            from iris_grants.people.queries import approvals_signed_in, passphrase_of
            from iris_grants.people.recovery import has_recovery_code

            return Facts(
                has_one=passphrase_of(session, person_id) is not None,
                approvals_signed_in=approvals_signed_in(session),
                has_code=has_recovery_code(session, person_id),
            )

        self._context.desk.read(query, self._show, owner=self)

    def _add_lock(self, layout: QVBoxLayout) -> None:
        caption = line(_("Lock the window when nobody works"), "label")
        self.lock = QComboBox()
        for minutes in LOCK_CHOICES:
            words = ngettext("after {n} minute", "after {n} minutes", minutes)
            self.lock.addItem(words.format(n=minutes) if minutes else _("never"), minutes)
        place = self.lock.findData(lock_minutes(self._context.preferences))
        self.lock.setCurrentIndex(max(place, 0))
        caption.setBuddy(self.lock)
        self.lock.setAccessibleName(caption.text())
        self.lock.activated.connect(self._on_lock_activated)
        layout.addWidget(caption)
        layout.addWidget(self.lock)
        layout.addWidget(
            paragraph(_("Only who signed in with a passphrase can lock the window."), "muted")
        )

    def _show(self, facts_now: Facts) -> None:
        desk = self._context.desk
        person = desk.person
        self.has_one = facts_now.has_one
        self.has_code = facts_now.has_code
        clear_layout(self._facts)
        roles = ", ".join(label(f"role.{role}") for role in Role if role in person.roles)
        self._facts.addWidget(
            facts(
                (
                    (_("Your name"), person.name or _("nobody: reading only")),
                    (_("Standing"), label(f"standing.{person.standing}")),
                    (_("Roles"), roles),
                    *self._code_facts(),
                )
            )
        )
        may = desk.writable and not person.reads_only
        words = _("Change the passphrase…") if self.has_one else _("Set a passphrase…")
        self.passphrase.setText(words)
        self.passphrase.setVisible(may)
        self.give_up.setVisible(may and self.has_one)
        self.lock.setEnabled(person.standing is Standing.SIGNED_IN)
        administers = may and Role.ADMINISTRATOR in person.roles
        self.code.setVisible(administers and self.has_one)
        self.rule.setVisible(administers)
        self._rule_note.setVisible(administers)
        self.rule.setChecked(facts_now.approvals_signed_in)

    def _code_facts(self) -> tuple[tuple[str, str], ...]:
        """Whether an administrator who forgets the passphrase has a way back."""
        if not self.has_one or Role.ADMINISTRATOR not in self._context.desk.person.roles:
            return ()
        words = _("made, not used") if self.has_code else _("none: make one and lock it away")
        return ((_("Recovery code"), words),)

    def _on_code_clicked(self) -> None:
        from iris_grants.people.recovery import make_recovery_code

        open_form(
            self._context,
            self,
            code_form(),
            make_recovery_code,
            on_done=lambda code: CodeDialog(str(code), self._context).open(),
        )

    def _on_passphrase_clicked(self) -> None:
        from iris_grants.people.signing import set_passphrase

        ask_passphrase(
            self._context,
            passphrase_form(has_one=self.has_one),
            set_passphrase,
            done=_("The passphrase is set."),
            on_done=self._sign_in,
        )

    def _sign_in(self, typed: dict[str, object]) -> None:
        """Sign in at once; an administrator without a recovery code is shown a new one."""
        passphrase = str(typed["passphrase"])
        wanted = Role.ADMINISTRATOR in self._context.desk.person.roles and not self.has_code

        def signed_in() -> None:
            self.load()
            if wanted:
                make_code(self._context, passphrase)

        self._context.desk.sign_in(passphrase, signed_in, owner=self)

    def _on_give_up_clicked(self) -> None:
        from iris_grants.people.signing import give_up_passphrase

        ask_passphrase(
            self._context,
            give_up_form(),
            give_up_passphrase,
            done=_("The passphrase is removed."),
            on_done=self._given_up,
        )

    def _given_up(self, typed: dict[str, object]) -> None:
        self._context.desk.declare()

    def _on_other_clicked(self) -> None:
        self._context.trigger("person")

    def _on_lock_activated(self) -> None:
        set_lock_minutes(self._context.preferences, int(self.lock.currentData()))
        self._context.desk.person_changed.emit()

    def _on_rule_clicked(self, wanted: bool) -> None:
        from iris_grants.people.commands import set_office_rule

        def refused(error: Explained) -> None:
            self.rule.setChecked(not wanted)
            self._context.feedback.refused(error)

        self._context.desk.run(
            set_office_rule,
            {"approvals_signed_in": wanted},
            lambda result: None,
            owner=self,
            on_refused=refused,
        )


def facts(pairs: tuple[tuple[str, str], ...]) -> QWidget:
    """Named facts in two columns."""
    frame = QWidget()
    grid = QGridLayout(frame)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setColumnStretch(1, 1)
    grid.setHorizontalSpacing(16)
    for place, (name, value) in enumerate(pairs):
        grid.addWidget(line(name, "muted"), place, 0)
        grid.addWidget(paragraph(value or "–"), place, 1)
    return frame


def _rule_words() -> str:
    return _("A payment or report is then approved only by somebody who typed a passphrase.")
