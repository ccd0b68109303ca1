"""The grantee's own logical framework: its indicators, entered by the office."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import func, select

from db.tables.grants import GrantRecord
from db.tables.reporting import INDICATOR_LEVELS, IndicatorRecord, IndicatorValueRecord
from iris_grants.kernel.access import Role
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.operations import Work, operation
from iris_grants.kernel.problems import Where, refusal

OFFICER = frozenset({Role.GRANTS_OFFICER})
TOPICS = frozenset({"reports", "grants", "results"})
ENDED = ("reported", "closed", "terminated")


@operation("reporting.add_indicator", roles=OFFICER, topics=TOPICS, undoable=True)
def add_indicator(
    work: Work,
    *,
    grant_id: str,
    code: str,
    title: str,
    level: str,
    unit: str,
    target: Decimal,
    baseline: Decimal | None = None,
    people: bool = False,
    means: str = "",
) -> str:
    """Enter an indicator of a grant (DOMAIN.md §9.2); returns its id.

    `people` asks for women, men, others and not known in every report. Refused for empty
    words, a level that is none, numbers below zero or finer than a thousandth, and once
    the final report is approved.
    """
    grant = work.hold(GrantRecord, grant_id)
    if grant.state in ENDED:
        raise refusal("grants.wrong_state", state=f"state.grant.{grant.state}")
    for name, text in (("code", code), ("title", title), ("unit", unit)):
        if not text.strip():
            raise refusal("reporting.word_needed", Where(key=name))
    if level not in INDICATOR_LEVELS:
        raise refusal("reporting.level_unknown", Where(key="level"))
    last = work.session.scalar(
        select(func.max(IndicatorRecord.position)).where(IndicatorRecord.grant_id == grant_id)
    )
    record = IndicatorRecord(
        id=new_id(),
        grant_id=grant_id,
        position=int(last or 0) + 1,
        level=level,
        code=code.strip(),
        title=title.strip(),
        unit=unit.strip(),
        people=int(people),
        baseline_milli=None if baseline is None else milli(baseline, "baseline"),
        target_milli=milli(target, "target"),
        means=means.strip(),
    )
    return work.add(record).id


@operation("reporting.drop_indicator", roles=OFFICER, topics=TOPICS, undoable=True)
def drop_indicator(work: Work, *, indicator_id: str) -> None:
    """Take an indicator out again, as long as no report has a value of it."""
    record = work.hold(IndicatorRecord, indicator_id)
    used = work.session.scalars(
        select(IndicatorValueRecord.id).where(
            IndicatorValueRecord.grant_indicator_id == indicator_id
        )
    ).first()
    if used is not None:
        raise refusal("reporting.indicator_used", indicator=record.code)
    work.session.delete(record)
    work.flush()


def milli(number: Decimal, name: str) -> int:
    """A number in thousandths; refused below zero and where thousandths do not hold it."""
    if not number.is_finite() or number < 0 or number != number.quantize(Decimal("0.001")):
        raise refusal("reporting.number_wrong", Where(key=name))
    return int(number * 1000)
