"""What is in a store: how many records of each kind."""

from __future__ import annotations

from sqlalchemy import func, literal, select, union_all
from sqlalchemy.orm import Session

from db.base import Base, Record
from db.tables import whole

JOURNAL = "journal_entry"


def record_counts(session: Session) -> dict[str, int]:
    """The number of records in each table that has any, by table; one query for all."""
    counted = union_all(
        *(
            select(literal(name).label("name"), func.count().label("count")).select_from(
                whole().tables[name]
            )
            for name in _kinds()
        )
    )
    return {name: count for name, count in session.execute(counted) if count}


def _kinds() -> tuple[str, ...]:
    tables = whole().tables
    of_work = {
        mapper.class_.__tablename__
        for mapper in Base.registry.mappers
        if issubclass(mapper.class_, Record)
        and mapper.class_.__module__.startswith(whole.__module__)
    }
    return tuple(sorted(of_work | ({JOURNAL} & tables.keys())))
