"""`iris-grants licensing`: the licensing cases of a store."""

from __future__ import annotations

import argparse

from iris_grants.cli.output import open_for, print_json, print_table
from iris_grants.licensing.queries import list_cases
from iris_grants.wording import _, label
from iris_grants.wording.formats import day


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `licensing list`."""
    words = _("licensing cases")
    group = subparsers.add_parser("licensing", help=words, description=words)
    commands = group.add_subparsers(dest="licensing_command", metavar=_("COMMAND"), required=True)
    words = _("list the licensing cases of a store")
    listing = commands.add_parser("list", help=words, description=words)
    listing.add_argument("store", metavar="STORE")
    listing.add_argument("--json", action="store_true", help=_("print one JSON document"))
    listing.set_defaults(run=list_all)


def list_all(args: argparse.Namespace) -> int:
    """Print the cases with organisation, service, stage, open gaps and licence."""
    with open_for(args, write=False).read() as session:
        rows = list_cases(session)
    if args.json:
        print_json({"cases": rows})
        return 0
    print_table(
        (
            _("Case"),
            _("Organisation"),
            _("Service"),
            _("Stage"),
            _("Open gaps"),
            _("Licence"),
            _("Valid to"),
        ),
        (
            (
                row.number,
                row.organisation,
                label(f"service.{row.service}"),
                label(f"stage.{row.stage}"),
                str(row.gaps),
                row.licence_number or "",
                day(row.licence_valid_to),
            )
            for row in rows
        ),
        right="....r",
    )
    return 0
