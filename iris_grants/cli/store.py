"""`iris-grants store`: check, backup, restore, upgrade."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import TypeAlias

from db.backup import BackupMade, back_up
from db.integrity import check
from db.journal import head
from db.postgresql_store import is_address
from db.restore import restore
from db.store import Store
from iris_grants.cli.copying import add_copying
from iris_grants.cli.output import (
    open_for,
    print_json,
    print_problems,
    problem_document,
    problem_of,
    progress_bar,
    store_key,
)
from iris_grants.kernel.problems import Problem
from iris_grants.people.handing import (
    Answer,
    Pen,
    PenState,
    ask_for_pen,
    has_one_writer,
    pen_of,
)
from iris_grants.wording import _
from iris_grants.wording.formats import moment

WAIT_SECONDS, LOOK_SECONDS = 60, 0.2

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add_parser(subparsers: Commands) -> None:
    """Add `store check|backup|copy|move|missing|restore|writer|upgrade STORE`."""
    words = _("store: check, backup, restore, upgrade")
    group = subparsers.add_parser("store", help=words, description=words)
    commands = group.add_subparsers(dest="store_command", metavar=_("COMMAND"), required=True)
    words = _("prove that nothing in a store is damaged, missing or altered")
    _add(commands, "check", words).set_defaults(run=check_store)
    words = _("copy a store into a folder while it may be worked on")
    backup = _add(commands, "backup", words)
    _add_folder(backup)
    backup.add_argument("--keep", metavar="N", type=int, help=_("keep only the newest N backups"))
    backup.set_defaults(run=back_up_store)
    add_copying(commands, _add)
    words = _("put a backup back; what was there is kept aside")
    back = _add(commands, "restore", words)
    back.add_argument(
        "--from",
        dest="backup",
        metavar="FILE",
        type=Path,
        required=True,
        help=_("a file NAME-TIME.iris, or a saved copy"),
    )
    back.set_defaults(run=restore_store)
    _add_writer(commands)
    words = _("bring a store up to this version, after a backup")
    upgrade = _add(commands, "upgrade", words)
    _add_folder(upgrade)
    upgrade.set_defaults(run=upgrade_store)


def check_store(args: argparse.Namespace) -> int:
    """Print everything that is wrong with a store; exit status 1 if anything is."""
    with _reading(args) as store:
        with store.read() as session:
            newest = head(session.connection())
        problems = [
            problem_of(found.code, found.params) for found in check(store, progress_bar().step)
        ]
    print_problems(problems)
    if args.json:
        print_json(
            {
                "store": store.address,
                "store_id": store.store_id,
                "entries": newest.number,
                "hash": newest.hash,
                "problems": [problem_document(problem) for problem in problems],
            }
        )
    elif not problems:
        words = _("Nothing is wrong. Newest journal entry: {entry}, hash {hash}")
        print(words.format(entry=newest.number, hash=newest.hash))
    return 1 if problems else 0


def back_up_store(args: argparse.Namespace) -> int:
    """Back a store up and print where the copy lies; exit status 0, or 1 if files were altered."""
    with _reading(args) as store:
        folder = args.folder or _default_folder(store)
        made = back_up(store, folder, keep=args.keep, report=progress_bar().step)
    problems = [problem_of("store.content_altered", {"sha256": one}) for one in made.altered]
    print_problems(problems)
    if args.json:
        print_json(_document(made, problems))
    else:
        print(_("Backup: {path}").format(path=made.path))
        print(_("New contents of files: {count}").format(count=made.contents_added))
    return 1 if problems else 0


def restore_store(args: argparse.Namespace) -> int:
    """Put a backup back at `STORE`, check it, and print what became of what was there."""
    key = store_key(args, args.backup)
    restored = restore(args.backup, args.store, key=key, report=progress_bar().step)
    problems = [problem_of(found.code, found.params) for found in restored.findings]
    print_problems(problems)
    if args.json:
        print_json(
            {
                "store": restored.address,
                "replaced": None if restored.replaced is None else str(restored.replaced),
                "problems": [problem_document(problem) for problem in problems],
            }
        )
        return 1 if problems else 0
    print(_("Restored: {address}").format(address=restored.address))
    if restored.replaced is not None:
        print(_("What was there before: {path}").format(path=restored.replaced))
    return 1 if problems else 0


def tell_writer(args: argparse.Namespace) -> int:
    """Print who writes in a store; with `--ask`, ask them to hand over and wait for the answer.

    Exit status 0 where one can write now, 1 where somebody writes.
    """
    if not has_one_writer(args.store):
        print(_("Many people may write in this store at the same time."))
        return 0
    state = pen_of(args.store)
    if args.json:
        print_json({"pen": state.pen, "writer": state.writer})
    else:
        print(_writer_words(state))
    if state.pen is not Pen.HELD:
        return 0
    return _asked(args) if args.ask else 1


def _asked(args: argparse.Namespace) -> int:
    """Ask, and wait for the answer as long as `--wait` says."""
    request = ask_for_pen(open_for(args, write=False))
    end = time.monotonic() + max(args.wait, 0)
    try:
        while (answer := request.answer()) is Answer.WAITING and time.monotonic() < end:
            time.sleep(LOOK_SECONDS)
    finally:
        request.withdraw()
    words = {
        Answer.FREE: _("Handed over: you can write now."),
        Answer.REFUSED: _("The writer goes on writing."),
        Answer.WAITING: _("Nobody answered."),
    }
    print(words[answer], file=sys.stderr if args.json else sys.stdout)
    return 0 if answer is Answer.FREE else 1


def _writer_words(state: PenState) -> str:
    if state.writer is None:
        return _("Nobody writes in this store.") if state.pen is Pen.FREE else _("Somebody writes.")
    name, host, since = state.writer.name, state.writer.host, moment(state.writer.since)
    if state.pen is Pen.HELD:
        words = _("{name} writes in this store, on {host}, since {since}.")
    else:
        words = _("Nobody writes. The program of {name} on {host} ended without closing it.")
    return words.format(name=name, host=host, since=since)


def upgrade_store(args: argparse.Namespace) -> int:
    """Upgrade a store and print where its backup lies; exit status 0."""
    key = store_key(args, args.store)
    done = Store.upgrade(args.store, folder=args.folder, key=key, report=progress_bar().step)
    if args.json:
        print_json({"before": done.before, "after": done.after, "backup": _text(done.backup)})
    elif done.backup is None:
        print(_("The store is current (schema {number}).").format(number=done.after))
    else:
        words = _("Upgraded from schema {before} to {after}. Backup: {path}")
        print(words.format(before=done.before, after=done.after, path=done.backup))
    return 0


def _add(commands: Commands, name: str, words: str) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=words, description=words)
    parser.add_argument(
        "store", metavar="STORE", help=_("a NAME.iris file or a PostgreSQL address")
    )
    parser.add_argument("--json", action="store_true", help=_("print one JSON document"))
    return parser


def _add_writer(commands: Commands) -> None:
    writer = _add(commands, "writer", _("say who writes in a store, and ask to be let write"))
    writer.add_argument("--ask", action="store_true", help=_("ask the writer to hand over"))
    words = _("seconds to wait for the answer (without it: {n})").format(n=WAIT_SECONDS)
    writer.add_argument("--wait", metavar="N", type=float, default=WAIT_SECONDS, help=words)
    writer.set_defaults(run=tell_writer)


def _add_folder(parser: argparse.ArgumentParser) -> None:
    words = _("folder of the backups (default: NAME-backups beside the store)")
    parser.add_argument("--to", dest="folder", metavar="DIR", type=Path, help=words)


def _default_folder(store: Store) -> Path:
    beside = Path.cwd() if is_address(store.address) else Path(store.address).parent
    return beside / f"{store.name}-backups"


def _reading(args: argparse.Namespace) -> Store:
    """The store open to read; what should be known of it is said."""
    store = Store.open(args.store, write=False, key=store_key(args, args.store))
    _warn(store)
    return store


def _warn(store: Store) -> None:
    print_problems(problem_of(notice.code, notice.params) for notice in store.warnings)


def _text(path: Path | None) -> str | None:
    return None if path is None else str(path)


def _document(made: BackupMade, problems: list[Problem]) -> dict[str, object]:
    return {
        "backup": str(made.path),
        "files": str(made.files),
        "contents_added": made.contents_added,
        "problems": [problem_document(problem) for problem in problems],
    }
