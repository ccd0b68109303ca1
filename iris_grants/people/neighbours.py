"""What other people did in the same store meanwhile, told from the journal."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from db import journal_read
from db.tables.journal import JournalEntryRecord
from iris_grants.kernel.operations import OPERATIONS
from iris_grants.people.undoing import REDO, UNDO, declared_as

MOST = 500
ANYTHING = frozenset({UNDO, REDO})
"""Operations that change what others changed before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """The number of the newest entry, and the topics of the lists that others changed."""

    newest: int
    topics: frozenset[str] = frozenset()


def news_since(session: Session, number: int, own: frozenset[int]) -> News:
    """What happened after entry `number`, but for the entries that this window made itself."""
    newest = journal_read.newest(session)
    if newest <= number:
        return News(newest=newest)
    query = (
        select(JournalEntryRecord.number, JournalEntryRecord.operation)
        .where(JournalEntryRecord.number > number)
        .order_by(JournalEntryRecord.number)
        .limit(MOST + 1)
    )
    found = [row[1] for row in session.execute(query).all() if row[0] not in own]
    return News(newest=newest, topics=_topics(frozenset(found), len(found)))


def _topics(operations: frozenset[str], count: int) -> frozenset[str]:
    """The topics of operations; all there are where others were taken back, or of very many."""
    declared = [declared_as(name) for name in operations]
    known = [one for one in declared if one is not None]
    if count > MOST or len(known) < len(declared) or operations & ANYTHING:
        known = list(OPERATIONS.values())
    return frozenset(topic for one in known for topic in one.topics)
