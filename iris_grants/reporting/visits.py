"""Monitoring visits: planned, told with findings, and followed up."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sqlalchemy import func, select

from db.tables.grants import GrantRecord
from db.tables.reporting import CONSENTS, FindingRecord, VisitRecord
from iris_grants.documents.filing import file_document
from iris_grants.kernel.access import Role
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.operations import Work, operation
from iris_grants.kernel.problems import Where, refusal

OFFICE = frozenset({Role.GRANTS_OFFICER, Role.FINANCE_OFFICER})
TOPICS = frozenset({"reports", "grants"})
NOT_VISITED = ("drafted", "closed", "terminated")


@operation("reporting.plan_visit", roles=OFFICE, topics=TOPICS, undoable=True)
def plan_visit(work: Work, *, grant_id: str, planned_on: date, purpose: str) -> str:
    """Plan a visit to a grantee with its purpose; returns its id."""
    grant = work.hold(GrantRecord, grant_id)
    if grant.state in NOT_VISITED:
        raise refusal("grants.wrong_state", state=f"state.grant.{grant.state}")
    if not purpose.strip():
        raise refusal("reporting.word_needed", Where(key="purpose"))
    last = work.session.scalar(
        select(func.max(VisitRecord.number)).where(VisitRecord.grant_id == grant_id)
    )
    visit = VisitRecord(
        id=new_id(),
        grant_id=grant_id,
        number=int(last or 0) + 1,
        state="planned",
        planned_on=planned_on.isoformat(),
        purpose=purpose.strip(),
        recorded_by_id=work.person.person_id,
    )
    return work.add(visit).id


@operation("reporting.record_visit", roles=OFFICE, topics=TOPICS)
def record_visit(
    work: Work,
    *,
    visit_id: str,
    visited_on: date,
    place: str,
    visitors: str,
    people_met: str,
    summary: str,
    photo_consent: str = "nobody_shown",
    path: Path | None = None,
) -> None:
    """Tell a visit that took place: where, who went, whom they met, what they saw.

    `photo_consent` says whether the people on photographs agreed; `path`, the report or a
    photograph, becomes a document. Refused without place, visitors or summary, for a day to
    come, and with a photograph of people who did not agree (DOMAIN.md §8.3, section 14).
    """
    visit = _planned(work, visit_id)
    texts = {"place": place, "visitors": visitors, "summary": summary}
    for name, text in texts.items():
        if not text.strip():
            raise refusal("reporting.word_needed", Where(key=name))
    if visited_on > work.today:
        raise refusal("reporting.day_in_future", Where(key="visited_on"))
    if photo_consent not in CONSENTS:
        raise refusal("reporting.consent_unknown", Where(key="photo_consent"))
    if photo_consent == "no" and path is not None:
        raise refusal("reporting.photo_without_consent", Where(key="path"))
    visit.state = "done"
    visit.visited_on = visited_on.isoformat()
    visit.place, visit.visitors = place.strip(), visitors.strip()
    visit.people_met, visit.summary = people_met.strip() or None, summary.strip()
    visit.photo_consent = photo_consent
    work.flush()
    if path is not None:
        file_document(
            work,
            subject_kind="grant",
            subject_id=visit.grant_id,
            kind="visit_report",
            path=path,
            note=str(visit.number),
        )


@operation("reporting.cancel_visit", roles=OFFICE, topics=TOPICS)
def cancel_visit(work: Work, *, visit_id: str, reason: str) -> None:
    """Note that a planned visit did not take place, and why; it stays on file."""
    visit = _planned(work, visit_id)
    if not reason.strip():
        raise refusal("reporting.word_needed", Where(key="reason"))
    visit.state, visit.summary = "cancelled", reason.strip()
    work.flush()


@operation("reporting.add_finding", roles=OFFICE, topics=TOPICS, undoable=True)
def add_finding(
    work: Work,
    *,
    visit_id: str,
    finding: str,
    follow_up: str = "",
    responsible: str = "",
    due_on: date | None = None,
) -> str:
    """Add a finding of a visit; with a follow-up it has a day and somebody responsible."""
    visit = work.hold(VisitRecord, visit_id)
    if visit.state != "done":
        raise refusal("reporting.visit_not_done")
    if not finding.strip():
        raise refusal("reporting.word_needed", Where(key="finding"))
    if follow_up.strip() and (due_on is None or not responsible.strip()):
        where = Where(key="due_on" if due_on is None else "responsible")
        raise refusal("reporting.follow_up_incomplete", where)
    last = work.session.scalar(
        select(func.max(FindingRecord.number)).where(FindingRecord.visit_id == visit_id)
    )
    record = FindingRecord(
        id=new_id(),
        visit_id=visit_id,
        number=int(last or 0) + 1,
        finding=finding.strip(),
        follow_up=follow_up.strip() or None,
        responsible=responsible.strip() or None,
        due_on=due_on.isoformat() if due_on else None,
    )
    return work.add(record).id


@operation("reporting.settle_finding", roles=OFFICE, topics=TOPICS)
def settle_finding(work: Work, *, finding_id: str, done_on: date, outcome: str) -> None:
    """Write down that a follow-up is done, when, and with what outcome."""
    record = work.hold(FindingRecord, finding_id)
    if record.follow_up is None or record.done_on is not None:
        raise refusal("reporting.nothing_to_follow")
    if not outcome.strip():
        raise refusal("reporting.word_needed", Where(key="outcome"))
    if done_on > work.today:
        raise refusal("reporting.day_in_future", Where(key="done_on"))
    record.done_on, record.outcome = done_on.isoformat(), outcome.strip()
    work.flush()


def _planned(work: Work, visit_id: str) -> VisitRecord:
    visit = work.hold(VisitRecord, visit_id)
    if visit.state != "planned":
        raise refusal("reporting.visit_over", state=f"state.visit.{visit.state}")
    return visit
