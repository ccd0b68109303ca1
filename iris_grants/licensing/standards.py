"""Standards packs of the store, as they were adopted."""

from __future__ import annotations

import json
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables.programme import RuleSetRecord
from iris_grants.kernel.operations import fetch
from iris_grants.licensing.pack import RequiredDocument, Standard, StandardsPack
from iris_grants.licensing.pack_body import parse_pack

__all__ = [
    "PACKS",
    "RequiredDocument",
    "Standard",
    "StandardsPack",
    "list_packs",
    "standards_pack",
]

PACKS = "standards_pack"
"""The kind of rule set that a pack is."""


def standards_pack(session: Session, identity: str) -> StandardsPack:
    """The pack with this identity, as it was adopted into the store."""
    record = fetch(session, RuleSetRecord, identity)
    return _parsed(record.id, record.body)


def list_packs(session: Session) -> tuple[StandardsPack, ...]:
    """All packs of the store, by code and edition."""
    found = session.scalars(
        select(RuleSetRecord)
        .where(RuleSetRecord.kind == PACKS)
        .order_by(RuleSetRecord.code, RuleSetRecord.edition)
    )
    return tuple(_parsed(record.id, record.body) for record in found)


@lru_cache(maxsize=64)
def _parsed(identity: str, body: str) -> StandardsPack:
    """A body never changes once it is adopted, so that it need be read once only."""
    return parse_pack(json.loads(body), identity=identity)
