"""Writing the three files of a ranking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from iris_grants.documents.atomic import write_atomically
from iris_grants.documents.world import refusing
from iris_grants.scoring.queries.ranking import fixed_rankings, lots_of, ranking_input
from iris_grants.scoring.rules.ranking import rank
from iris_grants.scoring.rules.ranking_files import (
    RANKING_FILE,
    grid_json,
    ranking_csv,
    scores_csv,
)
from iris_grants.scoring.rules.scores import SCORES_FILE
from iris_grants.scoring.rules.terms import GRID_FILE


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """The files written; `fixed` if all are those of a ranking that the committee fixed."""

    files: tuple[Path, ...]
    fixed: bool


def export_ranking(
    session: Session, call_id: str, folder: Path, *, current: bool = False
) -> Exported:
    """Write `grid.json`, `scores.csv` and `ranking.csv` into a folder, which is made if absent.

    A call with lots gets one folder a lot in it. The files of the latest ranking that the
    committee fixed; where there is none, or `current` is wanted, those that the scores make
    now. Files of these names are replaced.
    """
    written: list[Path] = []
    lots = lots_of(session, call_id)
    fixed = {one.lot: one for one in reversed(fixed_rankings(session, call_id))}
    all_fixed = True
    for lot in lots or (None,):
        known = None if current else fixed.get(lot)
        if known is None:
            all_fixed = False
            files = current_files(session, call_id, lot)
        else:
            files = {
                GRID_FILE: known.grid_json.encode(),
                SCORES_FILE: known.scores_csv.encode(),
                RANKING_FILE: known.ranking_csv.encode(),
            }
        target = folder if lot is None else folder / lot
        with refusing(target):
            target.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            write_atomically(target / name, data, overwrite=True)
            written.append(target / name)
    return Exported(files=tuple(written), fixed=all_fixed)


def current_files(session: Session, call_id: str, lot: str | None) -> Mapping[str, bytes]:
    """The three files as the scores in the store make them now, by name."""
    inputs = ranking_input(session, call_id, lot)
    return {
        GRID_FILE: grid_json(inputs.terms),
        SCORES_FILE: scores_csv(inputs),
        RANKING_FILE: ranking_csv(rank(inputs)),
    }
