"""Questions about a call and their answers, numbered and published to everybody alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.tables.calls import CallQuestionRecord, CallRecord
from iris_grants.calls.papers import file_paper
from iris_grants.calls.queries import terms_of
from iris_grants.calls.rules_questions import (
    check_publication,
    check_question,
    missing_languages,
)
from iris_grants.documents.pdf_blocks import Block, Heading, Text, TextLook
from iris_grants.kernel.access import Role
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.operations import Work, operation
from iris_grants.kernel.problems import Problem, Where, refusal, refuse_on_errors
from iris_grants.wording import _
from iris_grants.wording.formats import day

OFFICE = frozenset({Role.GRANTS_OFFICER, Role.SECRETARY})
OFFICER = frozenset({Role.GRANTS_OFFICER})
TOPICS = frozenset({"calls"})
ANSWERS = "answers"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionRow:
    """A question with its answer; texts by language (`sr`, `en`), days as ISO text.

    `asked_by` is for the office alone: who asked is not published.
    """

    id: str
    number: int
    received_on: str
    asked_by: str | None
    question: dict[str, str]
    answer: dict[str, str]
    answered_on: str | None
    published_on: str | None

    @property
    def state(self) -> str:
        """`open`, `answered` or `published`."""
        if self.published_on is not None:
            return "published"
        return "answered" if self.answered_on is not None else "open"


@operation("calls.record_question", roles=OFFICE, topics=TOPICS, undoable=True)
def record_question(
    work: Work,
    *,
    call_id: str,
    received_on: date,
    question_sr: str | None = None,
    question_en: str | None = None,
    asked_by: str | None = None,
) -> tuple[Problem, ...]:
    """Enter a question about a published call under the next number; gives the warnings.

    Source: DOMAIN.md §3.2 (numbered, answered to all). Refused: `calls.not_published`,
    `calls.question_empty`.
    """
    call = work.get(CallRecord, call_id)
    if call.state == "draft":
        raise refusal("calls.not_published", number=call.number)
    if not (question_sr or "").strip() and not (question_en or "").strip():
        raise refusal("calls.question_empty", Where(key="question_sr"))
    last = work.session.scalar(
        select(func.max(CallQuestionRecord.number)).where(CallQuestionRecord.call_id == call_id)
    )
    work.add(
        CallQuestionRecord(
            id=new_id(),
            call_id=call_id,
            number=(last or 0) + 1,
            received_on=received_on.isoformat(),
            asked_by=_kept(asked_by),
            question_sr=_kept(question_sr),
            question_en=_kept(question_en),
        )
    )
    return check_question(terms_of(work.session, call_id), received_on)


@operation("calls.answer_question", roles=OFFICER, topics=TOPICS, undoable=True)
def answer_question(
    work: Work,
    *,
    question_id: str,
    answered_on: date,
    answer_sr: str | None = None,
    answer_en: str | None = None,
    question_sr: str | None = None,
    question_en: str | None = None,
) -> None:
    """Write the answer, in every language of the call, and the question where it is translated.

    Until it is published it can be written anew. Refused: `calls.answer_published`,
    `calls.text_missing` for each language.
    """
    record = work.hold(CallQuestionRecord, question_id)
    if record.published_on is not None:
        raise refusal("calls.answer_published", number=record.number)
    languages = terms_of(work.session, record.call_id).languages
    questions = {
        "sr": _kept(question_sr) or record.question_sr,
        "en": _kept(question_en) or record.question_en,
    }
    answers = {"sr": _kept(answer_sr), "en": _kept(answer_en)}
    refuse_on_errors(
        (
            *missing_languages(languages, questions, "question"),
            *missing_languages(languages, answers, "answer"),
        )
    )
    record.question_sr, record.question_en = questions["sr"], questions["en"]
    record.answer_sr, record.answer_en = answers["sr"], answers["en"]
    record.answered_on, record.answered_by_id = answered_on.isoformat(), work.person.person_id
    work.flush()


@operation("calls.publish_answers", roles=OFFICER, topics=TOPICS | {"documents"})
def publish_answers(work: Work, *, call_id: str, published_on: date) -> tuple[Problem, ...]:
    """Publish all answers that are written, with those published before, as one paper a language.

    Every answer is for everybody (DOMAIN.md §3.2, equal treatment). Gives the warnings.
    Refused: `calls.no_answers` where none is new.
    """
    call = work.hold(CallRecord, call_id)
    rows = list(
        work.session.scalars(
            select(CallQuestionRecord)
            .where(CallQuestionRecord.call_id == call_id)
            .where(CallQuestionRecord.answered_on.is_not(None))
            .order_by(CallQuestionRecord.number)
        )
    )
    fresh = [row for row in rows if row.published_on is None]
    if not fresh:
        raise refusal("calls.no_answers", number=call.number)
    for row in fresh:
        row.published_on = published_on.isoformat()
    work.flush()
    terms = terms_of(work.session, call_id)
    for language in terms.languages:
        file_paper(
            work,
            call,
            kind=ANSWERS,
            name=f"{call.number.replace('/', '-')}-answers-{published_on}-{language}.pdf",
            language=language,
            title=lambda: _("Questions and answers"),
            body=partial(_body, rows, language, published_on),
        )
    return check_publication(terms, published_on)


def questions_of(session: Session, call_id: str) -> tuple[QuestionRow, ...]:
    """The questions about a call in the order of their numbers."""
    found = session.scalars(
        select(CallQuestionRecord)
        .where(CallQuestionRecord.call_id == call_id)
        .order_by(CallQuestionRecord.number)
    )
    return tuple(
        QuestionRow(
            id=row.id,
            number=row.number,
            received_on=row.received_on,
            asked_by=row.asked_by,
            question={"sr": row.question_sr or "", "en": row.question_en or ""},
            answer={"sr": row.answer_sr or "", "en": row.answer_en or ""},
            answered_on=row.answered_on,
            published_on=row.published_on,
        )
        for row in found
    )


def _body(rows: list[CallQuestionRecord], language: str, published_on: date) -> list[Block]:
    blocks: list[Block] = [
        Text(text=_("As of {day}").format(day=day(published_on)), look=TextLook.SMALL)
    ]
    for row in rows:
        question = row.question_sr if language == "sr" else row.question_en
        answer = row.answer_sr if language == "sr" else row.answer_en
        blocks += [
            Heading(text=_("Question {number}").format(number=row.number), level=2),
            Text(text=question or ""),
            Text(text=answer or "", lead=_("Answer:")),
        ]
    return blocks


def _kept(text: str | None) -> str | None:
    return (text or "").strip() or None
