"""What the packages of a call would hold now: per assessor, what is not packed yet."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables.applications import ApplicationBudgetLineRecord, ApplicationRecord
from db.tables.calls import CallRecord
from db.tables.organisations import OrganisationRecord
from db.tables.people import PersonRecord
from db.tables.programme import ProgrammeRecord
from db.tables.scoring import AssignmentRecord, MemberRecord, PackageItemRecord, PackageRecord
from iris_grants.applications.plan import OTHER_ATTACHMENT
from iris_grants.calls.form_layout import keys_for_assessors
from iris_grants.calls.queries import terms_of
from iris_grants.calls.terms import CallTerms
from iris_grants.documents.attachments import DocumentRow, documents_of
from iris_grants.kernel.operations import fetch
from iris_grants.kernel.problems import Problem, Refused, Where, refusal
from iris_grants.scoring.package import (
    Package,
    PackedApplication,
    PackedAssessor,
    PackedFile,
    PackedLine,
    PackedProgramme,
    grid_fingerprint,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    member: MemberRecord
    name: str
    applications: tuple[str, ...]


def packages_to_make(
    session: Session, call_id: str, *, made_at: str, again: Collection[str] = ()
) -> tuple[Package, ...]:
    """A package for each assessor with something new to assess, by code, numbered onwards.

    New are assignments that stand and are in no package yet at the application's present
    version; for the codes in `again`, all of them. Refused: `scoring.nothing_to_package`,
    `scoring.declaration_missing` for each assessor who has not signed (DOMAIN.md §4.1).
    """
    call = fetch(session, CallRecord, call_id)
    wanted = _wanted(session, call, again)
    if not wanted:
        raise refusal("scoring.nothing_to_package", Where(key=call.number))
    _require_declarations(wanted)
    wanted_papers = sorted({paper for one in wanted for paper in one.applications})
    terms = terms_of(session, call.id)
    papers = _applications(session, wanted_papers, kinds_sent(terms), keys_for_assessors(terms))
    programme = _programme(fetch(session, ProgrammeRecord, call.programme_id))
    grid, terms_as_published = grid_fingerprint(terms), json.loads(call.terms)
    return tuple(
        Package(
            number=f"{call.number}-P{number:02d}",
            made_at=made_at,
            programme=programme,
            call_id=call.id,
            call_number=call.number,
            call_fingerprint=call.fingerprint,
            terms=terms_as_published,
            grid=grid,
            assessor=PackedAssessor(
                member_id=one.member.id,
                person_id=one.member.person_id,
                code=one.member.code,
                name=one.name,
            ),
            applications=tuple(papers[paper] for paper in one.applications),
        )
        for number, one in enumerate(wanted, start=_next_number(session, call))
    )


def kinds_sent(terms: CallTerms) -> frozenset[str]:
    """The kinds of documents that an assessor gets: attachments that are not kept back.

    The form itself stays with the office, because it has the bank account and the ways of
    contact; its answers and its budget are in the package as far as they are needed
    (`keys_for_assessors`). Everything else of an application is the office's own.
    """
    wanted = (rule.code for rule in terms.attachments if rule.for_assessors)
    return frozenset({OTHER_ATTACHMENT, *wanted})


def _require_declarations(wanted: Sequence[_Wanted]) -> None:
    unsigned = [
        Problem(
            code="scoring.declaration_missing",
            where=Where(key=one.member.code),
            params={"name": one.name},
        )
        for one in wanted
        if one.member.declared_on is None
    ]
    if unsigned:
        raise Refused(*unsigned)


def _wanted(session: Session, call: CallRecord, again: Collection[str]) -> list[_Wanted]:
    packed = {
        (member, application, version)
        for member, application, version in session.execute(
            select(
                PackageRecord.member_id,
                PackageItemRecord.application_id,
                PackageItemRecord.fingerprint,
            )
            .join(PackageItemRecord, PackageItemRecord.package_id == PackageRecord.id)
            .where(PackageRecord.call_id == call.id)
        )
    }
    rows = session.execute(
        select(MemberRecord, PersonRecord.name, ApplicationRecord.id, ApplicationRecord.fingerprint)
        .join(AssignmentRecord, AssignmentRecord.member_id == MemberRecord.id)
        .join(PersonRecord, PersonRecord.id == MemberRecord.person_id)
        .join(ApplicationRecord, ApplicationRecord.id == AssignmentRecord.application_id)
        .where(MemberRecord.call_id == call.id)
        .where(AssignmentRecord.recused == 0)
        .order_by(MemberRecord.code, ApplicationRecord.number)
    )
    members: dict[str, tuple[MemberRecord, str]] = {}
    needed: dict[str, list[str]] = defaultdict(list)
    for member, name, application, version in rows:
        if member.code in again or (member.id, application, version) not in packed:
            members[member.id] = (member, name)
            needed[member.id].append(application)
    return [
        _Wanted(member=member, name=name, applications=tuple(needed[member.id]))
        for member, name in members.values()
    ]


def _next_number(session: Session, call: CallRecord) -> int:
    numbers = session.scalars(select(PackageRecord.number).where(PackageRecord.call_id == call.id))
    return max((int(number.rpartition("P")[2]) for number in numbers), default=0) + 1


def _applications(
    session: Session, wanted: Sequence[str], kinds: Collection[str], keys: Collection[str]
) -> dict[str, PackedApplication]:
    lines: dict[str, list[PackedLine]] = defaultdict(list)
    for line in session.scalars(
        select(ApplicationBudgetLineRecord)
        .where(ApplicationBudgetLineRecord.application_id.in_(wanted))
        .order_by(ApplicationBudgetLineRecord.position)
    ):
        lines[line.application_id].append(_line(line))
    files: dict[str, list[DocumentRow]] = defaultdict(list)
    for document in documents_of(session, "application", tuple(wanted)):
        if document.kind in kinds:
            files[document.subject_id].append(document)
    rows = session.execute(
        select(ApplicationRecord, OrganisationRecord)
        .join(OrganisationRecord, OrganisationRecord.id == ApplicationRecord.organisation_id)
        .where(ApplicationRecord.id.in_(wanted))
    )
    return {
        application.id: _packed(application, organisation, lines, files, keys)
        for application, organisation in rows
    }


def _packed(
    one: ApplicationRecord,
    organisation: OrganisationRecord,
    lines: Mapping[str, list[PackedLine]],
    files: Mapping[str, list[DocumentRow]],
    keys: Collection[str],
) -> PackedApplication:
    return PackedApplication(
        id=one.id,
        number=one.number,
        revision=one.revision,
        fingerprint=one.fingerprint,
        title=one.title,
        organisation_id=organisation.id,
        applicant=organisation.name,
        register_no=organisation.register_no,
        city=organisation.city,
        country=one.country,
        lot=one.lot,
        requested_minor=one.requested_minor,
        total_minor=one.total_minor,
        currency=one.currency,
        duration_months=one.duration_months,
        language=one.language,
        answers={key: text for key, text in json.loads(one.answers).items() if key in keys},
        budget=tuple(lines.get(one.id, ())),
        files=tuple(
            _file(one.number, place, row) for place, row in enumerate(files.get(one.id, ()), 1)
        ),
    )


def _programme(record: ProgrammeRecord) -> PackedProgramme:
    return PackedProgramme(
        code=record.code,
        title_en=record.title_en,
        title_sr=record.title_sr,
        donor=record.donor,
        lead_name=record.lead_name,
        starts_on=record.starts_on,
        ends_on=record.ends_on,
    )


def _line(record: ApplicationBudgetLineRecord) -> PackedLine:
    return PackedLine(
        heading=record.heading,
        code=record.code,
        description=record.description,
        unit=record.unit,
        units_milli=record.units_milli,
        unit_value_minor=record.unit_value_minor,
        amount_minor=record.amount_minor,
    )


def _file(number: str, place: int, row: DocumentRow) -> PackedFile:
    suffix = PurePath(row.name).suffix.lower()
    plain = suffix if suffix[1:].isascii() and suffix[1:].isalnum() and len(suffix) <= 6 else ""
    folder = "".join(c if c.isascii() and c.isalnum() else "-" for c in number)
    return PackedFile(
        path=f"files/{folder}/{place:02d}{plain}",
        name=row.name,
        kind=row.kind,
        media_type=row.media_type,
        size=row.size,
        sha256=row.sha256,
    )
