"""Grounds of dismissal: the codes, and those that the findings of the program point to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation

from iris_grants.kernel.problems import Problem

DISMISSAL_REASONS = (
    "late",
    "wrong_form",
    "incomplete",
    "unsigned_declaration",
    "budget",
    "amount",
    "over_max",
    "under_min",
    "duration",
    "registered_short",
    "country",
    "ineligible_applicant",
    "ineligible_action",
    "partner_of_action",
    "exclusion",
    "over_limit",
    "no_clarification",
    "documents",
    "duplicate",
)
"""Formal grounds on which an application is not assessed (DOMAIN.md §4.9)."""

VERIFIED_LATER = frozenset(
    {
        "ineligible_applicant",
        "partner_of_action",
        "exclusion",
        "no_clarification",
        "documents",
        "country",
    }
)
"""Grounds that may come out after admission, until the award (DOMAIN.md §4.7, EV-08)."""

_REASONS: Mapping[str, str] = {
    "applications.late": "late",
    "applications.declaration_incomplete": "unsigned_declaration",
    "applications.declaration_unsigned": "unsigned_declaration",
    "applications.mandate_missing": "incomplete",
    "applications.attachment_missing": "incomplete",
    "applications.lot_missing": "incomplete",
    "applications.budget_empty": "incomplete",
    "applications.budget_unbalanced": "budget",
    "applications.share_too_high": "budget",
    "applications.line_incomplete": "budget",
    "applications.rate_too_high": "amount",
    "applications.duration_outside": "duration",
    "applications.registered_too_short": "registered_short",
    "applications.country_outside": "country",
    "applications.partner_of_action": "partner_of_action",
    "applications.too_many_as_lead": "over_limit",
    "applications.too_many_as_partner": "over_limit",
}


def reason_of(finding: Problem) -> str | None:
    """The ground of dismissal that a finding points to; none where it is only a remark."""
    if finding.code == "applications.amount_outside":
        return _amount_reason(finding)
    return _REASONS.get(finding.code)


def likely_reasons(
    findings: Iterable[Problem], *, duplicate: bool = False, clarification_lacking: bool = False
) -> tuple[str, ...]:
    """The grounds that the record itself shows, in the order of the list, each once."""
    found = {reason for finding in findings if (reason := reason_of(finding)) is not None}
    if duplicate:
        found.add("duplicate")
    if clarification_lacking:
        found.add("no_clarification")
    return tuple(reason for reason in DISMISSAL_REASONS if reason in found)


def _amount_reason(finding: Problem) -> str:
    try:
        requested = Decimal(str(finding.params["requested"]))
        least = Decimal(str(finding.params["least"]))
    except (KeyError, InvalidOperation):
        return "amount"
    return "under_min" if requested < least else "over_max"
