"""The forms of awards."""

from __future__ import annotations

from collections import Counter

from iris_grants.awards.letter_facts import DueLetter
from iris_grants.wording import _, current_language, label
from iris_grants.wording.formats import today
from ui.forms.fields import Choice, Field, FieldKind, FormSpec
from ui.forms.usual import reason_field


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
        fields=(reason_field(),),
    )


def decline_form() -> FormSpec:
    """Declining an award."""
    return FormSpec(
        title=_("Decline the award"),
        save=_("Decline"),
        intro=_("The grant is not given; the application is rejected and its applicant told why."),
        fields=(reason_field(),),
    )


def letters_form(due: tuple[DueLetter, ...]) -> FormSpec:
    """Writing all letters that are due."""
    counted = Counter(one.kind for one in due)
    told = ", ".join(f"{label(f'letter.{kind}')}: {count}" for kind, count in counted.items())
    return FormSpec(
        title=_("All letters that are due"),
        save=_("Write the letters"),
        intro=_("To be written: {kinds}. Each is filed with its application.").format(kinds=told),
        fields=(
            Field(
                name="first_register_no",
                label=_("First register number"),
                required=True,
                hint="107/2023",
                help=_("Counted up from here; numbers of other papers are passed over."),
            ),
            written_on(),
            Field(
                name="kind",
                label=_("Only this kind"),
                kind=FieldKind.CHOICE,
                choices=tuple(
                    Choice(value=kind, label=label(f"letter.{kind}")) for kind in counted
                ),
            ),
            Field(
                name="language",
                label=_("Language of the letters"),
                kind=FieldKind.CHOICE,
                help=_("Left empty, that of each application."),
                choices=(
                    Choice(value="sr", label=_("Serbian")),
                    Choice(value="en", label=_("English")),
                ),
            ),
        ),
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
