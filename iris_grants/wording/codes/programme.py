"""Sentences of the programme, of templates and of rule sets."""

from __future__ import annotations

from iris_grants.wording.catalogue import N_

SENTENCES: dict[str, str] = {
    "programme.none": N_("The store has no programme yet."),
    "programme.exists": N_("The store has its programme already."),
    "programme.period_reversed": N_("The end of the programme must be after its start."),
    "programme.budget_empty": N_("The budget of the programme must be above zero."),
    "programme.partner_twice": N_("A partner is listed twice."),
    "programme.template_missing": N_("There is no template “{name}”. Templates: {known}."),
    "programme.file_unreadable": N_("The file cannot be read: {reason}."),
    "programme.template_too_big": N_("The file is too large for a template ({limit} bytes)."),
    "programme.not_text": N_("The file is not a text file (UTF-8)."),
    "programme.yaml_broken": N_(
        "This cannot be read as YAML; look at this line and the one above."
    ),
    "programme.yaml_reference": N_("Anchors, references and tags are not allowed in a template."),
    "programme.yaml_twice": N_("The key “{key}” stands here twice."),
    "programme.yaml_not_a_mapping": N_("This is no template: it must consist of keys and values."),
    "programme.key_missing": N_("This must be filled in."),
    "programme.key_unknown": N_("This key has no meaning here; it may be misspelt."),
    "programme.wrong_kind": N_("Here must stand {expected}."),
    "programme.kind.text": N_("a text"),
    "programme.kind.texts": N_("a list of texts"),
    "programme.kind.whole": N_("a whole number"),
    "programme.kind.decimal": N_("a number that is not negative, with a decimal point"),
    "programme.kind.decimals": N_("a list of numbers"),
    "programme.kind.amount": N_("an amount with at most two decimals"),
    "programme.kind.day": N_("a day such as 2023-02-01"),
    "programme.kind.flag": N_("true or false"),
    "programme.kind.mapping": N_("a group of keys"),
    "programme.kind.mappings": N_("a list of groups of keys"),
    "programme.text_too_long": N_("The text has more than {limit} characters."),
    "programme.number_too_small": N_("The number must be at least {least} and not absurdly large."),
    "programme.choice_unknown": N_("“{value}” is not known here. Possible: {known}."),
    "programme.no_grant_rules": N_("The store has no grant rules yet."),
    "programme.no_rule_set": N_("This rule set is not in the store."),
    "programme.edition_differs": N_(
        "Edition {edition} of {code} is in the store with another content; give the changed "
        "rules a new edition."
    ),
    "programme.limit_missing": N_("The limit “{limit}” is missing."),
    "programme.limit_unknown": N_("The limit “{limit}” is not known or stands here twice."),
    "programme.reason_twice": N_("The reason {reason} is there twice."),
    "programme.evidence_unknown": N_("This proves no cost here. Possible: {known}."),
    "programme.plan_not_100": N_("The instalments of “{preset}” do not sum to 100 %."),
    "programme.bands_wrong": N_(
        "The bands of procurement must rise, and the last one must be without limit."
    ),
    "programme.limit.third_party_ceiling": N_("Ceiling per third party"),
    "programme.limit.reallocation_percent": N_("Reallocation without addendum, percent"),
    "programme.limit.indirect_percent_max": N_("Indirect costs at most, percent"),
    "programme.limit.contingency_percent_max": N_("Contingency reserve at most, percent"),
    "programme.limit.further_instalment_percent": N_(
        "Spent of the instalment before a further one, percent"
    ),
    "programme.limit.reserve_list_days": N_("Validity of a reserve list, days"),
    "programme.limit.sanctions_check_days": N_("Age of a sanctions check at most, days"),
    "programme.limit.addendum_notice_days": N_("Request for an addendum ahead, days"),
    "programme.limit.first_payment_days": N_("First instalment paid within, days"),
    "programme.limit.further_payment_days": N_("Further instalments paid within, days"),
    "programme.limit.interim_report_days": N_("Interim report handed in within, days"),
    "programme.limit.final_report_days": N_("Final report handed in within, days"),
    "programme.limit.accounting_years": N_("Retention by accounting law, years"),
    "programme.limit.pending_payment_from": N_("Pending payments are listed above, EUR"),
    "programme.limit.late_interest_margin": N_("Late interest above the reference rate, points"),
    "programme.limit.retention_years": N_("Retention period, years"),
    "programme.result_twice": N_("The result {code} is listed twice."),
    "programme.target_twice": N_("The target {code} is listed twice."),
    "programme.result_untargeted": N_("The result {code} has no target."),
    "programme.unit_not_of_measure": N_(
        "What is counted here cannot be told in this unit. Possible: {known}."
    ),
    "programme.aggregation_not_of_measure": N_(
        "These values cannot be put together so. Possible: {known}."
    ),
    "programme.dimension_not_of_measure": N_("This cannot be divided so. Possible: {known}."),
    "programme.measure_not_of_kind": N_("This cannot be counted from: {kind}."),
    "programme.result_unknown": N_("The framework has no result {code}."),
    "programme.target_unknown": N_("The framework has no target {code}."),
    "programme.target_empty": N_("A target must be above zero."),
    "constraint.uq_programme_result_programme_id_code": N_("A result is listed twice."),
    "constraint.ck_programme_result_level_known": N_("This level of results is not known."),
    "constraint.ck_programme_result_kind_known": N_("This kind of result is not known."),
    "constraint.ck_programme_result_verified_yes_no": N_(
        "Whether a result was compared with the contract is yes or no."
    ),
    "constraint.uq_result_target_result_id_code": N_("A target is listed twice."),
    "constraint.ck_result_target_unit_known": N_("This unit is not known."),
    "constraint.ck_result_target_measure_known": N_("This is not counted here."),
    "constraint.ck_result_target_aggregation_known": N_(
        "This way of putting values together is not known."
    ),
    "constraint.ck_result_target_baseline_not_negative": N_("A baseline is never below zero."),
    "constraint.ck_result_target_target_positive": N_("A target must be above zero."),
    "rule_set.verified": N_("compared with its source"),
    "rule_set.unverified": N_("not compared with its source"),
    "rule_set.kind.grant_rules": N_("grant rules"),
    "rule_set.kind.standards_pack": N_("minimum standards"),
    "rule_set.kind.grid": N_("evaluation grid"),
    "constraint.ck_programme_budget_minor_positive": N_(
        "The budget of the programme must be above zero."
    ),
    "constraint.uq_programme_code": N_("A programme with this code is in the store already."),
    "constraint.fk_programme_partner_programme_id": N_(
        "The programme of this partner is not in the store."
    ),
    "constraint.uq_programme_partner_programme_id_search_key": N_("A partner is listed twice."),
    "constraint.ck_rule_set_verified_yes_no": N_(
        "Whether a rule set was compared with its source is yes or no."
    ),
    "constraint.ck_rule_set_kind_known": N_("There is no such kind of rule set."),
    "constraint.uq_rule_set_kind_code_edition": N_("This edition is in the store already."),
    "operation.programme.create": N_("Programme entered"),
    "operation.programme.change_target": N_("Target of a result changed"),
    "operation.programme.define_target": N_("Definition of an indicator corrected"),
    "operation.programme.confirm_result": N_("Result compared with the contract"),
    "operation.programme.adopt": N_("Rule set adopted"),
    "operation.programme.adopt_shipped": N_("Rule set that ships with the program adopted"),
    "programme.not_a_rule_set": N_(
        "{name} is no rule set; rule sets lie in rules, standards and grids."
    ),
}
