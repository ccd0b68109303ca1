"""The forms of the committee."""

from __future__ import annotations

from iris_grants.applications.queries import ApplicationRow
from iris_grants.kernel.problems import Problem, Where
from iris_grants.people.queries import PersonRow
from iris_grants.scoring.committee import THIRD_ASSESSORS, MemberRole
from iris_grants.scoring.queries.committee import MemberRow
from iris_grants.scoring.queries.packages import PackageRow
from iris_grants.wording import _, label
from iris_grants.wording.formats import today
from ui.forms.fields import Choice, Field, FieldKind, FormSpec, Values
from ui.forms.usual import reason_field

TIE_KINDS = ("employment", "board", "family", "business", "organisation", "partner", "other")
"""Kinds that a member can declare; the others are found in the data."""
RETURN_FILES = "IRIS Grants (*.iris-return)"


def appoint_form(people: tuple[PersonRow, ...], countries: tuple[str, ...]) -> FormSpec:
    """Appointing a member: somebody who is known, or somebody new."""
    return FormSpec(
        title=_("Appoint a member"),
        save=_("Appoint"),
        check=check_person,
        fields=(
            Field(
                name="person",
                label=_("Person"),
                kind=FieldKind.CHOICE,
                choices=tuple(Choice(value=one.id, label=one.name) for one in people),
                help=_("Leave it empty for somebody who is not among the people yet."),
            ),
            Field(name="name", label=_("Name of a new person")),
            Field(
                name="organisation_name",
                label=_("Where the new person works"),
                help=_("Ties with applicants are found by it."),
            ),
            Field(name="email", label=_("E-mail address of the new person")),
            *_place_fields(countries),
        ),
    )


def _place_fields(countries: tuple[str, ...]) -> tuple[Field, ...]:
    roles = tuple(
        Choice(value=role.value, label=label(f"member.{role.value}")) for role in MemberRole
    )
    return (
        Field(
            name="role",
            label=_("Role"),
            kind=FieldKind.CHOICE,
            required=True,
            choices=roles,
            help=_("One chair, one secretary, and an odd number of at least 3 who vote."),
        ),
        Field(
            name="code",
            label=_("Code"),
            help=_("Stands in packages and files; empty: the next free one."),
        ),
        Field(
            name="country",
            label=_("Country"),
            kind=FieldKind.CHOICE,
            choices=tuple(Choice(value=one, label=label(f"country.{one}")) for one in countries),
            help=_("Between equals, applications of other countries are preferred."),
        ),
    )


def check_person(values: Values) -> tuple[Problem, ...]:
    """Somebody known or somebody new, and not both."""
    if bool(values["person"]) != bool(values["name"]):
        return ()
    return (Problem(code="scoring.person_or_name", where=Where(key="name")),)


def declaration_form(member: MemberRow) -> FormSpec:
    """Keeping a signed declaration."""
    return FormSpec(
        title=_("Declaration of {name}").format(name=member.name),
        intro=_(
            "The declaration of objectivity and confidentiality, signed on paper or "
            "electronically. Nobody gets a package before it is here."
        ),
        save=_("Keep the declaration"),
        fields=(
            Field(
                name="path", label=_("File"), kind=FieldKind.FILE, required=True, pattern="*.pdf *"
            ),
            Field(
                name="on",
                label=_("Signed on"),
                kind=FieldKind.DATE,
                required=True,
                initial=today(),
            ),
        ),
    )


def assign_form(needed: int) -> FormSpec:
    """Assigning applications in balance."""
    return FormSpec(
        title=_("Assign applications"),
        intro=_(
            "Each application gets its assessors so that all have about the same number. "
            "What is assigned stays; conflicts of interest are never assigned."
        ),
        save=_("Assign"),
        fields=(
            Field(
                name="per_application",
                label=_("Assessors for each application"),
                kind=FieldKind.INTEGER,
                required=True,
                initial=max(needed, 2),
                minimum=1,
                maximum=20,
            ),
        ),
    )


