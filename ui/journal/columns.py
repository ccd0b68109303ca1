"""What the columns of records are called in the journal, and how their values are told."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from iris_grants.wording import _, label
from iris_grants.wording.formats import day, decimal_text, minor, moment
from ui.journal.titles import TITLES as TITLES

TECHNICAL = frozenset({"id", "search_key", "sort_key", "supplier_key", "version", "position"})
YES_NO = frozenset(
    {
        "statement_ok",
        "people",
        "emblem_ok",
        "disclaimer_ok",
        "flagged",
        "active",
        "approved",
        "automatic",
        "in_time",
        "limited",
        "no_profit",
        "on_time",
        "preliminary",
        "recused",
        "verified",
    }
)
LONGEST = 240
DAYS = ("_on", "_from", "_to", "_until", "ends_before")
SHORT_KEY = 6

PREFIXES: Mapping[str, str] = {
    "achievement_count.dimension": "results.dimension.",
    "achievement_count.measure": "results.measure.",
    "application.closed_from": "state.application.",
    "application.medium": "applications.medium.",
    "application.reason": "applications.reason.",
    "application.state": "state.application.",
    "application_check.answer": "applications.answer.",
    "assessment.state": "state.assessment.",
    "assignment.kind": "state.assignment.",
    "award.state": "state.award.",
    "budget_version.kind": "budget.",
    "call.state": "state.call.",
    "case_decision.kind": "authority_decision.",
    "case_filing.kind": "filing.",
    "case_step.stage": "stage.",
    "case_visit.kind": "visit.",
    "case_visit.verdict": "verdict.",
    "committee_member.role": "member.",
    "committee_minute.decision": "state.ranking_row.",
    "committee_minute.kind": "minute.",
    "complaint.decision": "awards.complaint.",
    "conflict.kind": "scoring.tie.",
    "conflict.origin": "origin.conflict.",
    "conflict.state": "state.conflict.",
    "contract_change.kind": "budget.",
    "contract_change.state": "state.contract_change.",
    "country": "country.",
    "eligibility_answer.answer": "mentoring_answer.",
    "eligibility_answer.question": "mentoring.",
    "exchange_rate.kind": "rate.",
    "expenditure.state": "state.cost.",
    "expenditure.vat_treatment": "vat.",
    "final_amount.state": "state.final_amount.",
    "financial_report.kind": "financial_report.",
    "financial_report.state": "state.financial_report.",
    "gap_item.criticality": "criticality.",
    "gap_item.self_state": "gap.",
    "gap_item.verified_state": "gap.",
    "grant_closure.kind": "closure.",
    "grant_closure.retention_basis": "retention.",
    "grant_contract.fx_method": "fx.",
    "grant_contract.fx_other_method": "fx.",
    "grant_contract.state": "state.grant.",
    "grant_indicator.level": "indicator.level.",
    "grant_report.kind": "report.",
    "grant_report.state": "state.report.",
    "instalment.kind": "instalment.",
    "language": "form.language.",
    "letter.kind": "letter.",
    "licensing_case.goal": "goal.",
    "licensing_case.service": "service.",
    "licensing_case.stage": "stage.",
    "person_role.role": "role.",
    "programme_result.kind": "results.kind.",
    "programme_result.level": "results.level.",
    "ranking_row.decision": "ranking.decision.",
    "ranking_row.reason": "ranking.reason.",
    "recovery.state": "state.recovery.",
    "report_check.answer": "applications.answer.",
    "report_check.question": "report.check.",
    "report_revision.medium": "report.medium.",
    "result_target.aggregation": "results.aggregation.",
    "result_target.measure": "results.measure.",
    "result_target.unit": "results.unit.",
    "risk_note.level": "risk.",
    "rule_set.kind": "rule_set.kind.",
    "sanctions_check.result": "sanctions.",
    "score.state": "state.score.",
    "scoring_return.medium": "medium.scoring_return.",
    "scoring_return.state": "state.scoring_return.",
    "scoring_return_part.state": "state.scoring_return.",
    "staff_licence.kind": "staff_licence.",
    "subject_kind": "subject.",
    "visibility_item.consent": "consent.",
    "visibility_item.kind": "visibility.",
    "visit.photo_consent": "consent.",
    "visit.state": "state.visit.",
}
"""Columns that hold codes (`table.column`, or of every table), and the prefix of their words."""


def title_of(column: str) -> str:
    """The name of a column in words; its own where it has none."""
    words = TITLES.get(column)
    return _(words) if words is not None else column.replace("_", " ")


def told(table: str, column: str, text: str, names: Mapping[str, str]) -> str:
    """A stored value as people read it; `names` are those of people and organisations by key."""
    prefix = PREFIXES.get(f"{table}.{column}") or PREFIXES.get(column)
    if prefix is not None:
        words = label(f"{prefix}{text}")
        return text if words == f"{prefix}{text}" else words
    if column in YES_NO:
        return _("yes") if text == "1" else _("no")
    if column.endswith("_id"):
        return names.get(text, f"…{text[-SHORT_KEY:]}")
    return _number_or_day(column, text)


def _number_or_day(column: str, text: str) -> str:
    """Amounts, thousandths, days and times by the ending of their column; else the text."""
    try:
        if column.endswith("_minor"):
            return minor(int(text))
        if column.endswith("_milli"):
            return decimal_text(Decimal(text).scaleb(-3), 2)
        if column.endswith(DAYS):
            return day(text)
        if column.endswith("_at"):
            return moment(text)
    except ValueError:
        return text
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} …"
