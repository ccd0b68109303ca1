"""`iris-grants grants`: the grants of a store."""

from __future__ import annotations

import argparse

from iris_grants.cli.output import open_for, print_json, print_table
from iris_grants.grants.queries import current_budget, instalments_of, list_grants
from iris_grants.kernel.problems import refusal
from iris_grants.wording import _, label
from iris_grants.wording.formats import day, minor, money


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
    words = _("show a grant with its budget and instalments")
    showing = commands.add_parser("show", help=words, description=words)
    showing.add_argument("store", metavar="STORE")
    showing.add_argument("grant", metavar="GRANT", help=_("number of the contract"))
    showing.add_argument("--json", action="store_true", help=_("print one JSON document"))
    showing.set_defaults(run=show)


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


def show(args: argparse.Namespace) -> int:
    """Print one grant: contract, budget in force, instalments; refused if it is not there."""
    with open_for(args, write=False).read() as session:
        row = next((one for one in list_grants(session) if one.number == args.grant), None)
        if row is None:
            raise refusal("finance.grant_unknown", number=args.grant)
        budget = current_budget(session, row.id)
        instalments = instalments_of(session, row.id)
    if args.json:
        print_json({"grant": row, "budget": budget, "instalments": instalments})
        return 0
    print(f"{row.number} · {row.organisation} · {label(f'state.grant.{row.state}')}")
    print_table(
        (_("Line"), _("Costs"), _("Amount")),
        ((line.code, line.description, minor(line.amount_minor)) for line in budget.lines),
        right="..r",
    )
    print_table(
        (_("Instalment"), _("Amount"), _("Paid on"), _("Approved by")),
        (
            (
                f"{one.number} {label(f'instalment.{one.kind}')}",
                money(one.amount),
                day(one.paid_on),
                one.approved_by or "",
            )
            for one in instalments
        ),
        right=".r",
    )
    return 0
