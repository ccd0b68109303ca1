"""The review of a report: the checklist, back for correction, or approved by a second person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import func, select

from db.tables.finance import ExpenditureRecord
from db.tables.grants import GrantRecord
from db.tables.reporting import ReportCheckRecord, ReportRecord, RevisionRecord
from iris_grants.grants.commands import due_from
from iris_grants.kernel.access import Role
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.operations import Work, operation
from iris_grants.kernel.problems import Where, refusal, refuse_on_errors
from iris_grants.programme.grant_rules import rules_of_contract
from iris_grants.reporting.receiving import last_revision
from iris_grants.reporting.rules.review import QUESTIONS, check_approval, check_return

OFFICER = frozenset({Role.GRANTS_OFFICER, Role.FINANCE_OFFICER})
APPROVER = frozenset({Role.APPROVER})
TOPICS = frozenset({"reports", "grants", "results"})
ANSWERS = ("yes", "no", "not_applicable")
UNDECIDED = ("reported", "question")


@operation("reporting.answer_checks", roles=OFFICER | APPROVER, topics=TOPICS, undoable=True)
def answer_checks(
    work: Work,
    *,
    report_id: str,
    answers: Mapping[str, str],
    remarks: Mapping[str, str] | None = None,
) -> None:
    """Answer questions of the review checklist for the newest revision of a report.

    A question answered before is answered anew; the journal keeps the earlier answer. A
    remark that is not given stays with the same answer, and goes with it.
    """
    report, revision = _under_review(work, report_id)
    given = remarks or {}
    known = {
        check.question: check
        for check in work.session.scalars(
            select(ReportCheckRecord).where(ReportCheckRecord.report_revision_id == revision.id)
        )
    }
    for question, answer in answers.items():
        if question not in QUESTIONS[report.kind]:
            raise refusal("reporting.question_unknown", Where(key=question))
        if answer not in ANSWERS:
            raise refusal("reporting.answer_unknown", Where(key=question))
        check = known.get(question) or ReportCheckRecord(
            id=new_id(), report_revision_id=revision.id, question=question
        )
        if question in given:
            check.remark = given[question].strip() or None
        elif check.answer != answer:
            check.remark = None
        check.answer = answer
        check.person_id = work.person.person_id
        work.add(check)


@operation("reporting.answer_check", roles=OFFICER | APPROVER, topics=TOPICS, undoable=True)
def answer_check(
    work: Work, *, report_id: str, question: str, answer: str, remark: str | None = None
) -> None:
    """Answer one question of the review checklist; see `answer_checks`."""
    remarks = {} if remark is None else {question: remark}
    answer_checks(work, report_id=report_id, answers={question: answer}, remarks=remarks)


@operation("reporting.return", roles=OFFICER | APPROVER, topics=TOPICS)
def return_report(work: Work, *, report_id: str, comments: str, due_on: date) -> None:
    """Return a report for correction until a day, with what is to be corrected.

    The revision stays as it arrived; the corrected one is the next (DOMAIN.md §9.1).
    """
    report, revision = _under_review(work, report_id)
    refuse_on_errors(check_return(comments))
    if due_on.isoformat() < revision.received_on:
        where = Where(key="due_on")
        raise refusal("reporting.due_before_receipt", where, day=revision.received_on)
    revision.comments = comments.strip()
    _reviewed(work, revision)
    report.state, report.due_on = "returned", due_on.isoformat()
    work.flush()


@operation("reporting.approve", roles=APPROVER, topics=TOPICS, approval=True)
def approve_report(work: Work, *, report_id: str) -> None:
    """Approve a report: another person than the one who recorded it (R-SEP).

    The next instalment is due so many days later (DOMAIN.md §5.3). With the final report
    the grant is reported: its balance can be paid, its budget and costs stay as they are.
    """
    report, revision = _under_review(work, report_id)
    grant = work.hold(GrantRecord, report.grant_id)
    checks = work.session.scalars(
        select(ReportCheckRecord).where(ReportCheckRecord.report_revision_id == revision.id)
    )
    answers = {check.question: check.answer for check in checks}
    refuse_on_errors(
        check_approval(
            report.kind,
            answers,
            recorded_by=revision.recorded_by_id,
            approver=work.person.person_id,
            undecided_costs=_undecided(work, grant.id),
        )
    )
    _reviewed(work, revision)
    report.state = "approved"
    report.approved_by_id = work.person.person_id
    report.approved_on = work.today.isoformat()
    if report.kind == "final":
        grant.state = "reported"
    rules = rules_of_contract(work.session, grant.rule_set_id)
    follows = "balance" if report.kind == "final" else "further"
    due_from(work, grant, work.today, rules.further_payment_days, kind=follows)
    work.flush()


def _under_review(work: Work, report_id: str) -> tuple[ReportRecord, RevisionRecord]:
    report = work.hold(ReportRecord, report_id)
    revision = last_revision(work.session, report_id)
    if report.state != "received" or revision is None:
        raise refusal("reporting.wrong_state", state=f"state.report.{report.state}")
    return report, revision


def _reviewed(work: Work, revision: RevisionRecord) -> None:
    revision.reviewed_by_id = work.person.person_id
    revision.reviewed_on = work.today.isoformat()


def _undecided(work: Work, grant_id: str) -> int:
    query = (
        select(func.count())
        .select_from(ExpenditureRecord)
        .where(ExpenditureRecord.grant_id == grant_id)
        .where(ExpenditureRecord.state.in_(UNDECIDED))
    )
    return int(work.session.scalar(query) or 0)
