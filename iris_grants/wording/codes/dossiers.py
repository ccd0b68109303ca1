"""Sentences of dossiers."""

from __future__ import annotations

from iris_grants.wording.catalogue import N_

SENTENCES: dict[str, str] = {
    "dossiers.grant_unknown": N_("There is no grant with the number {number}."),
    "dossiers.call_unknown": N_("There is no call with the number {number}."),
    "dossiers.case_unknown": N_("There is no licensing case with the number {number}."),
    "dossiers.content_missing": N_(
        "The content of the document {name} is not in the files part of the store; the dossier "
        "would be incomplete."
    ),
    "dossiers.nothing_to_verify": N_("There is no dossier in this folder."),
    "dossiers.unsigned": N_("The dossier carries no signature."),
    "dossiers.other_format": N_(
        "The signature is not of a dossier, or of one made by a newer version of the program."
    ),
    "dossiers.signature_of_other_files": N_("The signature is of another list of files."),
    "dossiers.reader_changed": N_("The verifier inside the dossier was changed."),
    "dossiers.journal_missing": N_("The journal of the dossier is missing."),
    "dossiers.journal_altered": N_("The journal was altered; the first wrong entry is {number}."),
    "dossiers.journal_other": N_("The journal is not the one that was signed."),
    "dossiers.step.gather": N_("Gathering the dossier"),
    "dossiers.step.write": N_("Writing the dossier"),
    "operation.dossiers.export": N_("Export a dossier"),
    "section.cover": N_("Cover and index"),
    "section.legal_base": N_("Legal base"),
    "section.call": N_("Call"),
    "section.evaluation_bodies": N_("Evaluation bodies"),
    "section.application": N_("Application"),
    "section.applications": N_("Applications"),
    "section.administrative_check": N_("Administrative check"),
    "section.assessments": N_("Assessments"),
    "section.committee": N_("Committee and ranking"),
    "section.eligibility_documents": N_("Eligibility documents"),
    "section.notification": N_("Notification"),
    "section.negotiation": N_("Negotiation"),
    "section.contract": N_("Contract"),
    "section.amendments": N_("Amendments"),
    "section.payments": N_("Payments"),
    "section.monitoring": N_("Monitoring"),
    "section.interim_report": N_("Interim report"),
    "section.supporting_documents": N_("Expenditure and supporting documents"),
    "section.procurement": N_("Procurement"),
    "section.staff": N_("Staff"),
    "section.participants": N_("Participants"),
    "section.visibility": N_("Visibility"),
    "section.assets": N_("Assets"),
    "section.final_report": N_("Final report"),
    "section.final_amount": N_("Final amount"),
    "section.closure": N_("Closure"),
    "section.case": N_("Case and its path"),
    "section.gap_assessment": N_("Gap assessment"),
    "section.action_plan": N_("Action plan"),
    "section.licence_documents": N_("Documents for the licence"),
    "section.filing": N_("Filing"),
    "section.decision": N_("Decision and licence"),
    "section.maintenance": N_("Maintenance"),
    "constraint.ck_dossier_subject_kind_known": N_("Of this there is no dossier."),
    "constraint.uq_signing_key_public_key": N_("This key is already registered."),
}
