"""Sentences of the sample programme."""

from __future__ import annotations

from iris_grants.wording.catalogue import N_

SENTENCES: dict[str, str] = {
    "demo.folder_not_empty": N_("The sample needs a new or empty folder."),
    "demo.too_few_applications": N_(
        "The sample programme needs at least {least} applications; {given} are too few."
    ),
    "demo.step.office": N_("Office, programme and call"),
    "demo.step.form": N_("Application form of the call"),
    "demo.step.import": N_("Applications received as files"),
    "demo.step.checks": N_("Administrative and eligibility checks"),
    "demo.step.dismissals": N_("Letters to those whose files are closed"),
    "demo.step.complaint": N_("A complaint and its answer"),
    "demo.step.committee": N_("Committee and declarations"),
    "demo.step.conflicts": N_("Conflicts of interest and assignment"),
    "demo.step.scoring": N_("Packages, scoring by file, returns and merge"),
    "demo.step.ranking": N_("Ranking"),
    "demo.step.awards": N_("Negotiation, awards and letters"),
    "demo.step.decisions": N_("Decisions, a withdrawal and the reserve list"),
    "demo.step.contracts": N_("Contracts and payments"),
    "demo.step.beginning": N_("First instalments and changes of contracts"),
    "demo.step.grants": N_("Visits, reports and further instalments of the grants"),
    "demo.step.expenditure": N_("Lists of expenditure"),
    "demo.step.reports": N_("Financial reports and budgets"),
    "demo.step.closure": N_("Final amounts and closure"),
    "demo.step.licensing": N_("Licensing support"),
    "demo.step.results": N_("Results of the programme"),
    "demo.step.opendata": N_("Open data"),
    "demo.step.dossiers": N_("Dossiers"),
    "demo.step.verify": N_("Verifying the dossiers"),
}
