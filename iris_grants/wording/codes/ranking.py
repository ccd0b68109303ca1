"""Sentences of the ranking: what is wrong in its files, and why an application stands where."""

from __future__ import annotations

from iris_grants.wording import N_

SENTENCES: dict[str, str] = {
    "ranking.folder_missing": N_("There is no such folder."),
    "ranking.file_missing": N_("The file is not there."),
    "ranking.file_unreadable": N_("The file cannot be read ({reason})."),
    "ranking.not_utf8": N_("The file is not text in UTF-8."),
    "ranking.not_json": N_("This is not JSON (column {column})."),
    "ranking.json_byte_order_mark": N_("A JSON file may not begin with a byte-order mark."),
    "ranking.json_too_deep": N_("The file is nested too deeply to be a ranking."),
    "ranking.key_twice": N_("The key stands here twice."),
    "ranking.key_unknown": N_("The key “{found}” is not known here."),
    "ranking.key_missing": N_("A value is missing here."),
    "ranking.not_an_object": N_("An object with keys is needed here."),
    "ranking.not_a_list": N_("A list is needed here, not “{found}”."),
    "ranking.not_a_text": N_("A text is needed here, not “{found}”."),
    "ranking.not_a_number": N_("A plain decimal number is needed here, not “{found}”."),
    "ranking.not_yes_no": N_("This must be true or false, not “{found}”."),
    "ranking.not_a_choice": N_("“{found}” is not one of: {allowed}."),
    "ranking.version": N_(
        "Version “{found}” of the file is not known; this program reads version 1."
    ),
    "ranking.not_above_zero": N_("The number must be above zero, not “{found}”."),
    "ranking.below_one": N_("This must be a whole number from 1, not “{found}”."),
    "ranking.min_negative": N_("The lowest score may not be negative ({found})."),
    "ranking.max_below_min": N_("The highest score {max} is below the lowest score {min}."),
    "ranking.grid_without_sections": N_("The evaluation grid has no sections."),
    "ranking.section_without_items": N_("The section has no items."),
    "ranking.section_twice": N_("Section {section} is in the grid twice."),
    "ranking.item_twice": N_("Criterion {criterion} is in the grid twice."),
    "ranking.application_twice": N_("Application {application} is listed twice."),
    "ranking.tie_break_unknown": N_(
        "The tie-break “{found}” speaks of something that does not exist."
    ),
    "ranking.amount_negative": N_("The amount {found} is negative."),
    "ranking.amount_decimals": N_("The amount {found} has more than two decimals."),
    "ranking.quota": N_("A quota must be a whole number from 0, not “{found}”."),
    "ranking.two_lots": N_("The file mixes lots ({lots}); every lot has a folder of its own."),
    "ranking.header": N_(
        "The first line must be “application,assessor,criterion,state,score,comment”, "
        "not “{found}”."
    ),
    "ranking.blank_line": N_("The line is blank."),
    "ranking.columns": N_("The line has {found} columns and needs {needed}."),
    "ranking.csv_quoting": N_(
        "The quotation marks or line ends here are not as RFC 4180 has them."
    ),
    "ranking.application_unknown": N_("Application “{found}” is not in this ranking."),
    "ranking.assessor_missing": N_("The assessor is missing."),
    "ranking.criterion_unknown": N_("Criterion “{found}” is not in the grid."),
    "ranking.state_unknown": N_("The state “{found}” is not known."),
    "ranking.score_twice": N_(
        "Assessor {assessor} scored criterion {criterion} of application {application} "
        "already on line {first}."
    ),
    "ranking.score_no_number": N_("The score “{found}” is not a plain decimal number."),
    "ranking.score_missing": N_("A score is missing in state “value”."),
    "ranking.score_present": N_("A score may not stand in state “{state}”."),
    "ranking.score_outside": N_(
        "The score {score} of criterion {criterion} is not between {min} and {max}."
    ),
    "ranking.score_step": N_(
        "The score {score} of criterion {criterion} is not {min} plus whole steps of {step}."
    ),
    "ranking.na_not_allowed": N_("Criterion {criterion} cannot be “not applicable”."),
    "ranking.section_not_applicable": N_(
        "In application {application}, assessor {assessor} has nothing but “not applicable” "
        "in section {section}."
    ),
    "ranking.row_header": N_("The header of the ranking is not as it must be: “{found}”."),
    "ranking.row_unexpected": N_("This row is not in the computed ranking: “{found}”."),
    "ranking.row_twice": N_("Application {application} stands in the ranking twice."),
    "ranking.row_missing": N_("The row of application {application} is missing."),
    "ranking.row_order": N_("Application {application} stands where application {due} belongs."),
    "ranking.row_differs": N_(
        "Application {application}, column “{column}”: the file has {found}, "
        "the computation gives {computed}."
    ),
    "ranking.row_bytes": N_(
        "All rows are equal, but the file is not the same byte for byte "
        "(line ends, quotation marks or a byte-order mark)."
    ),
    "ranking.agrees": N_("The file agrees with the computation, byte for byte."),
    "ranking.preliminary": N_(
        "The ranking is preliminary: {count} of {all} applications are still awaiting assessment."
    ),
    "state.ranking_row.selected": N_("selected"),
    "state.ranking_row.reserve": N_("on the reserve list"),
    "state.ranking_row.rejected": N_("rejected on merit"),
    "state.ranking_row.awaiting": N_("awaiting assessment"),
    "ranking.reason.envelope": N_("not enough money left in the envelope"),
    "ranking.reason.quota": N_("the quota of the country is filled"),
    "ranking.reason.committee_vote_needed": N_("the committee must vote"),
    "ranking.reason.too_few_assessments": N_("too few assessments"),
    "ranking.reason.third_assessor_needed": N_("a third assessor is needed"),
    "ranking.reason.gate_item": N_("score of criterion {criterion} too low"),
    "ranking.reason.gate_section": N_("section {section} below its threshold"),
    "ranking.reason.gate_overall": N_("total below the threshold"),
    "ranking.step.counts": N_(
        "The assessment by {assessor} counts: {total:points} of {maximum:points} points."
    ),
    "ranking.step.scaled_up": N_(
        "In section {section}, {assessor} found items not applicable; the others were scaled up "
        "to the maximum of the section."
    ),
    "ranking.step.incomplete": N_(
        "The assessment by {assessor} is incomplete and does not count; missing: {criteria}."
    ),
    "ranking.step.incomplete_somewhere": N_(
        "The assessment by {assessor} is incomplete and does not count."
    ),
    "ranking.step.recused": N_(
        "The assessor {assessor} is recused; the assessment does not count."
    ),
    "ranking.step.void": N_(
        "The assessment by {assessor} was set aside by a recorded decision and does not count."
    ),
    "ranking.step.too_few": N_("Assessments that count: {counting}; needed: {needed}."),
    "ranking.step.gap_over": N_(
        "The totals of {first} and {second} are {gap:points} points apart, more than the limit of "
        "{limit:points} points ({percent} %)."
    ),
    "ranking.step.gap_within": N_(
        "The totals of {first} and {second} are {gap:points} points apart, within the limit of "
        "{limit:points} points ({percent} %)."
    ),
    "ranking.step.gates_differ": N_(
        "Of the assessments by {first} and {second}, each taken alone, exactly one passes "
        "all gates."
    ),
    "ranking.step.gates_agree": N_(
        "The assessments by {first} and {second}, each taken alone, agree on the gates."
    ),
    "ranking.step.third_needed": N_("A third assessor is needed."),
    "ranking.step.third_given": N_("The third assessment is by {assessor}."),
    "ranking.step.taken_not_closest": N_(
        "Taken are the two assessments whose totals are closest: {assessors}."
    ),
    "ranking.step.taken_not_higher": N_(
        "Two pairs of totals are equally close; the higher pair is taken: {assessors}."
    ),
    "ranking.step.taken_replaced": N_(
        "The third assessment replaces the other two; taken is: {assessors}."
    ),
    "ranking.step.taken_equally_close": N_(
        "No two totals are closest alone; all three assessments are taken: {assessors}."
    ),
    "ranking.step.taken_all_equal": N_(
        "All three totals are equal; all assessments are taken: {assessors}."
    ),
    "ranking.step.taken_all": N_("All three assessments are taken: {assessors}."),
    "ranking.step.section_mean": N_(
        "Section {section}: mean {mean:points} of {maximum:points} points."
    ),
    "ranking.step.total_mean": N_(
        "Total: {total:points} of {maximum:points} points, the mean of the assessments "
        "by {assessors}."
    ),
    "ranking.step.gates_passed": N_("All gates are passed."),
    "ranking.step.gate_item": N_(
        "Rejected: the mean score of criterion {criterion} is {mean:points}; it must be "
        "above {limit:points}."
    ),
    "ranking.step.gate_section": N_(
        "Rejected: the mean of section {section} is {mean:points}; at least "
        "{limit:points} are needed."
    ),
    "ranking.step.gate_overall": N_(
        "Rejected: the total is {total:points}; at least {limit:points} are needed."
    ),
    "ranking.step.tie_section": N_(
        "The total is equal to that of {above}, which has the higher mean in section {code}."
    ),
    "ranking.step.tie_item": N_(
        "The total is equal to that of {above}, which has the higher mean score of "
        "criterion {code}."
    ),
    "ranking.step.tie_requested_asc": N_(
        "The total is equal to that of {above}, which requested the lower amount."
    ),
    "ranking.step.tie_requested_desc": N_(
        "The total is equal to that of {above}, which requested the higher amount."
    ),
    "ranking.step.shares_rank": N_(
        "Equal to {above} in everything that decides; both share rank {rank}."
    ),
    "ranking.step.rank": N_("Rank: {rank}."),
    "ranking.step.selected_in_full": N_(
        "Selected: {left:amount} were left of the envelope, {amount:amount} are offered."
    ),
    "ranking.step.selected_reduced": N_(
        "Selected with a reduced amount: of {amount:amount}, the last {left:amount} of "
        "the envelope are offered."
    ),
    "ranking.step.selected_without_envelope": N_("Selected: {amount:amount} are offered."),
    "ranking.step.quota_full": N_(
        "Reserve list: the quota of {country} ({quota}) is filled by higher ranks."
    ),
    "ranking.step.too_large": N_(
        "Reserve list: the amount {amount:amount} is more than the {left:amount} left of "
        "the envelope."
    ),
    "ranking.step.after_stop": N_(
        "Reserve list: selection stopped above, where the envelope was used up."
    ),
    "ranking.step.vote": N_(
        "Reserve list: the cut runs between equals at rank {rank}; the committee must vote."
    ),
    "ranking.step.vote_above": N_(
        "Reserve list: the committee must first vote on the equals at rank {rank}."
    ),
}
