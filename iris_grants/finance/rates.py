"""Taking in files of exchange rates: what is new is recorded, nothing is changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables.finance import ExchangeRateRecord
from iris_grants.finance.commands import FINANCE, RECORDED_KINDS
from iris_grants.finance.rate_files import FileRate, read_rate_file
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.operations import Work, operation
from iris_grants.kernel.problems import Problem, Where, refusal, refuse_on_errors


@dataclass(frozen=True, slots=True, kw_only=True)
class RatesPlan:
    """What importing a file of rates would do; with an error it cannot be done.

    `new` are to be recorded, `known` are there with the same value, `others` are of
    currencies that the programme does not use.
    """

    name: str
    kind: str
    new: tuple[FileRate, ...]
    known: int
    others: int
    problems: tuple[Problem, ...]


def plan_rates(
    session: Session, *, path: Path, month: date | None = None, kind: str = "inforeuro_month"
) -> RatesPlan:
    """Read a file of rates and say what would be recorded (`rate_files.read_rate_file`).

    A rate that is recorded with another value is an error (`finance.rate_differs`): rates
    are never changed.
    """
    if kind not in RECORDED_KINDS:
        raise refusal("finance.rate_kind_unknown", kind=f"rate.{kind}", currency="-")
    read = read_rate_file(path, month)
    recorded = {
        (record.currency, record.valid_on): Decimal(record.rate)
        for record in session.scalars(
            select(ExchangeRateRecord).where(ExchangeRateRecord.kind == kind)
        )
    }
    new: list[FileRate] = []
    problems = list(read.problems)
    known = 0
    for rate in read.rates:
        before = recorded.get((rate.currency, _valid_on(kind, rate).isoformat()))
        if before is None:
            new.append(rate)
        elif before == rate.rate:
            known += 1
        else:
            problems.append(_differs(path.name, rate, before))
    return RatesPlan(
        name=path.name,
        kind=kind,
        new=tuple(new),
        known=known,
        others=read.others,
        problems=tuple(problems),
    )


@operation("finance.import_rates", roles=FINANCE, topics=frozenset({"rates"}), undoable=True)
def import_rates(
    work: Work,
    *,
    path: Path,
    source: str,
    month: date | None = None,
    kind: str = "inforeuro_month",
) -> int:
    """Record the rates of a file that are not recorded yet; returns how many.

    `source` says where the file comes from; `month` is that of a file whose entries name no
    day. Refused with all problems of the file, and nothing is recorded then.
    """
    if not source.strip():
        raise refusal("finance.rate_without_source", Where(key="source"))
    plan = plan_rates(work.session, path=path, month=month, kind=kind)
    refuse_on_errors(plan.problems)
    work.add_all(
        [
            ExchangeRateRecord(
                id=new_id(),
                kind=kind,
                currency=rate.currency,
                valid_on=_valid_on(kind, rate).isoformat(),
                rate=f"{rate.rate:f}",
                source=source.strip(),
            )
            for rate in plan.new
        ]
    )
    return len(plan.new)


def _valid_on(kind: str, rate: FileRate) -> date:
    return rate.valid_on.replace(day=1) if kind == "inforeuro_month" else rate.valid_on


def _differs(name: str, rate: FileRate, before: Decimal) -> Problem:
    params = {
        "currency": rate.currency,
        "day": rate.valid_on.isoformat(),
        "recorded": f"{before:f}",
        "found": f"{rate.rate:f}",
    }
    return Problem(code="finance.rate_differs", where=Where(file=name), params=params)
