"""The forms of awards."""

from __future__ import annotations

from iris_grants.awards.queries import LineRow
from iris_grants.kernel.money import Money
from iris_grants.wording import _, current_language
from iris_grants.wording.formats import money, today
from ui.forms.fields import Choice, Field, FieldKind, FormSpec


def line_form(line: LineRow) -> FormSpec:
    """Agreeing the amount of a line."""
    amount = line.requested_minor if line.agreed_minor is None else line.agreed_minor
    return FormSpec(
        title=f"{line.code} · {line.description}",
        save=_("Agree"),
        fields=(
            Field(
                name="agreed",
                label=_("Agreed amount"),
                kind=FieldKind.MONEY,
                required=True,
                initial=Money(amount, "EUR"),
                help=_("Requested: {amount}").format(
                    amount=money(Money(line.requested_minor, "EUR"))
                ),
            ),
            Field(
                name="reason",
                label=_("Reason"),
                kind=FieldKind.LONG_TEXT,
                initial=line.reason,
                help=_("Needed where the amount differs from the requested one."),
            ),
        ),
    )


def decision_form() -> FormSpec:
    """Deciding an award."""
    return FormSpec(
        title=_("Decision on the award"),
        save=_("Decide"),
        fields=(
            Field(name="decision_no", label=_("Decision number"), required=True),
            Field(
                name="decided_on",
                label=_("Decided on"),
                kind=FieldKind.DATE,
                required=True,
                initial=today(),
            ),
        ),
    )


def withdrawal_form() -> FormSpec:
    """Withdrawing an award."""
    return FormSpec(
        title=_("Withdraw the award"),
        save=_("Withdraw"),
        fields=(Field(name="reason", label=_("Reason"), kind=FieldKind.LONG_TEXT, required=True),),
    )


def letter_form() -> FormSpec:
    """Writing the letter that the state of an application calls for."""
    return FormSpec(
        title=_("Letter to the applicant"),
        save=_("Write the letter"),
        fields=(
            register_number(),
            written_on(),
            letter_language("sr" if current_language() == "sr_Latn" else "en"),
        ),
    )


def letter_language(initial: str) -> Field:
    """The field that asks for the language of a letter."""
    return Field(
        name="language",
        label=_("Language of the letter"),
        kind=FieldKind.CHOICE,
        required=True,
        initial=initial,
        choices=(
            Choice(value="sr", label=_("Serbian")),
            Choice(value="en", label=_("English")),
        ),
    )


def register_number() -> Field:
    """The field that asks for the register number of a letter."""
    return Field(
        name="register_no",
        label=_("Register number of the letter"),
        required=True,
        hint="107/2023",
    )


def written_on(name: str = "written_on") -> Field:
    """The field that asks for the day of a letter."""
    return Field(
        name=name, label=_("Written on"), kind=FieldKind.DATE, required=True, initial=today()
    )
