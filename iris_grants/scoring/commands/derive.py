"""Deriving what counts from everything that was returned and decided; only changes are written."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, cast

from sqlalchemy import delete, insert, select

from db.base import Base
from db.tables.applications import ApplicationRecord
from db.tables.scoring import (
    AssessmentRecord,
    AssignmentRecord,
    MemberKeyRecord,
    MemberRecord,
    ReturnPartRecord,
    ReturnRecord,
    ScoreRecord,
    SectionCommentRecord,
)
from iris_grants.calls.queries import terms_of
from iris_grants.kernel.operations import Work
from iris_grants.scoring.assessed import Assessed
from iris_grants.scoring.commands.assignment import blocked_pairs
from iris_grants.scoring.identities import derived_id
from iris_grants.scoring.package import grid_fingerprint
from iris_grants.scoring.returns import Return, read_kept, standing_of
from iris_grants.scoring.rules.merging import (
    Counting,
    Decision,
    MemberApplication,
    Merged,
    PartFacts,
    ReturnFacts,
    Situation,
    Standing,
    Verdict,
    merge,
)

if TYPE_CHECKING:
    from sqlalchemy import Table

Row = dict[str, object]
AT_ONCE = 2000


def insert_rows(work: Work, kind: type[Base], rows: Sequence[Row]) -> None:
    """Insert many rows without making records of them; nothing for none."""
    if rows:
        work.session.execute(insert(cast("Table", kind.__table__)), rows)


def derive_scores(work: Work, call_id: str, read: Mapping[str, Return] | None = None) -> Merged:
    """Bring verdicts, assessments, scores and recusals of a call to what the facts say.

    `read` are returns that were read already, by the hash of their file.
    """
    records = {
        record.id: record
        for record in work.session.scalars(
            select(ReturnRecord).where(ReturnRecord.call_id == call_id)
        )
    }
    parts = work.session.scalars(
        select(ReturnPartRecord)
        .join(ReturnRecord, ReturnRecord.id == ReturnPartRecord.return_id)
        .where(ReturnRecord.call_id == call_id)
        .execution_options(populate_existing=True)
    ).all()
    situation = _situation(work, call_id)
    merged = merge(_facts(records, parts), situation)
    _write_verdicts(records, parts, merged)
    _write_recusals(work, call_id, situation, merged)
    work.flush()
    writer = _Writer(work, call_id, read or {})
    _write_assessments(work, writer, {one.sha256: one for one in records.values()}, merged)
    return merged


def _situation(work: Work, call_id: str) -> Situation:
    versions = work.session.execute(
        select(ApplicationRecord.id, ApplicationRecord.fingerprint).where(
            ApplicationRecord.call_id == call_id
        )
    )
    keys = work.session.execute(
        select(MemberKeyRecord.member_id, MemberKeyRecord.public_key)
        .join(MemberRecord, MemberRecord.id == MemberKeyRecord.member_id)
        .where(MemberRecord.call_id == call_id)
    )
    return Situation(
        grid=grid_fingerprint(terms_of(work.session, call_id)),
        versions={row.id: row.fingerprint for row in versions},
        keys=frozenset((member, key) for member, key in keys),
        recusals=blocked_pairs(work, call_id),
    )


def _facts(
    records: Mapping[str, ReturnRecord], parts: Iterable[ReturnPartRecord]
) -> list[ReturnFacts]:
    said: dict[str, list[PartFacts]] = defaultdict(list)
    for part in parts:
        said[part.return_id].append(
            PartFacts(
                application=part.application_id,
                fingerprint=part.fingerprint,
                content=part.content,
                recused=bool(part.recused),
                decision=None if part.decision is None else Decision(part.decision),
            )
        )
    return [
        ReturnFacts(
            sha256=record.sha256,
            member=record.member_id,
            public_key=record.public_key,
            grid=record.grid,
            replaces=frozenset(json.loads(record.replaces)),
            parts=tuple(said[record.id]),
        )
        for record in records.values()
    ]


def _write_verdicts(
    records: Mapping[str, ReturnRecord], parts: Iterable[ReturnPartRecord], merged: Merged
) -> None:
    all_of: dict[str, list[Verdict]] = defaultdict(list)
    for part in parts:
        verdict = merged.verdicts[records[part.return_id].sha256, part.application_id]
        all_of[part.return_id].append(verdict)
        part.state, part.reason = verdict.state.value, verdict.reason
    for identity, verdicts in all_of.items():
        record = records[identity]
        record.state, record.reason = _overall(verdicts)


def _overall(verdicts: list[Verdict]) -> tuple[str, str | None]:
    """The state of a whole return: held if any part is, accepted if any part is, else the rest."""
    for state in ("held", "accepted", "superseded", "set_aside"):
        reasons = sorted(verdict.reason or "" for verdict in verdicts if verdict.state == state)
        if reasons:
            return state, reasons[0] or None
    raise ValueError("a return without parts")


def _write_recusals(work: Work, call_id: str, situation: Situation, merged: Merged) -> None:
    out = {pair for pair, one in merged.counting.items() if one.standing is not Standing.SCORES}
    for assignment in work.session.scalars(
        select(AssignmentRecord)
        .join(MemberRecord, MemberRecord.id == AssignmentRecord.member_id)
        .where(MemberRecord.call_id == call_id)
    ):
        pair = (assignment.member_id, assignment.application_id)
        assignment.recused = int(pair in situation.recusals or pair in out)


def _write_assessments(
    work: Work, writer: _Writer, records: Mapping[str, ReturnRecord], merged: Merged
) -> None:
    present = {
        (record.member_id, record.application_id): record
        for record in work.session.scalars(
            select(AssessmentRecord).where(AssessmentRecord.call_id == writer.call_id)
        )
    }
    wanted = {
        pair: one
        for pair, one in merged.counting.items()
        if not _same(present.get(pair), one, records[one.sha256])
    }
    gone = [present[pair].id for pair in present if pair in wanted or pair not in merged.counting]
    for start in range(0, len(gone), AT_ONCE):
        some = gone[start : start + AT_ONCE]
        for table in (ScoreRecord, SectionCommentRecord):
            work.session.execute(delete(table).where(table.assessment_id.in_(some)))
        work.session.execute(delete(AssessmentRecord).where(AssessmentRecord.id.in_(some)))
    for pair in sorted(wanted):
        writer.put(pair, wanted[pair], records[wanted[pair].sha256])
    writer.write()


def _same(present: AssessmentRecord | None, one: Counting, record: ReturnRecord) -> bool:
    if present is None or present.return_id != record.id:
        return False
    shown = {"recused": Standing.RECUSED, "void": Standing.VOID}
    return shown.get(present.state, Standing.SCORES) is one.standing


class _Writer:
    """Gathers the rows of assessments and writes them together."""

    def __init__(self, work: Work, call_id: str, read: Mapping[str, Return]) -> None:
        self.call_id = call_id
        self._work, self._read = work, read
        self._said: dict[str, dict[str, Assessed]] = {}
        rows = work.session.execute(
            select(ApplicationRecord.id, ApplicationRecord.number).where(
                ApplicationRecord.call_id == call_id
            )
        )
        self._numbers = {row.id: row.number for row in rows}
        self._assessments: list[Row] = []
        self._scores: list[Row] = []
        self._comments: list[Row] = []

    def put(self, pair: MemberApplication, one: Counting, record: ReturnRecord) -> None:
        member_id, application_id = pair
        assessed = self._assessed(record)[self._numbers[application_id]]
        counts = one.standing is Standing.SCORES
        identity = derived_id(member_id, application_id)
        self._assessments.append(
            {
                "id": identity,
                "version": 1,
                "call_id": self.call_id,
                "member_id": member_id,
                "application_id": application_id,
                "return_id": record.id,
                "state": standing_of(assessed) if counts else one.standing.value,
                "comment": assessed.comment or None,
            }
        )
        for criterion, score in assessed.scores.items():
            self._scores.append(
                {
                    "id": derived_id(identity, criterion),
                    "version": 1,
                    "assessment_id": identity,
                    "criterion": criterion,
                    "state": score.state.value if counts else one.standing.value,
                    "score_milli": score.milli if counts else None,
                    "comment": score.comment or None,
                }
            )
        for section, comment in assessed.sections.items():
            self._comments.append(
                {
                    "id": derived_id(identity, "section", section),
                    "version": 1,
                    "assessment_id": identity,
                    "section": section,
                    "comment": comment,
                }
            )

    def write(self) -> None:
        for table, rows in (
            (AssessmentRecord, self._assessments),
            (ScoreRecord, self._scores),
            (SectionCommentRecord, self._comments),
        ):
            insert_rows(self._work, table, rows)
        self._work.session.expire_all()

    def _assessed(self, record: ReturnRecord) -> dict[str, Assessed]:
        if record.id not in self._said:
            content = self._read.get(record.sha256)
            if content is None:
                content = read_kept(record.body, record.medium)
            self._said[record.id] = {one.number: one.assessed for one in content.assessments}
        return self._said[record.id]
