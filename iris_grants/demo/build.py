"""The sample programme from the call to verified dossiers, step by step, with its summary."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from sqlalchemy import func, select

from db.tables.applications import ApplicationRecord
from db.tables.finance import ExpenditureRecord
from db.tables.grants import GrantRecord
from db.tables.licensing import CaseRecord
from db.tables.scoring import AssessmentRecord
from iris_grants.calls.form import write_form
from iris_grants.demo.calendar import StoryClock
from iris_grants.demo.committee import appoint_committee, settle_conflicts
from iris_grants.demo.intake import check_applications, receive_applications
from iris_grants.demo.licence import support_towards_licence
from iris_grants.demo.merging import fix_and_export, score_and_merge
from iris_grants.demo.money import (
    award_grants,
    sign_contracts,
    take_in_expenditure,
    write_reports,
)
from iris_grants.demo.office import Office, found_office
from iris_grants.documents.atomic import write_atomically
from iris_grants.dossiers.export import export_dossier
from iris_grants.dossiers.subjects import all_subjects
from iris_grants.dossiers.verify import verify_dossiers
from iris_grants.kernel.problems import Where, refusal, refuse_on_errors
from iris_grants.kernel.progress import Cancelled, Progress

STORE = "iris-progres.iris"
Step = tuple[str, Callable[[], object]]
"""A step of a story: its name (`demo.step.<name>` says it in words) and what it does."""

T = TypeVar("T")


@dataclass(slots=True)
class Sample:
    """What was built: the store, counts and totals, and the seconds of each step."""

    folder: Path
    summary: dict[str, object] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)


def build_sample(folder: Path, *, language: str, progress: Progress) -> Sample:
    """Build the story of six applications in a new or empty folder, whole, through files.

    Refused where the folder holds something (`demo.folder_not_empty`), and if a dossier
    does not verify.
    """
    refuse_used_folder(folder)
    return run_steps(
        folder,
        progress,
        found=lambda: found_office(folder / STORE, _clock()),
        steps=lambda office: _steps(office, folder, language),
    )


def refuse_used_folder(folder: Path) -> None:
    """Refuse a folder that holds something (`demo.folder_not_empty`)."""
    if folder.exists() and any(folder.iterdir()):
        raise refusal("demo.folder_not_empty", Where(file=folder.name))


def run_steps(
    folder: Path,
    progress: Progress,
    *,
    found: Callable[[], Office],
    steps: Callable[[Office], list[Step]],
) -> Sample:
    """Found the office, run the steps one after the other, write the summary.

    Cancelled on the way, it leaves the folder as empty as it was.
    """
    folder.mkdir(parents=True, exist_ok=True)
    try:
        return _run_steps(folder, progress, found, steps)
    except Cancelled:
        for entry in folder.iterdir():
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
        raise


def _run_steps(
    folder: Path,
    progress: Progress,
    found: Callable[[], Office],
    steps: Callable[[Office], list[Step]],
) -> Sample:
    sample = Sample(folder)
    progress.step(0, 1, "demo.step.office")
    office = _timed(sample, "office", found)
    try:
        told = steps(office)
        for place, (name, step) in enumerate(told, start=1):
            progress.step(place, len(told) + 1, f"demo.step.{name}")
            _timed(sample, name, step)
        sample.summary = _summary(office, folder)
    finally:
        office.officer.store.close()
    document = {**sample.summary, "seconds": {k: round(v, 2) for k, v in sample.seconds.items()}}
    text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    write_atomically(folder / "summary.json", text.encode())
    return sample


def _clock() -> StoryClock:
    return StoryClock(date(2023, 9, 25))


def _steps(office: Office, folder: Path, language: str) -> list[Step]:
    return [
        ("form", lambda: write_empty_forms(office, folder / "call")),
        ("import", lambda: receive_applications(office, folder / "forms")),
        ("checks", lambda: check_applications(office)),
        ("committee", lambda: appoint_committee(office)),
        ("conflicts", lambda: settle_conflicts(office)),
        ("scoring", lambda: score_and_merge(office, folder / "packages", folder / "returns")),
        ("ranking", lambda: fix_and_export(office, folder / "ranking")),
        ("awards", lambda: award_grants(office)),
        ("contracts", lambda: sign_contracts(office)),
        ("expenditure", lambda: take_in_expenditure(office, folder / "finance")),
        ("reports", lambda: write_reports(office, folder / "finance")),
        ("licensing", lambda: support_towards_licence(office)),
        ("dossiers", lambda: hand_out(office, folder / "dossiers", language)),
        ("verify", lambda: verify(folder / "dossiers")),
    ]


def _timed(sample: Sample, name: str, step: Callable[[], T]) -> T:
    started = time.monotonic()
    result = step()
    sample.seconds[name] = time.monotonic() - started
    return result


def write_empty_forms(office: Office, out: Path) -> None:
    """The forms as the call publishes them, in both languages."""
    out.mkdir(parents=True)
    for language in ("sr_Latn", "en"):
        form = write_form(office.terms, call_fingerprint=office.call_fingerprint, language=language)
        write_atomically(out / f"{office.terms.number}-{language}.xlsx", form)


def hand_out(office: Office, out: Path, language: str) -> None:
    """The dossiers of every grant, case and call."""
    office.clock.move_to(date(2025, 1, 15))
    with office.officer.read() as session:
        subjects = list(all_subjects(session))
    for kind, number in subjects:
        export_dossier(office.officer, subject_kind=kind, number=number, out=out, language=language)


def verify(dossiers: Path) -> None:
    """Refuse with every problem that a dossier in this folder has."""
    refuse_on_errors(p for verdict in verify_dossiers(dossiers) for p in verdict.problems)


def _summary(office: Office, folder: Path) -> dict[str, object]:
    with office.officer.read() as session:
        counts = {
            name: session.scalar(select(func.count()).select_from(table)) or 0
            for name, table in (
                ("applications", ApplicationRecord),
                ("assessments", AssessmentRecord),
                ("grants", GrantRecord),
                ("licensing_cases", CaseRecord),
            )
        }
        awarded = session.scalar(select(func.sum(GrantRecord.amount_minor))) or 0
        spent = session.scalar(select(func.sum(ExpenditureRecord.eur_minor))) or 0
    dossiers = sum(1 for entry in (folder / "dossiers").iterdir() if entry.is_dir())
    return {
        **counts,
        "awarded_eur": f"{Decimal(awarded).scaleb(-2):.2f}",
        "expenditure_eur": f"{Decimal(spent).scaleb(-2):.2f}",
        "dossiers": dossiers,
    }
