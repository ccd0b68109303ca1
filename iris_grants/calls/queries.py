"""Calls as rows, and the terms of a call."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables.calls import CallRecord
from iris_grants.calls.parse import parse_call
from iris_grants.calls.rules import check_publishable
from iris_grants.calls.terms import CallTerms
from iris_grants.kernel.clock import from_utc_text
from iris_grants.kernel.money import Money
from iris_grants.kernel.operations import fetch
from iris_grants.kernel.problems import Problem, Where, refusal
from iris_grants.programme.fields import Bilingual

TERMS_REMEMBERED = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRow:
    """A call as lists and forms show it; `state` is `draft`, `published` or `closed`.

    `deadline_at` and `published_at` are UTC texts; the deadline was announced in
    `deadline_zone`. `fingerprint` is the SHA-256 of the terms.
    """

    id: str
    number: str
    title: Bilingual
    state: str
    deadline_at: str
    deadline_zone: str
    envelope: Money
    min_amount: Money
    max_amount: Money
    fingerprint: str
    published_at: str | None


def list_calls(session: Session) -> tuple[CallRow, ...]:
    """All calls, the one with the latest deadline first."""
    found = session.scalars(
        select(CallRecord).order_by(CallRecord.deadline_at.desc(), CallRecord.number)
    )
    return tuple(_row(record) for record in found)


def calls_under(session: Session, rule_set: str) -> tuple[CallRow, ...]:
    """The calls whose terms name the rule set with this code, in the order of all calls."""
    found = session.scalars(
        select(CallRecord).order_by(CallRecord.deadline_at.desc(), CallRecord.number)
    )
    return tuple(_row(record) for record in found if _parsed(record.terms).rule_set == rule_set)


def call_row(session: Session, call_id: str) -> CallRow:
    """The call with this identity; refused (`kernel.not_found`) if there is none."""
    return _row(fetch(session, CallRecord, call_id))


def call_by_number(session: Session, number: str) -> CallRow:
    """The call of that number; refused (`calls.unknown`) with the numbers that exist."""
    record = session.scalar(select(CallRecord).where(CallRecord.number == number.strip()))
    if record is None:
        known = session.scalars(select(CallRecord.number).order_by(CallRecord.number))
        raise refusal("calls.unknown", Where(), number=number, known=", ".join(known) or "–")
    return _row(record)


def terms_of(session: Session, call_id: str) -> CallTerms:
    """The terms of a call; refused (`kernel.not_found`) if there is none.

    They are those that were published, with the deadline that a corrigendum moved.
    """
    record = fetch(session, CallRecord, call_id)
    terms, deadline = _parsed(record.terms), from_utc_text(record.deadline_at)
    return terms if terms.deadline_at == deadline else replace(terms, deadline_at=deadline)


def publication_problems(session: Session, call_id: str, now: datetime) -> tuple[Problem, ...]:
    """What stands against publishing a draft now, and what to know before (warnings)."""
    from iris_grants.programme.queries import rule_sets, the_programme

    return check_publishable(
        terms_of(session, call_id),
        ceiling=the_programme(session).third_party_ceiling,
        rule_sets=frozenset(row.code for row in rule_sets(session, "grant_rules")),
        now=now,
    )


@lru_cache(maxsize=TERMS_REMEMBERED)
def _parsed(text: str) -> CallTerms:
    return parse_call(json.loads(text))


def _row(record: CallRecord) -> CallRow:
    return CallRow(
        id=record.id,
        number=record.number,
        title=Bilingual(en=record.title_en, sr=record.title_sr),
        state=record.state,
        deadline_at=record.deadline_at,
        deadline_zone=record.deadline_zone,
        envelope=Money(record.envelope_minor, record.currency),
        min_amount=Money(record.min_amount_minor, record.currency),
        max_amount=Money(record.max_amount_minor, record.currency),
        fingerprint=record.fingerprint,
        published_at=record.published_at,
    )
