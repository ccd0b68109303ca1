"""Old copies and forks are noticed on the machine that saw more."""

from __future__ import annotations

from pathlib import Path

import pytest

from db import generation
from db.generation import network_in, place_notices
from db.journal import Head
from db.store import Store
from tests.db.workshop import add_people, person, working

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/share /mnt/office nfs4 rw 0 0
//nas/d /mnt/a\\040b cifs rw 0 0
tmpfs /mnt/office/tmp tmpfs rw 0 0
"""


def codes(store: Store) -> list[str]:
    """What a person is told on opening."""
    return [notice.code for notice in store.warnings]


def test_an_older_copy_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "a.iris"
    with Store.create(path) as store:
        add_people(store, "Mira Mirić", "Pera Perić")
    old = path.read_bytes()
    with Store.open(path) as store, working(store) as session:
        session.add(person("p9"))
    path.write_bytes(old)
    for _ in range(2):
        with Store.open(path) as store:
            (notice,) = store.warnings
            assert notice.code == "store.older_than_known"
            assert (notice.params["known"], notice.params["found"]) == (3, 2)


def test_who_works_on_an_older_copy_all_the_same_is_told_once(tmp_path: Path) -> None:
    path = tmp_path / "a.iris"
    with Store.create(path) as store:
        add_people(store, "Mira Mirić")
    old = path.read_bytes()
    with Store.open(path) as store, working(store) as session:
        session.add(person("p8"))
    newer = path.read_bytes()
    path.write_bytes(old)
    with Store.open(path) as store, working(store) as session:
        session.add(person("p9"))
    with Store.open(path) as store:
        assert codes(store) == []
    path.write_bytes(newer)
    with Store.open(path) as store:
        assert codes(store) == ["store.diverged"]


def test_a_copy_that_went_on_elsewhere_is_no_fork(tmp_path: Path) -> None:
    path = tmp_path / "a.iris"
    with Store.create(path) as store:
        add_people(store, "Mira Mirić")
    with Store.open(path, write=False) as store:
        assert codes(store) == []
    with pytest.MonkeyPatch.context() as elsewhere:
        elsewhere.setenv("IRIS_GRANTS_HOME", str(tmp_path / "elsewhere"))
        with Store.open(path) as store, working(store) as session:
            session.add(person("p9"))
    with Store.open(path) as store:
        assert codes(store) == []


def test_a_server_put_back_is_noticed(pg_url: str) -> None:
    with Store.create(pg_url) as store:
        add_people(store, "Mira Mirić")
        identity = store.store_id
    generation.remember(identity, Head(number=7, hash="0" * 64))
    with Store.open(pg_url) as store:
        assert codes(store) == ["store.older_than_known"]


def test_without_a_place_to_remember_a_store_opens_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("IRIS_GRANTS_HOME", str(tmp_path / "file"))
    with Store.create(tmp_path / "a.iris") as store:
        add_people(store, "Mira Mirić")
    with Store.open(tmp_path / "a.iris") as store:
        assert codes(store) == []


@pytest.mark.parametrize("folder", ["OneDrive - Office", "Dropbox", "Google Drive", "Nextcloud"])
def test_a_synchronised_folder_is_warned_about(tmp_path: Path, folder: str) -> None:
    path = tmp_path / folder / "programmes" / "a.iris"
    path.parent.mkdir(parents=True)
    Store.create(path).close()
    with Store.open(path) as store:
        assert [(n.code, n.params) for n in store.warnings] == [
            ("store.synced_folder", {"folder": folder})
        ]


def test_an_ordinary_folder_is_not_warned_about(tmp_path: Path) -> None:
    assert place_notices(tmp_path / "a.iris") == ()


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        ("/srv/mira", False),
        ("/mnt/office", True),
        ("/mnt/office/programmes", True),
        ("/mnt/office/tmp/x", False),
        ("/mnt/a b/x", True),
    ],
)
def test_a_network_share_is_told_from_the_mounts(folder: str, expected: bool) -> None:
    assert network_in(MOUNTS, Path(folder)) is expected
