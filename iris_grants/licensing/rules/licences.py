"""Rules on licences: validity, the limited one, renewal in time (DOMAIN.md §10.1, §10.6)."""

from __future__ import annotations

from datetime import date, timedelta

from iris_grants.kernel.problems import Problem, Where

RENEWAL_EARLIEST_DAYS = 270
RENEWAL_LATEST_DAYS = 180


def years_later(day: date, years: int) -> date:
    """The same day so many years later; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def valid_until(valid_from: date, years: int) -> date:
    """The last day of a licence of so many years."""
    return years_later(valid_from, years) - timedelta(days=1)


def check_licence(
    *,
    valid_from: date,
    valid_to: date | None,
    limited: bool,
    limited_years: int | None,
    had_limited: bool,
) -> tuple[Problem, ...]:
    """What is wrong with a licence; `had_limited`: one was given and may not be repeated.

    `licensing.limited_only_once`, `licensing.limited_needs_end`,
    `licensing.limited_too_long` (Serbia: at most five years).
    """
    if not limited:
        return ()
    if had_limited:
        return (Problem(code="licensing.limited_only_once"),)
    if valid_to is None:
        return (Problem(code="licensing.limited_needs_end", where=Where(key="valid_to")),)
    if limited_years is not None and valid_to > valid_until(valid_from, limited_years):
        return (
            Problem(
                code="licensing.limited_too_long",
                where=Where(key="valid_to"),
                params={"years": limited_years},
            ),
        )
    return ()


def check_renewal(valid_to: date | None, on: date) -> tuple[Problem, ...]:
    """Whether a renewal may begin on a day: nine months before the end at the earliest.

    `licensing.licence_without_end`, `licensing.renewal_too_early` with the first day.
    """
    if valid_to is None:
        return (Problem(code="licensing.licence_without_end"),)
    first = valid_to - timedelta(days=RENEWAL_EARLIEST_DAYS)
    if on < first:
        params = {"first": first.isoformat(), "end": valid_to.isoformat()}
        where = Where(key="started_on")
        return (Problem(code="licensing.renewal_too_early", where=where, params=params),)
    return ()
