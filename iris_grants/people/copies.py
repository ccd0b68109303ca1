"""Copies of stores: to another place, as dated backups, and before an upgrade."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from db import backup, moving
from db.store import Store
from db.tables.documents import DocumentRecord
from iris_grants.kernel.operations import Desk
from iris_grants.kernel.progress import Progress
from iris_grants.people.sealing import new_key

BACKUPS_KEPT = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingDocument:
    """A document whose content is not there: of what, its kind, name, size in bytes and day."""

    subject_kind: str
    kind: str
    name: str
    size: int
    received_at: str
    sha256: str


def save_copy(desk: Desk, path: Path, progress: Progress, *, passphrase: str = "") -> Path:
    """Copy both parts of the store to another place; gives the path of the main part.

    With a passphrase the copy is encrypted under it. Refused (`people.passphrase_short`);
    `StoreError` (`store.exists`) where something is there.
    """
    key = new_key(passphrase) if passphrase else None
    return backup.save_copy(desk.store, path, key=key, report=progress.step).path


def move(desk: Desk, path: Path, progress: Progress) -> Path:
    """Move both parts of the store to another place, and close it; gives its new path.

    `StoreError` as `db.moving.move` says; the store is then where it was, and open.
    """
    return moving.move(desk.store, path, report=progress.step)


def missing_documents(desk: Desk) -> tuple[MissingDocument, ...]:
    """Every document whose content is not in the store's files part, or whose part is away."""
    with desk.read() as session:
        records = tuple(session.scalars(select(DocumentRecord).order_by(DocumentRecord.name)))
        missing = frozenset(desk.store.contents.missing(record.sha256 for record in records))
        return tuple(
            MissingDocument(
                subject_kind=record.subject_kind,
                kind=record.kind,
                name=record.name,
                size=record.size,
                received_at=record.received_at,
                sha256=record.sha256,
            )
            for record in records
            if record.sha256 in missing
        )


def back_up(desk: Desk, folder: Path, progress: Progress) -> Path:
    """Add a dated backup to a folder, which keeps the newest thirty; gives its path."""
    return backup.back_up(desk.store, folder, keep=BACKUPS_KEPT, report=progress.step).path


def upgrade(address: str, progress: Progress, *, key: bytes | None = None) -> Path | None:
    """Bring a closed store up to this version; gives the path of the backup made before.

    None where it was current already. `StoreError` as `Store.upgrade` says; the store is
    then as it was.
    """
    return Store.upgrade(address, key=key, report=progress.step).backup
