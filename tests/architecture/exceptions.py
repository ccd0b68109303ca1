"""The one table of deliberate exceptions from the rules of the house, each with its reason."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One exception: the rule's name, the file or the beginning of its path, and why."""

    rule: str
    path: str
    reason: str


EXCEPTIONS: tuple[Listed, ...] = ()
