"""What calls put on the first page: a draft to publish, a deadline, a call to close."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iris_grants.calls.queries import CallRow, list_calls
from iris_grants.kernel.access import Role
from iris_grants.kernel.clock import system_clock, utc_text
from iris_grants.programme.queries import maybe_programme
from iris_grants.wording import _
from iris_grants.wording.formats import moment
from ui.home.parts import HomePart, Need

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

OFFICER = frozenset({Role.GRANTS_OFFICER})


def home(session: Session) -> HomePart:
    """What stands between a new store and a published call, and what is due."""
    calls = list_calls(session)
    if not calls:
        begun = maybe_programme(session) is not None
        text = _("No call is loaded yet.") if begun else _("The programme is not entered yet.")
        return HomePart(needs=(_need(text, None),))
    needs = []
    for call in calls:
        if call.state == "draft":
            text = _("The call {number} is a draft.").format(number=call.number)
            needs.append(_need(text, call))
        elif call.state == "published":
            needs.append(_published(call))
    return HomePart(needs=tuple(needs))


def _published(call: CallRow) -> Need:
    until = moment(call.deadline_at, call.deadline_zone)
    if call.deadline_at > utc_text(system_clock()):
        text = _("The call {number} is open until {deadline}.")
    else:
        text = _("The deadline of the call {number} passed on {deadline}; it can be closed.")
    return _need(text.format(number=call.number, deadline=until), call)


def _need(text: str, call: CallRow | None) -> Need:
    return Need(
        text=text,
        button=_("To calls"),
        page="calls",
        record=call.id if call else "",
        roles=OFFICER,
    )
