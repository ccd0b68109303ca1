"""A store with one of everything that a programme has, and the same many times over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Table, UniqueConstraint, insert, select

from db.journal_triggers import journalled_tables
from db.store import Store
from tests.journeys.comparison import SUBJECTS

WHOLE = ("application", "licensing_case")
"""Of these the richest record is taken with everything that hangs on it."""

ONCE = frozenset({"programme", "office_rule", "journal_erasure"})
"""A store has these but once."""

FRAME = ONCE | {"programme_partner", "programme_result", "result_target", "rule_set", "call"}
"""What the work stands on: with it single, the lists of one call grow."""

COUNTED = 1_000
AT = "2026-01-01T08:00:00Z"
Row = dict[str, Any]
Rows = Mapping[str, Mapping[str, Row]]
Place = tuple[str, str]


def one_of_everything(source: Path, person: str) -> Rows:
    """Records of a store by table and identity: one application and one case, the richest.

    All that is theirs comes along, to the last payment and licence, and so does a person by
    this name. Tables in which nothing was found that way give one record, with what it refers to.
    """
    with Store.open(source, write=False) as store, store.read() as session:
        every = {
            table.name: {row["id"]: dict(row) for row in session.execute(select(table)).mappings()}
            for table in journalled_tables()
            if "id" in table.c
        }
    picked = _Picked(every)
    for name, row in every["person"].items():
        if row["name"] == person:
            picked.take(("person", name))
    for table in WHOLE:
        richest = max(every[table], key=lambda one: len(set(picked.below((table, one)))))
        picked.take_whole((table, richest))
    for table, rows in every.items():
        if table in FRAME:
            picked.take_all(table)
        elif rows and not any(name == table for name, _id in picked.taken):
            picked.take((table, min(rows)))
    for name, row in every["person_role"].items():
        if ("person", row["person_id"]) in picked.taken:
            picked.take(("person_role", name))
    return {
        table: {name: row for name, row in rows.items() if (table, name) in picked.taken}
        for table, rows in every.items()
    }


def laid_down(rows: Rows, target: Path, *, times: int = 1, single: Collection[str] = FRAME) -> Path:
    """A new store that holds these records so many times, but those of `single` tables once.

    Whatever must be unique is told apart by its copy's number. Each copy is an operation.
    """
    with Store.create(target) as store:
        for copy in range(times):
            with store.operation(
                operation="tests.sample", person_id="", standing="declared", at=AT
            ) as session:
                for table in journalled_tables():
                    there = rows.get(table.name, {}).values()
                    if there and not (copy and table.name in single):
                        changed = _told_apart(table, single)
                        session.execute(insert(table), [_copy(row, copy, changed) for row in there])
    return target


@dataclass(slots=True)
class _Picked:
    """Records that are taken, each with all that it refers to."""

    every: Rows
    taken: set[Place] = field(default_factory=set)
    hanging: dict[Place, list[Place]] = field(default_factory=lambda: defaultdict(list))
    targets: dict[str, dict[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for one in journalled_tables():
            self.targets[one.name] = {
                key.parent.name: key.column.table.name for key in one.foreign_keys
            }
        for table, rows in self.every.items():
            for name in rows:
                for place in self.above((table, name)):
                    self.hanging[place].append((table, name))

    def above(self, place: Place) -> Iterator[Place]:
        """What a record refers to."""
        table, name = place
        row = self.every[table][name]
        targets = self.targets[table]
        if "subject_kind" in row and "subject_id" in row:
            targets = {**targets, "subject_id": SUBJECTS.get(row["subject_kind"], "")}
        for column, target in targets.items():
            if row[column] in self.every.get(target, {}):
                yield target, row[column]

    def below(self, place: Place) -> Iterator[Place]:
        """What hangs on a record, and on that in turn."""
        for one in self.hanging.get(place, ()):
            yield one
            yield from self.below(one)

    def take(self, place: Place) -> None:
        """Take a record and all that it refers to."""
        if place not in self.taken:
            self.taken.add(place)
            for one in self.above(place):
                self.take(one)

    def take_whole(self, place: Place) -> None:
        """Take a record and all that hangs on it."""
        self.take(place)
        for one in set(self.below(place)):
            self.take(one)

    def take_all(self, table: str) -> None:
        """Take every record of a table."""
        for name in self.every[table]:
            self.take((table, name))


def _copy(row: Row, copy: int, changed: Mapping[str, str]) -> Row:
    if copy == 0:
        return row
    return {name: _value(value, copy, changed.get(name)) for name, value in row.items()}


def _value(value: object, copy: int, how: str | None) -> object:
    if how is None or value is None:
        return value
    if isinstance(value, int):
        return value + copy * COUNTED
    if how == "day":
        return (date.fromisoformat(str(value)) + timedelta(days=copy * COUNTED)).isoformat()
    return f"{value}-{copy}"


def _told_apart(table: Table, single: Collection[str]) -> dict[str, str]:
    """The columns that differ in a copy: identities of what is copied too, and what is unique."""
    found = {"id": "text", "subject_id": "text"} if "subject_id" in table.c else {"id": "text"}
    for key in table.foreign_keys:
        if key.column.table.name not in single:
            found[key.parent.name] = "text"
    unique = [
        list(one.columns) for one in table.constraints if isinstance(one, UniqueConstraint)
    ] + [list(one.columns) for one in table.indexes if one.unique]
    for columns in unique:
        if not any(column.name in found for column in columns):
            last = columns[-1]
            found[last.name] = "day" if last.name.endswith("_on") else "text"
    return found
