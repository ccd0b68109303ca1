"""Words of the results of the action: what is counted, how, and what is wrong with an entry."""

from __future__ import annotations

from iris_grants.wording.catalogue import N_

SENTENCES: dict[str, str] = {
    "results.level.outcome": N_("outcome"),
    "results.level.output": N_("output"),
    "results.kind.deliverable": N_("document"),
    "results.kind.training": N_("training"),
    "results.kind.meeting": N_("meeting"),
    "results.kind.academy": N_("Social Academy"),
    "results.kind.placement": N_("traineeship"),
    "results.kind.dialogue_session": N_("dialogue session"),
    "results.kind.agreement": N_("statement of agreement"),
    "results.kind.caravan_event": N_("caravan event"),
    "results.kind.campaign": N_("campaign"),
    "results.kind.grant": N_("grant"),
    "results.kind.licensing_case": N_("licensing case"),
    "results.unit.documents": N_("documents"),
    "results.unit.events": N_("events"),
    "results.unit.countries": N_("countries"),
    "results.unit.organisations": N_("organisations"),
    "results.unit.participations": N_("participations"),
    "results.unit.persons": N_("persons"),
    "results.unit.contacts": N_("contacts"),
    "results.measure.records": N_("entries"),
    "results.measure.countries": N_("countries"),
    "results.measure.participants": N_("participants"),
    "results.measure.persons": N_("persons counted for the first time"),
    "results.measure.organisations": N_("organisations counted for the first time"),
    "results.measure.reach": N_("reach"),
    "results.measure.grants": N_("grants"),
    "results.measure.cases": N_("licensing cases"),
    "results.aggregation.sum": N_("sum of all entries"),
    "results.aggregation.max": N_("largest of the entries"),
    "results.aggregation.latest": N_("latest entry"),
    "results.aggregation.unique": N_("everyone counted once"),
    "results.dimension.total": N_("total"),
    "results.dimension.sex": N_("by sex"),
    "results.dimension.age": N_("by age"),
    "results.dimension.country": N_("by country"),
    "results.dimension.institution": N_("by type of institution"),
    "results.dimension.service": N_("by service"),
    "results.dimension.stage": N_("by stage"),
    "sex.female": N_("women"),
    "sex.male": N_("men"),
    "sex.other": N_("other"),
    "sex.unknown": N_("unknown"),
    "age.0-14": N_("up to 14 years"),
    "age.15-17": N_("15 to 17 years"),
    "age.18-29": N_("18 to 29 years"),
    "age.30-64": N_("30 to 64 years"),
    "age.65+": N_("65 years and over"),
    "age.unknown": N_("unknown"),
    "country.other": N_("other country"),
    "country.unknown": N_("unknown"),
    "country.regional": N_("regional or online"),
    "institution.cso": N_("civil-society organisation"),
    "institution.local_authority": N_("local authority"),
    "institution.national_authority": N_("national authority"),
    "institution.social_welfare_centre": N_("centre for social work"),
    "institution.academia": N_("university or school"),
    "institution.other": N_("other institution"),
    "institution.unknown": N_("unknown"),
    "results.state.reached": N_("reached"),
    "results.state.under_way": N_("under way"),
    "results.state.not_started": N_("not started"),
    "results.state.missed": N_("not reached"),
    "evidence.attendance_list": N_("attendance list"),
    "evidence.agenda": N_("agenda"),
    "evidence.minutes": N_("minutes"),
    "evidence.report": N_("report"),
    "evidence.text": N_("adopted or published text"),
    "evidence.confirmation": N_("confirmation or signed statement"),
    "evidence.media_report": N_("report of media or network"),
    "evidence.photo": N_("photographs with consent"),
    "results.result_unknown": N_("The framework has no result {code}."),
    "results.not_recorded_here": N_(
        "This result is counted from the grants and cases of the store; nothing is entered for it."
    ),
    "results.empty": N_("This must be filled in."),
    "results.outside_period": N_("This day lies outside the period of the programme."),
    "results.in_future": N_("This day lies in the future; enter what has happened."),
    "results.figure_unreadable": N_("“{text}” is no figure such as persons.sex.female=12."),
    "results.figure_twice": N_("This figure is given twice."),
    "results.count_negative": N_("A count is never below zero."),
    "results.count_too_large": N_("A count has at most twelve digits."),
    "results.measure_not_wanted": N_("This is not counted for this result. Counted: {known}."),
    "results.dimension_not_wanted": N_(
        "This is not divided so for this result. Possible: {known}."
    ),
    "results.category_unknown": N_("This part is not known. Possible: {known}."),
    "results.total_missing": N_("Give the total: {measure}."),
    "results.dimension_missing": N_(
        "Divide the total of {total} {dimension}; what nobody knows goes under unknown."
    ),
    "results.cells_do_not_sum": N_(
        "The parts {dimension} sum to {sum}, the total is {total}; put the rest under unknown."
    ),
    "results.more_than_present": N_(
        "More persons are counted for the first time ({persons}) than were present ({present})."
    ),
    "results.looks_personal": N_(
        "This looks like personal data ({kind}); the results hold no data of persons."
    ),
    "results.verified_by_same": N_("Who entered it cannot verify it: it takes a second person."),
    "results.verified_already": N_("This entry is verified already."),
    "results.no_evidence": N_("Add a document first: there is nothing to verify it by."),
    "results.withdrawn": N_("This entry was withdrawn; it stays as it is."),
    "results.changed_meanwhile": N_("Somebody else has changed this entry; look at it again."),
    "results.target_not_linkable": N_(
        "This target counts no indicators of grantees: it counts grants, cases or countries by "
        "itself, or takes the largest or latest value."
    ),
    "results.indicator_without_people": N_(
        "The target counts people, and this indicator does not."
    ),
    "results.indicator_of_people": N_("This indicator counts people, and the target does not."),
    "results.linked_already": N_(
        "The indicator {indicator} counts towards {target} already: end that first."
    ),
    "results.indicator_unknown": N_("Contract {grant} has no indicator {indicator} for this."),
    "results.link_ended": N_("This indicator counts no more already."),
    "personal.number": N_("personal number"),
    "personal.email": N_("e-mail address"),
    "personal.phone": N_("telephone number"),
    "personal.iban": N_("bank account"),
    "operation.results.record": N_("Entry towards a result recorded"),
    "operation.results.correct": N_("Entry towards a result corrected"),
    "operation.results.verify": N_("Entry towards a result verified"),
    "operation.results.withdraw": N_("Entry towards a result withdrawn"),
    "operation.results.link_indicator": N_("Indicator of a grantee counted towards a target"),
    "operation.results.end_link": N_("Indicator of a grantee counts no more"),
    "constraint.uq_indicator_link_grant_indicator_id": N_(
        "Somebody else has just linked this indicator."
    ),
    "constraint.uq_achievement_result_id_held_on_title": N_(
        "This result has an entry of this title on this day already."
    ),
    "constraint.ck_achievement_country_known": N_("This country is not known."),
    "constraint.ck_achievement_two_people": N_(
        "Who entered it cannot verify it: it takes a second person."
    ),
    "constraint.uq_achievement_count_achievement_id_measure_dimension_category": N_(
        "This figure is given twice."
    ),
    "constraint.ck_achievement_count_measure_known": N_("This is not counted here."),
    "constraint.ck_achievement_count_dimension_known": N_("Nothing is divided so here."),
    "constraint.ck_achievement_count_value_not_negative": N_("A count is never below zero."),
}
