"""What a page's module can put on the first page: figures, needs and pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from iris_grants.kernel.access import Role
from ui.charts import Chart
from ui.tables.columns import Chip


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number with its name, and a chip that says how it stands."""

    title: str
    value: str
    chip: Chip | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """Something that waits for somebody: a sentence, and the button that leads there.

    `roles` are whose work it is; those of the acting person come first.
    """

    text: str
    button: str
    page: str
    record: str = ""
    line: str = ""
    chip: Chip | None = None
    roles: frozenset[Role] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A chart on a card; `make` runs in the window's thread. Wide ones take two columns."""

    title: str
    make: Callable[[], Chart]
    wide: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePart:
    """What one page contributes; made by its module's `home(session)` in a thread."""

    figures: tuple[Figure, ...] = ()
    needs: tuple[Need, ...] = ()
    pictures: tuple[Picture, ...] = ()
