"""The thirty organisations supported towards licences in the sample programme: all invented."""

from __future__ import annotations

from dataclasses import dataclass

from iris_grants.licensing.rules.path import Stage

RS, ME, MK = "RS-SOCIAL-SERVICES", "ME-SOCIAL-SERVICES", "MK-SOCIAL-SERVICES"
AL, XK = "AL-SOCIAL-SERVICES", "XK-SOCIAL-SERVICES"
FBIH, SRPSKA = "BA-FBIH-SOCIAL-SERVICES", "BA-SRPSKA-SOCIAL-SERVICES"


@dataclass(frozen=True, slots=True, kw_only=True)
class Supported:
    """An organisation with its case: where it ends in the story, and what is special of it.

    `twist`: `limited` (a limited licence that ends soon), `open_request` (the authority
    waits for an answer), `overdue` (an action is late), `evaluated` (maintained for a year).
    """

    name: str
    city: str
    country: str
    service: str
    pack: str
    ends: Stage
    goal: str = "licence"
    twist: str = ""


def _of(
    country: str, pack: str, *rows: tuple[str, str, str, Stage] | tuple[str, str, str, Stage, str]
) -> tuple[Supported, ...]:
    return tuple(
        Supported(
            name=row[0],
            city=row[1],
            country=country,
            service=row[2],
            pack=pack,
            ends=row[3],
            twist=row[4] if len(row) == 5 else "",
        )
        for row in rows
    )


FRAMEWORKS = (
    Supported(
        name="Удружење „Стаклено звоно“",
        city="Ваљево",
        country="RS",
        service="organisation_wide",
        pack="EQUASS",
        ends=Stage.COMPLETED,
        goal="quality_framework",
    ),
    Supported(
        name="NVO „Maslinova grana“",
        city="Bar",
        country="ME",
        service="organisation_wide",
        pack="ISO-9001",
        ends=Stage.PLAN_APPROVED,
        goal="quality_framework",
    ),
    Supported(
        name="Здружение „Бела пеперутка“",
        city="Штип",
        country="MK",
        service="day_care",
        pack="EQF-SOCIAL-SERVICES",
        ends=Stage.DOCUMENTS_DRAFTED,
        goal="quality_framework",
    ),
    Supported(
        name="Udruženje „Jutarnja rosa“",
        city="Zenica",
        country="BA",
        service="counselling",
        pack="READINESS",
        ends=Stage.COMPLETED,
        goal="readiness",
    ),
)

