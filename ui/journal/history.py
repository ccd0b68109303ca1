"""The history of a record as a tab: who did what and when, with old and new values in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from iris_grants.people.history import HistoryRow, history_of_record
from iris_grants.people.journal import ChangeRow, ValueChange
from iris_grants.wording import N_, _, label
from iris_grants.wording.formats import day, minor, moment
from ui.journal.page import operation_words, record_words
from ui.tables.columns import Kind
from ui.tables.detail import Entry, History, Tab

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

NOTHING = "–"
COUNTED = {"insert": N_("{records}: {n} new"), "update": N_("{records}: {n} changed")}
REMOVED = N_("{records}: {n} removed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """How a column is told: its title (`N_` marked), and the prefix of its codes or its kind."""

    title: str
    prefix: str = ""
    kind: Kind = Kind.TEXT


STATE = N_("State")

COLUMNS: dict[str, dict[str, Shown]] = {
    "application": {
        "state": Shown(title=STATE, prefix="state.application."),
        "reason": Shown(title=N_("Reason"), prefix="applications.reason."),
        "revision": Shown(title=N_("Revision")),
        "title": Shown(title=N_("Title")),
        "requested_minor": Shown(title=N_("Requested"), kind=Kind.MONEY),
        "received_at": Shown(title=N_("Received"), kind=Kind.MOMENT),
    },
    "call": {
        "state": Shown(title=STATE, prefix="state.call."),
        "deadline_at": Shown(title=N_("Deadline"), kind=Kind.MOMENT),
        "envelope_minor": Shown(title=N_("Envelope"), kind=Kind.MONEY),
        "min_amount_minor": Shown(title=N_("Smallest amount"), kind=Kind.MONEY),
        "max_amount_minor": Shown(title=N_("Largest amount"), kind=Kind.MONEY),
    },
    "organisation": {
        "name": Shown(title=N_("Name")),
        "country": Shown(title=N_("Country"), prefix="country."),
        "city": Shown(title=N_("Place")),
        "address": Shown(title=N_("Address")),
        "legal_form": Shown(title=N_("Legal form")),
        "register_no": Shown(title=N_("Register number")),
        "tax_no": Shown(title=N_("Tax number")),
        "registered_on": Shown(title=N_("Registered on"), kind=Kind.DATE),
        "email": Shown(title=N_("E-mail address")),
        "phone": Shown(title=N_("Telephone")),
        "representative": Shown(title=N_("Representative")),
    },
    "person": {
        "name": Shown(title=N_("Full name")),
        "email": Shown(title=N_("E-mail address")),
        "organisation_name": Shown(title=N_("Organisation")),
        "active": Shown(title=N_("Active"), kind=Kind.YES),
    },
    "award": {
        "state": Shown(title=STATE, prefix="state.award."),
        "amount_minor": Shown(title=N_("Amount"), kind=Kind.MONEY),
        "decision_no": Shown(title=N_("Decision number")),
        "decided_on": Shown(title=N_("Decided on"), kind=Kind.DATE),
    },
    "grant_contract": {
        "state": Shown(title=STATE, prefix="state.grant."),
        "amount_minor": Shown(title=N_("Amount"), kind=Kind.MONEY),
        "starts_on": Shown(title=N_("Starts"), kind=Kind.DATE),
        "ends_on": Shown(title=N_("Ends"), kind=Kind.DATE),
        "signed_by_us_on": Shown(title=N_("Signed by us on"), kind=Kind.DATE),
        "signed_by_grantee_on": Shown(title=N_("Signed by the grantee on"), kind=Kind.DATE),
    },
    "licensing_case": {
        "stage": Shown(title=N_("Stage"), prefix="stage."),
        "goal": Shown(title=N_("Goal"), prefix="goal."),
    },
    "rule_set": {
        "code": Shown(title=N_("Code")),
        "edition": Shown(title=N_("Edition")),
        "verified": Shown(title=N_("Compared with its source"), kind=Kind.YES),
    },
}

NAMED: dict[str, Shown] = {
    "bank_account": Shown(title="iban"),
    "document": Shown(title="name"),
    "person_role": Shown(title="role", prefix="role."),
    "letter": Shown(title="register_no"),
    "licence": Shown(title="number"),
}
"""Parts that are told one by one, by this column; others are only counted."""


def history_tab(
    session: Session,
    table: str,
    identity: str,
    *,
    parts: Sequence[str] = (),
    documents_of: str = "",
) -> Tab:
    """The tab *History* of a record and its parts, as `history_of_record` finds it."""
    rows = history_of_record(session, table, identity, parts=parts, documents_of=documents_of)
    entries = tuple(_entry(row, table) for row in rows)
    return Tab(title=_("History"), parts=(History(entries=entries),))


def _entry(row: HistoryRow, table: str) -> Entry:
    lines: list[str] = []
    counts: Counter[tuple[str, str]] = Counter()
    for change in row.changes:
        if change.table == table:
            lines += _values(change)
        elif change.table in NAMED and change.verb in ("insert", "delete"):
            lines += _named(change)
        else:
            counts[change.table, change.verb] += 1
    for (part, verb), count in counts.items():
        words = _(COUNTED.get(verb, REMOVED))
        lines.append(words.format(records=record_words(part), n=count))
    return Entry(
        at=row.at, who=row.person, what=operation_words(row.operation), changes=tuple(lines)
    )


def _values(change: ChangeRow) -> list[str]:
    """Old and new of the columns that people know; a new record is told by its operation."""
    known = COLUMNS.get(change.table, {})
    if change.verb != "update":
        return []
    return [
        _old_and_new(value, known[value.column]) for value in change.values if value.column in known
    ]


def _old_and_new(value: ValueChange, shown: Shown) -> str:
    return f"{_(shown.title)}: {_words(value.before, shown)} → {_words(value.after, shown)}"


def _named(change: ChangeRow) -> list[str]:
    shown = NAMED[change.table]
    for value in change.values:
        if value.column == shown.title:
            name = _words(value.after if change.verb == "insert" else value.before, shown)
            sign = "+" if change.verb == "insert" else "\N{MINUS SIGN}"
            return [f"{sign} {name}"]
    return []


def _words(text: str | None, shown: Shown) -> str:
    if text is None:
        return NOTHING
    if shown.prefix:
        return label(f"{shown.prefix}{text}")
    return {
        Kind.MONEY: lambda: minor(int(text)),
        Kind.DATE: lambda: day(text),
        Kind.MOMENT: lambda: moment(text),
        Kind.YES: lambda: _("yes") if text == "1" else _("no"),
    }.get(shown.kind, lambda: text)()
