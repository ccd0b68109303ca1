"""What follows a signed contract: reports, indicators, visits, visibility, closure."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped

from db.base import Record, not_negative, one_of, positive, refers, strict, yes_no

REPORT_KINDS = ("interim", "final")
REPORT_STATES = ("due", "received", "returned", "approved")
MEDIA = ("excel_form", "entered")
CHECK_ANSWERS = ("yes", "no", "not_applicable")
INDICATOR_LEVELS = ("impact", "outcome", "output")
VISIT_STATES = ("planned", "done", "cancelled")
RISK_LEVELS = ("low", "medium", "high")
VISIBILITY_KINDS = ("print", "web", "social", "event", "equipment")
CONSENTS = ("yes", "no", "nobody_shown")
CLOSURE_KINDS = ("completed", "terminated")
RETENTION_BASES = ("parent_balance", "end_of_action", "hold")


class ReportRecord(Record):
    """A report that a contract asks for, with what became of it.

    `period_to` is empty for the final report: it ends with the contract, wherever that is
    moved. It is due `due_days` after its period, or on `due_on` where that was agreed.
    """

    __tablename__ = "grant_report"
    __table_args__ = strict(
        UniqueConstraint("grant_id", "number"),
        one_of("kind", REPORT_KINDS),
        one_of("state", REPORT_STATES),
        positive("number"),
        not_negative("due_days"),
    )

    grant_id: Mapped[str] = refers("grant_contract.id")
    number: Mapped[int]
    kind: Mapped[str]
    period_from: Mapped[str]
    period_to: Mapped[str | None]
    due_days: Mapped[int]
    due_on: Mapped[str | None]
    state: Mapped[str]
    approved_by_id: Mapped[str | None] = refers("person.id", nullable=True)
    approved_on: Mapped[str | None]


class RevisionRecord(Record):
    """A report as it arrived, first or corrected; `answers` is canonical JSON by field code.

    `comments` are those with which it was returned, by `reviewed_by_id` on `reviewed_on`.
    """

    __tablename__ = "report_revision"
    __table_args__ = strict(
        UniqueConstraint("grant_report_id", "revision"),
        one_of("medium", MEDIA),
        positive("revision"),
    )

    grant_report_id: Mapped[str] = refers("grant_report.id")
    revision: Mapped[int]
    received_on: Mapped[str]
    medium: Mapped[str]
    answers: Mapped[str]
    document_id: Mapped[str | None] = refers("document.id", nullable=True)
    recorded_by_id: Mapped[str] = refers("person.id")
    reviewed_by_id: Mapped[str | None] = refers("person.id", nullable=True)
    reviewed_on: Mapped[str | None]
    comments: Mapped[str | None]


class ReportCheckRecord(Record):
    """An answer of the review checklist for one revision of a report."""

    __tablename__ = "report_check"
    __table_args__ = strict(
        UniqueConstraint("report_revision_id", "question"), one_of("answer", CHECK_ANSWERS)
    )

    report_revision_id: Mapped[str] = refers("report_revision.id")
    question: Mapped[str]
    answer: Mapped[str]
    remark: Mapped[str | None]
    person_id: Mapped[str] = refers("person.id")


class IndicatorRecord(Record):
    """An indicator of the grantee's own logical framework; values in thousandths."""

    __tablename__ = "grant_indicator"
    __table_args__ = strict(
        UniqueConstraint("grant_id", "code"),
        one_of("level", INDICATOR_LEVELS),
        yes_no("people"),
    )

    grant_id: Mapped[str] = refers("grant_contract.id")
    position: Mapped[int]
    level: Mapped[str]
    code: Mapped[str]
    title: Mapped[str]
    unit: Mapped[str]
    people: Mapped[int]
    baseline_milli: Mapped[int | None]
    target_milli: Mapped[int]
    means: Mapped[str]


