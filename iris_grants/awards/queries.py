"""Awards as tables and forms show them, the ceiling ledger and the envelope."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.tables.applications import ApplicationRecord
from db.tables.awards import (
    AwardRecord,
    CeilingExceptionRecord,
    LetterRecord,
    NegotiatedLineRecord,
)
from db.tables.organisations import OrganisationRecord
from db.tables.programme import PartnerRecord, ProgrammeRecord
from iris_grants.awards.rules.negotiation import Limits, NegotiatedLine, Trial, TrialLine, trial
from iris_grants.calls.queries import terms_of
from iris_grants.kernel.money import Money
from iris_grants.kernel.operations import fetch
from iris_grants.kernel.problems import Problem, refusal

LIVE_STATES = ("proposed", "awarded")


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardRow:
    """An award in a list."""

    id: str
    application_id: str
    number: str
    title: str
    organisation: str
    country: str
    state: str
    amount: Money
    requested: Money
    decision_no: str | None
    decided_on: str | None
    call_id: str
    organisation_id: str
    lot: str | None
    co_financing: Money
    closed_on: str | None
    closed_reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRow:
    """A line in negotiation; amounts in cents, `units_milli` in thousandths of a unit."""

    id: str
    position: int
    heading: str
    code: str
    description: str
    unit: str
    units_milli: int
    requested_minor: int
    proposed_minor: int
    proposed_reason: str | None
    agreed_minor: int | None
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CeilingRow:
    """What an organisation was awarded over the whole action, against the ceiling.

    `proposed` is what is being negotiated besides; it does not count against the ceiling
    before it is decided. `exception` is what an approved exception allows over the whole
    action in the place of the ceiling (DOMAIN.md §2.1, FSTP-02).
    """

    organisation_id: str
    organisation: str
    country: str
    awarded: Money
    proposed: Money
    ceiling: Money
    exception: Money | None = None

    @property
    def limit(self) -> Money:
        """The most that it may receive over the whole action."""
        return self.ceiling if self.exception is None else max(self.ceiling, self.exception)

    @property
    def left(self) -> Money:
        """What it may still receive."""
        return self.limit - self.awarded


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """The money of a call or a lot: all of it, what is awarded and what is negotiated."""

    envelope: Money
    awarded: Money
    proposed: Money

    @property
    def free(self) -> Money:
        """What is not awarded yet."""
        return self.envelope - self.awarded

    @property
    def unpromised(self) -> Money:
        """What is neither awarded nor in negotiation."""
        return self.free - self.proposed


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRow:
    """A letter in a list."""

    id: str
    application_id: str
    number: str
    organisation: str
    kind: str
    register_no: str
    written_on: str
    document_id: str


def list_awards(session: Session, *, call_id: str | None = None) -> tuple[AwardRow, ...]:
    """All awards (of one call), by application number."""
    query = (
        select(AwardRecord, ApplicationRecord, OrganisationRecord.name)
        .join(ApplicationRecord, ApplicationRecord.id == AwardRecord.application_id)
        .join(
            OrganisationRecord,
            OrganisationRecord.id == ApplicationRecord.organisation_id,
        )
        .order_by(ApplicationRecord.number)
    )
    if call_id is not None:
        query = query.where(ApplicationRecord.call_id == call_id)
    return tuple(
        AwardRow(
            id=award.id,
            application_id=application.id,
            number=application.number,
            title=application.title,
            organisation=organisation,
            country=application.country,
            state=award.state,
            amount=Money(award.amount_minor, award.currency),
            requested=Money(application.requested_minor, application.currency),
            decision_no=award.decision_no,
            decided_on=award.decided_on,
            call_id=application.call_id,
            organisation_id=application.organisation_id,
            lot=application.lot,
            co_financing=Money(
                application.total_minor - application.requested_minor, application.currency
            ),
            closed_on=award.closed_on,
            closed_reason=award.closed_reason,
        )
        for award, application, organisation in session.execute(query)
    )


def award_row(session: Session, award_id: str) -> AwardRow:
    """The award with this identity; refused (`kernel.not_found`) if there is none."""
    fetch(session, AwardRecord, award_id)
    return next(row for row in list_awards(session) if row.id == award_id)


def to_negotiate(session: Session) -> tuple[tuple[str, str], ...]:
    """Identity and number of the selected applications that have no award yet."""
    query = (
        select(ApplicationRecord.id, ApplicationRecord.number)
        .outerjoin(AwardRecord, AwardRecord.application_id == ApplicationRecord.id)
        .where(ApplicationRecord.state == "selected")
        .where(AwardRecord.id.is_(None))
        .order_by(ApplicationRecord.number)
    )
    return tuple((row.id, row.number) for row in session.execute(query))


def lines_of(session: Session, award_id: str) -> tuple[LineRow, ...]:
    """The negotiated lines of an award, in budget order."""
    return tuple(
        LineRow(
            id=line.id,
            position=line.position,
            heading=line.heading,
            code=line.code,
            description=line.description,
            unit=line.unit,
            units_milli=line.units_milli,
            requested_minor=line.requested_minor,
            proposed_minor=line.proposed_minor,
            proposed_reason=line.proposed_reason,
            agreed_minor=line.agreed_minor,
            reason=line.reason,
        )
        for line in session.scalars(
            select(NegotiatedLineRecord)
            .where(NegotiatedLineRecord.award_id == award_id)
            .order_by(NegotiatedLineRecord.position)
        )
    )


def ceiling_ledger(session: Session) -> tuple[CeilingRow, ...]:
    """Every organisation with an award or a negotiation, against the ceiling per third party.

    The awards of all calls of the action count together (DOMAIN.md §2.1, FSTP-03).
    """
    query = (
        select(OrganisationRecord, AwardRecord.state, func.sum(AwardRecord.amount_minor))
        .join(
            ApplicationRecord,
            ApplicationRecord.organisation_id == OrganisationRecord.id,
        )
        .join(AwardRecord, AwardRecord.application_id == ApplicationRecord.id)
        .where(AwardRecord.state.in_(LIVE_STATES))
        .group_by(OrganisationRecord.id, AwardRecord.state)
        .order_by(OrganisationRecord.sort_key, OrganisationRecord.id)
    )
    found: dict[str, tuple[OrganisationRecord, dict[str, int]]] = {}
    for organisation, state, total in session.execute(query):
        found.setdefault(organisation.id, (organisation, {}))[1][state] = int(total)
    ceiling, exceptions = _ceiling(session), _exceptions(session)
    return tuple(
        _ceiling_row(organisation, sums, ceiling, exceptions.get(organisation.id))
        for organisation, sums in found.values()
    )


def ceiling_of(session: Session, organisation_id: str) -> CeilingRow:
    """One organisation against the ceiling (nothing awarded: zero)."""
    organisation = fetch(session, OrganisationRecord, organisation_id)
    query = (
        select(AwardRecord.state, func.sum(AwardRecord.amount_minor))
        .join(ApplicationRecord, ApplicationRecord.id == AwardRecord.application_id)
        .where(ApplicationRecord.organisation_id == organisation_id)
        .group_by(AwardRecord.state)
    )
    sums = {state: int(total) for state, total in session.execute(query)}
    exception = _exceptions(session).get(organisation_id)
    return _ceiling_row(organisation, sums, _ceiling(session), exception)


def envelope_of(session: Session, call_id: str, lot: str | None = None) -> Envelope:
    """The envelope of a call, or of a lot with money of its own, and what is taken of it."""
    terms = terms_of(session, call_id)
    query = (
        select(AwardRecord.state, func.sum(AwardRecord.amount_minor))
        .join(ApplicationRecord, ApplicationRecord.id == AwardRecord.application_id)
        .where(ApplicationRecord.call_id == call_id)
        .group_by(AwardRecord.state)
    )
    own = terms.lot(lot)
    if own is not None and own.envelope is not None:
        query = query.where(ApplicationRecord.lot == lot)
    sums = {state: int(total) for state, total in session.execute(query)}
    envelope = terms.envelope_of(lot)
    return Envelope(
        envelope=envelope,
        awarded=Money(sums.get("awarded", 0), envelope.currency),
        proposed=Money(sums.get("proposed", 0), envelope.currency),
    )


def limits_of(session: Session, call_id: str, lot: str | None = None) -> Limits:
    """What a call, or a lot of it, allows a negotiated budget to be, as it was published."""
    terms = terms_of(session, call_id)
    least, most = terms.limits_of(lot)
    return Limits(
        minimum=least.minor,
        maximum=most.minor,
        rate=terms.max_rate_percent,
        indirect=terms.budget.indirect_percent_max,
        contingency=terms.budget.contingency_percent_max,
    )


def action_currency(session: Session) -> str:
    """The currency of the action, in which ceiling and awards are counted."""
    return _ceiling(session).currency


def partner_problems(session: Session, organisation_id: str) -> tuple[Problem, ...]:
    """A problem if the organisation is a partner of the action (DOMAIN.md §2.1, FSTP-14)."""
    organisation = fetch(session, OrganisationRecord, organisation_id)
    partner = session.scalar(
        select(PartnerRecord.name).where(PartnerRecord.search_key == organisation.search_key)
    )
    if partner is None:
        return ()
    return (Problem(code="awards.is_partner", params={"name": partner}),)


def list_letters(session: Session, *, call_id: str | None = None) -> tuple[LetterRow, ...]:
    """All letters (of one call), by register number."""
    query = (
        select(LetterRecord, ApplicationRecord.number, OrganisationRecord.name)
        .join(ApplicationRecord, ApplicationRecord.id == LetterRecord.application_id)
        .join(
            OrganisationRecord,
            OrganisationRecord.id == ApplicationRecord.organisation_id,
        )
        .order_by(LetterRecord.register_no)
    )
    if call_id is not None:
        query = query.where(ApplicationRecord.call_id == call_id)
    return tuple(
        LetterRow(
            id=letter.id,
            application_id=letter.application_id,
            number=number,
            organisation=organisation,
            kind=letter.kind,
            register_no=letter.register_no,
            written_on=letter.written_on,
            document_id=letter.document_id,
        )
        for letter, number, organisation in session.execute(query)
    )


def negotiated(line: NegotiatedLineRecord) -> NegotiatedLine:
    """A record as the value that the rules work on."""
    return NegotiatedLine(
        code=line.code,
        heading=line.heading,
        requested=line.requested_minor,
        agreed=line.agreed_minor,
        reason=line.reason,
    )


def trial_line(line: LineRow) -> TrialLine:
    """A row as the value whose trial the rules make."""
    return TrialLine(
        code=line.code,
        heading=line.heading,
        requested=line.requested_minor,
        proposed=line.proposed_minor,
        proposed_reason=line.proposed_reason,
        agreed=line.agreed_minor,
        reason=line.reason,
    )


def trial_of(session: Session, row: AwardRow) -> Trial:
    """The negotiation of an award as it stands, with what the rules of its call say."""
    return trial(
        [trial_line(line) for line in lines_of(session, row.id)],
        co_financing=row.co_financing.minor,
        offered=row.amount.minor,
        limits=limits_of(session, row.call_id, row.lot),
    )


def _ceiling(session: Session) -> Money:
    programme = session.scalars(select(ProgrammeRecord)).first()
    if programme is None:
        raise refusal("awards.no_programme")
    return Money(programme.third_party_ceiling_minor, programme.currency)


def _exceptions(session: Session) -> dict[str, int]:
    """The largest approved exception of each organisation that has one, in cents."""
    rows = session.execute(
        select(ApplicationRecord.organisation_id, func.max(CeilingExceptionRecord.amount_minor))
        .join(AwardRecord, AwardRecord.application_id == ApplicationRecord.id)
        .join(CeilingExceptionRecord, CeilingExceptionRecord.award_id == AwardRecord.id)
        .where(CeilingExceptionRecord.approved == 1)
        .group_by(ApplicationRecord.organisation_id)
    )
    return {organisation_id: int(amount) for organisation_id, amount in rows}


def _ceiling_row(
    organisation: OrganisationRecord,
    sums: Mapping[str, int],
    ceiling: Money,
    exception: int | None,
) -> CeilingRow:
    return CeilingRow(
        organisation_id=organisation.id,
        organisation=organisation.name,
        country=organisation.country,
        awarded=Money(sums.get("awarded", 0), ceiling.currency),
        proposed=Money(sums.get("proposed", 0), ceiling.currency),
        ceiling=ceiling,
        exception=None if exception is None else Money(exception, ceiling.currency),
    )
