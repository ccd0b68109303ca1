"""`iris-grants store copy|move|missing`: a store elsewhere, encrypted too, and what it lacks."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from iris_grants.cli.output import (
    first_line,
    open_for,
    print_json,
    print_table,
    progress_bar,
)
from iris_grants.people.copies import missing_documents, move, save_copy
from iris_grants.wording import _, label
from iris_grants.wording.formats import moment

Adding = Callable[
    ["argparse._SubParsersAction[argparse.ArgumentParser]", str, str], argparse.ArgumentParser
]


def add_copying(commands: argparse._SubParsersAction[argparse.ArgumentParser], add: Adding) -> None:
    """Add the three commands; `add` makes one with its words and what all of them take."""
    copying = add(commands, "copy", _("copy a store, both its parts, to another place"))
    _add_target(copying)
    copying.add_argument(
        "--encrypt",
        metavar="FILE",
        type=Path,
        help=_("encrypt the copy under the passphrase in the first line of this file"),
    )
    copying.set_defaults(run=copy_store)
    moving = add(commands, "move", _("move a store, both its parts, to another place"))
    _add_target(moving)
    moving.set_defaults(run=move_store)
    words = _("list the documents whose contents are not there")
    add(commands, "missing", words).set_defaults(run=list_missing)


def copy_store(args: argparse.Namespace) -> int:
    """Copy a store and print where the copy lies; refused as `people.copies.save_copy` says."""
    desk = open_for(args, write=False)
    passphrase = "" if args.encrypt is None else first_line(args.encrypt)
    path = save_copy(desk, args.target, progress_bar(), passphrase=passphrase)
    _say(args, path, _("Copy: {path}"))
    return 0


def move_store(args: argparse.Namespace) -> int:
    """Move a store and print where it lies now; nobody may write in it meanwhile."""
    path = move(open_for(args), args.target, progress_bar())
    _say(args, path, _("Moved: {path}"))
    return 0


def list_missing(args: argparse.Namespace) -> int:
    """Print every document whose content is missing; exit status 1 where there is one."""
    found = missing_documents(open_for(args, write=False))
    if args.json:
        print_json({"missing": found})
    elif not found:
        print(_("No content is missing."))
    else:
        heads = (_("Document"), _("Of what"), _("Received"), _("Bytes"))
        rows = (
            (one.name, label(f"subject.{one.subject_kind}"), moment(one.received_at), str(one.size))
            for one in found
        )
        print_table(heads, rows, right="...r")
    return 1 if found else 0


def _say(args: argparse.Namespace, path: Path, words: str) -> None:
    if args.json:
        print_json({"store": str(path)})
    else:
        print(words.format(path=path))


def _add_target(parser: argparse.ArgumentParser) -> None:
    words = _("where to: a NAME.iris file that does not exist yet")
    parser.add_argument("--to", dest="target", metavar="FILE", type=Path, required=True, help=words)
