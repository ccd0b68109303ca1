"""What must not be forgotten: ends of licences, remedies, actions, requests, evaluations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from iris_grants.licensing.rules.licences import years_later

LICENCE_DAYS = (270, 180, 90)
"""How long before its end a licence is reminded of, three times (DOMAIN.md §10.6)."""
SOON_DAYS = 30
STAFF_DAYS = 90


class Urgency(StrEnum):
    """How near a day is: it is known, it comes soon, it has passed."""

    AHEAD = "ahead"
    SOON = "soon"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """Something with a day; `code` has its sentence, `what` is filled into it."""

    code: str
    due_on: date
    urgency: Urgency
    what: str = ""

    @property
    def level(self) -> int:
        """The larger, the more it presses."""
        return list(Urgency).index(self.urgency)


def licence_reminder(
    number: str, valid_to: date | None, limited_for_good: bool, today: date
) -> Reminder | None:
    """The end of a licence within 270, 180 and 90 days, or when it has passed.

    `limited_for_good`: it is a limited one that cannot be given again.
    """
    if valid_to is None:
        return None
    left = (valid_to - today).days
    if left > max(LICENCE_DAYS):
        return None
    if left < 0:
        return Reminder(
            code="reminder.licence_expired", due_on=valid_to, urgency=Urgency.OVERDUE, what=number
        )
    kind = "limited_ends" if limited_for_good else "licence"
    step = min(days for days in LICENCE_DAYS if left <= days)
    urgency = Urgency.SOON if step == min(LICENCE_DAYS) else Urgency.AHEAD
    return Reminder(code=f"reminder.{kind}_{step}", due_on=valid_to, urgency=urgency, what=number)


def day_reminder(
    code: str, due_on: date, today: date, what: str = "", within: int = SOON_DAYS
) -> Reminder | None:
    """A day that has passed, or comes within so many days."""
    left = (due_on - today).days
    if left > within:
        return None
    urgency = Urgency.OVERDUE if left < 0 else Urgency.SOON
    return Reminder(code=code, due_on=due_on, urgency=urgency, what=what)


def evaluation_reminder(
    valid_from: date, last_evaluated: date | None, today: date
) -> Reminder | None:
    """The yearly self-evaluation, due a year after the licence or after the last one."""
    due = years_later(max(valid_from, last_evaluated or valid_from), 1)
    return day_reminder("reminder.evaluation", due, today)


def renewal_window(valid_to: date) -> tuple[date, date]:
    """Between which days a renewal should begin: nine to six months before the end."""
    return valid_to - timedelta(days=LICENCE_DAYS[0]), valid_to - timedelta(days=LICENCE_DAYS[1])
