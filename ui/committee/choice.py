"""Which call committee and ranking are about: the one chosen, or the latest published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from iris_grants.calls.queries import CallRow, list_calls
from iris_grants.wording import _, current_language
from ui.forms.fields import Choice, Field, FieldKind, FormSpec
from ui.shell.act import Act
from ui.shell.context import Context

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

REMEMBERED = "scoring/call"


class CallChoice:
    """The call that a page shows; `wanted` is a plain text, so threads may read it.

    `looked` are the calls in whose data somebody looked for ties since the page was opened.
    """

    def __init__(self, context: Context) -> None:
        self._preferences = context.preferences
        self._key = f"{REMEMBERED}/{context.desk.store_id}"
        self.wanted = ""
        self.looked: set[str] = set()
        self.look()

    def look(self) -> bool:
        """Read what was chosen last, on any page; whether that is another call than before."""
        found = self._preferences.text(self._key)
        changed, self.wanted = found != self.wanted, found
        return changed

    def choose(self, call_id: str) -> None:
        """Show another call from now on."""
        self._preferences.set_text(self._key, call_id)
        self.wanted = call_id

    def found(self, session: Session) -> CallRow | None:
        """The call to show; none while no call is published."""
        calls = published_calls(session)
        chosen = [call for call in calls if call.id == self.wanted]
        return next(iter((*chosen, *calls)), None)


def published_calls(session: Session) -> tuple[CallRow, ...]:
    """The calls that have left the stage of a draft, the latest first."""
    return tuple(call for call in list_calls(session) if call.state != "draft")


def choice_act(calls: tuple[CallRow, ...], now: CallRow, choice: CallChoice) -> tuple[Act, ...]:
    """The way to another call; nothing where there is only one."""
    if len(calls) < 2:
        return ()

    def run(context: Context, owner: QWidget) -> None:
        from ui.forms.work import open_work

        def chosen(call_id: str) -> None:
            choice.choose(call_id)
            context.desk.changed.emit(frozenset({"committee", "ranking", "calls"}))

        open_work(
            context,
            owner,
            choice_form(calls, now),
            lambda desk, values, progress: str(values["call"]),
            chosen,
        )

    return (Act(text=_("Other call…"), run=run, icon="megaphone"),)


def choice_form(calls: tuple[CallRow, ...], now: CallRow) -> FormSpec:
    """Choosing a call."""
    return FormSpec(
        title=_("Show another call"),
        save=_("Show"),
        fields=(
            Field(
                name="call",
                label=_("Call"),
                kind=FieldKind.CHOICE,
                required=True,
                initial=now.id,
                choices=tuple(
                    Choice(
                        value=call.id,
                        label=f"{call.number} · {call.title.of(current_language())}",
                    )
                    for call in calls
                ),
            ),
        ),
    )
