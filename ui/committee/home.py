"""What the committee puts on the first page: ties to answer, packages out, returns held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iris_grants.kernel.access import Role
from iris_grants.wording import _, ngettext
from ui.committee.choice import published_calls
from ui.committee.standing import Standing, standing_of
from ui.home.parts import HomePart, Need

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

WHOSE = frozenset({Role.GRANTS_OFFICER, Role.SECRETARY})


def home(session: Session) -> HomePart:
    """The needs of the latest call's committee, until its ranking is fixed."""
    call = next(iter(published_calls(session)), None)
    if call is None:
        return HomePart()
    found = standing_of(session, call)
    if found.fixed or not found.members:
        return HomePart()
    return HomePart(needs=(*_ties(found), *_packages(found), *_held(found)))


def _ties(found: Standing) -> tuple[Need, ...]:
    count = len(found.questions)
    words = ngettext(
        "{n} tie waits for the answer of the chair.",
        "{n} ties wait for the answer of the chair.",
        count,
    )
    return _need(words.format(n=count), "conflicts/") if count else ()


def _packages(found: Standing) -> tuple[Need, ...]:
    count = len(found.unreturned)
    words = ngettext(
        "{n} scoring package has not come back.",
        "{n} scoring packages have not come back.",
        count,
    )
    return _need(words.format(n=count), "packages/") if count else ()


def _held(found: Standing) -> tuple[Need, ...]:
    count = len(found.held)
    words = ngettext("{n} return is held.", "{n} returns are held.", count)
    return _need(words.format(n=count), "returns/") if count else ()


def _need(text: str, record: str) -> tuple[Need, ...]:
    return (
        Need(text=text, button=_("To the committee"), page="committee", record=record, roles=WHOSE),
    )
