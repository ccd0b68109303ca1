"""Sentences of reports, indicators, visits, visibility and closure."""

from __future__ import annotations

from iris_grants.wording.catalogue import N_

SENTENCES: dict[str, str] = {
    "constraint.uq_grant_report_grant_id_number": N_("This number of a report is already in use."),
    "constraint.ck_grant_report_kind_known": N_("A report is interim or final."),
    "constraint.ck_grant_report_state_known": N_("This state of a report is not known."),
    "constraint.ck_grant_report_number_positive": N_("Reports are numbered from 1."),
    "constraint.ck_grant_report_due_days_not_negative": N_(
        "The days for handing in cannot be below zero."
    ),
    "constraint.uq_report_revision_grant_report_id_revision": N_(
        "This revision of the report exists already."
    ),
    "constraint.ck_report_revision_medium_known": N_(
        "A report arrives as the Excel form or is entered by hand."
    ),
    "constraint.ck_report_revision_revision_positive": N_("Revisions are numbered from 1."),
    "constraint.uq_report_check_report_revision_id_question": N_(
        "This question has been answered already."
    ),
    "constraint.ck_report_check_answer_known": N_("The answer is yes, no or not applicable."),
    "constraint.uq_grant_indicator_grant_id_code": N_(
        "The grant has an indicator of this code already."
    ),
    "constraint.ck_grant_indicator_level_known": N_(
        "An indicator measures an impact, an outcome or an output."
    ),
    "constraint.ck_grant_indicator_people_yes_no": N_(
        "An indicator either counts people or does not."
    ),
    "constraint.uq_grant_indicator_value_report_revision_id_grant_indicator_id": N_(
        "The report names an indicator twice."
    ),
    "constraint.ck_grant_indicator_value_total_milli_not_negative": N_(
        "A value of an indicator cannot be below zero."
    ),
    "constraint.uq_visit_grant_id_number": N_("This number of a visit is already in use."),
    "constraint.ck_visit_state_known": N_("This state of a visit is not known."),
    "constraint.ck_visit_photo_consent_known": N_("This answer about consent is not known."),
    "constraint.ck_visit_number_positive": N_("Visits are numbered from 1."),
    "constraint.ck_visit_done_has_day": N_("A visit that took place needs its day."),
    "constraint.uq_visit_finding_visit_id_number": N_(
        "This number of a finding is already in use."
    ),
    "constraint.ck_visit_finding_number_positive": N_("Findings are numbered from 1."),
    "constraint.ck_risk_note_level_known": N_("The risk is low, medium or high."),
    "constraint.ck_visibility_item_kind_known": N_("This kind of visibility is not known."),
    "constraint.ck_visibility_item_consent_known": N_("This answer about consent is not known."),
    "constraint.ck_visibility_item_emblem_ok_yes_no": N_("The emblem is either in order or not."),
    "constraint.ck_visibility_item_statement_ok_yes_no": N_(
        "The statement is either in order or not."
    ),
    "constraint.ck_visibility_item_disclaimer_ok_yes_no": N_(
        "The disclaimer is either in order or not."
    ),
    "constraint.uq_grant_closure_grant_id": N_("This grant is closed already."),
    "constraint.ck_grant_closure_kind_known": N_("A grant ends completed or terminated."),
    "constraint.ck_grant_closure_retention_basis_known": N_(
        "This way of counting the retention period is not known."
    ),
    "reporting.planned_already": N_("The reports of this grant are planned already."),
    "reporting.interims_out_of_range": N_("Plan between 0 and 12 interim reports."),
    "reporting.period_reversed": N_("The end of the period must not be before its start."),
    "reporting.outside_contract": N_(
        "The period must lie in the implementation period, {starts:day} to {ends:day}."
    ),
    "reporting.due_in_period": N_("A report is due after its period, not in it."),
    "reporting.wrong_state": N_("This cannot be done with a report that is {state}."),
    "reporting.word_needed": N_("Fill this in: it is needed."),
    "reporting.level_unknown": N_("An indicator measures an impact, an outcome or an output."),
    "reporting.number_wrong": N_("Write a number of zero or more, with at most three decimals."),
    "reporting.indicator_used": N_("Indicator {indicator} stands in a report already and stays."),
    "reporting.indicator_unknown": N_("The grant has no indicator {indicator}."),
    "reporting.indicators_missing": N_(
        "The form has no row for: {indicators}. Write the form anew and send it to the grantee."
    ),
    "reporting.value_empty": N_(
        "Indicator {indicator} has no value; write 0 if nothing was reached."
    ),
    "reporting.value_negative": N_("A value of indicator {indicator} is below zero."),
    "reporting.people_not_whole": N_("Indicator {indicator} counts people: write whole numbers."),
    "reporting.people_without_sex": N_(
        "Indicator {indicator} counts people: write women, men, others and not known."
    ),
    "reporting.parts_differ": N_(
        "Indicator {indicator}: women, men, others and not known add up to {sum}, not to {total}."
    ),
    "reporting.value_fell": N_("Indicator {indicator} is lower than in the report before."),
    "reporting.field_empty": N_("The field “{field}” is required."),
    "reporting.field_too_long": N_("The field “{field}” has more than {limit} characters."),
    "reporting.not_a_report": N_("This is no report form of this program."),
    "reporting.other_report": N_("This is report {report} of grant {number}."),
    "reporting.received_in_future": N_("The day of receipt is still to come."),
    "reporting.received_before_last": N_("The revision before arrived on {day:day}."),
    "reporting.no_entering": N_(
        "Values are entered for a report that was typed in and is not returned or approved."
    ),
    "reporting.question_unknown": N_("The checklist has no such question."),
    "reporting.answer_unknown": N_("The answer is yes, no or not applicable."),
    "reporting.remark_without_answer": N_("A remark belongs to an answer: answer the question."),
    "reporting.comments_needed": N_("Write what is to be corrected."),
    "reporting.due_before_receipt": N_("The report arrived on {day:day}; its new day is later."),
    "reporting.second_person_needed": N_(
        "A second person must approve: not the one who recorded the report."
    ),
    "reporting.questions_open": N_("Not answered in the checklist: {questions}."),
    "reporting.answered_no": N_(
        "Answered with no in the checklist: {questions}. Return the report for correction."
    ),
    "reporting.costs_undecided": N_(
        "Costs that are neither accepted nor disallowed yet: {n}. After the final report "
        "nothing can be decided."
    ),
    "reporting.day_in_future": N_("This day is still to come."),
    "reporting.consent_unknown": N_(
        "Say whether the people shown agreed, or that nobody is shown."
    ),
    "reporting.photo_without_consent": N_(
        "People who did not agree are shown: the file is not kept."
    ),
    "reporting.visit_over": N_("This visit is {state}."),
    "reporting.visit_not_done": N_("Findings belong to a visit that took place."),
    "reporting.follow_up_incomplete": N_("Say until when and by whom it is done."),
    "reporting.nothing_to_follow": N_("This finding has nothing that is still to be done."),
    "reporting.visibility_unknown": N_("Choose print, web, social media, event or equipment."),
    "reporting.no_evidence": N_("Add a file or a link: it is the evidence."),
    "reporting.risk_unknown": N_("The risk is low, medium or high."),
    "reporting.measures_needed": N_("Above a low risk, write what is done about it."),
    "reporting.not_ended": N_("The grant is neither closed nor terminated."),
    "reporting.reports_missing": N_("Not every report of the grant is approved."),
    "reporting.final_amount_missing": N_("The final amount is not fixed."),
    "reporting.balance_missing": N_(
        "The balance of {balance:money} is not settled: paid, or paid back."
    ),
    "reporting.payments_missing": N_("A payment waits for its approval."),
    "reporting.assets_missing": N_(
        "Equipment of {value:money} was bought: file its list or the transfer of ownership."
    ),
    "reporting.findings_missing": N_("Findings of visits with an open follow-up: {n}."),
    "reporting.visibility_missing": N_("There is no evidence of visibility."),
    "closure.point.reports": N_("All reports are approved"),
    "closure.point.final_amount": N_("The final amount is fixed"),
    "closure.point.balance": N_("The balance is paid or recovered"),
    "closure.point.payments": N_("No payment waits for approval"),
    "closure.point.assets": N_("Equipment has its list or transfer"),
    "closure.point.findings": N_("Findings of visits are followed up"),
    "closure.point.visibility": N_("Visibility is proved"),
    "closure.completed": N_("completed"),
    "closure.terminated": N_("terminated"),
    "retention.parent_balance": N_("balance payment of the action"),
    "retention.end_of_action": N_("end of the action (provisional)"),
    "retention.hold": N_("hold for an audit"),
    "report.interim": N_("interim report"),
    "report.final": N_("final report"),
    "report.medium.excel_form": N_("Excel form"),
    "report.medium.entered": N_("entered by hand"),
    "state.report.due": N_("due"),
    "state.report.received": N_("report received"),
    "state.report.returned": N_("returned for correction"),
    "state.report.approved": N_("approved"),
    "standing.report.later": N_("due later"),
    "standing.report.soon": N_("due soon"),
    "standing.report.overdue": N_("overdue"),
    "standing.report.received": N_("to be reviewed"),
    "standing.report.returned": N_("returned for correction"),
    "standing.report.approved": N_("approved"),
    "report.field.summary": N_("Executive summary"),
    "report.field.target_groups": N_("Target groups and users"),
    "report.field.results": N_("Results by outcome and output"),
    "report.field.activities": N_("Activities"),
    "report.field.deviations": N_("Deviations and difficulties"),
    "report.field.contracts": N_("Contracts with suppliers"),
    "report.field.next_steps": N_("Plan of the next period"),
    "report.field.cooperation": N_("Partners and other cooperation"),
    "report.field.visibility": N_("Visibility"),
    "report.field.sustainability": N_("Sustainability"),
    "report.field.records_place": N_("Where records and accounts are kept"),
    "report.field.signatory": N_("Signed by"),
    "report.ask.summary": N_("What was done and reached, in half a page."),
    "report.ask.target_groups": N_("Who took part, and how many."),
    "report.ask.results": N_("What changed, measured by the indicators."),
    "report.ask.activities": N_("Date, place, participants, outcome of each."),
    "report.ask.deviations": N_("What went otherwise than planned, and why."),
    "report.ask.contracts": N_("Larger purchases, and how they were chosen."),
    "report.ask.next_steps": N_("What comes until the next report."),
    "report.ask.cooperation": N_("Authorities, other projects, volunteers."),
    "report.ask.visibility": N_("How the EU contribution was shown; may it be published?"),
    "report.ask.sustainability": N_("What goes on after the project."),
    "report.ask.records_place": N_("Address and person."),
    "report.ask.signatory": N_("Name and function."),
    "report.check.in_time": N_("arrived in time"),
    "report.check.period": N_("covers the whole period, as the financial report"),
    "report.check.signed": N_("signed by the representative"),
    "report.check.activities": N_("activities as in the contract"),
    "report.check.indicators": N_("indicators are plausible and proved"),
    "report.check.deviations": N_("deviations are explained"),
    "report.check.visibility": N_("EU contribution is shown correctly"),
    "report.check.finance_agrees": N_("agrees with the list of expenditure"),
    "report.check.results": N_("results are reached or the shortfall explained"),
    "report.check.records": N_("place of records is named"),
    "report.check.assets": N_("equipment is listed"),
    "indicator.level.impact": N_("impact"),
    "indicator.level.outcome": N_("outcome"),
    "indicator.level.output": N_("output"),
    "state.visit.planned": N_("planned"),
    "state.visit.done": N_("took place"),
    "state.visit.cancelled": N_("did not take place"),
    "risk.low": N_("low risk"),
    "risk.medium": N_("medium risk"),
    "risk.high": N_("high risk"),
    "visibility.print": N_("print"),
    "visibility.web": N_("website"),
    "visibility.social": N_("social media"),
    "visibility.event": N_("event"),
    "visibility.equipment": N_("equipment"),
    "consent.yes": N_("they agreed"),
    "consent.no": N_("they did not agree"),
    "consent.nobody_shown": N_("nobody is shown"),
    "deadline.report_interim": N_("interim report"),
    "deadline.report_final": N_("final report"),
    "deadline.visit": N_("monitoring visit"),
    "deadline.finding": N_("follow-up of a finding"),
    "operation.reporting.plan_reports": N_("Plan the reports of a grant"),
    "operation.reporting.add_report": N_("Ask for one more report"),
    "operation.reporting.postpone": N_("Give a report another day"),
    "operation.reporting.add_indicator": N_("Enter an indicator of a grant"),
    "operation.reporting.drop_indicator": N_("Take out an indicator of a grant"),
    "operation.reporting.receive": N_("Take in a report"),
    "operation.reporting.enter": N_("Enter a report by hand"),
    "operation.reporting.enter_value": N_("Enter a value of an indicator"),
    "operation.reporting.answer_checks": N_("Answer the review checklist"),
    "operation.reporting.answer_check": N_("Answer a question of the review"),
    "operation.reporting.return": N_("Return a report for correction"),
    "operation.reporting.approve": N_("Approve a report"),
    "operation.reporting.plan_visit": N_("Plan a monitoring visit"),
    "operation.reporting.record_visit": N_("Record a monitoring visit"),
    "operation.reporting.cancel_visit": N_("Cancel a planned visit"),
    "operation.reporting.add_finding": N_("Add a finding of a visit"),
    "operation.reporting.settle_finding": N_("Record a follow-up as done"),
    "operation.reporting.record_visibility": N_("Record evidence of visibility"),
    "operation.reporting.note_risk": N_("Judge the risk of a grant"),
    "operation.reporting.close_grant": N_("Close a grant"),
    "operation.reporting.terminate_grant": N_("Terminate a grant"),
    "operation.reporting.set_retention": N_("Count the retention period anew"),
    "reporting.report_unknown": N_("Grant {grant} has no report {number}."),
    "reporting.report_late": N_(
        "Report {number} was due on {due:day} and is not here: nothing is paid after that day."
    ),
}
