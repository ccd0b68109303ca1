"""The licensing board as values: columns by groups of stages, a card a case."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from iris_grants.licensing.queries import CaseRow, list_cases
from iris_grants.licensing.reminders import reminders
from iris_grants.licensing.rules.path import Stage
from iris_grants.licensing.rules.reminders import LICENCE_DAYS, Urgency
from iris_grants.wording import N_, _, label, ngettext
from iris_grants.wording.formats import day
from ui.shell.tokens import Meaning
from ui.tables.columns import Chip, chip

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

LANES: tuple[tuple[str, str, frozenset[Stage]], ...] = (
    ("selection", N_("Selection"), frozenset({Stage.INTEREST, Stage.SELECTED})),
    (
        "assessment",
        N_("Assessment of standards"),
        frozenset({Stage.MENTOR_ASSIGNED, Stage.GAP_SELF_ASSESSMENT, Stage.GAP_VERIFIED}),
    ),
    (
        "preparation",
        N_("Preparation"),
        frozenset(
            {Stage.PLAN_APPROVED, Stage.DOCUMENTS_DRAFTED, Stage.GAPS_CLOSED, Stage.MOCK_REVIEW}
        ),
    ),
    ("authority", N_("At the authority"), frozenset({Stage.FILED, Stage.AUTHORITY_REVIEW})),
    (
        "reached",
        N_("Reached"),
        frozenset({Stage.LICENSED, Stage.MAINTENANCE, Stage.COMPLETED}),
    ),
    (
        "stopped",
        N_("Stopped"),
        frozenset({Stage.REFUSED, Stage.SUSPENDED, Stage.REVOKED, Stage.WITHDRAWN}),
    ),
)
FAR = "9999-12-31"
STAGES = {
    "licensed": Meaning.GOOD,
    "maintenance": Meaning.GOOD,
    "completed": Meaning.GOOD,
    "refused": Meaning.BAD,
    "suspended": Meaning.BAD,
    "revoked": Meaning.BAD,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A case on the board; `urgency` is that of its most pressing reminder.

    `ends_soon`: its licence has ended or ends within nine months.
    """

    row: CaseRow
    days: int
    waiting: int
    urgency: Urgency | None
    ends_soon: bool

    @property
    def stage_chip(self) -> Chip:
        """The stage."""
        return chip(self.row.stage, STAGES, "stage.")

    @property
    def notes(self) -> tuple[Chip, ...]:
        """What stands out: blocking gaps, the end of the licence, what waits."""
        found = []
        if self.row.blocking_open:
            words = ngettext("{n} blocking gap", "{n} blocking gaps", self.row.blocking_open)
            found.append(Chip(word=words.format(n=self.row.blocking_open), meaning=Meaning.BAD))
        if self.row.licence_valid_to:
            until = _("until {day}").format(day=day(self.row.licence_valid_to))
            meaning = Meaning.ATTENTION if self.ends_soon else Meaning.NEUTRAL
            found.append(Chip(word=until, meaning=meaning))
        if self.urgency is not None:
            meaning = Meaning.BAD if self.urgency is Urgency.OVERDUE else Meaning.ATTENTION
            words = ngettext("{n} reminder", "{n} reminders", self.waiting)
            found.append(Chip(word=words.format(n=self.waiting), meaning=meaning))
        return tuple(found)

    @property
    def lines(self) -> tuple[str, str, str]:
        """Service, country, and the days in the stage."""
        days = ngettext("{n} day in this stage", "{n} days in this stage", self.days)
        return (
            label(f"service.{self.row.service}"),
            label(f"country.{self.row.country}"),
            days.format(n=self.days),
        )

    @property
    def spoken(self) -> str:
        """The whole card in words."""
        parts = [
            self.row.organisation,
            self.row.number,
            *self.lines,
            self.stage_chip.word,
            *(one.word for one in self.notes),
        ]
        return ", ".join(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """A column of the board."""

    key: str
    title: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """All cards, and what they can be filtered by."""

    cards: tuple[Card, ...] = ()

    @property
    def countries(self) -> tuple[str, ...]:
        """The countries of the cases."""
        return tuple(sorted({card.row.country for card in self.cards}))

    @property
    def mentors(self) -> tuple[str, ...]:
        """The names of the mentors."""
        return tuple(sorted({card.row.mentor for card in self.cards if card.row.mentor}))

    def lanes(self, country: str = "", mentor: str = "") -> tuple[Lane, ...]:
        """The columns with the cards that fit; the longest in their stage come first."""
        kept = [
            card
            for card in self.cards
            if country in ("", card.row.country) and mentor in ("", card.row.mentor)
        ]
        kept.sort(key=lambda card: (-card.days, card.row.number))
        return tuple(
            Lane(
                key=key,
                title=_(title),
                cards=tuple(card for card in kept if Stage(card.row.stage) in stages),
            )
            for key, title, stages in LANES
        )


def lane_counts(rows: tuple[CaseRow, ...]) -> tuple[tuple[str, int], ...]:
    """How many cases stand in each column, by its title."""
    return tuple(
        (_(title), sum(Stage(row.stage) in stages for row in rows)) for _key, title, stages in LANES
    )


def board_of(session: Session, today: date) -> Board:
    """The board; the same number of statements for any number of cases."""
    soon = (today + timedelta(days=max(LICENCE_DAYS))).isoformat()
    waiting = Counter[str]()
    urgencies: dict[str, Urgency] = {}
    for one in reminders(session, today):
        waiting[one.case_id] += 1
        urgencies.setdefault(one.case_id, one.reminder.urgency)
    return Board(
        cards=tuple(
            Card(
                row=row,
                days=max((today - date.fromisoformat(row.reached_on)).days, 0),
                waiting=waiting[row.id],
                urgency=urgencies.get(row.id),
                ends_soon=(row.licence_valid_to or FAR) <= soon,
            )
            for row in list_cases(session)
        )
    )
