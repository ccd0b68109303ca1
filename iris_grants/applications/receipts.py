"""When things were received: the receipt log, a time given by hand, or the file's own time."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import StringIO
from zoneinfo import ZoneInfo

from iris_grants.documents.amounts import parse_date
from iris_grants.kernel.problems import Problem, Refused, Where, refusal

MEDIA = ("excel_form", "paper")
_COLUMNS = ("path", "received_at", "medium")
_DELIMITERS = ",;\t"


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """When and how something was received (UTC); `logged` if the office wrote it down."""

    received_at: datetime
    medium: str = MEDIA[0]
    logged: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptLog:
    """The receipt log of one folder or zip: receipts by path, `/` between folders."""

    receipts: Mapping[str, Receipt]

    def receipt_of(self, name: str) -> Receipt | None:
        """The receipt of a file, or of the nearest folder around it that has one."""
        path = _tidy_path(name)
        while True:
            if path in self.receipts:
                return self.receipts[path]
            if "/" not in path:
                return None
            path = path.rpartition("/")[0]


NO_LOG = ReceiptLog(receipts={})


def parse_log(data: bytes, *, file: str, zone: str, today: date) -> ReceiptLog:
    """The receipt log `path,received_at,medium` (comma, semicolon or tab between).

    Times without an offset are in the call's `zone`; `today` dates years of two digits.
    Refused with every problem by line:
    `applications.log_unreadable`, `applications.log_columns`, `applications.log_time`,
    `applications.log_medium`, `applications.log_twice`.
    """
    try:
        rows = _rows(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, csv.Error) as error:
        raise refusal("applications.log_unreadable", Where(file=file)) from error
    if not rows or tuple(part.strip().casefold() for part in rows[0][1]) not in (
        _COLUMNS,
        _COLUMNS[:2],
    ):
        raise refusal("applications.log_columns", Where(file=file, line=1))
    receipts: dict[str, Receipt] = {}
    problems: list[Problem] = []
    for line, row in rows[1:]:
        where = Where(file=file, line=line)
        found = _receipt(row, where, zone, today)
        path = _tidy_path(row[0])
        if isinstance(found, Problem):
            problems.append(found)
        elif path in receipts:
            problems.append(
                Problem(code="applications.log_twice", where=where, params={"path": path})
            )
        else:
            receipts[path] = found
    if problems:
        raise Refused(*problems)
    return ReceiptLog(receipts=receipts)


def parse_moment(text: str, zone: str, today: date) -> datetime | None:
    """A time as people write it: `2023-10-30 17:05`, `30.10.2023 17:05:30`, with `Z` or offset.

    Without an offset it is local time in `zone`. In UTC; None for anything else.
    """
    plain = " ".join(text.split())
    found = _iso(plain) or _regional(plain, today)
    if found is None:
        return None
    if found.tzinfo is None:
        found = found.replace(tzinfo=ZoneInfo(zone))
    return found.astimezone(UTC).replace(microsecond=0)


def _tidy_path(path: str) -> str:
    """A path as logs and archives of any system share it: `/` between folders, letters composed."""
    return unicodedata.normalize("NFC", path.strip().replace("\\", "/").strip("/"))


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if ":" in text else None
    except ValueError:
        return None


def _regional(text: str, today: date) -> datetime | None:
    day_text, _, time_text = text.rpartition(" ")
    for pattern in ("%H:%M", "%H:%M:%S"):
        try:
            time = datetime.strptime(time_text, pattern).time()  # noqa: DTZ007 - a time of day
        except ValueError:
            continue
        day = parse_date(day_text, today)
        return None if isinstance(day, Problem) else datetime.combine(day, time)
    return None


def _rows(text: str) -> list[tuple[int, list[str]]]:
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(StringIO(text), delimiter=delimiter)
    return [(reader.line_num, row) for row in reader if any(part.strip() for part in row)]


def _receipt(row: list[str], where: Where, zone: str, today: date) -> Receipt | Problem:
    if len(row) not in (2, 3):
        return Problem(code="applications.log_columns", where=where)
    moment = parse_moment(row[1], zone, today)
    if moment is None:
        return Problem(
            code="applications.log_time", where=where, params={"text": row[1].strip()[:40]}
        )
    medium = row[2].strip() if len(row) == 3 and row[2].strip() else MEDIA[0]
    if medium not in MEDIA:
        params = {"medium": medium[:40], "known": ", ".join(MEDIA)}
        return Problem(code="applications.log_medium", where=where, params=params)
    return Receipt(received_at=moment, medium=medium)
