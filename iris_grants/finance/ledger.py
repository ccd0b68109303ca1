"""Taking in a list of expenditure: a plan with every problem first, then one operation."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.search import search_key
from db.tables.finance import ExpenditureRecord, FinancialReportRecord, LedgerImportRecord
from db.tables.grants import GrantRecord
from iris_grants.documents.attachments import attach
from iris_grants.documents.read_cells import Findings
from iris_grants.documents.read_workbook import ReadBook, ReadSheet, open_workbook
from iris_grants.documents.workbook_guard import read_limited
from iris_grants.finance.checking import planned_findings
from iris_grants.finance.commands import require_open
from iris_grants.finance.ledger_form import COLUMNS, FIRST_ROW, MARK_KIND
from iris_grants.finance.ledger_rows import LedgerRow, read_rows
from iris_grants.finance.rate_book import rate_book
from iris_grants.finance.rules.eligibility import Cost
from iris_grants.finance.rules.exchange import Conversion, Outlay, RateBook, convert_outlays
from iris_grants.kernel.access import Role
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.money import Money, convert
from iris_grants.kernel.operations import Work, operation
from iris_grants.kernel.problems import Problem, Where, refusal, refuse_on_errors

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedCost:
    """A row of the list as it will be booked; amounts in minor units, `eur_minor` in cents."""

    sheet_row: int
    line_code: str
    description: str
    supplier: str
    document_type: str
    document_no: str
    document_on: date
    paid_on: date
    payment_ref: str
    currency: str
    net_minor: int
    vat_minor: int
    vat_treatment: str
    charged_minor: int
    rate: Decimal
    rate_source: str
    eur_minor: int
    offers: int | None
    exemption_ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerPlan:
    """What importing a list would do; with an error among the problems it cannot be done."""

    grant_id: str
    grant_number: str
    name: str
    data: bytes
    costs: tuple[PlannedCost, ...]
    problems: tuple[Problem, ...]

    @property
    def total(self) -> Money:
        """The sum in euro."""
        return Money(sum(cost.eur_minor for cost in self.costs), "EUR")


def plan_ledger(session: Session, *, grant_number: str, path: Path, today: date) -> LedgerPlan:
    """Read a list of expenditure and say what would happen, with all problems by cell.

    Refused at once (`Refused`): no such grant, one that takes in no costs, not a workbook,
    not a list of this program, a list of another grant. Everything else stands in
    `problems`: unreadable cells, unknown lines, missing rates (errors); doubtful costs,
    figures that could be read in two ways, values beyond the list (warnings).
    """
    grant = open_grant(session, grant_number)
    data = read_limited(path)
    sheet = _sheet(open_workbook(data, path.name), grant_number)
    findings = Findings()
    rows = list(read_rows(sheet.rows(FIRST_ROW, columns=len(COLUMNS)), findings, today))
    if (unread := sheet.unread_values()) is not None:
        findings.problems.append(unread)
    if not rows and not findings.problems:
        raise refusal("finance.ledger_empty", Where(file=path.name, sheet=sheet.name))
    costs, problems = costs_of_rows(session, grant, rows)
    return LedgerPlan(
        grant_id=grant.id,
        grant_number=grant_number,
        name=path.name,
        data=data,
        costs=costs,
        problems=(*findings.problems, *problems),
    )


def open_grant(session: Session, number: str) -> GrantRecord:
    """The grant with this number; refused if there is none, or it takes in no costs."""
    grant = session.scalars(select(GrantRecord).where(GrantRecord.number == number)).first()
    if grant is None:
        raise refusal("finance.grant_unknown", number=number)
    require_open(grant)
    return grant


def costs_of_rows(
    session: Session, grant: GrantRecord, rows: Sequence[LedgerRow]
) -> tuple[tuple[PlannedCost, ...], tuple[Problem, ...]]:
    """What would be booked of these rows, and what is wrong or doubtful about them."""
    conversions = convert_outlays(rate_book(session, grant.id), [row.outlay for row in rows])
    pairs = list(zip(rows, conversions, strict=True))
    checked = planned_findings(
        session, grant.id, [_cost(row, found, grant.number) for row, found in pairs]
    )
    costs = tuple(_planned(row, found) for row, found in pairs if isinstance(found, Conversion))
    return costs, (*_unconverted(pairs), *checked)


@operation(
    "finance.import_ledger",
    roles=frozenset({Role.FINANCE_OFFICER}),
    topics=frozenset({"expenditure", "grants"}),
    undoable=True,
)
def import_ledger(work: Work, *, plan: LedgerPlan) -> int:
    """Book all rows of a plan and keep the workbook; returns how many.

    Refused with the plan's errors; the same file twice is refused, and a plan whose rates
    are no longer those of the contract, because an instalment was credited since.
    """
    refuse_on_errors(plan.problems)
    grant = work.hold(GrantRecord, plan.grant_id)
    require_open(grant)
    _require_same_rates(plan, rate_book(work.session, grant.id))
    document = attach(
        work,
        subject_kind="grant",
        subject_id=grant.id,
        kind="ledger",
        name=plan.name,
        media_type=XLSX,
        data=plan.data,
    )
    imported = work.add(
        LedgerImportRecord(
            id=new_id(),
            grant_id=grant.id,
            document_id=document.id,
            sha256=hashlib.sha256(plan.data).hexdigest(),
            rows=len(plan.costs),
            imported_at=work.now_text,
        )
    )
    last = work.session.scalar(
        select(func.max(ExpenditureRecord.number)).where(ExpenditureRecord.grant_id == grant.id)
    )
    first = int(last or 0) + 1
    report = _open_report(work.session, grant.id)
    work.add_all(
        [
            _record(cost, grant.id, imported.id, number, report)
            for number, cost in enumerate(plan.costs, start=first)
        ]
    )
    return len(plan.costs)


def _sheet(book: ReadBook, grant_number: str) -> ReadSheet:
    where = Where(file=book.name)
    if book.marks.get("kind") != MARK_KIND:
        raise refusal("finance.not_a_ledger", where)
    if book.marks.get("grant") != grant_number:
        raise refusal("finance.ledger_of_another_grant", where, number=book.marks.get("grant", "?"))
    return book.sheet(book.marks.get("sheet", ""))


def _require_same_rates(plan: LedgerPlan, rates: RateBook) -> None:
    outlays = [
        Outlay(currency=cost.currency, paid_on=cost.paid_on, charged_minor=cost.charged_minor)
        for cost in plan.costs
    ]
    planned = [(cost.rate, cost.eur_minor) for cost in plan.costs]
    found = [
        None if isinstance(one, Problem) else (one.rate, one.eur_minor)
        for one in convert_outlays(rates, outlays)
    ]
    if found != planned:
        raise refusal("finance.plan_outdated", Where(file=plan.name))


def _cost(row: LedgerRow, found: Conversion | Problem, grant_number: str) -> Cost:
    net = Money(row.amounts["net"], row.texts["currency"])
    converted = isinstance(found, Conversion)
    rate = found.rate if isinstance(found, Conversion) else Decimal(1)
    return Cost(
        key=f"row {row.number}",
        where=row.where,
        grant=grant_number,
        line_code=row.texts["line_code"],
        supplier_key=search_key(row.texts["supplier"]),
        document_no=row.texts["document_no"],
        document_on=row.days["document_on"],
        paid_on=row.days["paid_on"],
        payment_ref=row.texts["payment_ref"],
        currency=row.texts["currency"],
        net=row.amounts["net"],
        vat=row.amounts["vat"],
        charged=row.amounts["charged"],
        vat_treatment=row.texts["vat_treatment"],
        exemption_ref=row.texts["exemption_ref"],
        offers=row.offers,
        eur=found.eur_minor if isinstance(found, Conversion) else None,
        eur_net=convert(net, rate).minor if converted else None,
        accepted=found.eur_minor if isinstance(found, Conversion) else 0,
    )


def _unconverted(pairs: Sequence[tuple[LedgerRow, Conversion | Problem]]) -> list[Problem]:
    return [
        Problem(code=found.code, where=row.where, params=found.params)
        for row, found in pairs
        if isinstance(found, Problem)
    ]


def _planned(row: LedgerRow, found: Conversion) -> PlannedCost:
    return PlannedCost(
        sheet_row=row.number,
        line_code=row.texts["line_code"],
        description=row.texts["description"],
        supplier=row.texts["supplier"],
        document_type=row.texts["document_type"],
        document_no=row.texts["document_no"],
        document_on=row.days["document_on"],
        paid_on=row.days["paid_on"],
        payment_ref=row.texts["payment_ref"],
        currency=row.texts["currency"],
        net_minor=row.amounts["net"],
        vat_minor=row.amounts["vat"],
        vat_treatment=row.texts["vat_treatment"],
        charged_minor=row.amounts["charged"],
        rate=found.rate,
        rate_source=found.source,
        eur_minor=found.eur_minor,
        offers=row.offers,
        exemption_ref=row.texts["exemption_ref"],
    )


def _open_report(session: Session, grant_id: str) -> FinancialReportRecord | None:
    """The financial report that is being drawn up, if there is one.

    Refused once the final one is approved: nothing comes after it.
    """
    reports = session.scalars(
        select(FinancialReportRecord)
        .where(FinancialReportRecord.grant_id == grant_id)
        .where(FinancialReportRecord.state != "withdrawn")
    ).all()
    for report in reports:
        if report.kind == "final" and report.state == "approved":
            raise refusal("finance.reports_complete", number=report.number)
    return next((report for report in reports if report.state == "open"), None)


def _record(
    cost: PlannedCost,
    grant_id: str,
    ledger_import_id: str,
    number: int,
    report: FinancialReportRecord | None,
) -> ExpenditureRecord:
    declared = report is not None and (
        report.kind == "final" or cost.document_on.isoformat() <= report.period_to
    )
    return ExpenditureRecord(
        id=new_id(),
        grant_id=grant_id,
        ledger_import_id=ledger_import_id,
        number=number,
        sheet_row=cost.sheet_row,
        line_code=cost.line_code,
        description=cost.description,
        supplier=cost.supplier,
        supplier_key=search_key(cost.supplier),
        document_type=cost.document_type,
        document_no=cost.document_no,
        document_on=cost.document_on.isoformat(),
        paid_on=cost.paid_on.isoformat(),
        payment_ref=cost.payment_ref,
        currency=cost.currency,
        net_minor=cost.net_minor,
        vat_minor=cost.vat_minor,
        vat_treatment=cost.vat_treatment,
        charged_minor=cost.charged_minor,
        rate=f"{cost.rate:f}",
        rate_source=cost.rate_source,
        eur_minor=cost.eur_minor,
        state="reported",
        disallowed_minor=0,
        offers=cost.offers,
        exemption_ref=cost.exemption_ref or None,
        financial_report_id=report.id if report is not None and declared else None,
    )
