"""Ties between assessors and applicants that the data show: questions for the chair, no more."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from db.search import search_key

PUBLIC_MAIL = frozenset(
    {
        "gmail.com",
        "googlemail.com",
        "outlook.com",
        "hotmail.com",
        "live.com",
        "msn.com",
        "yahoo.com",
        "ymail.com",
        "icloud.com",
        "me.com",
        "aol.com",
        "proton.me",
        "protonmail.com",
        "gmx.com",
        "mail.com",
        "mts.rs",
        "open.telekom.rs",
        "sbb.rs",
        "eunet.rs",
        "bih.net.ba",
        "t-home.mk",
        "t-com.me",
    }
)
"""Mail providers for everybody: the same domain says nothing there."""

_LEGAL_FORMS = frozenset(
    {"udruzenje", "udruga", "drustvo", "organizacija", "nevladina", "nvo", "ngo", "cso", "ug"}
    | {"gradjana", "zdruzenie", "fondacija", "zaduzbina", "association", "organisation"}
    | {"organization", "foundation", "society", "shoqata", "organizata", "ojq"}
    | {"the", "of", "za", "i", "and"}
)
_WORD = re.compile(r"[^\W_]+")


class TieKind(StrEnum):
    """What two records share; the codes of conflicts that can be detected."""

    ORGANISATION = "organisation"
    REPRESENTATIVE = "representative"
    PARTNER = "partner"
    EMAIL_DOMAIN = "email_domain"


_WEIGHT = {kind: place for place, kind in enumerate(TieKind)}


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberFacts:
    """What is known of a committee member: name, own organisation, e-mail address."""

    id: str
    name: str
    organisation: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicantFacts:
    """What is known of an application's applicant and of the partners it names."""

    application_id: str
    organisation: str
    email: str | None = None
    representative: str | None = None
    partners: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A member and an application that share something.

    `kind` is the heaviest of what they share, `evidence` the shared values as the member's
    record has them, heaviest first, separated by `; `.
    """

    member_id: str
    application_id: str
    kind: TieKind
    evidence: str


@dataclass(slots=True)
class _Index:
    """Applications by each of the values that a member might share."""

    organisations: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    partners: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    representatives: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    domains: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


def detect_ties(
    members: Iterable[MemberFacts], applicants: Iterable[ApplicantFacts]
) -> tuple[Tie, ...]:
    """All ties between members and applications, by member and application identity.

    Compared are folded values (letters, scripts, legal forms), in time that grows with the
    number of members and of applications, not with their product. Source: DOMAIN.md §4.1.
    """
    index = _indexed(applicants)
    found: list[Tie] = []
    for member in members:
        shared: dict[str, dict[TieKind, str]] = defaultdict(dict)
        for kind, value, applications in _shared(member, index):
            for application_id in applications:
                shared[application_id][kind] = value
        found += [_tie(member.id, application, kinds) for application, kinds in shared.items()]
    return tuple(sorted(found, key=lambda tie: (tie.member_id, tie.application_id)))


def organisation_key(name: str | None) -> str:
    """An organisation's name without script, marks, quotation marks and legal form.

    The order of words is kept out; the empty text where only a legal form is left.
    """
    words = _WORD.findall(search_key(name or ""))
    return " ".join(sorted(word for word in words if word not in _LEGAL_FORMS))


def mail_domain(address: str | None) -> str:
    """The domain of an address in small letters; empty for none and for public providers."""
    _name, at, domain = (address or "").strip().casefold().rpartition("@")
    return domain.rstrip(".") if at and domain not in PUBLIC_MAIL else ""


def _indexed(applicants: Iterable[ApplicantFacts]) -> _Index:
    index = _Index()
    for applicant in applicants:
        _put(index.organisations, organisation_key(applicant.organisation), applicant)
        _put(index.representatives, _person_key(applicant.representative), applicant)
        _put(index.domains, mail_domain(applicant.email), applicant)
        for partner in applicant.partners:
            _put(index.partners, organisation_key(partner), applicant)
    return index


def _put(places: dict[str, list[str]], key: str, applicant: ApplicantFacts) -> None:
    if key:
        places[key].append(applicant.application_id)


def _shared(member: MemberFacts, index: _Index) -> Iterable[tuple[TieKind, str, list[str]]]:
    own = organisation_key(member.organisation)
    organisation = (member.organisation or "").strip()
    domain = mail_domain(member.email)
    yield TieKind.ORGANISATION, organisation, _at(index.organisations, own)
    yield TieKind.PARTNER, organisation, _at(index.partners, own)
    yield TieKind.REPRESENTATIVE, member.name, _at(index.representatives, _person_key(member.name))
    yield TieKind.EMAIL_DOMAIN, domain, _at(index.domains, domain)


def _at(places: Mapping[str, list[str]], key: str) -> list[str]:
    return places.get(key, []) if key else []


def _person_key(name: str | None) -> str:
    return " ".join(sorted(_WORD.findall(search_key(name or ""))))


def _tie(member_id: str, application_id: str, kinds: Mapping[TieKind, str]) -> Tie:
    ordered = sorted(kinds, key=_WEIGHT.__getitem__)
    values = dict.fromkeys(kinds[kind] for kind in ordered)
    return Tie(
        member_id=member_id,
        application_id=application_id,
        kind=ordered[0],
        evidence="; ".join(values),
    )
