"""The assessor's working store: encrypted, whole, opened again by the same passphrase."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, select

from db.tables.documents import DocumentRecord
from db.tables.scoring import AssessmentRecord, ScoreRecord
from iris_grants.documents.signatures import generate_key
from iris_grants.kernel.problems import Refused
from iris_grants.scoring.package_file import write_package
from iris_grants.scoring.working_store import open_package, work_path
from tests.iris_grants.scoring.packages import FILE, LIGHT, PASSPHRASE, sample_package
from tests.iris_grants.scoring.sample import ticking
from tests.iris_grants.scoring.test_package_file import contents


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / sample_package().file_name
    write_package(found, sample_package(), contents, generate_key(), PASSPHRASE, work_factor=LIGHT)
    return found


def test_everything_of_the_package_is_in_the_store(path: Path) -> None:
    desk = open_package(path, PASSPHRASE, clock=ticking())
    with desk.read() as session:
        assert session.scalar(select(func.count()).select_from(AssessmentRecord)) == 1
        assert set(session.scalars(select(ScoreRecord.state))) == {"missing"}
        sha256 = session.scalars(select(DocumentRecord.sha256)).one()
    assert desk.store.contents.read(sha256) == FILE
    assert desk.person.name == "Ana Ogledna"
    desk.store.close()


def test_nothing_readable_lies_on_the_disk(path: Path) -> None:
    open_package(path, PASSPHRASE, clock=ticking()).store.close()
    names = sorted(found.name for found in path.parent.iterdir())
    assert [name for name in names if "partial" in name] == []
    for found in path.parent.iterdir():
        data = found.read_bytes()
        assert b"Projekat" not in data
        assert b"SQLite format" not in data
        assert FILE not in data


def test_opening_again_needs_the_passphrase_alone(path: Path) -> None:
    first = open_package(path, PASSPHRASE, clock=ticking())
    store_id = first.store.store_id
    first.store.close()
    path.unlink()
    again = open_package(path, PASSPHRASE, clock=ticking())
    assert again.store.store_id == store_id
    again.store.close()
    with pytest.raises(Refused) as refused:
        open_package(path, "osam", clock=ticking())
    assert [problem.code for problem in refused.value.problems] == ["documents.passphrase_wrong"]


def test_wrong_passphrase_leaves_nothing(path: Path) -> None:
    for passphrase, code in [
        ("osam", "documents.passphrase_wrong"),
        ("", "scoring.passphrase_empty"),
    ]:
        with pytest.raises(Refused) as refused:
            open_package(path, passphrase)
        assert [problem.code for problem in refused.value.problems] == [code]
    assert list(path.parent.iterdir()) == [path]


def test_interrupted_opening_is_begun_anew(path: Path) -> None:
    target = work_path(path)
    for leftover in (f"{target.name}.partial", f"{target.name}-files"):
        target.with_name(leftover).write_bytes(b"half")
    open_package(path, PASSPHRASE, clock=ticking()).store.close()
    assert target.exists()
