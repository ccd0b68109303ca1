"""Forms of mentoring: conditions, visits, evidence, the plan on paper, the gap sheet."""

from __future__ import annotations

from iris_grants.documents.attachments import DocumentRow
from iris_grants.licensing.records import AnswerRow
from iris_grants.wording import _, current_language, label
from ui.forms.fields import Choice, Field, FieldKind, FormSpec
from ui.forms.usual import day_field, reason_field
from ui.licensing.forms import paper_field

VERDICTS = ("ready", "not_ready")


def evidence_form(code: str) -> FormSpec:
    """Adding what proves a standard."""
    return FormSpec(
        title=_("Evidence of {standard}").format(standard=code),
        save=_("Add"),
        fields=(Field(name="path", label=_("File"), kind=FieldKind.FILE, required=True),),
    )


def visit_form(kind: str, visitor: str, documents: tuple[DocumentRow, ...]) -> FormSpec:
    """Recording a visit; a mock review ends with a verdict."""
    verdict = Field(
        name="verdict",
        label=_("Verdict"),
        kind=FieldKind.CHOICE,
        required=True,
        choices=tuple(Choice(value=v, label=label(f"verdict.{v}")) for v in VERDICTS),
    )
    return FormSpec(
        title=label(f"visit.{kind}").capitalize(),
        save=_("Record the visit"),
        fields=(
            day_field("visited_on", _("Visited on")),
            Field(name="visitor", label=_("Visitor"), required=True, initial=visitor or None),
            Field(name="finding", label=_("Finding"), kind=FieldKind.LONG_TEXT, required=True),
            *((verdict,) if kind == "mock_review" else ()),
            Field(name="next_step", label=_("Next step")),
            paper_field(documents, ("visit_report",), _("Report"), required=False),
        ),
    )


def plan_form() -> FormSpec:
    """Approving the action plan."""
    return FormSpec(
        title=_("Approve the action plan"),
        save=_("Approve"),
        intro=_("The plan is kept on paper (PDF/A) as it stands now."),
        fields=(
            day_field("approved_on", _("Approved on")),
            Field(
                name="approved_by",
                label=_("Approved for the organisation by"),
                required=True,
            ),
            Field(
                name="language",
                label=_("Language"),
                kind=FieldKind.CHOICE,
                required=True,
                initial=current_language(),
                choices=(
                    Choice(value="sr_Latn", label=label("form.language.sr")),
                    Choice(value="en", label=label("form.language.en")),
                ),
            ),
        ),
    )


def condition_form(question: str, answer: AnswerRow | None) -> FormSpec:
    """Answering a condition for mentoring."""
    return FormSpec(
        title=_("Condition for mentoring"),
        save=_("Save the answer"),
        intro=label(f"mentoring.{question}"),
        fields=(
            Field(
                name="answer",
                label=_("Answer"),
                kind=FieldKind.CHOICE,
                required=True,
                initial=answer.answer if answer else None,
                choices=tuple(
                    Choice(value=a, label=label(f"mentoring_answer.{a}")) for a in ("yes", "no")
                ),
            ),
            Field(
                name="evidence",
                label=_("Evidence"),
                initial=answer.evidence if answer else None,
                help=_("A yes needs what proves it."),
            ),
            day_field("answered_on", _("Answered on")),
        ),
    )


def conditions_form() -> FormSpec:
    """Confirming all open conditions by one evidence."""
    return FormSpec(
        title=_("Confirm the open conditions"),
        save=_("Confirm"),
        fields=(
            Field(name="evidence", label=_("Evidence"), required=True),
            day_field("answered_on", _("Answered on")),
        ),
    )


def drop_form() -> FormSpec:
    """Letting an organisation drop out."""
    return FormSpec(
        title=_("The organisation drops out"),
        save=_("Record"),
        fields=(
            day_field("on", _("Reached on")),
            reason_field(),
        ),
    )


def sheet_form(number: str) -> FormSpec:
    """Writing a gap sheet."""
    return FormSpec(
        title=_("Write the gap sheet"),
        save=_("Write"),
        fields=(
            Field(
                name="side",
                label=_("For whom"),
                kind=FieldKind.CHOICE,
                required=True,
                initial="organisation",
                choices=(
                    Choice(value="organisation", label=_("the organisation")),
                    Choice(value="mentor", label=_("the mentor")),
                ),
            ),
            Field(
                name="path",
                label=_("File"),
                kind=FieldKind.NEW_FILE,
                required=True,
                hint=f"{number}.xlsx",
                pattern="Excel (*.xlsx)",
            ),
        ),
    )


def returned_form() -> FormSpec:
    """Choosing a returned gap sheet."""
    return FormSpec(
        title=_("Take in a gap sheet"),
        save=_("Show what it changes"),
        fields=(
            Field(
                name="path",
                label=_("File"),
                kind=FieldKind.FILE,
                required=True,
                pattern="Excel (*.xlsx *.xlsm)",
            ),
        ),
    )
