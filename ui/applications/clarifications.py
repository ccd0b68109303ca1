"""Clarifications of one application: asked by letter, answered in time, late or not at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from iris_grants.applications.asked import ClarificationRow
from iris_grants.applications.clarifications import (
    ask_clarification,
    record_clarification,
)
from iris_grants.applications.queries import ApplicationDetail, ApplicationRow
from iris_grants.applications.rules.clarifications import CLARIFIABLE, ClarificationState
from iris_grants.documents.attachments import DocumentRow
from iris_grants.wording import N_, _, label
from iris_grants.wording.formats import day, today
from ui.awards.forms import letter_language, register_number, written_on
from ui.forms.acts import form_act
from ui.forms.fields import Field, FieldKind, FormSpec
from ui.shell.act import Act
from ui.shell.tokens import Meaning
from ui.tables.columns import Chip, Column, Kind, chip
from ui.tables.detail import FileItem, Files, Part, Tab, Words, sub_table

DAYS_TO_ANSWER = 5
"""Preset of the deadline; every office sets its own in the letter (DOMAIN.md §4.2)."""

STATES = {
    ClarificationState.AWAITED: Meaning.ATTENTION,
    ClarificationState.OVERDUE: Meaning.BAD,
    ClarificationState.ANSWERED: Meaning.GOOD,
    ClarificationState.LATE: Meaning.BAD,
}

COLUMNS: tuple[Column[ClarificationRow], ...] = (
    Column(key="register_no", title=N_("Register number of the letter"), width=110),
    Column(key="asked_on", title=N_("Asked on"), kind=Kind.DATE, width=96),
    Column(key="due_on", title=N_("Until"), kind=Kind.DATE, width=96),
    Column(
        key="state",
        title=N_("State"),
        kind=Kind.CHIP,
        value=lambda row: state_chip(row.state),
        width=130,
        stretch=1,
        tooltip=lambda row: told(row),
    ),
)


def state_chip(state: ClarificationState) -> Chip:
    """Where a request stands, as a chip."""
    return chip(state.value, {key.value: one for key, one in STATES.items()}, CODES)


CODES = "applications.clarification."


def clarifications_tab(detail: ApplicationDetail) -> Tab:
    """Every request with its answer, its papers and, while it is open, the next step."""
    rows = detail.clarifications
    parts: list[Part] = [
        sub_table(
            COLUMNS,
            rows,
            lambda row: row.id,
            none=_("Nothing was asked of this applicant."),
            acts=_row_acts,
        )
    ]
    parts += [Words(title=_head(row), text=told(row)) for row in rows]
    papers = [_file(row, detail.documents) for row in rows]
    items = tuple(item for found in papers for item in found)
    if items:
        parts.append(Files(title=_("Letters and answers"), items=items))
    return Tab(title=_("Clarifications"), count=len(rows), parts=tuple(parts))


def ask_act(row: ApplicationRow, concerns: Callable[[], str]) -> Act:
    """The step that writes the request; blocked once the application is decided."""
    closed = _("The applicant can no longer be asked.")
    return form_act(
        _("Ask for clarification…"),
        lambda: _request_form(row, concerns()),
        ask_clarification,
        fixed={"application_id": row.id},
        icon="message-square",
        blocked="" if row.state in CLARIFIABLE else closed,
        done=_("The request is written and filed."),
    )


def told(row: ClarificationRow) -> str:
    """What was asked and what came, in words."""
    lines = [row.questions]
    if row.concerns:
        lines.append(_("It concerns: {codes}").format(codes=", ".join(row.concerns)))
    if row.received_on is None:
        lines.append(label(f"{CODES}{row.state}").capitalize())
    else:
        words = _("{state} on {day} by {name}")
        state = label(f"{CODES}{row.state}").capitalize()
        lines.append(words.format(state=state, day=day(row.received_on), name=row.answered_by))
    if row.note:
        lines.append(row.note)
    return "\n".join(lines)


def _head(row: ClarificationRow) -> str:
    words = _("Request no. {number}, asked by {name}")
    return words.format(number=row.number, name=row.asked_by)


def _file(row: ClarificationRow, documents: tuple[DocumentRow, ...]) -> list[FileItem]:
    wanted = (row.document_id, row.answer_document_id)
    return [
        FileItem(name=one.name, sha256=one.sha256, size=one.size)
        for one in documents
        if one.id in wanted
    ]


def _row_acts(row: ClarificationRow) -> tuple[Act, ...]:
    if row.received_on is not None:
        return ()
    return (
        form_act(
            _("Record the answer…"),
            lambda: _answer_form(row),
            record_clarification,
            fixed={"clarification_id": row.id},
            done=_("The answer is recorded."),
        ),
    )


def _request_form(row: ApplicationRow, concerns: str) -> FormSpec:
    return FormSpec(
        title=_("Request for clarification of {number}").format(number=row.number),
        save=_("Write the letter"),
        intro=_(
            "The letter is written with its register number and filed. Check the answers of the "
            "checklist again when the answer is here."
        ),
        fields=(
            Field(
                name="questions",
                label=_("What you ask, one point a line"),
                kind=FieldKind.LONG_TEXT,
                required=True,
            ),
            Field(
                name="concerns",
                label=_("Questions of the checklist it concerns"),
                initial=concerns,
                empty="",
                hint="A12 EL-2",
                help=_("Their codes, parted by blanks; the letter names them."),
            ),
            register_number(),
            written_on("asked_on"),
            Field(
                name="due_on",
                label=_("Answer until"),
                kind=FieldKind.DATE,
                required=True,
                initial=today() + timedelta(days=DAYS_TO_ANSWER),
                help=_("An answer on this day is in time."),
            ),
            letter_language(row.language),
        ),
    )


def _answer_form(row: ClarificationRow) -> FormSpec:
    return FormSpec(
        title=_("Answer to request no. {number}").format(number=row.number),
        save=_("Record"),
        intro=_("Due on {day}.").format(day=day(row.due_on)),
        fields=(
            Field(
                name="received_on",
                label=_("Received on"),
                kind=FieldKind.DATE,
                required=True,
                initial=today(),
                help=_("Whether it is in time follows from this day."),
            ),
            Field(name="answered_by", label=_("Answered by"), required=True),
            Field(name="path", label=_("Paper with the answer"), kind=FieldKind.FILE),
            Field(
                name="note",
                label=_("What it says, in short"),
                kind=FieldKind.LONG_TEXT,
                help=_("Needed where there is no paper."),
            ),
        ),
    )
