"""What an assessor notes for nobody else: a text and a flag; it stays in the working store."""

from __future__ import annotations

from sqlalchemy import select

from db.tables.scoring import AssessorNoteRecord
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.operations import Work, operation
from iris_grants.kernel.problems import Where, refusal
from iris_grants.scoring.commands.assessing import (
    ASSESSOR,
    LONGEST_COMMENT,
    TOPICS,
    own_assessment,
)


@operation("scoring.note", roles=ASSESSOR, topics=TOPICS, undoable=True)
def write_note(work: Work, *, application_id: str, note: str, flagged: bool) -> None:
    """Keep a private note on an application and whether it is flagged; nothing of it is returned.

    Refused: `scoring.comment_too_long`, `scoring.not_own_work` outside the own store.
    """
    words = note.strip()
    if len(words) > LONGEST_COMMENT:
        where = Where(key="note")
        raise refusal("scoring.comment_too_long", where, length=len(words), limit=LONGEST_COMMENT)
    own_assessment(work, application_id)
    found = work.session.scalar(
        select(AssessorNoteRecord).where(AssessorNoteRecord.application_id == application_id)
    )
    if found is None:
        found = AssessorNoteRecord(id=new_id(), application_id=application_id)
    found.note, found.flagged = words, int(flagged)
    work.add(found)
    work.flush()
