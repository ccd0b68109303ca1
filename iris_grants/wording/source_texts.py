"""Where shipped rules come from, in words: sources are data in English, read in any language."""

from __future__ import annotations

import re

from iris_grants.wording.catalogue import N_, _

RESULT = re.compile(r"Public description of the action IRIS PROGRES \(result (R[0-9.]+)\)")
SHIPPED = (
    N_("Grid of an EU-funded scheme of sub-grants for youth organisations"),
    N_("EU grant procedures (PRAG), concept note evaluation grid, 2018 generation"),
    N_("EU grant procedures (PRAG), full application evaluation grid, 2018 generation"),
    N_(
        "Public description of the action IRIS PROGRES (result R1.6) and the mentoring call of IRIS"
    ),
    N_(
        "General and Special Conditions of the parent contract (PRAG 2018 generation) and the"
        " guidelines of the call"
    ),
    N_("Financial Regulation (EU, Euratom) 2018/1046, Art. 204"),
    N_("Financial Regulation (EU, Euratom) 2018/1046, Art. 132"),
    N_("General Conditions Art. 9.4"),
    N_("General Conditions Art. 9"),
    N_("General Conditions Art. 14"),
    N_("General Conditions Art. 15, first pre-financing"),
    N_("General Conditions Art. 15, further pre-financing and balance"),
    N_("General Conditions Art. 16"),
    N_("General Conditions Art. 16, staff"),
    N_("General Conditions Art. 16, travel"),
    N_("General Conditions Art. 16, purchases"),
    N_("General Conditions Art. 16, goods"),
    N_("General Conditions Art. 16, services"),
    N_("Payment article of the Special Conditions"),
    N_("Preset of the office"),
    N_(
        "Preset of the office: points above the reference rate of the ECB; to be compared "
        "with the General Conditions"
    ),
    N_(
        "Preset of the office: counted from the day the ranking was fixed; to be set as the "
        "guidelines of the call say"
    ),
    N_("Zakon o računovodstvu 73/2019, journal and general ledger"),
    N_("Annex VI of the parent contract, final financial report"),
    N_("Annex IV of the parent contract"),
    N_("Special Conditions of the parent contract"),
    N_("EU payment option 1, up to 12 months or EUR 100,000"),
    N_("Practice of sub-grants"),
    N_("Practice of sub-grants, first-time grantees"),
    N_(
        "Law 121/2016 on social care services; Law 10081/2009 on licences and DCM 538/2009. "
        "Two licences: residential care, and community or day care; inspection by the State "
        "Inspectorate of Labour and Social Services (stored copy read). Standards from "
        "general knowledge. The period of validity was not found; many licences of the center"
        " are open-ended: verify."
    ),
    N_("not found; many licences of the center are open-ended"),
    N_("general knowledge, to be checked against the legal text"),
    N_("Published steps of licensing (stored copy read)"),
    N_(
        "Law on the basics of social protection (Sl. novine FBiH 36/99 and later changes); "
        "laws of ten cantons; a new law on social services is being prepared. No uniform "
        "licence for associations is known: institutions receive a decision on meeting "
        "conditions, associations mostly work under agreements. Everything here is general "
        "knowledge: a checklist to prepare with, not the law."
    ),
    N_("no uniform licence known; verify for each entity and canton"),
    N_(
        "Zakon o socijalnoj zaštiti (Sl. glasnik RS BiH 37/12, 90/16, 94/19, 42/20, 36/22) "
        "and rulebooks on conditions: a decision on meeting conditions and an entry in the "
        "register. Everything here is general knowledge: to be compared with the rulebooks."
    ),
    N_(
        "Common Quality Framework for Social Services of General Interest, 2010: six domains "
        "(stored copy read). The questions are our own."
    ),
    N_("set by the certifying body; to be asked there"),
    N_("Domain from the published framework (stored copy read); the question is our own"),
    N_(
        "Voluntary European Quality Framework for Social Services, SPC/2010/10/8 (the "
        "document is known; the list of principles is general knowledge). The questions are "
        "our own."
    ),
    N_("SPC/2010/10/8; the list of principles from general knowledge, the question is our own"),
    N_(
        "The five sections of the revised framework (stored copy read): rights and dignity, "
        "empowerment and person-centredness, quality management and improvement, leadership "
        "and governance, workforce. Two levels: assurance and excellence, after a desk review"
        " and a site visit. The questions are our own and stand for the criteria, they are "
        "not their text."
    ),
    N_("Section names from the published framework (stored copy read); the question is our own"),
    N_(
        "ISO 9001:2015, offered in earlier mentoring of the network. The order of the clauses"
        " is general knowledge; the questions are our own and do not repeat the standard, "
        "which is bought from its publisher."
    ),
    N_("Order of clauses from general knowledge; the question is our own"),
    N_(
        "Zakon o socijalnoj i dječjoj zaštiti (Sl. list CG 27/13 and later changes); "
        "Pravilnik o bližim uslovima za izdavanje, obnavljanje, suspenziju i oduzimanje "
        "licence. Conditions: entry in the register; location, space, equipment, number and "
        "type of professional staff, service programme (Ministry page, stored copy read). One"
        " other source names the Institute as the issuing authority: verify. Functional "
        "standards from general knowledge."
    ),
    N_("Ministry page and one more source (stored copies read): six years"),
    N_("Ministry page on the procedure (stored copy read)"),
    N_("Ministry page on the procedure (stored copy read); item 7, where the copy ends"),
    N_(
        "Law on Social Protection 2019 (licences open to associations); by-laws for each "
        "service; Guide to licensing. Groups of services from a published guide (stored copy "
        "read); standards and papers from general knowledge. The period of validity was not "
        "found: take it from the guide."
    ),
    N_("not found; to be taken from the guide to licensing"),
    N_(
        "Checklist of the programme for organisations that prepare for a licence where the "
        "procedure is not open to them yet. From the conditions for mentoring and from "
        "general knowledge."
    ),
    N_("no licence follows from this"),
    N_(
        "checklist of the programme, made from the conditions for mentoring and common "
        "standards; general knowledge, to be checked against the legal text"
    ),
    N_(
        "Zakon o socijalnoj zaštiti (Sl. glasnik RS 24/2011, 117/2022); Pravilnik o bližim "
        "uslovima i standardima (42/2013, 89/2018, 73/2019); Pravilnik o licenciranju "
        "organizacija. Areas and papers from general knowledge, to be checked against the "
        "text of the rulebook before use."
    ),
    N_(
        "Zakon o socijalnoj zaštiti (Sl. glasnik RS 24/2011, 117/2022-US); Pravilnik o bližim"
        " uslovima i standardima (42/2013, 89/2018, 73/2019); Pravilnik o licenciranju "
        "organizacija; Pravilnik o SOS telefonu (93/2015). Structure of the standards from "
        "the rulebook; areas, papers and numbers from general knowledge unless a standard "
        "names its article. To be compared with the text before use."
    ),
    N_(
        "Republički zavod za socijalnu zaštitu (stored copy read): six years; a limited "
        "licence once, at most five years"
    ),
    N_("Rulebook on standards, Art. 88 (stored copy read)"),
    N_("Rulebook on standards, Art. 89 (stored copy read)"),
    N_(
        "Rulebook on standards, Art. 90 and on; number to be taken from the rulebook; general"
        " knowledge, to be checked against the legal text"
    ),
    N_("Standards of personal assistance (stored copy read)"),
    N_("Rulebook on the SOS helpline 93/2015 (its subject; stored copy read)"),
    N_(
        "Rulebook on the SOS helpline 93/2015; number to be taken from the rulebook; general "
        "knowledge, to be checked against the legal text"
    ),
    N_("Law on Social Protection, Art. 69–70 (stored copy read)"),
    N_(
        "number to be taken from the rulebook; general knowledge, to be checked against the "
        "legal text"
    ),
    N_(
        "Law on Social and Family Services 02/L-17 (amended; a replacement was adopted later:"
        " verify); Administrative Instruction 17/2013 on the licensing of organisations. For "
        "individuals a licence of three years, decided in 30 days (stored copy read); for "
        "organisations three years from general knowledge. Papers from general knowledge "
        "except the form and the qualifications, which stand in the register entry for "
        "individuals."
    ),
    N_("individual licences three years (stored copy read); organisations from general knowledge"),
    N_("Register entry for the individual licence (stored copy read)"),
    N_(
        "Register entry for the individual licence (stored copy read); for organisations to "
        "be verified"
    ),
)
"""The sources of the rule sets that ship. Official titles stay as they are, with a gloss."""


def source_words(text: str) -> str:
    """A source in the current language; one that somebody wrote anew stays as it is written."""
    result = RESULT.fullmatch(text)
    if result is not None:
        words = _("Public description of the action IRIS PROGRES (result {code})")
        return words.format(code=result[1])
    return _(text) if text in SHIPPED else text
