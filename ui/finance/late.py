"""What a late recovery owes in interest, with the rule that makes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iris_grants.finance.interest import LateRow, late_recovery
from iris_grants.finance.report_queries import RecoveryRow
from iris_grants.kernel.money import Money
from iris_grants.wording import _, ngettext
from iris_grants.wording.formats import day, money, number_text, today
from ui.tables.detail import Pair, Pairs, Why

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

EUR = "EUR"


def late_parts(session: Session, recovery: RecoveryRow) -> tuple[Pairs, ...]:
    """The interest that was charged, or what would be owed today; nothing where it is in time."""
    if recovery.interest_minor is not None:
        charged = money(Money(recovery.interest_minor, EUR))
        value = f"{charged} · {_days(recovery.interest_days or 0)}"
        return (Pairs(title=_("Late interest"), pairs=(Pair(label=_("Charged"), value=value),)),)
    late = _late(session, recovery)
    if late is None:
        return ()
    pairs = [Pair(label=_("After the day due"), value=_days(late.days))]
    pairs.append(Pair(label=_("Interest to this day"), value=_owed(late), why=_why(recovery, late)))
    return (Pairs(title=_("Late interest"), pairs=tuple(pairs)),)


def late_words(session: Session, recovery: RecoveryRow | None) -> str:
    """What would be owed today, as one sentence for the form that settles the recovery."""
    late = None if recovery is None else _late(session, recovery)
    if late is None:
        return ""
    words = _("After the day due: {days}. Interest to this day: {interest}.")
    return words.format(days=_days(late.days), interest=_owed(late))


def _late(session: Session, recovery: RecoveryRow) -> LateRow | None:
    if recovery.state != "debit_note":
        return None
    return late_recovery(session, recovery.id, today())


def _owed(late: LateRow) -> str:
    if late.interest is None:
        return _("no reference rate is recorded for that month")
    return money(Money(late.interest.minor, EUR))


def _days(count: int) -> str:
    return ngettext("{n} day", "{n} days", count).format(n=count)


def _why(recovery: RecoveryRow, late: LateRow) -> Why | None:
    found = late.interest
    if found is None:
        return None
    percent = number_text(found.percent.normalize())
    source = f"{late.source} · {found.reference.source}"
    if not late.verified:
        source += " · " + _("A preset that nobody has compared with the signed contract yet.")
    return Why(
        values=(
            (_("Amount"), money(Money(recovery.amount_minor, EUR))),
            (_("Due on"), day(recovery.due_on)),
            (_("Days"), str(late.days)),
            (
                _("Reference rate from {day}").format(day=day(found.reference.valid_from)),
                f"{number_text(found.reference.percent.normalize())} %",
            ),
            (_("Margin of the rules, points"), number_text(late.margin.normalize())),
            (_("Together a year"), f"{percent} %"),
        ),
        rule=_(
            "Amount × days × rate / 365; the reference rate is that of the first day of the "
            "month in which the demand fell due, the days are those after it was due."
        ),
        source=source,
        version=late.edition,
    )
