"""A list of 10,000 applications: fetched, sorted, filtered."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from itertools import cycle
from pathlib import Path

from PySide6.QtWidgets import QApplication

from db.store import Store
from iris_grants.applications.queries import ApplicationRow, list_applications
from tests.bench.sized import CALL, place, scored_call
from tests.bench.table import CLOCK, SCALE, Row, growth, side_by_side
from ui.applications.columns import APPLICATIONS
from ui.tables.model import RowsModel, fold_rows

SMALL = 100
LARGE = int(10_000 * min(SCALE, 1))
MORE_SECONDS = 0.02
FLOOR = """
SELECT application.id, number, title, organisation_id, application.country, lot, duration_months,
  language, received_at, medium, state, reason, revision, fingerprint, closed_from,
  organisation.name, organisation.city, requested_minor, total_minor, currency, duplicate_of_id,
  coalesce(answered.count, 0)
FROM application JOIN organisation ON organisation.id = organisation_id
LEFT JOIN (
  SELECT application_id, count(DISTINCT question) AS count
  FROM application_check WHERE automatic = 0 GROUP BY application_id
) AS answered ON answered.application_id = application.id
WHERE call_id = ? ORDER BY number
"""


def run() -> list[Row]:
    """The rows of this module."""
    _app = QApplication.instance() or QApplication([])
    with place() as folder:
        small_path = scored_call(folder / "small.iris", SMALL)
        large_path = scored_call(folder / "large.iris", LARGE)
        small, large = _fetched(small_path, SMALL), _fetched(large_path, LARGE)
        with Store.open(large_path, write=False) as store, store.read() as session:
            rows = list_applications(session, CALL)
    return [large, growth("the list", small, large, LARGE / SMALL), *_moved(rows)]


def _fetched(path: Path, count: int) -> Row:
    with Store.open(path, write=False) as store:

        def ours() -> None:
            with store.read() as session:
                assert len(list_applications(session, CALL)) == count

        def floor() -> None:
            with closing(sqlite3.connect(path)) as file:
                assert len(file.execute(FLOOR, (CALL,)).fetchall()) == count

        seconds, floor_seconds = side_by_side(ours, floor, rounds=5)
    name = f"fetching a list of {count:,} applications / sqlite3"
    return Row(name=name, seconds=seconds, floor_seconds=floor_seconds, goal=2.5)


def _moved(rows: tuple[ApplicationRow, ...]) -> list[Row]:
    model: RowsModel[ApplicationRow] = RowsModel(APPLICATIONS, lambda row: row.id)
    model.set_rows(rows)
    model.set_folded(fold_rows(APPLICATIONS, lambda row: row.id, rows))
    keys = [column.key for column in APPLICATIONS]

    words = cycle(("projekat 77", "projekat 12"))
    return [
        _at_most(f"sorting {len(rows):,} rows in view", lambda: model.sort(keys.index("title"))),
        _at_most(f"searching {len(rows):,} rows in view", lambda: model.search(next(words))),
    ]


def _at_most(name: str, work: Callable[[], object]) -> Row:
    best = float("inf")
    for _ in range(5):
        began = CLOCK()
        work()
        best = min(best, CLOCK() - began)
    return Row(name=name, seconds=best, most_seconds=MORE_SECONDS)
