"""`iris-grants awards`: awards with their negotiated lines."""

from __future__ import annotations

import argparse

from iris_grants.awards.queries import lines_of, list_awards
from iris_grants.cli.output import as_document, open_for, print_json, print_table
from iris_grants.wording import _, label
from iris_grants.wording.formats import day, money


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `awards list`."""
    words = _("awards and their negotiation")
    group = subparsers.add_parser("awards", help=words, description=words)
    commands = group.add_subparsers(dest="awards_command", metavar=_("COMMAND"), required=True)
    words = _("list the awards of a store; with --json also their budget lines")
    listing = commands.add_parser("list", help=words, description=words)
    listing.add_argument("store", metavar="STORE")
    listing.add_argument("--json", action="store_true", help=_("print one JSON document"))
    listing.set_defaults(run=list_all)


def list_all(args: argparse.Namespace) -> int:
    """Print the awards with applicant, state, amount and decision."""
    with open_for(args, write=False).read() as session:
        rows = list_awards(session)
        lines = {row.id: lines_of(session, row.id) for row in rows} if args.json else {}
    if args.json:
        print_json({"awards": [_document(row, lines[row.id]) for row in rows]})
        return 0
    print_table(
        (_("Application"), _("Organisation"), _("State"), _("Amount"), _("Decision")),
        (
            (
                row.number,
                row.organisation,
                label(f"state.award.{row.state}"),
                money(row.amount),
                f"{row.decision_no or ''} {day(row.decided_on)}".strip(),
            )
            for row in rows
        ),
        right="...r",
    )
    return 0


def _document(row: object, lines: object) -> dict[str, object]:
    found = as_document(row)
    return {**(found if isinstance(found, dict) else {}), "lines": lines}
