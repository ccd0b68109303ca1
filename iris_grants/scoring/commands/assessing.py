"""What an assessor does in the working store: score, comment, step aside; saved each time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from db.tables.scoring import (
    CONFLICT_KINDS,
    AssessmentRecord,
    ConflictRecord,
    MemberRecord,
    ScoreRecord,
    SectionCommentRecord,
)
from iris_grants.calls.queries import terms_of
from iris_grants.calls.terms import CallTerms
from iris_grants.kernel.access import Role
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.operations import Work, operation
from iris_grants.kernel.problems import Problem, Refused, Where, refusal, refuse_on_errors
from iris_grants.scoring.assessed import MILLI, Recusal, scoring_grid
from iris_grants.scoring.rules.grid import Grid, check_score
from iris_grants.scoring.rules.scores import ScoreState

ASSESSOR = frozenset({Role.ASSESSOR})
TOPICS = frozenset({"scores"})
LONGEST_COMMENT = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What is entered for one criterion; a comment of None leaves the present one."""

    state: ScoreState
    score: Decimal | None = None
    comment: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What is entered for one application at once; None leaves what is there."""

    scores: Mapping[str, Given]
    sections: Mapping[str, str]
    comment: str | None = None


@operation("scoring.score", roles=ASSESSOR, topics=TOPICS, undoable=True)
def score_criterion(
    work: Work,
    *,
    application_id: str,
    criterion: str,
    score: Decimal,
    comment: str | None = None,
) -> None:
    """Give a score to one criterion; a comment of None leaves the present one.

    Refused: `ranking.score_outside`, `ranking.score_step`, `scoring.criterion_unknown`,
    `scoring.recused_already`, `scoring.not_own_work` outside the assessor's own store.
    """
    given = Given(state=ScoreState.VALUE, score=score, comment=comment)
    _fill(work, {application_id: Filled(scores={criterion: given}, sections={})})


@operation("scoring.not_applicable", roles=ASSESSOR, topics=TOPICS, undoable=True)
def set_not_applicable(
    work: Work, *, application_id: str, criterion: str, comment: str | None = None
) -> None:
    """Say that a criterion does not apply; refused (`scoring.na_not_allowed`) unless it may."""
    given = Given(state=ScoreState.NA, comment=comment)
    _fill(work, {application_id: Filled(scores={criterion: given}, sections={})})


@operation("scoring.clear_score", roles=ASSESSOR, topics=TOPICS, undoable=True)
def clear_score(work: Work, *, application_id: str, criterion: str) -> None:
    """Take a score back: the criterion is not yet scored; its comment stays."""
    given = Given(state=ScoreState.MISSING)
    _fill(work, {application_id: Filled(scores={criterion: given}, sections={})})


@operation("scoring.comment", roles=ASSESSOR, topics=TOPICS, undoable=True)
def write_comment(
    work: Work, *, application_id: str, comment: str, section: str | None = None
) -> None:
    """Write the comment on a section, or on the whole application; empty takes it away.

    Refused: `scoring.section_unknown`, `scoring.comment_too_long`.
    """
    filled = (
        Filled(scores={}, sections={}, comment=comment)
        if section is None
        else Filled(scores={}, sections={section: comment})
    )
    _fill(work, {application_id: filled})


@operation("scoring.fill", roles=ASSESSOR, topics=TOPICS)
def fill_scores(
    work: Work,
    *,
    filled: Mapping[str, Filled],
    recusals: Mapping[str, Recusal] | None = None,
) -> int:
    """Enter scores and comments of several applications at once, and recusals, by identity.

    All of it or nothing; gives the number of scores. Refused as the single commands are.
    """
    count = _fill(work, filled)
    for application_id, recusal in (recusals or {}).items():
        _recuse(work, application_id, recusal.kind, recusal.reason)
    return count


@operation("scoring.recuse", roles=ASSESSOR, topics=TOPICS)
def recuse(work: Work, *, application_id: str, kind: str, reason: str) -> None:
    """Step aside from an application because of a tie; its scores no longer say anything.

    Refused: `scoring.kind_unknown`, `scoring.reason_missing`.
    """
    _recuse(work, application_id, kind, reason)


@operation("scoring.take_back_recusal", roles=ASSESSOR, topics=TOPICS)
def take_back_recusal(work: Work, *, application_id: str) -> None:
    """Take a recusal back that was a mistake; what was scored before stands again.

    If it was returned already, the committee decides about it.
    """
    assessment = own_assessment(work, application_id)
    found = _own_conflict(work, assessment)
    if found is not None:
        work.session.delete(found)
        assessment.state = _state_of(_scores(work, assessment).values())
        work.flush()


def own_assessment(work: Work, application_id: str) -> AssessmentRecord:
    """The assessor's own assessment under work; `scoring.not_own_work` for any other."""
    found = work.session.scalars(
        select(AssessmentRecord)
        .join(MemberRecord, MemberRecord.id == AssessmentRecord.member_id)
        .where(AssessmentRecord.application_id == application_id)
        .where(AssessmentRecord.return_id.is_(None))
        .where(MemberRecord.person_id == work.person.person_id)
    ).all()
    if len(found) != 1:
        raise refusal("scoring.not_own_work")
    return found[0]


