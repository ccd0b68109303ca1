"""Entering a package into the working store of its assessor."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import BinaryIO

from db.search import search_key, sort_key
from db.tables.applications import ApplicationBudgetLineRecord, ApplicationRecord
from db.tables.calls import CallRecord
from db.tables.organisations import OrganisationRecord
from db.tables.people import PersonRecord, PersonRoleRecord
from db.tables.programme import ProgrammeRecord
from db.tables.scoring import AssessmentRecord, MemberRecord, ScoreRecord
from iris_grants.documents.attachments import attach
from iris_grants.kernel.access import Role
from iris_grants.kernel.canonical import canonical_json
from iris_grants.kernel.clock import utc_text
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.operations import Work, operation
from iris_grants.scoring.commands.assignment import REGULAR, assignment
from iris_grants.scoring.commands.packages import record_package
from iris_grants.scoring.package import Package, PackedApplication, PackedLine

Openers = Mapping[str, Callable[[], BinaryIO]]
NOT_IN_PACKAGE = 1
"""Amounts of the programme are not the assessor's business; the table wants one above zero."""


@operation(
    "scoring.open_package",
    roles=frozenset({Role.ASSESSOR}),
    topics=frozenset({"packages", "scores"}),
)
def enter_package(work: Work, *, package: Package, files: Openers) -> None:
    """Write everything of a package into an empty store, every score not yet given.

    `files` opens the contents by hash. The identities are those of the office's store.
    """
    _enter_frame(work, package)
    _enter_organisations(work, package)
    for one in package.applications:
        _enter_application(work, package, one, files)
    record_package(work, package)
    _enter_assessments(work, package)


def _enter_frame(work: Work, package: Package) -> None:
    assessor = package.assessor
    work.add(
        PersonRecord(
            id=assessor.person_id,
            name=assessor.name,
            search_key=search_key(assessor.name),
            sort_key=sort_key(assessor.name),
            email=None,
            organisation_name=None,
            active=1,
        )
    )
    work.add(PersonRoleRecord(id=new_id(), person_id=assessor.person_id, role=Role.ASSESSOR))
    programme = work.add(_programme(package))
    work.add(_call(package, programme.id))
    work.add(
        MemberRecord(
            id=assessor.member_id,
            call_id=package.call_id,
            person_id=assessor.person_id,
            code=assessor.code,
            role="assessor",
            country=None,
            declared_on=None,
        )
    )


def _call(package: Package, programme_id: str) -> CallRecord:
    terms = package.call_terms()
    return CallRecord(
        id=package.call_id,
        programme_id=programme_id,
        number=package.call_number,
        title_en=terms.title.en,
        title_sr=terms.title.sr,
        state="closed",
        deadline_at=utc_text(terms.deadline_at),
        deadline_zone=terms.deadline_zone,
        envelope_minor=terms.envelope.minor,
        min_amount_minor=terms.min_amount.minor,
        max_amount_minor=terms.max_amount.minor,
        currency=terms.currency,
        terms=canonical_json(package.terms),
        fingerprint=package.call_fingerprint,
        published_at=None,
    )


def _programme(package: Package) -> ProgrammeRecord:
    given = package.programme
    return ProgrammeRecord(
        id=new_id(),
        code=given.code,
        title_en=given.title_en,
        title_sr=given.title_sr,
        donor=given.donor,
        lead_name=given.lead_name,
        starts_on=given.starts_on,
        ends_on=given.ends_on,
        budget_minor=NOT_IN_PACKAGE,
        currency=package.call_terms().currency,
        third_party_ceiling_minor=NOT_IN_PACKAGE,
    )


def _enter_organisations(work: Work, package: Package) -> None:
    known = {one.organisation_id: one for one in package.applications}
    work.add_all(
        [
            OrganisationRecord(
                id=identity,
                name=one.applicant,
                name_latin=one.applicant,
                search_key=search_key(one.applicant),
                sort_key=sort_key(one.applicant),
                country=one.country,
                city=one.city,
                address=None,
                legal_form=None,
                register_no=one.register_no,
                tax_no=None,
                registered_on=None,
                email=None,
                phone=None,
                representative=None,
            )
            for identity, one in known.items()
        ]
    )


def _enter_application(
    work: Work, package: Package, one: PackedApplication, files: Openers
) -> None:
    work.add(_application(package, one))
    work.add_all([_line(one, line, position) for position, line in enumerate(one.budget, start=1)])
    for file in one.files:
        with files[file.sha256]() as stream:
            attach(
                work,
                subject_kind="application",
                subject_id=one.id,
                kind=file.kind,
                name=file.name,
                media_type=file.media_type,
                data=stream,
            )


def _application(package: Package, one: PackedApplication) -> ApplicationRecord:
    return ApplicationRecord(
        id=one.id,
        call_id=package.call_id,
        organisation_id=one.organisation_id,
        number=one.number,
        lot=one.lot,
        title=one.title,
        search_key=search_key(f"{one.number} {one.title} {one.applicant}"),
        country=one.country,
        requested_minor=one.requested_minor,
        total_minor=one.total_minor,
        currency=one.currency,
        duration_months=one.duration_months,
        language=one.language,
        answers=canonical_json(one.answers),
        received_at=package.made_at,
        medium="excel_form",
        on_time=1,
        state="admitted",
        reason=None,
        duplicate_of_id=None,
        revision=one.revision,
        fingerprint=one.fingerprint,
        third_assessor_id=None,
    )


def _line(one: PackedApplication, line: PackedLine, position: int) -> ApplicationBudgetLineRecord:
    return ApplicationBudgetLineRecord(
        id=new_id(),
        application_id=one.id,
        position=position,
        heading=line.heading,
        code=line.code,
        description=line.description,
        unit=line.unit,
        units_milli=line.units_milli,
        unit_value_minor=line.unit_value_minor,
        amount_minor=line.amount_minor,
    )


def _enter_assessments(work: Work, package: Package) -> None:
    member, items = package.assessor.member_id, package.call_terms().grid.items()
    for one in package.applications:
        work.add(assignment(member, one.id, REGULAR))
        assessment = work.add(
            AssessmentRecord(
                id=new_id(),
                call_id=package.call_id,
                member_id=member,
                application_id=one.id,
                return_id=None,
                state="incomplete",
                comment=None,
            )
        )
        work.add_all(
            [
                ScoreRecord(
                    id=new_id(),
                    assessment_id=assessment.id,
                    criterion=item.code,
                    state="missing",
                    score_milli=None,
                    comment=None,
                )
                for item in items
            ]
        )
