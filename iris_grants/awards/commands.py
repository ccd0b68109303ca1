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
from iris_grants.awards.complaints import standstill
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
    return open_negotiation(work, application, ranking.id, row.offered_minor or 0)


def open_negotiation(
    work: Work, application: ApplicationRecord, ranking_id: str, offered_minor: int
) -> str:
    """The award of an application as proposed, with its lines; gives its identity.

    An earlier award of the application that was withdrawn or declined stands in the way.
    Refused: `awards.other_currency` for a call in another currency than the action's.
    """
    currency = queries.action_currency(work.session)
    if application.currency != currency:
        raise refusal("awards.other_currency", currency=currency)
    award = work.add(
        AwardRecord(
            id=new_id(),
            application_id=application.id,
            ranking_id=ranking_id,
            amount_minor=offered_minor,
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
    """Agree all lines that are still open as proposed; returns how many.

    Where the proposal differs from what was requested, its reason is that of the change.
    """
    _require_state(work.hold(AwardRecord, award_id), "proposed")
    open_lines = [line for line in _lines(work, award_id) if line.agreed_minor is None]
    for line in open_lines:
        line.agreed_minor = line.proposed_minor
        line.reason = line.reason or line.proposed_reason
    work.flush()
    return len(open_lines)


@operation("awards.grant", roles=APPROVER, topics=TOPICS)
def grant_award(work: Work, *, award_id: str, decision_no: str, decided_on: date) -> None:
    """Decide the award: the agreed total, less the co-financing promised, is the grant.

    Refused with all problems: lines still open or breaking the call's rules; the ceiling
    per third party over the whole action, or what an approved exception allows in its place,
    and the envelope of the call (DOMAIN.md §14, R-FSTP-CAP; §4.7); an applicant that is a
    partner of the action (FSTP-14); an application that was withdrawn meanwhile; and a
    complaint in its lot that is undecided (`awards.standstill`). Awards of one call or to
    one organisation are decided one after another, so that none of these sums is passed by
    two at a time.
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
            limits=queries.limits_of(work.session, call.id, application.lot),
        ),
        *standstill(work.session, call.id, application.lot),
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

    The next on the reserve list is then named by `iris_grants.awards.reserve`.

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
    _close(work, award, "withdrawn", reason)
    application.closed_from = application.state
    application.state, application.reason = "withdrawn", "withdrew"
    work.flush()


@operation("awards.decline", roles=APPROVER, topics=TOPICS)
def decline_award(work: Work, *, award_id: str, reason: str) -> None:
    """The deciding authority does not give the grant: the application is rejected.

    Source: DOMAIN.md §4.7, EV-10 (the decision is taken outside the committee). Refused:
    `awards.reason_needed`, `awards.wrong_state`.
    """
    if not reason.strip():
        raise refusal("awards.reason_needed", Where(key="reason"))
    award = work.hold(AwardRecord, award_id)
    _require_state(award, "proposed")
    _close(work, award, "declined", reason)
    work.get(ApplicationRecord, award.application_id).state = "rejected"
    work.flush()


def _close(work: Work, award: AwardRecord, state: str, reason: str) -> None:
    award.state = state
    award.closed_on, award.closed_reason = work.today.isoformat(), reason.strip()


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
    envelope = queries.envelope_of(work.session, application.call_id, application.lot)
    return (
        *check_ceiling(ceiling.awarded, amount, ceiling.limit),
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
        proposed_reason=None,
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
