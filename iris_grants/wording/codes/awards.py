"""Sentences of awards, contracts and payments."""

from __future__ import annotations

from iris_grants.wording.catalogue import N_

SENTENCES: dict[str, str] = {
    "awards.above_offer": N_(
        "The agreed {agreed:amount} EUR is more than the {offered:amount} EUR that the "
        "ranking offered; a "
        "grant is never negotiated upward."
    ),
    "awards.outside_amounts": N_(
        "The agreed {agreed:amount} EUR is not between {minimum:amount} and "
        "{maximum:amount} EUR, as the call says."
    ),
    "awards.rate_too_high": N_(
        "The grant would be more than {percent:number} % of the agreed budget; the call "
        "pays no larger "
        "share."
    ),
    "awards.indirect_too_high": N_(
        "Indirect costs are more than {percent:number} % of the direct costs."
    ),
    "awards.contingency_too_high": N_(
        "The contingency reserve is more than {percent:number} % of the direct costs."
    ),
    "awards.line_open": N_("This budget line has no agreed amount yet."),
    "awards.change_without_reason": N_(
        "The agreed amount differs from the requested one; write the reason."
    ),
    "awards.over_ceiling": N_(
        "The organisation already has {already:money} in this action; with {award:money} "
        "it would pass "
        "the ceiling of {ceiling:money} per third party."
    ),
    "awards.over_envelope": N_(
        "The award of {award:money} does not fit into the {left:money} that are left of "
        "the envelope."
    ),
    "awards.other_currency": N_("The amount must be in {currency}."),
    "awards.reason_needed": N_("Write the reason."),
    "awards.no_final_ranking": N_("There is no final ranking of this call yet."),
    "awards.not_selected": N_("The ranking did not select application {application}."),
    "awards.wrong_state": N_("This cannot be done with an award that is {state}."),
    "awards.decision_no_needed": N_("Write the number of the decision."),
    "awards.has_contract": N_(
        "There is contract {number} already; give up its draft first. A signed contract is "
        "ended otherwise."
    ),
    "awards.is_partner": N_(
        "{name} is a partner of the action and may not receive financial support."
    ),
    "awards.no_programme": N_("The store has no programme yet."),
    "awards.register_no_needed": N_("Write the register number of the letter."),
    "awards.letter_undecided": N_(
        "There is nothing to tell the applicant yet: application {application} is {state}."
    ),
    "awards.line_unknown": N_("This budget line does not belong to the award."),
    "awards.not_on_reserve": N_("Application {application} is not on the reserve list."),
    "awards.not_next": N_("Application {number} is next on the reserve list."),
    "awards.reserve_waits": N_("Application {application} must wait: {reason}."),
    "awards.waiting.quota": N_("the quota of its country is filled"),
    "awards.waiting.envelope": N_("not enough money is free"),
    "awards.waiting.before": N_("another application stands before it"),
    "awards.grounds_needed": N_("Write the grounds of the complaint."),
    "awards.complaint_due_early": N_("The decision must be due after the day of receipt."),
    "awards.complaint_by_evaluator": N_(
        "{name} took part in the evaluation and may not decide a complaint about it."
    ),
    "awards.complaint_decided": N_("Complaint no. {number} is decided already."),
    "awards.complaint_undecided": N_("Complaint no. {number} is not decided yet."),
    "awards.complaint_answered": N_("The answer to complaint no. {number} is written already."),
    "awards.complaint_of_another": N_("{name} was asked to decide this complaint."),
    "awards.complaint_unknown": N_("There is no complaint no. {number} to this call."),
    "awards.decision_unknown": N_("“{decision}” is no decision; known are: {known}."),
    "awards.decided_before_receipt": N_("A complaint cannot be decided before it was received."),
    "awards.standstill": N_(
        "Complaint no. {number} of application {application} is not decided yet; until then "
        "nothing is awarded."
    ),
    "awards.no_letters_due": N_("No letter is due: every applicant has been told."),
    "awards.register_no_uncountable": N_(
        "Register numbers cannot be counted up from “{number}”; write one such as 107/2023."
    ),
    "awards.step.letters": N_("Writing the letters"),
    "state.complaint.received": N_("received"),
    "state.complaint.assigned": N_("under decision"),
    "state.complaint.overdue": N_("overdue"),
    "state.complaint.decided": N_("decided, answer to be written"),
    "state.complaint.answered": N_("answered"),
    "state.award.proposed": N_("in negotiation"),
    "state.award.awarded": N_("awarded"),
    "state.award.declined": N_("declined"),
    "state.award.withdrawn": N_("withdrawn"),
    "awards.complaint.upheld": N_("upheld"),
    "awards.complaint.dismissed": N_("dismissed as unfounded"),
    "awards.complaint.inadmissible": N_("not admissible"),
    "letter.receipt": N_("receipt"),
    "letter.dismissal": N_("dismissal"),
    "letter.award": N_("award"),
    "letter.reserve": N_("reserve list"),
    "letter.rejection": N_("rejection"),
    "letter.withdrawal": N_("withdrawal"),
    "letter.complaint": N_("answer to a complaint"),
    "applications.document.complaint": N_("complaint"),
    "operation.awards.propose": N_("Open the negotiation of an award"),
    "operation.awards.agree_line": N_("Agree a budget line"),
    "operation.awards.agree_all": N_("Agree all open budget lines as proposed"),
    "operation.awards.grant": N_("Decide an award"),
    "operation.awards.withdraw": N_("Withdraw an award"),
    "operation.awards.decline": N_("Decline an award"),
    "operation.awards.propose_from_reserve": N_("Take up the next of the reserve list"),
    "operation.awards.propose_line": N_("Propose an amount for a budget line"),
    "operation.awards.negotiate": N_("Save the negotiation of an award"),
    "operation.awards.receive_complaint": N_("Enter a complaint"),
    "operation.awards.assign_complaint": N_("Say who decides a complaint"),
    "operation.awards.decide_complaint": N_("Decide a complaint"),
    "operation.awards.answer_complaint": N_("Answer a complaint by letter"),
    "operation.awards.write_letters": N_("Write all letters that are due"),
    "operation.awards.write_letter": N_("Write a letter to an applicant"),
    "constraint.uq_award_application_id": N_("This application already has an award."),
    "constraint.uq_award_decision_no": N_("This decision number is already in use."),
    "constraint.ck_award_amount_minor_positive": N_("The amount of an award must be above zero."),
    "constraint.ck_award_state_known": N_("This state of an award is not known."),
    "awards.exception_below_ceiling": N_(
        "The amount is not above the ceiling of {ceiling:money}; no exception is needed."
    ),
    "awards.exception_waits": N_("An exception is asked for already and waits for its decision."),
    "awards.exception_decided": N_("This exception is decided already."),
    "awards.second_person_needed": N_(
        "Somebody else has to decide this than the person who asked for it."
    ),
    "operation.awards.ask_exception": N_("Ask for an exception from the ceiling"),
    "operation.awards.approve_exception": N_("Approve an exception from the ceiling"),
    "operation.awards.refuse_exception": N_("Refuse an exception from the ceiling"),
    "applications.document.ceiling_exception": N_("exception from the ceiling"),
    "awards.reserve_expired": N_(
        "The reserve list held until {day:day}; nobody moves up any more."
    ),
    "awards.waiting.expired": N_("the list has expired"),
    "constraint.uq_ceiling_exception_award_id_number": N_(
        "An exception with this number exists already."
    ),
    "constraint.ck_ceiling_exception_number_positive": N_("Exceptions are counted from 1."),
    "constraint.ck_ceiling_exception_amount_minor_positive": N_(
        "The amount of an exception must be above zero."
    ),
    "constraint.ck_ceiling_exception_approved_yes_no": N_("Approved is yes or no."),
    "constraint.ck_ceiling_exception_decided_whole": N_(
        "A decision has its day and the person who took it."
    ),
    "constraint.uq_negotiated_line_award_id_position": N_(
        "Two lines of the negotiation have the same position."
    ),
    "constraint.ck_negotiated_line_proposed_minor_not_negative": N_(
        "An amount of a budget line cannot be below zero."
    ),
    "constraint.ck_negotiated_line_agreed_minor_not_negative": N_(
        "An amount of a budget line cannot be below zero."
    ),
    "constraint.uq_letter_register_no": N_("This register number is already on another letter."),
    "constraint.uq_letter_application_id_kind": N_("This letter has already been written."),
    "constraint.ck_letter_kind_known": N_("This kind of letter is not known."),
    "constraint.uq_complaint_call_id_number": N_("A complaint with this number exists already."),
    "constraint.uq_complaint_register_no": N_("This register number is already on another letter."),
    "constraint.ck_complaint_number_positive": N_("Complaints are counted from 1."),
    "constraint.ck_complaint_in_time_yes_no": N_("In time is yes or no."),
    "constraint.ck_complaint_decision_known": N_("This decision on a complaint is not known."),
}
