"""The applications of the sample programme, as applicants wrote and sent them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random

from iris_grants.demo.cast import BELGRADE, Applicant
from iris_grants.demo.cyrillic import in_cyrillic, is_cyrillic
from iris_grants.demo.programme_names import ORGANISATIONS, Invented
from iris_grants.demo.programme_numbers import account, register_no, tax_no
from iris_grants.demo.programme_projects import LINES, THEMES, Line, Theme

LEAST = 20
"""Fewer applications do not hold the story."""

DEADLINE = datetime(2023, 10, 30, 18, 0, tzinfo=BELGRADE)
LATE = {"male-ruke": 7, "dera-e-hapur": 92}
"""Minutes after the deadline, by folder."""

LACKING = {"tihi-sapat": "accounts", "ke-uspeeme": "registration", "mirna-luka": "statute"}
"""An attachment that was not sent, by folder."""

UNSIGNED = frozenset({"gorski-vijenac-djece"})
TOO_MUCH = {"sunce-u-kuci": 25, "hapi-i-pare": 22}
"""Thousands of euros requested, above the largest amount of the call."""

TOO_LONG = {"fjala-e-urte": 14}
YOUNG = {"duga-nad-selom": date(2023, 4, 18)}
OTHER_EDITION = frozenset({"treci-red"})
ON_PAPER = frozenset({"njihova-soba"})
OWN_PARTNER = "izmisljena-luka"
SEVERAL = "peti-sprat"
AGAIN = "siroki-prozor"
ENGLISH = frozenset({"AL", "XK", "MK"})
FREE = frozenset(
    {*LATE, *LACKING, *UNSIGNED, *TOO_MUCH, *TOO_LONG, *YOUNG, *OTHER_EDITION, *ON_PAPER}
) | {OWN_PARTNER, SEVERAL, AGAIN}
"""Folders with a story of their own."""


def invent_applicants(seed: int, count: int) -> tuple[Applicant, ...]:
    """Applications by folder, the same for the same seed; `count` at least `LEAST`.

    With the usual number the last three are a second and a third one of one lead applicant
    and one that was sent again under another spelling; more than there are organisations
    for come from further branches of theirs.
    """
    organisations = tuple(_organisations(count - 3))
    made = [
        _special(_applicant(organisation, place, seed))
        for place, organisation in enumerate(organisations, start=1)
    ]
    by_folder = {one.folder: one for one in made}
    several, again = by_folder[SEVERAL], by_folder[AGAIN]
    made += [_another(several, number, seed) for number in (2, 3)]
    made.append(_respelt(again))
    return tuple(
        replace(one, folder=f"{place:0{len(str(count))}d}-{one.folder}")
        for place, one in enumerate(made, start=1)
    )


def _organisations(count: int) -> Iterator[Invented]:
    """As many as wanted: those with a story first, then the others, then branches."""
    own = [one for one in ORGANISATIONS if one.folder in FREE]
    others = [one for one in ORGANISATIONS if one.folder not in FREE]
    known = own + others
    if count <= len(ORGANISATIONS):
        chosen = set(known[:count])
        yield from (one for one in ORGANISATIONS if one in chosen)
        return
    for place in range(count):
        one = ORGANISATIONS[place % len(ORGANISATIONS)]
        branch = place // len(ORGANISATIONS)
        if branch:
            name = f"{one.name} {branch + 1}"
            one = replace(one, name=name, folder=f"{one.folder}-{branch + 1}")
        yield one


def _applicant(organisation: Invented, place: int, seed: int) -> Applicant:
    chance = Random(f"{seed}:{organisation.folder}")
    country = organisation.country
    language = "en" if country in ENGLISH else "sr"
    theme = THEMES[place % len(THEMES)]
    months = chance.randint(8, 12)
    title, summary = _told(theme, organisation, language, chance)
    return Applicant(
        folder=organisation.folder,
        name=organisation.name,
        country=country,
        city=organisation.city,
        address=f"{organisation.street} {chance.randint(1, 90)}",
        legal_form=organisation.legal_form,
        register_no=register_no(country, place),
        tax_no=tax_no(country, place),
        registered_on=date(
            chance.randint(2004, 2021), chance.randint(1, 12), chance.randint(1, 28)
        ),
        representative=organisation.representative,
        email=f"kancelarija@{organisation.folder}.example",
        iban=account(country, place),
        language=language,
        title=title,
        summary=summary,
        months=months,
        lines=_budget(_direct(chance), months, language, organisation.name),
        indirect_percent=chance.choice(("7", "7", "5", "0")),
        own="0",
        received_at=_received(chance),
        scores={},
        typed=chance.random() < 0.3,
    )


def _direct(chance: Random) -> int:
    """Direct costs in euros: with indirect ones on top still within the call."""
    return min(chance.randint(84, 178) * 106, 18_600)


def _told(theme: Theme, organisation: Invented, language: str, chance: Random) -> tuple[str, str]:
    title = f"{theme.title[language]} – {organisation.city}"
    summary = theme.summary[language].format(city=organisation.city, n=chance.randint(5, 12) * 5)
    if language == "sr" and is_cyrillic(organisation.name):
        return in_cyrillic(title), in_cyrillic(summary)
    return title, summary


def _budget(
    direct: int, months: int, language: str, name: str
) -> tuple[tuple[str, str, str, str, str], ...]:
    """Lines whose sum comes close to `direct` euros, typed as people type amounts."""
    made: list[tuple[str, str, str, str, str]] = []
    counts: dict[str, int] = {}
    for line in LINES:
        counts[line.heading] = counts.get(line.heading, 0) + 1
        code = f"{line.heading}.{counts[line.heading]}"
        made.append((code, *_line(line, direct, months, language, name)))
    return tuple(made)


def _line(
    line: Line, direct: int, months: int, language: str, name: str
) -> tuple[str, str, str, str]:
    words, unit = line.words[language], line.unit[language]
    if language == "sr" and is_cyrillic(name):
        words, unit = in_cyrillic(words), in_cyrillic(unit)
    units = months if line.monthly else line.units
    cents = direct * line.share // units
    rounded = cents - cents % (500 if cents >= 10_000 else 10)
    value = Decimal(max(rounded, 10)).scaleb(-2)
    return words, unit, str(units), f"{value:.2f}"


def _received(chance: Random) -> datetime:
    """Most forms arrive on the last two days."""
    before = timedelta(minutes=int(chance.expovariate(1 / 1500)) % 20_000 + 2)
    return DEADLINE - before


def _special(one: Applicant) -> Applicant:
    """What is unusual about an application; most have nothing."""
    folder = one.folder
    if folder in LATE:
        one = replace(one, received_at=DEADLINE + timedelta(minutes=LATE[folder]))
    if folder in LACKING:
        kept = tuple(code for code in one.attached if code != LACKING[folder])
        one = replace(one, attached=kept)
    if folder in TOO_MUCH:
        language = one.language
        lines = _budget(TOO_MUCH[folder] * 1000, one.months, language, one.name)
        one = replace(one, lines=lines)
    return replace(
        one,
        months=TOO_LONG.get(folder, one.months),
        registered_on=YOUNG.get(folder, one.registered_on),
        signed=folder not in UNSIGNED,
        other_edition=folder in OTHER_EDITION,
        on_paper=folder in ON_PAPER,
    )


def _another(one: Applicant, number: int, seed: int) -> Applicant:
    """A further application of the same lead, with another project."""
    chance = Random(f"{seed}:{one.folder}:{number}")
    theme = THEMES[(number * 5) % len(THEMES)]
    return replace(
        one,
        folder=f"{one.folder}-{number}",
        title=f"{theme.title[one.language]} – {one.city}",
        summary=theme.summary[one.language].format(city=one.city, n=chance.randint(4, 9) * 5),
        lines=_budget(chance.randint(80, 150) * 100, one.months, one.language, one.name),
        received_at=DEADLINE - timedelta(hours=9 - number),
    )


def _respelt(one: Applicant) -> Applicant:
    """The same organisation once more, written without its letters and under another number."""
    return replace(
        one,
        folder=f"{one.folder}-ponovo",
        name="UDRUZENJE SIROKI PROZOR",
        register_no=register_no(one.country, 99),
        title=f"{one.title} i okolina",
        received_at=DEADLINE - timedelta(hours=3),
    )
