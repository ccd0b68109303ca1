"""The committee of the sample programme: ties settled, packages out, returns in, ranking fixed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from iris_grants.demo.committee import appoint_committee, send_packages
from iris_grants.demo.intake import applications
from iris_grants.demo.merging import BY_TELEPHONE, THIRD_NEEDED
from iris_grants.demo.office import Office
from iris_grants.demo.programme_by_hand import by_paper, by_sheet
from iris_grants.demo.programme_judgement import Judgement
from iris_grants.demo.programme_people import (
    COMMITTEE,
    CONFIRMED,
    DECLARED,
    NO_TIE,
    WAYS,
    Way,
)
from iris_grants.demo.programme_returns import Handed, work_on
from iris_grants.scoring.assessed import scoring_grid
from iris_grants.scoring.commands.assignment import assign_applications
from iris_grants.scoring.commands.conflicts import (
    declare_conflict,
    detect_conflicts,
    resolve_conflict,
)
from iris_grants.scoring.commands.merge import confirm_key
from iris_grants.scoring.commands.ranking import name_third_assessor
from iris_grants.scoring.merging import merge_files
from iris_grants.scoring.queries.committee import committee_of, conflicts_of
from iris_grants.scoring.queries.ranking import current_ranking

PER_APPLICATION = 2
MOST_ROUNDS = 4


def settle_ties(office: Office) -> None:
    """Appoint the committee; one tie is declared, one found and confirmed, one is none."""
    appoint_committee(office, COMMITTEE)
    members = _members(office)
    code, applicant, kind, reason = DECLARED
    for row in applications(office):
        if row.organisation == applicant and row.state == "admitted":
            office.officer.run(
                declare_conflict,
                member_id=members[code],
                application_id=row.id,
                kind=kind,
                reason=reason,
            )
    office.officer.run(detect_conflicts, call_id=office.call_id)
    with office.officer.read() as session:
        asked = [one for one in conflicts_of(session, office.call_id) if one.state == "open"]
    own = {one.code: one.organisation for one in COMMITTEE}
    for conflict in asked:
        confirmed = own[conflict.member_code] == conflict.applicant
        office.officer.run(
            resolve_conflict,
            conflict_id=conflict.id,
            confirmed=confirmed,
            reason=CONFIRMED if confirmed else NO_TIE,
        )
    office.officer.run(assign_applications, call_id=office.call_id, per_application=PER_APPLICATION)


def score_all(office: Office, packages: Path, returns: Path, seed: int) -> None:
    """Rounds of packages and returns until nothing awaits an assessment.

    In the first everybody scores; then whoever replaces somebody who stepped aside, and
    third assessors by rule.
    """
    judgement = Judgement(seed, len(scoring_grid(office.terms).items))
    for number in range(MOST_ROUNDS):
        office.clock.move_to(date(2023, 11, 9 + 5 * number))
        _round(office, packages, returns, judgement, first=number == 0)
        called = _call_third_assessors(office)
        assigned = office.officer.run(
            assign_applications, call_id=office.call_id, per_application=PER_APPLICATION
        )
        if not called and not assigned.made:
            return


def _round(
    office: Office, packages: Path, returns: Path, judgement: Judgement, *, first: bool
) -> None:
    """Packages for what is new, returns by file, merge, keys confirmed."""
    made = send_packages(office, packages, COMMITTEE, kit=True)
    returns.mkdir(exist_ok=True)
    handed: list[Handed] = []
    for package in made:
        match WAYS[package.code]:
            case Way.SHEET:
                by_sheet(office, package, returns, judgement.figures)
            case Way.PAPER:
                by_paper(office, package, returns, judgement.figures)
            case _:
                handed.append(
                    work_on(package, returns, office.clock, judgement.figures, first=first)
                )
    files = [one.path for each in handed for one in each.returns]
    if files:
        merge_files(office.officer, files, call_id=office.call_id)
    _confirm(office, handed)


def _confirm(office: Office, handed: list[Handed]) -> None:
    """Each member reads the fingerprint of the key over the telephone."""
    members = _members(office)
    for each in handed:
        office.officer.run(
            confirm_key,
            member_id=members[each.code],
            fingerprint=each.returns[0].fingerprint,
            note=BY_TELEPHONE,
        )


def _call_third_assessors(office: Office) -> int:
    """Name one where the rule wants one; how many."""
    with office.officer.read() as session:
        ranking = current_ranking(session, office.call_id)
    far_apart = {row.application.id for row in ranking.rows if row.reason == THIRD_NEEDED}
    for row in applications(office):
        if row.number in far_apart:
            office.officer.run(name_third_assessor, application_id=row.id)
    return len(far_apart)


def _members(office: Office) -> dict[str, str]:
    with office.officer.read() as session:
        return {member.code: member.id for member in committee_of(session, office.call_id)}