def _recuse(work: Work, application_id: str, kind: str, reason: str) -> None:
    words = " ".join(reason.split())
    if kind not in CONFLICT_KINDS:
        raise refusal("scoring.kind_unknown", Where(key="kind"), kind=kind)
    if not words:
        raise refusal("scoring.reason_missing", Where(key="reason"))
    assessment = own_assessment(work, application_id)
    found = _own_conflict(work, assessment)
    if found is None:
        found = ConflictRecord(
            id=new_id(), member_id=assessment.member_id, application_id=application_id
        )
    found.origin, found.state, found.kind, found.reason = "declared", "confirmed", kind, words
    work.add(found)
    assessment.state = "recused"
    work.flush()


def _fill(work: Work, filled: Mapping[str, Filled]) -> int:
    count = 0
    for application_id, one in filled.items():
        assessment = own_assessment(work, application_id)
        if assessment.state == "recused":
            raise refusal("scoring.recused_already")
        terms = terms_of(work.session, assessment.call_id)
        refuse_on_errors(check_filled(one, terms, scoring_grid(terms)))
        _enter(work, assessment, one)
        states = {code: record.state for code, record in _scores(work, assessment).items()}
        refuse_on_errors(_check_sections(states, terms))
        count += len(one.scores)
    return count


def check_filled(filled: Filled, terms: CallTerms, grid: Grid) -> tuple[Problem, ...]:
    """Everything that is wrong with what is to be entered, at its criterion or section."""
    items = {item.code: item for item in grid.items}
    sections = {section.code for section in terms.grid.sections}
    problems: list[Problem | None] = []
    for code, given in filled.scores.items():
        where = Where(key=code)
        item = items.get(code)
        problems.append(_too_long(given.comment, where))
        if item is None:
            problems.append(_problem("scoring.criterion_unknown", where, criterion=code))
        elif given.state is ScoreState.VALUE and given.score is not None:
            problems.append(check_score(item, given.score, where))
        elif given.state is ScoreState.NA and not item.allow_na:
            problems.append(_problem("scoring.na_not_allowed", where, criterion=code))
    for code, comment in filled.sections.items():
        problems.append(_too_long(comment, Where(key=code)))
        if code not in sections:
            problems.append(_problem("scoring.section_unknown", Where(key=code), section=code))
    problems.append(_too_long(filled.comment, Where(key="comment")))
    problems += _check_sections({code: one.state for code, one in filled.scores.items()}, terms)
    return tuple(problem for problem in problems if problem is not None)


def _check_sections(states: Mapping[str, str], terms: CallTerms) -> list[Problem]:
    """`scoring.section_not_applicable` for each section of which nothing applies."""
    return [
        _problem("scoring.section_not_applicable", Where(key=section.code), section=section.code)
        for section in terms.grid.sections
        if all(states.get(item.code) == ScoreState.NA for item in section.items)
    ]


def _problem(code: str, where: Where, **params: str | int) -> Problem:
    return Problem(code=code, where=where, params=params)


def _too_long(comment: str | None, where: Where) -> Problem | None:
    if comment is None or len(comment) <= LONGEST_COMMENT:
        return None
    return _problem("scoring.comment_too_long", where, length=len(comment), limit=LONGEST_COMMENT)


def _enter(work: Work, assessment: AssessmentRecord, filled: Filled) -> None:
    records = _scores(work, assessment)
    for code, given in filled.scores.items():
        record = records[code]
        record.state = given.state.value
        record.score_milli = None if given.score is None else _milli(given.score, code)
        if given.comment is not None:
            record.comment = given.comment.strip() or None
    _enter_sections(work, assessment, filled.sections)
    if filled.comment is not None:
        assessment.comment = filled.comment.strip() or None
    assessment.state = _state_of(records.values())
    work.flush()


def _milli(score: Decimal, code: str) -> int:
    milli = score * MILLI
    if milli != milli.to_integral_value():
        raise Refused(
            Problem(
                code="scoring.score_too_fine", where=Where(key=code), params={"criterion": code}
            )
        )
    return int(milli)


def _enter_sections(work: Work, assessment: AssessmentRecord, sections: Mapping[str, str]) -> None:
    present = {
        record.section: record
        for record in work.session.scalars(
            select(SectionCommentRecord).where(SectionCommentRecord.assessment_id == assessment.id)
        )
    }
    for code, comment in sections.items():
        words, record = comment.strip(), present.get(code)
        if record is not None and words:
            record.comment = words
        elif record is not None:
            work.session.delete(record)
        elif words:
            work.add(
                SectionCommentRecord(
                    id=new_id(), assessment_id=assessment.id, section=code, comment=words
                )
            )


def _scores(work: Work, assessment: AssessmentRecord) -> dict[str, ScoreRecord]:
    return {
        record.criterion: record
        for record in work.session.scalars(
            select(ScoreRecord).where(ScoreRecord.assessment_id == assessment.id)
        )
    }


def _state_of(records: Iterable[ScoreRecord]) -> str:
    missing = any(record.state == ScoreState.MISSING for record in records)
    return "incomplete" if missing else "complete"


def _own_conflict(work: Work, assessment: AssessmentRecord) -> ConflictRecord | None:
    return work.session.scalar(
        select(ConflictRecord)
        .where(ConflictRecord.member_id == assessment.member_id)
        .where(ConflictRecord.application_id == assessment.application_id)
    )
