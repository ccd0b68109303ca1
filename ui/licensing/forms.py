"""The forms of licensing: what a step asks for."""

from __future__ import annotations

from datetime import date

from iris_grants.documents.attachments import DocumentRow
from iris_grants.kernel.money import Money
from iris_grants.licensing.pack import StandardsPack, short_language
from iris_grants.licensing.queries import GapRow
from iris_grants.organisations.queries import OrganisationRow
from iris_grants.people.queries import PersonRow
from iris_grants.wording import _, current_language, label
from ui.forms.fields import Choice, Field, FieldKind, FormSpec
from ui.forms.usual import day_field, reason_field
from ui.licensing.columns import requirement

OTHER_PAPERS = (
    "mentoring_agreement",
    "visit_report",
    "filing_receipt",
    "authority_letter",
    "licence",
    "decision",
    "self_evaluation",
    "other",
)
GOALS = ("licence", "quality_framework", "readiness")
STATES = ("met", "partly", "not_met", "not_applicable")


def case_form(
    organisations: tuple[OrganisationRow, ...], packs: tuple[StandardsPack, ...]
) -> FormSpec:
    """Opening a case."""
    language = short_language(current_language())
    services = sorted({service for pack in packs for service in pack.services}, key=_service)
    editions = tuple(Choice(value=p.id, label=f"{p.title[language]} · {p.edition}") for p in packs)
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
            _goal(),
            Field(
                name="service",
                label=_("Service"),
                kind=FieldKind.CHOICE,
                required=True,
                choices=tuple(Choice(value=s, label=_service(s)) for s in services),
            ),
            Field(
                name="standards_pack_id",
                label=_("Standards pack"),
                kind=FieldKind.CHOICE,
                required=True,
                help=_("The pack stays with the case for good."),
                choices=editions,
            ),
            day_field("opened_on", _("Opened on")),
        ),
    )


def _service(code: str) -> str:
    return label(f"service.{code}")


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
            day_field("reached_on", _("Reached on")),
            Field(name="note", label=_("Note"), kind=FieldKind.LONG_TEXT),
        ),
    )


def self_form(gap: GapRow) -> FormSpec:
    """The organisation's own assessment of a standard."""
    return FormSpec(
        title=_("Self-assessment of {standard}").format(standard=gap.code),
        save=_("Save the assessment"),
        intro=requirement(gap),
        fields=(
            _state("self_state", gap.self_state),
            Field(
                name="note",
                label=_("Remark of the organisation"),
                kind=FieldKind.LONG_TEXT,
                initial=gap.self_note,
            ),
            Field(name="evidence", label=_("Evidence"), initial=gap.evidence),
        ),
    )


def verify_form(gap: GapRow) -> FormSpec:
    """The mentor's assessment of a standard."""
    return FormSpec(
        title=_("Verification of {standard}").format(standard=gap.code),
        save=_("Save the assessment"),
        intro=requirement(gap),
        fields=(
            _state("verified_state", gap.verified_state),
            Field(
                name="finding",
                label=_("Finding"),
                kind=FieldKind.LONG_TEXT,
                initial=gap.finding,
            ),
        ),
    )


def _state(name: str, state: str) -> Field:
    return Field(
        name=name,
        label=_("Assessment"),
        kind=FieldKind.CHOICE,
        required=True,
        initial=state if state in STATES else None,
        choices=tuple(Choice(value=s, label=label(f"gap.{s}")) for s in STATES),
    )


def action_form(gap: GapRow) -> FormSpec:
    """Planning what will be done about a gap."""
    due = date.fromisoformat(gap.due_on) if gap.due_on else None
    return FormSpec(
        title=_("Action about {standard}").format(standard=gap.code),
        save=_("Save the action"),
        intro=requirement(gap),
        fields=(
            Field(
                name="action",
                label=_("Action"),
                kind=FieldKind.LONG_TEXT,
                required=True,
                initial=gap.action,
            ),
            Field(
                name="responsible",
                label=_("Responsible"),
                required=True,
                initial=gap.responsible,
            ),
            Field(name="due_on", label=_("Until"), kind=FieldKind.DATE, required=True, initial=due),
            Field(
                name="cost",
                label=_("Cost"),
                kind=FieldKind.MONEY,
                currency="EUR",
                initial=None if gap.cost_minor is None else Money(gap.cost_minor, "EUR"),
            ),
        ),
    )


def done_form() -> FormSpec:
    """Closing a gap."""
    return FormSpec(
        title=_("Action done"), save=_("Record"), fields=(day_field("done_on", _("Done on")),)
    )


def reopen_form() -> FormSpec:
    """Opening again what was said to be done."""
    return FormSpec(
        title=_("Open again"),
        save=_("Open again"),
        intro=_("The day that stood there stays in the journal."),
        fields=(reason_field(),),
    )


def document_form(pack: StandardsPack, kind: str | None = None) -> FormSpec:
    """Adding a paper to a case; `kind` is proposed."""
    language = short_language(current_language())
    kinds = [Choice(value=d.kind, label=f"{d.code} · {d.text[language]}") for d in pack.documents]
    kinds += [Choice(value=k, label=label(f"case_paper.{k}")) for k in OTHER_PAPERS]
    return FormSpec(
        title=_("Add a document"),
        save=_("Add"),
        fields=(
            Field(
                name="kind",
                label=_("Kind"),
                kind=FieldKind.CHOICE,
                required=True,
                initial=kind,
                choices=tuple(kinds),
            ),
            Field(name="path", label=_("File"), kind=FieldKind.FILE, required=True),
        ),
    )


def paper_field(
    documents: tuple[DocumentRow, ...],
    kinds: tuple[str, ...],
    words: str,
    *,
    required: bool = True,
) -> Field:
    """A document of the case; the last one of these kinds is proposed."""
    fitting = [one.id for one in documents if one.kind in kinds]
    return Field(
        name="document_id",
        label=words,
        kind=FieldKind.CHOICE,
        required=required,
        initial=fitting[-1] if fitting else None,
        choices=tuple(Choice(value=one.id, label=one.name) for one in documents),
    )
