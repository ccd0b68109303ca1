"""Sentences of contracts, budgets and payments."""

from __future__ import annotations

from iris_grants.wording.catalogue import N_

SENTENCES: dict[str, str] = {
    "grants.preset_unknown": N_("The grant rules have these payment plans: {known}."),
    "grants.plan_not_100": N_("The instalments sum to {total:number} %, not to 100 %."),
    "grants.plan_empty_instalment": N_("Each instalment must be above 0 %."),
    "grants.plan_without_balance": N_(
        "The last instalment must be the balance, paid after the final report."
    ),
    "grants.period_reversed": N_("The end of the implementation period must be after its start."),
    "grants.outside_action": N_(
        "The implementation period must lie inside the action, {starts:day} to {ends:day}."
    ),
    "grants.sanctions_unchecked": N_(
        "The organisation has not been searched on the EU list of restrictive measures."
    ),
    "grants.sanctions_match": N_(
        "The search on the EU list of restrictive measures found a match; nothing may be "
        "signed or paid."
    ),
    "grants.sanctions_check_old": N_(
        "The search on the EU list of restrictive measures of {checked:day} must be at most "
        "{days} days old on the day of the act."
    ),
    "grants.currency_unknown": N_("The accounting currency must be one of these: {known}."),
    "grants.fx_other_receipt": N_(
        "The rate of an instalment exists for the accounting currency only; choose another "
        "method for other currencies."
    ),
    "grants.number_needed": N_("Write the number of the contract."),
    "grants.not_awarded": N_("A contract needs an award that is decided."),
    "grants.result_unknown": N_("The result of the search is either a match or no match."),
    "grants.evidence_incomplete": N_(
        "Write the version of the list and the name that was searched: they are the evidence."
    ),
    "grants.wrong_state": N_("This cannot be done with a grant that is {state}."),
    "grants.no_bank_account": N_("Choose the bank account of the grantee first."),
    "grants.foreign_account": N_("The account belongs to another organisation."),
    "grants.reason_needed": N_("Write the reason."),
    "grants.kind_unknown": N_("A contract changes by notification or by addendum."),
    "grants.outside_period": N_(
        "The day must lie in the implementation period, {starts:day} to {ends:day}."
    ),
    "grants.before_last_change": N_("The last change of the budget is of {day:day}."),
    "grants.other_currency": N_("The amount must be in {currency}."),
    "grants.same_line": N_("Choose two different lines."),
    "grants.nothing_changed": N_("The budget would stay as it is."),
    "grants.line_unknown": N_("The budget has no such lines: {lines}."),
    "grants.too_little_in_line": N_("The line has only {left:money}."),
    "grants.total_changed": N_("A change of the budget must leave its total as it is."),
    "grants.addendum_needed": N_(
        "The cumulative change passes the limit for a notification, by the amount named: "
        "{headings}. An addendum is needed; without it that much is not eligible."
    ),
    "grants.not_payable": N_("Nothing can be paid on a grant that is {state}."),
    "grants.balance_before_report": N_(
        "The balance is paid only after the final report has been approved."
    ),
    "grants.payment_out_of_turn": N_("Instalment {number} is not the next one to be paid."),
    "grants.bank_ref_needed": N_("Write the number of the bank order."),
    "grants.too_little_spent": N_(
        "Nothing of this instalment is due yet: {needed:money} of the earlier ones must be "
        "spent, and {spent:money} are."
    ),
    "grants.already_approved": N_("This payment has already been approved."),
    "grants.second_person_needed": N_(
        "A second person must approve: not the one who prepared the payment."
    ),
    "grants.not_approved": N_("The payment has not been approved yet."),
    "grants.already_credited": N_("The credit of {day:day} is already recorded."),
    "grants.credited_before_paid": N_("The payment was made on {day:day}; it is credited later."),
    "grants.rate_not_positive": N_("A rate must be above zero."),
    "grants.credit_mismatch": N_(
        "The statement says {given:money}, but the rate gives {expected:money}."
    ),
    "state.grant.drafted": N_("contract drafted"),
    "state.grant.signed": N_("contract signed"),
    "state.grant.running": N_("running"),
    "state.grant.reported": N_("final report approved"),
    "state.grant.closed": N_("closed"),
    "state.grant.terminated": N_("terminated"),
    "budget.contract": N_("budget of the contract"),
    "budget.notification": N_("notification of a change"),
    "budget.addendum": N_("addendum"),
    "instalment.pre_financing": N_("pre-financing"),
    "instalment.further": N_("further instalment"),
    "instalment.balance": N_("balance payment"),
    "fx.receipt_period": N_("rate of the last instalment received"),
    "fx.instalment_fifo": N_("rates of the instalments, used up in turn"),
    "fx.average_inforeuro": N_("average of the monthly InforEuro rates of the reporting period"),
    "fx.monthly_inforeuro": N_("monthly InforEuro rate"),
    "fx.accounting_practice": N_("usual accounting practice"),
    "sanctions.no_match": N_("no match"),
    "sanctions.match": N_("match"),
    "operation.grants.draft": N_("Draft a contract"),
    "operation.grants.write_contract": N_("Write the contract"),
    "operation.grants.record_sanctions_check": N_("Record a sanctions check"),
    "operation.grants.sign": N_("Record the signatures of a contract"),
    "operation.grants.change_budget": N_("Change the budget"),
    "operation.grants.move_money": N_("Move money between budget lines"),
    "route.none": N_("nothing"),
    "route.notification": N_("notification"),
    "route.addendum": N_("addendum"),
    "operation.grants.choose_account": N_("Choose the bank account"),
    "operation.grants.give_up": N_("Give up a drafted contract"),
    "operation.grants.discard_payment": N_("Take back a prepared payment"),
    "operation.grants.prepare_payment": N_("Prepare a payment"),
    "operation.grants.approve_payment": N_("Approve a payment"),
    "operation.grants.record_credit": N_("Record what the bank credited"),
    "constraint.uq_grant_contract_number": N_("This contract number is already in use."),
    "constraint.uq_grant_contract_award_id": N_("This award already has a contract."),
    "constraint.ck_grant_contract_state_known": N_("This state of a grant is not known."),
    "constraint.ck_grant_contract_fx_method_known": N_("This exchange-rate method is not known."),
    "constraint.ck_grant_contract_fx_other_method_known": N_(
        "This exchange-rate method is not known."
    ),
    "constraint.ck_grant_contract_amount_minor_positive": N_(
        "The amount of a grant must be above zero."
    ),
    "constraint.ck_grant_contract_dates_in_order": N_(
        "The end of the implementation period must be after its start."
    ),
    "constraint.uq_budget_version_grant_id_number": N_(
        "This version of the budget exists already."
    ),
    "constraint.ck_budget_version_kind_known": N_(
        "A budget changes by contract, notification or addendum only."
    ),
    "constraint.ck_budget_version_number_positive": N_("Versions of a budget are numbered from 1."),
    "constraint.uq_budget_line_budget_version_id_code": N_("Two budget lines have the same code."),
    "constraint.ck_budget_line_amount_minor_not_negative": N_(
        "An amount of a budget line cannot be below zero."
    ),
    "constraint.uq_instalment_grant_id_number": N_("This instalment exists already."),
    "constraint.ck_instalment_kind_known": N_("This kind of instalment is not known."),
    "constraint.ck_instalment_amount_minor_positive": N_("Each instalment must be above zero."),
    "constraint.uq_payment_instalment_id": N_("This instalment has already been paid or prepared."),
    "constraint.ck_payment_amount_minor_positive": N_("A payment must be above zero."),
    "constraint.ck_payment_two_people": N_(
        "A second person must approve: not the one who prepared the payment."
    ),
    "constraint.ck_sanctions_check_result_known": N_(
        "The result of the search is either a match or no match."
    ),
    "constraint.uq_contract_change_grant_id_kind_number": N_(
        "This number of a change is already in use."
    ),
    "constraint.ck_contract_change_kind_known": N_(
        "A contract changes by notification or by addendum."
    ),
    "constraint.ck_contract_change_state_known": N_("This state of a change is not known."),
    "constraint.ck_contract_change_number_positive": N_("Changes are numbered from 1."),
    "constraint.ck_contract_change_two_people": N_(
        "A second person must confirm: not the one who recorded the change."
    ),
    "constraint.uq_contract_change_line_contract_change_id_code": N_(
        "The change names a budget line twice."
    ),
    "constraint.ck_contract_change_line_before_minor_not_negative": N_(
        "An amount of a budget line cannot be below zero."
    ),
    "constraint.ck_contract_change_line_amount_minor_not_negative": N_(
        "An amount of a budget line cannot be below zero."
    ),
    "grants.requested_after_effect": N_(
        "The change cannot be asked for after it takes effect on {day:day}."
    ),
    "grants.short_notice": N_(
        "An addendum is asked for at least {days} days ahead, so from {earliest:day} on. "
        "Write why it is asked for later, or choose a later day."
    ),
    "grants.nothing_changed_in_period": N_("The period would stay as it is."),
    "grants.end_before_effect": N_(
        "The new end must be after the day on which the change takes effect."
    ),
    "grants.end_after_action": N_("The action ends on {ends:day}: no grant runs longer."),
    "grants.signed_before_request": N_(
        "The addendum was asked for on {day:day}; it cannot be signed before."
    ),
    "grants.addendum_outdated": N_(
        "The contract was changed since the addendum was asked for. Withdraw it and ask anew."
    ),
    "grants.change_decided": N_("This change is {state}."),
    "grants.no_addendum": N_("A notification has no addendum to be written."),
    "grants.same_account": N_("The grant is already paid to this account."),
    "grants.second_person_confirms": N_(
        "A second person must confirm the account: not the one who recorded the change."
    ),
    "grants.account_unconfirmed": N_(
        "The grantee announced a new account that nobody has confirmed yet: nothing is paid "
        "until then."
    ),
    "grants.report_overdue": N_(
        "Report {number} was due on {due:day} and is not here: nothing is paid until it is."
    ),
    "grants.interim_not_approved": N_(
        "Interim report {number} must be approved before this instalment."
    ),
    "grants.contract_was_signed": N_(
        "The signed contract {number} of this award was terminated; the award has no second one."
    ),
    "state.contract_change.requested": N_("requested"),
    "state.contract_change.in_force": N_("in force"),
    "state.contract_change.withdrawn": N_("withdrawn"),
    "change.budget": N_("budget"),
    "change.period": N_("period"),
    "change.account": N_("bank account"),
    "change.other": N_("notice"),
    "operation.grants.extend_period": N_("Request an addendum on the period"),
    "operation.grants.sign_addendum": N_("Record the signatures of an addendum"),
    "operation.grants.withdraw_change": N_("Withdraw a change of a contract"),
    "operation.grants.write_addendum": N_("Write the addendum"),
    "operation.grants.record_notification": N_("Record a notification"),
    "operation.grants.announce_account": N_("Record a new bank account of a grantee"),
    "operation.grants.confirm_account": N_("Confirm a new bank account"),
    "grants.final_amount_needed": N_("The balance is paid once the final amount is fixed."),
    "grants.nothing_left": N_("The final amount is already paid: nothing is left of the balance."),
}
