"""Packages as rows: for whom each was made, what is in it, whether it came back."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.tables.applications import ApplicationRecord
from db.tables.people import PersonRecord
from db.tables.scoring import MemberRecord, PackageItemRecord, PackageRecord, ReturnRecord
from iris_grants.kernel.operations import fetch
from iris_grants.scoring.package import Package, read_package


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageRow:
    """A package that left the office.

    `applications` are the numbers of what is in it; `returns` counts the returns that came
    of it, the latest at `returned_at` (UTC text, none: nothing came yet).
    """

    id: str
    number: str
    member_id: str
    member_code: str
    member_name: str
    made_at: str
    fingerprint: str
    applications: tuple[str, ...]
    returns: int
    returned_at: str | None


def package_of(session: Session, package_id: str) -> Package:
    """What a package said when it left; refused (`kernel.not_found`) if there is none."""
    return read_package(json.loads(fetch(session, PackageRecord, package_id).manifest))


def packages_of(session: Session, call_id: str) -> tuple[PackageRow, ...]:
    """The packages of a call in the order of their numbers."""
    contents: dict[str, list[str]] = defaultdict(list)
    for package_id, number in session.execute(
        select(PackageItemRecord.package_id, ApplicationRecord.number)
        .join(ApplicationRecord, ApplicationRecord.id == PackageItemRecord.application_id)
        .where(ApplicationRecord.call_id == call_id)
        .order_by(ApplicationRecord.number)
    ):
        contents[package_id].append(number)
    came: dict[str, tuple[int, str]] = {
        package_id: (count, latest)
        for package_id, count, latest in session.execute(
            select(ReturnRecord.package_id, func.count(), func.max(ReturnRecord.received_at))
            .where(ReturnRecord.call_id == call_id)
            .group_by(ReturnRecord.package_id)
        )
    }
    rows = session.execute(
        select(PackageRecord, MemberRecord.code, PersonRecord.name)
        .join(MemberRecord, MemberRecord.id == PackageRecord.member_id)
        .join(PersonRecord, PersonRecord.id == MemberRecord.person_id)
        .where(PackageRecord.call_id == call_id)
        .order_by(PackageRecord.number)
    )
    return tuple(
        PackageRow(
            id=record.id,
            number=record.number,
            member_id=record.member_id,
            member_code=code,
            member_name=name,
            made_at=record.made_at,
            fingerprint=record.fingerprint,
            applications=tuple(contents[record.id]),
            returns=came.get(record.id, (0, ""))[0],
            returned_at=came[record.id][1] if record.id in came else None,
        )
        for record, code, name in rows
    )
