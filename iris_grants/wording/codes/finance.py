"""Sentences of exchange rates and expenditure."""

from __future__ import annotations

from iris_grants.wording.catalogue import N_

SENTENCES: dict[str, str] = {
    "finance.rate_missing": N_(
        "There is no exchange rate for {currency} on {day:day}; record it with its source first."
    ),
    "finance.no_receipt_yet": N_(
        "The contract converts {currency} at the rate of the last instalment credited, and none "
        "was by {day:day}."
    ),
    "finance.grant_not_open": N_(
        "Costs are taken in and decided between signature and final report; this grant is: {state}."
    ),
    "finance.plan_outdated": N_(
        "The rates of the contract have changed since the list was read; read it again."
    ),
    "finance.fx_method_unknown": N_("The exchange-rate method {method} is not known."),
    "finance.rate_kind_unknown": N_(
        "A rate of this kind and currency is not recorded here ({kind}, {currency})."
    ),
    "finance.rate_not_positive": N_("A rate must be above zero."),
    "finance.percent_out_of_range": N_("The percent must lie between -100 and 100."),
    "finance.reference_rate_missing": N_(
        "No reference rate of interest is recorded for {day:day}; record it with its source first."
    ),
    "finance.rate_without_source": N_("Write where the rate comes from."),
    "finance.document_twice": N_(
        "Document {document} of this supplier stands in the ledger more than once."
    ),
    "finance.line_unknown": N_("The budget in force has no line {line}."),
    "finance.amount_negative": N_("An amount is below zero."),
    "finance.charged_above_document": N_("More is charged than the document says."),
    "finance.vat_charged": N_("VAT is charged, but the contract does not accept it as eligible."),
    "finance.outside_period": N_(
        "The document lies outside the days on which costs count, {starts:day} to {ends:day}."
    ),
    "finance.document_elsewhere": N_(
        "Document {document} of this supplier is declared in another grant too: {grants}."
    ),
    "finance.indirect_by_document": N_(
        "Indirect costs are a flat rate on the direct costs; they are not charged by documents."
    ),
    "finance.contingency_charged": N_(
        "The reserve is charged directly; it needs written approval before it is spent."
    ),
    "finance.exemption_missing": N_("Exempt from VAT, but the certificate is not named."),
    "finance.line_exceeded": N_("Budget line {line} is exceeded by {over:money}."),
    "finance.offers_missing": N_(
        "A purchase of {value:money} needs this many offers at least: {needed}. Fewer are named."
    ),
    "finance.purchase_split": N_(
        "Purchases of this supplier for this line within twelve months: {count}, together "
        "{total:money}. Together they need this many offers: {needed}."
    ),
    "finance.offers_negative": N_("A number of offers is below zero."),
    "finance.nothing_clean": N_(
        "No cost of grant {number} waits for a decision without being doubtful."
    ),
    "finance.reason_code_unknown": N_("The rules of the contract have no reason {reason}."),
    "finance.no_question": N_("The grantee was not asked about this cost."),
    "finance.not_decided": N_("This cost is not decided."),
    "finance.cost_locked": N_(
        "The cost belongs to financial report {number}, which is approved; it cannot change."
    ),
    "finance.report_kind_unknown": N_("A financial report is an interim or a final one."),
    "finance.period_out_of_range": N_(
        "The report begins on {starts:day} and must end by {ends:day}."
    ),
    "finance.report_unknown": N_("Grant {grant} has no financial report {number}."),
    "finance.report_open": N_("Financial report {number} is still open; approve it first."),
    "finance.reports_complete": N_(
        "Financial report {number} is the final one and approved; nothing comes after it."
    ),
    "finance.report_not_open": N_("Financial report {number} is {state}."),
    "finance.heading_exceeded": N_(
        "{heading}: the costs pass what may move without an addendum by {excess:money}; without "
        "one that much is proposed as ineligible."
    ),
    "finance.costs_undecided": N_("Costs of the report that are not decided yet: {count}."),
    "finance.second_person_needed": N_(
        "A financial report is approved by somebody else than who drew it up."
    ),
    "finance.amount_not_euro": N_("The amount must be in euro and not below zero."),
    "finance.final_wrong_state": N_("No final amount is fixed for a grant that is {state}."),
    "finance.final_report_needed": N_(
        "The final financial report of grant {number} must be approved first."
    ),
    "finance.final_day_wrong": N_(
        "The day must lie between the approval of the final report, {day:day}, and today."
    ),
    "finance.no_profit_low_value": N_(
        "The no-profit rule is not applied to grants of up to {limit:money}."
    ),
    "finance.reduction_out_of_range": N_("The reduction can be at most {limit:money}."),
    "finance.final_not_fixed": N_("This final amount is not in force."),
    "finance.final_in_use": N_(
        "A payment was made after this final amount, or its recovery was demanded; it stays."
    ),
    "finance.nothing_to_recover": N_("No more was paid than the final amount."),
    "finance.recovery_day_wrong": N_("The day must come after {day:day} and not after today."),
    "finance.recovery_wrong_state": N_("The recovery is: {state}."),
    "finance.observations_open": N_(
        "The grantee has time for observations until {day:day}; a debit note comes after that."
    ),
    "finance.debit_note_no_needed": N_("Write the number of the debit note."),
    "finance.settlement_unknown": N_("A recovery is paid back or offset."),
    "finance.rates_unreadable": N_(
        "This file holds no exchange rates that can be read: JSON of InforEuro, or CSV with "
        "columns for currency and value."
    ),
    "finance.rates_too_large": N_("The file is too large for a list of exchange rates."),
    "finance.rates_incomplete": N_("Currency or value is missing."),
    "finance.rates_no_month": N_("The entry names no month; say which month the file is of."),
    "finance.rates_no_day": N_("“{text}” is not a day."),
    "finance.rates_no_value": N_("“{text}” is not a rate."),
    "finance.rates_wrong_base": N_("The rate is not one for one euro."),
    "finance.rates_two_values": N_("The file has two values for this currency and day."),
    "finance.rate_differs": N_(
        "{currency} on {day:day} is recorded with {recorded}, the file says {found}; rates are "
        "never changed."
    ),
    "finance.reason_needed": N_("Write the reason."),
    "finance.disallowed_out_of_range": N_(
        "The disallowed amount must be above zero and at most {limit:money}."
    ),
    "finance.ledger_of_another_grant": N_(
        "This list of expenditure belongs to grant {number}, not to this one."
    ),
    "finance.not_a_ledger": N_("This workbook is not a list of expenditure made by this program."),
    "finance.grant_unknown": N_("There is no grant with the number {number}."),
    "finance.ledger_empty": N_("The list of expenditure has no rows."),
    "finance.too_many_rows": N_(
        "A list of expenditure has at most {limit} rows; book it in parts."
    ),
    "finance.rows_too_wide": N_("The row has values beyond the last column of the list."),
    "finance.not_a_text": N_("This file is not text with tabs between its columns."),
    "finance.cost_unknown": N_("Grant {grant} has no cost number {number}."),
    "finance.equipment_word_needed": N_("Write what this is."),
    "finance.equipment_value_wrong": N_("The value is in euro and not below zero."),
    "finance.equipment_day_wrong": N_("The day must not lie before {day:day} or after today."),
    "finance.equipment_gone": N_("This equipment is no longer in use: {state}."),
    "finance.equipment_none": N_("Grant {number} has no equipment in its register."),
    "finance.evidence_unknown": N_("This kind of supporting document is not known."),
    "finance.evidence_of_another_grant": N_("The document belongs to another grant."),
    "finance.evidence_missing": N_("Supporting documents are missing: {missing}."),
    "finance.paid_before_document": N_("The cost was paid before the date of its document."),
    "state.cost.reported": N_("reported"),
    "state.cost.accepted": N_("accepted"),
    "state.cost.partly_accepted": N_("accepted in part"),
    "state.cost.rejected": N_("rejected"),
    "state.cost.question": N_("grantee asked"),
    "vat.exempt": N_("exempt, with certificate"),
    "vat.ineligible": N_("paid from own funds"),
    "vat.eligible": N_("not recoverable, eligible"),
    "vat.reverse_charge": N_("reverse charge"),
    "vat.none": N_("no VAT"),
    "state.equipment.in_use": N_("in use"),
    "state.equipment.transferred": N_("transferred"),
    "state.equipment.written_off": N_("written off"),
    "evidence.invoice": N_("invoice or receipt"),
    "evidence.proof_of_payment": N_("proof of payment"),
    "evidence.contract": N_("contract or order form"),
    "evidence.accounting_record": N_("accounting record"),
    "evidence.procurement": N_("offers and their evaluation"),
    "evidence.service_report": N_("report of the service"),
    "evidence.attendance": N_("proof of attendance"),
    "evidence.delivery": N_("delivery slip or inventory entry"),
    "evidence.works_acceptance": N_("acceptance of works"),
    "evidence.vat_exemption": N_("VAT exemption certificate"),
    "evidence.fuel_log": N_("distance and fuel log"),
    "evidence.employment": N_("employment contract or assignment"),
    "evidence.payslip": N_("payslip"),
    "evidence.timesheet": N_("timesheet"),
    "evidence.travel": N_("travel order, ticket or report"),
    "evidence.other": N_("other document"),
    "financial_report.interim": N_("interim financial report"),
    "financial_report.final": N_("final financial report"),
    "state.financial_report.open": N_("open"),
    "state.financial_report.approved": N_("approved"),
    "state.financial_report.withdrawn": N_("withdrawn"),
    "state.final_amount.fixed": N_("fixed"),
    "state.final_amount.withdrawn": N_("withdrawn"),
    "state.recovery.pre_info": N_("announced to the grantee"),
    "state.recovery.observations": N_("observations received"),
    "state.recovery.debit_note": N_("debit note issued"),
    "state.recovery.paid": N_("paid back"),
    "state.recovery.offset": N_("offset"),
    "state.recovery.waived": N_("waived"),
    "state.recovery.withdrawn": N_("withdrawn"),
    "rate.inforeuro_month": N_("InforEuro, monthly"),
    "rate.national_bank_day": N_("national bank, of the day"),
    "rate.reference_rate": N_("reference rate of interest, percent a year"),
    "rate.receipt": N_("of the receipt of an instalment"),
    "operation.finance.record_rate": N_("Record an exchange rate"),
    "operation.finance.import_ledger": N_("Import a list of expenditure"),
    "operation.finance.accept_cost": N_("Accept a cost"),
    "operation.finance.disallow_cost": N_("Disallow a cost"),
    "operation.finance.draw_up_report": N_("Draw up a financial report"),
    "operation.finance.withdraw_report": N_("Withdraw a financial report"),
    "operation.finance.approve_report": N_("Approve a financial report"),
    "operation.finance.fix_final_amount": N_("Fix the final amount"),
    "operation.finance.withdraw_final_amount": N_("Withdraw a final amount"),
    "operation.finance.announce_recovery": N_("Announce a recovery"),
    "operation.finance.record_observations": N_("Record observations on a recovery"),
    "operation.finance.issue_debit_note": N_("Issue a debit note"),
    "operation.finance.settle_recovery": N_("Settle a recovery"),
    "operation.finance.waive_recovery": N_("Waive a recovery"),
    "operation.finance.accept_clean": N_("Accept all costs that are not doubtful"),
    "operation.finance.answer_question": N_("Record the answer about a cost"),
    "operation.finance.reopen_cost": N_("Undo the decision on a cost"),
    "operation.finance.attach_evidence": N_("File a supporting document of a cost"),
    "operation.finance.share_evidence": N_("Let a document prove another cost too"),
    "operation.finance.detach_evidence": N_("Take a document off a cost"),
    "operation.finance.record_reference_rate": N_("Record a reference rate of interest"),
    "operation.finance.record_equipment": N_("Enter equipment into the register"),
    "operation.finance.transfer_equipment": N_("Record the transfer of equipment"),
    "operation.finance.write_off_equipment": N_("Write equipment off"),
    "operation.finance.discard_equipment": N_("Take equipment out of the register"),
    "operation.finance.write_equipment_list": N_("Write the list of equipment"),
    "operation.finance.import_rates": N_("Import exchange rates"),
    "operation.finance.question_cost": N_("Ask about a cost"),
    "constraint.uq_exchange_rate_kind_currency_valid_on": N_(
        "A rate of this kind for this currency and day is already recorded; rates are never "
        "changed."
    ),
    "constraint.ck_exchange_rate_kind_known": N_("This kind of rate is not known."),
    "constraint.uq_ledger_import_grant_id_sha256": N_(
        "This list of expenditure has already been imported."
    ),
    "constraint.uq_expenditure_grant_id_number": N_("Two costs of the grant have the same number."),
    "constraint.ck_expenditure_state_known": N_("This state of a cost is not known."),
    "constraint.ck_expenditure_vat_treatment_known": N_("This VAT treatment is not known."),
    "constraint.ck_expenditure_disallowed_minor_not_negative": N_(
        "A disallowed amount cannot be below zero."
    ),
    "constraint.ck_expenditure_offers_not_negative": N_(
        "The number of offers cannot be below zero."
    ),
    "constraint.uq_financial_report_grant_id_number": N_(
        "Two financial reports of the grant have the same number."
    ),
    "constraint.ck_financial_report_kind_known": N_("This kind of financial report is not known."),
    "constraint.ck_financial_report_state_known": N_(
        "This state of a financial report is not known."
    ),
    "constraint.ck_financial_report_number_positive": N_("Financial reports are counted from one."),
    "constraint.ck_financial_report_days_in_order": N_("The period ends before it begins."),
    "constraint.ck_financial_report_two_people": N_(
        "A financial report is approved by somebody else than who drew it up."
    ),
    "constraint.uq_final_amount_grant_id_number": N_(
        "Two final amounts of the grant have the same number."
    ),
    "constraint.uq_final_amount_grant_id": N_("The final amount of this grant is already fixed."),
    "constraint.ck_final_amount_state_known": N_("This state of a final amount is not known."),
    "constraint.ck_final_amount_number_positive": N_("Final amounts are counted from one."),
    "constraint.ck_final_amount_no_profit_yes_no": N_("The no-profit rule applies or it does not."),
    "constraint.ck_final_amount_final_minor_not_negative": N_(
        "A final amount cannot be below zero."
    ),
    "constraint.uq_cost_document_expenditure_id_document_id": N_(
        "This document already proves the cost."
    ),
    "constraint.ck_cost_document_kind_known": N_("This kind of supporting document is not known."),
    "constraint.uq_reference_rate_valid_from": N_(
        "A reference rate from this day on is already recorded; rates are never changed."
    ),
    "constraint.ck_recovery_interest_minor_not_negative": N_("Interest cannot be below zero."),
    "constraint.uq_equipment_grant_id_number": N_(
        "Two pieces of equipment of the grant have the same number."
    ),
    "constraint.ck_equipment_state_known": N_("This state of equipment is not known."),
    "constraint.ck_equipment_number_positive": N_("Equipment is counted from one."),
    "constraint.ck_equipment_quantity_positive": N_("A quantity is at least one."),
    "constraint.ck_equipment_value_minor_not_negative": N_("A value cannot be below zero."),
    "constraint.uq_recovery_final_amount_id": N_(
        "The recovery for this final amount is already announced."
    ),
    "constraint.ck_recovery_state_known": N_("This state of a recovery is not known."),
    "constraint.ck_recovery_amount_minor_positive": N_("There is nothing to recover."),
}
