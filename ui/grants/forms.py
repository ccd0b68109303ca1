"""The forms of contracts, budgets and payments."""

from __future__ import annotations

from decimal import Decimal

from iris_grants.awards.queries import AwardRow
from iris_grants.grants.queries import Budget, InstalmentRow, credited_minor
from iris_grants.grants.rules.instalments import Due
from iris_grants.kernel.money import CURRENCIES, Money
from iris_grants.programme.grant_rules import GrantRules
from iris_grants.wording import _, current_language, label
from iris_grants.wording.formats import money
from ui.forms.fields import Choice, Field, FieldKind, FormSpec
from ui.forms.usual import day_field, reason_field
from ui.grants.change_forms import notice_fields

METHODS = (
    "receipt_period",
    "instalment_fifo",
    "average_inforeuro",
    "monthly_inforeuro",
    "accounting_practice",
)
OF_INSTALMENTS = ("receipt_period", "instalment_fifo")


def contract_form(awards: tuple[AwardRow, ...], rules: GrantRules | None) -> FormSpec:
    """Drafting a contract; without rules no payment plan can be chosen."""
    presets = rules.payment_presets if rules else ()
    return FormSpec(
        title=_("Draft a contract"),
        save=_("Draft the contract"),
        intro=_("The grant rules {code}, edition {edition}, stay with the contract.").format(
            code=rules.code, edition=rules.edition
        )
        if rules
        else "",
        fields=(
            Field(
                name="award_id",
                label=_("Award"),
                kind=FieldKind.CHOICE,
                required=True,
                choices=tuple(
                    Choice(value=row.id, label=f"{row.number} · {row.organisation}")
                    for row in awards
                ),
            ),
            Field(name="number", label=_("Contract number"), required=True, hint="IP-G-003"),
            Field(name="starts_on", label=_("Starts"), kind=FieldKind.DATE, required=True),
            Field(name="ends_on", label=_("Ends"), kind=FieldKind.DATE, required=True),
            Field(
                name="preset",
                label=_("Payment plan"),
                kind=FieldKind.CHOICE,
                required=True,
                help=_("Percentages of the instalments; the last one follows the final report."),
                choices=tuple(
                    Choice(value=one.code, label=one.code.replace("-", " / ")) for one in presets
                ),
            ),
            *_currency_fields(),
        ),
    )


def _currency_fields() -> tuple[Field, ...]:
    methods = tuple(Choice(value=m, label=label(f"fx.{m}")) for m in METHODS)
    other = tuple(method for method in methods if method.value not in OF_INSTALMENTS)
    return (
        Field(
            name="accounting_currency",
            label=_("Accounting currency of the grantee"),
            kind=FieldKind.CHOICE,
            required=True,
            choices=tuple(Choice(value=c, label=c) for c in CURRENCIES),
        ),
        Field(
            name="fx_method",
            label=_("Exchange rate for the accounting currency"),
            kind=FieldKind.CHOICE,
            required=True,
            initial="receipt_period",
            choices=methods,
        ),
        Field(
            name="fx_other_method",
            label=_("Exchange rate for other currencies"),
            kind=FieldKind.CHOICE,
            required=True,
            initial="monthly_inforeuro",
            choices=other,
        ),
    )


def sanctions_form(organisation: str) -> FormSpec:
    """Recording a search on the EU list."""
    return FormSpec(
        title=_("Search on the EU list of restrictive measures"),
        save=_("Record the search"),
        fields=(
            day_field("checked_on", _("Searched on")),
            Field(name="list_version", label=_("Version of the list"), required=True),
            Field(name="searched", label=_("Name searched"), required=True, initial=organisation),
            Field(
                name="result",
                label=_("Result"),
                kind=FieldKind.CHOICE,
                required=True,
                choices=tuple(
                    Choice(value=r, label=label(f"sanctions.{r}")) for r in ("no_match", "match")
                ),
            ),
        ),
    )


def signature_form() -> FormSpec:
    """Recording both signatures."""
    return FormSpec(
        title=_("Signatures"),
        save=_("Record the signatures"),
        fields=(
            day_field("signed_by_us_on", _("Signed by us on")),
            day_field("signed_by_grantee_on", _("Signed by the grantee on")),
        ),
    )


def account_form(accounts: tuple[tuple[str, str], ...]) -> FormSpec:
    """Choosing the account of the grantee."""
    return FormSpec(
        title=_("Bank account of the grantee"),
        save=_("Choose"),
        fields=(
            Field(
                name="bank_account_id",
                label=_("Account"),
                kind=FieldKind.CHOICE,
                required=True,
                choices=tuple(Choice(value=key, label=iban) for key, iban in accounts),
            ),
        ),
    )


