"""Taking in a list of expenditure: a plan with every problem first, then one operation."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.search import search_key
from db.tables.finance import ExpenditureRecord, LedgerImportRecord
from db.tables.grants import GrantRecord
from iris_grants.documents.attachments import attach
from iris_grants.documents.read_cells import Findings
from iris_grants.documents.read_workbook import ReadBook, ReadRow, ReadSheet, open_workbook
from iris_grants.documents.workbook_guard import read_limited
from iris_grants.finance.commands import require_open
from iris_grants.finance.ledger_form import (
    COLUMNS,
    FIRST_ROW,
    MARK_KIND,
    column_letter,
    treatment_words,
)
from iris_grants.finance.queries import rate_book
from iris_grants.finance.rules.eligibility import Cost, CostRules, check_costs, document_key
from iris_grants.finance.rules.exchange import Rate, RateBook, rate_for
from iris_grants.grants.queries import current_budget
from iris_grants.kernel.access import Role
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.money import CURRENCIES, Money, convert
from iris_grants.kernel.operations import Work, operation
from iris_grants.kernel.problems import Problem, Where, errors_of, refusal, refuse_on_errors
from iris_grants.programme.grant_rules import rules_of_contract

_TEXTS = ("line_code", "description", "supplier", "document_type", "document_no", "payment_ref")
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


@dataclass(frozen=True, slots=True)
class _Row:
    """A row whose cells could all be read."""

    number: int
    where: Where
    texts: dict[str, str]
    days: dict[str, date]
    amounts: dict[str, int]


def plan_ledger(session: Session, *, grant_number: str, path: Path, today: date) -> LedgerPlan:
    """Read a list of expenditure and say what would happen, with all problems by cell.

    Refused at once (`Refused`): no such grant, one that takes in no costs, not a workbook,
    not a list of this program, a list of another grant. Everything else stands in
    `problems`: unreadable cells, unknown lines, missing rates (errors); doubtful costs,
    figures that could be read in two ways, values beyond the list (warnings).
    """
    grant = session.scalars(select(GrantRecord).where(GrantRecord.number == grant_number)).first()
    if grant is None:
        raise refusal("finance.grant_unknown", number=grant_number)
    require_open(grant)
    data = read_limited(path)
    sheet = _sheet(open_workbook(data, path.name), grant_number)
    findings = Findings()
    rows = list(_rows(sheet, findings, today))
    if (unread := sheet.unread_values()) is not None:
        findings.problems.append(unread)
    if not rows and not findings.problems:
        raise refusal("finance.ledger_empty", Where(file=path.name, sheet=sheet.name))
    costs, missing = _converted(rows, rate_book(session, grant.id))
    checked = check_costs(
        [_cost(row) for row in rows], _rules(session, grant), _booked(session, grant.id)
    )
    return LedgerPlan(
        grant_id=grant.id,
        grant_number=grant_number,
        name=path.name,
        data=data,
        costs=tuple(costs),
        problems=(*findings.problems, *missing, *checked),
    )


@operation(
    "finance.import_ledger",
    roles=frozenset({Role.FINANCE_OFFICER}),
    topics=frozenset({"expenditure", "grants"}),
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
    work.add_all(
        [
            _record(cost, grant.id, imported.id, number)
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
    for cost in plan.costs:
        found = rate_for(rates, cost.currency, cost.paid_on)
        if isinstance(found, Problem) or found.value != cost.rate:
            raise refusal("finance.plan_outdated", Where(file=plan.name))


def _booked(session: Session, grant_id: str) -> set[tuple[str, str]]:
    query = select(ExpenditureRecord.supplier_key, ExpenditureRecord.document_no)
    found = session.execute(query.where(ExpenditureRecord.grant_id == grant_id))
    return {document_key(supplier, document) for supplier, document in found}


def _rows(sheet: ReadSheet, findings: Findings, today: date) -> Iterator[_Row]:
    treatments = treatment_words()
    currencies = {currency: currency for currency in CURRENCIES}
    for row in sheet.rows(FIRST_ROW, columns=len(COLUMNS)):
        before = len(errors_of(findings.problems))
        texts = {key: _text(row, findings, key) for key in _TEXTS}
        texts["currency"] = _choice(row, findings, "currency", currencies)
        texts["vat_treatment"] = _choice(row, findings, "vat_treatment", treatments)
        days = {
            key: findings.require(row[column_letter(key)].day(today), row[column_letter(key)])
            for key in ("document_on", "paid_on")
        }
        amounts = {key: _amount(row, findings, key) for key in ("net", "vat", "charged")}
        if len(errors_of(findings.problems)) == before:
            yield _Row(
                number=row.number,
                where=row[column_letter("charged")].where,
                texts=texts,
                days={key: day for key, day in days.items() if day is not None},
                amounts=amounts,
            )


def _text(row: ReadRow, findings: Findings, key: str) -> str:
    cell = row[column_letter(key)]
    return findings.require(cell.text(maximum=500), cell) or ""


def _choice(row: ReadRow, findings: Findings, key: str, choices: Mapping[str, str]) -> str:
    cell = row[column_letter(key)]
    return findings.require(cell.choice(choices), cell) or ""


def _amount(row: ReadRow, findings: Findings, key: str) -> int:
    found = findings.amount(row[column_letter(key)], required=True)
    return 0 if found is None else int(found * 100)


def _cost(row: _Row) -> Cost:
    return Cost(
        where=row.where,
        line_code=row.texts["line_code"],
        supplier_key=search_key(row.texts["supplier"]),
        document_no=row.texts["document_no"],
        document_on=row.days["document_on"],
        paid_on=row.days["paid_on"],
        currency=row.texts["currency"],
        net=row.amounts["net"],
        vat=row.amounts["vat"],
        charged=row.amounts["charged"],
        vat_treatment=row.texts["vat_treatment"],
    )


def _rules(session: Session, grant: GrantRecord) -> CostRules:
    signed = max(grant.signed_by_us_on or "", grant.signed_by_grantee_on or "")
    return CostRules(
        starts_on=date.fromisoformat(max(grant.starts_on, signed)),
        ends_on=date.fromisoformat(grant.ends_on),
        line_codes=frozenset(line.code for line in current_budget(session, grant.id).lines),
        vat_eligible=rules_of_contract(session, grant.rule_set_id).vat_eligible,
    )


def _converted(rows: Sequence[_Row], rates: RateBook) -> tuple[list[PlannedCost], list[Problem]]:
    costs, missing = [], []
    for row in rows:
        found = rate_for(rates, row.texts["currency"], row.days["paid_on"])
        if isinstance(found, Problem):
            missing.append(Problem(code=found.code, where=row.where, params=found.params))
        else:
            costs.append(_planned(row, found))
    return costs, missing


def _planned(row: _Row, rate: Rate) -> PlannedCost:
    charged = Money(row.amounts["charged"], row.texts["currency"])
    eur = charged if charged.currency == "EUR" else convert(charged, rate.value)
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
        rate=rate.value,
        rate_source=rate.source,
        eur_minor=eur.minor,
    )


def _record(
    cost: PlannedCost, grant_id: str, ledger_import_id: str, number: int
) -> ExpenditureRecord:
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
    )
