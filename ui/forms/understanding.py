"""What people mean by an amount, a day or a time that they type into a field."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from iris_grants.documents.amounts import NumberLocale, parse_amount, parse_date
from iris_grants.kernel.clock import system_clock
from iris_grants.kernel.problems import Problem
from iris_grants.wording import current_language
from iris_grants.wording.formats import OFFICE_ZONE

_TIME = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")


def understand_amount(text: str, places: int | None = None) -> Decimal | Problem:
    """The number in a text; `12.500` alone is read as the language of the window writes it."""
    locale = NumberLocale.POINT if current_language() == "en" else NumberLocale.COMMA
    return parse_amount(text, locale, places=places)


def understand_day(text: str) -> date | Problem:
    """The day in a text, day before month."""
    return parse_date(text, system_clock().date())


def understand_local(text: str) -> datetime | Problem:
    """Day and time (`1.2.2024. 17:00`) without a time zone; midnight where no time stands."""
    before, _gap, last = text.strip().rpartition(" ")
    clock = _TIME.fullmatch(last) if before else None
    day = understand_day(before if clock is not None else text)
    if isinstance(day, Problem):
        return day
    hour, minute = (int(clock[1]), int(clock[2])) if clock is not None else (0, 0)
    return datetime(day.year, day.month, day.day, hour, minute)  # noqa: DTZ001 - no zone yet


def understand_moment(text: str, zone: str = OFFICE_ZONE) -> datetime | Problem:
    """Day and time of the office (`1.2.2024. 17:00`) as UTC; midnight where no time stands."""
    found = understand_local(text)
    if isinstance(found, Problem):
        return found
    return found.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
