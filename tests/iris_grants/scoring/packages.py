"""A package that stands alone, and the packages of the small call on disk."""

from __future__ import annotations

import hashlib
from pathlib import Path

from iris_grants.calls.documents import terms_document, terms_fingerprint
from iris_grants.calls.parse import parse_call
from iris_grants.scoring.commands import assign_applications
from iris_grants.scoring.package import (
    Package,
    PackedApplication,
    PackedAssessor,
    PackedFile,
    PackedLine,
    PackedProgramme,
    grid_fingerprint,
)
from iris_grants.scoring.packing import MadePackage, make_packages
from tests.iris_grants.scoring.sample import Office, call_template

FILE = b"%PDF-1.7 statut"
PASSPHRASE = "sedam belih golubova"
LIGHT = 10
"""Work factor of seals in tests: the real one takes a third of a second each time."""


def sample_package() -> Package:
    """A package with one application that has one file."""
    terms = parse_call(call_template())
    return Package(
        number="IP-2023-P01",
        made_at="2023-11-06T08:00:00Z",
        programme=PackedProgramme(
            code="SAMPLE",
            title_en="Sample",
            title_sr="Primer",
            donor="EU",
            lead_name="Kancelarija Primer",
            starts_on="2023-02-01",
            ends_on="2026-01-31",
        ),
        call_id="IP-2023",
        call_number="IP-2023",
        call_fingerprint=terms_fingerprint(terms),
        terms=terms_document(terms),
        grid=grid_fingerprint(terms),
        assessor=PackedAssessor(member_id="m-a", person_id="p-a", code="A", name="Ana Ogledna"),
        applications=(
            PackedApplication(
                id="a-1",
                number="IP-001",
                revision=1,
                fingerprint="1" * 64,
                title="Projekat 1",
                organisation_id="o-1",
                applicant="Удружење Оглед",
                register_no="R-1",
                city="Beograd",
                country="RS",
                lot=None,
                requested_minor=1_000_000,
                total_minor=1_100_000,
                currency="EUR",
                duration_months=8,
                language="sr",
                answers={"summary": "Sažetak"},
                budget=(
                    PackedLine(
                        heading="1",
                        code="1.1",
                        description="Koordinatorka",
                        unit="mesec",
                        units_milli=8_000,
                        unit_value_minor=125_000,
                        amount_minor=1_000_000,
                    ),
                ),
                files=(
                    PackedFile(
                        path="files/IP-001/01.pdf",
                        name="Statut – đak.pdf",
                        kind="statute",
                        media_type="application/pdf",
                        size=len(FILE),
                        sha256=hashlib.sha256(FILE).hexdigest(),
                    ),
                ),
            ),
        ),
    )


def made_packages(office: Office, folder: Path) -> dict[str, MadePackage]:
    """The packages of the office, two assessors an application, by code of the assessor."""
    office.desk.run(assign_applications, call_id=office.call_id)
    made = make_packages(
        office.desk,
        call_id=office.call_id,
        out_dir=folder,
        passphrases=dict.fromkeys(office.members, PASSPHRASE),
        work_factor=LIGHT,
    )
    return {one.code: one for one in made}
