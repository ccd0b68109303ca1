"""The assessor's work as rows: the package, each assessment, and the overview of all."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables.applications import ApplicationRecord
from db.tables.organisations import OrganisationRecord
from db.tables.scoring import (
    AssessmentRecord,
    AssessorNoteRecord,
    ConflictRecord,
    PackageRecord,
    ReturnRecord,
    ScoreRecord,
    SectionCommentRecord,
)
from iris_grants.calls.queries import terms_of
from iris_grants.kernel.problems import Problem
from iris_grants.scoring.assessed import (
    Assessed,
    Outcome,
    Recusal,
    Score,
    check_complete,
    outcome,
    scoring_grid,
)
from iris_grants.scoring.package import Package, read_package
from iris_grants.scoring.rules.scores import ScoreState


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnAssessmentRow:
    """One application of the assessor with all that was said of it so far.

    `open` names what a return would lack; `outcome` says nothing where one is recused.
    `note` and `flagged` are for nobody else.
    """

    application_id: str
    number: str
    title: str
    applicant: str
    revision: int
    fingerprint: str
    assessed: Assessed
    outcome: Outcome
    open: tuple[Problem, ...]
    note: str = ""
    flagged: bool = False

    @property
    def state(self) -> str:
        """`recused`, `complete`, or `incomplete` while anything is open."""
        if self.assessed.recusal is not None:
            return "recused"
        return "incomplete" if self.open else "complete"


@dataclass(frozen=True, slots=True, kw_only=True)
class SentRow:
    """A return that left this working store; `signed_at` in stored UTC text."""

    sequence: int
    signed_at: str
    sha256: str
    public_key: str | None


def sent_returns(session: Session) -> tuple[SentRow, ...]:
    """The returns that were signed here, the first one first."""
    return tuple(
        SentRow(
            sequence=record.sequence,
            signed_at=record.signed_at,
            sha256=record.sha256,
            public_key=record.public_key,
        )
        for record in session.scalars(select(ReturnRecord).order_by(ReturnRecord.sequence))
    )


def own_package(session: Session) -> Package:
    """The package that this working store was made from."""
    manifest = session.scalars(select(PackageRecord.manifest)).one()
    return read_package(json.loads(manifest))


def own_assessments(session: Session) -> tuple[OwnAssessmentRow, ...]:
    """All assessments of a working store, by application number; same queries for any number."""
    rows = session.execute(
        select(AssessmentRecord, ApplicationRecord, OrganisationRecord.name)
        .join(ApplicationRecord, ApplicationRecord.id == AssessmentRecord.application_id)
        .join(OrganisationRecord, OrganisationRecord.id == ApplicationRecord.organisation_id)
        .where(AssessmentRecord.return_id.is_(None))
        .order_by(ApplicationRecord.number)
    ).all()
    if not rows:
        return ()
    terms = terms_of(session, rows[0][0].call_id)
    grid = scoring_grid(terms)
    all_assessed = assessed_by_id(session, [record for record, _application, _name in rows])
    notes = {
        one.application_id: (one.note, bool(one.flagged))
        for one in session.scalars(select(AssessorNoteRecord))
    }
    found = []
    for record, application, name in rows:
        assessed = all_assessed[record.id]
        note, flagged = notes.get(application.id, ("", False))
        found.append(
            OwnAssessmentRow(
                application_id=application.id,
                number=application.number,
                title=application.title,
                applicant=name,
                revision=application.revision,
                fingerprint=application.fingerprint,
                assessed=assessed,
                outcome=outcome(assessed, grid),
                open=check_complete(assessed, terms, application.number),
                note=note,
                flagged=flagged,
            )
        )
    return tuple(found)


def assessed_by_id(session: Session, records: list[AssessmentRecord]) -> dict[str, Assessed]:
    """What these assessments say, by their identity; recusals as the conflicts have them."""
    wanted = [record.id for record in records]
    scores: dict[str, dict[str, Score]] = defaultdict(dict)
    for score in session.scalars(select(ScoreRecord).where(ScoreRecord.assessment_id.in_(wanted))):
        scores[score.assessment_id][score.criterion] = Score(
            state=ScoreState(score.state), milli=score.score_milli, comment=score.comment or ""
        )
    sections: dict[str, dict[str, str]] = defaultdict(dict)
    for comment in session.scalars(
        select(SectionCommentRecord).where(SectionCommentRecord.assessment_id.in_(wanted))
    ):
        sections[comment.assessment_id][comment.section] = comment.comment
    recusals = {
        (conflict.member_id, conflict.application_id): Recusal(
            kind=conflict.kind, reason=conflict.reason
        )
        for conflict in session.scalars(
            select(ConflictRecord)
            .where(ConflictRecord.state == "confirmed")
            .where(ConflictRecord.application_id.in_([record.application_id for record in records]))
        )
    }
    return {
        record.id: Assessed(
            scores=scores[record.id],
            sections=sections[record.id],
            comment=record.comment or "",
            recusal=recusals.get((record.member_id, record.application_id))
            if record.state == "recused"
            else None,
        )
        for record in records
    }
