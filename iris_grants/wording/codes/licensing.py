"""Sentences of the licensing support."""

from __future__ import annotations

from iris_grants.wording.catalogue import N_

SENTENCES: dict[str, str] = {
    "licensing.not_the_next_stage": N_("From “{from}” the next step is not “{to}”."),
    "licensing.no_mentor": N_("Name the mentor of the case first."),
    "licensing.not_self_assessed": N_("The organisation has not assessed this standard yet."),
    "licensing.not_verified": N_("The mentor has not verified this standard yet."),
    "licensing.gap_without_action": N_("This gap has no action in the plan yet."),
    "licensing.gap_not_closed": N_("The action about this gap is not done yet."),
    "licensing.document_missing": N_("Paper {code} is missing: {paper}."),
    "licensing.not_a_gap_sheet": N_("This is not a gap sheet written by this program."),
    "licensing.gap_sheet_newer": N_(
        "This gap sheet has format version {version}, which this program does not know."
    ),
    "licensing.gap_sheet_of_other": N_(
        "This gap sheet is of the case {case}, or of another standards pack; wanted: {wanted}."
    ),
    "licensing.assessment_closed": N_(
        "The assessment cannot be changed now; stage of the case: {stage}."
    ),
    "licensing.sheet_row_missing": N_("The row of the standard {standard} is missing."),
    "licensing.sheet_row_unknown": N_("“{standard}” is not a standard of this sheet."),
    "licensing.sheet_row_twice": N_("The standard {standard} stands in two rows."),
    "licensing.sheet_overwrites": N_("{standard}: “{old}” is replaced by “{new}”."),
    "licensing.sheet_known": N_("This very file was taken in before."),
    "licensing.sheet_changed": N_("The file has changed since its plan was shown."),
    "licensing.case_unknown": N_("There is no licensing case with the number {number}."),
    "licensing.condition_open": N_("A condition has no answer yet: {condition}"),
    "licensing.condition_failed": N_("A condition is not fulfilled: {condition}"),
    "licensing.condition_unknown": N_("This condition for mentoring is not known."),
    "licensing.evidence_missing": N_("Write what proves that the condition is fulfilled."),
    "licensing.registered_less_than_year": N_(
        "The organisation was registered on {registered:day}, less than a year before."
    ),
    "licensing.answer_unknown": N_("{answer} is not an answer: it is yes or no."),
    "licensing.no_mentor_visit": N_("Record the visit of the mentor first."),
    "licensing.no_mock_review": N_("Record the mock review first."),
    "licensing.mock_not_ready": N_(
        "The mock review found the organisation not ready yet: hold another one."
    ),
    "licensing.request_unanswered": N_("A request of the authority has no answer yet."),
    "licensing.code_twice": N_("The code {code} stands twice in the pack."),
    "licensing.pack_of_other_goal": N_("The standards pack {pack} is for: {goals}."),
    "licensing.stage_unknown": N_("{stage} is not a stage of a case."),
    "licensing.own_operation": N_("This step has an operation of its own: {operation}."),
    "licensing.paper_of_other": N_("This document does not belong to the case."),
    "licensing.text_missing": N_("This field is empty."),
    "licensing.visit_unknown": N_("{kind} is not a kind of visit."),
    "licensing.verdict_missing": N_("Say whether the mock review found the organisation ready."),
    "licensing.visit_before_case": N_("This day lies before the case was opened ({opened:day})."),
    "licensing.not_filed": N_("The application is not at the authority now."),
    "licensing.due_before_request": N_("The deadline lies before the request."),
    "licensing.request_answered": N_("This request was answered on {answered:day}."),
    "licensing.answer_before_request": N_("The answer lies before the request."),
    "licensing.limited_needs_end": N_("A limited licence has a last day."),
    "licensing.limited_too_long": N_("A limited licence lasts {years} years at most."),
    "licensing.licence_without_end": N_("The licence has no last day: there is nothing to renew."),
    "licensing.renewal_too_early": N_(
        "The licence is valid until {end:day}; its renewal begins from {first:day} on."
    ),
    "licensing.not_licensed": N_("The organisation holds no licence in this case now."),
    "licensing.not_suspended": N_("The licence is not suspended."),
    "licensing.staff_kind_unknown": N_("{kind} is not a kind of staff licence."),
    "licensing.year_wrong": N_("{year} is not a year of this case."),
    "licensing.score_out_of_scale": N_("A score is a whole number from 0 to {most}."),
    "licensing.service_not_in_pack": N_("The standards pack {pack} does not cover this service."),
    "licensing.pack_of_other_country": N_("The standards pack is for organisations in: {country}."),
    "licensing.action_incomplete": N_("Write what will be done and by whom."),
    "licensing.cost_in_euro": N_("The cost of an action is in euro and not below zero."),
    "licensing.limited_only_once": N_(
        "A limited licence was already given for this service; it cannot be given again."
    ),
    "licensing.before_last_step": N_(
        "This day lies before the last step of the case ({last:day})."
    ),
    "licensing.standard_unknown": N_("The standards pack of the case has no such standard."),
    "licensing.gap_state_unknown": N_("{state} is not an assessment of a standard."),
    "stage.interest": N_("interest"),
    "stage.selected": N_("selected"),
    "stage.mentor_assigned": N_("mentor assigned"),
    "stage.gap_self_assessment": N_("self-assessment done"),
    "stage.gap_verified": N_("gaps verified"),
    "stage.plan_approved": N_("action plan approved"),
    "stage.documents_drafted": N_("documents drafted"),
    "stage.gaps_closed": N_("gaps closed"),
    "stage.mock_review": N_("mock review"),
    "stage.filed": N_("application filed"),
    "stage.authority_review": N_("review by the authority"),
    "stage.licensed": N_("licence issued"),
    "stage.refused": N_("refused by the authority"),
    "stage.suspended": N_("licence suspended"),
    "stage.maintenance": N_("maintenance"),
    "goal.licence": N_("licence"),
    "goal.quality_framework": N_("quality framework"),
    "goal.readiness": N_("readiness"),
    "gap.met": N_("met"),
    "gap.partly": N_("partly met"),
    "gap.not_met": N_("not met"),
    "gap.not_applicable": N_("not applicable"),
    "gap.not_assessed": N_("not assessed yet"),
    "criticality.blocking": N_("blocking"),
    "criticality.major": N_("major"),
    "criticality.minor": N_("minor"),
    "constraint.uq_licensing_case_number": N_("This case number is already in use."),
    "constraint.uq_licensing_case_organisation_id_service_goal": N_(
        "The organisation already has a case for this service and goal."
    ),
    "constraint.ck_licensing_case_stage_known": N_("This stage is not known."),
    "constraint.ck_licensing_case_goal_known": N_("This goal is not known."),
    "constraint.uq_gap_item_case_id_code": N_("This standard is already in the assessment."),
    "constraint.ck_gap_item_self_state_known": N_("This assessment of a standard is not known."),
    "constraint.ck_gap_item_verified_state_known": N_(
        "This assessment of a standard is not known."
    ),
    "constraint.ck_gap_item_criticality_known": N_("This criticality is not known."),
    "constraint.uq_case_step_case_id_position": N_("Somebody else has just moved this case."),
    "constraint.ck_case_step_stage_known": N_("This stage is not known."),
    "constraint.uq_licence_country_number": N_("This licence number is already recorded."),
    "constraint.ck_licence_limited_yes_no": N_("A licence is limited or it is not."),
    "constraint.ck_licence_validity_in_order": N_(
        "A licence must end after the day from which it is valid."
    ),
}