class IndicatorValueRecord(Record):
    """What a revision of a report says of an indicator, reached since the start.

    Values are thousandths. Where people are counted, the four parts add up to the total;
    a part that was not asked is empty, not zero.
    """

    __tablename__ = "grant_indicator_value"
    __table_args__ = strict(
        UniqueConstraint("report_revision_id", "grant_indicator_id"),
        not_negative("total_milli"),
    )

    report_revision_id: Mapped[str] = refers("report_revision.id")
    grant_indicator_id: Mapped[str] = refers("grant_indicator.id")
    total_milli: Mapped[int]
    female_milli: Mapped[int | None]
    male_milli: Mapped[int | None]
    other_milli: Mapped[int | None]
    unknown_milli: Mapped[int | None]
    remark: Mapped[str | None]


class VisitRecord(Record):
    """A monitoring visit: planned, then told with its findings."""

    __tablename__ = "visit"
    __table_args__ = strict(
        UniqueConstraint("grant_id", "number"),
        one_of("state", VISIT_STATES),
        one_of("photo_consent", CONSENTS),
        positive("number"),
        CheckConstraint("state <> 'done' OR visited_on IS NOT NULL", name="done_has_day"),
    )

    grant_id: Mapped[str] = refers("grant_contract.id")
    number: Mapped[int]
    state: Mapped[str]
    planned_on: Mapped[str]
    purpose: Mapped[str]
    visited_on: Mapped[str | None]
    place: Mapped[str | None]
    visitors: Mapped[str | None]
    people_met: Mapped[str | None]
    summary: Mapped[str | None]
    photo_consent: Mapped[str | None]
    recorded_by_id: Mapped[str] = refers("person.id")


class FindingRecord(Record):
    """A finding of a visit with what is to be done until when."""

    __tablename__ = "visit_finding"
    __table_args__ = strict(UniqueConstraint("visit_id", "number"), positive("number"))

    visit_id: Mapped[str] = refers("visit.id")
    number: Mapped[int]
    finding: Mapped[str]
    follow_up: Mapped[str | None]
    responsible: Mapped[str | None]
    due_on: Mapped[str | None]
    done_on: Mapped[str | None]
    outcome: Mapped[str | None]


class RiskRecord(Record):
    """How risky a grant was judged on a day; the newest note counts, the others stay."""

    __tablename__ = "risk_note"
    __table_args__ = strict(one_of("level", RISK_LEVELS))

    grant_id: Mapped[str] = refers("grant_contract.id")
    assessed_on: Mapped[str]
    level: Mapped[str]
    reason: Mapped[str]
    measures: Mapped[str | None]
    person_id: Mapped[str] = refers("person.id")


class VisibilityRecord(Record):
    """How the EU contribution was shown: one item with what was checked on it."""

    __tablename__ = "visibility_item"
    __table_args__ = strict(
        one_of("kind", VISIBILITY_KINDS),
        one_of("consent", CONSENTS),
        yes_no("emblem_ok"),
        yes_no("statement_ok"),
        yes_no("disclaimer_ok"),
    )

    grant_id: Mapped[str] = refers("grant_contract.id")
    item: Mapped[str]
    kind: Mapped[str]
    shown_on: Mapped[str]
    link: Mapped[str | None]
    emblem_ok: Mapped[int]
    statement_ok: Mapped[int]
    disclaimer_ok: Mapped[int]
    consent: Mapped[str]
    remark: Mapped[str | None]
    document_id: Mapped[str | None] = refers("document.id", nullable=True)
    recorded_by_id: Mapped[str] = refers("person.id")


class ClosureRecord(Record):
    """The end of a grant: why, by whom, and until when its papers are kept.

    `facts` is canonical JSON: what the checklist found on the day.
    """

    __tablename__ = "grant_closure"
    __table_args__ = strict(
        UniqueConstraint("grant_id"),
        one_of("kind", CLOSURE_KINDS),
        one_of("retention_basis", RETENTION_BASES),
    )

    grant_id: Mapped[str] = refers("grant_contract.id")
    kind: Mapped[str]
    closed_on: Mapped[str]
    reason: Mapped[str | None]
    lessons: Mapped[str | None]
    facts: Mapped[str]
    retain_until: Mapped[str]
    retention_basis: Mapped[str]
    closed_by_id: Mapped[str] = refers("person.id")
