"""The commands of `iris-grants ranking` that need a store; the store's library comes when one runs.

`ranking recompute` is for machines that have no store: its start must not wait for one.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TypeAlias

from iris_grants.wording import _

Subparsers: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add_store_parsers(commands: Subparsers) -> None:
    """Add `ranking show`, `ranking export`, `ranking fix` and `ranking try`."""
    words = _("show the ranking of a call as its scores make it now")
    parser = commands.add_parser("show", help=words, description=words)
    _add_call(parser)
    parser.add_argument(
        "--json", action="store_true", help=_("print one JSON document with every step")
    )
    parser.set_defaults(run=_show)
    words = _("write grid.json, scores.csv and ranking.csv of a call")
    parser = commands.add_parser("export", help=words, description=words)
    _add_call(parser)
    parser.add_argument("--out", metavar="DIR", type=Path, required=True)
    parser.add_argument(
        "--current",
        action="store_true",
        help=_("as the scores are now, although the committee has fixed a ranking"),
    )
    parser.set_defaults(run=_export)
    words = _("fix the ranking of a call; applications become selected, reserve or rejected")
    parser = commands.add_parser("fix", help=words, description=words)
    _add_call(parser)
    parser.add_argument(
        "--preliminary", action="store_true", help=_("also while assessments are missing")
    )
    parser.set_defaults(run=_fix)
    _add_trial(commands)


def _add_trial(commands: Subparsers) -> None:
    words = _("show what the ranking would be under other terms; nothing is stored")
    parser = commands.add_parser("try", help=words, description=words)
    _add_call(parser)
    parser.add_argument("--lot", help=_("the lot, where the call has lots"))
    parser.add_argument("--envelope", metavar="AMOUNT", help=_("another envelope, e.g. 200000.00"))
    parser.add_argument(
        "--when-too-large",
        choices=("stop", "skip", "reduce"),
        help=_("what happens at an amount that does not fit"),
    )
    parser.add_argument(
        "--quota",
        metavar="COUNTRY=COUNT",
        action="append",
        help=_("quotas in the place of all of the call; an empty one for none"),
    )
    parser.add_argument(
        "--threshold",
        metavar="SECTION=POINTS",
        action="append",
        help=_("least points of a section, or of the total (total=60); without points: none"),
    )
    parser.add_argument(
        "--tie-break",
        metavar="KEY",
        action="append",
        help=_("the keys of equal totals in their order, e.g. section:2"),
    )
    parser.add_argument(
        "--set-aside",
        metavar="APPLICATION:ASSESSOR",
        action="append",
        help=_("an assessment taken as if it had been set aside"),
    )
    parser.add_argument("--json", action="store_true", help=_("print one JSON document"))
    parser.add_argument(
        "--out", metavar="FILE.xlsx", type=Path, help=_("also write it as a marked workbook")
    )
    parser.set_defaults(run=_try)


def _try(args: argparse.Namespace) -> int:
    from iris_grants.cli.ranking_try import try_terms

    return try_terms(args)


def _show(args: argparse.Namespace) -> int:
    from iris_grants.cli.ranking_store import show

    return show(args)


def _export(args: argparse.Namespace) -> int:
    from iris_grants.cli.ranking_store import export

    return export(args)


def _fix(args: argparse.Namespace) -> int:
    from iris_grants.cli.ranking_store import fix

    return fix(args)


def _add_call(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("store", metavar="STORE")
    parser.add_argument("call", metavar="CALL", help=_("the number of the call"))
