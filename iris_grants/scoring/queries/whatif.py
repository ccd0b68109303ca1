"""What a trial of other terms starts from: the ranking, with every item watched."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from iris_grants.scoring.queries.ranking import assessment_table, lots_of, ranking_terms
from iris_grants.scoring.rules.ranking import RankingResult, rank_from_sums


def trial_basis(session: Session, call_id: str, lot: str | None = None) -> RankingResult:
    """The ranking as the scores make it now, able to be tried under any tie-break and gate.

    It decides exactly as `current_ranking`; only its table carries the values of all items.
    Refused as `ranking_terms`.
    """
    terms = ranking_terms(session, call_id, lot)
    every = tuple(f"item:{item.code}" for item in terms.grid.items)
    table = assessment_table(session, call_id, replace(terms, tie_break=every))
    return rank_from_sums(terms, table)


def trial_bases(session: Session, call_id: str) -> tuple[tuple[str | None, RankingResult], ...]:
    """Lot and ranking of each lot of a call; one without a lot where it has none."""
    lots = lots_of(session, call_id) or (None,)
    return tuple((lot, trial_basis(session, call_id, lot)) for lot in lots)
