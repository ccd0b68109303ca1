"""Changes to applications: imported by plan, checked, admitted, dismissed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from db.tables.applications import ApplicationRecord, CheckRecord
from db.tables.awards import AwardRecord
from iris_grants.applications.clarifications import asked_of
from iris_grants.applications.gathering import SourceReader
from iris_grants.applications.paper import plan_paper
from iris_grants.applications.plan import ImportPlan
from iris_grants.applications.register import read_register
from iris_grants.applications.registration import Registrar
from iris_grants.applications.rules.arrivals import ItemKind
from iris_grants.applications.rules.checks import Answer
from iris_grants.applications.rules.clarifications import check_clarifications, is_lacking
from iris_grants.applications.rules.decisions import (
    OPEN_STATES,
    VERIFIABLE,
    GivenAnswer,
    check_admission,
    check_dismissal,
    not_open,
)
from iris_grants.calls.queries import terms_of
from iris_grants.kernel.access import Role
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.operations import Work, operation
from iris_grants.kernel.problems import Problem, Refused, Where, refusal, refuse_on_errors

OFFICE = frozenset({Role.GRANTS_OFFICER, Role.SECRETARY})
OFFICER = frozenset({Role.GRANTS_OFFICER})
TOPICS = frozenset({"applications"})
_WITHDRAWABLE = frozenset({"received", "checking", "admitted", "assessed", "selected", "reserve"})


@operation(
    "applications.import", roles=OFFICE, topics=TOPICS | {"organisations", "documents", "checks"}
)
def import_applications(work: Work, *, plan: ImportPlan) -> tuple[str, ...]:
    """Execute a plan: new applications and revisions; gives their identities in its order.

    Forms and attachments are kept bit for bit, the answers that the form gives are recorded
    as automatic checks. Refused: the errors of the plan; `applications.plan_outdated` where
    the register changed since; `applications.file_changed` where a file did.
    """
    refuse_on_errors(plan.problems)
    register = read_register(work.session, plan.call_id, ())
    if register.basis != plan.basis:
        raise refusal("applications.plan_outdated", number=plan.call_number)
    currency = terms_of(work.session, plan.call_id).currency
    done: list[str] = []
    with SourceReader() as files:
        registrar = Registrar(work, plan.call_id, currency, register.known, files)
        for item in plan.items:
            if item.decision.kind is ItemKind.NEW:
                done.append(registrar.add(item))
            elif item.decision.kind is ItemKind.REVISION:
                done.append(registrar.revise(item))
    return tuple(dict.fromkeys(done))


@operation(
    "applications.enter_paper",
    roles=OFFICE,
    topics=TOPICS | {"organisations", "documents", "checks"},
)
def enter_paper(
    work: Work,
    *,
    call_id: str,
    scan: Path,
    received_at: datetime,
    values: Mapping[str, str],
    attachments: Sequence[Path] = (),
) -> str:
    """Enter an application that came on paper, with its scan; gives its identity.

    `values` are what stands on the paper, by the keys of the form and as people write it;
    `budget` has a line for each cost (`iris_grants.applications.paper`). What comes from a
    known organisation before the deadline is a revision. Refused: the problems of
    `plan_paper`, and `applications.paper_known` where it says nothing new.
    """
    plan = plan_paper(
        work.session,
        call_id=call_id,
        scan=scan,
        received_at=received_at,
        values=values,
        attachments=attachments,
    )
    refuse_on_errors(plan.problems)
    (item,) = plan.items
    if item.decision.kind not in (ItemKind.NEW, ItemKind.REVISION):
        raise refusal("applications.paper_known", number=item.decision.number)
    (identity,) = import_applications(work, plan=plan)
    return identity


@operation("applications.answer_checks", roles=OFFICE, topics=TOPICS | {"checks"}, undoable=True)
def answer_checks(
    work: Work,
    *,
    application_id: str,
    answers: Mapping[str, Answer | str],
    remarks: Mapping[str, str] | None = None,
) -> None:
    """Answer questions of the checklist as the acting person, for one application.

    `answers` by the code of the question (`yes`, `no`, `not_applicable`). A person's later
    answer replaces the earlier one. Refused: `applications.not_open`,
    `applications.question_unknown`, `applications.answer_unknown`.
    """
    record = _open(work, application_id)
    known = {question.code for question in terms_of(work.session, record.call_id).checklist}
    problems = [*_unknown(answers, known)]
    if problems:
        raise Refused(*problems)
    own = {
        check.question: check
        for check in work.session.scalars(
            select(CheckRecord)
            .where(CheckRecord.application_id == application_id)
            .where(CheckRecord.person_id == work.person.person_id)
        )
    }
    added = []
    for question, answer in answers.items():
        check = own.get(question)
        if check is None:
            check = CheckRecord(
                id=new_id(),
                application_id=application_id,
                question=question,
                person_id=work.person.person_id,
            )
            added.append(check)
        check.answer = Answer(answer).value
        check.automatic = 0
        check.remark = (remarks or {}).get(question) or None
        check.answered_at = work.now_text
    work.add_all(added)
    if record.state == "received":
        record.state = "checking"
    work.flush()


@operation("applications.answer_check", roles=OFFICE, topics=TOPICS | {"checks"}, undoable=True)
def answer_check(
    work: Work,
    *,
    application_id: str,
    question: str,
    answer: Answer | str,
    remark: str | None = None,
) -> None:
    """Answer one question of the checklist; see `answer_checks`."""
    remarks = {question: remark} if remark else {}
    answer_checks(work, application_id=application_id, answers={question: answer}, remarks=remarks)


@operation("applications.admit", roles=OFFICER, topics=TOPICS)
def admit_application(work: Work, *, application_id: str) -> tuple[Problem, ...]:
    """Admit an application to assessment; gives the warnings that somebody should have seen.

    Refused: `applications.not_open`, the errors of `decisions.check_admission`, and an
    answer to a clarification that is still awaited (`clarifications.check_clarifications`).
    """
    record = _open(work, application_id)
    problems = (
        *check_admission(
            terms_of(work.session, record.call_id), given_answers(work, application_id)
        ),
        *check_clarifications(asked_of(work.session, application_id), work.today),
    )
    refuse_on_errors(problems)
    record.state, record.reason = "admitted", None
    work.flush()
    return problems


@operation("applications.dismiss", roles=OFFICER, topics=TOPICS)
def dismiss_application(work: Work, *, application_id: str, reason: str) -> None:
    """Close an application on a formal ground.

    `reason` is one of `reasons.DISMISSAL_REASONS`; after admission only what the
    verification brings out (DOMAIN.md §4.7, EV-08). Refused: `applications.reason_unknown`,
    `applications.not_open`, `applications.has_award`, `applications.not_late` where the
    reason is `late` but it is not, `applications.clarification_not_lacking` where no answer
    is missing or late.
    """
    record = work.get(ApplicationRecord, application_id)
    refuse_on_errors(check_dismissal(reason, record.state, record.number))
    if reason == "late" and record.on_time:
        raise refusal("applications.not_late", number=record.number)
    if reason == "no_clarification" and not is_lacking(
        asked_of(work.session, application_id), work.today
    ):
        raise refusal("applications.clarification_not_lacking", number=record.number)
    _require_no_award(work, record)
    record.closed_from = record.state
    record.state, record.reason = "dismissed", reason
    work.flush()


@operation("applications.reopen", roles=OFFICER, topics=TOPICS)
def reopen_application(work: Work, *, application_id: str) -> None:
    """Take back a dismissal: the application stands where it stood, as a rule under check.

    Refused: `applications.not_dismissed`.
    """
    record = work.get(ApplicationRecord, application_id)
    if record.state != "dismissed":
        raise refusal("applications.not_dismissed", number=record.number)
    record.state = record.closed_from if record.closed_from in VERIFIABLE else "checking"
    record.reason = record.closed_from = None
    work.flush()


@operation("applications.withdraw", roles=OFFICER, topics=TOPICS)
def withdraw_application(work: Work, *, application_id: str) -> None:
    """Record that the applicant took the application back.

    Refused: `applications.not_open` where it is closed or awarded already,
    `applications.has_award` while an award is negotiated (`awards.withdraw` ends both).
    """
    record = work.get(ApplicationRecord, application_id)
    if record.state not in _WITHDRAWABLE:
        raise Refused(not_open(record.number, record.state))
    _require_no_award(work, record)
    record.closed_from = record.state
    record.state, record.reason = "withdrawn", "withdrew"
    work.flush()


@operation("applications.mark_duplicate", roles=OFFICE, topics=TOPICS, undoable=True)
def mark_duplicate(work: Work, *, application_id: str, duplicate_of_id: str | None) -> None:
    """Say which application this one repeats, or (None) that it repeats none.

    Refused: `applications.duplicate_of_itself`, `applications.duplicate_elsewhere` where the
    two belong to different calls.
    """
    record = work.get(ApplicationRecord, application_id)
    if duplicate_of_id is not None:
        other = work.get(ApplicationRecord, duplicate_of_id)
        if other.id == record.id:
            raise refusal("applications.duplicate_of_itself", number=record.number)
        if other.call_id != record.call_id:
            raise refusal("applications.duplicate_elsewhere", number=other.number)
    record.duplicate_of_id = duplicate_of_id
    work.flush()


def given_answers(work: Work, application_id: str) -> tuple[GivenAnswer, ...]:
    """The answers on file for one application."""
    found = work.session.scalars(
        select(CheckRecord).where(CheckRecord.application_id == application_id)
    )
    return tuple(
        GivenAnswer(
            question=check.question,
            person_id=check.person_id,
            answer=Answer(check.answer),
            automatic=bool(check.automatic),
        )
        for check in found
    )


def _require_no_award(work: Work, record: ApplicationRecord) -> None:
    live = (
        select(AwardRecord.id)
        .where(AwardRecord.application_id == record.id)
        .where(AwardRecord.state.in_(("proposed", "awarded")))
    )
    if work.session.scalar(live) is not None:
        raise refusal("applications.has_award", number=record.number)


def _open(work: Work, application_id: str) -> ApplicationRecord:
    record = work.get(ApplicationRecord, application_id)
    if record.state not in OPEN_STATES:
        raise Refused(not_open(record.number, record.state))
    return record


def _unknown(answers: Mapping[str, Answer | str], known: set[str]) -> list[Problem]:
    problems = []
    for question, answer in answers.items():
        where = Where(key=question)
        if question not in known:
            params = {"question": question}
            problems.append(
                Problem(code="applications.question_unknown", where=where, params=params)
            )
        if answer not in {each.value for each in Answer}:
            listed = {"answer": str(answer), "known": ", ".join(Answer)}
            problems.append(Problem(code="applications.answer_unknown", where=where, params=listed))
    return problems
