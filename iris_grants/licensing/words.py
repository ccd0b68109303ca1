"""Sentences on reminders and on changes of a gap sheet, in the current language."""

from __future__ import annotations

from fractions import Fraction

from iris_grants.kernel.money import round_cents
from iris_grants.licensing.gap_layout import NOT_ASSESSED
from iris_grants.licensing.gap_reading import GapChange
from iris_grants.licensing.records import EvaluationRow
from iris_grants.licensing.rules.reminders import Reminder
from iris_grants.wording import N_, _, label, sentence_of
from iris_grants.wording.formats import day, decimal_text, minor

FIELD_TITLES = {
    "self_state": N_("Self-assessment"),
    "self_note": N_("Remark of the organisation"),
    "evidence": N_("Evidence"),
    "verified_state": N_("Verified"),
    "finding": N_("Finding"),
    "action": N_("Action"),
    "responsible": N_("Responsible"),
    "due_on": N_("Until"),
    "cost_minor": N_("Cost (EUR)"),
}


def reminder_words(reminder: Reminder) -> str:
    """What waits, as a sentence with its day."""
    params = {"what": reminder.what, "due": reminder.due_on.isoformat()}
    return sentence_of(reminder.code, params)


def mean_words(row: EvaluationRow) -> str:
    """The mean of the scores of a self-evaluation, and of how many it is."""
    if not row.scores:
        return _("not scored")
    mean = round_cents(Fraction(sum(one.score for one in row.scores), len(row.scores)))
    return _("{mean} of 3 ({n} standards)").format(mean=decimal_text(mean), n=len(row.scores))


def change_words(change: GapChange) -> str:
    """A change as people read it: standard, field, old and new value."""
    title = _(FIELD_TITLES[change.name])
    new = _told(change.name, change.new)
    if not change.old:
        return f"{change.code} · {title}: {new}"
    return f"{change.code} · {title}: {_told(change.name, change.old)} → {new}"


def _told(name: str, value: str) -> str:
    if name in ("self_state", "verified_state"):
        return label(f"gap.{value or NOT_ASSESSED}")
    if name == "due_on":
        return day(value)
    return minor(int(value)) if name == "cost_minor" else value
