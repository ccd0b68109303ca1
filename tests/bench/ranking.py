"""Ranking a large call by the full rules, beside one aggregate in SQL over the same rows."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from db.store import Store
from iris_grants.scoring.queries.ranking import current_ranking
from tests.bench.sized import CALL, ITEMS, SECTIONS, place, scored_call
from tests.bench.table import SCALE, Row, growth, side_by_side

SMALL = 100
LARGE = int(10_000 * min(SCALE, 1))
AGGREGATE = """
SELECT application.number, assessment.member_id, substr(score.criterion, 1, 1) AS section,
  sum(score.score_milli) FROM score
JOIN assessment ON assessment.id = score.assessment_id
JOIN application ON application.id = assessment.application_id
WHERE assessment.call_id = ? GROUP BY application.number, assessment.member_id, section
"""


def run() -> list[Row]:
    """The rows of this module."""
    with place() as folder:
        small = _ranked(scored_call(folder / "small.iris", SMALL), SMALL)
        large = _ranked(scored_call(folder / "large.iris", LARGE), LARGE)
    return [large, growth("ranking", small, large, LARGE / SMALL)]


def _ranked(path: Path, count: int) -> Row:
    def ours() -> None:
        with Store.open(path, write=False) as store, store.read() as session:
            assert len(current_ranking(session, CALL).rows) == count

    def floor() -> None:
        with closing(sqlite3.connect(path)) as file:
            assert len(file.execute(AGGREGATE, (CALL,)).fetchall()) == count * 3 * SECTIONS

    seconds, floor_seconds = side_by_side(ours, floor)
    name = f"ranking {count:,} × 3 × {SECTIONS * ITEMS} / one SQL aggregate"
    return Row(name=name, seconds=seconds, floor_seconds=floor_seconds, goal=3)
