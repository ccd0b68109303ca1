"""Applications as rows, and one application with everything that belongs to it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from db.tables.applications import ApplicationBudgetLineRecord, ApplicationRecord, CheckRecord
from db.tables.organisations import OrganisationRecord
from db.tables.people import PersonRecord
from iris_grants.applications.asked import (
    ClarificationRow,
    asked_of,
    clarifications_of,
    latest_states,
)
from iris_grants.applications.findings import findings_of
from iris_grants.applications.rules.checks import Answer
from iris_grants.applications.rules.clarifications import (
    LACKING,
    ClarificationState,
    check_clarifications,
)
from iris_grants.applications.rules.decisions import GivenAnswer, check_admission
from iris_grants.applications.rules.lateness import minutes_late
from iris_grants.applications.rules.reasons import likely_reasons
from iris_grants.calls.form_layout import layout_of
from iris_grants.calls.form_parts import attachment_key, question_key
from iris_grants.calls.queries import terms_of
from iris_grants.calls.terms import CallTerms, CheckKind
from iris_grants.documents.attachments import DocumentRow, documents_of
from iris_grants.kernel.clock import from_utc_text, utc_text
from iris_grants.kernel.money import Money
from iris_grants.kernel.operations import fetch
from iris_grants.kernel.problems import Problem, Where, refusal
from iris_grants.programme.fields import Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationRow:
    """An application as lists show it.

    `received_at` is a UTC text, `minutes_late` counts started minutes after the deadline (0
    on time); `duplicate_of` is the number of the application it repeats; `answered` counts
    the questions that somebody (not the program) has answered; `clarification` is where the
    last request to the applicant stands, none if there was none; `closed_from` the state in
    which it stood when it was dismissed or withdrawn.
    """

    id: str
    number: str
    title: str
    organisation_id: str
    organisation: str
    country: str
    city: str
    lot: str | None
    requested: Money
    total: Money
    months: int
    language: str
    received_at: str
    medium: str
    minutes_late: int
    state: str
    reason: str | None
    revision: int
    fingerprint: str
    duplicate_of: str | None
    answered: int
    closed_from: str | None
    clarification: ClarificationState | None

    @property
    def on_time(self) -> bool:
        """Whether it arrived before the deadline was over."""
        return self.minutes_late == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRow:
    """A field of the form and what the applicant wrote.

    `label` is the title of a question or attachment of the call, or none where the words
    are those of the form (`form.<key>`).
    """

    key: str
    label: Bilingual | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetLineRow:
    """A budget line; `units` in thousandths."""

    heading: str
    code: str
    description: str
    unit: str
    units_milli: int
    unit_value: Money
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenRow:
    """One answer to a question: by whom, when (UTC), and what the program found."""

    person_id: str
    person: str
    answer: Answer
    automatic: bool
    remark: str | None
    findings: tuple[Problem, ...]
    answered_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRow:
    """A question of the checklist with all answers to it, the program's first."""

    code: str
    kind: CheckKind
    title: Bilingual
    evidence: Bilingual | None
    hard: bool
    given: tuple[GivenRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationDetail:
    """One application with its answers, budget, checks, clarifications and documents.

    `open_points` are what stands against admitting it (`decisions.check_admission`,
    `clarifications.check_clarifications`); `likely_reasons` the grounds of dismissal that
    the record itself shows.
    """

    row: ApplicationRow
    answers: tuple[AnswerRow, ...]
    budget: tuple[BudgetLineRow, ...]
    checks: tuple[CheckRow, ...]
    clarifications: tuple[ClarificationRow, ...]
    documents: tuple[DocumentRow, ...]
    open_points: tuple[Problem, ...]
    likely_reasons: tuple[str, ...]


def list_applications(
    session: Session, call_id: str, *, today: date | None = None
) -> tuple[ApplicationRow, ...]:
    """The applications of a call in the order of their register numbers.

    As they stand on the day `today`; without one, an answer that is missing is awaited.
    """
    return _rows(session, call_id, None, today)


def application_by_number(
    session: Session, call_id: str, number: str, *, today: date | None = None
) -> ApplicationRow:
    """The application of that register number on a day; refused (`applications.unknown`)."""
    identity = session.scalar(
        select(ApplicationRecord.id)
        .where(ApplicationRecord.call_id == call_id)
        .where(ApplicationRecord.number == number.strip().upper())
    )
    if identity is None:
        raise refusal("applications.unknown", Where(), number=number)
    return _rows(session, call_id, identity, today)[0]


def application_detail(
    session: Session, application_id: str, *, today: date | None
) -> ApplicationDetail:
    """An application with everything, as it stands on the day `today`.

    Refused (`kernel.not_found`) if there is none.
    """
    record = fetch(session, ApplicationRecord, application_id)
    terms = terms_of(session, record.call_id)
    checks = _checks(session, terms, application_id)
    clarifications = clarifications_of(session, (application_id,), today)
    given = (
        GivenAnswer(
            question=check.code,
            person_id=answer.person_id,
            answer=answer.answer,
            automatic=answer.automatic,
        )
        for check in checks
        for answer in check.given
    )
    return ApplicationDetail(
        row=_rows(session, record.call_id, application_id, today)[0],
        answers=named_answers(terms, json.loads(record.answers)),
        budget=_budget(session, record),
        checks=checks,
        clarifications=clarifications,
        documents=documents_of(session, "application", application_id),
        open_points=(
            *check_admission(terms, given),
            *check_clarifications(asked_of(session, application_id), today),
        ),
        likely_reasons=likely_reasons(
            (
                finding
                for check in checks
                for answer in check.given
                if answer.automatic and answer.answer is Answer.NO
                for finding in answer.findings
            ),
            duplicate=record.duplicate_of_id is not None,
            clarification_lacking=any(one.state in LACKING for one in clarifications),
        ),
    )


def named_answers(terms: CallTerms, answers: Mapping[str, str]) -> tuple[AnswerRow, ...]:
    """The stored answers of a form in the order of the form, with the words of the call."""
    words = {question_key(each.code): each.title for each in terms.questions}
    words |= {attachment_key(each.code, "attached"): each.title for each in terms.attachments}
    words |= {attachment_key(each.code, "file"): each.title for each in terms.attachments}
    return tuple(
        AnswerRow(key=cell.key, label=words.get(cell.key), text=answers[cell.key])
        for cell in layout_of(terms).inputs
        if cell.key in answers
    )


def _rows(
    session: Session, call_id: str, only: str | None, today: date | None
) -> tuple[ApplicationRow, ...]:
    deadline = terms_of(session, call_id).deadline_at
    repeated = aliased(ApplicationRecord)
    repeats = (
        select(repeated.id, repeated.number)
        .join(ApplicationRecord, ApplicationRecord.duplicate_of_id == repeated.id)
        .where(ApplicationRecord.call_id == call_id)
    )
    numbers: dict[str | None, str] = dict(session.execute(repeats).all())
    asked = latest_states(session, call_id, today)
    query = _listing(call_id)
    if only is not None:
        query = query.where(ApplicationRecord.id == only)
    last = utc_text(deadline)
    found = session.connection().execute(query)  # not by the session: it copies every row
    return tuple([_row(values, numbers, deadline, last, asked) for values in found])


def _row(
    values: Sequence[Any],
    numbers: Mapping[str | None, str],
    deadline: datetime,
    last: str,
    asked: Mapping[str, ClarificationState],
) -> ApplicationRow:
    """A row of `_listing`; by place, since by name it takes longer than the database.

    `last` is the deadline as it would be stored: most arrive before it, and stored moments
    are in order as texts.
    """
    (
        identity, number, title, organisation_id, country, lot, months, language, received_at,
        medium, state, reason, revision, fingerprint, closed_from,
        organisation, city, requested, total, currency, repeats, answered,
    ) = values  # fmt: skip
    late = 0 if received_at <= last else minutes_late(from_utc_text(received_at), deadline)
    return ApplicationRow(
        id=identity,
        number=number,
        title=title,
        organisation_id=organisation_id,
        organisation=organisation,
        country=country,
        city=city,
        lot=lot,
        requested=Money(requested, currency),
        total=Money(total, currency),
        months=months,
        language=language,
        received_at=received_at,
        medium=medium,
        minutes_late=late,
        state=state,
        reason=reason,
        revision=revision,
        fingerprint=fingerprint,
        duplicate_of=numbers.get(repeats),
        answered=int(answered),
        closed_from=closed_from,
        clarification=asked.get(identity),
    )


def _listing(call_id: str) -> Select[*tuple[Any, ...]]:
    """Columns, not records: what a list does not show is not fetched for thousands of rows."""
    answered = (
        select(
            CheckRecord.application_id.label("id"),
            func.count(CheckRecord.question.distinct()).label("count"),
        )
        .where(CheckRecord.automatic == 0)
        .group_by(CheckRecord.application_id)
        .subquery()
    )
    return (
        select(
            ApplicationRecord.id,
            ApplicationRecord.number,
            ApplicationRecord.title,
            ApplicationRecord.organisation_id,
            ApplicationRecord.country,
            ApplicationRecord.lot,
            ApplicationRecord.duration_months,
            ApplicationRecord.language,
            ApplicationRecord.received_at,
            ApplicationRecord.medium,
            ApplicationRecord.state,
            ApplicationRecord.reason,
            ApplicationRecord.revision,
            ApplicationRecord.fingerprint,
            ApplicationRecord.closed_from,
            OrganisationRecord.name,
            OrganisationRecord.city,
            ApplicationRecord.requested_minor,
            ApplicationRecord.total_minor,
            ApplicationRecord.currency,
            ApplicationRecord.duplicate_of_id,
            func.coalesce(answered.c.count, 0),
        )
        .join(OrganisationRecord, OrganisationRecord.id == ApplicationRecord.organisation_id)
        .outerjoin(answered, answered.c.id == ApplicationRecord.id)
        .where(ApplicationRecord.call_id == call_id)
        .order_by(ApplicationRecord.number)
    )


def _budget(session: Session, record: ApplicationRecord) -> tuple[BudgetLineRow, ...]:
    lines = session.scalars(
        select(ApplicationBudgetLineRecord)
        .where(ApplicationBudgetLineRecord.application_id == record.id)
        .order_by(ApplicationBudgetLineRecord.position)
    )
    return tuple(
        BudgetLineRow(
            heading=line.heading,
            code=line.code,
            description=line.description,
            unit=line.unit,
            units_milli=line.units_milli,
            unit_value=Money(line.unit_value_minor, record.currency),
            amount=Money(line.amount_minor, record.currency),
        )
        for line in lines
    )


def _checks(session: Session, terms: CallTerms, application_id: str) -> tuple[CheckRow, ...]:
    given: dict[str, list[GivenRow]] = {question.code: [] for question in terms.checklist}
    rows = session.execute(
        select(CheckRecord, PersonRecord.name)
        .join(PersonRecord, PersonRecord.id == CheckRecord.person_id)
        .where(CheckRecord.application_id == application_id)
        .order_by(CheckRecord.automatic.desc(), PersonRecord.sort_key)
    )
    for check, person in rows:
        automatic = bool(check.automatic)
        given.setdefault(check.question, []).append(
            GivenRow(
                person_id=check.person_id,
                person=person,
                answer=Answer(check.answer),
                automatic=automatic,
                remark=None if automatic else check.remark,
                findings=findings_of(check.remark) if automatic else (),
                answered_at=check.answered_at,
            )
        )
    return tuple(
        CheckRow(
            code=question.code,
            kind=question.kind,
            title=question.title,
            evidence=question.evidence,
            hard=question.hard,
            given=tuple(given[question.code]),
        )
        for question in terms.checklist
    )
