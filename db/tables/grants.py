"""Contracts, budgets in versions, instalments and payments."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped

from db.base import Record, not_negative, one_of, positive, refers, strict

GRANT_STATES = ("drafted", "signed", "running", "reported", "closed", "terminated")
BUDGET_KINDS = ("contract", "notification", "addendum")
FX_METHODS = (
    "receipt_period",
    "instalment_fifo",
    "average_inforeuro",
    "monthly_inforeuro",
    "accounting_practice",
)
INSTALMENT_KINDS = ("pre_financing", "further", "balance")
CHANGE_KINDS = ("notification", "addendum")
CHANGE_STATES = ("requested", "in_force", "withdrawn")


class GrantRecord(Record):
    """A grant and its contract; dates are days, `rate_percent` an exact decimal text.

    An award has one contract; a draft that was given up (`terminated`) stays beside the next.
    """

    __tablename__ = "grant_contract"
    __table_args__ = strict(
        UniqueConstraint("number"),
        Index(
            "uq_grant_contract_award_id",
            "award_id",
            unique=True,
            sqlite_where=text("state <> 'terminated'"),
            postgresql_where=text("state <> 'terminated'"),
        ),
        one_of("state", GRANT_STATES),
        one_of("fx_method", FX_METHODS),
        one_of("fx_other_method", FX_METHODS),
        positive("amount_minor"),
        CheckConstraint("ends_on > starts_on", name="dates_in_order"),
    )

    award_id: Mapped[str] = refers("award.id")
    organisation_id: Mapped[str] = refers("organisation.id")
    call_id: Mapped[str] = refers("call.id")
    rule_set_id: Mapped[str] = refers("rule_set.id")
    bank_account_id: Mapped[str | None] = refers("bank_account.id", nullable=True)
    number: Mapped[str]
    title: Mapped[str]
    amount_minor: Mapped[int]
    currency: Mapped[str]
    rate_percent: Mapped[str]
    state: Mapped[str]
    starts_on: Mapped[str]
    ends_on: Mapped[str]
    signed_by_us_on: Mapped[str | None]
    signed_by_grantee_on: Mapped[str | None]
    accounting_currency: Mapped[str]
    fx_method: Mapped[str]
    fx_other_method: Mapped[str]


class BudgetVersionRecord(Record):
    """A version of the budget of a grant: the contract's, or after a change."""

    __tablename__ = "budget_version"
    __table_args__ = strict(
        UniqueConstraint("grant_id", "number"), one_of("kind", BUDGET_KINDS), positive("number")
    )

    grant_id: Mapped[str] = refers("grant_contract.id")
    number: Mapped[int]
    kind: Mapped[str]
    effective_on: Mapped[str]
    reason: Mapped[str | None]


class BudgetLineRecord(Record):
    """A line of one budget version; `units_milli` are thousandths of a unit."""

    __tablename__ = "budget_line"
    __table_args__ = strict(
        UniqueConstraint("budget_version_id", "code"), not_negative("amount_minor")
    )

    budget_version_id: Mapped[str] = refers("budget_version.id")
    position: Mapped[int]
    heading: Mapped[str]
    code: Mapped[str]
    description: Mapped[str]
    unit: Mapped[str]
    units_milli: Mapped[int]
    unit_value_minor: Mapped[int]
    amount_minor: Mapped[int]


class ContractChangeRecord(Record):
    """A change of a contract: notified by the grantee, or agreed in an addendum.

    What it changes: `ends_on` the end of the period (`ends_before` what it was), its lines
    the budget (`budget_version_id` once it is in force), `bank_account_id` the account. A
    new account is confirmed by a second person (DOMAIN.md §5.3).
    """

    __tablename__ = "contract_change"
    __table_args__ = strict(
        UniqueConstraint("grant_id", "kind", "number"),
        one_of("kind", CHANGE_KINDS),
        one_of("state", CHANGE_STATES),
        positive("number"),
        CheckConstraint("recorded_by_id <> confirmed_by_id", name="two_people"),
    )

    grant_id: Mapped[str] = refers("grant_contract.id")
    kind: Mapped[str]
    number: Mapped[int]
    state: Mapped[str]
    requested_on: Mapped[str]
    effective_on: Mapped[str]
    reason: Mapped[str]
    short_notice: Mapped[str | None]
    ends_before: Mapped[str | None]
    ends_on: Mapped[str | None]
    budget_version_id: Mapped[str | None] = refers("budget_version.id", nullable=True)
    bank_account_id: Mapped[str | None] = refers("bank_account.id", nullable=True)
    signed_by_us_on: Mapped[str | None]
    signed_by_grantee_on: Mapped[str | None]
    recorded_by_id: Mapped[str] = refers("person.id")
    confirmed_by_id: Mapped[str | None] = refers("person.id", nullable=True)


class ContractChangeLineRecord(Record):
    """A budget line as an addendum or a notification changes it; amounts in cents."""

    __tablename__ = "contract_change_line"
    __table_args__ = strict(
        UniqueConstraint("contract_change_id", "code"),
        not_negative("before_minor"),
        not_negative("amount_minor"),
    )

    contract_change_id: Mapped[str] = refers("contract_change.id")
    code: Mapped[str]
    before_minor: Mapped[int]
    amount_minor: Mapped[int]


class InstalmentRecord(Record):
    """One planned payment of a grant and its condition."""

    __tablename__ = "instalment"
    __table_args__ = strict(
        UniqueConstraint("grant_id", "number"),
        one_of("kind", INSTALMENT_KINDS),
        positive("amount_minor"),
    )

    grant_id: Mapped[str] = refers("grant_contract.id")
    number: Mapped[int]
    kind: Mapped[str]
    percent: Mapped[str]
    amount_minor: Mapped[int]
    due_on: Mapped[str | None]


class PaymentRecord(Record):
    """Money that left our account for a grantee.

    `prepared_by_id` and `approved_by_id` are two people (DOMAIN.md §14, R-SEP).
    `local_minor` and `rate` are what the grantee's bank credited, in its own currency.
    """

    __tablename__ = "payment"
    __table_args__ = strict(
        UniqueConstraint("instalment_id"),
        positive("amount_minor"),
        CheckConstraint("prepared_by_id <> approved_by_id", name="two_people"),
    )

    grant_id: Mapped[str] = refers("grant_contract.id")
    instalment_id: Mapped[str] = refers("instalment.id")
    amount_minor: Mapped[int]
    currency: Mapped[str]
    paid_on: Mapped[str]
    bank_ref: Mapped[str]
    prepared_by_id: Mapped[str] = refers("person.id")
    approved_by_id: Mapped[str | None] = refers("person.id", nullable=True)
    credited_on: Mapped[str | None]
    local_minor: Mapped[int | None]
    local_currency: Mapped[str | None]
    rate: Mapped[str | None]


class SanctionsCheckRecord(Record):
    """A search on the EU list of restrictive measures (DOMAIN.md §2.1, FSTP-09)."""

    __tablename__ = "sanctions_check"
    __table_args__ = strict(one_of("result", ("no_match", "match")))

    organisation_id: Mapped[str] = refers("organisation.id")
    checked_on: Mapped[str]
    list_version: Mapped[str]
    searched: Mapped[str]
    result: Mapped[str]
    person_id: Mapped[str] = refers("person.id")
