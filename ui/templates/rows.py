"""The rows of the templates page: what is in the store, and what ships and could be adopted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from iris_grants.programme.queries import rule_sets
from iris_grants.programme.shipped import shipped_rule_sets

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateRow:
    """A rule set: in the store (`id`), or only shipped (`name`).

    `state` is `adopted`, `shipped` (can be adopted) or `in_calls` (a grid, copied into the
    calls that name it).
    """

    id: str
    name: str
    kind: str
    code: str
    edition: str
    source: str
    verified: bool
    fingerprint: str
    state: str

    @property
    def key(self) -> str:
        """What the list knows it by."""
        return self.id or self.name


def load_rows(session: Session) -> tuple[TemplateRow, ...]:
    """Everything in the store, then what ships and is not there in that edition."""
    there = tuple(
        TemplateRow(
            id=row.id,
            name="",
            kind=row.kind,
            code=row.code,
            edition=row.edition,
            source=row.source,
            verified=row.verified,
            fingerprint=row.fingerprint,
            state="adopted",
        )
        for row in rule_sets(session)
    )
    known = {(row.kind, row.code, row.edition) for row in there}
    return there + tuple(
        TemplateRow(
            id="",
            name=one.name,
            kind=one.kind,
            code=one.code,
            edition=one.edition,
            source=one.source,
            verified=one.verified,
            fingerprint="",
            state="shipped" if one.adoptable else "in_calls",
        )
        for one in shipped_rule_sets()
        if (one.kind, one.code, one.edition) not in known
    )
