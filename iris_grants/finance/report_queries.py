"""Financial reports, final amounts and recoveries in lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Subquery, case, func, select
from sqlalchemy.orm import Session

from db.tables.finance import (
    ExpenditureRecord,
    FinalAmountRecord,
    FinancialReportRecord,
    RecoveryRecord,
)
from db.tables.grants import GrantRecord
from db.tables.organisations import OrganisationRecord
from db.tables.people import PersonRecord
from iris_grants.finance.statements import FinancialReportRow
from iris_grants.kernel.operations import not_found

SETTLED = ("paid", "offset", "waived")


@dataclass(frozen=True, slots=True, kw_only=True)
class FinalAmountRow:
    """The final amount of a grant with its steps, in euro cents; percents are exact texts."""

    id: str
    grant_id: str
    grant: str
    grantee: str
    number: int
    state: str
    fixed_on: str
    fixed_by: str
    report_number: int
    direct_minor: int
    indirect_percent: str
    indirect_minor: int
    eligible_minor: int
    rate_percent: str
    by_rate_minor: int
    maximum_minor: int
    limited_minor: int
    no_profit: bool
    other_receipts_minor: int
    profit_minor: int
    profit_reduction_minor: int
    reduction_minor: int
    reduction_reason: str | None
    final_minor: int
    paid_minor: int
    withdrawn_reason: str | None
    document_id: str | None

    @property
    def balance_minor(self) -> int:
        """What was still to be paid when it was fixed (below zero: to be recovered)."""
        return self.final_minor - self.paid_minor


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryRow:
    """A recovery as it stands; `amount_minor` in euro cents."""

    id: str
    grant_id: str
    final_amount_id: str
    state: str
    amount_minor: int
    announced_on: str
    observations_until: str
    observed_on: str | None
    observations: str | None
    debit_note_no: str | None
    debit_note_on: str | None
    due_on: str | None
    settled_on: str | None
    settled_reason: str | None
    announcement_id: str | None
    debit_note_id: str | None
    interest_minor: int | None
    interest_days: int | None
    interest_percent: str | None


def financial_reports(
    session: Session, grant_id: str | None = None
) -> tuple[FinancialReportRow, ...]:
    """The financial reports of a grant (or of all), by contract and number."""
    sums = _sums()
    query = (
        select(FinancialReportRecord, GrantRecord, OrganisationRecord.name, sums)
        .join(GrantRecord, GrantRecord.id == FinancialReportRecord.grant_id)
        .join(OrganisationRecord, OrganisationRecord.id == GrantRecord.organisation_id)
        .outerjoin(sums, sums.c.report_id == FinancialReportRecord.id)
        .order_by(GrantRecord.number, FinancialReportRecord.number)
    )
    if grant_id is not None:
        query = query.where(FinancialReportRecord.grant_id == grant_id)
    people = _people(session)
    return tuple(
        _report_row(report, grant, name, tuple(int(one or 0) for one in counts), people)
        for report, grant, name, _id, *counts in session.execute(query)
    )


def financial_report(session: Session, report_id: str) -> FinancialReportRow:
    """One financial report; refused (`kernel.not_found`) if there is none."""
    record = session.get(FinancialReportRecord, report_id)
    if record is not None:
        for row in financial_reports(session, record.grant_id):
            if row.id == report_id:
                return row
    raise not_found(FinancialReportRecord, report_id)


def final_amounts(session: Session, grant_id: str | None = None) -> tuple[FinalAmountRow, ...]:
    """The final amounts of a grant (or of all), withdrawn ones too, by contract and number."""
    query = (
        select(FinalAmountRecord, GrantRecord, OrganisationRecord.name, FinancialReportRecord)
        .join(GrantRecord, GrantRecord.id == FinalAmountRecord.grant_id)
        .join(OrganisationRecord, OrganisationRecord.id == GrantRecord.organisation_id)
        .join(
            FinancialReportRecord,
            FinancialReportRecord.id == FinalAmountRecord.financial_report_id,
        )
        .order_by(GrantRecord.number, FinalAmountRecord.number)
    )
    if grant_id is not None:
        query = query.where(FinalAmountRecord.grant_id == grant_id)
    people = _people(session)
    return tuple(
        _final_row(final, grant.number, name, report.number, people[final.person_id])
        for final, grant, name, report in session.execute(query)
    )


def fixed_amount(session: Session, grant_id: str) -> FinalAmountRow | None:
    """The final amount of a grant that is in force, if one is fixed."""
    found = [row for row in final_amounts(session, grant_id) if row.state == "fixed"]
    return found[0] if found else None


def recoveries(session: Session, grant_id: str | None = None) -> tuple[RecoveryRow, ...]:
    """The recoveries of a grant (or of all), in order of their announcement."""
    query = select(RecoveryRecord).order_by(RecoveryRecord.announced_on, RecoveryRecord.id)
    if grant_id is not None:
        query = query.where(RecoveryRecord.grant_id == grant_id)
    return tuple(
        RecoveryRow(
            id=one.id,
            grant_id=one.grant_id,
            final_amount_id=one.final_amount_id,
            state=one.state,
            amount_minor=one.amount_minor,
            announced_on=one.announced_on,
            observations_until=one.observations_until,
            observed_on=one.observed_on,
            observations=one.observations,
            debit_note_no=one.debit_note_no,
            debit_note_on=one.debit_note_on,
            due_on=one.due_on,
            settled_on=one.settled_on,
            settled_reason=one.settled_reason,
            announcement_id=one.announcement_id,
            debit_note_id=one.debit_note_id,
            interest_minor=one.interest_minor,
            interest_days=one.interest_days,
            interest_percent=one.interest_percent,
        )
        for one in session.scalars(query)
    )


def _sums() -> Subquery:
    """Costs, declared, disallowed and undecided of every report."""
    return (
        select(
            ExpenditureRecord.financial_report_id.label("report_id"),
            func.count().label("costs"),
            func.sum(ExpenditureRecord.eur_minor).label("declared"),
            func.sum(ExpenditureRecord.disallowed_minor).label("disallowed"),
            func.sum(
                case((ExpenditureRecord.state.in_(("reported", "question")), 1), else_=0)
            ).label("undecided"),
        )
        .group_by(ExpenditureRecord.financial_report_id)
        .subquery()
    )


def _report_row(
    report: FinancialReportRecord,
    grant: GrantRecord,
    grantee: str,
    counts: tuple[int, ...],
    people: Mapping[str, str],
) -> FinancialReportRow:
    costs, declared, disallowed, undecided = counts
    return FinancialReportRow(
        id=report.id,
        grant_id=grant.id,
        grant=grant.number,
        grantee=grantee,
        number=report.number,
        kind=report.kind,
        state=report.state,
        period_from=report.period_from,
        period_to=report.period_to,
        costs=costs,
        undecided=undecided,
        declared_minor=declared,
        disallowed_minor=disallowed,
        own_minor=report.own_minor,
        other_minor=report.other_minor,
        forecast_minor=report.forecast_minor,
        explanation=report.explanation,
        prepared_by=people[report.prepared_by_id],
        approved_by=people[report.approved_by_id] if report.approved_by_id else None,
        approved_on=report.approved_on,
        workbook_id=report.workbook_id,
        paper_id=report.paper_id,
    )


def _people(session: Session) -> dict[str, str]:
    query = select(PersonRecord)
    return {person.id: person.name for person in session.scalars(query)}


def _final_row(
    final: FinalAmountRecord, grant: str, grantee: str, report_number: int, fixed_by: str
) -> FinalAmountRow:
    return FinalAmountRow(
        id=final.id,
        grant_id=final.grant_id,
        grant=grant,
        grantee=grantee,
        number=final.number,
        state=final.state,
        fixed_on=final.fixed_on,
        fixed_by=fixed_by,
        report_number=report_number,
        direct_minor=final.direct_minor,
        indirect_percent=final.indirect_percent,
        indirect_minor=final.indirect_minor,
        eligible_minor=final.eligible_minor,
        rate_percent=final.rate_percent,
        by_rate_minor=final.by_rate_minor,
        maximum_minor=final.maximum_minor,
        limited_minor=final.limited_minor,
        no_profit=bool(final.no_profit),
        other_receipts_minor=final.other_receipts_minor,
        profit_minor=final.profit_minor,
        profit_reduction_minor=final.profit_reduction_minor,
        reduction_minor=final.reduction_minor,
        reduction_reason=final.reduction_reason,
        final_minor=final.final_minor,
        paid_minor=final.paid_minor,
        withdrawn_reason=final.withdrawn_reason,
        document_id=final.document_id,
    )
