"""Amounts and days as people of the region type them, read exactly or not at all."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from enum import StrEnum

from iris_grants.kernel.problems import Problem, Severity

MAX_DIGITS = 15
EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)
YEARS_AHEAD = 20
"""A year of two digits is read as at most so many years after today."""

_SPACES = dict.fromkeys(map(ord, "\u00a0\u202f\u2009\u2007\u2008\u2005\u2006\t\n\r"), " ")
_MINUS = dict.fromkeys(map(ord, "\u2212\u2013"), "-")
_GROUPERS = " '\u2019"
_NUMBER = re.compile(r"([+-]?) ?([0-9][0-9 .,'\u2019]*|[.,][0-9]+)")
_DAY_FIRST = re.compile(r"([0-9]{1,2})([./-]) ?([0-9]{1,2})\2 ?([0-9]{4}|[0-9]{2})\.?")
_YEAR_FIRST = re.compile(r"([0-9]{4})([./-]) ?([0-9]{1,2})\2 ?([0-9]{1,2})\.?")


class NumberLocale(StrEnum):
    """Which sign parts the decimals where a text alone does not tell: `1.234`."""

    COMMA = "comma"
    POINT = "point"


def parse_amount(
    text: str, locale: NumberLocale = NumberLocale.COMMA, *, places: int | None = None
) -> Decimal | Problem:
    """The number in a text: `12.500,5`, `12500.50`, `12 500,50`, `1'250.00`, `-3`.

    A text with both signs, with several groups or with other than three digits behind the
    only sign tells by itself which sign parts the decimals; in `1.234` the locale decides
    (see `is_ambiguous`). Problems: `documents.not_an_amount`, `documents.too_many_digits`
    (over 15 digits), `documents.too_many_decimals` (over `places`). A currency or any other
    word is not part of an amount.
    """
    parts = _parts_of(text)
    if parts is None:
        return Problem(code="documents.not_an_amount", params={"text": _quoted(text)})
    sign, body = parts
    plain = _plain(body, locale)
    if plain is None:
        return Problem(code="documents.not_an_amount", params={"text": _quoted(text)})
    whole, _, decimals = plain.partition(".")
    if len(whole.lstrip("0")) + len(decimals) > MAX_DIGITS:
        return Problem(code="documents.too_many_digits", params={"limit": MAX_DIGITS})
    if places is not None and len(decimals.rstrip("0")) > places:
        return Problem(code="documents.too_many_decimals", params={"places": places})
    value = Decimal(plain)
    return -value if sign == "-" and value else value


def is_ambiguous(text: str) -> bool:
    """Whether only the locale tells what a text means: `1.234` or `1,234`."""
    parts = _parts_of(text)
    if parts is None:
        return False
    readings = {_plain(parts[1], locale) for locale in NumberLocale}
    return None not in readings and len({Decimal(each) for each in readings if each}) == 2


def ambiguity_note(text: str, value: Decimal) -> Problem:
    """A note for people: this text was read as this number."""
    return Problem(
        code="documents.amount_ambiguous",
        severity=Severity.WARNING,
        params={"text": _quoted(text), "value": f"{value:f}"},
    )


def parse_date(text: str, today: date) -> date | Problem:
    """The day in a text: `1.2.24`, `01.02.2024.`, `1/2/2024` (day first), `2024-02-01`.

    A year of two digits is the one between 79 years before and 20 years after `today`.
    Problems: `documents.not_a_date`, `documents.date_out_of_range` (outside 1900–2100).
    """
    plain = " ".join(text.translate(_SPACES).translate(_MINUS).split())
    plain = re.sub(r" ?([./-]) ?", r"\1", plain)
    found = _DAY_FIRST.fullmatch(plain)
    if found:
        day, month, year = int(found[1]), int(found[3]), _full_year(found[4], today)
    else:
        found = _YEAR_FIRST.fullmatch(plain)
        if found is None:
            return Problem(code="documents.not_a_date", params={"text": _quoted(text)})
        year, month, day = int(found[1]), int(found[3]), int(found[4])
    try:
        read = date(year, month, day)
    except ValueError:
        return Problem(code="documents.not_a_date", params={"text": _quoted(text)})
    return read if EARLIEST <= read <= LATEST else out_of_range(text)


def out_of_range(text: str) -> Problem:
    """The problem of a day outside the years 1900 to 2100."""
    return Problem(
        code="documents.date_out_of_range",
        params={"text": _quoted(text), "first": EARLIEST.year, "last": LATEST.year},
    )


def _parts_of(text: str) -> tuple[str, str] | None:
    """The sign and the rest, if the text consists of signs of a number only."""
    plain = " ".join(text.translate(_SPACES).translate(_MINUS).split())
    found = _NUMBER.fullmatch(plain) if len(plain) <= 60 else None
    return (found[1], found[2]) if found else None


def _plain(body: str, locale: NumberLocale) -> str | None:
    """The digits with a decimal point; `None` if groups and signs contradict each other."""
    points, commas = body.count("."), body.count(",")
    if points and commas:
        decimal = "." if body.rindex(".") > body.rindex(",") else ","
        return _split(body, decimal, "," if decimal == "." else ".")
    sign = "." if points else ","
    if points + commas == 0:
        return _split(body, "", "")
    if points + commas > 1:
        return _split(body, "", sign)
    before, _, after = body.partition(sign)
    if len(after) != 3 or not _could_be_group(before):
        return _split(body, sign, "")
    decimal = "," if locale is NumberLocale.COMMA else "."
    return _split(body, sign, "") if sign == decimal else _split(body, "", sign)


def _could_be_group(before: str) -> bool:
    return before.isdigit() and 1 <= len(before) <= 3 and not before.startswith("0")


def _split(body: str, decimal: str, grouper: str) -> str | None:
    """The plain number, if the decimal sign stands once and the groups are of three digits."""
    whole, _, decimals = body.partition(decimal) if decimal else (body, "", "")
    if decimal and not decimals.isdigit():
        return None
    groupers = {letter for letter in whole if not letter.isdigit()}
    if len(groupers) > 1 or not groupers <= set(grouper or _GROUPERS):
        return None
    if groupers:
        first, *groups = whole.split(groupers.pop())
        if not 1 <= len(first) <= 3 or any(len(group) != 3 for group in groups):
            return None
        whole = first + "".join(groups)
    return f"{whole or '0'}.{decimals}" if decimals else whole


def _full_year(text: str, today: date) -> int:
    if len(text) == 4:
        return int(text)
    latest = today.year + YEARS_AHEAD
    return latest - (latest - int(text)) % 100


def _quoted(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 40 else plain[:39] + "…"
