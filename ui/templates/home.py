"""What rules put on the first page: those in use that nobody compared with their source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iris_grants.kernel.access import Role
from iris_grants.programme.queries import rule_sets
from iris_grants.wording import _, label, ngettext
from ui.home.parts import HomePart, Need

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

WHOSE = frozenset({Role.ADMINISTRATOR, Role.GRANTS_OFFICER})


def home(session: Session) -> HomePart:
    """One line for all rule sets of the store that are marked *not verified*."""
    found = [row for row in rule_sets(session) if not row.verified]
    if not found:
        return HomePart()
    words = ngettext(
        "{n} rule set in use is not compared with its source.",
        "{n} rule sets in use are not compared with their sources.",
        len(found),
    )
    kinds = dict.fromkeys(label(f"rule_set.kind.{row.kind}") for row in found)
    need = Need(
        text=words.format(n=len(found)),
        line=", ".join(kinds),
        button=_("To the templates"),
        page="templates",
        record=found[0].id,
        roles=WHOSE,
    )
    return HomePart(needs=(need,))
