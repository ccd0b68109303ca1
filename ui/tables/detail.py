"""What stands beside a list: one record as tabs of named values, tables, files and history."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar, cast

from PySide6.QtWidgets import QWidget

from iris_grants.kernel.problems import Problem
from ui.shell.act import Act
from ui.shell.context import Context
from ui.tables.columns import Chip, Column

R = TypeVar("R")


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Where a computed number comes from: its values, the rule, its source and version."""

    values: tuple[tuple[str, str], ...]
    rule: str
    source: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A named value, as people read it; `why` explains it, `page` and `record` lead onward."""

    label: str
    value: str
    chip: Chip | None = None
    why: Why | None = None
    page: str = ""
    record: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Named values under a heading."""

    pairs: tuple[Pair, ...]
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubTable:
    """A short table inside a detail, made by `sub_table`, which knows the kind of its rows."""

    columns: tuple[Column[object], ...]
    rows: tuple[object, ...]
    row_key: Callable[[object], str]
    title: str
    none: str
    acts: Callable[[object], tuple[Act, ...]] | None


def sub_table(
    columns: tuple[Column[R], ...],
    rows: tuple[R, ...],
    row_key: Callable[[R], str],
    *,
    title: str = "",
    none: str = "",
    acts: Callable[[R], tuple[Act, ...]] | None = None,
) -> SubTable:
    """A short table of rows; `none` is said when there are none, `acts` are a row's steps."""
    return SubTable(
        columns=cast("tuple[Column[object], ...]", columns),
        rows=rows,
        row_key=cast("Callable[[object], str]", row_key),
        title=title,
        none=none,
        acts=cast("Callable[[object], tuple[Act, ...]] | None", acts),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A longer text under a heading."""

    text: str
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileItem:
    """A file of the store: its name for people, its SHA-256, its size in bytes."""

    name: str
    sha256: str
    size: int
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """Files that can be opened and saved elsewhere."""

    items: tuple[FileItem, ...]
    title: str = ""
    none: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One change of the record's history: when (stored UTC text), who, what, old → new."""

    at: str
    who: str
    what: str
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What happened to the record, the latest first."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A part that draws itself; `make` runs in the window's thread."""

    make: Callable[[Context], QWidget]
    title: str = ""


Part = Pairs | SubTable | Words | Files | History | Drawn


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """A tab of the detail; its title is in words already, `count` stands behind it.

    `acts` are steps that belong to what the tab shows.
    """

    title: str
    parts: tuple[Part, ...]
    count: int | None = None
    acts: tuple[Act, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """The life of a record as named steps; `at` is the place of the present one, from 0.

    `ended` names a way the record left its path (rejected, withdrawn).
    """

    steps: tuple[str, ...]
    at: int
    ended: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """One record: every text is in words already, made in a background thread.

    `acts` begins with the next step.
    """

    title: str
    tabs: tuple[Tab, ...]
    line: str = ""
    chip: Chip | None = None
    path: Path | None = None
    acts: tuple[Act, ...] = ()
    problems: tuple[Problem, ...] = field(default=())
