"""Which columns and documents hold personal data and bank data: declared here, used by redaction.

What is not declared counts as holding both, so that a new kind of document is left out of a
redacted dossier until somebody has thought about it (DOMAIN.md §11: minimisation).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Private(StrEnum):
    """What a dossier can be written without (words: `redaction.<value>`)."""

    PERSONAL = "personal"
    BANK = "bank"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateColumn:
    """A column with such data.

    `spread`: its values are hidden wherever they occur in a page. `keys` names the last
    parts of keys that hold them, where the column is a document of keys and values.
    """

    holds: Private
    spread: bool = True
    keys: tuple[str, ...] = ()


_PERSON = PrivateColumn(holds=Private.PERSONAL)
_TOLD = PrivateColumn(holds=Private.PERSONAL, spread=False)
_BANK = PrivateColumn(holds=Private.BANK)
_BANK_TOLD = PrivateColumn(holds=Private.BANK, spread=False)

COLUMNS: Mapping[tuple[str, str], tuple[PrivateColumn, ...]] = {
    ("person", "name"): (_PERSON,),
    ("person", "search_key"): (_TOLD,),
    ("person", "sort_key"): (_TOLD,),
    ("person", "email"): (_PERSON,),
    ("organisation", "email"): (_PERSON,),
    ("organisation", "phone"): (_PERSON,),
    ("organisation", "representative"): (_PERSON,),
    ("bank_account", "iban"): (_BANK,),
    ("bank_account", "holder"): (_BANK_TOLD,),
    ("payment", "bank_ref"): (_BANK,),
    ("expenditure", "supplier"): (_PERSON,),
    ("expenditure", "supplier_key"): (_TOLD,),
    ("expenditure", "description"): (_TOLD,),
    ("expenditure", "payment_ref"): (_BANK_TOLD,),
    ("application", "answers"): (
        PrivateColumn(
            holds=Private.PERSONAL,
            keys=("email", "phone", "representative", "signatory", "contact", "person"),
        ),
        PrivateColumn(holds=Private.BANK, keys=("iban", "account")),
    ),
    ("scoring_package", "manifest"): (_TOLD, _BANK_TOLD),
    ("staff_licence", "name"): (_PERSON,),
    ("case_visit", "visitor"): (_PERSON,),
    ("case_plan", "approved_by"): (_PERSON,),
    ("gap_item", "responsible"): (_PERSON,),
    ("improvement_action", "responsible"): (_PERSON,),
    ("self_evaluation", "evaluated_by"): (_PERSON,),
    ("visit", "visitors"): (_PERSON,),
    ("visit", "people_met"): (_PERSON,),
    ("visit_finding", "responsible"): (_PERSON,),
    ("clarification", "answered_by"): (_PERSON,),
    ("call_question", "asked_by"): (_PERSON,),
    ("report_revision", "answers"): (_TOLD,),
    ("document", "name"): (_TOLD,),
}
"""Columns by table and name. Free text is searched besides: names, e-mail, IBAN, JMBG, phone."""

NOTHING: frozenset[Private] = frozenset()
ONLY_PERSONAL = frozenset({Private.PERSONAL})
BOTH = frozenset(Private)

DOCUMENTS: Mapping[tuple[str, str], frozenset[Private]] = {
    ("call", "*"): NOTHING,
    ("committee", "*"): ONLY_PERSONAL,
    ("application", "letter_receipt"): NOTHING,
    ("application", "letter_dismissal"): NOTHING,
    ("application", "letter_award"): NOTHING,
    ("application", "letter_reserve"): NOTHING,
    ("application", "letter_rejection"): NOTHING,
    ("application", "letter_withdrawal"): NOTHING,
    ("application", "letter_complaint"): ONLY_PERSONAL,
    ("application", "clarification_request"): ONLY_PERSONAL,
    ("application", "complaint"): ONLY_PERSONAL,
    ("application", "statute"): ONLY_PERSONAL,
    ("application", "registration"): ONLY_PERSONAL,
    ("grant", "final_amount"): ONLY_PERSONAL,
    ("grant", "interim_financial_report"): ONLY_PERSONAL,
    ("grant", "final_financial_report"): ONLY_PERSONAL,
    ("grant", "report_interim"): ONLY_PERSONAL,
    ("grant", "report_final"): ONLY_PERSONAL,
    ("grant", "recovery_announcement"): NOTHING,
    ("grant", "debit_note"): ONLY_PERSONAL,
    ("grant", "visit_report"): ONLY_PERSONAL,
    ("grant", "visibility"): ONLY_PERSONAL,
    ("grant", "asset_list"): ONLY_PERSONAL,
    ("grant", "asset_transfer"): ONLY_PERSONAL,
    ("grant", "participant_list"): ONLY_PERSONAL,
    ("achievement", "text"): NOTHING,
    ("achievement", "media_report"): NOTHING,
    ("achievement", "*"): ONLY_PERSONAL,
    ("case", "standards"): NOTHING,
    ("case", "gap_sheet"): ONLY_PERSONAL,
    ("case", "action_plan"): ONLY_PERSONAL,
    ("case", "visit_report"): ONLY_PERSONAL,
    ("case", "mentoring_agreement"): ONLY_PERSONAL,
    ("case", "statute"): ONLY_PERSONAL,
    ("case", "founding_act"): ONLY_PERSONAL,
    ("case", "registration"): ONLY_PERSONAL,
    ("case", "licence"): ONLY_PERSONAL,
    ("case", "decision"): ONLY_PERSONAL,
    ("case", "authority_letter"): ONLY_PERSONAL,
    ("case", "filing_receipt"): ONLY_PERSONAL,
    ("case", "self_evaluation"): ONLY_PERSONAL,
    ("case", "staff_licence"): ONLY_PERSONAL,
    ("written", "sheet"): NOTHING,
    ("written", "call_terms"): NOTHING,
    ("written", "ranking_grid"): NOTHING,
    ("written", "ranking_scores"): NOTHING,
    ("written", "ranking"): NOTHING,
    ("written", "open_data"): NOTHING,
    ("written", "results"): ONLY_PERSONAL,
    ("written", "financial_report"): BOTH,
}
"""What a document holds, by the kind of its subject and its own kind; `*` for all others of
the subject. `written` are the pieces that the program writes for the dossier: sheets have such
data hidden in their words, and scores carry codes of assessors only."""


def held_by(subject_kind: str, kind: str) -> frozenset[Private]:
    """What a document of this kind holds; both where nobody has declared it."""
    found = DOCUMENTS.get((subject_kind, kind))
    return DOCUMENTS.get((subject_kind, "*"), BOTH) if found is None else found


def tables_with(hidden: frozenset[Private]) -> frozenset[str]:
    """The tables that have a declared column with any of this."""
    return frozenset(
        table
        for (table, _column), columns in COLUMNS.items()
        if any(column.holds in hidden for column in columns)
    )
