"""Sentences of the records that a licensing case gathers: constraints and kinds."""

from __future__ import annotations

from iris_grants.wording.catalogue import N_

SENTENCES: dict[str, str] = {
    "stage.revoked": N_("licence revoked"),
    "stage.completed": N_("completed"),
    "stage.withdrawn": N_("dropped out"),
    "step.interest": N_("Take up the case again…"),
    "step.selected": N_("Select for mentoring…"),
    "step.mentor_assigned": N_("Begin the mentoring…"),
    "step.gap_self_assessment": N_("Conclude the self-assessment…"),
    "step.gap_verified": N_("Conclude the verification…"),
    "step.documents_drafted": N_("Conclude the drafting of documents…"),
    "step.gaps_closed": N_("Conclude the closing of gaps…"),
    "step.mock_review": N_("Confirm the mock review…"),
    "step.authority_review": N_("The authority has begun its review…"),
    "step.maintenance": N_("Begin the maintenance…"),
    "step.completed": N_("Complete the case…"),
    "visit.mentor": N_("visit of the mentor"),
    "visit.mock_review": N_("mock review"),
    "visit.authority": N_("visit of the authority"),
    "verdict.ready": N_("ready to file"),
    "verdict.not_ready": N_("not ready yet"),
    "filing.first": N_("first application"),
    "filing.again": N_("application filed again"),
    "filing.renewal": N_("application for renewal"),
    "authority_decision.refused": N_("refusal"),
    "authority_decision.suspended": N_("suspension"),
    "authority_decision.lifted": N_("end of the suspension"),
    "authority_decision.revoked": N_("revocation"),
    "staff_licence.basic": N_("basic professional tasks"),
    "staff_licence.specialised": N_("specialised professional tasks"),
    "staff_licence.supervisory": N_("supervisory tasks"),
    "staff_licence.legal": N_("legal tasks"),
    "staff_licence.other": N_("other qualification"),
    "mentoring_answer.yes": N_("yes"),
    "mentoring_answer.no": N_("no"),
    "mentoring.non_profit": N_("It is a non-profit legal entity."),
    "mentoring.local": N_("It is a local organisation."),
    "mentoring.registered_year": N_("It was registered at least one year before."),
    "mentoring.in_country": N_("It is seated and works in one of the six countries."),
    "mentoring.social_services": N_(
        "It works in social inclusion or social services at the local level."
    ),
    "mentoring.improves_services": N_("It wants to improve its services."),
    "mentoring.independent": N_("It decides independently of the government."),
    "mentoring.wants_licence": N_("It has decided to obtain a licence of the state."),
    "mentoring.basic_capacity": N_(
        "It has the basic people, equipment and organisation for the work."
    ),
    "constraint.uq_eligibility_answer_organisation_id_question": N_(
        "Somebody else has just answered this condition."
    ),
    "constraint.ck_eligibility_answer_answer_known": N_("A condition is answered by yes or no."),
    "constraint.ck_case_visit_kind_known": N_("This kind of visit is not known."),
    "constraint.ck_case_visit_verdict_of_mock_review": N_(
        "A mock review, and only it, ends with a verdict."
    ),
    "constraint.ck_case_visit_verdict_known": N_("This verdict is not known."),
    "constraint.uq_case_plan_case_id_revision": N_("Somebody else has just approved this plan."),
    "constraint.uq_case_filing_case_id_number": N_("This filing is already recorded."),
    "constraint.ck_case_filing_kind_known": N_("This kind of filing is not known."),
    "constraint.ck_case_request_answer_with_its_day": N_(
        "An answer to the authority has its day, and a day its answer."
    ),
    "constraint.uq_case_decision_case_id_number": N_("This decision is already recorded."),
    "constraint.ck_case_decision_kind_known": N_("This kind of decision is not known."),
    "constraint.ck_case_decision_remedy_after_decision": N_(
        "The day of remedy must lie after the decision."
    ),
    "constraint.uq_staff_licence_case_id_number": N_("This staff licence is already recorded."),
    "constraint.ck_staff_licence_kind_known": N_("This kind of staff licence is not known."),
    "constraint.ck_staff_licence_validity_in_order": N_(
        "A staff licence must end after the day on which it was issued."
    ),
    "constraint.ck_staff_licence_left_after_issue": N_(
        "Nobody leaves before the licence was issued."
    ),
    "constraint.uq_self_evaluation_case_id_year": N_(
        "The self-evaluation of this year is already recorded."
    ),
    "constraint.ck_self_evaluation_users_asked_not_negative": N_(
        "The number of users asked cannot be below zero."
    ),
    "constraint.ck_self_evaluation_satisfied_among_asked": N_(
        "The satisfied users are among those who were asked."
    ),
    "constraint.uq_self_evaluation_score_evaluation_id_code": N_(
        "This standard is already scored in the self-evaluation."
    ),
    "constraint.ck_self_evaluation_score_score_in_scale": N_("A score is 0, 1, 2 or 3."),
    "constraint.uq_improvement_action_evaluation_id_position": N_(
        "Somebody else has just added a step to this plan."
    ),
    "licensing.staff_licence_expired": N_(
        "The staff licence {who} ended on {ended:day}: renew it, or record who left."
    ),
    "licensing.despite_missing": N_("Write why it is filed all the same."),
    "licensing.done_already": N_("This is done since {done:day}; open it again first."),
    "licensing.not_done": N_("This is not done yet: there is nothing to open again."),
    "licensing.left_already": N_("The person left on {left:day} already."),
    "operation.licensing.reopen_gap": N_("Open an action about a gap again"),
    "operation.licensing.reopen_improvement": N_("Open a step of improvement again"),
    "operation.licensing.leave_service": N_("Record that somebody left the service"),
}
