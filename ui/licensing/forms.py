"""The forms of licensing: what a step asks for."""

from __future__ import annotations

from iris_grants.licensing.standards import StandardsPack
from iris_grants.organisations.queries import OrganisationRow
from iris_grants.people.queries import PersonRow
from iris_grants.wording import _, current_language, label
from iris_grants.wording.formats import today
from ui.forms.fields import Choice, Field, FieldKind, FormSpec

GOALS = ("licence", "quality_framework", "readiness")
STATES = ("met", "partly", "not_met", "not_applicable")


def case_form(
    organisations: tuple[OrganisationRow, ...], packs: tuple[StandardsPack, ...]
) -> FormSpec:
    """Opening a case."""
    services = sorted({service for pack in packs for service in pack.services})
    editions = tuple(Choice(value=p.id, label=f"{p.code} · {p.edition}") for p in packs)
    return FormSpec(
        title=_("New licensing case"),
        save=_("Open the case"),
        fields=(
            Field(name="number", label=_("Case number"), required=True, hint="IP-L-002"),
            Field(
                name="organisation_id",
                label=_("Organisation"),
                kind=FieldKind.CHOICE,
                required=True,
                choices=tuple(Choice(value=row.id, label=row.name) for row in organisations),
            ),
            Field(
                name="service",
                label=_("Service"),
                kind=FieldKind.CHOICE,
                required=True,
                choices=tuple(Choice(value=s, label=label(f"service.{s}")) for s in services),
            ),
            Field(
                name="standards_pack_id",
                label=_("Standards pack"),
                kind=FieldKind.CHOICE,
                required=True,
                help=_("The pack stays with the case for good."),
                choices=editions,
            ),
            _goal(),
            _day("opened_on", _("Opened on")),
        ),
    )


def _goal() -> Field:
    return Field(
        name="goal",
        label=_("Goal"),
        kind=FieldKind.CHOICE,
        required=True,
        initial="licence",
        choices=tuple(Choice(value=g, label=label(f"goal.{g}")) for g in GOALS),
    )


def mentor_form(people: tuple[PersonRow, ...]) -> FormSpec:
    """Naming a mentor."""
    return FormSpec(
        title=_("Mentor"),
        save=_("Name the mentor"),
        fields=(
            Field(
                name="person_id",
                label=_("Person"),
                kind=FieldKind.CHOICE,
                required=True,
                choices=tuple(Choice(value=row.id, label=row.name) for row in people),
            ),
        ),
    )


def step_form(stage: str) -> FormSpec:
    """Reaching a stage."""
    return FormSpec(
        title=label(f"stage.{stage}"),
        save=_("Record the step"),
        fields=(
            _day("reached_on", _("Reached on")),
            Field(name="note", label=_("Note"), kind=FieldKind.LONG_TEXT),
        ),
    )


def gap_form(name: str, title: str, state: str, finding: str | None) -> FormSpec:
    """Assessing a standard; `name` is the keyword of the state."""
    return FormSpec(
        title=title,
        save=_("Save the assessment"),
        fields=(
            Field(
                name=name,
                label=_("Assessment"),
                kind=FieldKind.CHOICE,
                required=True,
                initial=state if state in STATES else None,
                choices=tuple(Choice(value=s, label=label(f"gap.{s}")) for s in STATES),
            ),
            Field(name="finding", label=_("Finding"), kind=FieldKind.LONG_TEXT, initial=finding),
        ),
    )


def action_form(code: str) -> FormSpec:
    """Planning what will be done about a gap."""
    return FormSpec(
        title=_("Action about {standard}").format(standard=code),
        save=_("Save the action"),
        fields=(
            Field(name="action", label=_("Action"), kind=FieldKind.LONG_TEXT, required=True),
            Field(name="responsible", label=_("Responsible"), required=True),
            _day("due_on", _("Until"), known=False),
            Field(name="cost", label=_("Cost"), kind=FieldKind.MONEY, currency="EUR"),
        ),
    )


def done_form() -> FormSpec:
    """Closing a gap."""
    return FormSpec(
        title=_("Action done"), save=_("Record"), fields=(_day("done_on", _("Done on")),)
    )


def document_form(pack: StandardsPack) -> FormSpec:
    """Adding a paper to a case."""
    language = "sr" if current_language() == "sr_Latn" else "en"
    kinds = [Choice(value=d.kind, label=d.text[language]) for d in pack.documents]
    kinds += [
        Choice(value="licence", label=_("Decision on the licence")),
        Choice(value="self_evaluation", label=_("Yearly self-evaluation")),
        Choice(value="other", label=_("Other document")),
    ]
    return FormSpec(
        title=_("Add a document"),
        save=_("Add"),
        fields=(
            Field(
                name="kind",
                label=_("Kind"),
                kind=FieldKind.CHOICE,
                required=True,
                choices=tuple(kinds),
            ),
            Field(name="path", label=_("File"), kind=FieldKind.FILE, required=True),
        ),
    )


def licence_form(documents: tuple[tuple[str, str], ...]) -> FormSpec:
    """Recording a licence; `documents` are identities and names of the case's decisions."""
    return FormSpec(
        title=_("Licence"),
        save=_("Record the licence"),
        fields=(
            Field(name="number", label=_("Licence number"), required=True),
            _day("issued_on", _("Issued on")),
            _day("valid_from", _("Valid from")),
            Field(name="valid_to", label=_("Valid to"), kind=FieldKind.DATE),
            Field(
                name="limited",
                label=_("Limited licence"),
                kind=FieldKind.CHECK,
                help=_("In Serbia a limited licence is given once, for at most five years."),
            ),
            Field(
                name="document_id",
                label=_("Decision of the authority"),
                kind=FieldKind.CHOICE,
                required=True,
                choices=tuple(Choice(value=key, label=name) for key, name in documents),
            ),
        ),
    )


def _day(name: str, words: str, *, known: bool = True) -> Field:
    return Field(
        name=name,
        label=words,
        kind=FieldKind.DATE,
        required=True,
        initial=today() if known else None,
    )
