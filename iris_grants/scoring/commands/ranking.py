"""Naming third assessors and fixing a ranking."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, select

from db.tables.applications import ApplicationRecord
from db.tables.calls import CallRecord
from db.tables.scoring import MemberRecord, RankingRecord, RankingRowRecord
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.operations import Work, operation
from iris_grants.kernel.problems import Where, refusal, refuse_on_errors
from iris_grants.scoring.commands.assignment import (
    THIRD,
    assessor_of,
    assigned_pairs,
    assignment,
    blocked_pairs,
    task_of,
)
from iris_grants.scoring.commands.committee import OFFICE
from iris_grants.scoring.committee import THIRD_ASSESSORS, MemberRole, check_committee
from iris_grants.scoring.queries.ranking import current_ranking, ranking_input
from iris_grants.scoring.rules.assignment import allot
from iris_grants.scoring.rules.exact import two_decimals
from iris_grants.scoring.rules.ranking import RankedRow, RankingResult, rank
from iris_grants.scoring.rules.ranking_files import grid_json, ranking_csv, scores_csv
from iris_grants.scoring.rules.reassessment import THIRD_NEEDED
from iris_grants.scoring.rules.selection import Decision

TOPICS = frozenset({"ranking", "applications", "assignments"})
DECIDED = "awarded"


@operation("scoring.name_third", roles=OFFICE, topics=TOPICS)
def name_third_assessor(work: Work, *, application_id: str, member_id: str | None = None) -> str:
    """Give an application whose two assessments are too far apart to a third assessor.

    Without a member the least loaded one is taken, assessors before voting members (DOMAIN.md
    §4.7, EV-02 and EV-03). Gives the member's identity; a new package is then to be made.
    Refused: `scoring.third_named`, `scoring.third_not_needed`, `scoring.third_not_free`,
    `scoring.third_nobody`.
    """
    application = work.get(ApplicationRecord, application_id)
    where = Where(key=application.number)
    if application.third_assessor_id is not None:
        raise refusal("scoring.third_named", where, application=application.number)
    result = current_ranking(work.session, application.call_id, application.lot)
    row = next((row for row in result.rows if row.application.id == application.number), None)
    if row is None or row.reason != THIRD_NEEDED:
        raise refusal("scoring.third_not_needed", where, application=application.number)
    free = _free_members(work, application)
    if member_id is not None:
        code = work.get(MemberRecord, member_id).code
        free = [member for member in free if member.id == member_id]
        if not free:
            raise refusal(
                "scoring.third_not_free", where, application=application.number, code=code
            )
    chosen = _least_loaded(work, application, free)
    application.third_assessor_id = chosen
    work.add(assignment(chosen, application.id, THIRD))
    return chosen


@operation("scoring.fix_ranking", roles=OFFICE, topics=TOPICS)
def fix_ranking(
    work: Work, *, call_id: str, lot: str | None = None, preliminary: bool = False
) -> str:
    """Fix the ranking of a call, or of one of its lots, as the scores make it; its identity.

    The three files are kept as they were. With a final ranking applications become
    `selected`, `reserve` or `rejected`; with a preliminary one, which must be asked for,
    those not awaiting become `assessed`. Refused: problems of the committee,
    `scoring.ranking_preliminary`, `scoring.already_awarded`, and scores that are not in
    order.
    """
    call = work.get(CallRecord, call_id)
    roles = work.session.scalars(
        select(MemberRecord.role).where(MemberRecord.call_id == call.id)
    ).all()
    refuse_on_errors(check_committee(roles))
    inputs = ranking_input(work.session, call.id, lot)
    result = rank(inputs)
    awaiting = sum(row.decision is Decision.AWAITING for row in result.rows)
    if awaiting and not preliminary:
        raise refusal("scoring.ranking_preliminary", Where(key=call.number), count=awaiting)
    applications = _applications(work, call.id, (row.application.id for row in result.rows))
    if any(application.state == DECIDED for application in applications.values()):
        raise refusal("scoring.already_awarded", Where(key=call.number))
    last = work.session.scalar(
        select(func.max(RankingRecord.number)).where(RankingRecord.call_id == call.id)
    )
    ranking = work.add(
        RankingRecord(
            id=new_id(),
            call_id=call.id,
            lot=lot,
            number=(last or 0) + 1,
            preliminary=int(result.preliminary),
            grid_json=grid_json(inputs.terms).decode(),
            scores_csv=scores_csv(inputs).decode(),
            ranking_csv=ranking_csv(result).decode(),
            made_at=work.now_text,
        )
    )
    work.add_all(_rows(ranking.id, result, applications))
    for row in result.rows:
        state = _state_after(row, final=not result.preliminary)
        if state is not None:
            applications[row.application.id].state = state
    work.flush()
    return ranking.id


def _state_after(row: RankedRow, *, final: bool) -> str | None:
    if row.decision is Decision.AWAITING:
        return None
    return row.decision.value if final else "assessed"


def _rows(
    ranking_id: str, result: RankingResult, applications: dict[str, ApplicationRecord]
) -> list[RankingRowRecord]:
    return [
        RankingRowRecord(
            id=new_id(),
            ranking_id=ranking_id,
            application_id=applications[row.application.id].id,
            position=position,
            rank=row.rank,
            assessments=row.assessments,
            total=None if row.total is None else two_decimals(row.total),
            offered_minor=row.offered_minor,
            decision=row.decision.value,
            reason=row.reason or None,
            tie_break=row.tie_break or None,
        )
        for position, row in enumerate(result.rows, start=1)
    ]


def _applications(work: Work, call_id: str, numbers: Iterable[str]) -> dict[str, ApplicationRecord]:
    wanted = set(numbers)
    found = work.session.scalars(
        select(ApplicationRecord).where(ApplicationRecord.call_id == call_id)
    )
    return {record.number: record for record in found if record.number in wanted}


def _free_members(work: Work, application: ApplicationRecord) -> list[MemberRecord]:
    """Those who may still assess the application: no tie, and never assigned to it before."""
    blocked = blocked_pairs(work, application.call_id)
    standing, recused = assigned_pairs(work, application.call_id)
    members = work.session.scalars(
        select(MemberRecord)
        .where(MemberRecord.call_id == application.call_id)
        .where(MemberRecord.role.in_(THIRD_ASSESSORS))
    )
    taken = blocked | standing | recused
    free = [member for member in members if (member.id, application.id) not in taken]
    assessors = [member for member in free if member.role == MemberRole.ASSESSOR]
    return assessors or free


def _least_loaded(work: Work, application: ApplicationRecord, free: list[MemberRecord]) -> str:
    standing, _recused = assigned_pairs(work, application.call_id)
    elsewhere = {pair for pair in standing if pair[1] != application.id}
    found = allot(
        [assessor_of(member) for member in free],
        [task_of(application)],
        per_application=1,
        present=elsewhere,
    )
    if found.short:
        raise refusal(
            "scoring.third_nobody", Where(key=application.number), application=application.number
        )
    return found.pairs[0][0]
