"""`iris-grants find`: records anywhere in a store, by a few words."""

from __future__ import annotations

import argparse

from iris_grants.cli.output import open_for, print_json, print_table
from iris_grants.finding.everywhere import LEAST_LETTERS, OF_A_KIND, find_everywhere
from iris_grants.kernel.problems import refusal
from iris_grants.kernel.storage import search_key
from iris_grants.wording import _, label


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `find STORE WORD… [--json]`."""
    words = _("find records anywhere in a store")
    finding = subparsers.add_parser("find", help=words, description=words)
    finding.add_argument("store", metavar="STORE")
    finding.add_argument("words", metavar=_("WORD"), nargs="+")
    finding.add_argument(
        "--most",
        metavar="N",
        type=int,
        default=OF_A_KIND,
        help=_("at most so many of each kind (without it: {n})").format(n=OF_A_KIND),
    )
    finding.add_argument("--json", action="store_true", help=_("print one JSON document"))
    finding.set_defaults(run=find)


def find(args: argparse.Namespace) -> int:
    """Print what is found, kind by kind; refused (`finding.words_short`) below two letters."""
    words = " ".join(args.words)
    if len(search_key(words)) < LEAST_LETTERS:
        raise refusal("finding.words_short")
    with open_for(args, write=False).read() as session:
        found = find_everywhere(session, words, of_a_kind=max(args.most, 1))
    if args.json:
        print_json({"found": found})
    else:
        rows = [(label(f"found.{one.kind}"), one.title, one.line) for one in found]
        print_table((_("Kind"), _("Name"), _("Place")), rows)
    return 0
