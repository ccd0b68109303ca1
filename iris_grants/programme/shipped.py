"""What ships with the program to be adopted: rule sets, standards packs and grids."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from iris_grants.programme.commands import SHIPPED_KINDS
from iris_grants.programme.templates import Template, load_template, template_names

GRID = "grid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shipped:
    """A template of a rule set; `name` is for `load_template` and `adopt_shipped`.

    A grid has no edition: it is copied into the call that names it, never adopted.
    """

    name: str
    kind: str
    code: str
    edition: str
    source: str
    verified: bool

    @property
    def adoptable(self) -> bool:
        """Whether it can be copied into a store by itself."""
        return self.kind != GRID


@cache
def shipped_rule_sets() -> tuple[Shipped, ...]:
    """Everything of the kinds of rule sets that ships, by kind and name."""
    return tuple(
        _shipped(name, kind, load_template(name))
        for folder, kind in SHIPPED_KINDS.items()
        for name in template_names(folder)
    )


def _shipped(name: str, kind: str, body: Template) -> Shipped:
    return Shipped(
        name=name,
        kind=kind,
        code=str(body["id" if kind == GRID else "code"]),
        edition=str(body.get("edition") or ""),
        source=str(body["source"]),
        verified=body.get("verified") is True,
    )
