"""The forms of finance."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from iris_grants.finance.queries import ExpenditureRow
from iris_grants.finance.statements import FinancialReportRow
from iris_grants.grants.queries import GrantRow
from iris_grants.kernel.money import CURRENCIES, Money
from iris_grants.wording import _, label
from iris_grants.wording.formats import money, today
from ui.forms.fields import Choice, Field, FieldKind, FormSpec
from ui.forms.usual import reason_field

if TYPE_CHECKING:
    from ui.finance.reports import Reportable

WORKBOOKS = "Excel (*.xlsx)"
REPORT_KINDS = ("interim", "final")
KINDS = ("inforeuro_month", "national_bank_day")


def ledger_form(grants: tuple[GrantRow, ...]) -> FormSpec:
    """Importing a list of expenditure."""
    return FormSpec(
        title=_("Import a list of expenditure"),
        save=_("Read the list"),
        intro=_("First it is only read: you see every problem before anything is booked."),
        fields=(
            _grant(grants),
            Field(
                name="path",
                label=_("Workbook"),
                kind=FieldKind.FILE,
                required=True,
                pattern=WORKBOOKS,
            ),
        ),
    )


def target_form(title: str, grants: tuple[GrantRow, ...] | None, name: str) -> FormSpec:
    """Where a workbook is written; `grants` None: of all grants."""
    fields = (_grant(grants),) if grants is not None else ()
    return FormSpec(
        title=title,
        save=_("Write the workbook"),
        fields=(
            *fields,
            Field(
                name="path",
                label=_("File"),
                kind=FieldKind.NEW_FILE,
                required=True,
                pattern=WORKBOOKS,
                hint=name,
            ),
        ),
    )


def disallow_form(cost: ExpenditureRow, reasons: tuple[Choice, ...]) -> FormSpec:
    """Disallowing a cost, in part or whole, under one of the reasons of the contract."""
    whole = Money(cost.eur_minor, "EUR")
    return FormSpec(
        title=_("Disallow a cost"),
        save=_("Disallow"),
        fields=(
            Field(
                name="disallowed",
                label=_("Disallowed amount"),
                kind=FieldKind.MONEY,
                required=True,
                initial=whole,
                help=_("At most {amount}.").format(amount=money(whole)),
            ),
            Field(
                name="reason_code",
                label=_("Rule"),
                kind=FieldKind.CHOICE,
                required=True,
                initial=reasons[-1].value,
                choices=reasons,
            ),
            reason_field(),
        ),
    )


def question_form() -> FormSpec:
    """Asking the grantee about a cost."""
    return FormSpec(
        title=_("Question to the grantee"),
        save=_("Keep the question"),
        fields=(
            Field(name="question", label=_("Question"), kind=FieldKind.LONG_TEXT, required=True),
        ),
    )


def answer_form() -> FormSpec:
    """What the grantee answered to a question about a cost."""
    return FormSpec(
        title=_("Answer of the grantee"),
        save=_("Record the answer"),
        fields=(Field(name="answer", label=_("Answer"), kind=FieldKind.LONG_TEXT, required=True),),
    )


def clean_form(grants: tuple[GrantRow, ...], words: str) -> FormSpec:
    """Accepting at once what nobody doubts; `words` say how much that is."""
    return FormSpec(
        title=_("Accept what is clean"),
        save=_("Accept them"),
        intro=words,
        fields=(
            Field(
                name="grant_id",
                label=_("Grant"),
                kind=FieldKind.CHOICE,
                required=True,
                initial=grants[0].id if len(grants) == 1 else None,
                choices=tuple(
                    Choice(value=row.id, label=f"{row.number} · {row.organisation}")
                    for row in grants
                ),
            ),
        ),
    )


def draw_up_form(grants: tuple[Reportable, ...]) -> FormSpec:
    """Drawing up the next financial report of one of these grants."""
    ends = max((date.fromisoformat(one.grant.ends_on) for one in grants), default=today())
    return FormSpec(
        title=_("Draw up a financial report"),
        save=_("Draw up the report"),
        intro=_("It takes in every cost up to the last day that no report declares yet."),
        fields=(
            Field(
                name="grant_id",
                label=_("Grant"),
                kind=FieldKind.CHOICE,
                required=True,
                initial=grants[0].grant.id if len(grants) == 1 else None,
                choices=tuple(Choice(value=one.grant.id, label=one.words) for one in grants),
            ),
            Field(
                name="kind",
                label=_("Kind"),
                kind=FieldKind.CHOICE,
                required=True,
                choices=tuple(
                    Choice(value=kind, label=label(f"financial_report.{kind}"))
                    for kind in REPORT_KINDS
                ),
            ),
            Field(
                name="period_to",
                label=_("Last day of the period"),
                kind=FieldKind.DATE,
                required=True,
                initial=min(ends, today()),
            ),
            *_statements(),
        ),
    )


def _statements() -> tuple[Field, ...]:
    """What the grantee states beside its costs."""
    return (
        Field(name="own_contribution", label=_("Own contribution"), kind=FieldKind.MONEY),
        Field(name="other_funding", label=_("Other funding"), kind=FieldKind.MONEY),
        Field(name="forecast", label=_("Forecast of the next period"), kind=FieldKind.MONEY),
        Field(
            name="explanation",
            label=_("Explanation of the variations"),
            kind=FieldKind.LONG_TEXT,
            empty="",
        ),
    )


def approve_form(row: FinancialReportRow) -> FormSpec:
    """Approving a financial report: its papers are written then."""
    intro = _("Costs that are locked: {n}. Workbook and PDF go into the documents.")
    return FormSpec(
        title=_("Approve financial report {number} of {grant}").format(
            number=row.number, grant=row.grant
        ),
        save=_("Approve the report"),
        intro=intro.format(n=row.costs),
        fields=(
            Field(
                name="language",
                label=_("Language of the paper"),
                kind=FieldKind.CHOICE,
                required=True,
                initial="sr",
                choices=(
                    Choice(value="sr", label=label("form.language.sr")),
                    Choice(value="en", label=label("form.language.en")),
                ),
            ),
        ),
    )


def rates_form() -> FormSpec:
    """Importing a file of exchange rates."""
    return FormSpec(
        title=_("Import exchange rates"),
        save=_("Import the rates"),
        intro=_("JSON or CSV as InforEuro gives it. What is recorded already is not changed."),
        fields=(
            Field(
                name="path",
                label=_("File"),
                kind=FieldKind.FILE,
                required=True,
                pattern="JSON, CSV (*.json *.csv)",
            ),
            Field(
                name="month",
                label=_("Month (any day of it)"),
                kind=FieldKind.DATE,
                help=_("Needed where the file names no month."),
            ),
            Field(name="source", label=_("Source"), required=True, initial="InforEuro"),
        ),
    )


def rate_form() -> FormSpec:
    """Recording an exchange rate."""
    return FormSpec(
        title=_("Exchange rate"),
        save=_("Record the rate"),
        intro=_("A rate is never changed; record every digit of the source."),
        fields=(
            Field(
                name="kind",
                label=_("Kind"),
                kind=FieldKind.CHOICE,
                required=True,
                choices=tuple(Choice(value=k, label=label(f"rate.{k}")) for k in KINDS),
            ),
            Field(
                name="currency",
                label=_("Currency"),
                kind=FieldKind.CHOICE,
                required=True,
                choices=tuple(Choice(value=c, label=c) for c in CURRENCIES if c != "EUR"),
            ),
            Field(
                name="valid_on",
                label=_("Valid on"),
                kind=FieldKind.DATE,
                required=True,
                initial=today(),
            ),
            Field(
                name="rate",
                label=_("Rate (units for 1 EUR)"),
                kind=FieldKind.DECIMAL,
                required=True,
            ),
            Field(name="source", label=_("Source"), required=True),
        ),
    )


def _grant(grants: tuple[GrantRow, ...]) -> Field:
    return Field(
        name="grant",
        label=_("Grant"),
        kind=FieldKind.CHOICE,
        required=True,
        initial=grants[0].number if len(grants) == 1 else None,
        choices=tuple(
            Choice(value=row.number, label=f"{row.number} · {row.organisation}") for row in grants
        ),
    )
