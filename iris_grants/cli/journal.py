"""`iris-grants journal`: who did what and when, old and new; verify, undo, do again."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING

from iris_grants.cli.output import (
    open_for,
    print_json,
    print_problems,
    print_table,
    problem_document,
    problem_of,
    progress_bar,
)
from iris_grants.kernel.problems import Where, refusal
from iris_grants.people import undoing
from iris_grants.people.journal import (
    JournalRow,
    check_store,
    choose,
    entry_changes,
    list_journal,
)
from iris_grants.people.queries import person_by_name
from iris_grants.wording import _, label
from iris_grants.wording.formats import moment

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

LISTED = 50
NOTHING = "–"


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `journal list|show|verify|undo|redo STORE`."""
    words = _("who did what and when; undo, verify")
    group = subparsers.add_parser("journal", help=words, description=words)
    commands = group.add_subparsers(dest="journal_command", metavar=_("COMMAND"), required=True)
    listing = _add(commands, "list", _("list the newest entries"))
    listing.add_argument(
        "--person", dest="whose", metavar="NAME", help=_("only what this person did")
    )
    listing.add_argument("--day", metavar="DATE", help=_("only this day (2024-01-31)"))
    listing.add_argument(
        "--record", metavar="KIND", help=_("only what changed this kind of record (its table)")
    )
    listing.add_argument("--key", metavar="KEY", default="", help=_("only this record of it"))
    listing.add_argument("--most", metavar="N", type=int, default=LISTED)
    listing.set_defaults(run=list_entries)
    showing = _add(commands, "show", _("show what one entry changed, old and new"))
    showing.add_argument("entry", metavar="NUMBER", type=int)
    showing.set_defaults(run=show)
    words = _("prove that no entry and no value was altered")
    _add(commands, "verify", words).set_defaults(run=verify)
    _add(commands, "undo", _("undo your own last operation")).set_defaults(run=undo)
    _add(commands, "redo", _("do again what you undid last")).set_defaults(run=redo)


def list_entries(args: argparse.Namespace) -> int:
    """Print entries, the newest first; refused for a person or day that there is not."""
    day = None if args.day is None else _day(args.day)
    with open_for(args, write=False).read() as session:
        who = "" if args.whose is None else _person(session, args.whose)
        chosen = choose(person_id=who, first=day, last=day, table=args.record or "", key=args.key)
        rows = list_journal(session, limit=max(args.most, 1), chosen=chosen)
    if args.json:
        print_json({"entries": rows})
    else:
        heads = (_("No."), _("When"), _("Who"), _("What"), _("Kind of record"), _("Changes"))
        print_table(heads, (_line(row) for row in rows), right="r....r")
    return 0


def show(args: argparse.Namespace) -> int:
    """Print what one entry changed; refused (`people.entry_unknown`) where there is none."""
    with open_for(args, write=False).read() as session:
        changes = entry_changes(session, args.entry)
    if not changes:
        raise refusal("people.entry_unknown", number=args.entry)
    if args.json:
        print_json({"entry": args.entry, "changes": changes})
        return 0
    rows = [
        (
            label(f"record.{change.table}"),
            change.verb,
            value.column,
            value.before or NOTHING,
            value.after or NOTHING,
        )
        for change in changes
        for value in change.values
    ]
    print_table((_("Kind of record"), _("Change"), _("Column"), _("Old"), _("New")), rows)
    return 0


def verify(args: argparse.Namespace) -> int:
    """Verify the chain and every row against it; exit status 1 where anything was altered."""
    found = check_store(open_for(args, write=False), progress_bar())
    problems = [problem_of(one.code, one.params) for one in found]
    print_problems(problems)
    if args.json:
        print_json({"problems": [problem_document(one) for one in problems]})
    elif not problems:
        print(_("The journal is whole: nothing was altered."))
    return 1 if problems else 0


def undo(args: argparse.Namespace) -> int:
    """Undo the acting person's last operation; refused as `iris_grants.people.undoing` says."""
    desk = open_for(args)
    number = desk.run(undoing.undo)
    with desk.read() as session:
        words = undoing.operation_of_entry(session, number)
    _say(args, number, _("Undone: {operation} (entry {number})"), words)
    return 0


def redo(args: argparse.Namespace) -> int:
    """Do again what the acting person undid last; refused as in `iris_grants.people.undoing`."""
    desk = open_for(args)
    number = desk.run(undoing.redo)
    with desk.read() as session:
        words = undoing.operation_of_entry(session, number)
    _say(args, number, _("Done again: {operation} (entry {number})"), words)
    return 0


def _say(args: argparse.Namespace, number: int, sentence: str, operation: str) -> None:
    if args.json:
        print_json({"entry": number, "operation": operation})
    else:
        print(sentence.format(operation=label(f"operation.{operation}"), number=number))


def _line(row: JournalRow) -> tuple[str, ...]:
    what = label(f"operation.{row.operation}")
    if row.undone_by:
        what = _("{operation} (undone by {number})").format(operation=what, number=row.undone_by)
    records = ", ".join(label(f"record.{table}") for table in row.tables)
    return str(row.number), moment(row.at), row.person, what, records, str(row.changes)


def _person(session: Session, name: str) -> str:
    found = person_by_name(session, name)
    if found is None:
        raise refusal("people.unknown_person", name=name)
    return found.id


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise refusal("cli.value_wrong", Where(key="day"), text=text) from error


def _add(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, words: str
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=words, description=words)
    parser.add_argument("store", metavar="STORE")
    parser.add_argument("--json", action="store_true", help=_("print one JSON document"))
    return parser
