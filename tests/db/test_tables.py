"""The records are made when they are needed: some for reading, all of them before writing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import db.tables
from db.base import Base
from db.store import Store
from db.tables import whole

READING = """
import sys
from sqlalchemy import select
from db.base import Base
from db.store import Store
from db.tables.applications import ApplicationRecord
from db.tables.organisations import OrganisationRecord

with Store.open(sys.argv[1], write=False) as store, store.read() as session:
    both = select(ApplicationRecord, OrganisationRecord).join(OrganisationRecord)
    assert session.execute(both).all() == []
    assert session.get(ApplicationRecord, "none") is None
tables = set(Base.metadata.tables)
assert not tables & {"score", "expenditure", "licensing_case", "indicator"}, tables
with Store.open(sys.argv[1]) as store:
    said = {"operation": "t.nothing", "person_id": "p", "standing": "declared"}
    with store.operation(at="2026-01-01T00:00:00Z", **said):
        pass
assert {"score", "expenditure", "licensing_case"} <= set(Base.metadata.tables)
"""


def test_the_whole_has_the_tables_of_every_module() -> None:
    modules = {path.stem for path in Path(db.tables.__path__[0]).glob("[a-z]*.py")} - {"files"}

    assert whole() is Base.metadata
    assert {
        mapper.class_.__module__.rpartition(".")[2] for mapper in Base.registry.mappers
    } == modules


def test_reading_makes_the_tables_that_it_reads_and_writing_makes_all(tmp_path: Path) -> None:
    Store.create(tmp_path / "a.iris").close()
    subprocess.run([sys.executable, "-c", READING, str(tmp_path / "a.iris")], check=True)
