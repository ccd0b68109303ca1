"""What letters say about each formal ground of dismissal."""

from __future__ import annotations

from iris_grants.wording.catalogue import N_

SENTENCES: dict[str, str] = {
    "applications.reason_letter.late": N_(
        "Applications that arrive after the deadline are not assessed, whatever the reason of "
        "the delay; the deadline is the same for everybody."
    ),
    "applications.reason_letter.wrong_form": N_(
        "The call accepts applications on its own form only, in the version that was published."
    ),
    "applications.reason_letter.incomplete": N_(
        "Parts that the call requires are missing, so that the application cannot be assessed."
    ),
    "applications.reason_letter.unsigned_declaration": N_(
        "The declaration of the lead applicant must be filled in completely and signed."
    ),
    "applications.reason_letter.budget": N_(
        "The budget must be balanced, complete line by line, and keep the shares that the call "
        "sets for indirect costs and the contingency reserve."
    ),
    "applications.reason_letter.amount": N_(
        "The requested amount, or its share of the costs, is outside the limits of the call."
    ),
    "applications.reason_letter.over_max": N_(
        "The requested amount is above the largest grant that the call gives."
    ),
    "applications.reason_letter.under_min": N_(
        "The requested amount is below the smallest grant that the call gives."
    ),
    "applications.reason_letter.duration": N_(
        "The project must last no less and no more than the call allows."
    ),
    "applications.reason_letter.registered_short": N_(
        "The applicant must have been registered for the time that the call sets before its "
        "publication."
    ),
    "applications.reason_letter.country": N_(
        "Only organisations established and working in a country of the call may apply."
    ),
    "applications.reason_letter.ineligible_applicant": N_(
        "The applicant does not belong to the organisations that may receive support under the "
        "call."
    ),
    "applications.reason_letter.ineligible_action": N_(
        "The project is none of the kinds of activities that the call supports."
    ),
    "applications.reason_letter.partner_of_action": N_(
        "Partners of the programme and their affiliated entities may not receive financial "
        "support from it."
    ),
    "applications.reason_letter.exclusion": N_(
        "A ground of exclusion applies, or the applicant stands on the list of EU restrictive "
        "measures."
    ),
    "applications.reason_letter.over_limit": N_(
        "An organisation may not submit or take part in more applications than the call allows."
    ),
    "applications.reason_letter.no_clarification": N_(
        "We asked for a clarification in writing; no answer reached us by the day set in that "
        "letter."
    ),
    "applications.reason_letter.documents": N_(
        "The supporting documents that prove the statements of the application were not handed "
        "in, or do not prove them."
    ),
    "applications.reason_letter.duplicate": N_(
        "The same application is on the register under another number and is considered there."
    ),
}
