"""The time, as something that is handed in: UTC always, to the second."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]

STORED_FORMAT = "%Y-%m-%dT%H:%M:%SZ"
_LENGTH = len("2023-10-30T17:00:00Z")


def system_clock() -> datetime:
    """The current time in UTC, whole seconds."""
    return datetime.now(UTC).replace(microsecond=0)


def utc_text(moment: datetime) -> str:
    """A moment as the store keeps it: `2023-10-30T17:00:00Z`; refuses a naive time."""
    if moment.tzinfo is None:
        raise ValueError("a time without a zone cannot be stored")
    return moment.astimezone(UTC).strftime(STORED_FORMAT)


def from_utc_text(text: str) -> datetime:
    """The moment that `utc_text` wrote; `ValueError` for any other text."""
    moment = datetime.fromisoformat(text)  # ten times as fast as a format, but less strict
    if len(text) != _LENGTH or text[-1] != "Z":
        raise ValueError(f"not a stored moment: {text}")
    return moment
