"""What must hold before a contract is changed."""

from __future__ import annotations

from datetime import date, timedelta

from iris_grants.kernel.problems import Problem, Where


def check_notice(
    requested_on: date, effective_on: date, *, days: int, short_notice: str
) -> tuple[Problem, ...]:
    """Problems of the time between the request for an addendum and its effect.

    At least `days` days before, unless `short_notice` says why not (DOMAIN.md §5.4; the
    number of days is a preset). It cannot be asked for after it takes effect.
    """
    if requested_on > effective_on:
        where = Where(key="requested_on")
        params = {"day": effective_on.isoformat()}
        return (Problem(code="grants.requested_after_effect", where=where, params=params),)
    if (effective_on - requested_on).days >= days or short_notice.strip():
        return ()
    params_of_notice: dict[str, str | int] = {
        "days": days,
        "earliest": (requested_on + timedelta(days=days)).isoformat(),
    }
    where = Where(key="short_notice")
    return (Problem(code="grants.short_notice", where=where, params=params_of_notice),)


def check_new_end(
    ends_on: date, *, current: date, effective_on: date, action_ends: date
) -> tuple[Problem, ...]:
    """Problems of a new end of the implementation period.

    It differs from the present one, lies after the day of effect, and inside the action
    (DOMAIN.md §2.1 FSTP-12, §5.4).
    """
    where = Where(key="ends_on")
    if ends_on == current:
        return (Problem(code="grants.nothing_changed_in_period", where=where),)
    if ends_on <= effective_on:
        return (Problem(code="grants.end_before_effect", where=where),)
    if ends_on > action_ends:
        params = {"ends": action_ends.isoformat()}
        return (Problem(code="grants.end_after_action", where=where, params=params),)
    return ()


def check_signatures(
    requested_on: date, signed_by_us_on: date, signed_by_grantee_on: date
) -> tuple[Problem, ...]:
    """Problems of the days on which an addendum was signed: none before it was asked for."""
    days = {"signed_by_us_on": signed_by_us_on, "signed_by_grantee_on": signed_by_grantee_on}
    return tuple(
        Problem(
            code="grants.signed_before_request",
            where=Where(key=name),
            params={"day": requested_on.isoformat()},
        )
        for name, day in days.items()
        if day < requested_on
    )
