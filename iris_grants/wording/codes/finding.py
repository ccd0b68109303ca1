"""Words of the search over everything: what kinds of records it finds."""

from __future__ import annotations

from iris_grants.wording.catalogue import N_

SENTENCES: dict[str, str] = {
    "found.application": N_("Applications"),
    "found.organisation": N_("Organisations"),
    "found.call": N_("Calls"),
    "found.grant": N_("Grants"),
    "found.award": N_("Awards"),
    "found.case": N_("Licensing cases"),
    "found.licence": N_("Licences"),
    "found.payment": N_("Payments"),
    "found.cost": N_("Costs"),
    "found.report": N_("Reports"),
    "found.financial_report": N_("Financial reports"),
    "found.target": N_("Indicators"),
    "found.rule_set": N_("Templates"),
    "found.dossier": N_("Dossiers"),
    "found.letter": N_("Letters"),
    "found.member": N_("Committee members"),
    "found.person": N_("People"),
    "found.document": N_("Documents"),
    "found.programme": N_("Programme"),
    "found.committee": N_("Committee"),
    "found.achievement": N_("Results"),
    "found.entry": N_("Journal"),
    "finding.words_short": N_("Type at least two letters."),
}
