"""The reallocation meter: how far a budget may move before an addendum is needed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

EXCLUDED_HEADINGS = frozenset({"indirect", "contingency"})


class Route(StrEnum):
    """How a change of the budget is made valid (DOMAIN.md §5.4)."""

    NONE = "none"
    NOTIFICATION = "notification"
    ADDENDUM = "addendum"


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingChange:
    """A heading against the last addendum: amounts in cents, `percent` exact or None (base 0).

    `excess` is by how many cents the change passes what a notification may do: without an
    addendum that part of the costs is not eligible.
    """

    heading: str
    base: int
    plan: int
    percent: Fraction | None
    route: Route
    excess: int = 0


def reallocation(
    base: Mapping[str, int],
    plan: Mapping[str, int],
    limit_percent: Decimal,
) -> tuple[HeadingChange, ...]:
    """Each heading of a planned budget against the base, and the route its change needs.

    `base` is the signed budget as last modified by an addendum, never by a notification, so
    changes are cumulative. Exactly the limit is still a notification; above it, and where
    the base is zero, an addendum. Indirect costs and contingency always need an addendum
    (DOMAIN.md §5.4).
    """
    return tuple(
        _change(heading, base.get(heading, 0), plan.get(heading, 0), limit_percent)
        for heading in sorted({*base, *plan})
    )


def route_of(changes: tuple[HeadingChange, ...]) -> Route:
    """The strictest route that any heading needs."""
    routes = {change.route for change in changes}
    for route in (Route.ADDENDUM, Route.NOTIFICATION):
        if route in routes:
            return route
    return Route.NONE


def _change(heading: str, base: int, plan: int, limit: Decimal) -> HeadingChange:
    percent = Fraction(plan - base, base) * 100 if base else None
    free = 0 if heading in EXCLUDED_HEADINGS else int(Fraction(base) * Fraction(limit) / 100)
    excess = max(0, abs(plan - base) - free)
    route = Route.ADDENDUM if excess else Route.NOTIFICATION
    return HeadingChange(
        heading=heading,
        base=base,
        plan=plan,
        percent=percent,
        route=Route.NONE if plan == base else route,
        excess=excess,
    )
