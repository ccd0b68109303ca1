"""Which organisations may be one and the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from iris_grants.organisations.names import core_key
from iris_grants.organisations.rules import tidy_number

ALIKE = 0.86
"""From which likeness on two names are shown as possibly the same (names, never money)."""


class Reason(StrEnum):
    """Why two organisations may be the same, the strongest first."""

    REGISTER_NO = "register_no"
    TAX_NO = "tax_no"
    NAME = "name"
    SIMILAR_NAME = "similar_name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What an organisation is recognised by; `id` none for one that is not in the store."""

    id: str | None
    name: str
    country: str
    register_no: str
    tax_no: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """An organisation that may be the one looked for, and why."""

    id: str
    name: str
    reasons: tuple[Reason, ...]


def possible_duplicates(wanted: Identity, known: Iterable[Identity]) -> tuple[Match, ...]:
    """The known organisations that may be the wanted one, the surest first.

    Numbers count within one country; names are compared in any script, without accents and
    without the words that many organisations share (`udruženje`, `association`).
    """
    found = []
    for other in known:
        if other.id is None or other.id == wanted.id or other.country != wanted.country:
            continue
        reasons = _reasons(wanted, other)
        if reasons:
            found.append(Match(id=other.id, name=other.name, reasons=reasons))
    order = list(Reason)
    return tuple(sorted(found, key=lambda match: (order.index(match.reasons[0]), match.name)))


def _reasons(wanted: Identity, other: Identity) -> tuple[Reason, ...]:
    reasons = []
    if _same_number(wanted.register_no, other.register_no):
        reasons.append(Reason.REGISTER_NO)
    if _same_number(wanted.tax_no, other.tax_no):
        reasons.append(Reason.TAX_NO)
    mine, theirs = core_key(wanted.name), core_key(other.name)
    if mine == theirs:
        reasons.append(Reason.NAME)
    elif _alike(mine, theirs):
        reasons.append(Reason.SIMILAR_NAME)
    return tuple(reasons)


def _same_number(mine: str | None, theirs: str | None) -> bool:
    return bool(mine and theirs and tidy_number(mine) == tidy_number(theirs))


def _alike(mine: str, theirs: str) -> bool:
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    return (
        matcher.real_quick_ratio() >= ALIKE
        and matcher.quick_ratio() >= ALIKE
        and matcher.ratio() >= ALIKE
    )
