"""The committee of the sample programme: five assessors of five countries, all invented."""

from __future__ import annotations

from enum import StrEnum

from iris_grants.demo.cast import SECRETARY, Assessor


class Way(StrEnum):
    """How a member hands in the scores."""

    PROGRAM = "program"
    TWICE = "twice"
    PARTS = "parts"
    SHEET = "sheet"
    PAPER = "paper"


WAYS = {
    "A": Way.PROGRAM,
    "B": Way.TWICE,
    "C": Way.PARTS,
    "D": Way.SHEET,
    "E": Way.PAPER,
}
"""How each assessor returns, by code."""

COMMITTEE = (
    Assessor(
        name="Željko Perunika",
        role="chair",
        code="P",
        country="RS",
        organisation="Institut „Zamišljeni grad“",
        passphrase="",
    ),
    Assessor(
        name=SECRETARY, role="secretary", code="S", country="RS", organisation="", passphrase=""
    ),
    Assessor(
        name="Ana Bukvić",
        role="voting",
        code="A",
        country="RS",
        organisation="Akademija „Treća obala“",
        passphrase="plavi lampion na staroj pruzi",
    ),
    Assessor(
        name="Besnik Kodrali",
        role="voting",
        code="B",
        country="AL",
        organisation="Organizata „Ura e Vogël“",
        passphrase="tri oraha ispod crvenog mosta",
    ),
    Assessor(
        name="Цветанка Дримска",
        role="voting",
        code="C",
        country="MK",
        organisation="Здружение „Бел камен“",
        passphrase="tiho jezero broji zvezde",
    ),
    Assessor(
        name="Selma Brezik",
        role="voting",
        code="D",
        country="BA",
        organisation="Zavod „Nepostojeći trg“",
        passphrase="sedam jabuka u plavoj korpi",
    ),
    Assessor(
        name="Vidak Kršanin",
        role="voting",
        code="E",
        country="ME",
        organisation="Kuća „Sunčana strana grada“",
        passphrase="kamen galeb i stari most",
    ),
)

DECLARED = ("D", "Udruženje „Topla čaša“", "family", "Sestra je zaposlena kod podnosioca prijave.")
"""A tie that a member declares before the work: code, applicant, kind and reason."""

STEPS_ASIDE = ("A", "business", "Prošle godine sam vodila obuku kod ovog podnosioca prijave.")
"""A tie that a member notices while scoring, in the first application of the package."""

CONFIRMED = "Članica komisije radi u organizaciji koja je podnela prijavu."
NO_TIE = "Druga organizacija sličnog imena; član sa njom nema veze."
