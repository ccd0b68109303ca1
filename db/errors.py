"""What can be wrong with a store, as a code with parameters; never a sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

Report = Callable[[int, int, str], None]
"""Progress of long work: done, total (0: unknown) and a step code; it may raise to stop."""


def no_report(_done: int, _total: int, _step: str) -> None:
    """Progress that nobody watches."""


class StoreError(Exception):
    """The store, its files or its server refuse: `code` (`store.<reason>`) and `params` say why."""

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(f"{code} {params}" if params else code)
        self.code = code
        self.params: dict[str, str | int] = params


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreNotice:
    """Something to tell about a store: on opening it, or found by a check."""

    code: str
    params: dict[str, str | int] = field(default_factory=dict)
