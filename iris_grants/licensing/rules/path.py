"""The path of a case: which stage may follow which, and what each one asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from iris_grants.kernel.problems import Problem, Where


class Stage(StrEnum):
    """The stages of a case, in order (DOMAIN.md §10.6)."""

    INTEREST = "interest"
    SELECTED = "selected"
    MENTOR_ASSIGNED = "mentor_assigned"
    GAP_SELF_ASSESSMENT = "gap_self_assessment"
    GAP_VERIFIED = "gap_verified"
    PLAN_APPROVED = "plan_approved"
    DOCUMENTS_DRAFTED = "documents_drafted"
    GAPS_CLOSED = "gaps_closed"
    MOCK_REVIEW = "mock_review"
    FILED = "filed"
    AUTHORITY_REVIEW = "authority_review"
    LICENSED = "licensed"
    REFUSED = "refused"
    SUSPENDED = "suspended"
    MAINTENANCE = "maintenance"


MAIN_PATH = tuple(Stage)[: tuple(Stage).index(Stage.LICENSED) + 1]

NEXT: Mapping[Stage, tuple[Stage, ...]] = {
    **{stage: (MAIN_PATH[place + 1],) for place, stage in enumerate(MAIN_PATH[:-1])},
    Stage.AUTHORITY_REVIEW: (Stage.LICENSED, Stage.REFUSED),
    Stage.LICENSED: (Stage.MAINTENANCE, Stage.SUSPENDED),
    Stage.REFUSED: (Stage.DOCUMENTS_DRAFTED,),
    Stage.SUSPENDED: (Stage.DOCUMENTS_DRAFTED,),
    Stage.MAINTENANCE: (Stage.SUSPENDED, Stage.DOCUMENTS_DRAFTED),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A standard of a case as far as the path needs it."""

    code: str
    criticality: str
    self_state: str
    verified_state: str
    has_action: bool
    done: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """What is known of a case when it should move on."""

    stage: Stage
    has_mentor: bool
    gaps: Sequence[Gap]
    document_kinds: frozenset[str]
    required_documents: frozenset[str]


def check_step(facts: CaseFacts, to: Stage) -> tuple[Problem, ...]:
    """Everything that stands between a case and the stage `to`; empty if it may move.

    A gap that is neither met nor not applicable needs an action before the plan is
    approved; blocking and major ones are done before the gaps count as closed; filing
    needs every document that the standards pack asks for (DOMAIN.md §10.3 to §10.6).
    """
    if to not in NEXT[facts.stage]:
        return (
            Problem(
                code="licensing.not_the_next_stage",
                params={"from": f"stage.{facts.stage}", "to": f"stage.{to}"},
            ),
        )
    return tuple(_needs(facts, to))


def _needs(facts: CaseFacts, to: Stage) -> list[Problem]:
    if to is Stage.MENTOR_ASSIGNED:
        return [] if facts.has_mentor else [Problem(code="licensing.no_mentor")]
    if to is Stage.GAP_SELF_ASSESSMENT:
        return _open(facts.gaps, "self_state", "licensing.not_self_assessed")
    if to is Stage.GAP_VERIFIED:
        return _open(facts.gaps, "verified_state", "licensing.not_verified")
    if to is Stage.PLAN_APPROVED:
        return [
            _gap_problem("licensing.gap_without_action", gap)
            for gap in facts.gaps
            if _is_gap(gap) and not gap.has_action
        ]
    if to is Stage.GAPS_CLOSED:
        return [
            _gap_problem("licensing.gap_not_closed", gap)
            for gap in facts.gaps
            if _is_gap(gap) and gap.criticality != "minor" and not gap.done
        ]
    if to is Stage.FILED:
        return [
            Problem(code="licensing.document_missing", where=Where(key=kind))
            for kind in sorted(facts.required_documents - facts.document_kinds)
        ]
    return []


def _open(gaps: Sequence[Gap], field: str, code: str) -> list[Problem]:
    return [_gap_problem(code, gap) for gap in gaps if getattr(gap, field) == "not_assessed"]


def _is_gap(gap: Gap) -> bool:
    return gap.verified_state in ("partly", "not_met")


def _gap_problem(code: str, gap: Gap) -> Problem:
    return Problem(code=code, where=Where(key=gap.code))


def counts_as_supported(reached: frozenset[Stage]) -> bool:
    """Whether a case counts for the indicator "CSOs supported in licensing".

    Process initiated (filed), or a plan approved together with the documents drafted
    (DOMAIN.md §1, R1.6, and §10.6).
    """
    return Stage.FILED in reached or Stage.DOCUMENTS_DRAFTED in reached
