"""A standards pack as values: what a licence or a framework asks for, each with its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

ANY_COUNTRY = "ANY"
COUNTRIES = ("RS", "ME", "MK", "AL", "BA", "XK", ANY_COUNTRY)
GOALS = ("licence", "quality_framework", "readiness")
LICENCE_GOALS = ("licence", "readiness")
WEIGHTS = ("blocking", "major", "minor")

Words = Mapping[str, str]
"""A text by the short name of its language (`en`, `sr`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """One standard of a pack; `services` empty: it is common to all of them.

    `verified`: somebody has compared it with `source`.
    """

    code: str
    area: str
    criticality: str
    text: Words
    services: tuple[str, ...] = ()
    source: str = ""
    verified: bool = False

    def applies_to(self, service: str) -> bool:
        """Whether the standard is asked of this service."""
        return not self.services or service in self.services


@dataclass(frozen=True, slots=True, kw_only=True)
class RequiredDocument:
    """A paper that the authority asks for; `kind` is the kind of document in the store.

    One with a `condition` is asked of some only; one `at_filing` comes last, with the
    application itself.
    """

    code: str
    kind: str
    text: Words
    condition: Words | None = None
    at_filing: bool = False
    source: str = ""
    verified: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardsPack:
    """Standards and papers of the services of a country, or of a framework.

    `validity_years` is none where nobody has found it out; `limited_years` bounds a
    limited licence, which is given once where `limited_once` says so (DOMAIN.md §10.1).
    """

    id: str
    code: str
    edition: str
    source: str
    verified: bool
    title: Words
    country: str
    services: tuple[str, ...]
    goals: tuple[str, ...]
    authority: Words
    validity_years: int | None
    validity_source: str
    validity_verified: bool
    limited_once: bool
    limited_years: int | None
    standards: tuple[Standard, ...]
    documents: tuple[RequiredDocument, ...]

    def standards_for(self, service: str) -> tuple[Standard, ...]:
        """The standards that are asked of a service, in their order."""
        return tuple(one for one in self.standards if one.applies_to(service))

    def serves(self, country: str, goal: str) -> bool:
        """Whether cases of this country and goal can be led by the pack."""
        return self.country in (country, ANY_COUNTRY) and goal in self.goals


def short_language(language: str) -> str:
    """The name under which packs hold the words of a language of the program."""
    return "sr" if language.startswith("sr") else "en"
