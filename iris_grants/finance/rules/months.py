"""Months of a period, and an amount spread over them to the last cent."""

from __future__ import annotations

from collections.abc import Iterator

MONTHS = 12


def months_between(first: str, last: str) -> tuple[str, ...]:
    """All months from the day or month `first` to `last`, as `2024-01`; none if reversed."""
    return tuple(_from_to(_number(first), _number(last)))


def spread(minor: int, months: tuple[str, ...]) -> dict[str, int]:
    """An amount in minor units in equal parts over months; the parts add up to it exactly."""
    count = len(months)
    return {
        month: minor * (place + 1) // count - minor * place // count
        for place, month in enumerate(months)
    }


def _number(day: str) -> int:
    return int(day[:4]) * MONTHS + int(day[5:7]) - 1


def _from_to(first: int, last: int) -> Iterator[str]:
    for number in range(first, last + 1):
        year, month = divmod(number, MONTHS)
        yield f"{year:04d}-{month + 1:02d}"
