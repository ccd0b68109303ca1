"""A process that dies at any moment loses nothing committed and leaves nothing half done."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select

from db.errors import StoreError
from db.integrity import check
from db.store import Store
from db.tables.documents import DocumentRecord
from db.tables.people import PersonRecord
from tests.db.workshop import add_people, person, working

DEATHS = {"sqlite": 3, "postgresql": 2}
MANY = 20

WORKER = """
import itertools, sys
from db.store import Store
from db.tables.documents import DocumentRecord
from tests.db.workshop import AT, person, working

run = sys.argv[2]
with Store.open(sys.argv[1]) as store:
    for number in itertools.count():
        content = store.contents.put(f"{run} {number} ".encode() * 60_000)
        with working(store) as session:
            session.add_all(person(f"{run}-{number}-{part}") for part in range(3))
            session.flush()
            session.add(DocumentRecord(
                id=f"{run}-{number}", subject_kind="call", subject_id="c", kind="statute",
                name="a.txt", media_type="text/plain", sha256=content.sha256,
                size=content.size, received_at=AT))
        print(number, flush=True)
"""

OPEN_FOR_WRITING = """
import sys
from db.store import Store
store = Store.open(sys.argv[1])
print("open", flush=True)
sys.stdin.read()
store.close()
"""


def start(code: str, *arguments: str) -> subprocess.Popen[str]:
    """Another process of the program."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(Path.cwd())},
    )


def die_at_work(address: str, run: str, lines: int) -> int:
    """Let a process work, kill it a moment after some operations; the last one it reported."""
    with start(WORKER, address, run) as process:
        assert process.stdout is not None
        for _ in range(lines):
            last = int(process.stdout.readline())
        process.send_signal(signal.SIGKILL)
        rest = process.stdout.read().split()
    return int(rest[-1]) if rest else last


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
@pytest.mark.slow
def test_a_killed_writer_loses_nothing_and_leaves_nothing_half(store_address: str) -> None:
    kill_writers(store_address, random.Random(20231030), times=1)


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
@pytest.mark.soak
def test_many_killed_writers_lose_nothing(store_address: str) -> None:
    kill_writers(store_address, random.Random(), times=MANY)


def kill_writers(store_address: str, chance: random.Random, times: int) -> None:
    """Kill writers of one store again and again; what they reported is there, whole."""
    with Store.create(store_address) as store:
        add_people(store, "Mira Mirić")
        deaths = DEATHS[store.engine_name] * times
    reported = {
        f"run{run}": die_at_work(store_address, f"run{run}", chance.randint(1, 6))
        for run in range(deaths)
    }
    with Store.open(store_address) as store:
        assert store.warnings == ()
        assert check(store) == ()
        with store.read() as session:
            for run, last in reported.items():
                found = session.scalar(
                    select(func.count())
                    .select_from(PersonRecord)
                    .where(PersonRecord.id.startswith(f"{run}-"))
                )
                papers = session.scalar(
                    select(func.count())
                    .select_from(DocumentRecord)
                    .where(DocumentRecord.id.startswith(f"{run}-"))
                )
                assert found in (3 * (last + 1), 3 * (last + 2))
                assert papers is not None
                assert found == 3 * papers


def test_two_processes_cannot_both_write_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a.iris"
    Store.create(path).close()
    with start(OPEN_FOR_WRITING, str(path)) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        with pytest.raises(StoreError) as refused:
            Store.open(path)
        assert refused.value.code == "store.in_use"
        Store.open(path, write=False).close()
        process.communicate("")
    Store.open(path).close()


def test_a_full_disk_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    with Store.create(tmp_path / "a.iris") as store:
        add_people(store, "Mira Mirić")
        assert store.sides.writer is not None
        with store.sides.writer.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StoreError) as refused:
            fill(store)
        assert refused.value.code == "store.disk_full"
        assert check(store) == ()
        with store.read() as session:
            assert session.scalar(select(func.count()).select_from(PersonRecord)) == 1


def fill(store: Store) -> None:
    with working(store) as session:
        session.add_all(person(f"q{number}", "x" * 1000) for number in range(1000))
