"""The ranking: from assessments to ranks, selection and reasons, as one pure function."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import groupby

from iris_grants.kernel.problems import refuse_on_errors
from iris_grants.scoring.rules.assessment import (
    AssessmentSums,
    AssessmentTable,
    Counted,
    Lift,
    Standing,
    lift_of,
    lifted,
    sum_up,
)
from iris_grants.scoring.rules.gates import failed_gate, gates_of
from iris_grants.scoring.rules.order import Passed, Placed, in_order
from iris_grants.scoring.rules.reassessment import Rules, SetAside, Taken, take
from iris_grants.scoring.rules.scores import ScoreRow, check_rows, known_of
from iris_grants.scoring.rules.selection import Choice, Decision, select
from iris_grants.scoring.rules.terms import RankedApplication, RankingTerms, check_terms


@dataclass(frozen=True, slots=True, kw_only=True)
class RankingInput:
    """All that a ranking is computed from: the terms (grid.json) and the rows of scores."""

    terms: RankingTerms
    scores: tuple[ScoreRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """An assessment that is not in the mean, and why: a `Standing` or a `SetAside`."""

    assessor: str
    reason: StrEnum
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedRow:
    """One application in the ranking, with everything that its place follows from.

    `rank` and `offered_minor` (hundredths) are None where RANKING.md leaves the column
    empty. `counting` are the assessments that count, `taken` those that
    make the mean, all in the same unit (`unit` of them are one point). `left_minor` is
    what was left of the envelope before its rank, `after_stop` whether selection had
    stopped above it.
    """

    rank: int | None
    application: RankedApplication
    assessments: int
    decision: Decision
    reason: str
    unit: int
    offered_minor: int | None = None
    left_minor: int | None = None
    after_stop: bool = False
    tie_break: str = ""
    counting: tuple[Counted, ...] = ()
    taken: tuple[Counted, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    @property
    def total(self) -> Fraction | None:
        """The exact mean of the totals taken, in points; None while awaiting (rule 5)."""
        if not self.taken:
            return None
        points = sum([one.total for one in self.taken])
        return Fraction(points, self.unit * len(self.taken))

    @property
    def section_means(self) -> tuple[Fraction, ...]:
        """The exact mean of each section in grid order; empty while awaiting (rule 5)."""
        if not self.taken:
            return ()
        divisor = self.unit * len(self.taken)
        columns = zip(*(one.sections for one in self.taken), strict=True)
        return tuple(Fraction(sum(column), divisor) for column in columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class RankingResult:
    """A ranking: ranked rows in rank order, then rejected, then awaiting, each by id."""

    terms: RankingTerms
    table: AssessmentTable
    rows: tuple[RankedRow, ...]

    @property
    def preliminary(self) -> bool:
        """Whether any application is still awaiting assessments."""
        return any(row.decision is Decision.AWAITING for row in self.rows)

    @property
    def offered_minor(self) -> int:
        """All the money offered, in hundredths."""
        return sum(row.offered_minor or 0 for row in self.rows)

    def item_means(self, row: RankedRow) -> dict[str, Fraction]:
        """The exact mean of the raw scores of each watched item that has a value (rule 5)."""
        means: dict[str, Fraction] = {}
        for place, code in enumerate(self.table.watched):
            values = [v for one in row.taken if (v := one.sums.values[place]) is not None]
            if values:
                means[code] = Fraction(sum(values), len(values) * self.table.scale.score)
        return means


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judged:
    application: RankedApplication
    counting: tuple[Counted, ...]
    verdict: Taken
    left_out: tuple[LeftOut, ...]
    failed: str


def rank(inputs: RankingInput) -> RankingResult:
    """The ranking of all applications, exact (RANKING.md, Arithmetic).

    `Refused` with every problem if the terms or the scores are not in order; `ValueError` if
    a number of theirs (1/3) has no plain decimal, so that no file could hold it.
    """
    refuse_on_errors(check_terms(inputs.terms))
    refuse_on_errors(check_rows(inputs.scores, known_of(inputs.terms)))
    return rank_from_sums(inputs.terms, sum_up(inputs.terms.grid, inputs.scores))


def rank_from_sums(terms: RankingTerms, table: AssessmentTable) -> RankingResult:
    """The ranking from sums per assessment and section, which a database may have made.

    Terms and sums must be in order (`check_terms`; scores are checked where they enter).
    The table has to watch at least `gates.watched_items(terms)`; `KeyError` if it does not,
    or if it has an assessment of an application that the terms do not have.
    """
    lift = lift_of(terms.grid, table)
    judged = _judge_all(terms, table, lift)
    passed = (_passed(one) for one in judged if one.verdict.taken and not one.failed)
    placed = in_order(passed, terms, table.watched)
    by_id = {one.application.id: one for one in judged}
    rows = _ranked_rows(terms, placed, by_id, lift.unit)
    unranked = sorted(
        (one for one in judged if one.failed or not one.verdict.taken),
        key=lambda one: (not one.failed, one.application.id),
    )
    rows.extend(_unranked_row(one, lift.unit) for one in unranked)
    return RankingResult(terms=terms, table=table, rows=tuple(rows))


def rules_of(terms: RankingTerms, table: AssessmentTable) -> Rules:
    """Rules 3, 4 and 6 of these terms, in the unit in which all sums of the table are whole."""
    return _rules(terms, table, lift_of(terms.grid, table))


def _rules(terms: RankingTerms, table: AssessmentTable, lift: Lift) -> Rules:
    return Rules(
        min_assessments=terms.min_assessments,
        reassessment=terms.reassessment,
        maximum=lift.maximum,
        unit=lift.unit,
        gates=gates_of(terms.grid, table, lift.unit),
    )


def _judge_all(terms: RankingTerms, table: AssessmentTable, lift: Lift) -> list[_Judged]:
    by_application: dict[str, list[AssessmentSums]] = {known.id: [] for known in terms.applications}
    for sums in table.assessments:
        by_application[sums.application].append(sums)
    rules = _rules(terms, table, lift)
    return [_judge(known, by_application[known.id], lift, rules) for known in terms.applications]


def _judge(
    application: RankedApplication,
    assessments: list[AssessmentSums],
    lift: Lift,
    rules: Rules,
) -> _Judged:
    assessments.sort(key=lambda sums: sums.assessor)
    counting = tuple(
        [lifted(sums, lift) for sums in assessments if sums.standing is Standing.COUNTS]
    )
    verdict = take(counting, application.third_assessor, rules)
    return _Judged(
        application=application,
        counting=counting,
        verdict=verdict,
        left_out=()
        if len(verdict.taken) == len(assessments)
        else _left_out(assessments, verdict.set_aside),
        failed=failed_gate(rules.gates, verdict.taken) if verdict.taken else "",
    )


def _left_out(
    assessments: Sequence[AssessmentSums], set_aside: Iterable[tuple[str, SetAside]]
) -> tuple[LeftOut, ...]:
    aside: dict[str, SetAside] = dict(set_aside)
    found: list[LeftOut] = []
    for sums in assessments:
        if sums.standing is not Standing.COUNTS:
            found.append(
                LeftOut(assessor=sums.assessor, reason=sums.standing, missing=sums.missing)
            )
        elif sums.assessor in aside:
            found.append(LeftOut(assessor=sums.assessor, reason=aside[sums.assessor]))
    return tuple(found)


def _passed(one: _Judged) -> Passed:
    return Passed(
        application=one.application,
        taken=one.verdict.taken,
        points=sum([counted.total for counted in one.verdict.taken]),
    )


def _ranked_rows(
    terms: RankingTerms, placed: list[Placed], by_id: dict[str, _Judged], unit: int
) -> list[RankedRow]:
    ranks = [
        [one.passed.application for one in group]
        for _rank, group in groupby(placed, key=lambda one: one.rank)
    ]
    choices = select(ranks, terms.envelope, terms.quotas)
    return [
        _ranked_row(one, choice, by_id[one.passed.application.id], unit)
        for one, choice in zip(placed, choices, strict=True)
    ]


def _ranked_row(place: Placed, choice: Choice, judged: _Judged, unit: int) -> RankedRow:
    return RankedRow(
        rank=place.rank,
        application=place.passed.application,
        assessments=len(place.passed.taken),
        decision=choice.decision,
        reason=choice.reason,
        unit=unit,
        offered_minor=choice.offered_minor,
        left_minor=choice.left_minor,
        after_stop=choice.stopped,
        tie_break=place.tie_break,
        counting=judged.counting,
        taken=judged.verdict.taken,
        left_out=judged.left_out,
    )


def _unranked_row(one: _Judged, unit: int) -> RankedRow:
    taken = one.verdict.taken
    return RankedRow(
        rank=None,
        application=one.application,
        assessments=len(taken) if taken else len(one.counting),
        decision=Decision.REJECTED if taken else Decision.AWAITING,
        reason=one.failed or one.verdict.awaiting,
        unit=unit,
        counting=one.counting,
        taken=taken,
        left_out=one.left_out,
    )
