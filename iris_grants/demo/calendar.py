"""The clock of the sample: it stands where the story is, and moves on with every look."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta


class StoryClock:
    """A clock that is set by the story and moves on by one second each time it is read."""

    def __init__(self, day: date, hour: int = 9) -> None:
        self._now = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)

    def move_to(self, day: date, hour: int = 9) -> None:
        """Go on to a later day; a story never goes back."""
        then = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
        self._now = max(self._now, then)

    def __call__(self) -> datetime:
        self._now += timedelta(seconds=1)
        return self._now
