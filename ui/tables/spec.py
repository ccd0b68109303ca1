"""A list page described as data: what it loads, shows, filters, offers and says when empty."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from iris_grants.kernel.problems import Problem
from ui.shell.act import Act
from ui.tables.columns import Column
from ui.tables.detail import Detail
from ui.tables.states import Empty

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

R = TypeVar("R")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter(Generic[R]):
    """A filter chip: its title (`N_` marked) and the rows it keeps; several chips add up."""

    key: str
    title: str
    keeps: Callable[[R], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What stands over the list; texts are in words, made in the thread that loads.

    `line` says where one is, the state, the deadline; `waiting` is the number beside the
    page's name in the navigation.
    """

    line: str = ""
    primary: Act | None = None
    secondary: tuple[Act, ...] = ()
    problems: tuple[Problem, ...] = ()
    waiting: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSpec(Generic[R]):
    """A list page as data. `load`, `head` and `detail` run in a background thread.

    `title` is marked with `N_`; `topics` are those of the operations that change the list.
    """

    key: str
    title: str
    topics: frozenset[str]
    load: Callable[[Session], tuple[R, ...]]
    row_key: Callable[[R], str]
    columns: tuple[Column[R], ...]
    empty: Empty
    head: Callable[[Session, tuple[R, ...]], Head] | None = None
    detail: Callable[[Session, R], Detail] | None = None
    filters: tuple[Filter[R], ...] = ()
    sorted_by: str = ""
    search_hint: str = ""