SUPPORTED = (
    *_of(
        "RS",
        RS,
        (
            "Udruženje „Krug brige“",
            "Kruševac",
            "personal_assistance",
            Stage.MAINTENANCE,
            "evaluated",
        ),
        ("Центар „Бистрик“", "Лозница", "day_care", Stage.LICENSED),
        ("Udruženje „Otvorena kapija“", "Sombor", "drop_in", Stage.LICENSED, "limited"),
        (
            "Udruženje „Sedmi talas“",
            "Šabac",
            "sos_helpline",
            Stage.AUTHORITY_REVIEW,
            "open_request",
        ),
        ("Удружење „Тихи дом“", "Пожаревац", "home_help", Stage.PLAN_APPROVED, "overdue"),
        ("Fondacija „Zlatni konac“", "Zrenjanin", "supported_housing", Stage.INTEREST),
    ),
    *_of(
        "ME",
        ME,
        ("NVO „Plavi pojas“", "Nikšić", "day_care", Stage.MAINTENANCE, "evaluated"),
        ("NVO „Gorski izvor“", "Kolašin", "home_help", Stage.LICENSED),
        ("NVO „Druga prilika“ Pljevlja", "Pljevlja", "counselling", Stage.FILED),
        ("NVO „Svjetionik u magli“", "Ulcinj", "sos_helpline", Stage.GAP_VERIFIED),
        ("NVO „Sjever i jug“", "Berane", "personal_assistance", Stage.WITHDRAWN),
    ),
    *_of(
        "MK",
        MK,
        ("Здружение „Отворен прозорец“", "Битола", "personal_assistance", Stage.LICENSED),
        ("Здружение „Кораци“ Велес", "Велес", "day_care", Stage.AUTHORITY_REVIEW),
        ("Здружение „Сончева улица“", "Куманово", "home_help", Stage.DOCUMENTS_DRAFTED),
        ("Здружение „Нова пролет“", "Охрид", "counselling", Stage.SELECTED),
    ),
    *_of(
        "AL",
        AL,
        ("Shoqata „Hapi i Parë“", "Shkodër", "day_care", Stage.LICENSED),
        ("Shoqata „Dritare e Hapur“", "Elbasan", "counselling", Stage.FILED),
        ("Qendra „Çelësi“", "Vlorë", "shelter", Stage.PLAN_APPROVED, "overdue"),
        ("Shoqata „Ura e Gjelbër“", "Korçë", "home_help", Stage.MENTOR_ASSIGNED),
    ),
    *_of(
        "XK",
        XK,
        ("OJQ „Lulet e Malit“", "Pejë", "shelter", Stage.MAINTENANCE, "evaluated"),
        ("OJQ „Shtëpia e Vogël“", "Prizren", "day_care", Stage.REFUSED),
        ("Udruženje „Severna zvezda“", "Leposavić", "home_help", Stage.GAPS_CLOSED),
        ("OJQ „Zëri i Qetë“", "Gjilan", "sos_helpline", Stage.GAP_SELF_ASSESSMENT),
    ),
    *_of(
        "BA",
        FBIH,
        ("Udruženje „Zvono“", "Tuzla", "day_care", Stage.MOCK_REVIEW),
        ("Udruženje „Siguran korak“", "Mostar", "shelter", Stage.GAPS_CLOSED),
    ),
    *_of(
        "BA",
        SRPSKA,
        ("Удружење „Липов хлад“", "Добој", "personal_assistance", Stage.DOCUMENTS_DRAFTED),
    ),
    *FRAMEWORKS,
)

MENTORS = {"AL": "Mimoza Kodralija", "XK": "Mimoza Kodralija", "MK": "Дана Вардарска"}
"""Mentors of partners; the others are mentored from Belgrade."""

GAPS: dict[str, tuple[str, str, int]] = {
    "S01": ("Ulaz ima dva stepenika bez rampe.", "Postaviti rampu i rukohvat", 480),
    "S03": ("Nema odvojene sobe za razgovor.", "Opremiti sobu za individualni rad", 350),
    "S04": ("Potvrda o protivpožarnoj zaštiti je istekla.", "Pribaviti novu potvrdu", 260),
    "S06": ("Sistematizacija ne prati stvarne poslove.", "Doneti novi akt o sistematizaciji", 0),
    "S09": ("Dvoje zaposlenih nema propisanu obuku.", "Obuka dvoje zaposlenih", 720),
    "S10": ("Evidencija se vodi u svesci.", "Uvesti propisane obrasce i pravila pristupa", 90),
    "F02": ("Procena nema potpis korisnika.", "Dopuniti obrazac procene", 0),
    "F04": ("Planovi nemaju rok preispitivanja.", "Uvesti kalendar preispitivanja planova", 0),
    "F08": ("Pritužbe se primaju samo usmeno.", "Postaviti sanduče i knjigu pritužbi", 40),
    "F10": ("Nema plana supervizije.", "Ugovoriti superviziju dva puta mesečno", 600),
    "F11": ("Zadovoljstvo korisnika nije ispitano.", "Prva interna evaluacija sa anketom", 150),
}
OTHER_GAP = ("Dokaz postoji, ali nije potpun.", "Dopuniti dokumentaciju i usvojiti je", 60)
"""What is found, what is done, and the euro that it costs, by the code of the standard."""
