"""`iris-grants grants`: the grants of a store."""

from __future__ import annotations

import argparse

from iris_grants.cli.output import open_for, print_json, print_table
from iris_grants.grants.queries import list_grants
from iris_grants.wording import _, label
from iris_grants.wording.formats import day, money


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `grants list`."""
    words = _("grants and contracts")
    group = subparsers.add_parser("grants", help=words, description=words)
    commands = group.add_subparsers(dest="grants_command", metavar=_("COMMAND"), required=True)
    words = _("list the grants of a store with what was paid")
    listing = commands.add_parser("list", help=words, description=words)
    listing.add_argument("store", metavar="STORE")
    listing.add_argument("--json", action="store_true", help=_("print one JSON document"))
    listing.set_defaults(run=list_all)


def list_all(args: argparse.Namespace) -> int:
    """Print the grants with grantee, amount, payments, period and state."""
    with open_for(args, write=False).read() as session:
        rows = list_grants(session)
    if args.json:
        print_json({"grants": rows})
        return 0
    print_table(
        (_("Contract"), _("Grantee"), _("Amount"), _("Paid"), _("Period"), _("State")),
        (
            (
                row.number,
                row.organisation,
                money(row.amount),
                money(row.paid),
                f"{day(row.starts_on)} – {day(row.ends_on)}",
                label(f"state.grant.{row.state}"),
            )
            for row in rows
        ),
        right="..rr",
    )
    return 0
