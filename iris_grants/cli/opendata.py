"""`iris-grants opendata`: grants and results of the programme as open data."""

from __future__ import annotations

import argparse
from pathlib import Path

from iris_grants.cli.output import open_for
from iris_grants.opendata.export import OpenFormat, write_open_data
from iris_grants.wording import _, ngettext


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `opendata STORE --format 360giving|iati --out FILE [--publisher-id ID]`."""
    words = _("write the grants and results of the programme as open data")
    writing = subparsers.add_parser("opendata", help=words, description=words)
    writing.add_argument("store", metavar="STORE")
    writing.add_argument("--format", choices=[one.value for one in OpenFormat], required=True)
    writing.add_argument("--out", metavar="FILE", type=Path, required=True)
    writing.add_argument(
        "--publisher-id",
        metavar="ID",
        help=_("organisation identifier of the publisher; without it an internal one stands"),
    )
    writing.set_defaults(run=write_one)


def write_one(args: argparse.Namespace) -> int:
    """Write the file and say how many grants are in it."""
    with open_for(args, write=False).read() as session:
        count = write_open_data(
            session, OpenFormat(args.format), args.out, publisher_id=args.publisher_id
        )
    words = ngettext("{path}: {n} grant", "{path}: {n} grants", count)
    print(words.format(path=args.out, n=count))
    return 0
