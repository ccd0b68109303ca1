"""Thirty score sheets as PDF, beside LibreOffice turning the scoring workbook into one."""

from __future__ import annotations

import resource
import shutil
import subprocess
import time
from pathlib import Path

from iris_grants.scoring.commands.merge import confirm_key
from iris_grants.scoring.commands.ranking import fix_ranking
from iris_grants.scoring.merging import merge_files
from iris_grants.scoring.papers import score_sheet_pdf
from iris_grants.scoring.queries.evaluation import evaluation_of
from iris_grants.scoring.queries.sheets import sheets_of
from iris_grants.scoring.sheet import score_sheet
from iris_grants.scoring.working_store import open_package
from tests.bench.sized import place
from tests.bench.table import CLOCK, Row
from tests.iris_grants.scoring.packages import made_packages
from tests.iris_grants.scoring.returned import assessed, content_of, package_in, write
from tests.iris_grants.scoring.sample import Office, open_office, ticking

SHEETS = 30
SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")


def run() -> list[Row]:
    """The rows of this module; without the floor where LibreOffice is not installed."""
    with place() as folder:
        office, workbook = _scored(folder)
        with office.desk.read() as session:
            found = evaluation_of(session, office.call_id)
            rows = sheets_of(session, office.call_id)[:SHEETS]
            seconds = float("inf")
            for _ in range(2):
                began = CLOCK()
                for row in rows:
                    score_sheet_pdf(session, row, found)
                seconds = min(seconds, CLOCK() - began)
        office.desk.store.close()
        floor = _libreoffice(workbook, folder) if SOFFICE else None
    return [
        Row(
            name=f"{SHEETS} score sheets as PDF / LibreOffice, the workbook",
            seconds=seconds,
            floor_seconds=floor,
            goal=0.1,
        )
    ]


def _scored(folder: Path) -> tuple[Office, Path]:
    office = open_office(str(folder / "a.iris"), countries=("RS",) * SHEETS)
    packages = made_packages(office, folder)
    files = []
    for code, made in packages.items():
        package = package_in(made)
        said = {one.number: assessed(4, 4, 4) for one in package.applications}
        files.append((code, write(folder / f"{code}.iris-return", content_of(package, said))))
    merge_files(office.desk, [one.path for _code, one in files])
    with office.desk.read() as session:
        from iris_grants.scoring.queries.committee import committee_of

        members = {one.code: one.id for one in committee_of(session, office.call_id)}
    for code, one in files:
        office.desk.run(
            confirm_key, member_id=members[code], fingerprint=one.fingerprint, note="Telefonom."
        )
    office.desk.run(fix_ranking, call_id=office.call_id)
    made = packages["A"]
    desk = open_package(made.path, made.passphrase, clock=ticking())
    with desk.read() as session:
        (folder / "sheet.xlsx").write_bytes(score_sheet(session))
    desk.store.close()
    return office, folder / "sheet.xlsx"


def _libreoffice(workbook: Path, folder: Path) -> float:
    """Seconds of the second run: the first one makes its profile, as ours loads its fonts."""
    took = 0.0
    for _ in range(2):
        began = _passed()
        subprocess.run(
            [
                str(SOFFICE),
                f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                "--headless",
                "--convert-to",
                "pdf",
                "--outdir",
                str(folder / "pdf"),
                str(workbook),
            ],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        took = _passed() - began
    return took


def _passed() -> float:
    """The clock that is asked for; the processor's counts processes that have ended."""
    if CLOCK is not time.process_time:
        return CLOCK()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
