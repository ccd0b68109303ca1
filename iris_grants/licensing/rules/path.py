"""The path of a case: which stage may follow which, and what each one asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from iris_grants.kernel.problems import Problem, Severity, Where


class Stage(StrEnum):
    """The stages of a case, in order (DOMAIN.md §10.6), then the ways off the path."""

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
    REVOKED = "revoked"
    COMPLETED = "completed"
    WITHDRAWN = "withdrawn"


MAIN_PATH = tuple(Stage)[: tuple(Stage).index(Stage.LICENSED) + 1]
READINESS_PATH = (*MAIN_PATH[: MAIN_PATH.index(Stage.MOCK_REVIEW) + 1], Stage.COMPLETED)
BEFORE_LICENCE = frozenset(MAIN_PATH[:-1]) | {Stage.REFUSED}
"""Where an organisation can still drop out."""

AT_AUTHORITY = frozenset({Stage.FILED, Stage.AUTHORITY_REVIEW})
"""Where the application lies at the authority, which may visit, ask and decide."""

DEDICATED: Mapping[Stage, str] = {
    Stage.PLAN_APPROVED: "licensing.approve_plan",
    Stage.FILED: "licensing.file_application",
    Stage.LICENSED: "licensing.record_licence",
    Stage.REFUSED: "licensing.record_refusal",
    Stage.SUSPENDED: "licensing.suspend_licence",
    Stage.REVOKED: "licensing.revoke_licence",
    Stage.WITHDRAWN: "licensing.drop_out",
}
"""Stages that are reached by an operation of their own, which asks for more than a day."""

_NEXT: Mapping[Stage, tuple[Stage, ...]] = {
    **{stage: (MAIN_PATH[place + 1],) for place, stage in enumerate(MAIN_PATH[:-1])},
    Stage.AUTHORITY_REVIEW: (Stage.LICENSED, Stage.REFUSED),
    Stage.LICENSED: (
        Stage.MAINTENANCE,
        Stage.DOCUMENTS_DRAFTED,
        Stage.SUSPENDED,
        Stage.REVOKED,
    ),
    Stage.REFUSED: (Stage.DOCUMENTS_DRAFTED,),
    Stage.SUSPENDED: (Stage.MAINTENANCE, Stage.DOCUMENTS_DRAFTED, Stage.REVOKED),
    Stage.MAINTENANCE: (Stage.DOCUMENTS_DRAFTED, Stage.SUSPENDED, Stage.REVOKED),
    Stage.REVOKED: (Stage.DOCUMENTS_DRAFTED,),
    Stage.COMPLETED: (),
    Stage.WITHDRAWN: (Stage.INTEREST,),
}


def path_of(goal: str) -> tuple[Stage, ...]:
    """The stages on the straight way of a goal: readiness ends after the mock review."""
    return READINESS_PATH if goal == "readiness" else MAIN_PATH


def next_stages(stage: Stage, goal: str) -> tuple[Stage, ...]:
    """The stages that may follow, the straight way first.

    A case for a quality framework may end after the mock review or go on to the
    certifying body; one for readiness ends there.
    """
    found = _NEXT[stage]
    if stage is Stage.MOCK_REVIEW and goal == "readiness":
        return (Stage.COMPLETED,)
    if stage is Stage.MOCK_REVIEW and goal == "quality_framework":
        return (*found, Stage.COMPLETED)
    return (*found, Stage.WITHDRAWN) if stage in BEFORE_LICENCE else found


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
class Paper:
    """A paper that the pack asks of everybody; `at_filing` comes with the application."""

    code: str
    kind: str
    at_filing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """What is known of a case when it should move on.

    `mock_verdict` is that of the last mock review since the documents were drafted;
    `staff_expired` are the staff licences that have ended, as people name them, with their
    last days.
    """

    stage: Stage
    goal: str
    has_mentor: bool
    gaps: Sequence[Gap]
    document_kinds: frozenset[str]
    papers: Sequence[Paper]
    conditions_open: Sequence[str] = field(default=())
    conditions_failed: Sequence[str] = field(default=())
    mentor_visits: int = 0
    mock_verdict: str | None = None
    open_requests: int = 0
    staff_expired: Sequence[tuple[str, str]] = field(default=())


def check_step(facts: CaseFacts, to: Stage) -> tuple[Problem, ...]:
    """Everything that stands between a case and the stage `to`; no errors: it may move.

    Selection asks for all conditions of mentoring (DOMAIN.md §1). A gap that is neither met
    nor not applicable needs an action before the plan is approved; blocking and major ones
    are done before the gaps count as closed; drafting needs the papers of the pack, filing
    those that come with the application too (DOMAIN.md §10.3 to §10.6). Two things are only
    warned of: a staff licence that has ended at the filing (the readiness of the service
    hangs on them, DOMAIN.md §10.1), and an open request of the authority at its decision,
    because it may decide before it has its answer.
    """
    if to not in next_stages(facts.stage, facts.goal):
        return (
            Problem(
                code="licensing.not_the_next_stage",
                params={"from": f"stage.{facts.stage}", "to": f"stage.{to}"},
            ),
        )
    needs = _NEEDS.get(to)
    return tuple(needs(facts)) if needs else ()


def _selection(facts: CaseFacts) -> list[Problem]:
    return [
        Problem(code=code, where=Where(), params={"condition": f"mentoring.{question}"})
        for code, questions in (
            ("licensing.condition_failed", facts.conditions_failed),
            ("licensing.condition_open", facts.conditions_open),
        )
        for question in questions
    ]


def _mentor(facts: CaseFacts) -> list[Problem]:
    return [] if facts.has_mentor else [Problem(code="licensing.no_mentor")]


def _self_assessed(facts: CaseFacts) -> list[Problem]:
    return _open(facts.gaps, "self_state", "licensing.not_self_assessed")


def _verified(facts: CaseFacts) -> list[Problem]:
    visit = [] if facts.mentor_visits else [Problem(code="licensing.no_mentor_visit")]
    return visit + _open(facts.gaps, "verified_state", "licensing.not_verified")


def _planned(facts: CaseFacts) -> list[Problem]:
    return [
        _gap_problem("licensing.gap_without_action", gap)
        for gap in facts.gaps
        if _is_gap(gap) and not gap.has_action
    ]


def _drafted(facts: CaseFacts) -> list[Problem]:
    return _missing([paper for paper in facts.papers if not paper.at_filing], facts)


def _closed(facts: CaseFacts) -> list[Problem]:
    return [
        _gap_problem("licensing.gap_not_closed", gap)
        for gap in facts.gaps
        if _is_gap(gap) and gap.criticality != "minor" and not gap.done
    ]


def _reviewed(facts: CaseFacts) -> list[Problem]:
    if facts.mock_verdict == "ready":
        return []
    code = "licensing.mock_not_ready" if facts.mock_verdict else "licensing.no_mock_review"
    return [Problem(code=code)]


def _filed(facts: CaseFacts) -> list[Problem]:
    expired = [
        Problem(
            code="licensing.staff_licence_expired",
            severity=Severity.WARNING,
            params={"who": who, "ended": ended},
        )
        for who, ended in facts.staff_expired
    ]
    return _missing(facts.papers, facts) + expired


def _decided(facts: CaseFacts) -> list[Problem]:
    if not facts.open_requests:
        return []
    return [Problem(code="licensing.request_unanswered", severity=Severity.WARNING)]


_NEEDS: Mapping[Stage, Callable[[CaseFacts], list[Problem]]] = {
    Stage.SELECTED: _selection,
    Stage.MENTOR_ASSIGNED: _mentor,
    Stage.GAP_SELF_ASSESSMENT: _self_assessed,
    Stage.GAP_VERIFIED: _verified,
    Stage.PLAN_APPROVED: _planned,
    Stage.DOCUMENTS_DRAFTED: _drafted,
    Stage.GAPS_CLOSED: _closed,
    Stage.MOCK_REVIEW: _reviewed,
    Stage.FILED: _filed,
    Stage.LICENSED: _decided,
    Stage.REFUSED: _decided,
}


def _missing(papers: Sequence[Paper], facts: CaseFacts) -> list[Problem]:
    return [
        Problem(
            code="licensing.document_missing",
            params={"code": paper.code, "paper": f"case_paper.{paper.kind}"},
        )
        for paper in papers
        if paper.kind not in facts.document_kinds
    ]


def _open(gaps: Sequence[Gap], attribute: str, code: str) -> list[Problem]:
    return [_gap_problem(code, gap) for gap in gaps if getattr(gap, attribute) == "not_assessed"]


def _is_gap(gap: Gap) -> bool:
    return gap.verified_state in ("partly", "not_met")


def _gap_problem(code: str, gap: Gap) -> Problem:
    return Problem(code=code, where=Where(key=gap.code))


def counted_since(reached: Mapping[Stage, str]) -> tuple[str | None, str | None]:
    """From which day a case counts for the indicator of supported organisations, and by what.

    `reached` is the first day of every stage (ISO text). Process initiated (`filed`), or a
    plan approved together with the documents drafted (`plan_and_documents`), whichever came
    first (DOMAIN.md §1, R1.6, and §10.6).
    """
    ways = []
    if Stage.FILED in reached:
        ways.append((reached[Stage.FILED], "filed"))
    if Stage.PLAN_APPROVED in reached and Stage.DOCUMENTS_DRAFTED in reached:
        both = max(reached[Stage.PLAN_APPROVED], reached[Stage.DOCUMENTS_DRAFTED])
        ways.append((both, "plan_and_documents"))
    return min(ways) if ways else (None, None)
