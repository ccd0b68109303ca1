"""The forms of final amounts and recoveries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iris_grants.finance.recoveries import SETTLED_BY
from iris_grants.wording import _, label
from ui.forms.fields import Choice, Field, FieldKind, FormSpec
from ui.forms.usual import day_field, reason_field

if TYPE_CHECKING:
    from ui.finance.finals import Fixable


def final_form(grants: tuple[Fixable, ...]) -> FormSpec:
    """Fixing the final amount of one of these grants."""
    return FormSpec(
        title=_("Fix a final amount"),
        save=_("Fix the final amount"),
        intro=_(
            "Costs, rate, maximum, profit, reduction: calculated in the order of the contract."
        ),
        wide=True,
        fields=(
            Field(
                name="grant_id",
                label=_("Grant"),
                kind=FieldKind.CHOICE,
                required=True,
                initial=grants[0].grant_id if len(grants) == 1 else None,
                choices=tuple(Choice(value=one.grant_id, label=one.words) for one in grants),
            ),
            day_field("fixed_on", _("Fixed on")),
            Field(
                name="reduction",
                label=_("Reduction"),
                kind=FieldKind.MONEY,
                help=_("For poor or partial performance; leave it empty where there is none."),
            ),
            Field(
                name="reduction_reason",
                label=_("Reason of the reduction"),
                kind=FieldKind.LONG_TEXT,
                empty="",
            ),
            Field(
                name="other_receipts",
                label=_("Other receipts"),
                kind=FieldKind.MONEY,
                help=_("Earmarked money of others and revenue; counts for the no-profit rule."),
            ),
            _language(),
        ),
    )


def withdraw_form() -> FormSpec:
    """Taking a final amount back."""
    return FormSpec(
        title=_("Withdraw the final amount"),
        save=_("Withdraw it"),
        fields=(reason_field(),),
    )


def announce_form() -> FormSpec:
    """The letter that announces a recovery."""
    return FormSpec(
        title=_("Announce the recovery"),
        save=_("Write the letter"),
        fields=(
            day_field("announced_on", _("Announced on")),
            Field(
                name="observations_until",
                label=_("Observations until"),
                kind=FieldKind.DATE,
                required=True,
            ),
            _language(),
        ),
    )


def observations_form() -> FormSpec:
    """What the grantee wrote about a recovery."""
    return FormSpec(
        title=_("Observations of the grantee"),
        save=_("Record the observations"),
        fields=(
            day_field("received_on", _("Received on")),
            Field(
                name="observations",
                label=_("Observations"),
                kind=FieldKind.LONG_TEXT,
                required=True,
            ),
        ),
    )


def debit_form() -> FormSpec:
    """The debit note."""
    return FormSpec(
        title=_("Debit note"),
        save=_("Issue the debit note"),
        fields=(
            Field(name="number", label=_("Number of the debit note"), required=True),
            day_field("issued_on", _("Debit note of")),
            Field(name="due_on", label=_("Due on"), kind=FieldKind.DATE, required=True),
            _language(),
        ),
    )


def settle_form(interest: str) -> FormSpec:
    """How a recovery was settled; `interest` says what would be owed for being late."""
    return FormSpec(
        title=_("Settle the recovery"),
        save=_("Record it"),
        intro=interest,
        fields=(
            Field(
                name="how",
                label=_("How it was settled"),
                kind=FieldKind.CHOICE,
                required=True,
                initial=SETTLED_BY[0],
                choices=tuple(
                    Choice(value=one, label=label(f"state.recovery.{one}")) for one in SETTLED_BY
                ),
            ),
            day_field("settled_on", _("Settled on")),
            Field(
                name="reference",
                label=_("Bank statement, or what it was offset against"),
                required=True,
            ),
            Field(
                name="with_interest",
                label=_("With interest for the days after it was due"),
                kind=FieldKind.CHECK,
                help=_("The reference rate and the margin of the rules; a preset."),
            ),
        ),
    )


def reference_form() -> FormSpec:
    """Recording a reference rate of interest."""
    return FormSpec(
        title=_("Reference rate of interest"),
        save=_("Record the rate"),
        intro=_(
            "The rate of the European Central Bank for its main refinancing operations, from "
            "which the interest on late recoveries is worked out. A rate is never changed."
        ),
        fields=(
            day_field("valid_from", _("Valid from")),
            Field(
                name="percent",
                label=_("Percent a year"),
                kind=FieldKind.DECIMAL,
                required=True,
            ),
            Field(name="source", label=_("Source"), required=True),
        ),
    )


def waive_form() -> FormSpec:
    """Waiving a recovery by decision."""
    return FormSpec(
        title=_("Waive the recovery"),
        save=_("Waive it"),
        fields=(
            day_field("waived_on", _("Decided on")),
            Field(
                name="decision",
                label=_("Decision of the European Union"),
                kind=FieldKind.LONG_TEXT,
                required=True,
            ),
        ),
    )


def _language() -> Field:
    return Field(
        name="language",
        label=_("Language of the paper"),
        kind=FieldKind.CHOICE,
        required=True,
        initial="sr",
        choices=(
            Choice(value="sr", label=label("form.language.sr")),
            Choice(value="en", label=label("form.language.en")),
        ),
    )
