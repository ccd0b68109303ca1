"""What a ranking would be under other terms: tried with the same rules, never a decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction

from iris_grants.kernel.problems import Problem, Where
from iris_grants.scoring.rules.assessment import AssessmentTable, Standing
from iris_grants.scoring.rules.exact import readable
from iris_grants.scoring.rules.fields import shown
from iris_grants.scoring.rules.grid import Grid
from iris_grants.scoring.rules.ranking import RankedRow, RankingResult, rank_from_sums
from iris_grants.scoring.rules.selection import Decision
from iris_grants.scoring.rules.terms import (
    RankedApplication,
    RankingTerms,
    WhenTooLarge,
    check_terms,
)

OVERALL = ""
"""The key of the threshold on the total, beside those of the sections."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What is tried; None, and a threshold that is not named, leaves what the call has.

    `thresholds` are least points by section code (`OVERALL`: of the total); None turns one
    off. `quotas` and `tie_break` take the place of all that the call has. `set_aside` are
    assessments, as application and assessor, taken as if they had been set aside.
    """

    envelope_minor: int | None = None
    when_too_large: WhenTooLarge | None = None
    quotas: Mapping[str, int] | None = None
    thresholds: Mapping[str, Fraction | None] = field(default_factory=dict)
    tie_break: tuple[str, ...] | None = None
    set_aside: frozenset[tuple[str, str]] = frozenset()


class Change(StrEnum):
    """What a trial does to an application, the weightiest first."""

    IN = "in"
    OUT = "out"
    DECISION = "decision"
    AMOUNT = "amount"
    UP = "up"
    DOWN = "down"
    SAME = "same"


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """An application as it is ranked and as it would be.

    `places` is by how many ranks it would rise (None where it has no rank on one side),
    `points` by how much its total would grow, `offered_minor` by how much its offer would.
    """

    before: RankedRow
    after: RankedRow
    change: Change
    places: int | None
    points: Fraction | None
    offered_minor: int

    @property
    def application(self) -> RankedApplication:
        """The application."""
        return self.after.application


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialResult:
    """The ranking as it is and as it would be; `moves` in the order that it would have."""

    before: RankingResult
    after: RankingResult
    moves: tuple[Move, ...]

    def having(self, change: Change) -> tuple[Move, ...]:
        """The applications to which this would happen."""
        return tuple(move for move in self.moves if move.change is change)


def try_out(basis: RankingResult, trial: Trial) -> TrialResult:
    """The ranking under the terms of a trial, by the functions of the ranking itself.

    `basis` must watch every item that the trial needs (`queries.whatif.trial_basis` does).
    The trial must be in order (`check_trial`). Source: RANKING.md, Arithmetic.
    """
    after = rank_from_sums(tried_terms(basis.terms, trial), tried_table(basis.table, trial))
    known = {row.application.id: row for row in basis.rows}
    moves = tuple(_move(known[row.application.id], row) for row in after.rows)
    return TrialResult(before=basis, after=after, moves=moves)


def check_trial(basis: RankingResult, trial: Trial) -> tuple[Problem, ...]:
    """Every problem of a trial, at the key of what is tried.

    `ranking.tie_break_unknown`, `ranking.amount_negative`, `ranking.quota`,
    `ranking.section_unknown`, `ranking.threshold_outside`, `ranking.assessment_unknown`,
    `ranking.no_envelope` where a trial of an envelope finds none to take the place of.
    """
    problems = [*_threshold_problems(basis.terms.grid, trial)]
    known = {(one.application, one.assessor) for one in basis.table.assessments}
    problems += [
        Problem(
            code="ranking.assessment_unknown",
            where=Where(key="set_aside"),
            params={"application": shown(application), "assessor": shown(assessor)},
        )
        for application, assessor in sorted(trial.set_aside - known)
    ]
    changed = trial.envelope_minor is not None or trial.when_too_large is not None
    if changed and basis.terms.envelope is None:
        problems.append(Problem(code="ranking.no_envelope", where=Where(key="envelope")))
    if problems:
        return tuple(problems)
    return check_terms(tried_terms(basis.terms, trial))


def tried_terms(terms: RankingTerms, trial: Trial) -> RankingTerms:
    """The terms with what is tried in the place of what the call has."""
    envelope = terms.envelope
    if envelope is not None:
        envelope = replace(
            envelope,
            amount_minor=envelope.amount_minor
            if trial.envelope_minor is None
            else trial.envelope_minor,
            when_too_large=trial.when_too_large or envelope.when_too_large,
        )
    return replace(
        terms,
        grid=_tried_grid(terms.grid, trial.thresholds),
        envelope=envelope,
        quotas=terms.quotas if trial.quotas is None else trial.quotas,
        tie_break=terms.tie_break if trial.tie_break is None else trial.tie_break,
    )


def tried_table(table: AssessmentTable, trial: Trial) -> AssessmentTable:
    """The assessments, with those set aside as if a recorded decision had done so (rule 1)."""
    if not trial.set_aside:
        return table
    return replace(
        table,
        assessments=tuple(
            replace(one, standing=Standing.VOID, missing=())
            if (one.application, one.assessor) in trial.set_aside
            else one
            for one in table.assessments
        ),
    )


def _tried_grid(grid: Grid, thresholds: Mapping[str, Fraction | None]) -> Grid:
    return replace(
        grid,
        overall_min=thresholds.get(OVERALL, grid.overall_min),
        sections=tuple(
            replace(section, min_total=thresholds.get(section.code, section.min_total))
            for section in grid.sections
        ),
    )


def _threshold_problems(grid: Grid, trial: Trial) -> list[Problem]:
    most = {section.code: section.maximum for section in grid.sections} | {OVERALL: grid.maximum}
    problems = []
    for code, least in trial.thresholds.items():
        where = Where(key=f"threshold.{code}" if code else "threshold")
        if code not in most:
            params: dict[str, str] = {"section": shown(code)}
            problems.append(Problem(code="ranking.section_unknown", where=where, params=params))
        elif least is not None and not 0 <= least <= most[code]:
            params = {"found": readable(least), "most": readable(most[code])}
            problems.append(Problem(code="ranking.threshold_outside", where=where, params=params))
    return problems


def _move(before: RankedRow, after: RankedRow) -> Move:
    places = None if before.rank is None or after.rank is None else before.rank - after.rank
    totals = (before.total, after.total)
    return Move(
        before=before,
        after=after,
        change=_change(before, after, places),
        places=places,
        points=None if totals[0] is None or totals[1] is None else totals[1] - totals[0],
        offered_minor=(after.offered_minor or 0) - (before.offered_minor or 0),
    )


def _change(before: RankedRow, after: RankedRow, places: int | None) -> Change:
    if before.decision is not after.decision:
        if after.decision is Decision.SELECTED:
            return Change.IN
        return Change.OUT if before.decision is Decision.SELECTED else Change.DECISION
    if before.offered_minor != after.offered_minor:
        return Change.AMOUNT
    if places:
        return Change.UP if places > 0 else Change.DOWN
    return Change.SAME
