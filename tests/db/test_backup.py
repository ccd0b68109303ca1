"""Backups while somebody works, copies, and putting them back."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from db.backup import back_up, backups_in, files_part_of, save_copy
from db.errors import StoreError
from db.integrity import check
from db.journal_read import entries
from db.restore import restore
from db.store import Store
from db.tables.people import PersonRecord
from tests.db.test_sqlite_store import contents_of
from tests.db.workshop import add_people, person, working

NOW = datetime(2023, 10, 30, 17, 0, tzinfo=UTC)
KEY = bytes(range(32))


def names_in(store: Store) -> list[str]:
    """Who is in a store."""
    with store.read() as session:
        return sorted(record.id for record in session.query(PersonRecord))


def test_a_backup_is_a_whole_store(store: Store, tmp_path: Path) -> None:
    add_people(store, "Mira Mirić", "Ђорђе Ђорђевић")
    content = store.contents.put(b"statute")
    made = back_up(store, tmp_path / "kept", now=NOW)
    assert made.path.name == f"{store.name}-2023-10-30T170000Z.iris"
    assert (made.contents_added, made.altered) == (1, ())
    with store.read() as session:
        newest = entries(session)
    copy = save_aside(made.path, tmp_path / "elsewhere" / "copy.iris")
    with Store.open(copy, write=False) as opened:
        assert check(opened) == ()
        assert opened.store_id == store.store_id
        assert names_in(opened) == ["p1", "p2"]
        assert opened.contents.read(content.sha256) == b"statute"
        with opened.read() as session:
            assert entries(session) == newest


def save_aside(backup: Path, path: Path) -> Path:
    """A backup as an ordinary store of two files."""
    path.parent.mkdir()
    path.write_bytes(backup.read_bytes())
    path.with_name(f"{path.name}-files").write_bytes(files_part_of(backup).read_bytes())
    return path


def test_a_second_backup_adds_only_what_is_new(store: Store, tmp_path: Path) -> None:
    store.contents.put(b"statute")
    first = back_up(store, tmp_path / "kept", now=NOW)
    store.contents.put(b"annex")
    second = back_up(store, tmp_path / "kept", now=NOW)
    assert (first.contents_added, second.contents_added) == (1, 1)
    assert first.files == second.files
    assert first.path != second.path


def test_old_backups_make_room(store: Store, tmp_path: Path) -> None:
    other = tmp_path / "kept" / "other-2020-01-01T000000Z.iris"
    other.parent.mkdir()
    other.write_bytes(b"")
    for day in range(4):
        back_up(store, tmp_path / "kept", keep=2, now=NOW + timedelta(days=day))
    kept = [path.name for path in backups_in(tmp_path / "kept", store.name)]
    assert kept == [
        f"{store.name}-2023-11-01T170000Z.iris",
        f"{store.name}-2023-11-02T170000Z.iris",
    ]
    assert other.exists()


@pytest.mark.slow
def test_a_backup_made_while_somebody_writes_is_whole(tmp_path: Path) -> None:
    with Store.create(tmp_path / "a.iris") as store:
        add_people(store, "Mira Mirić")
        enough = threading.Event()

        def work() -> None:
            number = 0
            while not enough.is_set():
                number += 1
                with working(store) as session:
                    session.add_all(person(f"q{number}-{part}") for part in range(10))

        worker = threading.Thread(target=work)
        worker.start()
        made = [
            back_up(store, tmp_path / "kept", now=NOW + timedelta(days=day)) for day in range(3)
        ]
        enough.set()
        worker.join()
    for number, backup in enumerate(made):
        copy = save_aside(backup.path, tmp_path / f"copy{number}" / "a.iris")
        with Store.open(copy, write=False) as opened:
            assert check(opened) == ()
            assert len(names_in(opened)) % 10 == 1


def test_a_saved_copy_has_both_parts(store: Store, tmp_path: Path) -> None:
    add_people(store, "Mira Mirić")
    content = store.contents.put(b"statute")
    save_copy(store, tmp_path / "copy.iris")
    with Store.open(tmp_path / "copy.iris") as copy:
        assert check(copy) == ()
        assert copy.contents.read(content.sha256) == b"statute"
    with pytest.raises(StoreError) as refused:
        save_copy(store, tmp_path / "copy.iris")
    assert refused.value.code == "store.exists"


def test_an_encrypted_store_stays_encrypted_in_its_backup(tmp_path: Path) -> None:
    with Store.create(tmp_path / "a.iris", key=KEY) as store:
        add_people(store, "Mira Mirić")
        made = back_up(store, tmp_path / "kept")
    assert all("Mirić".encode() not in data for data in contents_of(tmp_path / "kept").values())
    restored = restore(made.path, tmp_path / "b.iris", key=KEY)
    assert restored.findings == ()


def test_restoring_keeps_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "a.iris"
    with Store.create(path) as store:
        add_people(store, "Mira Mirić")
        first = store.contents.put(b"statute")
        made = back_up(store, tmp_path / "kept", now=NOW)
        with working(store) as session:
            session.add(person("p9"))
        second = store.contents.put(b"annex")
    restored = restore(made.path, path, now=NOW)
    assert restored.findings == ()
    assert restored.replaced == tmp_path / "a.replaced-2023-10-30T170000Z.iris"
    with Store.open(path) as store:
        assert (names_in(store), store.warnings) == (["p1"], ())
        assert store.contents.missing([first.sha256, second.sha256]) == ()
    with Store.open(restored.replaced, write=False) as replaced:
        assert names_in(replaced) == ["p1", "p9"]


def test_restoring_into_an_empty_place(store: Store, tmp_path: Path) -> None:
    add_people(store, "Mira Mirić")
    content = store.contents.put(b"statute")
    made = back_up(store, tmp_path / "kept")
    restored = restore(made.path, tmp_path / "new.iris")
    assert (restored.replaced, restored.findings) == (None, ())
    with Store.open(tmp_path / "new.iris") as opened:
        assert names_in(opened) == ["p1"]
        assert opened.contents.read(content.sha256) == b"statute"


def test_a_store_that_is_in_use_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.iris"
    with Store.create(path) as store:
        made = back_up(store, tmp_path / "kept")
        with pytest.raises(StoreError) as refused:
            restore(made.path, path)
        assert refused.value.code == "store.in_use"


def test_a_damaged_backup_is_refused_and_the_store_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.iris"
    with Store.create(path) as store:
        add_people(store, "Mira Mirić")
        made = back_up(store, tmp_path / "kept")
    data = bytearray(made.path.read_bytes())
    data[8192:12288] = b"\xff" * 4096
    made.path.write_bytes(data)
    before = contents_of(tmp_path)
    with pytest.raises(StoreError) as refused:
        restore(made.path, path)
    assert refused.value.code == "store.damaged"
    assert contents_of(tmp_path) == before


def test_a_damaged_files_part_goes_aside(tmp_path: Path) -> None:
    path = tmp_path / "a.iris"
    with Store.create(path) as store:
        content = store.contents.put(b"statute")
        made = back_up(store, tmp_path / "kept", now=NOW)
    path.with_name("a.iris-files").write_bytes(b"spoiled")
    restored = restore(made.path, path, now=NOW)
    assert restored.findings == ()
    with Store.open(path) as store:
        assert store.contents.read(content.sha256) == b"statute"
    aside = tmp_path / "a.replaced-2023-10-30T170000Z.iris-files"
    assert aside.read_bytes() == b"spoiled"


@pytest.mark.slow
def test_a_store_moves_to_a_server_and_back(tmp_path: Path, pg_url: str) -> None:
    with Store.create(tmp_path / "a.iris") as store:
        add_people(store, "Mira Mirić", "Ђорђе Ђорђевић")
        content = store.contents.put(b"statute")
        made = back_up(store, tmp_path / "kept")
        with store.read() as session:
            newest = entries(session)
    assert restore(made.path, pg_url).findings == ()
    with Store.open(pg_url) as server:
        with server.read() as session:
            assert entries(session) == newest
        assert server.contents.read(content.sha256) == b"statute"
        with working(server) as session:
            session.add(person("p9"))
        back = back_up(server, tmp_path / "back")
    assert restore(back.path, tmp_path / "b.iris").findings == ()
    with Store.open(tmp_path / "b.iris") as store:
        assert names_in(store) == ["p1", "p2", "p9"]
    with pytest.raises(StoreError) as refused:
        restore(made.path, pg_url)
    assert refused.value.code == "store.exists"


def test_a_backup_can_be_stopped_and_leaves_nothing(tmp_path: Path) -> None:
    class StopError(Exception):
        """What a person's wish to stop raises."""

    def stop(_done: int, _total: int, _step: str) -> None:
        raise StopError

    with Store.create(tmp_path / "a.iris") as store:
        add_people(store, "Mira Mirić")
        with pytest.raises(StopError):
            back_up(store, tmp_path / "kept", report=stop)
    assert contents_of(tmp_path / "kept") == {}
