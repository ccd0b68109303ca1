"""Exchange rates and expenditure."""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped

from db.base import Record, not_negative, one_of, refers, strict

RATE_KINDS = ("inforeuro_month", "national_bank_day", "receipt")
COST_STATES = ("reported", "accepted", "partly_accepted", "rejected", "question")
VAT_TREATMENTS = ("exempt", "ineligible", "eligible", "none")


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
    """

    __tablename__ = "expenditure"
    __table_args__ = strict(
        UniqueConstraint("grant_id", "number"),
        Index("ix_expenditure_document", "grant_id", "supplier_key", "document_no"),
        one_of("state", COST_STATES),
        one_of("vat_treatment", VAT_TREATMENTS),
        not_negative("disallowed_minor"),
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
