"""`iris-grants finance attach`: files a document as proof of a cost, known by its number."""

from __future__ import annotations

import argparse
from pathlib import Path

from iris_grants.cli.output import open_for, print_json
from iris_grants.finance.evidence import KINDS, attach_evidence
from iris_grants.finance.queries import ledger
from iris_grants.grants.queries import list_grants
from iris_grants.kernel.operations import Desk
from iris_grants.kernel.problems import refusal
from iris_grants.wording import _


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `attach STORE GRANT COST KIND FILE…`."""
    words = _("file documents as proof of a cost")
    attach = commands.add_parser("attach", help=words, description=words)
    attach.add_argument("store", metavar="STORE")
    attach.add_argument("grant", metavar="GRANT", help=_("number of the contract"))
    attach.add_argument("cost", metavar="COST", type=int, help=_("number of the cost"))
    attach.add_argument("kind", metavar="KIND", help=", ".join(KINDS))
    attach.add_argument("files", metavar="FILE", nargs="+", type=Path)
    attach.add_argument("--json", action="store_true", help=_("print one JSON document"))
    attach.set_defaults(run=attach_files)


def attach_files(args: argparse.Namespace) -> int:
    """File every named document as proof of the cost; prints how many."""
    desk = open_for(args)
    cost = _cost_id(desk, args.grant, args.cost)
    for path in args.files:
        desk.run(attach_evidence, expenditure_id=cost, kind=args.kind, path=path)
    if args.json:
        print_json({"grant": args.grant, "cost": args.cost, "filed": len(args.files)})
    else:
        print(_("Filed: {n}.").format(n=len(args.files)))
    return 0


def _cost_id(desk: Desk, grant: str, number: int) -> str:
    with desk.read() as session:
        found = next((row.id for row in list_grants(session) if row.number == grant), None)
        if found is None:
            raise refusal("finance.grant_unknown", number=grant)
        for cost in ledger(session, found):
            if cost.number == number:
                return cost.id
    raise refusal("finance.cost_unknown", grant=grant, number=number)
