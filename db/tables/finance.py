"""Exchange rates, expenditure, financial reports, final amounts and recoveries."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped

from db.base import Record, not_negative, one_of, positive, refers, strict, yes_no

RATE_KINDS = ("inforeuro_month", "national_bank_day", "receipt")
COST_STATES = ("reported", "accepted", "partly_accepted", "rejected", "question")
VAT_TREATMENTS = ("exempt", "ineligible", "eligible", "reverse_charge", "none")
EVIDENCE_KINDS = (
    "invoice",
    "proof_of_payment",
    "contract",
    "accounting_record",
    "procurement",
    "service_report",
    "attendance",
    "delivery",
    "works_acceptance",
    "vat_exemption",
    "fuel_log",
    "employment",
    "payslip",
    "timesheet",
    "travel",
    "other",
)
EQUIPMENT_STATES = ("in_use", "transferred", "written_off")
REPORT_KINDS = ("interim", "final")
REPORT_STATES = ("open", "approved", "withdrawn")
FINAL_STATES = ("fixed", "withdrawn")
RECOVERY_STATES = (
    "pre_info",
    "observations",
    "debit_note",
    "paid",
    "offset",
    "waived",
    "withdrawn",
)


class ExchangeRateRecord(Record):
    """Units of `currency` for one euro, with its source; `rate` keeps every digit given.

    `valid_on` is the first day of the month for monthly rates, else the day.
    """

    __tablename__ = "exchange_rate"
    __table_args__ = strict(
        UniqueConstraint("kind", "currency", "valid_on"), one_of("kind", RATE_KINDS)
    )

    kind: Mapped[str]
    currency: Mapped[str]
    valid_on: Mapped[str]
    rate: Mapped[str]
    source: Mapped[str]


class ReferenceRateRecord(Record):
    """A rate of interest that the rules refer to: percent a year, in force from a day on."""

    __tablename__ = "reference_rate"
    __table_args__ = strict(UniqueConstraint("valid_from"))

    valid_from: Mapped[str]
    percent: Mapped[str]
    source: Mapped[str]


class LedgerImportRecord(Record):
    """One workbook of expenditure that was taken in."""

    __tablename__ = "ledger_import"
    __table_args__ = strict(UniqueConstraint("grant_id", "sha256"))

    grant_id: Mapped[str] = refers("grant_contract.id")
    document_id: Mapped[str] = refers("document.id")
    sha256: Mapped[str]
    rows: Mapped[int]
    imported_at: Mapped[str]


class ExpenditureRecord(Record):
    """One cost of a grant: as documented, as charged, in euro, and what became of it.

    `charged_minor` is in `currency`; `eur_minor` after conversion with `rate`;
    `disallowed_minor` in euro cents. `sheet_row` is the row in the imported workbook.
    `offers` is how many offers the grantee says it obtained (empty: not said);
    `reason_code` names the rule by which a cost was disallowed; `answer` is what the grantee
    answered to a question. `financial_report_id` is the report that declares the cost.
    """

    __tablename__ = "expenditure"
    __table_args__ = strict(
        UniqueConstraint("grant_id", "number"),
        Index("ix_expenditure_document", "grant_id", "supplier_key", "document_no"),
        one_of("state", COST_STATES),
        one_of("vat_treatment", VAT_TREATMENTS),
        not_negative("disallowed_minor"),
        not_negative("offers"),
    )

    grant_id: Mapped[str] = refers("grant_contract.id")
    ledger_import_id: Mapped[str] = refers("ledger_import.id")
    number: Mapped[int]
    sheet_row: Mapped[int]
    line_code: Mapped[str]
    description: Mapped[str]
    supplier: Mapped[str]
    supplier_key: Mapped[str]
    document_type: Mapped[str]
    document_no: Mapped[str]
    document_on: Mapped[str]
    paid_on: Mapped[str]
    payment_ref: Mapped[str]
    currency: Mapped[str]
    net_minor: Mapped[int]
    vat_minor: Mapped[int]
    vat_treatment: Mapped[str]
    charged_minor: Mapped[int]
    rate: Mapped[str]
    rate_source: Mapped[str]
    eur_minor: Mapped[int]
    state: Mapped[str]
    disallowed_minor: Mapped[int]
    reason: Mapped[str | None]
    reason_code: Mapped[str | None]
    answer: Mapped[str | None]
    offers: Mapped[int | None]
    exemption_ref: Mapped[str | None]
    financial_report_id: Mapped[str | None] = refers("financial_report.id", nullable=True)


class CostDocumentRecord(Record):
    """A document that proves a cost; one document may prove several (a bank statement)."""

    __tablename__ = "cost_document"
    __table_args__ = strict(
        UniqueConstraint("expenditure_id", "document_id"), one_of("kind", EVIDENCE_KINDS)
    )

    expenditure_id: Mapped[str] = refers("expenditure.id")
    document_id: Mapped[str] = refers("document.id")
    kind: Mapped[str]


class EquipmentRecord(Record):
    """A thing that a grant bought: what, at what value in euro cents, where, whose it became.

    `receiver` is who got it and `reason` why it went; `changed_on` when. `document_id` is the
    signed certificate of its transfer.
    """

    __tablename__ = "equipment"
    __table_args__ = strict(
        UniqueConstraint("grant_id", "number"),
        one_of("state", EQUIPMENT_STATES),
        positive("number"),
        positive("quantity"),
        not_negative("value_minor"),
    )

    grant_id: Mapped[str] = refers("grant_contract.id")
    expenditure_id: Mapped[str | None] = refers("expenditure.id", nullable=True)
    number: Mapped[int]
    description: Mapped[str]
    serial_no: Mapped[str | None]
    quantity: Mapped[int]
    value_minor: Mapped[int]
    acquired_on: Mapped[str]
    place: Mapped[str]
    state: Mapped[str]
    changed_on: Mapped[str | None]
    receiver: Mapped[str | None]
    reason: Mapped[str | None]
    document_id: Mapped[str | None] = refers("document.id", nullable=True)


class FinancialReportRecord(Record):
    """A financial report: the costs of a grant up to a day that no earlier report declared.

    `own_minor` and `other_minor` are the sources of funding beside the grant, as the grantee
    states them (empty: not stated); `forecast_minor` is what the next period needs. An
    approved report locks its costs; one that was withdrawn has none.
    """

    __tablename__ = "financial_report"
    __table_args__ = strict(
        UniqueConstraint("grant_id", "number"),
        one_of("kind", REPORT_KINDS),
        one_of("state", REPORT_STATES),
        positive("number"),
        CheckConstraint("period_to >= period_from", name="days_in_order"),
        CheckConstraint("prepared_by_id <> approved_by_id", name="two_people"),
    )

    grant_id: Mapped[str] = refers("grant_contract.id")
    number: Mapped[int]
    kind: Mapped[str]
    state: Mapped[str]
    period_from: Mapped[str]
    period_to: Mapped[str]
    own_minor: Mapped[int | None]
    other_minor: Mapped[int | None]
    forecast_minor: Mapped[int | None]
    explanation: Mapped[str | None]
    prepared_by_id: Mapped[str] = refers("person.id")
    approved_by_id: Mapped[str | None] = refers("person.id", nullable=True)
    approved_on: Mapped[str | None]
    workbook_id: Mapped[str | None] = refers("document.id", nullable=True)
    paper_id: Mapped[str | None] = refers("document.id", nullable=True)


class FinalAmountRecord(Record):
    """The final amount of a grant with every step of its calculation, in euro cents.

    `direct_minor` are the accepted direct costs, `indirect_minor` the flat rate on them
    (`indirect_percent`), `eligible_minor` both; `by_rate_minor` the share that the grant
    pays, `limited_minor` that or the maximum; then the reductions. `paid_minor` was paid
    when it was fixed.
    """

    __tablename__ = "final_amount"
    __table_args__ = strict(
        UniqueConstraint("grant_id", "number"),
        Index(
            "uq_final_amount_grant_id",
            "grant_id",
            unique=True,
            sqlite_where=text("state = 'fixed'"),
            postgresql_where=text("state = 'fixed'"),
        ),
        one_of("state", FINAL_STATES),
        positive("number"),
        yes_no("no_profit"),
        not_negative("final_minor"),
    )

    grant_id: Mapped[str] = refers("grant_contract.id")
    financial_report_id: Mapped[str] = refers("financial_report.id")
    number: Mapped[int]
    state: Mapped[str]
    fixed_on: Mapped[str]
    person_id: Mapped[str] = refers("person.id")
    direct_minor: Mapped[int]
    indirect_percent: Mapped[str]
    indirect_minor: Mapped[int]
    eligible_minor: Mapped[int]
    rate_percent: Mapped[str]
    by_rate_minor: Mapped[int]
    maximum_minor: Mapped[int]
    limited_minor: Mapped[int]
    no_profit: Mapped[int]
    other_receipts_minor: Mapped[int]
    profit_minor: Mapped[int]
    profit_reduction_minor: Mapped[int]
    reduction_minor: Mapped[int]
    reduction_reason: Mapped[str | None]
    final_minor: Mapped[int]
    paid_minor: Mapped[int]
    withdrawn_reason: Mapped[str | None]
    document_id: Mapped[str | None] = refers("document.id", nullable=True)


class RecoveryRecord(Record):
    """Money that a grantee owes back, from the letter that announces it to its settlement.

    `observations` is what the grantee wrote (empty: nothing yet, or nothing at all once the
    state has moved on); `settled_reason` is the bank reference, what it was offset against,
    or the decision to waive. `interest_minor` are the euro cents owed for paying late, of so
    many days at `interest_percent` a year (all empty: paid in time, or not charged).
    """

    __tablename__ = "recovery"
    __table_args__ = strict(
        UniqueConstraint("final_amount_id"),
        one_of("state", RECOVERY_STATES),
        positive("amount_minor"),
        not_negative("interest_minor"),
    )

    grant_id: Mapped[str] = refers("grant_contract.id")
    final_amount_id: Mapped[str] = refers("final_amount.id")
    state: Mapped[str]
    amount_minor: Mapped[int]
    announced_on: Mapped[str]
    observations_until: Mapped[str]
    observed_on: Mapped[str | None]
    observations: Mapped[str | None]
    debit_note_no: Mapped[str | None]
    debit_note_on: Mapped[str | None]
    due_on: Mapped[str | None]
    settled_on: Mapped[str | None]
    settled_reason: Mapped[str | None]
    interest_minor: Mapped[int | None]
    interest_days: Mapped[int | None]
    interest_percent: Mapped[str | None]
    announcement_id: Mapped[str | None] = refers("document.id", nullable=True)
    debit_note_id: Mapped[str | None] = refers("document.id", nullable=True)
