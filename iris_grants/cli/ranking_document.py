"""A ranking as one JSON document: every place with the arithmetic that leads to it."""

from __future__ import annotations

from iris_grants.scoring.rules.exact import minor_text, two_decimals
from iris_grants.scoring.rules.explain import Explainer, Step
from iris_grants.scoring.rules.ranking import LeftOut, RankedRow, RankingResult
from iris_grants.wording import sentence_of


def ranking_document(result: RankingResult) -> dict[str, object]:
    """The ranking with, for each application, section and item means as exact fractions
    (`179/3`), the assessments taken and left out and why, and the steps in words of the language.

    Amounts and totals are texts with two decimals; what RANKING.md leaves empty is null.
    """
    envelope = result.terms.envelope
    explainer = Explainer(result)
    return {
        "version": 1,
        "preliminary": result.preliminary,
        "grid": result.terms.grid.id,
        "maximum": str(result.terms.grid.maximum),
        "envelope": None if envelope is None else minor_text(envelope.amount_minor),
        "currency": None if envelope is None else envelope.currency or None,
        "offered": minor_text(result.offered_minor),
        "applications": [_application(result, row, explainer) for row in result.rows],
    }


def _application(result: RankingResult, row: RankedRow, explainer: Explainer) -> dict[str, object]:
    known = row.application
    sections = (section.code for section in result.terms.grid.sections)
    offered = row.offered_minor
    return {
        "rank": row.rank,
        "application": known.id,
        "lot": known.lot or None,
        "country": known.country or None,
        "requested": minor_text(known.requested_minor),
        "amount": minor_text(known.amount_minor),
        "assessments": row.assessments,
        "total": None if row.total is None else two_decimals(row.total),
        "total_exact": None if row.total is None else str(row.total),
        "offered": None if offered is None else minor_text(offered),
        "decision": row.decision.value,
        "reason": row.reason or None,
        "tie_break": row.tie_break or None,
        "section_means": dict(zip(sections, map(str, row.section_means), strict=False)),
        "item_means": {code: str(mean) for code, mean in result.item_means(row).items()},
        "taken": [one.assessor for one in row.taken],
        "left_out": [_left_out(one) for one in row.left_out],
        "steps": [_step(step) for step in explainer.steps(row)],
    }


def _left_out(one: LeftOut) -> dict[str, object]:
    return {
        "assessor": one.assessor,
        "reason": str(one.reason),
        "missing": list(one.missing),
    }


def _step(step: Step) -> dict[str, object]:
    return {
        "code": step.code,
        "params": dict(step.params),
        "text": sentence_of(step.code, step.params),
    }
