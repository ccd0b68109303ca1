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
    "constraint.ck_grant_closure_two_people": N_(
        "A second person must close the grant: not the one who prepared the closure."
    ),
}
