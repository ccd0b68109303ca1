"""Entries towards results: recorded with their figures and evidence, corrected, verified."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from sqlalchemy import delete, select

from db.tables.documents import DocumentRecord
from db.tables.programme import ProgrammeRecord, ResultRecord, TargetRecord
from db.tables.results import AchievementCountRecord, AchievementRecord
from iris_grants.documents.filing import file_document
from iris_grants.kernel.access import Role
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.operations import Work, operation
from iris_grants.kernel.problems import Problem, Where, refusal, refuse_on_errors
from iris_grants.programme.framework import FROM_STORE, Dimension, Measure, ResultKind
from iris_grants.results.queries import SUBJECT
from iris_grants.results.rules.figures import (
    Cell,
    Figures,
    Wanted,
    check_figures,
    read_figures,
    wanted_of,
)
from iris_grants.results.rules.personal import personal_data

OFFICE = frozenset(
    {Role.ADMINISTRATOR, Role.GRANTS_OFFICER, Role.LICENSING_OFFICER, Role.SECRETARY}
)
VERIFIERS = OFFICE | {Role.APPROVER}
TOPICS = frozenset({"results", "documents"})
EVIDENCE_KINDS = (
    "attendance_list",
    "agenda",
    "minutes",
    "report",
    "text",
    "confirmation",
    "media_report",
    "photo",
)
"""What proves an entry (words: `evidence.<kind>`)."""


@operation("results.record", roles=OFFICE, topics=TOPICS, undoable=True)
def record_achievement(
    work: Work,
    *,
    result: str,
    title: str,
    held_on: date,
    place: str,
    country: str,
    figures: Mapping[Cell, int] | str = "",
    note: str | None = None,
    evidence: Path | None = None,
    evidence_kind: str = "attendance_list",
) -> str:
    """Record an event, paper, placement, agreement or campaign towards a result (`R1.3`).

    Gives its identity. `country` is where it was held (`RS`, …, `regional`), `figures` are
    counts only, as `read_figures` reads them, `evidence` a file that is kept with it. It
    counts once it has a document. Refused: `results.result_unknown`,
    `results.not_recorded_here`, `results.outside_period`, `results.in_future`,
    `results.empty`, `results.looks_personal`, and the problems of `check_figures`.
    """
    known = _result(work, result)
    read = read_figures(figures) if isinstance(figures, str) else dict(figures)
    texts = {"title": title, "place": place, "note": note or ""}
    problems = [*_texts(texts), *_day(work, known, held_on)]
    refuse_on_errors([*problems, *check_figures(_wanted(work, known.id), read)])
    record = work.add(
        AchievementRecord(
            id=new_id(),
            result_id=known.id,
            title=title.strip(),
            held_on=held_on.isoformat(),
            place=place.strip(),
            country=country,
            note=(note or "").strip() or None,
            entered_by_id=work.person.person_id,
        )
    )
    _write_figures(work, record.id, read)
    if evidence is not None:
        file_document(
            work,
            subject_kind=SUBJECT,
            subject_id=record.id,
            kind=evidence_kind,
            path=evidence,
        )
    return record.id


@operation("results.correct", roles=OFFICE, topics=TOPICS, undoable=True)
def correct_achievement(
    work: Work,
    *,
    achievement_id: str,
    title: str,
    held_on: date,
    place: str,
    country: str,
    figures: Mapping[Cell, int] | str = "",
    note: str | None = None,
    seen_version: int | None = None,
) -> None:
    """Correct an entry; it is no longer verified, and who corrects it stands as its author.

    Refused as `record_achievement`, and `results.withdrawn`, `results.changed_meanwhile`
    where it is no longer the version that was seen.
    """
    record = _standing(work, achievement_id)
    if seen_version is not None and record.version != seen_version:
        raise refusal("results.changed_meanwhile")
    known = work.get(ResultRecord, record.result_id)
    read = read_figures(figures) if isinstance(figures, str) else dict(figures)
    texts = {"title": title, "place": place, "note": note or ""}
    problems = [*_texts(texts), *_day(work, known, held_on)]
    refuse_on_errors([*problems, *check_figures(_wanted(work, known.id), read)])
    record.title, record.place, record.country = title.strip(), place.strip(), country
    record.held_on, record.note = held_on.isoformat(), (note or "").strip() or None
    record.entered_by_id = work.person.person_id
    record.verified_by_id = record.verified_on = None
    work.flush()
    _write_figures(work, record.id, read)


@operation("results.verify", roles=VERIFIERS, topics=TOPICS, approval=True)
def verify_achievement(work: Work, *, achievement_id: str) -> None:
    """Confirm, as a second person, that an entry agrees with its evidence (DOMAIN.md §9.2).

    Refused: `results.no_evidence`, `results.verified_by_same`, `results.verified_already`,
    `results.withdrawn`.
    """
    record = _standing(work, achievement_id)
    if record.verified_by_id is not None:
        raise refusal("results.verified_already")
    if record.entered_by_id == work.person.person_id:
        raise refusal("results.verified_by_same")
    proof = (
        select(DocumentRecord.id)
        .where(DocumentRecord.subject_kind == SUBJECT)
        .where(DocumentRecord.subject_id == record.id)
    )
    if work.session.scalars(proof.limit(1)).first() is None:
        raise refusal("results.no_evidence")
    record.verified_by_id, record.verified_on = work.person.person_id, work.today.isoformat()
    work.flush()


@operation("results.withdraw", roles=OFFICE, topics=TOPICS)
def withdraw_achievement(work: Work, *, achievement_id: str, reason: str) -> None:
    """Set an entry aside with the reason; it stays in the file and counts no more.

    Refused: `results.empty` without a reason, `results.withdrawn`.
    """
    record = _standing(work, achievement_id)
    if not reason.strip():
        raise refusal("results.empty", Where(key="reason"))
    record.withdrawn_reason = reason.strip()
    work.flush()


def _result(work: Work, code: str) -> ResultRecord:
    found = work.session.scalars(select(ResultRecord).where(ResultRecord.code == code)).first()
    if found is None:
        raise refusal("results.result_unknown", Where(key="result"), code=code)
    if ResultKind(found.kind) in FROM_STORE:
        raise refusal("results.not_recorded_here", Where(key="result"))
    return found


def _wanted(work: Work, result_id: str) -> Wanted:
    targets = work.session.scalars(
        select(TargetRecord)
        .where(TargetRecord.result_id == result_id)
        .order_by(TargetRecord.position)
    )
    return wanted_of(
        [
            (Measure(one.measure), tuple(Dimension(code) for code in one.dimensions.split()))
            for one in targets
        ]
    )


def _standing(work: Work, achievement_id: str) -> AchievementRecord:
    record = work.hold(AchievementRecord, achievement_id)
    if record.withdrawn_reason is not None:
        raise refusal("results.withdrawn")
    return record


def _texts(texts: Mapping[str, str]) -> list[Problem]:
    problems = [
        Problem(code="results.empty", where=Where(key=key))
        for key in ("title", "place")
        if not texts[key].strip()
    ]
    for key, text in texts.items():
        for kind, _found in personal_data(text):
            where = Where(key=key)
            problems.append(
                Problem(code="results.looks_personal", where=where, params={"kind": kind})
            )
    return problems


def _day(work: Work, result: ResultRecord, held_on: date) -> list[Problem]:
    programme = work.get(ProgrammeRecord, result.programme_id)
    where = Where(key="held_on")
    if held_on > work.today:
        return [Problem(code="results.in_future", where=where)]
    if not programme.starts_on <= held_on.isoformat() <= programme.ends_on:
        return [Problem(code="results.outside_period", where=where)]
    return []


def _write_figures(work: Work, achievement_id: str, figures: Figures) -> None:
    """Put the figures in the place of those that are there."""
    work.session.execute(
        delete(AchievementCountRecord).where(
            AchievementCountRecord.achievement_id == achievement_id
        )
    )
    work.add_all(
        [
            AchievementCountRecord(
                id=new_id(),
                achievement_id=achievement_id,
                measure=cell.measure,
                dimension=cell.dimension,
                category=cell.category,
                value=value,
            )
            for cell, value in sorted(figures.items())
        ]
    )