def packages_form(made: tuple[PackageRow, ...]) -> FormSpec:
    """Making packages into a folder."""
    again = tuple(
        Choice(value=code, label=f"{code} · {name}")
        for code, name in sorted({(one.member_code, one.member_name) for one in made})
    )
    field = Field(
        name="again",
        label=_("Make the whole package anew for"),
        kind=FieldKind.SEVERAL,
        choices=again,
        empty=(),
        help=_("Where a package was lost. Everybody else gets only what is new."),
    )
    return FormSpec(
        title=_("Make scoring packages"),
        intro=_(
            "One encrypted file for each assessor with something new to assess. The "
            "passphrases are shown once; hand them over by another way than the file."
        ),
        save=_("Make the packages"),
        fields=(
            Field(name="folder", label=_("Folder"), kind=FieldKind.FOLDER, required=True),
            Field(
                name="kit",
                label=_("Also a kit for those without the program"),
                kind=FieldKind.CHECK,
                help=_(
                    "An encrypted zip beside each package, under the same passphrase: every "
                    "application as PDF, attachments, Excel score sheet, declaration, leaflet."
                ),
            ),
            *((field,) if again else ()),
        ),
    )


def returns_form() -> FormSpec:
    """Choosing returns."""
    return FormSpec(
        title=_("Take in returns"),
        intro=_("First the files are only read: you see what each of them is."),
        save=_("Read the files"),
        fields=(
            Field(
                name="files",
                label=_("Files"),
                kind=FieldKind.FILES,
                required=True,
                pattern=RETURN_FILES,
            ),
        ),
    )


def conflict_form(
    members: tuple[MemberRow, ...],
    applications: tuple[ApplicationRow, ...],
    member_id: str = "",
    application_id: str = "",
) -> FormSpec:
    """Recording a conflict that a member declared."""
    return FormSpec(
        title=_("Declare a conflict of interest"),
        intro=_("A declared conflict blocks at once; scores given already become void."),
        save=_("Record the conflict"),
        fields=(
            Field(
                name="member_id",
                label=_("Member"),
                kind=FieldKind.CHOICE,
                required=True,
                initial=member_id or None,
                choices=tuple(
                    Choice(value=one.id, label=f"{one.code} · {one.name}") for one in members
                ),
            ),
            Field(
                name="application_id",
                label=_("Application"),
                kind=FieldKind.CHOICE,
                required=True,
                initial=application_id or None,
                choices=tuple(
                    Choice(value=one.id, label=f"{one.number} · {one.organisation}")
                    for one in applications
                ),
            ),
            tie_field(),
            reason_field(),
        ),
    )


def tie_field() -> Field:
    """The kind of a tie that somebody declares."""
    return Field(
        name="kind",
        label=_("Tie"),
        kind=FieldKind.CHOICE,
        required=True,
        choices=tuple(Choice(value=kind, label=label(f"scoring.tie.{kind}")) for kind in TIE_KINDS),
    )


def answer_form(*, confirmed: bool) -> FormSpec:
    """Answering a question about a tie."""
    title = _("Confirm the conflict of interest") if confirmed else _("No conflict of interest")
    words = (
        _("The member is recused from this application.")
        if confirmed
        else _("The member may assess this application.")
    )
    return FormSpec(
        title=title,
        intro=words,
        save=_("Confirm the conflict") if confirmed else _("Dismiss the question"),
        fields=(reason_field(told=_("In the words of the chair; it stands in the minutes.")),),
    )


def key_form(name: str) -> FormSpec:
    """Confirming the key of an assessor by its fingerprint."""
    return FormSpec(
        title=_("Key of {name}").format(name=name),
        intro=_(
            "Call the assessor on a number that you know and let the fingerprint be read "
            "out. Type what you hear; only the same fingerprint is accepted."
        ),
        save=_("Confirm the key"),
        fields=(
            Field(
                name="fingerprint",
                label=_("Fingerprint that was read out"),
                required=True,
                hint="3f2a 90c1 …",
                help=_("Eight groups of four digits and letters; spaces do not matter."),
            ),
            Field(
                name="note",
                label=_("How it was confirmed"),
                required=True,
                initial=_("by telephone"),
            ),
        ),
    )


def decision_form(title: str, save: str) -> FormSpec:
    """Deciding about an application in a return."""
    return FormSpec(
        title=title,
        save=save,
        fields=(reason_field(told=_("In the words of the committee; it stands in the minutes.")),),
    )


def third_form(members: tuple[MemberRow, ...]) -> FormSpec:
    """Naming a third assessor."""
    return FormSpec(
        title=_("Third assessor"),
        intro=_("The two assessments are too far apart. A new package follows afterwards."),
        save=_("Name the assessor"),
        fields=(
            Field(
                name="member_id",
                label=_("Assessor"),
                kind=FieldKind.CHOICE,
                choices=tuple(
                    Choice(value=one.id, label=f"{one.code} · {one.name} ({one.load})")
                    for one in members
                    if one.role in THIRD_ASSESSORS
                ),
                help=_("Empty: whoever has the fewest applications and no conflict."),
            ),
        ),
    )
