"""Whether a standards pack suits a case."""

from __future__ import annotations

from iris_grants.kernel.problems import Problem, Where
from iris_grants.licensing.pack import ANY_COUNTRY, StandardsPack


def check_pack(pack: StandardsPack, country: str, service: str, goal: str) -> tuple[Problem, ...]:
    """What is wrong with leading a case of this country, service and goal by a pack.

    `licensing.pack_of_other_country`, `licensing.pack_of_other_goal`,
    `licensing.service_not_in_pack`.
    """
    found = []
    if pack.country not in (country, ANY_COUNTRY):
        found.append(
            Problem(
                code="licensing.pack_of_other_country",
                where=Where(key="standards_pack_id"),
                params={"country": f"country.{pack.country}"},
            )
        )
    if goal not in pack.goals:
        found.append(
            Problem(
                code="licensing.pack_of_other_goal",
                where=Where(key="goal"),
                params={"pack": pack.code, "goals": ", ".join(f"goal.{one}" for one in pack.goals)},
            )
        )
    if service not in pack.services:
        where = Where(key="service")
        params = {"pack": pack.code}
        found.append(Problem(code="licensing.service_not_in_pack", where=where, params=params))
    return tuple(found)
