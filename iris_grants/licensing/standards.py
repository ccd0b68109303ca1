"""Standards packs: the minimum standards and papers for a licence, as data with a source."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from db.tables.programme import RuleSetRecord
from iris_grants.kernel.operations import fetch


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """One standard of a pack, in words for both languages."""

    code: str
    area: str
    criticality: str
    text: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RequiredDocument:
    """A paper that the authority asks for; `kind` is the kind of document in the store."""

    code: str
    kind: str
    text: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardsPack:
    """The standards of one service in one country, with edition, source and verification."""

    id: str
    code: str
    edition: str
    source: str
    verified: bool
    country: str
    services: tuple[str, ...]
    authority: Mapping[str, str]
    validity_years: int | None
    limited_once: bool
    standards: tuple[Standard, ...]
    documents: tuple[RequiredDocument, ...]


def standards_pack(session: Session, identity: str) -> StandardsPack:
    """The pack with this identity, as it was adopted into the store."""
    record = fetch(session, RuleSetRecord, identity)
    body = json.loads(record.body)
    return StandardsPack(
        id=record.id,
        code=record.code,
        edition=record.edition,
        source=record.source,
        verified=bool(record.verified),
        country=body["country"],
        services=tuple(body["services"]),
        authority=body["authority"],
        validity_years=body.get("validity_years"),
        limited_once=bool(body.get("limited_once", False)),
        standards=tuple(
            Standard(
                code=item["code"],
                area=item["area"],
                criticality=item["criticality"],
                text=item["text"],
            )
            for item in body["standards"]
        ),
        documents=tuple(
            RequiredDocument(code=item["code"], kind=item["kind"], text=item["text"])
            for item in body["documents"]
        ),
    )
