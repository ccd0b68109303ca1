"""Files of exchange rates: InforEuro as JSON or CSV, read with the place of every problem."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from io import StringIO
from pathlib import Path

from iris_grants.kernel.money import CURRENCIES
from iris_grants.kernel.problems import Problem, Refused, Where, refusal

MAX_BYTES = 4_000_000
MAX_DIGITS = 20
_CURRENCY = ("isoa3code", "currencyiso", "isoa3", "iso", "currencycode", "currency", "valuta")
_VALUE = ("value", "amount", "rate", "kurs")
_DAY = ("datestart", "validon", "month", "date", "mesec", "datum")

Entry = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRate:
    """A rate as a file states it: units of the currency for one euro, from a day on."""

    currency: str
    valid_on: date
    rate: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class RateFile:
    """What a file holds: rates of the programme's currencies, and how many of others."""

    rates: tuple[FileRate, ...]
    others: int
    problems: tuple[Problem, ...]


def read_rate_file(path: Path, month: date | None) -> RateFile:
    """The rates of an InforEuro file (DOMAIN.md §7.4).

    JSON: the list of a month (`isoA3Code`, `value`) or the history of a currency
    (`currencyIso`, `amount`, `dateStart`). CSV: the same columns under these or like names.
    Where an entry names no day, it is of `month`. `Refused`: `finance.rates_unreadable`,
    `finance.rates_too_large`. Problems by line or place in the list:
    `finance.rates_incomplete`, `finance.rates_no_month`, `finance.rates_wrong_base`,
    `finance.rates_no_day`, `finance.rates_no_value`, `finance.rates_two_values`.
    """
    entries = list(_entries(path))
    rates: dict[tuple[str, date], FileRate] = {}
    problems: list[Problem] = []
    others = 0
    for line, entry in entries:
        where = Where(file=path.name, line=line)
        currency = _field(entry, _CURRENCY).upper()
        if currency == "EUR" or (len(currency) == 3 and currency not in CURRENCIES):
            others += 1
            continue
        found = _rate(entry, currency, month, where)
        if isinstance(found, Problem):
            problems.append(found)
            continue
        before = rates.setdefault((currency, found.valid_on), found)
        if before != found:
            problems.append(Problem(code="finance.rates_two_values", where=where))
    return RateFile(rates=tuple(rates.values()), others=others, problems=tuple(problems))


def _rate(entry: Entry, currency: str, month: date | None, where: Where) -> FileRate | Problem:
    base = _field(entry, ("refcurrencyiso",)).upper()
    text = _field(entry, _VALUE)
    code = ""
    if currency not in CURRENCIES or not text:
        code = "finance.rates_incomplete"
    elif base and base != "EUR":
        code = "finance.rates_wrong_base"
    value = _number(text)
    day_text = _field(entry, _DAY)
    day = _day(day_text) if day_text else month
    if not code and value is None:
        code = "finance.rates_no_value"
    if not code and day is None:
        code = "finance.rates_no_day" if day_text else "finance.rates_no_month"
    if code or value is None or day is None:
        return Problem(code=code, where=where, params={"text": (day_text or text)[:40]})
    return FileRate(currency=currency, valid_on=day, rate=value)


def _entries(path: Path) -> Iterator[tuple[int, Entry]]:
    where = Where(file=path.name)
    try:
        if path.stat().st_size > MAX_BYTES:
            raise refusal("finance.rates_too_large", where)
        text = path.read_text(encoding="utf-8-sig")
        found = _of_json(text) if text.lstrip()[:1] in ("[", "{") else _of_csv(text)
    except (OSError, UnicodeDecodeError, ValueError, RecursionError, csv.Error) as error:
        raise refusal("finance.rates_unreadable", where) from error
    if not found:
        raise Refused(Problem(code="finance.rates_unreadable", where=where))
    yield from found


def _of_json(text: str) -> list[tuple[int, Entry]]:
    found = json.loads(text, parse_float=Decimal, parse_int=Decimal)
    listed = found if isinstance(found, list) else [found]
    if not all(isinstance(entry, dict) for entry in listed):
        raise ValueError("not a list of rates")
    return [(place, _plain(entry)) for place, entry in enumerate(listed, start=1)]


def _of_csv(text: str) -> list[tuple[int, Entry]]:
    first = text.partition("\n")[0]
    delimiter = max(";\t,", key=first.count)
    reader = csv.DictReader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    names = {_name(one) for one in reader.fieldnames or ()}
    if not names & set(_CURRENCY) or not names & set(_VALUE):
        raise ValueError("no columns of rates")
    return [(reader.line_num, _plain(row)) for row in reader]


def _plain(entry: Mapping[str | None, object]) -> Entry:
    return {_name(key): value for key, value in entry.items() if key is not None}


def _name(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _field(entry: Entry, names: Sequence[str]) -> str:
    for name in names:
        value = entry.get(name)
        if isinstance(value, str | Decimal) and str(value).strip():
            return str(value).strip()
    return ""


def _number(text: str) -> Decimal | None:
    """A rate above zero; a comma is a decimal comma, for rates have no thousands."""
    try:
        value = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None
    if not value.is_finite() or value <= 0 or abs(value.adjusted()) > MAX_DIGITS:
        return None
    return value if len(value.as_tuple().digits) <= MAX_DIGITS else None


def _day(text: str) -> date | None:
    """`2024-02-01`, `2024-02` or `01/02/2024` (day first, as the history writes it)."""
    try:
        if "/" in text:
            first, second, year = text.split("/")
            return date(int(year), int(second), int(first))
        whole = text if text.count("-") == 2 else f"{text}-01"
        return date.fromisoformat(whole[:10])
    except ValueError:
        return None