def payment_form(row: InstalmentRow, due: Due | None) -> FormSpec:
    """Preparing a payment of what is due of an instalment."""
    amount = row.amount if due is None else Money(due.amount, row.amount.currency)
    intro = _("A second person approves it.")
    if amount != row.amount:
        reduced = _(
            "The instalment is {planned}; it is reduced, because too little of the earlier ones "
            "is spent."
        )
        intro = f"{reduced.format(planned=money(row.amount))} {intro}"
    return FormSpec(
        title=_("Payment of {amount}").format(amount=money(amount)),
        save=_("Prepare the payment"),
        intro=intro,
        fields=(
            day_field("paid_on", _("Paid on")),
            Field(name="bank_ref", label=_("Bank order"), required=True),
        ),
    )


def credit_form(row: InstalmentRow, currency: str) -> FormSpec:
    """Recording what the grantee's bank credited; the amount follows from the rate."""
    paid = row.paid or row.amount
    return FormSpec(
        title=_("Credited by the grantee's bank"),
        save=_("Record"),
        intro=_("{amount} were paid.").format(amount=money(paid)),
        fields=(
            day_field("credited_on", _("Credited on")),
            Field(
                name="rate",
                label=_("Rate of the statement (units for 1 EUR)"),
                kind=FieldKind.DECIMAL,
                required=True,
            ),
            Field(
                name="local",
                label=_("Credited amount"),
                kind=FieldKind.MONEY,
                currency=currency,
                required=True,
                initial=Money(credited_minor(paid.minor, Decimal(1)), currency)
                if currency == "EUR"
                else None,
            ),
        ),
    )


def budget_form(budget: Budget) -> FormSpec:
    """Moving money from one line of a budget to another."""
    lines = tuple(
        Choice(value=line.code, label=f"{line.code} · {line.description}") for line in budget.lines
    )
    kinds = tuple(
        Choice(value=kind, label=label(f"budget.{kind}")) for kind in ("notification", "addendum")
    )
    return FormSpec(
        title=_("Move money between lines"),
        save=_("Change the budget"),
        intro=_(
            "The total stays as it is. A notification is in force at once, an addendum when both "
            "have signed; the reallocation meter says what the change needs."
        ),
        fields=(
            _chosen("from_line", _("From line"), lines),
            _chosen("to_line", _("To line"), lines),
            Field(name="amount", label=_("Amount"), kind=FieldKind.MONEY, required=True),
            _chosen("kind", _("Made valid by"), kinds, initial="notification"),
            day_field("effective_on", _("Effective on")),
            day_field("requested_on", _("Requested on")),
            reason_field(),
            *notice_fields(),
        ),
    )


def _chosen(
    name: str, words: str, choices: tuple[Choice, ...], initial: str | None = None
) -> Field:
    return Field(
        name=name,
        label=words,
        kind=FieldKind.CHOICE,
        required=True,
        initial=initial,
        choices=choices,
    )


def paper_form() -> FormSpec:
    """Writing the contract as a PDF."""
    return FormSpec(
        title=_("Contract as PDF"),
        save=_("Write the contract"),
        fields=(
            Field(
                name="language",
                label=_("Language"),
                kind=FieldKind.CHOICE,
                required=True,
                initial="sr" if current_language() == "sr_Latn" else "en",
                choices=(
                    Choice(value="sr", label=_("Serbian")),
                    Choice(value="en", label=_("English")),
                ),
            ),
        ),
    )


def document_form() -> FormSpec:
    """Filing a paper of a grant."""
    kinds = (
        ("contract_signed", _("Signed contract")),
        ("bank_statement", _("Bank statement")),
        ("notification", _("Notification of a change")),
        ("addendum", _("Addendum")),
        ("invoice", _("Supporting document")),
        ("visit_report", _("Report or photograph of a visit")),
        ("participant_list", _("List of participants")),
        ("procurement", _("Papers of a procurement")),
        ("asset_list", _("List of equipment")),
        ("asset_transfer", _("Transfer of ownership")),
        ("other", _("Other document")),
    )
    return FormSpec(
        title=_("Add a document"),
        save=_("Add"),
        fields=(
            Field(
                name="kind",
                label=_("Kind"),
                kind=FieldKind.CHOICE,
                required=True,
                choices=tuple(Choice(value=value, label=words) for value, words in kinds),
            ),
            Field(name="path", label=_("File"), kind=FieldKind.FILE, required=True),
        ),
    )
