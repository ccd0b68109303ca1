"""The invented events of the programme: where, when, and how many people of which sex and age."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from iris_grants.programme.framework import Dimension, Measure
from iris_grants.results.rules.figures import Cell

PLACES: Mapping[str, tuple[str, ...]] = {
    "RS": ("Beograd", "Niš", "Novi Sad", "Kragujevac"),
    "AL": ("Tirana", "Skadar", "Drač"),
    "BA": ("Sarajevo", "Tuzla", "Banja Luka"),
    "MK": ("Skoplje", "Ohrid", "Bitolj"),
    "ME": ("Podgorica", "Nikšić", "Bar"),
    "XK": ("Priština", "Prizren", "Peć"),
}
COUNTRIES = tuple(PLACES)
SEXES = {"female": 66, "male": 31, "other": 1, "unknown": 2}
AGES = {"15-17": 2, "18-29": 34, "30-64": 58, "65+": 3, "unknown": 3}
INSTITUTIONS = {
    "cso": 40,
    "local_authority": 22,
    "national_authority": 12,
    "social_welfare_centre": 18,
    "academia": 8,
}
AT_HOME = 78
"""Percent of those present who come from the country of the event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One entry of the story; without `evidence_kind` its paper has not come yet."""

    result: str
    title: str
    on: date
    place: str
    country: str
    figures: Mapping[Cell, int] = field(default_factory=dict)
    evidence_kind: str | None = "attendance_list"


def all_events(random: Random) -> Iterator[Told]:
    """Everything that the programme did beside grants and licensing, in no order."""
    yield from _papers()
    yield from _meetings(random)
    yield from _trainings(random)
    yield from _academies(random)
    yield from _placements(random)
    yield from _dialogues(random)
    yield from _agreements(random)
    yield from _caravan(random)
    yield from _campaign(random)


def split(random: Random, total: int, weights: Mapping[str, int]) -> dict[str, int]:
    """A total divided about as the weights say; the parts sum to it exactly."""
    names, shares = list(weights), list(weights.values())
    parts = dict.fromkeys(names, 0)
    for name in random.choices(names, weights=shares, k=total):
        parts[name] += 1
    return {name: value for name, value in parts.items() if value}


def figures(
    random: Random, measure: Measure, total: int, parts: Mapping[Dimension, Mapping[str, int]]
) -> dict[Cell, int]:
    """A total with its parts by each dimension after the weights given."""
    found = {Cell(measure=measure): total}
    for dimension, weights in parts.items():
        for category, value in split(random, total, weights).items():
            cell = Cell(measure=measure, dimension=dimension.value, category=category)
            found[cell] = value
    return found


def _from(country: str) -> dict[str, int]:
    """Where people come from who meet in a country."""
    others = {one: (100 - AT_HOME) // 5 for one in COUNTRIES if one != country}
    return {country: AT_HOME, **others}


def _days(first: date, count: int, step: int) -> list[date]:
    return [first + timedelta(days=step * place) for place in range(count)]


def _papers() -> Iterator[Told]:
    papers = (
        ("R1.1", "Rodno osetljive operativne procedure mreže", date(2023, 11, 20), "text"),
        ("R2.1", "Regionalna studija o uslugama u zajednici", date(2024, 9, 16), "text"),
        ("R2.3", "Regionalni izveštaj iz senke", date(2025, 11, 24), None),
    )
    for result, title, on, kind in papers:
        yield Told(
            result=result,
            title=title,
            on=on,
            place="Beograd",
            country="regional",
            evidence_kind=kind,
        )


def _meetings(random: Random) -> Iterator[Told]:
    for place, on in enumerate(_days(date(2023, 4, 18), 17, 56)):
        country = COUNTRIES[place % len(COUNTRIES)]
        town = random.choice(PLACES[country])
        parts = {Dimension.SEX: SEXES, Dimension.COUNTRY: _from(country)}
        yield Told(
            result="R1.3",
            title=f"{place + 1}. sastanak mreže IRIS",
            on=on,
            place=town,
            country=country,
            figures=figures(random, Measure.PARTICIPANTS, random.randint(24, 37), parts),
        )


def _trainings(random: Random) -> Iterator[Told]:
    for place, on in enumerate((date(2023, 10, 12), date(2024, 2, 8), date(2024, 6, 6))):
        country = COUNTRIES[place * 2]
        everywhere = dict.fromkeys(COUNTRIES, 1)
        counts = figures(
            random, Measure.ORGANISATIONS, random.randint(10, 13), {Dimension.COUNTRY: everywhere}
        )
        yield Told(
            result="R1.2",
            title=f"Obuka o rodnoj ravnopravnosti {place + 1}",
            on=on,
            place=PLACES[country][0],
            country=country,
            figures=counts,
        )
    for place, on in enumerate((date(2024, 1, 18), date(2024, 1, 25))):
        parts = {Dimension.SEX: SEXES, Dimension.COUNTRY: dict.fromkeys(COUNTRIES, 1)}
        total = random.randint(12, 14)
        yield Told(
            result="R1.5",
            title=f"Obuka osoblja korisnika grantova {place + 1}",
            on=on,
            place="Beograd",
            country="RS",
            figures={
                Cell(measure=Measure.PARTICIPANTS): total + 2 * place,
                **figures(random, Measure.PERSONS, total, parts),
            },
        )


def _academies(random: Random) -> Iterator[Told]:
    held = (("MK", date(2023, 9, 15)), ("ME", date(2024, 9, 20)), ("RS", date(2025, 9, 19)))
    for place, (country, on) in enumerate(held):
        total = random.randint(29, 33)
        parts = {
            Dimension.SEX: SEXES,
            Dimension.AGE: AGES,
            Dimension.COUNTRY: dict.fromkeys(COUNTRIES, 1),
        }
        yield Told(
            result="R1.7",
            title=f"{place + 1}. socijalna akademija",
            on=on,
            place=PLACES[country][1],
            country=country,
            figures={
                Cell(measure=Measure.PARTICIPANTS): total + 3 * place,
                **figures(random, Measure.PERSONS, total, parts),
            },
        )


def _placements(random: Random) -> Iterator[Told]:
    for place, (country, total) in enumerate((("RS", 4), ("BA", 3), ("MK", 2), ("AL", 2))):
        parts = {Dimension.SEX: {"female": 3, "male": 1}, Dimension.COUNTRY: {country: 1}}
        yield Told(
            result="R1.8",
            title=f"Studentska praksa, {PLACES[country][0]}",
            on=date(2024, 3, 29) + timedelta(days=150 * place),
            place=PLACES[country][0],
            country=country,
            figures=figures(random, Measure.PERSONS, total, parts),
            evidence_kind="confirmation",
        )


def _dialogues(random: Random) -> Iterator[Told]:
    for place, on in enumerate(_days(date(2023, 10, 4), 16, 48)):
        country = COUNTRIES[place % len(COUNTRIES)]
        yield Told(
            result="R2.2",
            title=f"Dijalog organizacija i institucija {place + 1}",
            on=on,
            place=random.choice(PLACES[country]),
            country=country,
            evidence_kind="minutes",
        )


def _agreements(random: Random) -> Iterator[Told]:
    for place, on in enumerate((date(2024, 10, 10), date(2025, 4, 10), date(2025, 10, 9))):
        country = COUNTRIES[place + 1]
        parts = {Dimension.INSTITUTION: INSTITUTIONS}
        yield Told(
            result="R2.4",
            title=f"Izjava o zajedničkim regionalnim akcijama {place + 1}",
            on=on,
            place=PLACES[country][0],
            country=country,
            figures=figures(random, Measure.PERSONS, random.randint(22, 28), parts),
            evidence_kind="confirmation",
        )


def _caravan(random: Random) -> Iterator[Told]:
    for place, on in enumerate(_days(date(2024, 5, 11), 12, 42)):
        country = COUNTRIES[place % len(COUNTRIES)]
        total = random.randint(85, 112)
        parts = {Dimension.SEX: SEXES, Dimension.COUNTRY: {**_from(country), "other": 2}}
        yield Told(
            result="R2.5",
            title=f"Balkanski karavan, stanica {place + 1}",
            on=on,
            place=PLACES[country][place // len(COUNTRIES)],
            country=country,
            figures={
                Cell(measure=Measure.PARTICIPANTS): total + random.randint(0, 9),
                **figures(random, Measure.PERSONS, total, parts),
            },
            evidence_kind="photo",
        )


def _campaign(random: Random) -> Iterator[Told]:
    for place, on in enumerate((date(2024, 12, 2), date(2025, 6, 2), date(2025, 12, 1))):
        reach = random.randint(290_000, 420_000)
        yield Told(
            result="R2.6",
            title=f"Kampanja, {place + 1}. talas",
            on=on,
            place="na daljinu",
            country="regional",
            figures={Cell(measure=Measure.REACH): reach},
            evidence_kind="media_report",
        )
