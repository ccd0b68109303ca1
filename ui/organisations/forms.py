"""The forms of organisations: entering, correcting, accounts, papers."""

from __future__ import annotations

from datetime import date

from iris_grants.organisations.commands import OrganisationDetails
from iris_grants.organisations.queries import OrganisationRow
from iris_grants.wording import _, label
from ui.forms.fields import Choice, Field, FieldKind, FormSpec, Values

COUNTRIES = ("RS", "AL", "BA", "MK", "ME", "XK")


def register_form() -> FormSpec:
    """Entering an organisation."""
    return FormSpec(
        title=_("New organisation"),
        save=_("Enter the organisation"),
        intro=_(
            "One record for every organisation: applicant, grantee and service provider. The "
            "same register number in the same country is the same organisation."
        ),
        fields=_fields(None),
    )


def edit_form(row: OrganisationRow) -> FormSpec:
    """Correcting what is known of an organisation."""
    return FormSpec(title=row.name, save=_("Save"), fields=_fields(row))


def details_of(values: Values) -> OrganisationDetails:
    """What was entered, as the command takes it."""
    registered = values["registered_on"]
    return OrganisationDetails(
        name=str(values["name"]),
        country=str(values["country"]),
        city=str(values["city"]),
        register_no=str(values["register_no"]),
        tax_no=_maybe(values["tax_no"]),
        address=_maybe(values["address"]),
        legal_form=_maybe(values["legal_form"]),
        registered_on=registered if isinstance(registered, date) else None,
        email=_maybe(values["email"]),
        phone=_maybe(values["phone"]),
        representative=_maybe(values["representative"]),
    )


def _maybe(value: object) -> str | None:
    return None if value is None else str(value)


def _fields(row: OrganisationRow | None) -> tuple[Field, ...]:
    return (
        Field(
            name="name",
            label=_("Name of the organisation"),
            required=True,
            initial=row.name if row else None,
            group=_("Basic data"),
        ),
        Field(
            name="country",
            label=_("Country"),
            kind=FieldKind.CHOICE,
            required=True,
            initial=row.country if row else None,
            choices=tuple(Choice(value=c, label=label(f"country.{c}")) for c in COUNTRIES),
        ),
        Field(
            name="register_no",
            label=_("Register number"),
            required=True,
            initial=row.register_no if row else None,
            help=_("The form and the check digit are checked by the rules of the country."),
        ),
        Field(name="tax_no", label=_("Tax number"), initial=row.tax_no if row else None),
        Field(name="legal_form", label=_("Legal form"), initial=row.legal_form if row else None),
        Field(
            name="registered_on",
            label=_("Registered on"),
            kind=FieldKind.DATE,
            initial=row.registered_on if row else None,
        ),
        *_contact(row),
    )


def _contact(row: OrganisationRow | None) -> tuple[Field, ...]:
    return (
        Field(
            name="city",
            label=_("Place"),
            required=True,
            initial=row.city if row else None,
            group=_("Contact"),
        ),
        Field(name="address", label=_("Address"), initial=row.address if row else None),
        Field(name="email", label=_("E-mail address"), initial=row.email if row else None),
        Field(name="phone", label=_("Telephone"), initial=row.phone if row else None),
        Field(
            name="representative",
            label=_("Representative"),
            initial=row.representative if row else None,
        ),
    )


def account_form(row: OrganisationRow) -> FormSpec:
    """Entering a bank account."""
    return FormSpec(
        title=_("New account"),
        save=_("Enter the account"),
        fields=(
            Field(name="iban", label=_("Account (IBAN)"), required=True),
            Field(name="holder", label=_("Holder"), required=True, initial=row.name),
        ),
    )


def document_form() -> FormSpec:
    """Filing a paper of an organisation."""
    kinds = (
        ("statute", _("Statute")),
        ("registration", _("Register extract")),
        ("accounts", _("Annual accounts")),
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
