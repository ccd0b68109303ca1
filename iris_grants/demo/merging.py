"""The sample's returns: merged, keys confirmed, a third assessor named, the ranking fixed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from iris_grants.demo.assessing import assess
from iris_grants.demo.committee import send_packages
from iris_grants.demo.intake import applications
from iris_grants.demo.office import Office
from iris_grants.documents.atomic import write_atomically
from iris_grants.scoring.commands.merge import confirm_key
from iris_grants.scoring.commands.ranking import fix_ranking, name_third_assessor
from iris_grants.scoring.merging import merge_files
from iris_grants.scoring.papers import write_papers
from iris_grants.scoring.queries.committee import committee_of
from iris_grants.scoring.queries.ranking import current_ranking, fixed_rankings
from iris_grants.scoring.returning import MadeReturn
from iris_grants.wording import in_language

BY_TELEPHONE = "Otisak pročitan telefonom."
THIRD_NEEDED = "third_assessor_needed"


def score_and_merge(office: Office, packages: Path, returns: Path) -> None:
    """Packages go out, assessors score and return; a third assessment follows by rule."""
    office.clock.move_to(date(2023, 11, 9))
    _round(office, packages, returns)
    office.clock.move_to(date(2023, 11, 20))
    with office.officer.read() as session:
        ranking = current_ranking(session, office.call_id)
    far_apart = {row.application.id for row in ranking.rows if row.reason == THIRD_NEEDED}
    for application in applications(office):
        if application.number in far_apart:
            office.officer.run(name_third_assessor, application_id=application.id)
    _round(office, packages, returns)


def fix_and_export(office: Office, out: Path) -> None:
    """The committee fixes the ranking; its three files lie where anyone recomputes them."""
    office.clock.move_to(date(2023, 11, 24))
    office.officer.run(fix_ranking, call_id=office.call_id)
    with in_language("sr_Latn"):
        write_papers(office.officer, call_id=office.call_id)
    with office.officer.read() as session:
        ranking = fixed_rankings(session, office.call_id)[0]
    out.mkdir(parents=True)
    write_atomically(out / "grid.json", ranking.grid_json.encode())
    write_atomically(out / "scores.csv", ranking.scores_csv.encode())
    write_atomically(out / "ranking.csv", ranking.ranking_csv.encode())


def _round(office: Office, packages: Path, returns: Path) -> None:
    """One round: packages for what is new, returns by file, merge, keys by telephone."""
    made = send_packages(office, packages)
    returned: list[MadeReturn] = []
    codes: list[str] = []
    for package in made:
        returned.append(assess(package, returns, office.clock))
        codes.append(package.code)
    merge_files(office.officer, [one.path for one in returned], call_id=office.call_id)
    with office.officer.read() as session:
        members = {member.code: member.id for member in committee_of(session, office.call_id)}
    for code, one in zip(codes, returned, strict=True):
        office.officer.run(
            confirm_key,
            member_id=members[code],
            fingerprint=one.fingerprint,
            note=BY_TELEPHONE,
        )
