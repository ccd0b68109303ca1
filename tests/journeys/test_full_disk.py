"""A disk that is full: what was there stays, nothing half remains, the person is told."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.errors import StoreError
from db.integrity import check
from db.store import Store
from iris_grants.documents.atomic import write_atomically
from iris_grants.kernel.problems import Refused

KILOBYTES = 5_000
MORE = 200


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own with some megabytes."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root on Linux can mount a small disk")
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={KILOBYTES}k", "tmpfs", str(place)]
    if subprocess.run(command, check=False, stderr=subprocess.DEVNULL).returncode != 0:
        pytest.skip("this machine mounts no small disk")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def test_full_disk_takes_nothing_and_loses_nothing(small_disk: Path) -> None:
    kept = b"Statut organizacije"
    with Store.create(small_disk / "a.iris") as store:
        known = store.contents.put(kept)
        with pytest.raises(StoreError) as refused:
            fill(store)
        assert refused.value.code == "store.disk_full"
        with pytest.raises(Refused) as unwritten:
            write_atomically(small_disk / "izvoz.xlsx", bytes(1_000 * KILOBYTES))
        assert [one.code for one in unwritten.value.problems] == ["documents.disk_full"]
        assert sorted(path.name for path in small_disk.iterdir() if "a.iris" not in path.name) == []
        assert store.contents.read(known.sha256) == kept
    with Store.open(small_disk / "a.iris", write=False) as store:
        assert check(store) == ()


def fill(store: Store) -> None:
    """Put contents until there is no room left."""
    for _ in range(MORE):
        store.contents.put(os.urandom(100_000))
