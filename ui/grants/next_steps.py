"""What a grant waits for, as sentences that lead to where it is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from iris_grants.finance.evidence import missing_evidence
from iris_grants.finance.queries import ledger
from iris_grants.finance.report_queries import financial_reports, recoveries
from iris_grants.grants.queries import GrantRow, InstalmentRow
from iris_grants.kernel.money import Money
from iris_grants.reporting.rules.closure import Point
from iris_grants.wording import _, label, ngettext
from iris_grants.wording.formats import day, money, sentence_case, today
from ui.grants.life_tabs import Life
from ui.grants.standing import Standing
from ui.tables.detail import Pair, Pairs

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

EUR = "EUR"
ENDED = ("closed", "terminated")
SETTLED = ("paid", "offset", "waived", "withdrawn")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Something that waits: what, the sentence, and the page and record it leads to."""

    what: str
    words: str
    page: str = ""
    record: str = ""


def next_steps(
    session: Session,
    row: GrantRow,
    standing: Standing,
    life: Life,
    points: tuple[Point, ...],
) -> Pairs | None:
    """The steps in order of what holds up most; none for a grant that has ended."""
    if row.state in ENDED:
        return None
    found = [
        *_signature(row, standing),
        *_payments(standing),
        *_reports(life),
        *_costs(session, row),
        *_owed(session, row),
        *_visits(life),
        *_closing(row, points),
    ]
    pairs = tuple(
        Pair(label=one.what, value=one.words, page=one.page, record=one.record) for one in found
    )
    nothing = (Pair(label=_("Nothing waits"), value=_("The grant is as it should be today.")),)
    return Pairs(title=_("Next steps"), pairs=pairs or nothing)


def _signature(row: GrantRow, standing: Standing) -> list[Step]:
    if row.state != "drafted":
        return []
    words = standing.blocked or _("The contract waits for both signatures.")
    return [Step(what=_("Signatures"), words=words)]


def _payments(standing: Standing) -> list[Step]:
    found: list[Step] = []
    for one in standing.instalments:
        if one.payment_id is not None and one.approved_by is None:
            words = _("{amount} wait for the approval of a second person.")
            found.append(Step(what=_("Payment"), words=words.format(amount=_amount(one, one.paid))))
        elif one.approved_by is not None and one.credited_on is None:
            words = _("Not written down yet: what the bank of the grantee credited of {amount}.")
            found.append(Step(what=_("Credit"), words=words.format(amount=_amount(one, one.paid))))
    waiting = next((one for one in standing.instalments if one.payment_id is None), None)
    if waiting is not None and standing.state != "drafted":
        kind = label(f"instalment.{waiting.kind}")
        words = standing.payment_blocked(waiting) or _("{amount} can be paid.").format(
            amount=_amount(waiting, _due(standing, waiting))
        )
        found.append(Step(what=sentence_case(kind), words=words))
    return found


def _amount(one: InstalmentRow, amount: Money | None) -> str:
    return money(amount or one.amount)


def _due(standing: Standing, one: InstalmentRow) -> Money | None:
    due = standing.due
    return None if due is None else Money(due.amount, one.amount.currency)


def _reports(life: Life) -> list[Step]:
    """The next report of the grantee, or the one that waits for a review."""
    waiting = [one.row for one in life.reports if one.row.state != "approved"]
    if not waiting:
        return []
    report = next((one for one in waiting if one.state == "received"), waiting[0])
    kind = label(f"report.{report.kind}")
    what = f"{sentence_case(kind)} {report.number}"
    late = report.due_on < today().isoformat()
    if report.state == "received":
        words = _("Received; it waits for the review.")
    else:
        words = _("Overdue since {day}.") if late else _("Due on {day}.")
        words = words.format(day=day(report.due_on))
    return [Step(what=what, words=words, page="reports", record=report.id)]


def _costs(session: Session, row: GrantRow) -> list[Step]:
    found: list[Step] = []
    costs = ledger(session, row.id)
    open_ones = [one for one in costs if one.state in ("reported", "question")]
    if open_ones:
        count = len(open_ones)
        words = ngettext("{n} cost waits for a decision.", "{n} costs wait for a decision.", count)
        found.append(
            Step(
                what=_("Costs"),
                words=words.format(n=count),
                page="finance",
                record=f"costs/{open_ones[0].id}",
            )
        )
    missing = missing_evidence(session, row.id)
    if missing:
        first = next(one.id for one in costs if one.id in missing)
        words = ngettext("{n} cost lacks documents.", "{n} costs lack documents.", len(missing))
        found.append(
            Step(
                what=_("Documents"),
                words=words.format(n=len(missing)),
                page="finance",
                record=f"costs/{first}",
            )
        )
    for report in financial_reports(session, row.id):
        if report.state == "open":
            words = _("Report {number} is drawn up and not approved.")
            found.append(
                Step(
                    what=_("Financial report"),
                    words=words.format(number=report.number),
                    page="finance",
                    record=f"reports/{report.id}",
                )
            )
    return found


def _owed(session: Session, row: GrantRow) -> list[Step]:
    return [
        Step(
            what=_("Recovery"),
            words=f"{money(Money(one.amount_minor, EUR))} · {label(f'state.recovery.{one.state}')}",
            page="finance",
            record=f"finals/{one.final_amount_id}",
        )
        for one in recoveries(session, row.id)
        if one.state not in SETTLED
    ]


def _visits(life: Life) -> list[Step]:
    found: list[Step] = []
    for visit in life.visits:
        if visit.state == "planned":
            words = _("Planned for {day}.").format(day=day(visit.planned_on))
            found.append(Step(what=_("Visit {number}").format(number=visit.number), words=words))
        for one in visit.findings:
            if one.follow_up and one.done_on is None:
                until = f" {_('Due on {day}.').format(day=day(one.due_on))}" if one.due_on else ""
                found.append(Step(what=_("Follow-up"), words=f"{one.follow_up}{until}"))
    return found


def _closing(row: GrantRow, points: tuple[Point, ...]) -> list[Step]:
    if row.state != "reported":
        return []
    lacking = [label(f"closure.point.{one.code}") for one in points if not one.met]
    if not lacking:
        return [Step(what=_("Closure"), words=_("Everything is there; the grant can be closed."))]
    words = _("Still missing: {points}.").format(points="; ".join(lacking))
    return [Step(what=_("Closure"), words=words)]
