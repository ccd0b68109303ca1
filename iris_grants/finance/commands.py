"""Exchange rates and decisions on costs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables.finance import ExchangeRateRecord, ExpenditureRecord, FinancialReportRecord
from db.tables.grants import GrantRecord
from iris_grants.finance.checking import findings
from iris_grants.kernel.access import Role
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.money import CURRENCIES, Money
from iris_grants.kernel.operations import Work, fetch, operation
from iris_grants.kernel.problems import Where, refusal
from iris_grants.programme.fields import Bilingual
from iris_grants.programme.grant_rules import rules_of_contract

FINANCE = frozenset({Role.FINANCE_OFFICER})
TOPICS = frozenset({"expenditure", "grants"})
RECORDED_KINDS = ("inforeuro_month", "national_bank_day")
OPEN = ("signed", "running")
"""States of a grant in which costs are taken in and decided."""
OTHER_REASON = "X-09"
NO_WORDS = Bilingual(en="Another reason, given in words", sr="Drugi razlog, naveden rečima")


@operation("finance.record_rate", roles=FINANCE, topics=frozenset({"rates"}), undoable=True)
def record_rate(
    work: Work, *, kind: str, currency: str, valid_on: date, rate: Decimal, source: str
) -> str:
    """Keep an exchange rate (units for one euro) with its source; returns its id.

    Monthly rates are valid on the first day of their month; those of instalments stand
    with their payments. A rate is never changed: the same kind, currency and day twice is
    refused (DOMAIN.md §7.4).
    """
    if kind not in RECORDED_KINDS or currency not in CURRENCIES or currency == "EUR":
        raise refusal("finance.rate_kind_unknown", kind=f"rate.{kind}", currency=currency)
    if not rate.is_finite() or rate <= 0:
        raise refusal("finance.rate_not_positive", Where(key="rate"))
    if not source.strip():
        raise refusal("finance.rate_without_source", Where(key="source"))
    day = valid_on.replace(day=1) if kind == "inforeuro_month" else valid_on
    record = ExchangeRateRecord(
        id=new_id(),
        kind=kind,
        currency=currency,
        valid_on=day.isoformat(),
        rate=f"{rate:f}",
        source=source.strip(),
    )
    return work.add(record).id


@operation("finance.accept_cost", roles=FINANCE, topics=TOPICS)
def accept_cost(work: Work, *, expenditure_id: str) -> None:
    """Accept a cost in full; refused once its report is approved."""
    cost = _open_cost(work, expenditure_id)
    cost.state, cost.disallowed_minor, cost.reason, cost.reason_code = "accepted", 0, None, None
    work.flush()


@operation("finance.accept_clean", roles=FINANCE, topics=TOPICS)
def accept_clean(work: Work, *, grant_id: str) -> int:
    """Accept every cost of a grant that is not decided and about which nothing is doubtful.

    Returns how many; refused where there is none (`finance.nothing_clean`).
    """
    grant = work.hold(GrantRecord, grant_id)
    require_open(grant)
    doubtful = findings(work.session, grant_id)
    clean = [
        cost
        for cost in work.session.scalars(
            select(ExpenditureRecord)
            .where(ExpenditureRecord.grant_id == grant_id)
            .where(ExpenditureRecord.state == "reported")
        )
        if cost.id not in doubtful
    ]
    if not clean:
        raise refusal("finance.nothing_clean", number=grant.number)
    for cost in clean:
        cost.state = "accepted"
    work.flush()
    return len(clean)


@operation("finance.disallow_cost", roles=FINANCE, topics=TOPICS)
def disallow_cost(
    work: Work,
    *,
    expenditure_id: str,
    disallowed: Money,
    reason: str,
    reason_code: str = OTHER_REASON,
) -> None:
    """Disallow a cost, wholly or in part, with the reason; the amount is in euro.

    `reason_code` is one of the contract's rules (`IN-01` …, DOMAIN.md §5.5).
    """
    cost = _open_cost(work, expenditure_id)
    if not reason.strip():
        raise refusal("finance.reason_needed", Where(key="reason"))
    if reason_code not in reason_codes(work.session, cost.grant_id):
        raise refusal("finance.reason_code_unknown", Where(key="reason_code"), reason=reason_code)
    if disallowed.currency != "EUR" or not 0 < disallowed.minor <= cost.eur_minor:
        limit = str(Money(cost.eur_minor, "EUR"))
        raise refusal("finance.disallowed_out_of_range", Where(key="disallowed"), limit=limit)
    cost.state = "rejected" if disallowed.minor == cost.eur_minor else "partly_accepted"
    cost.disallowed_minor, cost.reason = disallowed.minor, reason.strip()
    cost.reason_code = reason_code
    work.flush()


@operation("finance.question_cost", roles=FINANCE, topics=TOPICS)
def question_cost(work: Work, *, expenditure_id: str, question: str) -> None:
    """Ask the grantee about a cost; it counts as reported until it is decided."""
    cost = _open_cost(work, expenditure_id)
    if not question.strip():
        raise refusal("finance.reason_needed", Where(key="question"))
    cost.state, cost.disallowed_minor, cost.reason = "question", 0, question.strip()
    cost.reason_code = cost.answer = None
    work.flush()


@operation("finance.answer_question", roles=FINANCE, topics=TOPICS)
def answer_question(work: Work, *, expenditure_id: str, answer: str) -> None:
    """Keep what the grantee answered; the cost waits for a decision again."""
    cost = _open_cost(work, expenditure_id)
    if cost.state != "question":
        raise refusal("finance.no_question")
    if not answer.strip():
        raise refusal("finance.reason_needed", Where(key="answer"))
    cost.state, cost.answer = "reported", answer.strip()
    work.flush()


@operation("finance.reopen_cost", roles=FINANCE, topics=TOPICS)
def reopen_cost(work: Work, *, expenditure_id: str) -> None:
    """Undo the decision on a cost while its report is open; it waits for another one."""
    cost = _open_cost(work, expenditure_id)
    if cost.state == "reported":
        raise refusal("finance.not_decided")
    cost.state, cost.disallowed_minor, cost.reason, cost.reason_code = "reported", 0, None, None
    work.flush()


def reason_codes(session: Session, grant_id: str) -> dict[str, Bilingual]:
    """The codes of the contract's rules under which a cost may be disallowed, in words."""
    grant = fetch(session, GrantRecord, grant_id)
    rules = rules_of_contract(session, grant.rule_set_id)
    known = {one.code: one.words for one in rules.ineligible_costs}
    return known or {OTHER_REASON: NO_WORDS}


def require_open(grant: GrantRecord) -> None:
    """Refuse a grant whose costs are not taken in yet or are decided for good."""
    if grant.state not in OPEN:
        raise refusal("finance.grant_not_open", state=f"state.grant.{grant.state}")


def _open_cost(work: Work, expenditure_id: str) -> ExpenditureRecord:
    cost = work.get(ExpenditureRecord, expenditure_id)
    require_open(work.hold(GrantRecord, cost.grant_id))
    if cost.financial_report_id is not None:
        report = work.get(FinancialReportRecord, cost.financial_report_id)
        if report.state == "approved":
            raise refusal("finance.cost_locked", number=report.number)
    return cost
