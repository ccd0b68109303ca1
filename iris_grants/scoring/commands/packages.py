"""Recording the packages that leave the office."""

from __future__ import annotations

from collections.abc import Sequence

from db.tables.scoring import PackageItemRecord, PackageRecord
from iris_grants.kernel.canonical import canonical_json
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.operations import Work, operation
from iris_grants.scoring.commands.committee import OFFICE
from iris_grants.scoring.package import Package, package_document, package_fingerprint

TOPICS = frozenset({"packages", "assignments"})


@operation("scoring.package", roles=OFFICE, topics=TOPICS)
def record_packages(work: Work, *, packages: Sequence[Package]) -> tuple[str, ...]:
    """Keep what each package says, with its fingerprint; gives their identities.

    A number that is taken meanwhile is refused by constraint.
    """
    return tuple(record_package(work, package) for package in packages)


def record_package(work: Work, package: Package) -> str:
    """Write one package and its applications; gives its identity."""
    record = work.add(
        PackageRecord(
            id=new_id(),
            call_id=package.call_id,
            member_id=package.assessor.member_id,
            number=package.number,
            manifest=canonical_json(package_document(package)),
            fingerprint=package_fingerprint(package),
            made_at=package.made_at,
        )
    )
    work.add_all(
        [
            PackageItemRecord(
                id=new_id(),
                package_id=record.id,
                application_id=one.id,
                revision=one.revision,
                fingerprint=one.fingerprint,
            )
            for one in package.applications
        ]
    )
    return record.id
