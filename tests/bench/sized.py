"""A call of any size, laid down as rows past the triggers: no measurement, its material."""

from __future__ import annotations

import os
import random
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from iris_grants.programme.templates import Value
from tests.iris_grants.scoring.sample import add_committee, make_call, ticking

CALL = "IP-2023"
ASSESSORS = "ABC"
SECTIONS, ITEMS = 5, 4
COUNTRIES = ("RS", "BA", "ME")
Row = tuple[int | str | None, ...]


def grid() -> dict[str, Value]:
    """Twenty criteria in five sections, 100 points."""
    words: Value = {"en": "Criterion", "sr": "Kriterijum"}
    sections: list[Value] = [
        {
            "code": str(section),
            "title": words,
            "min_total": 4,
            "items": [
                {"code": f"{section}.{item}", "title": words, "max": 5}
                for item in range(1, ITEMS + 1)
            ],
        }
        for section in range(1, SECTIONS + 1)
    ]
    return {
        "id": "BENCH-100",
        "title": words,
        "source": "Made up for measuring.",
        "total": 100,
        "sections": sections,
        "anchors": [],
    }


@contextmanager
def place() -> Iterator[Path]:
    """A folder that goes when the measurement is over, and a home of its own."""
    with tempfile.TemporaryDirectory() as made:
        os.environ["IRIS_GRANTS_HOME"] = str(Path(made) / "home")
        yield Path(made)


def scored_call(path: Path, applications: int) -> Path:
    """A store whose call has so many applications, each scored by three assessors."""
    from iris_grants.people.desks import create_store

    desk = create_store(path, person_name="Mila Ogledna", clock=ticking())
    make_call(desk, CALL, grid=grid())
    members = add_committee(desk, CALL, ASSESSORS)
    desk.store.close()
    with unguarded(path) as file:
        _applications(file, applications)
        _assessments(file, applications, [members[code] for code in ASSESSORS])
    return path


@contextmanager
def unguarded(path: Path) -> Iterator[sqlite3.Connection]:
    """One transaction on a store without its triggers."""
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            file.execute(f'DROP TRIGGER "{name}"')
        file.execute("BEGIN IMMEDIATE")
        yield file
        file.execute("COMMIT")
        file.execute("ANALYZE")


def insert(file: sqlite3.Connection, table: str, columns: str, rows: Iterator[Row]) -> None:
    """Insert rows by the driver."""
    marks = ", ".join("?" * len(columns.split(",")))
    file.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)


def _applications(file: sqlite3.Connection, count: int) -> None:
    insert(
        file,
        "organisation",
        "id, version, name, name_latin, search_key, sort_key, country, city, register_no",
        (
            (f"o{n:05d}", 1, name, name, name, name, COUNTRIES[n % 3], "Beograd", f"R{n}")
            for n in range(count)
            for name in [f"Udruženje {n:05d}"]
        ),
    )
    insert(
        file,
        "application",
        "id, version, call_id, organisation_id, number, title, search_key, country,"
        " requested_minor, total_minor, currency, duration_months, language, answers,"
        " received_at, medium, on_time, state, revision, fingerprint",
        (
            (
                *(f"a{n:05d}", 1, CALL, f"o{n:05d}", f"IP-{n:05d}", f"Projekat {n}", f"p {n}"),
                *(COUNTRIES[n % 3], 500_000 + n, 600_000, "EUR", 8, "sr", "{}"),
                *("2023-10-30T10:00:00Z", "excel_form", 1, "admitted", 1, f"{n:064x}"),
            )
            for n in range(count)
        ),
    )


def _assessments(file: sqlite3.Connection, count: int, members: list[str]) -> None:
    chance = random.Random(20231030)
    pairs = [(n, place) for n in range(count) for place in range(len(members))]
    insert(
        file,
        "assessment",
        "id, version, call_id, member_id, application_id, state",
        (
            (f"s{n:05d}{place}", 1, CALL, members[place], f"a{n:05d}", "complete")
            for n, place in pairs
        ),
    )
    insert(
        file,
        "score",
        "id, version, assessment_id, criterion, state, score_milli",
        (
            (
                *(f"x{n:05d}{place}{section}{item}", 1, f"s{n:05d}{place}"),
                *(f"{section}.{item}", "value", 1000 * (1 + chance.getrandbits(2))),
            )
            for n, place in pairs
            for section in range(1, SECTIONS + 1)
            for item in range(1, ITEMS + 1)
        ),
    )
