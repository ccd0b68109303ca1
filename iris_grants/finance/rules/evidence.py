"""Which documents must prove a cost, and which of them are not there."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

ALL_LINES = "*"
EXEMPTION, PROCUREMENT = ("vat_exemption",), ("procurement",)

AnyOf = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Needed:
    """One of these kinds of document must prove a cost of these lines (`*`: of all)."""

    lines: str
    any_of: AnyOf


def evidence_needed(
    line_code: str, rules: Sequence[Needed], *, exempt: bool = False, offers: int = 0
) -> tuple[AnyOf, ...]:
    """What must prove a cost: of each group one kind (DOMAIN.md §8.2, a preset of the rules).

    The rules of the nearest line or heading count, beside those of all lines. `exempt`: the
    cost is free of VAT by a certificate; `offers`: how many offers its value asks for
    (§5.6).
    """
    nearest = _nearest(line_code, {one.lines for one in rules})
    found = [one.any_of for one in rules if one.lines in (nearest, ALL_LINES)]
    if exempt:
        found.append(EXEMPTION)
    if offers:
        found.append(PROCUREMENT)
    return tuple(dict.fromkeys(found))


def evidence_missing(needed: Sequence[AnyOf], there: Collection[str]) -> tuple[AnyOf, ...]:
    """The groups of which no kind is there."""
    return tuple(group for group in needed if not set(group) & set(there))


def _nearest(line_code: str, known: Collection[str]) -> str:
    """The line itself or the first heading above it that the rules name; empty if none."""
    code = line_code
    while code:
        if code in known:
            return code
        code, _point, _last = code.rpartition(".")
    return ""
