"""Counting an indicator of a grantee towards a target of the action, and ending that."""

from __future__ import annotations

from sqlalchemy import select

from db.tables.programme import TargetRecord
from db.tables.reporting import IndicatorRecord
from db.tables.results import IndicatorLinkRecord
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.operations import Work, operation
from iris_grants.kernel.problems import Where, refusal, refuse_on_errors
from iris_grants.programme.framework import Aggregation, Measure
from iris_grants.results.commands import OFFICE
from iris_grants.results.rules.links import check_link

TOPICS = frozenset({"results", "grants"})


@operation("results.link_indicator", roles=OFFICE, topics=TOPICS)
def link_indicator(work: Work, *, target: str, indicator_id: str, basis: str) -> str:
    """Let an indicator of a grantee count towards a target (`R2.5`); gives the link's identity.

    `basis` says what is counted and how it was made sure that nothing counts twice, neither
    in two grants nor among the entries of the office (DOMAIN.md §9.2). Values come from the
    grantee's reports by themselves. Refused: `programme.target_unknown`, `results.empty`,
    `results.linked_already`, and the problems of `check_link`.
    """
    found = work.session.scalars(select(TargetRecord).where(TargetRecord.code == target)).first()
    if found is None:
        raise refusal("programme.target_unknown", Where(key="target"), code=target)
    indicator = work.hold(IndicatorRecord, indicator_id)
    if not basis.strip():
        raise refusal("results.empty", Where(key="basis"))
    refuse_on_errors(
        check_link(
            Measure(found.measure), Aggregation(found.aggregation), people=bool(indicator.people)
        )
    )
    _refuse_linked(work, indicator)
    return work.add(
        IndicatorLinkRecord(
            id=new_id(),
            grant_indicator_id=indicator.id,
            result_target_id=found.id,
            basis=basis.strip(),
            linked_on=work.today.isoformat(),
            linked_by_id=work.person.person_id,
        )
    ).id


@operation("results.end_link", roles=OFFICE, topics=TOPICS)
def end_link(work: Work, *, link_id: str, reason: str) -> None:
    """Let an indicator count no more towards its target; the link stays, with the reason.

    Refused: `results.empty`, `results.link_ended`.
    """
    link = work.hold(IndicatorLinkRecord, link_id)
    if link.ended_reason is not None:
        raise refusal("results.link_ended")
    if not reason.strip():
        raise refusal("results.empty", Where(key="reason"))
    link.ended_reason = reason.strip()
    work.flush()


def _refuse_linked(work: Work, indicator: IndicatorRecord) -> None:
    known = work.session.execute(
        select(TargetRecord.code)
        .join(IndicatorLinkRecord, IndicatorLinkRecord.result_target_id == TargetRecord.id)
        .where(IndicatorLinkRecord.grant_indicator_id == indicator.id)
        .where(IndicatorLinkRecord.ended_reason.is_(None))
    ).first()
    if known is not None:
        where = Where(key="indicator_id")
        raise refusal("results.linked_already", where, indicator=indicator.code, target=known[0])
