"""Sentences of applications: their files, checks and decisions."""

from __future__ import annotations

from iris_grants.wording.catalogue import N_

SENTENCES: dict[str, str] = {
    "applications.unknown": N_("There is no application {number} to this call."),
    "applications.call_not_open": N_(
        "The call {number} is a draft; publish it before applications are imported."
    ),
    "applications.form_of_draft": N_(
        "The call {number} is still a draft: if it changes, this form will be refused."
    ),
    "applications.nothing_found": N_("There is no application form among these files."),
    "applications.not_our_form": N_("This workbook is not an application form of this program."),
    "applications.other_call": N_("This is the form of the call {call}, not of {expected}."),
    "applications.other_version": N_(
        "This form was made from an earlier version of the call {call}; the applicant needs "
        "the published one."
    ),
    "applications.form_newer": N_(
        "This form was made by a newer version of the program; update the program first."
    ),
    "applications.core_empty": N_(
        "“{field}” must be filled in; without it nothing can be registered."
    ),
    "applications.cell_empty": N_("“{field}” is not filled in."),
    "applications.text_too_long": N_(
        "The text has {length} characters, the call allows {limit}; it is kept whole."
    ),
    "applications.out_of_range": N_("The number must lie between {least} and {most}."),
    "applications.total_corrected": N_(
        "The form says {stated}; computed from its lines it is {computed}, which counts."
    ),
    "applications.attachment_unmatched": N_(
        "It cannot be told to which form this file belongs; it is left out."
    ),
    "applications.log_unreadable": N_("The receipt log cannot be read; save it as CSV in UTF-8."),
    "applications.log_columns": N_(
        "The receipt log has the columns path, received_at and medium; this line does not."
    ),
    "applications.log_time": N_("“{text}” is no time such as 2023-10-30 16:59."),
    "applications.log_medium": N_("“{medium}” is no medium of receipt; known are: {known}."),
    "applications.log_twice": N_("The receipt of {path} stands in the log twice."),
    "applications.log_unused": N_("The log has a receipt of {path}, but there is no such file."),
    "applications.time_unreadable": N_("“{text}” is no time such as 2023-10-30 16:59."),
    "applications.receipt_guessed": N_(
        "Nobody noted when this was received; the time of the file is taken."
    ),
    "applications.plan_outdated": N_(
        "Applications to the call {number} have changed since this plan was made; make it again."
    ),
    "applications.file_changed": N_("This file has changed since the plan was made."),
    "applications.step.reading": N_("Reading the forms"),
    "applications.late": N_("Received {minutes} minutes after the deadline."),
    "applications.declaration_incomplete": N_("Not every statement of the declaration is a yes."),
    "applications.declaration_unsigned": N_("The declaration lacks its signatory or date."),
    "applications.mandate_missing": N_("The mandate of {partner} is not signed."),
    "applications.budget_empty": N_("The budget has no lines."),
    "applications.budget_unbalanced": N_(
        "The sources of funding differ from the total costs by {difference:amount}."
    ),
    "applications.share_too_high": N_("{heading} are more than {percent} % of the direct costs."),
    "applications.line_incomplete": N_("Budget line {line} has no description."),
    "applications.amount_outside": N_(
        "The requested {requested:amount} {currency} is not between {least:amount} and "
        "{most:amount}."
    ),
    "applications.rate_too_high": N_("More than {most} % of the costs is requested."),
    "applications.duration_outside": N_("{months} months is not between {least} and {most}."),
    "applications.lot_missing": N_("No lot is chosen."),
    "applications.attachment_missing": N_("The required attachment “{attachment}” is missing."),
    "applications.registered_too_short": N_(
        "The organisation is registered for {months} full months, {least} are required."
    ),
    "applications.country_outside": N_("The country is none of the call."),
    "applications.partner_of_action": N_("The applicant is a partner of the programme."),
    "applications.too_many_as_lead": N_(
        "The organisation leads {count} applications to this call, at most {most} are allowed."
    ),
    "applications.too_many_as_partner": N_(
        "The organisation is a partner in {count} applications, at most {most} are allowed."
    ),
    "applications.check_open": N_(
        "This question has {given} of {wanted} answers by different people."
    ),
    "applications.check_disputed": N_("People answered this question differently."),
    "applications.check_failed": N_("This question was answered with no."),
    "applications.not_open": N_("The application {number} is no longer under check ({state})."),
    "applications.not_clarifiable": N_(
        "The applicant can no longer be asked: application {number} is {state}."
    ),
    "applications.questions_empty": N_("Write what you ask the applicant, one point a line."),
    "applications.register_no_needed": N_("Write the register number of the letter."),
    "applications.register_no_taken": N_(
        "The register number {number} stands on another paper already."
    ),
    "applications.due_before_asked": N_("The answer must be due after the day of the letter."),
    "applications.clarification_unknown": N_(
        "There is no such request for clarification of application {number}."
    ),
    "applications.clarification_closed": N_(
        "The answer to request no. {number} is recorded already."
    ),
    "applications.answer_before_request": N_("The answer cannot have come before the request."),
    "applications.answer_empty": N_(
        "Choose the paper with the answer, or write down what it says."
    ),
    "applications.answered_by_needed": N_("Write who answered."),
    "applications.clarification_awaited": N_(
        "The answer to request no. {number} is awaited until {due:day}."
    ),
    "applications.clarification_overdue": N_(
        "Request no. {number} was not answered until {due:day}."
    ),
    "applications.clarification_late": N_(
        "The answer to request no. {number} came after {due:day}."
    ),
    "applications.clarification_not_lacking": N_(
        "No answer to a clarification is missing or late in application {number}."
    ),
    "applications.has_award": N_(
        "An award is negotiated or decided for application {number}; withdraw the award first."
    ),
    "applications.not_late": N_("The application {number} arrived in time."),
    "applications.not_dismissed": N_("The application {number} is not dismissed."),
    "applications.reason_unknown": N_("“{reason}” is no reason; known are: {known}."),
    "applications.question_unknown": N_("The checklist of the call has no question {question}."),
    "applications.answer_unknown": N_("“{answer}” is no answer; known are: {known}."),
    "applications.duplicate_of_itself": N_("The application {number} cannot repeat itself."),
    "applications.duplicate_elsewhere": N_("The application {number} belongs to another call."),
    "applications.key_unknown": N_("The form of the call has no field “{key}”."),
    "applications.budget_line_parts": N_(
        "Write heading | description | unit | units | value of a unit."
    ),
    "applications.budget_heading": N_("There is no heading {heading}; known are: {known}."),
    "applications.budget_full": N_("Heading {heading} has room for {most} lines."),
    "applications.choice_unknown": N_("“{text}” is none of the words that the form offers."),
    "applications.paper_known": N_(
        "This says nothing that application {number} does not say already."
    ),
    "applications.all_over_limit": N_(
        "The organisation leads more applications than allowed; by the call all of them are "
        "dismissed: {numbers}."
    ),
    "applications.repeats": N_("It repeats application {name}."),
    "applications.resembles": N_("Application {name} may be of the same organisation."),
    "applications.known_as": N_("The organisation is known as {name}."),
    "applications.kind.new": N_("new application"),
    "applications.kind.revision": N_("revision"),
    "applications.kind.duplicate": N_("duplicate, left out"),
    "applications.kind.older": N_("older edition, left out"),
    "applications.answer.yes": N_("yes"),
    "applications.answer.no": N_("no"),
    "applications.answer.not_applicable": N_("not applicable"),
    "applications.medium.excel_form": N_("Excel form"),
    "applications.medium.paper": N_("paper"),
    "applications.document.application_form": N_("application form"),
    "applications.document.attachment": N_("attachment"),
    "applications.reason.late": N_("late"),
    "applications.reason.wrong_form": N_("wrong form"),
    "applications.reason.incomplete": N_("incomplete"),
    "applications.reason.unsigned_declaration": N_("declaration not signed"),
    "applications.reason.amount": N_("amount outside the limits"),
    "applications.reason.duration": N_("duration outside the limits"),
    "applications.reason.budget": N_("budget not in order"),
    "applications.reason.over_max": N_("more requested than the call gives"),
    "applications.reason.under_min": N_("less requested than the call gives"),
    "applications.reason.registered_short": N_("not registered long enough"),
    "applications.reason.country": N_("country not eligible"),
    "applications.reason.partner_of_action": N_("partner of the programme"),
    "applications.reason.exclusion": N_("ground of exclusion"),
    "applications.reason.no_clarification": N_("no answer to the clarification"),
    "applications.reason.documents": N_("supporting documents missing or not valid"),
    "applications.reason.ineligible_applicant": N_("applicant not eligible"),
    "applications.reason.ineligible_action": N_("project not eligible"),
    "applications.reason.over_limit": N_("more applications than allowed"),
    "applications.reason.duplicate": N_("duplicate"),
    "applications.reason.withdrew": N_("taken back by the applicant"),
    "applications.clarification.awaited": N_("answer awaited"),
    "applications.clarification.overdue": N_("not answered"),
    "applications.clarification.answered": N_("answered in time"),
    "applications.clarification.late": N_("answered late"),
    "applications.document.clarification_request": N_("request for clarification"),
    "applications.document.clarification": N_("answer to a clarification"),
    "state.application.received": N_("received"),
    "state.application.checking": N_("under check"),
    "state.application.admitted": N_("admitted to assessment"),
    "state.application.dismissed": N_("dismissed"),
    "state.application.assessed": N_("assessed"),
    "state.application.selected": N_("selected"),
    "state.application.reserve": N_("on the reserve list"),
    "state.application.rejected": N_("rejected on merit"),
    "state.application.awarded": N_("grant awarded"),
    "state.application.withdrawn": N_("taken back"),
    "operation.applications.import": N_("Applications imported"),
    "operation.applications.enter_paper": N_("Application on paper entered"),
    "operation.applications.answer_checks": N_("Checks answered"),
    "operation.applications.answer_check": N_("Check answered"),
    "operation.applications.ask_clarification": N_("Clarification asked of an applicant"),
    "operation.applications.record_clarification": N_("Answer to a clarification recorded"),
    "operation.applications.admit": N_("Application admitted to assessment"),
    "operation.applications.dismiss": N_("Application dismissed"),
    "operation.applications.reopen": N_("Dismissal of an application taken back"),
    "operation.applications.withdraw": N_("Application withdrawn"),
    "operation.applications.mark_duplicate": N_("Repeated application marked"),
    "constraint.uq_application_call_id_number": N_(
        "An application with this number is registered already."
    ),
    "constraint.ck_application_state_known": N_("There is no such state of an application."),
    "constraint.ck_application_medium_known": N_("There is no such medium of receipt."),
    "constraint.ck_application_revision_positive": N_("Revisions are counted from 1."),
    "constraint.ck_application_on_time_yes_no": N_("On time is yes or no."),
    "constraint.ck_application_requested_minor_not_negative": N_(
        "The requested amount cannot be negative."
    ),
    "constraint.fk_application_call_id": N_("The call of this application is not in the store."),
    "constraint.fk_application_organisation_id": N_(
        "The organisation of this application is not in the store."
    ),
    "constraint.fk_application_third_assessor_id": N_(
        "The third assessor of this application is not in the store."
    ),
    "constraint.fk_application_duplicate_of_id": N_(
        "The application that this one repeats is not in the store."
    ),
    "constraint.fk_application_budget_line_application_id": N_(
        "The application of this budget line is not in the store."
    ),
    "constraint.uq_application_budget_line_application_id_position": N_(
        "Two budget lines stand at the same position."
    ),
    "constraint.fk_application_check_application_id": N_(
        "The application of this check is not in the store."
    ),
    "constraint.fk_application_check_person_id": N_(
        "The person of this check is not in the store."
    ),
    "constraint.uq_application_check_application_id_question_person_id": N_(
        "This person has answered this question already."
    ),
    "constraint.ck_application_check_answer_known": N_("There is no such answer."),
    "constraint.uq_clarification_application_id_number": N_(
        "A request with this number exists already."
    ),
    "constraint.uq_clarification_register_no": N_(
        "This register number is already on another letter."
    ),
    "constraint.ck_clarification_number_positive": N_("Requests are counted from 1."),
    "constraint.ck_clarification_on_time_yes_no": N_("On time is yes or no."),
    "constraint.fk_clarification_application_id": N_(
        "The application of this request is not in the store."
    ),
}
