"""A store in a file: what cannot be opened is named, and not one byte of it changes."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from db.errors import StoreError
from db.files import StoredContent
from db.integrity import check
from db.lock import WriterLock, writer_of
from db.sqlite_file import APPLICATION_ID, FILES_APPLICATION_ID
from db.store import Store
from db.tables.documents import DocumentRecord
from db.tables.people import PersonRecord
from tests.db.workshop import add_people, person, working

pytestmark = pytest.mark.made_anew

KEY = bytes(range(32))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store with two people that was closed."""
    made = tmp_path / "programme.iris"
    with Store.create(made) as store:
        add_people(store, "Mira Mirić", "Pera Perić")
    return made


def contents_of(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, byte for byte."""
    return {entry.name: entry.read_bytes() for entry in folder.iterdir() if entry.is_file()}


def not_a_database(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7 and more" * 1000)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-5000])


def cut_in_the_header(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:60])


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as file:
        file.execute("PRAGMA user_version = 9999")


def older(path: Path) -> None:
    with closing(sqlite3.connect(path)) as file:
        file.execute("PRAGMA user_version = 0")


def of_another_program(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as file:
        file.execute("CREATE TABLE t (x)")


def somebody_elses_log(path: Path) -> None:
    of_another_program(path)
    with closing(sqlite3.connect(path)) as file:
        file.execute("PRAGMA journal_mode = WAL")


def gone(path: Path) -> None:
    path.unlink()


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def damaged(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096 : len(data)] = b"\xff" * (len(data) - 4096)
    path.write_bytes(data)


def files_of_another_program(path: Path) -> None:
    of_another_program(path.with_name("programme.iris-files"))


def files_cut_short(path: Path) -> None:
    truncated(path.with_name("programme.iris-files"))


BAD: dict[str, tuple[Callable[[Path], None], str]] = {
    "not a database": (not_a_database, "store.not_a_database"),
    "empty": (empty, "store.empty"),
    "truncated": (truncated, "store.truncated"),
    "cut in the header": (cut_in_the_header, "store.truncated"),
    "newer": (newer, "store.newer"),
    "older": (older, "store.older"),
    "another program's": (of_another_program, "store.not_ours"),
    "another program's with a log": (somebody_elses_log, "store.not_ours"),
    "gone": (gone, "store.not_found"),
    "a folder": (a_folder, "store.is_folder"),
    "damaged": (damaged, "store.damaged"),
    "files part of another program": (files_of_another_program, "store.not_ours"),
    "files part cut short": (files_cut_short, "store.truncated"),
}


@pytest.mark.parametrize("write", [True, False])
@pytest.mark.parametrize("what", BAD)
def test_a_bad_store_is_named_and_stays_as_it_is(path: Path, what: str, write: bool) -> None:
    spoil, code = BAD[what]
    spoil(path)
    before = contents_of(path.parent)
    with pytest.raises(StoreError) as refused:
        Store.open(path, write=write)
    assert refused.value.code == code
    assert contents_of(path.parent) == before


def test_opening_and_closing_changes_nothing(path: Path) -> None:
    before = contents_of(path.parent)
    for write in (True, False):
        with Store.open(path, write=write) as store, store.read() as session:
            assert session.get_one(PersonRecord, "p1").name == "Mira Mirić"
        assert contents_of(path.parent) == before


def test_an_operation_without_changes_changes_no_bytes_of_the_rows(path: Path) -> None:
    with Store.open(path) as store:
        with working(store):
            pass
        assert check(store) == ()


def test_an_existing_store_is_not_made_again(path: Path) -> None:
    before = contents_of(path.parent)
    with pytest.raises(StoreError) as refused:
        Store.create(path)
    assert refused.value.code == "store.exists"
    assert contents_of(path.parent) == before


def test_a_store_needs_a_folder(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as refused:
        Store.create(tmp_path / "nowhere" / "a.iris")
    assert refused.value.code == "store.no_folder"


def test_the_file_tells_what_it_is(path: Path) -> None:
    for part, number in (
        (path, APPLICATION_ID),
        (path.with_name("programme.iris-files"), FILES_APPLICATION_ID),
    ):
        with closing(sqlite3.connect(part)) as file:
            assert file.execute("PRAGMA application_id").fetchone() == (number,)
            assert file.execute("PRAGMA user_version").fetchone() == (1,)


def test_every_table_is_strict(path: Path) -> None:
    with closing(sqlite3.connect(path)) as file:
        loose = file.execute(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
            " AND NOT strict AND name NOT LIKE 'sqlite%' AND name <> 'alembic_version'"
        ).fetchall()
    assert loose == []


def test_the_second_writer_is_told_who_writes(path: Path) -> None:
    with Store.open(path):
        with pytest.raises(StoreError) as refused:
            Store.open(path)
        writer = writer_of(path)
        assert writer is not None
        assert refused.value.code == "store.in_use"
        assert refused.value.params["user"] == writer.user
        assert refused.value.params["host"] == writer.host
    Store.open(path).close()


def test_a_reader_beside_the_writer_sees_what_was_committed(path: Path) -> None:
    with Store.open(path) as writer, Store.open(path, write=False) as reader:
        assert (reader.writable, reader.sides.writer) == (False, None)
        with reader.read() as before:
            assert before.get(PersonRecord, "p9") is None
            with working(writer) as session:
                session.add(person("p9"))
            assert before.get(PersonRecord, "p9") is None
        with reader.read() as after:
            assert after.get(PersonRecord, "p9") is not None
        with pytest.raises(StoreError) as refused, working(reader):
            pass
        assert refused.value.code == "store.read_only"


def test_a_reading_session_cannot_write(path: Path) -> None:
    with Store.open(path) as store, pytest.raises(StoreError) as refused:
        write_while_reading(store)
    assert refused.value.code == "store.read_only"


def write_while_reading(store: Store) -> None:
    with store.read() as session:
        session.add(person("p9"))
        session.flush()


def test_an_operation_inside_an_operation_is_our_fault(path: Path) -> None:
    with Store.open(path) as store, working(store), pytest.raises(RuntimeError):
        working(store).__enter__()


def test_a_copy_without_the_log_is_refused(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy" / "programme.iris"
    copy.parent.mkdir()
    with Store.open(path) as store:
        add_more(store)
        copy.write_bytes(path.read_bytes())
    before = contents_of(copy.parent)
    for write in (True, False):
        with pytest.raises(StoreError) as refused:
            Store.open(copy, write=write)
        assert refused.value.code == "store.half_copied"
        assert refused.value.params["missing"] == "programme.iris-wal"
    assert contents_of(copy.parent) == before


def test_a_copy_with_the_log_is_complete(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    folder.mkdir()
    with Store.open(path) as store:
        add_more(store)
        for name in ("programme.iris", "programme.iris-wal", "programme.iris-files"):
            (folder / name).write_bytes((path.parent / name).read_bytes())
    with Store.open(folder / "programme.iris") as store, store.read() as session:
        assert session.get(PersonRecord, "p9") is not None
        assert check(store) == ()


def add_more(store: Store) -> None:
    with working(store) as session:
        session.add(person("p9"))


def add_document(store: Store, content: StoredContent) -> None:
    with working(store, "documents.file") as session:
        session.add(
            DocumentRecord(
                id="d1",
                subject_kind="call",
                subject_id="c1",
                kind="statute",
                name="statut.pdf",
                media_type="application/pdf",
                sha256=content.sha256,
                size=content.size,
                received_at="2023-10-30T17:00:00Z",
            )
        )


def test_a_missing_files_part_is_told_with_what_it_held(path: Path) -> None:
    with Store.open(path) as store:
        add_document(store, store.contents.put(b"statute"))
    path.with_name("programme.iris-files").unlink()
    with Store.open(path) as store:
        assert [(w.code, w.params) for w in store.warnings] == [
            ("store.files_missing", {"name": "programme.iris-files", "documents": 1})
        ]
        with pytest.raises(StoreError) as refused:
            store.contents.put(b"more")
        assert refused.value.code == "store.no_files_part"
        assert [notice.code for notice in check(store)] == ["store.files_missing"]
    assert not path.with_name("programme.iris-files").exists()


def test_a_lost_content_is_named(path: Path) -> None:
    with Store.open(path) as store:
        add_document(store, StoredContent(sha256="0" * 64, size=7))
        assert [(n.code, n.params) for n in check(store)] == [
            ("store.file_missing", {"name": "statut.pdf"})
        ]


def test_a_flipped_bit_in_a_content_is_found(path: Path) -> None:
    with Store.open(path) as store:
        add_document(store, store.contents.put(b"statute of the organisation" * 100))
    files = path.with_name("programme.iris-files")
    data = bytearray(files.read_bytes())
    place = data.find(b"statute of the organisation")
    data[place] ^= 1
    files.write_bytes(data)
    with Store.open(path) as store:
        assert [(n.code, n.params) for n in check(store)] == [
            ("store.file_altered", {"name": "statut.pdf"})
        ]


def test_a_flipped_bit_in_the_main_part_is_found(path: Path) -> None:
    data = bytearray(path.read_bytes())
    place = data.rfind("Mira Mirić".encode())
    data[place] ^= 1
    path.write_bytes(data)
    with Store.open(path) as store:
        assert check(store) != ()


def test_an_encrypted_store_tells_nothing_without_its_key(tmp_path: Path) -> None:
    path = tmp_path / "working.iris"
    with Store.create(path, key=KEY) as store:
        add_people(store, "Mira Mirić")
        store.contents.put("Mira Mirić".encode())
        assert check(store) == ()
    assert all("Mirić".encode() not in data for data in contents_of(tmp_path).values())
    before = contents_of(tmp_path)
    for key, code in ((None, "store.not_a_database"), (bytes(32), "store.wrong_key")):
        with pytest.raises(StoreError) as refused:
            Store.open(path, key=key)
        assert refused.value.code == code
    assert contents_of(tmp_path) == before
    with Store.open(path, key=KEY) as store, store.read() as session:
        assert session.get_one(PersonRecord, "p1").name == "Mira Mirić"


AS_NOBODY = """
import os, sys
from db.errors import StoreError
from db.store import Store
from db.tables.people import PersonRecord
os.setgroups([]); os.setgid(65534); os.setuid(65534)
try:
    Store.open(sys.argv[1]).close()
except StoreError as error:
    print(error.code)
with Store.open(sys.argv[1], write=False) as store, store.read() as session:
    print(session.get_one(PersonRecord, "p1").name)
"""


@pytest.fixture
def unwritable(path: Path) -> Iterator[Path]:
    """The store in a folder where somebody else may only read.

    It is a folder apart: those of the test run are closed to others, again at any moment.
    """
    if os.name != "posix" or os.geteuid() != 0:
        pytest.skip("only root can become somebody else")
    with tempfile.TemporaryDirectory() as made:
        Path(made).chmod(0o755)
        for part in path.parent.iterdir():
            (Path(made) / part.name).write_bytes(part.read_bytes())
        yield Path(made) / path.name


def test_a_store_that_may_only_be_read_opens_for_reading(unwritable: Path) -> None:
    before = contents_of(unwritable.parent)
    done = subprocess.run(
        [sys.executable, "-c", AS_NOBODY, str(unwritable)],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": str(Path.cwd()), "IRIS_GRANTS_HOME": "/nonexistent"},
    )
    assert done.stdout.splitlines() == ["store.read_only", "Mira Mirić"]
    assert contents_of(unwritable.parent) == before


def test_a_lock_left_by_a_dead_writer_does_not_hold(path: Path) -> None:
    path.with_name("programme.iris-lock").write_text("{}", encoding="utf-8")
    Store.open(path).close()
    assert not path.with_name("programme.iris-lock").exists()


def test_the_lock_is_given_back_when_opening_fails(path: Path) -> None:
    damaged(path)
    with pytest.raises(StoreError):
        Store.open(path)
    WriterLock(path).release()


def test_a_settled_store_can_be_copied_without_its_log(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy" / "programme.iris"
    copy.parent.mkdir()
    with Store.open(path) as store:
        add_more(store)
        store.settle()
        copy.write_bytes(path.read_bytes())
        with working(store) as session:
            session.add(person("p10"))
    copy.with_name("programme.iris-files").write_bytes(
        path.with_name("programme.iris-files").read_bytes()
    )
    with Store.open(copy) as settled, settled.read() as session:
        assert session.get(PersonRecord, "p9") is not None
        assert check(settled) == ()
    with Store.open(path) as store, store.read() as session:
        assert session.get(PersonRecord, "p10") is not None
