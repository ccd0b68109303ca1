"""Copies of stores: to another place, as dated backups, and before an upgrade."""

from __future__ import annotations

from pathlib import Path

from db import backup
from db.store import Store
from iris_grants.kernel.operations import Desk
from iris_grants.kernel.progress import Progress

BACKUPS_KEPT = 30


def save_copy(desk: Desk, path: Path, progress: Progress) -> Path:
    """Copy both parts of the store to another place; gives the path of the main part.

    `StoreError` (`store.exists`) where something is there.
    """
    return backup.save_copy(desk.store, path, report=progress.step).path


def back_up(desk: Desk, folder: Path, progress: Progress) -> Path:
    """Add a dated backup to a folder, which keeps the newest thirty; gives its path."""
    return backup.back_up(desk.store, folder, keep=BACKUPS_KEPT, report=progress.step).path


def upgrade(address: str, progress: Progress) -> Path | None:
    """Bring a closed store up to this version; gives the path of the backup made before.

    None where it was current already. `StoreError` as `Store.upgrade` says; the store is
    then as it was.
    """
    return Store.upgrade(address, report=progress.step).backup
