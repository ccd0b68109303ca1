"""Awards: proposal from a ranking, negotiation of lines, decision, withdrawal."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from db.tables.applications import ApplicationBudgetLineRecord, ApplicationRecord
from db.tables.awards import AwardRecord, NegotiatedLineRecord
from db.tables.calls import CallRecord
from db.tables.grants import GrantRecord
from db.tables.organisations import OrganisationRecord
from db.tables.scoring import RankingRecord, RankingRowRecord
from iris_grants.awards import queries
from iris_grants.awards.rules.ceiling import check_ceiling, check_envelope
from iris_grants.awards.rules.negotiation import agreed_total, check_negotiation
from iris_grants.kernel.access import Role
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.money import Money
from iris_grants.kernel.operations import Work, operation
from iris_grants.kernel.problems import Problem, Where, refusal, refuse_on_errors

OFFICER = frozenset({Role.GRANTS_OFFICER})
APPROVER = frozenset({Role.APPROVER})
TOPICS = frozenset({"awards", "applications"})


@operation("awards.propose", roles=OFFICER, topics=TOPICS)
def propose_award(work: Work, *, application_id: str) -> str:
    """Open the negotiation of an application that the latest final ranking selected.

    The amount is what the ranking offered; the lines are those of the application. Refused
    if there is no final ranking, it did not select the application, or the application was
    withdrawn since; and for a call in another currency than the action's.
    """
    application = work.get(ApplicationRecord, application_id)
    ranking, row = _selected_row(work, application)
    currency = queries.action_currency(work.session)
    if application.currency != currency:
        raise refusal("awards.other_currency", currency=currency)
    award = work.add(
        AwardRecord(
            id=new_id(),
            application_id=application.id,
            ranking_id=ranking.id,
            amount_minor=row.offered_minor,
            currency=application.currency,
            state="proposed",
        )
    )
    work.add_all([_negotiated(award.id, line) for line in _budget_lines(work, application.id)])
    return award.id


@operation("awards.agree_line", roles=OFFICER, topics=TOPICS)
def agree_line(work: Work, *, line_id: str, agreed: Money, reason: str | None = None) -> None:
    """Write down the agreed amount of one line, with the reason of a change."""
    line = work.get(NegotiatedLineRecord, line_id)
    award = work.hold(AwardRecord, line.award_id)
    _require_state(award, "proposed")
    if agreed.currency != award.currency:
        raise refusal("awards.other_currency", Where(key="agreed"), currency=award.currency)
    line.agreed_minor = agreed.minor
    line.reason = reason
    work.flush()


@operation("awards.agree_all", roles=OFFICER, topics=TOPICS)
def agree_open_lines(work: Work, *, award_id: str) -> int:
    """Agree all lines that are still open as requested; returns how many."""
    _require_state(work.hold(AwardRecord, award_id), "proposed")
    open_lines = [line for line in _lines(work, award_id) if line.agreed_minor is None]
    for line in open_lines:
        line.agreed_minor = line.requested_minor
    work.flush()
    return len(open_lines)


@operation("awards.grant", roles=APPROVER, topics=TOPICS)
def grant_award(work: Work, *, award_id: str, decision_no: str, decided_on: date) -> None:
    """Decide the award: the agreed total, less the co-financing promised, is the grant.

    Refused with all problems: lines still open or breaking the call's rules, the ceiling
    per third party over the whole action, the envelope of the call (DOMAIN.md §14,
    R-FSTP-CAP; §4.7), an applicant that is a partner of the action (FSTP-14); and an
    application that was withdrawn meanwhile. Awards of one call or to one organisation are
    decided one after another, so that none of these sums is passed by two at a time.
    """
    if not decision_no.strip():
        raise refusal("awards.decision_no_needed", Where(key="decision_no"))
    award = work.hold(AwardRecord, award_id)
    _require_state(award, "proposed")
    application = work.get(ApplicationRecord, award.application_id)
    _require_selected(application)
    call = work.hold(CallRecord, application.call_id)
    work.hold(OrganisationRecord, application.organisation_id)
    co_financing = application.total_minor - application.requested_minor
    lines = tuple(queries.negotiated(line) for line in _lines(work, award_id))
    problems = [
        *check_negotiation(
            lines,
            co_financing=co_financing,
            offered=award.amount_minor,
            limits=queries.limits_of(work.session, call.id),
        ),
        *queries.partner_problems(work.session, application.organisation_id),
    ]
    total = agreed_total(lines)
    if total is not None:
        amount = Money(total - co_financing, award.currency)
        problems += _money_problems(work, application, amount)
        award.amount_minor = amount.minor
    refuse_on_errors(problems)
    award.state, award.decision_no = "awarded", decision_no.strip()
    award.decided_on, award.decided_by_id = decided_on.isoformat(), work.person.person_id
    application.state = "awarded"
    work.flush()


@operation("awards.withdraw", roles=OFFICER, topics=TOPICS)
def withdraw_award(work: Work, *, award_id: str, reason: str) -> None:
    """The applicant steps back before the contract: money and place are free again.

    Refused once there is a contract that was not given up (`awards.has_contract`).
    """
    if not reason.strip():
        raise refusal("awards.reason_needed", Where(key="reason"))
    award = work.hold(AwardRecord, award_id)
    _require_state(award, "proposed", "awarded")
    contract = work.session.scalars(
        select(GrantRecord).where(GrantRecord.award_id == award.id)
    ).first()
    if contract is not None and contract.state != "terminated":
        raise refusal("awards.has_contract", number=contract.number)
    application = work.get(ApplicationRecord, award.application_id)
    award.state = "withdrawn"
    application.state, application.reason = "withdrawn", reason
    work.flush()


def _selected_row(
    work: Work, application: ApplicationRecord
) -> tuple[RankingRecord, RankingRowRecord]:
    _require_selected(application)
    ranking = work.session.scalars(
        select(RankingRecord)
        .where(RankingRecord.call_id == application.call_id)
        .where(RankingRecord.lot == application.lot)
        .where(RankingRecord.preliminary == 0)
        .order_by(RankingRecord.number.desc())
    ).first()
    if ranking is None:
        raise refusal("awards.no_final_ranking")
    row = work.session.scalars(
        select(RankingRowRecord)
        .where(RankingRowRecord.ranking_id == ranking.id)
        .where(RankingRowRecord.application_id == application.id)
    ).first()
    if row is None or row.decision != "selected" or row.offered_minor is None:
        raise refusal("awards.not_selected", application=application.number)
    return ranking, row


def _require_selected(application: ApplicationRecord) -> None:
    if application.state != "selected":
        raise refusal("awards.not_selected", application=application.number)


def _money_problems(
    work: Work, application: ApplicationRecord, amount: Money
) -> tuple[Problem, ...]:
    """What the sums of the action and of the call say to this amount."""
    ceiling = queries.ceiling_of(work.session, application.organisation_id)
    envelope = queries.envelope_of(work.session, application.call_id)
    return (
        *check_ceiling(ceiling.awarded, amount, ceiling.ceiling),
        *check_envelope(envelope.awarded, amount, envelope.envelope),
    )


def _budget_lines(work: Work, application_id: str) -> list[ApplicationBudgetLineRecord]:
    return list(
        work.session.scalars(
            select(ApplicationBudgetLineRecord)
            .where(ApplicationBudgetLineRecord.application_id == application_id)
            .order_by(ApplicationBudgetLineRecord.position)
        )
    )


def _negotiated(award_id: str, line: ApplicationBudgetLineRecord) -> NegotiatedLineRecord:
    return NegotiatedLineRecord(
        id=new_id(),
        award_id=award_id,
        position=line.position,
        heading=line.heading,
        code=line.code,
        description=line.description,
        unit=line.unit,
        units_milli=line.units_milli,
        requested_minor=line.amount_minor,
        proposed_minor=line.amount_minor,
        agreed_minor=None,
        reason=None,
    )


def _lines(work: Work, award_id: str) -> list[NegotiatedLineRecord]:
    return list(
        work.session.scalars(
            select(NegotiatedLineRecord)
            .where(NegotiatedLineRecord.award_id == award_id)
            .order_by(NegotiatedLineRecord.position)
        )
    )


def _require_state(award: AwardRecord, *states: str) -> None:
    if award.state not in states:
        raise refusal("awards.wrong_state", state=f"state.award.{award.state}")
