"""Amounts, days and times as people of the region write them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from iris_grants.kernel.clock import from_utc_text, system_clock
from iris_grants.kernel.money import Money
from iris_grants.wording.catalogue import current_language

_SEPARATORS = {"en": (",", "."), "sr_Latn": (".", ",")}
_DAY_PATTERN = {"en": "%d/%m/%Y", "sr_Latn": "%d.%m.%Y."}
OFFICE_ZONE = "Europe/Belgrade"
IN_FOURS = 4


def decimal_text(value: Decimal | int, places: int = 2) -> str:
    """A number with exactly `places` decimals and the thousands marked; a true minus sign."""
    thousands, point = _SEPARATORS[current_language()]
    text = f"{abs(Decimal(value)):,.{places}f}"
    text = text.replace(",", "\0").replace(".", point).replace("\0", thousands)
    return f"\N{MINUS SIGN}{text}" if value < 0 else text


def number_text(value: Decimal) -> str:
    """A number with the decimals that it has and no more: `7`, `94.4444`."""
    exponent = value.normalize().as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return decimal_text(value, places)


def digits_text(stored: str) -> str:
    """A stored decimal with every digit it was written with: `104.2500`, in Serbian `104,2500`."""
    return decimal_text(Decimal(stored), len(stored.partition(".")[2]))


def money(value: Money) -> str:
    """An amount with its currency: `12.500,50 EUR`; always two decimals (DOMAIN.md §12.1)."""
    return f"{decimal_text(value.amount)} {value.currency}"


def minor(value: int) -> str:
    """An amount in minor units, without the currency (for columns that name it above)."""
    return decimal_text(Decimal(value).scaleb(-2))


def day(value: date | str | None) -> str:
    """A day as `31.01.2025.`; the empty text for none."""
    if value is None:
        return ""
    found = date.fromisoformat(value) if isinstance(value, str) else value
    return found.strftime(_DAY_PATTERN[current_language()])


def moment(value: datetime | str | None, zone: str = OFFICE_ZONE) -> str:
    """A stored UTC time as local day and time in the given zone; empty for none."""
    if value is None:
        return ""
    found = from_utc_text(value) if isinstance(value, str) else value
    local = found.astimezone(ZoneInfo(zone))
    return f"{day(local.date())} {local:%H:%M}"


def today() -> date:
    """The current day where the office is."""
    return system_clock().astimezone(ZoneInfo(OFFICE_ZONE)).date()


def sentence_case(words: str) -> str:
    """Words with a capital first letter; the others stay as they are (`IRIS`, names)."""
    return f"{words[:1].upper()}{words[1:]}"


def spaced_iban(iban: str) -> str:
    """An IBAN as it is written on paper: in groups of four."""
    return " ".join(iban[place : place + IN_FOURS] for place in range(0, len(iban), IN_FOURS))
