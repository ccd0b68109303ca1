"""What must hold before a call is published or closed."""

from __future__ import annotations

from datetime import datetime

from iris_grants.calls.terms import CallTerms
from iris_grants.kernel.money import Money
from iris_grants.kernel.problems import Problem, Severity, Where

ELEMENTS = (
    "objectives",
    "activities",
    "entities",
    "criteria",
    "max_amount",
    "amount_method",
    "envelope",
)
"""The seven elements that a call must specify (DOMAIN.md §2.2; R-CALL-7)."""


def missing_elements(terms: CallTerms) -> tuple[str, ...]:
    """Those of the seven mandatory elements that the call does not specify, in their order.

    Objectives want results beside them, criteria a grid; amounts must be above zero.
    """
    present = {
        "objectives": bool(terms.objectives and terms.results),
        "activities": bool(terms.activities),
        "entities": bool(terms.entities),
        "criteria": bool(terms.criteria and terms.grid.sections),
        "max_amount": terms.max_amount.minor > 0,
        "amount_method": bool(terms.amount_method.en and terms.amount_method.sr),
        "envelope": terms.envelope.minor > 0,
    }
    return tuple(element for element in ELEMENTS if not present[element])


def check_publishable(
    terms: CallTerms, *, ceiling: Money, rule_sets: frozenset[str], now: datetime
) -> tuple[Problem, ...]:
    """Problems of a call that is to be published now.

    Errors: `calls.element_missing` (R-CALL-7), `calls.over_ceiling` where the largest
    amount is above what a third party may receive (FSTP-02), `calls.rule_set_missing`
    where the grant rules it names are not in the store. Warnings: `calls.deadline_past`,
    `calls.grid_unverified`.
    """
    problems = [
        Problem(
            code="calls.element_missing",
            where=Where(key=element),
            params={"element": f"calls.element.{element}"},
        )
        for element in missing_elements(terms)
    ]
    for place, amount in _largest(terms):
        if terms.currency == ceiling.currency and ceiling < amount:
            params = {"amount": str(amount), "ceiling": str(ceiling)}
            where = Where(key=place)
            problems.append(Problem(code="calls.over_ceiling", where=where, params=params))
    if terms.rule_set not in rule_sets:
        params = {"rule_set": terms.rule_set}
        where = Where(key="rule_set")
        problems.append(Problem(code="calls.rule_set_missing", where=where, params=params))
    return (*problems, *_warnings(terms, now))


def check_closable(terms: CallTerms, now: datetime) -> tuple[Problem, ...]:
    """Problems of a call that is to be closed now: its deadline must have passed."""
    if now >= terms.deadline_at:
        return ()
    params = {"deadline": terms.deadline_text}
    return (Problem(code="calls.deadline_ahead", params=params),)


def is_late(terms: CallTerms, received_at: datetime) -> bool:
    """Whether something received then came after the deadline (DOMAIN.md §14, R-SUB-LATE)."""
    return received_at > terms.deadline_at


def _largest(terms: CallTerms) -> list[tuple[str, Money]]:
    """The largest amounts of a grant, of the call and of its lots, with their places."""
    own = [(f"lots.{one.code}", one.max_amount) for one in terms.lots if one.max_amount]
    return [("amounts.max", terms.max_amount), *own]


def _warnings(terms: CallTerms, now: datetime) -> tuple[Problem, ...]:
    found = []
    if now > terms.deadline_at:
        found.append(
            Problem(
                code="calls.deadline_past",
                where=Where(key="deadline"),
                severity=Severity.WARNING,
                params={"deadline": terms.deadline_text},
            )
        )
    if not terms.grid.verified:
        found.append(
            Problem(
                code="calls.grid_unverified",
                where=Where(key="grid"),
                severity=Severity.WARNING,
                params={"grid": terms.grid.id, "source": terms.grid.source},
            )
        )
    return tuple(found)
