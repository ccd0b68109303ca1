"""The ordered sections of a dossier, and where each kind of document belongs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section: its number, its code (words: `section.<code>`), and whether it must be filled."""

    number: int
    code: str
    mandatory: bool

    @property
    def folder(self) -> str:
        """The folder of the section in the dossier."""
        return f"{self.number:02d}-{self.code.replace('_', '-')}"


def _sections(*entries: tuple[int, str, bool]) -> tuple[Section, ...]:
    return tuple(Section(number=n, code=code, mandatory=must) for n, code, must in entries)


GRANT_SECTIONS = _sections(
    (0, "cover", True),
    (1, "legal_base", True),
    (2, "call", True),
    (3, "evaluation_bodies", True),
    (4, "application", True),
    (5, "administrative_check", True),
    (6, "assessments", True),
    (7, "committee", True),
    (8, "eligibility_documents", True),
    (9, "notification", True),
    (10, "negotiation", False),
    (11, "contract", True),
    (12, "amendments", False),
    (13, "payments", True),
    (14, "monitoring", False),
    (15, "interim_report", False),
    (16, "supporting_documents", True),
    (17, "procurement", False),
    (18, "staff", False),
    (19, "participants", False),
    (20, "visibility", False),
    (21, "assets", False),
    (22, "final_report", True),
    (23, "final_amount", True),
    (24, "closure", True),
)
"""The dossier of a grant (DOMAIN.md §8.3)."""

CALL_SECTIONS = _sections(
    (0, "cover", True),
    (1, "legal_base", True),
    (2, "call", True),
    (3, "evaluation_bodies", True),
    (4, "applications", True),
    (5, "administrative_check", True),
    (6, "assessments", True),
    (7, "committee", True),
    (9, "notification", True),
)
"""The dossier of a call: the sections of §8.3 that concern all its applications."""

CASE_SECTIONS = _sections(
    (0, "cover", True),
    (1, "case", True),
    (2, "selection", True),
    (3, "gap_assessment", True),
    (4, "action_plan", True),
    (5, "mentoring", True),
    (6, "licence_documents", True),
    (7, "filing", False),
    (8, "authority", False),
    (9, "decision", False),
    (10, "maintenance", False),
)
"""The dossier of a licensing case, along its path (DOMAIN.md §10.5, §10.6)."""

PROGRAMME_SECTIONS = _sections(
    (0, "cover", True),
    (1, "legal_base", True),
    (2, "partners", True),
    (3, "results", True),
    (4, "evidence", True),
    (5, "grants", True),
    (6, "cases", True),
    (7, "calls", True),
    (8, "open_data", False),
)
"""The dossier of the programme: what concerns it as a whole, and where all the others are."""

PROGRAMME_KINDS: Mapping[tuple[str, str], str] = {
    ("programme", "partnership_agreement"): "partners",
    ("programme", "*"): "legal_base",
    ("achievement", "*"): "evidence",
}

GRANT_KINDS: Mapping[tuple[str, str], str] = {
    ("application", "letter_receipt"): "notification",
    ("application", "letter_dismissal"): "notification",
    ("application", "letter_award"): "notification",
    ("application", "letter_reserve"): "notification",
    ("application", "letter_rejection"): "notification",
    ("application", "letter_withdrawal"): "notification",
    ("application", "letter_complaint"): "notification",
    ("application", "complaint"): "notification",
    ("application", "clarification_request"): "administrative_check",
    ("application", "clarification"): "administrative_check",
    ("application", "statute"): "eligibility_documents",
    ("application", "registration"): "eligibility_documents",
    ("application", "accounts"): "eligibility_documents",
    ("organisation", "*"): "eligibility_documents",
    ("application", "*"): "application",
    ("call", "*"): "call",
    ("committee", "declaration"): "evaluation_bodies",
    ("committee", "appointment"): "evaluation_bodies",
    ("committee", "score_sheet"): "assessments",
    ("committee", "filled_sheet"): "assessments",
    ("committee", "paper_grid"): "assessments",
    ("committee", "*"): "committee",
    ("grant", "contract"): "contract",
    ("grant", "contract_signed"): "contract",
    ("grant", "addendum"): "amendments",
    ("grant", "addendum_request"): "amendments",
    ("grant", "notification"): "amendments",
    ("grant", "visit_report"): "monitoring",
    ("grant", "report_interim"): "interim_report",
    ("grant", "report_final"): "final_report",
    ("grant", "visibility"): "visibility",
    ("grant", "asset_list"): "assets",
    ("grant", "asset_transfer"): "assets",
    ("grant", "bank_statement"): "payments",
    ("grant", "ledger"): "supporting_documents",
    ("grant", "procurement"): "procurement",
    ("grant", "participant_list"): "participants",
    ("grant", "cost_procurement"): "procurement",
    ("grant", "cost_employment"): "staff",
    ("grant", "cost_payslip"): "staff",
    ("grant", "cost_timesheet"): "staff",
    ("grant", "cost_attendance"): "participants",
    ("grant", "interim_financial_report"): "interim_report",
    ("grant", "final_financial_report"): "final_report",
    ("grant", "final_amount"): "final_amount",
    ("grant", "recovery_announcement"): "final_amount",
    ("grant", "debit_note"): "final_amount",
    ("grant", "*"): "supporting_documents",
}

CASE_KINDS: Mapping[tuple[str, str], str] = {
    ("case", "gap_sheet"): "gap_assessment",
    ("case", "evidence"): "gap_assessment",
    ("case", "action_plan"): "action_plan",
    ("case", "mentoring_agreement"): "mentoring",
    ("case", "visit_report"): "mentoring",
    ("case", "licence_application"): "filing",
    ("case", "quality_application"): "filing",
    ("case", "fee_proof"): "filing",
    ("case", "filing_receipt"): "filing",
    ("case", "authority_letter"): "authority",
    ("case", "licence"): "decision",
    ("case", "decision"): "decision",
    ("case", "self_evaluation"): "maintenance",
    ("case", "*"): "licence_documents",
    ("organisation", "*"): "licence_documents",
}


def section_code(kinds: Mapping[tuple[str, str], str], subject_kind: str, kind: str) -> str:
    """The section in which a document of a subject is filed."""
    return kinds.get((subject_kind, kind)) or kinds[(subject_kind, "*")]
