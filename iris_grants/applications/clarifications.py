"""Clarifications: asked by letter with a deadline, answered in time, late or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from sqlalchemy import func, select

from db.tables.applications import ApplicationRecord, ClarificationRecord
from iris_grants.applications.asked import asked_of as asked_of
from iris_grants.applications.letterhead import addressee, letter_blocks
from iris_grants.applications.office_register import check_register_no
from iris_grants.applications.rules.clarifications import (
    check_request,
)
from iris_grants.calls.queries import terms_of
from iris_grants.calls.terms import CallTerms
from iris_grants.documents.attachments import attach
from iris_grants.documents.filing import media_type_of
from iris_grants.documents.pdf import render_pdf
from iris_grants.documents.pdf_blocks import Block, Bullets, KeyValues, Text
from iris_grants.documents.world import refusing
from iris_grants.kernel.access import Role
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.operations import Work, operation
from iris_grants.kernel.problems import Problem, Refused, Where, refusal, refuse_on_errors
from iris_grants.programme.papers import paper_meta
from iris_grants.wording import _, current_language, in_language
from iris_grants.wording.formats import day

OFFICE = frozenset({Role.GRANTS_OFFICER, Role.SECRETARY})
TOPICS = frozenset({"applications", "clarifications", "documents"})
REQUEST_KIND, ANSWER_KIND = "clarification_request", "clarification"


@operation("applications.ask_clarification", roles=OFFICE, topics=TOPICS)
def ask_clarification(
    work: Work,
    *,
    application_id: str,
    questions: str,
    register_no: str,
    asked_on: date,
    due_on: date,
    concerns: str = "",
    language: str | None = None,
) -> str:
    """Ask an applicant to explain or complete, by a letter with a deadline; its identity.

    One question a line; `concerns` are codes of the checklist parted by blanks or commas;
    `language` is that of the application unless said (DOMAIN.md §4.2). Refused: problems of
    `check_request`, `applications.question_unknown`, `applications.register_no_taken`.
    """
    application = work.get(ApplicationRecord, application_id)
    terms = terms_of(work.session, application.call_id)
    codes = tuple(dict.fromkeys(concerns.replace(",", " ").split()))
    number, state = application.number, application.state
    asked = check_request(number, state, questions, register_no, asked_on, due_on)
    refuse_on_errors((*asked, *_unknown(codes, terms)))
    check_register_no(work.session, register_no, own=ClarificationRecord)
    record = ClarificationRecord(
        id=new_id(),
        application_id=application_id,
        number=_next_number(work, application_id),
        register_no=register_no.strip(),
        questions="\n".join(_lines(questions)),
        concerns=" ".join(codes),
        language=language or application.language or "sr",
        asked_on=asked_on.isoformat(),
        asked_by_id=work.person.person_id,
        due_on=due_on.isoformat(),
    )
    record.document_id = _write_letter(work, record, terms)
    work.add(record)
    if application.state == "received":
        application.state = "checking"
        work.flush()
    return record.id


@operation("applications.record_clarification", roles=OFFICE, topics=TOPICS)
def record_clarification(
    work: Work,
    *,
    clarification_id: str,
    received_on: date,
    answered_by: str,
    path: Path | None = None,
    note: str | None = None,
) -> bool:
    """Record the answer to a request, with its paper or in words; whether it came in time.

    Refused: `applications.clarification_closed` where an answer is recorded already,
    `applications.answer_before_request`, `applications.answer_empty` without paper and
    words, `applications.answered_by_needed`.
    """
    record = work.hold(ClarificationRecord, clarification_id)
    if record.received_on is not None:
        raise refusal("applications.clarification_closed", number=record.number)
    problems = []
    if received_on.isoformat() < record.asked_on:
        problems.append(_problem("applications.answer_before_request", "received_on"))
    if path is None and not (note or "").strip():
        problems.append(_problem("applications.answer_empty", "path"))
    if not answered_by.strip():
        problems.append(_problem("applications.answered_by_needed", "answered_by"))
    if problems:
        raise Refused(*problems)
    if path is not None:
        record.answer_document_id = _file(work, record.application_id, path)
    record.received_on = received_on.isoformat()
    record.answered_by = answered_by.strip()
    record.note = (note or "").strip() or None
    record.on_time = int(record.received_on <= record.due_on)
    work.flush()
    return bool(record.on_time)


def _next_number(work: Work, application_id: str) -> int:
    last = work.session.scalar(
        select(func.max(ClarificationRecord.number)).where(
            ClarificationRecord.application_id == application_id
        )
    )
    return (last or 0) + 1


def _write_letter(work: Work, record: ClarificationRecord, terms: CallTerms) -> str:
    to = addressee(work.session, record.application_id)
    with in_language(record.language):
        title = _("Request for clarification")
        meta = paper_meta(work.session, title=title, created=work.now, reference=record.register_no)
        blocks = letter_blocks(
            to,
            title=title,
            register_no=record.register_no,
            written_on=date.fromisoformat(record.asked_on),
            body=_body(record, terms),
        )
        data = render_pdf(blocks, meta)
    return attach(
        work,
        subject_kind="application",
        subject_id=record.application_id,
        kind=REQUEST_KIND,
        name=f"{to.application.number}-clarification-{record.number}.pdf",
        media_type="application/pdf",
        data=data,
    ).id


def _body(record: ClarificationRecord, terms: CallTerms) -> list[Block]:
    titles = {one.code: one.title.of(current_language()) for one in terms.checklist}
    checks = [f"{code} · {titles[code]}" for code in record.concerns.split()]
    due = _(
        "Your answer must reach us in writing by {day} at the latest. An application whose "
        "answer is missing or late may be dismissed. The answer may explain and complete what "
        "was handed in; it may not change the project, the amount or the partners."
    )
    return [
        Text(
            text=_(
                "While checking your application we found points that are not clear or not "
                "complete. We ask you for the following:"
            )
        ),
        Bullets(items=_lines(record.questions), numbered=True),
        *([KeyValues(rows=[(_("It concerns"), "\n".join(checks))])] if checks else []),
        Text(text=due.format(day=day(record.due_on))),
        Text(text=_("Please quote the number of this letter and of your application.")),
    ]


def _file(work: Work, application_id: str, path: Path) -> str:
    with refusing(path), path.open("rb") as stream:
        return attach(
            work,
            subject_kind="application",
            subject_id=application_id,
            kind=ANSWER_KIND,
            name=path.name,
            media_type=media_type_of(path),
            data=stream,
        ).id


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _unknown(codes: Sequence[str], terms: CallTerms) -> list[Problem]:
    known = {question.code for question in terms.checklist}
    return [
        Problem(
            code="applications.question_unknown",
            where=Where(key="concerns"),
            params={"question": code},
        )
        for code in codes
        if code not in known
    ]


def _problem(code: str, key: str) -> Problem:
    return Problem(code=code, where=Where(key=key))
