"""Line-by-line negotiation: what was asked, proposed and agreed, and which rules hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from iris_grants.kernel.problems import Problem, Where
from iris_grants.programme.grant_rules import GrantRules

INDIRECT = "indirect"
CONTINGENCY = "contingency"


@dataclass(frozen=True, slots=True, kw_only=True)
class NegotiatedLine:
    """A budget line in negotiation; amounts in euro cents, `agreed` None while open."""

    code: str
    heading: str
    requested: int
    agreed: int | None
    reason: str | None


def agreed_total(lines: Sequence[NegotiatedLine]) -> int | None:
    """The sum of the agreed amounts in cents, or None while a line is open."""
    agreed = [line.agreed for line in lines]
    return None if None in agreed else sum(amount for amount in agreed if amount is not None)


def check_negotiation(
    lines: Sequence[NegotiatedLine],
    *,
    co_financing: int,
    offered: int,
    minimum: int,
    maximum: int,
    rules: GrantRules,
) -> tuple[Problem, ...]:
    """Problems of a negotiated budget; amounts in euro cents.

    Every line is agreed; a changed line has a reason; the grant (the total without the
    `co_financing` that the applicant promised) is not above what the ranking offered (a
    grant is never negotiated upward, DOMAIN.md §4.7 EV-05) and lies between the call's
    smallest and largest amount; indirect costs and contingency keep their share of the
    direct costs (DOMAIN.md §14, R-IND7, R-CONT5).
    """
    problems = [*_line_problems(lines)]
    total = agreed_total(lines)
    if total is None:
        return tuple(problems)
    grant = total - co_financing
    if grant > offered:
        problems.append(_problem("awards.above_offer", agreed=grant, offered=offered))
    if not minimum <= grant <= maximum:
        problems.append(
            _problem("awards.outside_amounts", agreed=grant, minimum=minimum, maximum=maximum)
        )
    return (*problems, *check_shares(_amounts_by_heading(lines), rules))


def check_shares(by_heading: dict[str, int], rules: GrantRules) -> list[Problem]:
    """Problems of indirect costs and contingency against the direct costs (cents by heading)."""
    direct = sum(v for k, v in by_heading.items() if k not in (INDIRECT, CONTINGENCY))
    problems = []
    for heading, percent in (
        (INDIRECT, rules.indirect_percent_max),
        (CONTINGENCY, rules.contingency_percent_max),
    ):
        share = by_heading.get(heading, 0)
        if Fraction(share) > Fraction(direct) * Fraction(percent) / 100:
            problems.append(
                Problem(
                    code=f"awards.{heading}_too_high",
                    where=Where(key=heading),
                    params={"percent": str(percent)},
                )
            )
    return problems


def _amounts_by_heading(lines: Sequence[NegotiatedLine]) -> dict[str, int]:
    amounts: dict[str, int] = {}
    for line in lines:
        amounts[line.heading] = amounts.get(line.heading, 0) + (line.agreed or 0)
    return amounts


def _line_problems(lines: Sequence[NegotiatedLine]) -> list[Problem]:
    problems = []
    for line in lines:
        where = Where(key=line.code)
        if line.agreed is None:
            problems.append(Problem(code="awards.line_open", where=where))
        elif line.agreed != line.requested and not (line.reason or "").strip():
            problems.append(Problem(code="awards.change_without_reason", where=where))
    return problems


def _problem(code: str, **cents: int) -> Problem:
    return Problem(code=code, params={k: f"{Decimal(v).scaleb(-2):.2f}" for k, v in cents.items()})
