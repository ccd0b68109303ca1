"""Contracts: drafting, sanctions checks, account, signature."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import func, select

from db.tables.applications import ApplicationRecord
from db.tables.awards import AwardRecord, NegotiatedLineRecord
from db.tables.grants import (
    BudgetLineRecord,
    BudgetVersionRecord,
    GrantRecord,
    InstalmentRecord,
    PaymentRecord,
    SanctionsCheckRecord,
)
from db.tables.organisations import BankAccountRecord, OrganisationRecord
from db.tables.programme import ProgrammeRecord
from iris_grants.calls.queries import terms_of
from iris_grants.grants import queries
from iris_grants.grants.budgets import unit_value
from iris_grants.grants.rules.contract import (
    PlannedInstalment,
    check_currencies,
    check_period,
    check_plan,
    check_sanctions,
    planned_instalments,
)
from iris_grants.kernel.access import Role
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.money import Money, half_up, split_by_percent
from iris_grants.kernel.operations import Work, operation
from iris_grants.kernel.problems import Problem, Where, refusal, refuse_on_errors
from iris_grants.programme.grant_rules import rules_in_force, rules_of_contract

OFFICER = frozenset({Role.GRANTS_OFFICER, Role.FINANCE_OFFICER})
APPROVER = frozenset({Role.APPROVER})
TOPICS = frozenset({"grants", "awards"})


@operation("grants.draft", roles=OFFICER, topics=TOPICS)
def draft_contract(
    work: Work,
    *,
    award_id: str,
    number: str,
    starts_on: date,
    ends_on: date,
    preset: str,
    accounting_currency: str,
    fx_method: str = "receipt_period",
    fx_other_method: str = "monthly_inforeuro",
) -> str:
    """Draft the contract of an award: budget version 1 and the payment plan; returns its id.

    The grant rules that the call names, as they are in force now, stay with the contract
    for good; `preset` names one of their payment plans (`80-20`). The rate is the grant's
    share of the budget, to four decimals of a percent (DOMAIN.md §6.1, checks). Refused
    with all problems of number, period, plan and currencies (DOMAIN.md §2.1 FSTP-12, §5.3,
    §7.4), and for an award that has a contract already.
    """
    award, application = _awarded(work, award_id)
    rules = rules_in_force(work.session, terms_of(work.session, application.call_id).rule_set)
    plan = planned_instalments(rules, preset)
    problems = [*_number_problems(number), *check_plan(plan)]
    problems += _period_problems(work, starts_on, ends_on)
    refuse_on_errors([*problems, *check_currencies(accounting_currency, fx_other_method)])
    grant = work.add(
        GrantRecord(
            id=new_id(),
            award_id=award.id,
            organisation_id=application.organisation_id,
            call_id=application.call_id,
            rule_set_id=rules.id,
            bank_account_id=_only_account(work, application.organisation_id),
            number=number.strip(),
            title=application.title,
            amount_minor=award.amount_minor,
            currency=award.currency,
            rate_percent=str(_rate(work, award)),
            state="drafted",
            starts_on=starts_on.isoformat(),
            ends_on=ends_on.isoformat(),
            accounting_currency=accounting_currency,
            fx_method=fx_method,
            fx_other_method=fx_other_method,
        )
    )
    return _with_budget_and_plan(work, grant, plan)


@operation("grants.record_sanctions_check", roles=OFFICER, topics=TOPICS)
def record_sanctions_check(
    work: Work,
    *,
    organisation_id: str,
    checked_on: date,
    list_version: str,
    searched: str,
    result: str,
) -> str:
    """Keep the evidence of a search on the EU lists (DOMAIN.md §2.1, FSTP-09).

    Refused without the version of the list or the name that was searched.
    """
    if result not in ("no_match", "match"):
        raise refusal("grants.result_unknown", Where(key="result"))
    for name, words in (("list_version", list_version), ("searched", searched)):
        if not words.strip():
            raise refusal("grants.evidence_incomplete", Where(key=name))
    record = SanctionsCheckRecord(
        id=new_id(),
        organisation_id=work.get(OrganisationRecord, organisation_id).id,
        checked_on=checked_on.isoformat(),
        list_version=list_version.strip(),
        searched=searched.strip(),
        result=result,
        person_id=work.person.person_id,
    )
    return work.add(record).id


@operation("grants.sign", roles=APPROVER, topics=TOPICS)
def sign_contract(
    work: Work, *, grant_id: str, signed_by_us_on: date, signed_by_grantee_on: date
) -> None:
    """Record both signatures; refused without a bank account and a fresh sanctions check.

    The first instalment is due so many days later (DOMAIN.md §5.3; a preset of the rules).
    """
    grant = _draft(work, grant_id)
    if grant.bank_account_id is None:
        raise refusal("grants.no_bank_account", Where(key="bank_account"))
    day = max(signed_by_us_on, signed_by_grantee_on)
    searches = queries.searches_of(work.session, grant.organisation_id)
    rules = rules_of_contract(work.session, grant.rule_set_id)
    refuse_on_errors(check_sanctions(searches, day, rules.sanctions_check_days))
    grant.signed_by_us_on = signed_by_us_on.isoformat()
    grant.signed_by_grantee_on = signed_by_grantee_on.isoformat()
    grant.state = "signed"
    due_from(work, grant, day, rules.first_payment_days, kind="pre_financing")
    work.flush()


def due_from(work: Work, grant: GrantRecord, day: date, days: int, *, kind: str) -> None:
    """Write down until when the next unpaid instalment is to be paid: `days` after a day.

    Only where it is of this kind: what a report releases is not any payment.
    """
    paid = select(PaymentRecord.instalment_id).where(PaymentRecord.grant_id == grant.id)
    following = work.session.scalars(
        select(InstalmentRecord)
        .where(InstalmentRecord.grant_id == grant.id)
        .where(InstalmentRecord.id.not_in(paid))
        .order_by(InstalmentRecord.number)
    ).first()
    if following is not None and following.kind == kind:
        following.due_on = (day + timedelta(days=days)).isoformat()
        work.flush()


@operation("grants.choose_account", roles=OFFICER, topics=TOPICS)
def choose_account(work: Work, *, grant_id: str, bank_account_id: str) -> None:
    """Name the account of the grantee to which the grant is paid, before the signatures.

    The signed contract names the account; it is not changed behind it (DOMAIN.md §5.3).
    """
    grant = _draft(work, grant_id)
    account = work.get(BankAccountRecord, bank_account_id)
    if account.organisation_id != grant.organisation_id:
        raise refusal("grants.foreign_account", Where(key="bank_account"))
    grant.bank_account_id = account.id
    work.flush()


@operation("grants.give_up", roles=OFFICER, topics=TOPICS)
def give_up_draft(work: Work, *, grant_id: str) -> None:
    """Give up a contract that was drafted and not signed; it stays on file as terminated.

    The award may then have another contract, or be withdrawn.
    """
    _draft(work, grant_id).state = "terminated"
    work.flush()


def _draft(work: Work, grant_id: str) -> GrantRecord:
    grant = work.hold(GrantRecord, grant_id)
    if grant.state != "drafted":
        raise refusal("grants.wrong_state", state=f"state.grant.{grant.state}")
    return grant


def _number_problems(number: str) -> tuple[Problem, ...]:
    if number.strip():
        return ()
    return (Problem(code="grants.number_needed", where=Where(key="number")),)


def _awarded(work: Work, award_id: str) -> tuple[AwardRecord, ApplicationRecord]:
    award = work.hold(AwardRecord, award_id)
    if award.state != "awarded":
        raise refusal("grants.not_awarded")
    ended = select(GrantRecord.number).where(GrantRecord.award_id == award.id)
    ended = ended.where(GrantRecord.state == "terminated", GrantRecord.signed_by_us_on.is_not(None))
    if (number := work.session.scalars(ended).first()) is not None:
        raise refusal("grants.contract_was_signed", number=number)
    return award, work.get(ApplicationRecord, award.application_id)


def _period_problems(work: Work, starts_on: date, ends_on: date) -> tuple[Problem, ...]:
    action = work.session.scalars(select(ProgrammeRecord)).one()
    return check_period(
        starts_on,
        ends_on,
        action_starts=date.fromisoformat(action.starts_on),
        action_ends=date.fromisoformat(action.ends_on),
    )


def _only_account(work: Work, organisation_id: str) -> str | None:
    accounts = work.session.scalars(
        select(BankAccountRecord.id).where(BankAccountRecord.organisation_id == organisation_id)
    ).all()
    return accounts[0] if len(accounts) == 1 else None


def _rate(work: Work, award: AwardRecord) -> Decimal:
    """The grant in percent of the agreed budget, half-up to four decimals."""
    total = work.session.scalar(
        select(func.sum(NegotiatedLineRecord.agreed_minor)).where(
            NegotiatedLineRecord.award_id == award.id
        )
    )
    return Decimal(half_up(Fraction(award.amount_minor * 1_000_000, int(total or 1)))).scaleb(-4)


def _with_budget_and_plan(
    work: Work, grant: GrantRecord, plan: tuple[PlannedInstalment, ...]
) -> str:
    _first_budget(work, grant)
    _instalments(work, grant, plan)
    return grant.id


def _first_budget(work: Work, grant: GrantRecord) -> None:
    version = work.add(
        BudgetVersionRecord(
            id=new_id(),
            grant_id=grant.id,
            number=1,
            kind="contract",
            effective_on=grant.starts_on,
        )
    )
    lines = work.session.scalars(
        select(NegotiatedLineRecord)
        .where(NegotiatedLineRecord.award_id == grant.award_id)
        .order_by(NegotiatedLineRecord.position)
    )
    work.add_all(
        [
            BudgetLineRecord(
                id=new_id(),
                budget_version_id=version.id,
                position=line.position,
                heading=line.heading,
                code=line.code,
                description=line.description,
                unit=line.unit,
                units_milli=line.units_milli,
                unit_value_minor=unit_value(line.agreed_minor or 0, line.units_milli),
                amount_minor=line.agreed_minor or 0,
            )
            for line in lines
        ]
    )


def _instalments(work: Work, grant: GrantRecord, plan: tuple[PlannedInstalment, ...]) -> None:
    total = Money(grant.amount_minor, grant.currency)
    parts = split_by_percent(total, tuple(part.percent for part in plan))
    work.add_all(
        [
            InstalmentRecord(
                id=new_id(),
                grant_id=grant.id,
                number=number,
                kind=part.kind,
                percent=str(part.percent),
                amount_minor=amount.minor,
                due_on=part.due_on.isoformat() if part.due_on else None,
            )
            for number, (part, amount) in enumerate(zip(plan, parts, strict=True), start=1)
        ]
    )
