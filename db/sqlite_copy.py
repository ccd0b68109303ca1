"""Copying one SQLite file as it is at a moment, while others write to it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from db.engines import connect, driver, leave_tidy, reading_mode
from db.errors import Report, StoreError, no_report
from db.faults import told_by_sqlite
from db.sqlite_store import CLEAR_MARK, PARTIAL

_PAGES_AT_ONCE = 2_000
_HAS_MARKS = "SELECT 1 FROM sqlite_master WHERE name = 'store_mark'"


def copy_database(
    source: Path, target: Path, key: bytes | None, report: Report = no_report
) -> None:
    """Copy one SQLite file as it is at this moment; the copy appears whole or not at all."""
    partial = target.with_name(target.name + PARTIAL)
    partial.unlink(missing_ok=True)

    def progress(_status: int, remaining: int, total: int) -> None:
        report(total - remaining, total, "store.step.copy")

    try:
        _copy(source, partial, key, progress)
        leave_tidy(source, key)
        partial.replace(target)
    except driver(key).Error as error:
        found = told_by_sqlite(str(error), source.name)
        if found is None:
            raise
        raise found from error
    finally:
        for leftover in (partial, *(Path(f"{partial}{end}") for end in ("-wal", "-shm"))):
            leftover.unlink(missing_ok=True)


def _copy(
    source: Path, partial: Path, key: bytes | None, progress: Callable[[int, int, int], None]
) -> None:
    with (
        closing(connect(source, reading_mode(source), key)) as old,
        closing(connect(partial, "rwc", key)) as new,
    ):
        # Reading first pins the moment, so that writers do not make the copy start again.
        old.execute("BEGIN")
        old.execute("SELECT count(*) FROM sqlite_master").fetchone()
        old.backup(new, pages=_PAGES_AT_ONCE, progress=progress)
        found = new.execute("PRAGMA quick_check(1)").fetchone()
        if found != ("ok",):
            raise StoreError("store.damaged", name=source.name)
        if new.execute(_HAS_MARKS).fetchone():
            new.execute(CLEAR_MARK)
        new.execute("PRAGMA wal_checkpoint(TRUNCATE)")
