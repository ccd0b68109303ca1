"""How applications, their budgets and checks look in tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

from iris_grants.applications.queries import ApplicationRow, BudgetLineRow, CheckRow, GivenRow
from iris_grants.applications.rules.clarifications import ClarificationState
from iris_grants.kernel.clock import from_utc_text
from iris_grants.wording import N_, _, current_language, label, ngettext, sentence_of
from iris_grants.wording.formats import OFFICE_ZONE, decimal_text
from ui.shell.tokens import Meaning
from ui.tables.columns import Chip, Column, Kind, chip

STATES = {
    "received": Meaning.ATTENTION,
    "checking": Meaning.ATTENTION,
    "admitted": Meaning.INFORMATION,
    "assessed": Meaning.INFORMATION,
    "selected": Meaning.GOOD,
    "reserve": Meaning.INFORMATION,
    "awarded": Meaning.GOOD,
    "rejected": Meaning.BAD,
    "dismissed": Meaning.BAD,
}
ANSWERS = {"yes": Meaning.GOOD, "no": Meaning.BAD, "not_applicable": Meaning.NEUTRAL}


def received_on(row: ApplicationRow) -> date:
    """The day of receipt where the office is; the record has the minute."""
    return from_utc_text(row.received_at).astimezone(ZoneInfo(OFFICE_ZONE)).date()


def reason_words(row: ApplicationRow) -> str:
    """Why an application was closed, if it was."""
    return label(f"applications.reason.{row.reason}") if row.reason else ""


def remark_words(row: ApplicationRow) -> str:
    """Lateness and repetition in a few words, for the list."""
    parts = []
    if row.minutes_late:
        parts.append(_("late {n} min").format(n=row.minutes_late))
    if row.duplicate_of:
        parts.append(_("repeats {number}").format(number=row.duplicate_of))
    if row.clarification is not None and row.clarification is not ClarificationState.ANSWERED:
        parts.append(label(f"applications.clarification.{row.clarification}"))
    return ", ".join(parts)


APPLICATIONS: tuple[Column[ApplicationRow], ...] = (
    Column(key="number", title=N_("No."), width=70),
    Column(key="organisation", title=N_("Applicant"), width=140, stretch=3),
    Column(key="title", title=N_("Project"), width=140, stretch=2, hidden=True),
    Column(
        key="country",
        title=N_("Country"),
        value=lambda row: label(f"country.{row.country}"),
        hidden=True,
    ),
    Column(
        key="state",
        title=N_("State"),
        kind=Kind.CHIP,
        value=lambda row: chip(row.state, STATES, "state.application."),
        width=140,
        tooltip=reason_words,
    ),
    Column(
        key="requested",
        title=N_("Requested"),
        kind=Kind.MONEY,
        currency="EUR",
        total=True,
        width=116,
    ),
    Column(
        key="received_on",
        title=N_("Received"),
        kind=Kind.DATE,
        value=received_on,
        sorted_as=lambda row: row.received_at,
        width=96,
    ),
    Column(key="remark", title=N_("Note"), value=remark_words, width=124),
    Column(
        key="minutes_late",
        title=N_("Late (min)"),
        kind=Kind.INTEGER,
        value=lambda row: row.minutes_late or None,
        width=88,
        hidden=True,
    ),
    Column(key="lot", title=N_("Lot"), width=70, hidden=True),
    Column(key="duplicate_of", title=N_("Repeats"), width=84, hidden=True),
    Column(key="reason", title=N_("Reason"), value=reason_words, width=130, hidden=True),
    Column(key="answered", title=N_("Answered"), kind=Kind.INTEGER, width=90, hidden=True),
    Column(key="revision", title=N_("Revision"), kind=Kind.INTEGER, width=80, hidden=True),
    Column(key="months", title=N_("Months"), kind=Kind.INTEGER, width=76, hidden=True),
)

BUDGET: tuple[Column[BudgetLineRow], ...] = (
    Column(key="code", title=N_("Line"), width=58),
    Column(
        key="description",
        title=N_("Costs"),
        width=110,
        stretch=3,
        tooltip=lambda row: _line_words(row),
    ),
    Column(
        key="amount", title=N_("Amount"), kind=Kind.MONEY, currency="EUR", total=True, width=116
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckLine:
    """A question of the checklist with what was answered so far by people."""

    check: CheckRow
    people: int

    @property
    def given(self) -> tuple[GivenRow, ...]:
        """The answers of people."""
        return tuple(one for one in self.check.given if not one.automatic)

    @property
    def state(self) -> Chip:
        """The answer, or what is still open."""
        answers = {one.answer for one in self.given}
        if len(answers) > 1:
            return Chip(word=_("disputed"), meaning=Meaning.BAD)
        if len(self.given) < self.people:
            words = _("{given} of {wanted}").format(given=len(self.given), wanted=self.people)
            return Chip(word=words, meaning=Meaning.ATTENTION)
        return chip(next(iter(answers)), ANSWERS, "applications.answer.")


CHECKS: tuple[Column[CheckLine], ...] = (
    Column(key="code", title=N_("No."), value=lambda row: row.check.code, width=58),
    Column(
        key="title",
        title=N_("Question"),
        value=lambda row: row.check.title.of(current_language()),
        width=120,
        stretch=3,
        tooltip=lambda row: check_words(row.check),
    ),
    Column(key="state", title=N_("Answer"), kind=Kind.CHIP, width=120),
)


def check_words(check: CheckRow) -> str:
    """A question with everything that was said about it."""
    return "\n".join((check.title.of(current_language()), *given_lines(check)))


def given_lines(check: CheckRow) -> tuple[str, ...]:
    """What the program found and what people answered, a line each."""
    lines = []
    for one in check.given:
        who = _("the program") if one.automatic else one.person
        parts = [f"{who}: {label(f'applications.answer.{one.answer}')}"]
        parts += [sentence_of(found.code, found.params) for found in one.findings]
        if one.remark:
            parts.append(one.remark)
        lines.append(" · ".join(parts))
    return tuple(lines)


def late_words(minutes: int) -> str:
    """How late an application came; empty for one in time."""
    if not minutes:
        return ""
    words = ngettext("{n} minute after the deadline", "{n} minutes after the deadline", minutes)
    return words.format(n=minutes)


def _line_words(row: BudgetLineRow) -> str:
    units = decimal_text(Decimal(row.units_milli).scaleb(-3), 3).rstrip("0").rstrip(",.")
    heading = label(f"form.heading.{row.heading}")
    words = f"{row.description}\n{units} {row.unit} × {row.unit_value}"
    return words if heading.startswith("form.") else f"{heading}\n{words}"
