"""What the grantees of the sample write and what the office answers: invented, in two languages."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from iris_grants.grants.queries import GrantRow
from iris_grants.reporting.queries import ReportRow
from iris_grants.wording import in_language
from iris_grants.wording.formats import day

SERBIAN = ("RS", "BA", "ME")
"""Countries whose grantees of the sample write in Serbian; the others write in English."""

_SR: Mapping[str, tuple[str, ...]] = {
    "summary": (
        (
            "U periodu od {start} do {end} projekat „{title}“ sproveden je prema planu. Usluga se "
            "pruža redovno, a broj korisnika raste iz meseca u mesec."
        ),
        (
            "Od {start} do {end} projekat „{title}“ je ostvario najveći deo planiranih aktivnosti; "
            "obuke su završene, a rad sa korisnicima je ustaljen."
        ),
    ),
    "target_groups": (
        "Odrasle osobe sa invaliditetom, starija lica i članovi njihovih porodica.",
        "Deca i mladi sa smetnjama u razvoju i njihovi roditelji.",
    ),
    "results": (
        "Usluga je dostupna u tri mesne zajednice više nego pre projekta; indikatori su u tabeli.",
        "Osoblje je obučeno, a lokalna samouprava je prihvatila predlog odluke o finansiranju.",
    ),
    "activities": (
        "Održane su dve obuke i četiri sastanka sa opštinom; na terenu se radi svakog dana.",
        "Sprovedene su radionice za korisnike, obuka osoblja i otvoreni dan za građane.",
    ),
    "deviations": (
        "Prva obuka je pomerena za tri nedelje zbog zatvorene sale; ostalo je po planu.",
        "Nije bilo odstupanja koja utiču na rezultate.",
    ),
    "contracts": ("Nabavke su ispod praga za tri ponude; izbor je obrazložen.",),
    "next_steps": ("Nastavak terenskog rada, druga radionica i priprema odluke o finansiranju.",),
    "cooperation": ("Centar za socijalni rad, opština i dve škole; volonteri po potrebi.",),
    "visibility": (
        (
            "Amblem EU i izjava o finansiranju stoje na plakatima, lecima i na sajtu; "
            "saglasni smo da se izveštaj objavi."
        ),
    ),
    "sustainability": ("Opština preuzima deo troškova od naredne godine; osoblje ostaje.",),
    "records_place": ("Kancelarija udruženja, {city}; kod osobe zadužene za finansije.",),
    "signatory": ("Osoba ovlašćena za zastupanje",),
}
_EN: Mapping[str, tuple[str, ...]] = {
    "summary": (
        (
            "From {start} to {end} the project “{title}” went as planned. The service runs "
            "regularly and reaches more people every month."
        ),
        (
            "Between {start} and {end} the project “{title}” carried out most of its activities; "
            "the trainings are over and the work with users is steady."
        ),
    ),
    "target_groups": (
        "Adults with disabilities, older people and members of their families.",
        "Children and young people with developmental difficulties and their parents.",
    ),
    "results": (
        "The service now reaches three more communities; the indicators stand in the table.",
        "Staff are trained, and the municipality took up the draft decision on funding.",
    ),
    "activities": (
        "Two trainings and four meetings with the municipality; field work on every working day.",
        "Workshops for users, training of staff, and an open day for the public.",
    ),
    "deviations": (
        "The first training was three weeks late because the hall was closed.",
        "There were no deviations that touch the results.",
    ),
    "contracts": ("Purchases are below the threshold of three offers; each choice is noted.",),
    "next_steps": ("Field work goes on; a second workshop; the decision on funding.",),
    "cooperation": ("The centre for social work, the municipality and two schools.",),
    "visibility": (
        (
            "The EU emblem and the statement of funding stand on posters, leaflets and the "
            "website; the report may be published."
        ),
    ),
    "sustainability": ("The municipality bears part of the costs from next year on.",),
    "records_place": ("Office of the organisation, {city}; with the treasurer.",),
    "signatory": ("The person entitled to represent us",),
}
RETURNED = (
    "Molimo da objasnite kašnjenje prve obuke i da navedete mesto održavanja radionica.",
    (
        "Nedostaje broj učesnika po polu za drugu radionicu; izjava o finansiranju mora stajati i "
        "na pozivnici."
    ),
)
RISKS = (
    ("low", "Organizacija je već vodila slične grantove bez primedbi.", ""),
    (
        "medium",
        "Prvi grant ove veličine; računovodstvo vodi spoljna agencija.",
        "Poseta u prvoj polovini projekta i provera prvog spiska troškova u celini.",
    ),
    (
        "high",
        "Promenjena osoba ovlašćena za zastupanje u godini prijave.",
        "Dve posete i isplata naredne tranše tek posle provere originala.",
    ),
)
VISITS = (
    "Usluga se pruža prema planu; evidencije su uredne i potpisane.",
    "Prostor je pristupačan, osoblje obučeno; korisnici su zadovoljni radom.",
)
FINDINGS = (
    ("Spiskovi učesnika nemaju kolonu za pol.", "Dopuniti obrazac i ranije spiskove."),
    ("Na ulazu nema oznake da projekat finansira Evropska unija.", "Postaviti tablu sa amblemom."),
)
OUTCOMES = ("Obrazac je dopunjen, novi spiskovi su provereni.", "Tabla je postavljena; vidi sliku.")
LESSONS = (
    "Prevoz do korisnika treba planirati zajedno sa opštinom, od prvog meseca.",
    "Obuka osoblja pre početka usluge štedi vreme; sledeći put je staviti u prvi mesec.",
    "Manji broj većih nabavki se lakše dokazuje nego mnogo malih.",
)


def in_serbian(grant: GrantRow) -> bool:
    """Whether a grantee writes in Serbian."""
    return grant.country in SERBIAN


def narrative(grant: GrantRow, report: ReportRow, city: str, rng: Random) -> dict[str, str]:
    """What a grantee writes in a report, by field code."""
    bank = _SR if in_serbian(grant) else _EN
    with in_language("sr" if in_serbian(grant) else "en"):
        words = {
            "start": day(report.period_from),
            "end": day(report.period_to),
            "title": grant.title,
            "city": city,
        }
    return {code: rng.choice(texts).format(**words) for code, texts in bank.items()}
