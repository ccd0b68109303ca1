"""What each assessor said of each application, for score sheets."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables.applications import ApplicationRecord
from db.tables.organisations import OrganisationRecord
from db.tables.people import PersonRecord
from db.tables.scoring import AssessmentRecord, MemberRecord, ReturnRecord
from iris_grants.scoring.assessed import Assessed
from iris_grants.scoring.queries.assessing import assessed_by_id


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """One assessment in the store; `signed_at` and `medium` are of the return it came with."""

    member_id: str
    code: str
    assessor: str
    number: str
    title: str
    applicant: str
    state: str
    signed_at: str
    medium: str
    assessed: Assessed

    @property
    def counts(self) -> bool:
        """Whether its scores say anything: not where the assessor is recused or it is void."""
        return self.state in ("complete", "incomplete")


def sheets_of(session: Session, call_id: str) -> tuple[SheetRow, ...]:
    """All assessments of a call that came in, by application number and assessor code."""
    rows = session.execute(
        select(
            AssessmentRecord,
            ApplicationRecord,
            OrganisationRecord.name,
            MemberRecord.code,
            PersonRecord.name,
            ReturnRecord.signed_at,
            ReturnRecord.medium,
        )
        .join(ApplicationRecord, ApplicationRecord.id == AssessmentRecord.application_id)
        .join(OrganisationRecord, OrganisationRecord.id == ApplicationRecord.organisation_id)
        .join(MemberRecord, MemberRecord.id == AssessmentRecord.member_id)
        .join(PersonRecord, PersonRecord.id == MemberRecord.person_id)
        .join(ReturnRecord, ReturnRecord.id == AssessmentRecord.return_id)
        .where(AssessmentRecord.call_id == call_id)
        .order_by(ApplicationRecord.number, MemberRecord.code)
    ).all()
    said = assessed_by_id(session, [row[0] for row in rows])
    return tuple(
        SheetRow(
            member_id=record.member_id,
            code=code,
            assessor=assessor,
            number=application.number,
            title=application.title,
            applicant=applicant,
            state=record.state,
            signed_at=signed_at,
            medium=medium,
            assessed=said[record.id],
        )
        for record, application, applicant, code, assessor, signed_at, medium in rows
    )
