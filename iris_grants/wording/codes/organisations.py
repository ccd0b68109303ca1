"""Sentences of organisations and their accounts, and the names of countries."""

from __future__ import annotations

from iris_grants.wording.catalogue import N_

SENTENCES: dict[str, str] = {
    "country.RS": N_("Serbia"),
    "country.AL": N_("Albania"),
    "country.BA": N_("Bosnia and Herzegovina"),
    "country.MK": N_("North Macedonia"),
    "country.ME": N_("Montenegro"),
    "country.XK": N_("Kosovo*"),
    "organisations.name_missing": N_("An organisation needs a name."),
    "organisations.city_missing": N_("An organisation needs the place of its seat."),
    "organisations.country_unknown": N_("“{country}” is no country of the programme ({known})."),
    "organisations.register_no_missing": N_("An organisation needs its register number."),
    "organisations.number_shape": N_(
        "“{number}” does not look like such a number of this country (for example {shape})."
    ),
    "organisations.number_check": N_("The check digit of “{number}” is wrong: is it misspelt?"),
    "organisations.register_no_taken": N_("This register number belongs to {name}."),
    "organisations.tax_no_taken": N_("This tax number belongs to {name}."),
    "organisations.changed_meanwhile": N_(
        "Somebody else has changed {name} meanwhile; look at it again."
    ),
    "organisations.iban_wrong": N_("“{iban}” is not a valid IBAN: is it misspelt?"),
    "organisations.iban_abroad": N_(
        "The account {iban} is not in the organisation's country ({country})."
    ),
    "organisations.iban_taken": N_("This account is entered already, for {name}."),
    "organisations.holder_missing": N_("An account needs the name of its holder."),
    "organisations.match.register_no": N_("same register number"),
    "organisations.match.tax_no": N_("same tax number"),
    "organisations.match.name": N_("same name"),
    "organisations.match.similar_name": N_("similar name"),
    "constraint.uq_organisation_country_register_no": N_(
        "An organisation with this register number is entered already."
    ),
    "constraint.ck_organisation_country_known": N_("This is no country of the programme."),
    "constraint.fk_bank_account_organisation_id": N_(
        "The organisation of this account is not in the store."
    ),
    "constraint.uq_bank_account_iban": N_("This account is entered already."),
    "operation.organisations.register": N_("Organisation entered"),
    "operation.organisations.update": N_("Details of an organisation changed"),
    "operation.organisations.add_account": N_("Bank account entered"),
}
