"""How awards, their lines and letters look in tables."""

from __future__ import annotations

from iris_grants.awards.queries import LIVE_STATES, AwardRow, CeilingRow, LetterRow, LineRow
from iris_grants.awards.reserve import ReserveRow
from iris_grants.wording import N_, _, label
from iris_grants.wording.formats import money
from ui.shell.tokens import Meaning
from ui.tables.columns import Column, Kind, chip

STATES = {
    "proposed": Meaning.INFORMATION,
    "awarded": Meaning.GOOD,
    "declined": Meaning.BAD,
    "withdrawn": Meaning.NEUTRAL,
}

LINES: tuple[Column[LineRow], ...] = (
    Column(key="code", title=N_("Line"), width=64),
    Column(key="description", title=N_("Costs"), width=140, stretch=3),
    Column(
        key="requested_minor",
        title=N_("Requested"),
        kind=Kind.MONEY,
        currency="EUR",
        width=120,
        total=True,
    ),
    Column(
        key="proposed_minor",
        title=N_("Proposed"),
        kind=Kind.MONEY,
        currency="EUR",
        width=120,
        total=True,
    ),
    Column(
        key="agreed_minor",
        title=N_("Agreed"),
        kind=Kind.MONEY,
        currency="EUR",
        width=120,
        total=True,
    ),
    Column(
        key="reason",
        title=N_("Reason"),
        value=lambda row: row.reason or row.proposed_reason or "",
        width=120,
        stretch=2,
    ),
)

LETTERS: tuple[Column[LetterRow], ...] = (
    Column(key="register_no", title=N_("Register number of the letter"), width=120),
    Column(
        key="kind", title=N_("Letter"), value=lambda row: label(f"letter.{row.kind}"), stretch=2
    ),
    Column(key="written_on", title=N_("Written on"), kind=Kind.DATE),
)

CEILING: tuple[Column[CeilingRow], ...] = (
    Column(key="organisation", title=N_("Organisation"), stretch=2),
    Column(key="awarded", title=N_("Awarded"), kind=Kind.MONEY, currency="EUR"),
    Column(key="proposed", title=N_("In negotiation"), kind=Kind.MONEY, currency="EUR", width=120),
    Column(key="exception", title=N_("Exception up to"), kind=Kind.MONEY, currency="EUR"),
    Column(key="left", title=N_("Left of the ceiling"), kind=Kind.MONEY, currency="EUR", width=150),
)

RESERVE: tuple[Column[ReserveRow], ...] = (
    Column(key="number", title=N_("Number"), width=76),
    Column(key="organisation", title=N_("Organisation"), width=140, stretch=3),
    Column(key="rank", title=N_("Place"), kind=Kind.INTEGER, width=64),
    Column(key="requested", title=N_("Requested"), kind=Kind.MONEY, currency="EUR", width=116),
    Column(
        key="waiting",
        title=N_("State"),
        value=lambda row: waiting_words(row),
        width=150,
        stretch=2,
    ),
)


def waiting_words(row: ReserveRow) -> str:
    """What could be offered now, or why the application waits."""
    if row.offered is not None:
        return _("next: {amount}").format(amount=money(row.offered))
    return label(f"awards.waiting.{row.waiting}")


AWARDS: tuple[Column[AwardRow], ...] = (
    Column(key="number", title=N_("Number"), width=76),
    Column(key="organisation", title=N_("Organisation"), width=130, stretch=3),
    Column(key="title", title=N_("Project"), width=100, stretch=2, hidden=True),
    Column(
        key="country",
        title=N_("Country"),
        value=lambda row: label(f"country.{row.country}"),
        hidden=True,
    ),
    Column(
        key="state",
        title=N_("State"),
        kind=Kind.CHIP,
        value=lambda row: chip(row.state, STATES, "state.award."),
    ),
    Column(key="requested", title=N_("Requested"), kind=Kind.MONEY, currency="EUR", hidden=True),
    Column(
        key="amount",
        title=N_("In force"),
        kind=Kind.MONEY,
        value=lambda row: row.amount if row.state in LIVE_STATES else None,
        currency="EUR",
        width=116,
        total=True,
    ),
    Column(
        key="lapsed",
        title=N_("Lapsed"),
        kind=Kind.MONEY,
        value=lambda row: None if row.state in LIVE_STATES else row.amount,
        currency="EUR",
        width=112,
        total=True,
    ),
    Column(key="decision_no", title=N_("Decision"), hidden=True),
    Column(key="decided_on", title=N_("Decided on"), kind=Kind.DATE, width=104),
)
