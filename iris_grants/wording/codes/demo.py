"""Sentences of the sample programme."""

from __future__ import annotations

from iris_grants.wording.catalogue import N_

SENTENCES: dict[str, str] = {
    "demo.folder_not_empty": N_("The sample needs a new or empty folder."),
    "demo.step.office": N_("Office, programme and call"),
    "demo.step.form": N_("Application form of the call"),
    "demo.step.import": N_("Applications received as files"),
    "demo.step.checks": N_("Administrative and eligibility checks"),
    "demo.step.committee": N_("Committee and declarations"),
    "demo.step.conflicts": N_("Conflicts of interest and assignment"),
    "demo.step.scoring": N_("Packages, scoring by file, returns and merge"),
    "demo.step.ranking": N_("Ranking"),
    "demo.step.awards": N_("Negotiation, awards and letters"),
    "demo.step.contracts": N_("Contracts and a payment"),
    "demo.step.expenditure": N_("List of expenditure"),
    "demo.step.reports": N_("Financial report and budgets"),
    "demo.step.licensing": N_("A licensing case up to its licence"),
    "demo.step.dossiers": N_("Dossiers"),
    "demo.step.verify": N_("Verifying the dossiers"),
}
