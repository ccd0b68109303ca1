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
    "licensing.document_missing": N_("This paper of the application for a licence is missing."),
    "licensing.service_not_in_pack": N_("The standards pack {pack} does not cover this service."),
    "licensing.pack_of_other_country": N_("The standards pack is for organisations in: {country}."),
    "licensing.action_incomplete": N_("Write what will be done and by whom."),
    "licensing.cost_in_euro": N_("The cost of an action is in euro and not below zero."),
    "licensing.licence_needed": N_("Record the licence itself: its number, dates and paper."),
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
    "area.structural": N_("structural standards"),
    "area.functional": N_("functional standards"),
    "service.personal_assistance": N_("personal assistance"),
    "operation.licensing.open_case": N_("Open a licensing case"),
    "operation.licensing.assign_mentor": N_("Assign a mentor"),
    "operation.licensing.assess_gap": N_("Record a self-assessment"),
    "operation.licensing.verify_gap": N_("Verify a standard"),
    "operation.licensing.plan_action": N_("Plan an action about a gap"),
    "operation.licensing.close_gap": N_("Close a gap"),
    "operation.licensing.add_document": N_("Add a paper to a case"),
    "operation.licensing.reach_stage": N_("Move a case to its next stage"),
    "operation.licensing.record_licence": N_("Record a licence"),
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
