"""Sentences of calls, their terms and grids."""

from __future__ import annotations

from iris_grants.wording.catalogue import N_

SENTENCES: dict[str, str] = {
    "calls.unknown": N_("There is no call “{number}”. Calls in this store: {known}."),
    "calls.fixed": N_("The call {number} was published; its terms cannot be changed any more."),
    "calls.number_taken": N_("The number {number} belongs to another call."),
    "calls.not_draft": N_("The call {number} is published already."),
    "calls.not_published": N_("Only a published call can be closed; {number} is not."),
    "calls.element_missing": N_("A call must not be published without this: {element}."),
    "calls.element.objectives": N_("objectives and results"),
    "calls.element.activities": N_("the closed list of eligible activities"),
    "calls.element.entities": N_("who may receive support"),
    "calls.element.criteria": N_("the criteria of selection and the evaluation grid"),
    "calls.element.max_amount": N_("the largest amount of a grant"),
    "calls.element.amount_method": N_("how the exact amount is determined"),
    "calls.element.envelope": N_("the total amount available"),
    "calls.over_ceiling": N_(
        "The largest amount ({amount}) is above the ceiling per third party ({ceiling})."
    ),
    "calls.rule_set_missing": N_("The grant rules {rule_set} are not in the store."),
    "calls.deadline_past": N_("The deadline has passed: {deadline}."),
    "calls.deadline_ahead": N_("The call cannot be closed before its deadline: {deadline}."),
    "calls.grid_unverified": N_(
        "Nobody has compared the grid {grid} with its source yet ({source})."
    ),
    "calls.deadline_unreadable": N_("“{value}” is no time such as 2023-10-30 18:00."),
    "calls.zone_unknown": N_("“{zone}” is no time zone such as Europe/Belgrade."),
    "calls.envelope_empty": N_("The envelope must be above zero."),
    "calls.amounts_reversed": N_("The largest amount is below the smallest one."),
    "calls.envelope_below_max": N_("The envelope is below the largest amount of one grant."),
    "calls.lot_amounts_reversed": N_("The largest amount of lot {lot} is below its smallest one."),
    "calls.lot_envelope_below_max": N_(
        "The envelope of lot {lot} is below the largest amount of one grant."
    ),
    "calls.lot_without_envelope": N_("Either every lot has an envelope of its own, or none has."),
    "calls.lots_over_envelope": N_("The envelopes of the lots are more than that of the call."),
    "calls.question_empty": N_("Write the question in at least one language."),
    "calls.question_late": N_(
        "Questions were taken until {until:day}; this one need not be answered."
    ),
    "calls.answers_late": N_("Answers should have been published by {until:day}."),
    "calls.answer_published": N_("The answer to question {number} is published already."),
    "calls.question_unknown": N_("There is no question {number} to this call."),
    "calls.no_answers": N_("No answer of the call {number} waits to be published."),
    "calls.text_missing": N_(
        "The text in {language} is missing; everybody must be able to read it."
    ),
    "calls.deadline_earlier": N_("A deadline can only be moved to a later time."),
    "calls.corrigendum_late": N_("The deadline has passed; it can no longer be moved."),
    "calls.question.open": N_("open"),
    "calls.question.answered": N_("answered, not published"),
    "calls.question.published": N_("published"),
    "calls.months_reversed": N_("The longest duration is below the shortest one."),
    "calls.rate_wrong": N_("The share that is paid must be above 0 and at most 100 %."),
    "calls.code_twice": N_("The code “{code}” stands here more than once."),
    "calls.quota_country": N_("“{country}” has a quota but is no country of the call."),
    "calls.tie_break_unknown": N_("“{key}” is nothing that equal totals can be ordered by."),
    "calls.grid_empty": N_("The grid has no sections."),
    "calls.section_empty": N_("The section has no criteria."),
    "calls.scale_wrong": N_(
        "The scale of criterion {code} is wrong: from smallest to largest in whole steps."
    ),
    "calls.grid_sum": N_("The maximum is given as {stated}, but the criteria sum to {sum}."),
    "calls.when_too_large.stop": N_("stop at the first application that does not fit"),
    "calls.when_too_large.skip": N_("skip what does not fit and go on"),
    "calls.when_too_large.reduce": N_("offer what is left"),
    "calls.over_limit.reject_latest": N_("the latest ones are dismissed"),
    "calls.over_limit.reject_all": N_("all of them are dismissed"),
    "calls.gap_of.max": N_("the largest total possible"),
    "calls.gap_of.higher": N_("the higher of the two totals"),
    "calls.resolution.closest_two": N_("the mean of the two closest ones"),
    "calls.resolution.third_replaces": N_("the third one alone"),
    "calls.resolution.mean_of_all": N_("the mean of all three"),
    "calls.equal_distance.mean_of_all": N_("the mean of all three"),
    "calls.equal_distance.higher_pair": N_("the pair with the higher totals"),
    "calls.check.administrative": N_("administrative check"),
    "calls.check.eligibility": N_("eligibility check"),
    "state.call.draft": N_("draft"),
    "state.call.published": N_("published"),
    "state.call.closed": N_("closed"),
    "constraint.uq_call_number": N_("A call with this number is in the store already."),
    "constraint.ck_call_state_known": N_("There is no such state of a call."),
    "constraint.ck_call_envelope_minor_positive": N_("The envelope must be above zero."),
    "constraint.ck_call_amounts_in_order": N_("The largest amount is below the smallest one."),
    "constraint.fk_call_programme_id": N_("The programme of this call is not in the store."),
    "operation.calls.record_question": N_("Question about a call entered"),
    "operation.calls.answer_question": N_("Question about a call answered"),
    "operation.calls.publish_answers": N_("Answers published"),
    "operation.calls.correct": N_("Correction of a call published"),
    "operation.calls.write_text": N_("Guidelines for applicants written"),
    "operation.calls.begin": N_("Call begun"),
    "operation.calls.change": N_("Draft of a call changed"),
    "operation.calls.load": N_("Call loaded from its template"),
    "operation.calls.publish": N_("Call published"),
    "operation.calls.close": N_("Call closed"),
    "constraint.uq_call_question_call_id_number": N_("A question with this number exists already."),
    "constraint.ck_call_question_number_positive": N_("Questions are counted from 1."),
    "constraint.uq_call_corrigendum_call_id_number": N_(
        "A correction with this number exists already."
    ),
    "constraint.ck_call_corrigendum_number_positive": N_("Corrections are counted from 1."),
}
