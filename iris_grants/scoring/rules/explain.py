"""Why an application stands where it stands: the steps of the arithmetic, ready for words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise

from iris_grants.scoring.rules.assessment import Counted, Exact, Standing
from iris_grants.scoring.rules.exact import minor_text, plain, two_decimals
from iris_grants.scoring.rules.gates import GATE_ITEM, GATE_OVERALL, GATE_SECTION
from iris_grants.scoring.rules.order import SHARED
from iris_grants.scoring.rules.ranking import (
    LeftOut,
    RankedRow,
    RankingResult,
    rules_of,
)
from iris_grants.scoring.rules.reassessment import (
    THIRD_NEEDED,
    TOO_FEW,
    SetAside,
    Trigger,
    gap_base,
    gap_between,
    third_opinion,
    triggers,
)
from iris_grants.scoring.rules.selection import QUOTA, VOTE, Decision
from iris_grants.scoring.rules.terms import EqualDistance, Reassessment, Resolution

SHORT_DECIMALS = 4
"""Decimals up to which an exact number is written out; longer ones stand as fractions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of the arithmetic: the code of its sentence, and what goes into it."""

    code: str
    params: Mapping[str, str | int] = field(default_factory=dict)


def reason_step(reason: str) -> Step | None:
    """The words for a reason of ranking.csv (`quota`, `gate_section_1`); None for none."""
    if not reason:
        return None
    if reason.startswith(GATE_ITEM):
        criterion = reason.removeprefix(GATE_ITEM)
        return Step(code="ranking.reason.gate_item", params={"criterion": criterion})
    if reason.startswith(GATE_SECTION):
        section = reason.removeprefix(GATE_SECTION)
        return Step(code="ranking.reason.gate_section", params={"section": section})
    return Step(code=f"ranking.reason.{reason}")


def points_text(value: Fraction) -> str:
    """An exact number of points for people: `33`, `32.5`, `179/3 ≈ 59.67`."""
    if 10**SHORT_DECIMALS % value.denominator == 0:
        return plain(value)
    return f"{value} ≈ {two_decimals(value)}"


class Explainer:
    """Explains the rows of one ranking."""

    def __init__(self, result: RankingResult) -> None:
        self._result = result
        self._grid = result.terms.grid
        self._rules = rules_of(result.terms, result.table)
        self._above: dict[str, str] = {}
        ranked = [row for row in result.rows if row.rank is not None]
        for higher, lower in pairwise(ranked):
            self._above[lower.application.id] = higher.application.id
        votes = [row.rank for row in ranked if row.reason == VOTE]
        self._vote_rank = votes[0] if votes else None

    def steps(self, row: RankedRow) -> tuple[Step, ...]:
        """All steps from the assessments to the decision, in the order of RANKING.md."""
        return (
            *self._assessments(row),
            *self._reassessment(row),
            *self._means(row),
            *self._gates(row),
            *self._place(row),
            *self._selection(row),
        )

    def _points(self, scaled: Exact) -> str:
        return points_text(Fraction(scaled) / self._rules.unit)

    def _assessments(self, row: RankedRow) -> Iterator[Step]:
        maximum = points_text(self._grid.maximum)
        for one in row.counting:
            yield _step(
                "counts",
                assessor=one.assessor,
                total=self._points(one.total),
                maximum=maximum,
            )
            for section, absent in zip(self._grid.sections, one.sums.not_applicable, strict=True):
                if absent:
                    yield _step("scaled_up", assessor=one.assessor, section=section.code)
        for left_out in row.left_out:
            if isinstance(left_out.reason, Standing):
                yield _not_counting(left_out)
        if row.reason == TOO_FEW:
            needed = self._result.terms.min_assessments
            yield _step("too_few", counting=len(row.counting), needed=needed)

    def _reassessment(self, row: RankedRow) -> Iterator[Step]:
        rule = self._result.terms.reassessment
        if rule is None or row.reason == TOO_FEW:
            return
        if len(row.counting) == 2:
            yield from self._triggers(row.counting[0], row.counting[1], rule)
            if row.reason == THIRD_NEEDED:
                yield _step("third_needed")
            return
        third = third_opinion(row.counting, row.application.third_assessor, self._rules)
        if third is not None:
            others = [one for one in row.counting if one is not third]
            yield from self._triggers(others[0], others[1], rule)
            yield _step("third_given", assessor=third.assessor)
            yield _resolution(row, rule)

    def _triggers(self, first: Counted, second: Counted, rule: Reassessment) -> Iterator[Step]:
        found = triggers(first, second, self._rules)
        pair: dict[str, str | int] = {"first": first.assessor, "second": second.assessor}
        if rule.gap_percent is not None:
            base = gap_base(first, second, rule, self._rules.maximum)
            yield _step(
                "gap_over" if Trigger.GAP in found else "gap_within",
                **pair,
                gap=self._points(gap_between(first, second)),
                limit=self._points(rule.gap_percent * base / 100),
                percent=plain(rule.gap_percent),
            )
        if rule.straddles_gates:
            yield _step("gates_differ" if Trigger.GATES in found else "gates_agree", **pair)

    def _means(self, row: RankedRow) -> Iterator[Step]:
        if row.total is None:
            return
        for section, mean in zip(self._grid.sections, row.section_means, strict=True):
            yield _step(
                "section_mean",
                section=section.code,
                mean=points_text(mean),
                maximum=points_text(section.maximum),
            )
        yield _step(
            "total_mean",
            assessors=", ".join(one.assessor for one in row.taken),
            total=points_text(row.total),
            maximum=points_text(self._grid.maximum),
        )

    def _gates(self, row: RankedRow) -> Iterator[Step]:
        if row.total is None:
            return
        if row.decision is Decision.REJECTED:
            yield self._failed(row, row.total)
        elif self._rules.gates.sections or self._rules.gates.overall_min is not None:
            yield _step("gates_passed")

    def _failed(self, row: RankedRow, total: Fraction) -> Step:
        for index, section in enumerate(self._grid.sections):
            if row.reason == f"{GATE_SECTION}{section.code}":
                return _step(
                    "gate_section",
                    section=section.code,
                    mean=points_text(row.section_means[index]),
                    limit=points_text(section.min_total or Fraction(0)),
                )
            for item in section.items:
                if row.reason == f"{GATE_ITEM}{item.code}":
                    return _step(
                        "gate_item",
                        criterion=item.code,
                        mean=points_text(self._result.item_means(row)[item.code]),
                        limit=points_text(section.reject_item_mean_at_most or Fraction(0)),
                    )
        limit = points_text(self._grid.overall_min or Fraction(0))
        return _step(GATE_OVERALL, total=points_text(total), limit=limit)

    def _place(self, row: RankedRow) -> Iterator[Step]:
        if row.rank is None:
            return
        if row.tie_break:
            above = self._above[row.application.id]
            kind, _colon, code = row.tie_break.partition(":")
            if kind == SHARED:
                yield _step("shares_rank", above=above, rank=row.rank)
                return
            yield _step(f"tie_{kind}", above=above, code=code)
        yield _step("rank", rank=row.rank)

    def _selection(self, row: RankedRow) -> Iterator[Step]:
        if row.rank is None:
            return
        amount = minor_text(row.application.amount_minor)
        left = "" if row.left_minor is None else minor_text(row.left_minor)
        if row.offered_minor is not None:
            yield _selected(row, amount, left)
        elif row.reason == QUOTA:
            country = row.application.country
            quota = self._result.terms.quotas[country]
            yield _step("quota_full", country=country, quota=quota)
        elif row.reason == VOTE:
            at_cut = row.rank == self._vote_rank
            yield _step("vote" if at_cut else "vote_above", rank=self._vote_rank or 0)
        elif row.after_stop:
            yield _step("after_stop")
        else:
            yield _step("too_large", amount=amount, left=left)


def explain(result: RankingResult, row: RankedRow) -> tuple[Step, ...]:
    """The steps of one row; for many rows of one ranking keep an `Explainer`."""
    return Explainer(result).steps(row)


def _selected(row: RankedRow, amount: str, left: str) -> Step:
    if row.left_minor is None:
        return _step("selected_without_envelope", amount=amount)
    if row.offered_minor != row.application.amount_minor:
        return _step("selected_reduced", amount=amount, left=left)
    return _step("selected_in_full", amount=amount, left=left)


def _not_counting(left_out: LeftOut) -> Step:
    if left_out.reason is Standing.INCOMPLETE and left_out.missing:
        criteria = ", ".join(left_out.missing)
        return _step("incomplete", assessor=left_out.assessor, criteria=criteria)
    if left_out.reason is Standing.INCOMPLETE:
        return _step("incomplete_somewhere", assessor=left_out.assessor)
    return _step(str(left_out.reason), assessor=left_out.assessor)


def _resolution(row: RankedRow, rule: Reassessment) -> Step:
    names = ", ".join(one.assessor for one in row.taken)
    aside = [one for one in row.left_out if isinstance(one.reason, SetAside)]
    if aside:
        return _step(f"taken_{aside[0].reason}", assessors=names)
    if rule.resolution is Resolution.CLOSEST_TWO:
        asked = rule.equal_distance is EqualDistance.MEAN_OF_ALL
        return _step("taken_equally_close" if asked else "taken_all_equal", assessors=names)
    return _step("taken_all", assessors=names)


def _step(name: str, **params: str | int) -> Step:
    return Step(code=f"ranking.step.{name}", params=params)
