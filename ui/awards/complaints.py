"""Complaints of an applicant on screen: received, given to somebody, decided, answered."""

from __future__ import annotations

from iris_grants.awards.complaints import (
    ComplaintRow,
    answer_complaint,
    assign_complaint,
    decide_complaint,
    receive_complaint,
)
from iris_grants.awards.rules.complaints import ANSWER_DAYS, DECISIONS, ComplaintState
from iris_grants.people.queries import PersonRow
from iris_grants.wording import N_, _, current_language, label
from iris_grants.wording.formats import day, today
from ui.awards.forms import letter_language, register_number, written_on
from ui.forms.acts import form_act
from ui.forms.fields import Choice, Field, FieldKind, FormSpec
from ui.shell.act import Act
from ui.shell.tokens import Meaning
from ui.tables.columns import Column, Kind, chip
from ui.tables.detail import Part, Tab, Words, sub_table

STATES = {
    ComplaintState.RECEIVED.value: Meaning.ATTENTION,
    ComplaintState.ASSIGNED.value: Meaning.INFORMATION,
    ComplaintState.OVERDUE.value: Meaning.BAD,
    ComplaintState.DECIDED.value: Meaning.ATTENTION,
    ComplaintState.ANSWERED.value: Meaning.GOOD,
}

COLUMNS: tuple[Column[ComplaintRow], ...] = (
    Column(key="number", title=N_("No."), kind=Kind.INTEGER, width=52),
    Column(key="received_on", title=N_("Received"), kind=Kind.DATE, width=96),
    Column(key="due_on", title=N_("Until"), kind=Kind.DATE, width=96),
    Column(
        key="state",
        title=N_("State"),
        kind=Kind.CHIP,
        value=lambda row: chip(row.state, STATES, "state.complaint."),
        width=130,
        stretch=1,
    ),
)


def complaints_tab(rows: tuple[ComplaintRow, ...], people: tuple[PersonRow, ...]) -> Tab:
    """Every complaint with its grounds, its decision and its next step."""
    parts: list[Part] = [
        sub_table(
            COLUMNS,
            rows,
            lambda row: row.id,
            none=_("No complaint of this applicant."),
            acts=lambda row: _row_acts(row, people),
        )
    ]
    parts += [
        Words(title=_("Complaint no. {number}").format(number=row.number), text=told(row))
        for row in rows
    ]
    return Tab(title=_("Complaints"), count=len(rows), parts=tuple(parts))


def complaint_act(application_id: str) -> Act:
    """The step that enters a complaint."""
    return form_act(
        _("Enter a complaint…"),
        _receipt_form,
        receive_complaint,
        fixed={"application_id": application_id},
        icon="gavel",
        done=_("The complaint is entered."),
    )


def told(row: ComplaintRow) -> str:
    """Grounds, who decides, the decision and its answer, in words."""
    lines = [row.grounds]
    if not row.in_time:
        lines.append(_("It came after the time for complaints."))
    if row.decision is not None:
        words = _("{decision}, {name}, {day}: {reason}")
        lines.append(
            words.format(
                decision=label(f"awards.complaint.{row.decision}").capitalize(),
                name=row.decided_by,
                day=day(row.decided_on),
                reason=row.decision_reason,
            )
        )
    elif row.assigned_to is not None:
        lines.append(_("It is decided by {name}.").format(name=row.assigned_to))
    if row.register_no is not None:
        words = _("Answered on {day} under {number}")
        lines.append(words.format(day=day(row.answered_on), number=row.register_no))
    return "\n".join(lines)


def _row_acts(row: ComplaintRow, people: tuple[PersonRow, ...]) -> tuple[Act, ...]:
    fixed = {"complaint_id": row.id}
    if row.decision is None:
        return (
            form_act(
                _("Decide…"),
                lambda: _decision_form(row),
                decide_complaint,
                fixed=fixed,
                done=_("The complaint is decided."),
            ),
            form_act(
                _("Who decides…"), lambda: _person_form(row, people), assign_complaint, fixed=fixed
            ),
        )
    if row.answer_document_id is None:
        return (
            form_act(
                _("Write the answer…"),
                lambda: _answer_form(row),
                answer_complaint,
                fixed=fixed,
                done=_("The letter is written and filed."),
            ),
        )
    return ()


def _receipt_form() -> FormSpec:
    return FormSpec(
        title=_("Complaint of an applicant"),
        save=_("Enter"),
        intro=_(
            "Whether it came in time follows from the letter with the result. It is decided by "
            "somebody who took no part in the evaluation."
        ),
        fields=(
            Field(
                name="received_on",
                label=_("Received on"),
                kind=FieldKind.DATE,
                required=True,
                initial=today(),
            ),
            Field(
                name="grounds",
                label=_("Grounds of the complaint"),
                kind=FieldKind.LONG_TEXT,
                required=True,
            ),
            Field(name="path", label=_("The paper"), kind=FieldKind.FILE),
            Field(
                name="due_on",
                label=_("Decision until"),
                kind=FieldKind.DATE,
                help=_("Left empty, {n} days after the receipt.").format(n=ANSWER_DAYS),
            ),
        ),
    )


def _person_form(row: ComplaintRow, people: tuple[PersonRow, ...]) -> FormSpec:
    return FormSpec(
        title=_("Who decides complaint no. {number}").format(number=row.number),
        save=_("Save"),
        intro=_("Nobody of the committee, and nobody who checked the application."),
        fields=(
            Field(
                name="person_id",
                label=_("Person"),
                kind=FieldKind.CHOICE,
                required=True,
                choices=tuple(Choice(value=one.id, label=one.name) for one in people if one.active),
            ),
        ),
    )


def _decision_form(row: ComplaintRow) -> FormSpec:
    return FormSpec(
        title=_("Decision on complaint no. {number}").format(number=row.number),
        save=_("Decide"),
        intro=row.grounds,
        fields=(
            Field(
                name="decision",
                label=_("Decision"),
                kind=FieldKind.CHOICE,
                required=True,
                choices=tuple(
                    Choice(value=code, label=label(f"awards.complaint.{code}"))
                    for code in DECISIONS
                ),
            ),
            Field(name="reason", label=_("Reasons"), kind=FieldKind.LONG_TEXT, required=True),
            Field(
                name="decided_on",
                label=_("Decided on"),
                kind=FieldKind.DATE,
                required=True,
                initial=today(),
            ),
        ),
    )


def _answer_form(row: ComplaintRow) -> FormSpec:
    return FormSpec(
        title=_("Answer to complaint no. {number}").format(number=row.number),
        save=_("Write the letter"),
        fields=(
            register_number(),
            written_on(),
            letter_language("sr" if current_language() == "sr_Latn" else "en"),
        ),
    )
