"""`iris-grants help`: the help of the program on the command line."""

from __future__ import annotations

import argparse

from iris_grants.cli.output import print_table
from iris_grants.wording import _
from iris_grants.wording.helptexts import find_help, help_page


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `help [TOPIC] [--search WORDS]`."""
    words = _("read the help of the program")
    reading = subparsers.add_parser("help", help=words, description=words)
    reading.add_argument("topic", metavar=_("TOPIC"), nargs="?")
    reading.add_argument(
        "--search", metavar=_("WORDS"), default="", help=_("topics with these words")
    )
    reading.set_defaults(run=read)


def read(args: argparse.Namespace) -> int:
    """Print a topic, or the list of topics; refused (`help.topic_unknown`) for any other word."""
    if args.topic is not None:
        print(help_page(args.topic).plain())
        return 0
    print_table(
        (_("Topic"), _("Title")), [(one.topic, one.title) for one in find_help(args.search)]
    )
    return 0
