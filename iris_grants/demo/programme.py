"""The whole sample programme: IRIS PROGRES from the call to verified dossiers, through files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from iris_grants.demo.build import (
    STORE,
    Sample,
    Step,
    hand_out,
    refuse_used_folder,
    run_steps,
    verify,
)
from iris_grants.demo.calendar import StoryClock
from iris_grants.demo.merging import fix_and_export
from iris_grants.demo.office import Office
from iris_grants.demo.programme_announcing import announce
from iris_grants.demo.programme_applicants import LEAST, invent_applicants
from iris_grants.demo.programme_awards import (
    answer_complaint_about_dismissal,
    dismiss_by_letter,
    grant_all,
    grants,
    negotiate_all,
    sign_all,
)
from iris_grants.demo.programme_committee import score_all, settle_ties
from iris_grants.demo.programme_intake import ANSWERS, check_all, receive_all
from iris_grants.demo.programme_licensing import support_cases
from iris_grants.demo.programme_life import begin_grants, close_grants, run_grants
from iris_grants.demo.programme_life_reports import reports_of
from iris_grants.demo.programme_meeting import hold_meeting
from iris_grants.demo.programme_money import settle_grants, take_in_ledgers
from iris_grants.demo.programme_office import found_programme
from iris_grants.demo.programme_results import record_results, write_open_data
from iris_grants.grants.queries import GrantRow
from iris_grants.kernel.problems import refusal
from iris_grants.kernel.progress import Progress

SEED = 2023
APPLICATIONS = 55
CLOSED = 3
FINANCE = "finance"
FIRST_DAY = date(2023, 9, 25)


def build_programme(
    folder: Path,
    *,
    language: str,
    progress: Progress,
    seed: int = SEED,
    applications: int = APPLICATIONS,
) -> Sample:
    """Build the programme in a new or empty folder and run its whole cycle through files.

    The same `seed` and number of `applications` (at least 20) tell the same story. Refused:
    `demo.folder_not_empty`, `demo.too_few_applications`, and where a dossier does not verify.
    """
    if applications < LEAST:
        raise refusal("demo.too_few_applications", given=applications, least=LEAST)
    refuse_used_folder(folder)
    return run_steps(
        folder,
        progress,
        found=lambda: found_programme(folder / STORE, StoryClock(FIRST_DAY)),
        steps=lambda office: _steps(office, folder, language, seed, applications),
    )


def _steps(office: Office, folder: Path, language: str, seed: int, applications: int) -> list[Step]:
    applicants = invent_applicants(seed, applications)
    return [
        ("form", lambda: announce(office, folder / "call")),
        ("import", lambda: receive_all(office, folder, applicants)),
        ("checks", lambda: check_all(office, folder, applicants)),
        ("dismissals", lambda: dismiss_by_letter(office)),
        ("committee", lambda: settle_ties(office)),
        ("scoring", lambda: score_all(office, folder / "packages", folder / "returns", seed)),
        ("complaint", lambda: answer_complaint_about_dismissal(office, folder / ANSWERS)),
        ("ranking", lambda: _rank(office, folder / "ranking")),
        ("awards", lambda: negotiate_all(office)),
        ("decisions", lambda: grant_all(office)),
        ("contracts", lambda: sign_all(office)),
        ("beginning", lambda: begin_grants(office, grants(office), seed)),
        ("expenditure", lambda: take_in_ledgers(office, grants(office), folder / FINANCE, seed)),
        ("grants", lambda: run_grants(office, grants(office), seed)),
        ("closure", lambda: _close(office, folder / FINANCE, seed)),
        ("licensing", lambda: support_cases(office, folder / "licensing", seed)),
        ("results", lambda: record_results(office, seed)),
        ("opendata", lambda: write_open_data(office, folder)),
        ("dossiers", lambda: hand_out(office, folder / "dossiers", language)),
        ("verify", lambda: verify(folder / "dossiers")),
    ]


def _rank(office: Office, folder: Path) -> None:
    """The committee meets, and fixes what it said."""
    hold_meeting(office)
    fix_and_export(office, folder)


def _close(office: Office, folder: Path, seed: int) -> None:
    """The grants whose final reports have arrived come to their end, money and papers."""
    numbers = [row.number for row in grants(office) if _has_final_report(office, row)][:CLOSED]
    settle_grants(office, numbers, folder=folder, seed=seed)
    close_grants(office, numbers)


def _has_final_report(office: Office, grant: GrantRow) -> bool:
    return any(
        report.kind == "final" and report.state == "received"
        for report in reports_of(office, grant)
    )
