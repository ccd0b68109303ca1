"""Handing out a dossier with large attachments, beside SHA-256 and a zip without compression."""

from __future__ import annotations

import hashlib
import os
import resource
import subprocess
import sys
import zipfile
from pathlib import Path

from iris_grants.documents.filing import file_document
from iris_grants.dossiers.export import export_dossier
from iris_grants.grants.queries import list_grants
from iris_grants.people.desks import open_desk
from tests.bench.sized import place
from tests.bench.table import SCALE, Row
from tests.iris_grants.funding import open_funding

MEGABYTES = int(100 * SCALE)
EACH = 10
MOST_MEGABYTES = 300
CHUNK = 1024 * 1024
ROUNDS = 2
OURS = "import sys; from tests.bench.dossier import export; export(*sys.argv[1:])"
FLOOR = "import sys; from tests.bench.dossier import pack; pack(*sys.argv[1:])"


def run() -> list[Row]:
    """The rows of this module."""
    with place() as folder:
        (folder / "in").mkdir()
        number = _grant_with_files(folder)
        best = [float("inf"), float("inf")]
        for turn in range(ROUNDS):
            (folder / f"out{turn}").mkdir()
            floor, _ = _measured(FLOOR, folder / "in", folder / f"bare{turn}.zip")
            (folder / f"bare{turn}.zip").unlink()
            seconds, megabytes = _measured(OURS, folder / "a.iris", number, folder / f"out{turn}")
            next((folder / f"out{turn}").iterdir()).unlink()
            best = [min(best[0], seconds), min(best[1], floor)]
    return [
        Row(
            name=f"dossier with {MEGABYTES} MB of attachments / SHA-256 and zip",
            seconds=best[0],
            floor_seconds=best[1],
            goal=1.3,
            megabytes=megabytes,
            most_megabytes=MOST_MEGABYTES,
        )
    ]


def export(store: str, number: str, out: str) -> None:
    """Export the dossier of a grant as one zip; says how long that took."""
    desk = open_desk(store, "Mila Ogledna")
    began = _used()
    export_dossier(
        desk, subject_kind="grant", number=number, out=Path(out), language="sr_Latn", zipped=True
    )
    sys.stdout.write(f"{_used() - began}\n")
    desk.store.close()


def pack(folder: str, target: str) -> None:
    """Hash the files of a folder and put them into a zip as they are; says how long that took."""
    began = _used()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as out:
        for path in sorted(Path(folder).iterdir()):
            found = hashlib.sha256()
            with path.open("rb") as stream, out.open(path.name, "w", force_zip64=True) as copy:
                while piece := stream.read(CHUNK):
                    found.update(piece)
                    copy.write(piece)
    sys.stdout.write(f"{_used() - began}\n")


def _used() -> float:
    from tests.bench.table import CLOCK

    return CLOCK()


def _measured(code: str, *arguments: Path | str) -> tuple[float, float]:
    """The seconds that a process says, and its highest memory in megabytes."""
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    megabytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return float(done.stdout.splitlines()[-1]), megabytes


def _grant_with_files(folder: Path) -> str:
    funding = open_funding(str(folder / "a.iris"))
    grant_id = funding.signed()
    for place_of_file in range(max(1, MEGABYTES // EACH)):
        path = folder / "in" / f"izvod-{place_of_file:03d}.pdf"
        with path.open("wb") as file:
            for _ in range(EACH):
                file.write(os.urandom(CHUNK))
        funding.officer.run(
            file_document,
            subject_kind="grant",
            subject_id=grant_id,
            kind="bank_statement",
            path=path,
        )
    with funding.officer.read() as session:
        number = list_grants(session)[0].number
    funding.close()
    return number
