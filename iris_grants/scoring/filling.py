"""Taking a filled score sheet over into the working store."""

from __future__ import annotations

from pathlib import Path

from iris_grants.kernel.operations import Desk
from iris_grants.scoring.commands.assessing import fill_scores
from iris_grants.scoring.sheet_reading import read_score_sheet


def fill_from_sheet(desk: Desk, path: Path) -> tuple[int, int]:
    """Enter what a filled score sheet says, all of it or nothing, by one operation.

    Gives the number of scores entered and of applications recused from. Refused with every
    problem by sheet and cell (`read_score_sheet`).
    """
    with desk.read() as session:
        said = read_score_sheet(session, path)
    count = desk.run(fill_scores, filled=said.filled, recusals=said.recusals)
    return count, len(said.recusals)
