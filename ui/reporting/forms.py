"""The forms of reports: planned, received, entered, reviewed, returned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from iris_grants.kernel.problems import Problem, Where
from iris_grants.reporting.correcting import remarks_of
from iris_grants.reporting.narrative import FIELDS
from iris_grants.reporting.queries import CheckAnswer, ReportRow, RevisionRow
from iris_grants.reporting.reviewing import ANSWERS
from iris_grants.reporting.rules.review import QUESTIONS
from iris_grants.wording import _, label
from iris_grants.wording.formats import day, sentence_case
from ui.forms.fields import Choice, Field, FieldKind, FormSpec, Values
from ui.forms.usual import day_field

REMARK = "remark__"
EXCEL = "Excel (*.xlsx)"


def plan_form(suggested: int) -> FormSpec:
    """Planning the reports of a contract."""
    return FormSpec(
        title=_("Plan the reports"),
        save=_("Plan"),
        intro=_(
            "The final report, and interim ones over equal parts of the period. The days for "
            "handing in are those of the contract's rules."
        ),
        fields=(
            Field(
                name="interims",
                label=_("Interim reports"),
                kind=FieldKind.INTEGER,
                required=True,
                initial=suggested,
                minimum=0,
                maximum=12,
                help=_("One for each further instalment, unless you say otherwise."),
            ),
        ),
    )


def more_form() -> FormSpec:
    """Asking for one more interim report."""
    return FormSpec(
        title=_("One more interim report"),
        save=_("Ask for the report"),
        fields=(
            day_field("period_from", _("Period from"), known=False),
            day_field("period_to", _("Period to"), known=False),
            day_field("due_on", _("To be handed in by"), known=False),
        ),
    )


def postpone_form(row: ReportRow) -> FormSpec:
    """Agreeing on another day."""
    return FormSpec(
        title=_("Another day for the report"),
        save=_("Agree"),
        intro=_("It is due on {day} now.").format(day=day(row.due_on)),
        fields=(day_field("due_on", _("To be handed in by"), known=False),),
    )


def receive_form() -> FormSpec:
    """Taking in a filled form."""
    return FormSpec(
        title=_("Take in a report"),
        save=_("Read the form"),
        intro=_("The form is read first; nothing is kept until you confirm."),
        fields=(
            day_field("received_on", _("Received on")),
            Field(
                name="path",
                label=_("Filled form"),
                kind=FieldKind.FILE,
                required=True,
                pattern=EXCEL,
            ),
        ),
    )


def form_target(row: ReportRow) -> FormSpec:
    """Where the form for the grantee is written."""
    return FormSpec(
        title=_("Form for the grantee"),
        save=_("Write the form"),
        fields=(
            Field(
                name="path",
                label=_("File"),
                kind=FieldKind.NEW_FILE,
                required=True,
                pattern=EXCEL,
                initial=f"{row.grant_number}-{row.number}.xlsx".replace("/", "-"),
            ),
        ),
    )


def enter_form(row: ReportRow, before: Mapping[str, str]) -> FormSpec:
    """Typing in a report that came on paper; `before` is the revision it corrects."""
    return FormSpec(
        title=_("Enter a report by hand"),
        save=_("Keep the report"),
        intro=_("As it stands on paper. Values of indicators are entered afterwards."),
        wide=True,
        fields=(
            day_field("received_on", _("Received on")),
            *[
                Field(
                    name=field.code,
                    label=label(f"report.field.{field.code}"),
                    kind=FieldKind.LONG_TEXT if field.long else FieldKind.TEXT,
                    help=label(f"report.ask.{field.code}"),
                    required=row.kind in field.required_in,
                    initial=before.get(field.code),
                    empty="",
                )
                for field in FIELDS
            ],
            Field(name="path", label=_("Scan"), kind=FieldKind.FILE),
        ),
    )


def review_form(row: ReportRow, revision: RevisionRow) -> FormSpec:
    """The checklist of a revision with a remark by each question; what is open stays open."""
    given = {one.question: one for one in revision.checks}
    return FormSpec(
        title=_("Review of revision {revision}").format(revision=revision.revision),
        save=_("Keep the answers"),
        check=_check_remarks,
        wide=True,
        fields=tuple(
            field
            for question in QUESTIONS[row.kind]
            for field in (_answer(question, given), _remark(question, given))
        ),
    )


def _answer(question: str, given: Mapping[str, CheckAnswer]) -> Field:
    return Field(
        name=question,
        label=sentence_case(label(f"report.check.{question}")),
        kind=FieldKind.CHOICE,
        choices=tuple(
            Choice(value=answer, label=label(f"applications.answer.{answer}")) for answer in ANSWERS
        ),
        initial=given[question].answer if question in given else None,
    )


def _remark(question: str, given: Mapping[str, CheckAnswer]) -> Field:
    return Field(
        name=f"{REMARK}{question}",
        label=_("Remark for the grantee"),
        initial=given[question].remark if question in given else None,
        empty="",
    )


def answer_form(question: str, given: Mapping[str, CheckAnswer]) -> FormSpec:
    """One question of the checklist with its remark."""
    return FormSpec(
        title=_("Question of the review"),
        save=_("Keep the answer"),
        fields=(
            replace(_answer(question, given), name="answer", required=True),
            replace(_remark(question, given), name="remark", kind=FieldKind.LONG_TEXT),
        ),
    )


def reviewed(values: Values) -> tuple[dict[str, str], dict[str, str]]:
    """The answers of a filled checklist by question, and their remarks."""
    answers = {
        name: str(value) for name, value in values.items() if value and not name.startswith(REMARK)
    }
    return answers, {question: str(values[f"{REMARK}{question}"] or "") for question in answers}


def _check_remarks(values: Values) -> tuple[Problem, ...]:
    """A remark belongs to an answer."""
    return tuple(
        Problem(code="reporting.remark_without_answer", where=Where(key=name))
        for name, value in values.items()
        if name.startswith(REMARK) and value and not values[name.removeprefix(REMARK)]
    )


def return_form(revision: RevisionRow) -> FormSpec:
    """Returning a report for correction; the remarks of the review are proposed."""
    remarks = "\n".join(
        f"{sentence_case(label(f'report.check.{question}'))} {remark}".strip()
        for question, remark in remarks_of(revision)
    )
    return FormSpec(
        title=_("Return for correction"),
        save=_("Return the report"),
        intro=_("What arrived stays as it is; the corrected report is the next revision."),
        fields=(
            Field(
                name="comments",
                label=_("What is to be corrected"),
                kind=FieldKind.LONG_TEXT,
                required=True,
                initial=remarks or None,
            ),
            day_field("due_on", _("To be handed in by"), known=False),
        ),
    )


def value_form(people: bool) -> FormSpec:
    """Entering the value of an indicator from a report on paper."""
    parts = (
        ("female", _("Women")),
        ("male", _("Men")),
        ("other", _("Other")),
        ("unknown", _("Not known")),
    )
    asked = tuple(_count(name, words) for name, words in parts) if people else ()
    return FormSpec(
        title=_("Value of an indicator"),
        save=_("Keep the value"),
        intro=_("Reached since the start of the project."),
        fields=(
            Field(
                name="total",
                label=_("Total"),
                kind=FieldKind.INTEGER,
                required=True,
                minimum=0,
                maximum=10_000_000,
            ),
            *asked,
            Field(name="remark", label=_("Remark and source"), empty=""),
        ),
    )


def _count(name: str, words: str) -> Field:
    return Field(name=name, label=words, kind=FieldKind.INTEGER, minimum=0, maximum=10_000_000)
