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
    "operation.awards.propose": N_("Open the negotiation of an award"),
    "operation.awards.agree_line": N_("Agree a budget line"),
    "operation.awards.agree_all": N_("Agree all open budget lines as requested"),
    "operation.awards.grant": N_("Decide an award"),
    "operation.awards.withdraw": N_("Withdraw an award"),
    "operation.awards.write_letter": N_("Write a letter to an applicant"),
    "constraint.uq_award_application_id": N_("This application already has an award."),
    "constraint.uq_award_decision_no": N_("This decision number is already in use."),
    "constraint.ck_award_amount_minor_positive": N_("The amount of an award must be above zero."),
    "constraint.ck_award_state_known": N_("This state of an award is not known."),
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
}
