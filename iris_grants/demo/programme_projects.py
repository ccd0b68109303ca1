"""The projects of the sample programme: what invented applicants would do, in two languages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A kind of budget line: heading, words, and the share of the direct costs it takes.

    `monthly` lines have as many units as the project has months; others `units`.
    """

    heading: str
    words: dict[str, str]
    unit: dict[str, str]
    share: int
    monthly: bool = False
    units: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """One kind of project: title and summary by language (`sr`, `en`)."""

    title: dict[str, str]
    summary: dict[str, str]


MONTH = {"sr": "mesec", "en": "month"}
DAY = {"sr": "dan", "en": "day"}
SET = {"sr": "komplet", "en": "set"}
PIECE = {"sr": "komad", "en": "piece"}
HOUR = {"sr": "sat", "en": "hour"}

LINES = (
    Line(
        heading="1",
        words={"sr": "Koordinatorka projekta", "en": "Project coordinator"},
        unit=MONTH,
        share=30,
        monthly=True,
    ),
    Line(
        heading="1",
        words={"sr": "Neposredni pružaoci usluge", "en": "Direct providers of the service"},
        unit=MONTH,
        share=28,
        monthly=True,
    ),
    Line(
        heading="2",
        words={"sr": "Lokalni prevoz", "en": "Local transport"},
        unit=MONTH,
        share=6,
        monthly=True,
    ),
    Line(
        heading="3",
        words={"sr": "Oprema potrebna za uslugu", "en": "Equipment that the service needs"},
        unit=SET,
        share=12,
    ),
    Line(
        heading="4",
        words={"sr": "Troškovi prostora", "en": "Costs of premises"},
        unit=MONTH,
        share=7,
        monthly=True,
    ),
    Line(
        heading="5",
        words={"sr": "Obuka osoblja", "en": "Training of staff"},
        unit=DAY,
        share=9,
        units=6,
    ),
    Line(
        heading="5",
        words={"sr": "Supervizija", "en": "Supervision"},
        unit=HOUR,
        share=4,
        units=24,
    ),
    Line(
        heading="5",
        words={"sr": "Priručnik i vidljivost", "en": "Handbook and visibility"},
        unit=PIECE,
        share=4,
        units=300,
    ),
)

THEMES = (
    Theme(
        title={"sr": "Asistenti bliže ljudima", "en": "Assistants closer to people"},
        summary={
            "sr": "Projekat širi personalnu asistenciju na sela oko mesta {city}, obučava "
            "{n} asistenata i sa opštinom priprema odluku o trajnom finansiranju usluge.",
            "en": "The project extends personal assistance to villages around {city}, trains "
            "{n} assistants and prepares with the municipality its lasting funding.",
        },
    ),
    Theme(
        title={"sr": "Kuća otvorenih vrata", "en": "A house with open doors"},
        summary={
            "sr": "Projekat pokreće predah za porodice dece sa smetnjama u razvoju u mestu "
            "{city}: dva vikenda mesečno, za {n} porodica, sa obučenim osobljem.",
            "en": "The project starts respite for families of children with disabilities in "
            "{city}: two weekends a month, for {n} families, with trained staff.",
        },
    ),
    Theme(
        title={"sr": "Mladi i stariji u istom dvorištu", "en": "Young and old in one yard"},
        summary={
            "sr": "Mladi volonteri pomažu u kući starijim osobama u mestu {city}; usluga "
            "obuhvata {n} korisnika i uvodi jednostavnu evidenciju poseta.",
            "en": "Young volunteers help older people at home in {city}; the service reaches "
            "{n} users and introduces a simple record of visits.",
        },
    ),
    Theme(
        title={"sr": "Telefon koji odgovara", "en": "A helpline that answers"},
        summary={
            "sr": "Projekat produžava rad SOS telefona za žene sa iskustvom nasilja u mestu "
            "{city} i obučava {n} konsultantkinja.",
            "en": "The project extends the hours of a helpline for women who survived violence "
            "in {city} and trains {n} listeners.",
        },
    ),
    Theme(
        title={"sr": "Bašta dnevnog boravka", "en": "A day centre with a garden"},
        summary={
            "sr": "Projekat otvara baštu pri dnevnom boravku u mestu {city}; {n} korisnika "
            "radi u njoj i prodaje sadnice na pijaci.",
            "en": "The project opens a garden at a day centre in {city}; {n} users work in it "
            "and sell seedlings at the market.",
        },
    ),
    Theme(
        title={"sr": "Stan za početak", "en": "A flat to begin with"},
        summary={
            "sr": "Projekat priprema stanovanje uz podršku za {n} mladih koji napuštaju zaštitu "
            "u mestu {city}, sa mentorima i dogovorom sa opštinom.",
            "en": "The project prepares supported housing for {n} young people who leave care "
            "in {city}, with mentors and an agreement with the municipality.",
        },
    ),
    Theme(
        title={"sr": "Zajedno do škole", "en": "Together to school"},
        summary={
            "sr": "Lični pratioci pomažu deci ({n}) u mestu {city} da redovno idu u školu; "
            "projekat uređuje obuku i zamenu pratilaca.",
            "en": "Companions help {n} children in {city} to go to school; the project settles "
            "their training and replacement.",
        },
    ),
    Theme(
        title={"sr": "Naša reč na sednici", "en": "Our word at the meeting"},
        summary={
            "sr": "Korisnici usluga iz mesta {city} pripremaju predloge za opštinski budžet; "
            "projekat prati {n} sednica i objavljuje šta je usvojeno.",
            "en": "Users of services in {city} prepare proposals for the municipal budget; the "
            "project follows {n} meetings and publishes what was adopted.",
        },
    ),
    Theme(
        title={"sr": "Romske medijatorke", "en": "Roma mediators"},
        summary={
            "sr": "Medijatorke iz mesta {city} obilaze {n} porodica, pomažu pri upisu dece i "
            "ostvarivanju prava na usluge.",
            "en": "Mediators from {city} visit {n} families, help to enrol children and to "
            "reach the services they have a right to.",
        },
    ),
    Theme(
        title={"sr": "Radionica bez prepreka", "en": "A workshop without barriers"},
        summary={
            "sr": "Projekat oprema radionicu za {n} osoba sa invaliditetom u mestu {city} i "
            "povezuje ih sa lokalnim poslodavcima.",
            "en": "The project equips a workshop for {n} persons with disabilities in {city} "
            "and connects them with local employers.",
        },
    ),
    Theme(
        title={"sr": "Svratište pored stanice", "en": "A drop-in by the station"},
        summary={
            "sr": "Projekat otvara svratište za decu koja rade na ulici u mestu {city}: obrok, "
            "učenje i podrška za {n} dece.",
            "en": "The project opens a drop-in for children who work in the street in {city}: "
            "a meal, learning and support for {n} children.",
        },
    ),
    Theme(
        title={"sr": "Standard na papiru i u praksi", "en": "A standard on paper and in practice"},
        summary={
            "sr": "Organizacija usklađuje uslugu u mestu {city} sa minimalnim standardima, piše "
            "procedure i obučava {n} zaposlenih.",
            "en": "The organisation brings its service in {city} up to the minimum standards, "
            "writes procedures and trains {n} employees.",
        },
    ),
)
