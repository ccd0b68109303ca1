"""Merging returns, beside parsing the same JSON and inserting the same rows under the triggers."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from db.store import Store
from db.tables import whole
from iris_grants.documents.signatures import generate_key
from iris_grants.people.desks import create_store, open_desk
from iris_grants.scoring.merging import merge_files
from iris_grants.scoring.packing import MadePackage
from tests.bench.sized import CALL, place
from tests.bench.sized import Row as Values
from tests.bench.table import CLOCK, SCALE, Row
from tests.iris_grants.scoring.packages import made_packages
from tests.iris_grants.scoring.returned import assessed, content_of, package_in, write
from tests.iris_grants.scoring.sample import (
    Office,
    add_application,
    add_committee,
    make_call,
    ticking,
)

RETURNS = max(6, int(60 * SCALE))
ENTRY = {"operation": "scoring.merge", "standing": "declared", "at": "2023-11-20T10:00:00Z"}
Added = list[tuple[str, list[str], list[Values]]]


def run() -> list[Row]:
    """The rows of this module."""
    with place() as folder:
        returns = _returns(folder)
        shutil.copytree(folder / "office", folder / "ours")
        desk = open_desk(folder / "ours" / "a.iris", "Mila Ogledna", clock=ticking())
        began = CLOCK()
        merged = merge_files(desk, returns)
        seconds = CLOCK() - began
        assert not any(one.problems for one in merged)
        desk.store.close()
        added = _added(folder / "office" / "a.iris", folder / "ours" / "a.iris")
        floor = _floor(folder / "office" / "a.iris", returns, added)
    name = f"merging {len(returns)} returns / JSON and executemany under triggers"
    return [Row(name=name, seconds=seconds, floor_seconds=floor, goal=3)]


def _returns(folder: Path) -> list[Path]:
    """An office with as many assessors, and a signed return of each."""
    (folder / "office").mkdir()
    desk = create_store(folder / "office" / "a.iris", person_name="Mila Ogledna", clock=ticking())
    make_call(desk, CALL)
    applications = {f"IP-{n:03d}": add_application(desk, n) for n in range(1, RETURNS + 1)}
    codes = tuple(f"A{n}" for n in range(1, RETURNS + 1))
    members = add_committee(desk, CALL, codes)  # type: ignore[arg-type]  # codes, one by one
    office = Office(desk=desk, call_id=CALL, members=members, applications=applications)
    packages: Mapping[str, MadePackage] = made_packages(office, folder)
    desk.store.close()
    paths = []
    for code, made in packages.items():
        package = package_in(made)
        said = {one.number: assessed(4, 3, 5) for one in package.applications}
        path = folder / f"{code}.iris-return"
        write(path, content_of(package, said), generate_key())
        paths.append(path)
    return paths


def _added(before: Path, after: Path) -> Added:
    """The rows that merging added, table by table in the order of their references."""
    found: Added = []
    with closing(sqlite3.connect(after)) as file:
        file.execute("ATTACH ? AS before", (str(before),))
        for table in whole().sorted_tables:
            if "id" not in table.c or table.name.startswith(("journal_", "store")):
                continue
            cursor = file.execute(
                f"SELECT * FROM main.{table.name}"
                f" WHERE id NOT IN (SELECT id FROM before.{table.name})"
            )
            rows = cursor.fetchall()
            if rows:
                found.append((table.name, [one[0] for one in cursor.description], rows))
    return found


def _floor(path: Path, returns: list[Path], added: Added) -> float:
    with Store.open(path) as store:
        began = CLOCK()
        for one in returns:
            json.loads(one.read_bytes())
        with store.operation(person_id="0" * 32, **ENTRY) as session:
            connection = session.connection()
            for table, columns, rows in added:
                marks = ", ".join("?" * len(columns))
                names = ", ".join(f'"{column}"' for column in columns)
                connection.exec_driver_sql(
                    f"INSERT INTO {table} ({names}) VALUES ({marks})", [tuple(row) for row in rows]
                )
        return CLOCK() - began
