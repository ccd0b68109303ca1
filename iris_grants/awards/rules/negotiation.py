"""Line-by-line negotiation: what was asked, proposed and agreed, and which rules hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from iris_grants.kernel.money import half_up
from iris_grants.kernel.problems import Problem, Where

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a call allows; amounts in euro cents, percents exact.

    `indirect` and `contingency` are percents of the direct costs, `rate` the largest share
    of the whole budget that is paid.
    """

    minimum: int
    maximum: int
    rate: Decimal
    indirect: Decimal
    contingency: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialLine:
    """A line with all three amounts in euro cents; `agreed` None while open."""

    code: str
    heading: str
    requested: int
    proposed: int
    proposed_reason: str | None
    agreed: int | None
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A negotiation as it stands: totals in cents, and what the rules say to it.

    `grant` is the trial amount: what is agreed, and proposed where a line is open, less the
    co-financing promised.
    """

    requested: int
    proposed: int
    agreed: int
    open_lines: int
    grant: int
    problems: tuple[Problem, ...]


def trial(lines: Sequence[TrialLine], *, co_financing: int, offered: int, limits: Limits) -> Trial:
    """The totals of a negotiation, and its rules as if every open line were agreed as proposed.

    A proposal that differs from what was requested needs its reason, like an agreement.
    """
    tried = [
        NegotiatedLine(
            code=line.code,
            heading=line.heading,
            requested=line.requested,
            agreed=line.proposed if line.agreed is None else line.agreed,
            reason=line.proposed_reason if line.agreed is None else line.reason,
        )
        for line in lines
    ]
    unexplained = [
        Problem(code="awards.change_without_reason", where=Where(key=line.code))
        for line in lines
        if line.agreed is not None
        and line.proposed != line.requested
        and not (line.proposed_reason or "").strip()
    ]
    found = check_negotiation(tried, co_financing=co_financing, offered=offered, limits=limits)
    known = {problem.where.key for problem in found}
    return Trial(
        requested=sum(line.requested for line in lines),
        proposed=sum(line.proposed for line in lines),
        agreed=sum(line.agreed or 0 for line in lines),
        open_lines=sum(1 for line in lines if line.agreed is None),
        grant=sum(line.agreed or 0 for line in tried) - co_financing,
        problems=(*(one for one in unexplained if one.where.key not in known), *found),
    )


def agreed_total(lines: Sequence[NegotiatedLine]) -> int | None:
    """The sum of the agreed amounts in cents, or None while a line is open."""
    agreed = [line.agreed for line in lines]
    return None if None in agreed else sum(amount for amount in agreed if amount is not None)


def check_negotiation(
    lines: Sequence[NegotiatedLine],
    *,
    co_financing: int,
    offered: int,
    limits: Limits,
) -> tuple[Problem, ...]:
    """Problems of a negotiated budget; amounts in euro cents.

    Every line is agreed; a changed line has a reason; the grant (the total without the
    `co_financing` that the applicant promised, which stays whole whatever is cut) is not
    above what the ranking offered (a grant is never negotiated upward, DOMAIN.md §4.7
    EV-05), lies between the call's smallest and largest amount and is no larger share of
    the total than the call pays; indirect costs and contingency keep their share of the
    direct costs (DOMAIN.md §6.1; §14, R-IND7, R-CONT5).
    """
    problems = [*_line_problems(lines)]
    total = agreed_total(lines)
    if total is None:
        return tuple(problems)
    grant = total - co_financing
    if grant > offered:
        problems.append(_problem("awards.above_offer", agreed=grant, offered=offered))
    if not limits.minimum <= grant <= limits.maximum:
        problems.append(
            _problem(
                "awards.outside_amounts",
                agreed=grant,
                minimum=limits.minimum,
                maximum=limits.maximum,
            )
        )
    if Fraction(grant) > Fraction(total) * Fraction(limits.rate) / 100:
        problems.append(Problem(code="awards.rate_too_high", params={"percent": str(limits.rate)}))
    shares = check_shares(
        _amounts_by_heading(lines), indirect=limits.indirect, contingency=limits.contingency
    )
    return (*problems, *shares)


def check_shares(
    by_heading: Mapping[str, int], *, indirect: Decimal, contingency: Decimal
) -> list[Problem]:
    """Problems of indirect costs and contingency against the direct costs.

    Amounts in cents by heading; the limits in percent of all other headings together,
    rounded to the cent as the form of the call rounds them.
    """
    direct = sum(v for k, v in by_heading.items() if k not in (INDIRECT, CONTINGENCY))
    problems = []
    for heading, percent in ((INDIRECT, indirect), (CONTINGENCY, contingency)):
        share = by_heading.get(heading, 0)
        if share > half_up(Fraction(direct) * Fraction(percent) / 100):
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
