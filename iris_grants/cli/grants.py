"""`iris-grants grants`: the grants of a store."""

from __future__ import annotations

import argparse

from sqlalchemy.orm import Session

from iris_grants.cli.output import open_for, print_json, print_table
from iris_grants.grants.change_queries import changes_of
from iris_grants.grants.queries import GrantRow, current_budget, instalments_of, list_grants
from iris_grants.kernel.problems import refusal
from iris_grants.wording import _, label
from iris_grants.wording.formats import day, minor, money


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `grants list|show|changes`."""
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
    words = _("list the notifications and addenda of a grant")
    changing = commands.add_parser("changes", help=words, description=words)
    changing.add_argument("store", metavar="STORE")
    changing.add_argument("grant", metavar="GRANT", help=_("number of the contract"))
    changing.add_argument("--json", action="store_true", help=_("print one JSON document"))
    changing.set_defaults(run=list_changes)


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
        row = _row(session, args.grant)
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


def list_changes(args: argparse.Namespace) -> int:
    """Print the changes of a contract with what they change, in the order of asking."""
    with open_for(args, write=False).read() as session:
        rows = changes_of(session, _row(session, args.grant).id)
    if args.json:
        print_json({"grant": args.grant, "changes": rows})
        return 0
    print_table(
        (_("Change"), _("No."), _("Requested on"), _("Effective on"), _("State"), _("Reason")),
        (
            (
                label(f"budget.{row.kind}"),
                str(row.number),
                day(row.requested_on),
                day(row.effective_on),
                label(f"state.contract_change.{row.state}"),
                row.reason,
            )
            for row in rows
        ),
        right=".r",
    )
    return 0


def _row(session: Session, number: str) -> GrantRow:
    row = next((one for one in list_grants(session) if one.number == number), None)
    if row is None:
        raise refusal("finance.grant_unknown", number=number)
    return row
