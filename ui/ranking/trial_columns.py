"""The columns of a trial: every application as it stands and as it would stand."""

from __future__ import annotations

from decimal import Decimal

from iris_grants.scoring.rules.exact import two_decimals
from iris_grants.scoring.rules.whatif import Change, Move
from iris_grants.scoring.trial_words import change_words
from iris_grants.wording import N_
from ui.ranking.columns import DECISIONS
from ui.ranking.places import country_name
from ui.shell.tokens import Meaning
from ui.tables.columns import Chip, Column, Kind, chip

CHANGES = {Change.IN: Meaning.GOOD, Change.OUT: Meaning.BAD}


def changed(move: Move) -> Chip | None:
    """What would become of an application; nothing where it stays as it is."""
    if move.change is Change.SAME:
        return None
    return Chip(word=change_words(move), meaning=CHANGES.get(move.change, Meaning.NEUTRAL))


def _total(move: Move) -> Decimal | None:
    total = move.after.total
    return None if total is None else Decimal(two_decimals(total))


TRIAL: tuple[Column[Move], ...] = (
    Column(
        key="after",
        title=N_("In the trial"),
        kind=Kind.INTEGER,
        value=lambda move: move.after.rank,
        width=84,
    ),
    Column(
        key="before",
        title=N_("Now"),
        kind=Kind.INTEGER,
        value=lambda move: move.before.rank,
        width=52,
    ),
    Column(
        key="application",
        title=N_("Application"),
        value=lambda move: move.application.id,
        width=84,
    ),
    Column(
        key="country",
        title=N_("Country"),
        value=lambda move: country_name(move.application.country),
        width=60,
    ),
    Column(key="total", title=N_("Points"), kind=Kind.DECIMAL, value=_total, width=72),
    Column(
        key="decision",
        title=N_("Decision"),
        kind=Kind.CHIP,
        value=lambda move: chip(move.after.decision, DECISIONS, "ranking.decision."),
        width=146,
    ),
    Column(key="change", title=N_("Change"), kind=Kind.CHIP, value=changed, width=116, stretch=1),
    Column(
        key="offered",
        title=N_("Offered"),
        kind=Kind.MONEY,
        value=lambda move: move.after.offered_minor,
        currency="EUR",
        width=116,
        total=True,
    ),
)
