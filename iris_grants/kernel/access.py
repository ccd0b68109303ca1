"""Who may do what: the roles of an office, and the acting person of an operation."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """The roles of the office (a person may have several)."""

    ADMINISTRATOR = "administrator"
    GRANTS_OFFICER = "grants_officer"
    SECRETARY = "secretary"
    FINANCE_OFFICER = "finance_officer"
    APPROVER = "approver"
    LICENSING_OFFICER = "licensing_officer"
    AUDITOR = "auditor"
    ASSESSOR = "assessor"


WORKING = frozenset(Role) - {Role.AUDITOR}
"""The roles that may run operations at all: an auditor sees everything and changes nothing."""


class Standing(StrEnum):
    """How sure we are that the acting person is who they say."""

    DECLARED = "declared"
    SIGNED_IN = "signed_in"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActingPerson:
    """The person in whose name operations run."""

    person_id: str
    name: str
    roles: frozenset[Role]
    standing: Standing = Standing.DECLARED

    @property
    def reads_only(self) -> bool:
        """Whether none of the person's roles may change anything (auditors, and nobody)."""
        return not self.roles & WORKING
