"""The forms of changes of a contract: another end, another account, a notice, signatures."""

from __future__ import annotations

from iris_grants.grants.queries import GrantRow
from iris_grants.wording import _
from iris_grants.wording.formats import day
from ui.forms.fields import Choice, Field, FieldKind, FormSpec
from ui.forms.usual import day_field, reason_field


def extend_form(row: GrantRow) -> FormSpec:
    """Requesting an addendum on the period."""
    return FormSpec(
        title=_("Extend the period"),
        save=_("Request the addendum"),
        intro=_("The contract ends on {day}. The new end counts when both have signed.").format(
            day=day(row.ends_on)
        ),
        fields=(
            day_field("ends_on", _("New end"), known=False),
            day_field("effective_on", _("Effective on"), known=False),
            day_field("requested_on", _("Requested on")),
            reason_field(),
            *notice_fields(),
        ),
    )


def notice_fields() -> tuple[Field, ...]:
    """What every change may carry: why at short notice, and the letter."""
    return (
        Field(
            name="short_notice",
            label=_("Why at short notice"),
            kind=FieldKind.LONG_TEXT,
            empty="",
            help=_("Needed only for an addendum that was asked for late."),
        ),
        Field(name="paper", label=_("Letter of the grantee"), kind=FieldKind.FILE),
    )


def account_form(accounts: tuple[tuple[str, str], ...]) -> FormSpec:
    """Announcing another account after the signature."""
    return FormSpec(
        title=_("New bank account"),
        save=_("Record the notice"),
        intro=_("Nothing is paid until a second person has confirmed the account."),
        fields=(
            Field(
                name="bank_account_id",
                label=_("Account"),
                kind=FieldKind.CHOICE,
                required=True,
                choices=tuple(Choice(value=key, label=iban) for key, iban in accounts),
                help=_("Enter a new account on the page of the organisation first."),
            ),
            day_field("received_on", _("Received on")),
            reason_field(),
            Field(name="paper", label=_("Signed notice"), kind=FieldKind.FILE),
        ),
    )


def notice_form() -> FormSpec:
    """Keeping a notification that changes no money."""
    return FormSpec(
        title=_("Notification of a change"),
        save=_("Record the notification"),
        intro=_("An address, a person, an auditor: what changes neither money nor period."),
        fields=(
            day_field("received_on", _("Received on")),
            reason_field(_("What changes")),
            Field(name="paper", label=_("Letter of the grantee"), kind=FieldKind.FILE),
        ),
    )
