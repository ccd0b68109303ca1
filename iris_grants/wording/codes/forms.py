"""Words of the application form."""

from __future__ import annotations

from iris_grants.wording.catalogue import N_

SENTENCES: dict[str, str] = {
    "form.title": N_("Application form"),
    "form.sheet.instructions": N_("Instructions"),
    "form.sheet.applicant": N_("Applicant"),
    "form.sheet.project": N_("Project"),
    "form.sheet.budget": N_("Budget"),
    "form.sheet.partners": N_("Partners"),
    "form.sheet.declaration": N_("Declaration"),
    "form.sheet.attachments": N_("Attachments"),
    "form.title.instructions": N_("Application form"),
    "form.title.applicant": N_("Applicant"),
    "form.title.project": N_("Project"),
    "form.title.budget": N_("Budget of the project"),
    "form.title.partners": N_("Partners"),
    "form.title.declaration": N_("Declaration on honour"),
    "form.title.attachments": N_("Checklist of attachments"),
    "form.lead.instructions": N_("Fill the yellow cells only; everything else is locked."),
    "form.lead.applicant": N_("As it stands in the register. Bold labels must be filled."),
    "form.lead.project": N_("Short facts first, then the questions of the call."),
    "form.lead.budget": N_("One cost in each row; amounts with at most two decimals."),
    "form.lead.partners": N_("Leave the table empty if you apply alone."),
    "form.lead.declaration": N_("Answer each statement; the signed page is an attachment."),
    "form.lead.attachments": N_("Say which files you send together with this form."),
    "form.yes": N_("Yes"),
    "form.no": N_("No"),
    "form.number": N_("No."),
    "form.kosovo": N_(
        "* This designation is without prejudice to positions on status, and is in line with "
        "UNSCR 1244/1999 and the ICJ Opinion on the Kosovo declaration of independence."
    ),
    "form.language.en": N_("English"),
    "form.language.sr": N_("Serbian"),
    "form.fact.call": N_("Call"),
    "form.fact.deadline": N_("Deadline"),
    "form.fact.amount": N_("Amount of a grant"),
    "form.fact.amounts": N_("from {least} to {most}"),
    "form.fact.lot": N_("Lot"),
    "form.fact.duration": N_("Duration of a project"),
    "form.fact.months": N_("from {least} to {most} months"),
    "form.missing": N_("Sheet"),
    "form.missing.count": N_("Cells that must still be filled"),
    "form.instructions": N_("How to fill this form"),
    "form.instructions.1": N_(
        "Work on this file and send it back as an Excel workbook (.xlsx); do not print and scan it."
    ),
    "form.instructions.2": N_(
        "Write in Latin or Cyrillic script, in one of the languages of the call."
    ),
    "form.instructions.3": N_("Type values, not formulas, into the yellow cells."),
    "form.instructions.4": N_(
        "Do not rename, move or delete sheets, and do not copy them into another workbook."
    ),
    "form.instructions.5": N_(
        "Write each cost of the budget in its own row; totals are computed by the form."
    ),
    "form.instructions.6": N_(
        "Salaries are gross, with contributions of the employer, at the rates really paid."
    ),
    "form.instructions.7": N_("The sources of funding must equal the total cost, to the cent."),
    "form.instructions.8": N_("Put this form and its attachments into one folder or one zip file."),
    "form.instructions.9": N_(
        "If you send the form again before the deadline, it replaces the earlier one; "
        "attachments already sent stay."
    ),
    "form.applicant.name": N_("Full name of the organisation"),
    "form.applicant.country": N_("Country of registration"),
    "form.applicant.city": N_("City or municipality"),
    "form.applicant.address": N_("Street and number"),
    "form.applicant.legal_form": N_("Legal form"),
    "form.applicant.register_no": N_("Register number"),
    "form.applicant.tax_no": N_("Tax number"),
    "form.applicant.registered_on": N_("Date of registration"),
    "form.applicant.network_member": N_("Member of the IRIS network"),
    "form.applicant.email": N_("E-mail address"),
    "form.applicant.phone": N_("Telephone"),
    "form.applicant.representative": N_("Legal representative"),
    "form.applicant.contact": N_("Contact person for this application"),
    "form.applicant.iban": N_("Bank account (IBAN)"),
    "form.project.title": N_("Title of the project"),
    "form.project.lot": N_("Lot"),
    "form.project.language": N_("Language of the application"),
    "form.project.country": N_("Country of the activities"),
    "form.project.location": N_("Places of the activities"),
    "form.project.duration_months": N_("Duration in months"),
    "form.budget.code": N_("Line"),
    "form.budget.costs": N_("Costs"),
    "form.budget.unit": N_("Unit"),
    "form.budget.units": N_("Number of units"),
    "form.budget.unit_value": N_("Unit value ({currency})"),
    "form.budget.amount": N_("Total cost ({currency})"),
    "form.budget.subtotal": N_("Subtotal of heading {heading}"),
    "form.budget.direct": N_("Subtotal direct eligible costs (1 to 6)"),
    "form.budget.indirect": N_("Indirect costs (at most {percent} % of row 7)"),
    "form.budget.net": N_("Total eligible costs without reserve (7 + 8)"),
    "form.budget.contingency": N_("Contingency reserve (at most {percent} % of row 7)"),
    "form.budget.total": N_("Total eligible costs (9 + 10)"),
    "form.budget.percent": N_("% of row 7"),
    "form.share.indirect": N_("Indirect costs"),
    "form.share.contingency": N_("Contingency reserve"),
    "form.funding": N_("Sources of funding"),
    "form.funding.requested": N_("Requested from this call"),
    "form.funding.own": N_("Own contribution of the applicant"),
    "form.funding.other": N_("Contributions of others"),
    "form.funding.sources": N_("Total of the sources"),
    "form.funding.difference": N_("Sources minus total eligible costs"),
    "form.funding.share": N_("Requested share of the total eligible costs, in %"),
    "form.balanced": N_("Sources and costs agree"),
    "form.unbalanced": N_("Sources and costs differ"),
    "form.partner.name": N_("Name of the partner"),
    "form.partner.country": N_("Country"),
    "form.partner.city": N_("City"),
    "form.partner.register_no": N_("Register number"),
    "form.partner.representative": N_("Legal representative"),
    "form.partner.role": N_("Role in the project"),
    "form.partner.mandate": N_("Mandate signed"),
    "form.declaration.truthful": N_("Everything stated in this application is true and complete."),
    "form.declaration.not_excluded": N_(
        "The applicant is in none of the situations that exclude from European Union grants "
        "(bankruptcy, tax or social-security debts, grave professional misconduct, fraud, "
        "corruption)."
    ),
    "form.declaration.not_listed": N_(
        "Neither the applicant nor its representatives are on the list of EU restrictive measures."
    ),
    "form.declaration.no_double_funding": N_(
        "The costs of this budget are not paid by another grant of the European Union."
    ),
    "form.declaration.responsible": N_(
        "The applicant prepares and manages the project itself and is not an intermediary."
    ),
    "form.declaration.not_partner": N_(
        "The applicant is not a partner or affiliated entity of the action that pays the grants."
    ),
    "form.declaration.no_ties": N_(
        "There are no family or management ties with partners or with members of the committee."
    ),
    "form.declaration.data_notice": N_(
        "The people named in this application know that their data are used for this call."
    ),
    "form.declaration.signatory": N_("Name of the person who signs"),
    "form.declaration.function": N_("Function"),
    "form.declaration.place": N_("Place"),
    "form.declaration.signed_on": N_("Date"),
    "form.attachment.title": N_("Attachment"),
    "form.attachment.required": N_("Required"),
    "form.attachment.attached": N_("Attached"),
    "form.attachment.file": N_("Name of the file"),
    "form.attachment.other": N_("other"),
    "form.must.text": N_("Write at most {most} characters."),
    "form.must.long_text": N_("Write at most {most} characters."),
    "form.must.whole": N_("Write a whole number from {least} to {most}."),
    "form.must.amount": N_("Write an amount that is not negative, with at most two decimals."),
    "form.must.units": N_("Write a number that is not negative, with at most three decimals."),
    "form.must.percent": N_("Write a percentage from {least} to {most}, for example 7."),
    "form.must.day": N_("Write a date, for example 31.12.2023."),
    "form.must.choice": N_("Choose one entry of the list."),
}
