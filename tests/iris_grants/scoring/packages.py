"""A package that stands alone, and the packages of the small call on disk."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from iris_grants.calls.documents import terms_document, terms_fingerprint
from iris_grants.calls.parse import parse_call
from iris_grants.kernel.operations import Desk
from iris_grants.scoring.commands import (
    Filled,
    Given,
    assign_applications,
    confirm_key,
    fill_scores,
)
from iris_grants.scoring.merging import merge_files
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
from iris_grants.scoring.queries import own_assessments
from iris_grants.scoring.returning import MadeReturn, make_return
from iris_grants.scoring.rules.scores import ScoreState
from iris_grants.scoring.working_store import open_package
from tests.iris_grants.scoring.sample import Office, call_template, ticking

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
        applications=(sample_application(),),
    )


def sample_application() -> PackedApplication:
    """An application with one budget line and one file."""
    line = PackedLine(
        heading="1",
        code="1.1",
        description="Koordinatorka",
        unit="mesec",
        units_milli=8_000,
        unit_value_minor=125_000,
        amount_minor=1_000_000,
    )
    file = PackedFile(
        path="files/IP-001/01.pdf",
        name="Statut – đak.pdf",
        kind="statute",
        media_type="application/pdf",
        size=len(FILE),
        sha256=hashlib.sha256(FILE).hexdigest(),
    )
    return PackedApplication(
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
        budget=(line,),
        files=(file,),
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


def score_all(
    desk: Desk,
    points: Mapping[str, int] | None = None,
    *,
    default: tuple[int, int, int] = (4, 4, 4),
) -> None:
    """Fill in everything of a working store; `points` raise or lower 2.1 by application."""
    with desk.read() as session:
        rows = own_assessments(session)
    filled = {}
    for row in rows:
        first, second, third = default
        second += (points or {}).get(row.number, 0)
        values = {"1.1": first, "2.1": second, "2.2": third}
        filled[row.application_id] = Filled(
            scores={
                code: Given(state=ScoreState.VALUE, score=Decimal(value), comment=f"Zato {code}.")
                for code, value in values.items()
            },
            sections={"1": "Dobri kapaciteti.", "2": "Važan cilj."},
            comment="Podržati.",
        )
    desk.run(fill_scores, filled=filled)


def sent_return(
    made: MadePackage,
    out: Path,
    points: Mapping[str, int] | None = None,
    *,
    default: tuple[int, int, int] = (4, 4, 4),
) -> MadeReturn:
    """Open a package, score everything in it, and write the return."""
    desk = open_package(made.path, made.passphrase, clock=ticking())
    try:
        score_all(desk, points, default=default)
        return make_return(desk, out=out)
    finally:
        desk.store.close()


def merged(office: Office, *paths: Path) -> list[list[tuple[str, str, str | None]]]:
    """Merge files and give by file: application, state and reason; problems as codes."""
    return [
        [(problem.code, "refused", None) for problem in one.problems]
        or [(part.application_number, part.state, part.reason) for part in one.parts]
        for one in merge_files(office.desk, list(paths))
    ]


def confirm(office: Office, code: str, sent: MadeReturn) -> None:
    """Confirm the key of a return for the member."""
    office.desk.run(
        confirm_key,
        member_id=office.members[code],
        fingerprint=sent.fingerprint,
        note="Telefonom.",
    )
