"""What the ranking puts on the first page: third assessors, and the ranking to be fixed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iris_grants.kernel.access import Role
from iris_grants.scoring.queries.ranking import fixed_rankings
from iris_grants.scoring.rules.reassessment import THIRD_NEEDED
from iris_grants.scoring.rules.selection import Decision
from iris_grants.wording import _
from ui.committee.choice import published_calls
from ui.home.parts import HomePart, Need
from ui.ranking.places import places_of

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

WHOSE = frozenset({Role.GRANTS_OFFICER, Role.SECRETARY})


def home(session: Session) -> HomePart:
    """What the ranking of the latest call waits for."""
    call = next(iter(published_calls(session)), None)
    if call is None or fixed_rankings(session, call.id):
        return HomePart()
    places = places_of(session, call.id)
    thirds = tuple(
        Need(
            text=_("Application {number} needs a third assessor.").format(
                number=place.application.number
            ),
            button=_("To the ranking"),
            page="ranking",
            record=f"now/{place.application.id}",
            roles=WHOSE,
        )
        for place in places
        if place.row.reason == THIRD_NEEDED and not place.row.application.third_assessor
    )
    if thirds or not places:
        return HomePart(needs=thirds)
    if any(place.row.decision is Decision.AWAITING for place in places):
        return HomePart()
    need = Need(
        text=_("Every application is assessed: the ranking can be fixed."),
        button=_("To the ranking"),
        page="ranking",
        roles=WHOSE,
    )
    return HomePart(needs=(need,))
