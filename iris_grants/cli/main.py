"""The command line: finds the command, runs it, and says what went wrong in one line each."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from io import TextIOWrapper
from pathlib import Path

from db.errors import StoreError
from iris_grants.cli.output import print_json, print_problems, problem_document, problem_of
from iris_grants.kernel.problems import Problem, Refused
from iris_grants.kernel.progress import Cancelled
from iris_grants.wording import N_, _, set_language

PROGRAM = "iris-grants"
DONE, REFUSED, MISUSED = 0, 1, 2
COMMON = ("--as", "--lang", "--passphrase-file", "--key-file")


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A command or group of commands: its word, the module that has it, and what it is for."""

    word: str
    module: str
    help: str


GROUPS = (
    Group(word="demo", module="demo", help=N_("make the sample programme and run it all through")),
    Group(word="new", module="programme", help=N_("make a new store with its programme")),
    Group(word="info", module="programme", help=N_("say what is in a store")),
    Group(word="people", module="people", help=N_("who works in a store, and in which roles")),
    Group(word="call", module="calls", help=N_("calls: load, publish, application form")),
    Group(word="applications", module="applications", help=N_("applications: import, list")),
    Group(word="scoring", module="scoring", help=N_("packages, score sheets, returns, merge")),
    Group(word="ranking", module="ranking", help=N_("ranking: show, export, compute again")),
    Group(word="awards", module="awards", help=N_("awards and their negotiation")),
    Group(word="grants", module="grants", help=N_("grants and contracts")),
    Group(word="finance", module="finance", help=N_("expenditure, budgets, financial reports")),
    Group(word="reports", module="reporting", help=N_("reports of grantees, deadlines, closure")),
    Group(word="licensing", module="licensing", help=N_("licensing cases")),
    Group(word="results", module="results", help=N_("results of the programme: list, show")),
    Group(word="dossier", module="dossier", help=N_("dossiers: export, verify")),
    Group(word="opendata", module="opendata", help=N_("open data: 360Giving, IATI")),
    Group(word="help", module="help", help=N_("read the help of the program")),
    Group(word="find", module="finding", help=N_("find records anywhere in a store")),
    Group(word="run", module="run", help=N_("run any operation of the program on a store")),
    Group(word="journal", module="journal", help=N_("who did what and when; undo, verify")),
    Group(word="store", module="store", help=N_("store: check, backup, restore, upgrade")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """The options that every command takes, and the arguments without them."""

    person: str | None
    language: str | None
    passphrase_file: Path | None
    key_file: Path | None
    rest: list[str]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit status: 0 done, 1 refused, 2 misused.

    Standard output carries results alone (with `--json` one document), standard error
    problems and progress.
    """
    _speak_utf8()
    with ExitStack() as closing:
        try:
            asked = _common_options(sys.argv[1:] if argv is None else argv)
            if asked.language is not None:
                set_language(asked.language)
            args = _parser(asked.rest).parse_args(asked.rest)
        except SystemExit as stop:
            return stop.code if isinstance(stop.code, int) else MISUSED
        args.person, args.closing = asked.person, closing
        args.passphrase_file, args.key_file = asked.passphrase_file, asked.key_file
        return _run(args)


def _run(args: argparse.Namespace) -> int:
    try:
        status: int = args.run(args)
        sys.stdout.flush()
    except Refused as refused:
        return _refuse(args, refused.problems)
    except StoreError as error:
        return _refuse(args, (problem_of(error.code, error.params),))
    except (Cancelled, KeyboardInterrupt):
        return _refuse(args, (problem_of("cli.cancelled", {}),))
    except BrokenPipeError:
        # Whoever read our output has had enough (`| head`); the rest goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return REFUSED
    return status


def _refuse(args: argparse.Namespace, problems: Sequence[Problem]) -> int:
    print_problems(problems)
    if getattr(args, "json", False):
        print_json({"problems": [problem_document(problem) for problem in problems]})
    return REFUSED


def _common_options(argv: Sequence[str]) -> _Asked:
    """Take the options of all commands out, wherever they stand before a bare `--`."""
    found: dict[str, str] = {}
    rest: list[str] = []
    waiting = list(argv)
    while waiting:
        argument = waiting.pop(0)
        option, equals, value = argument.partition("=")
        if argument == "--":
            rest += [argument, *waiting]
            break
        if option not in COMMON:
            rest.append(argument)
            continue
        if not equals:
            if not waiting:
                _outline().error(_("{option} needs a value").format(option=option))
            value = waiting.pop(0)
        found[option] = value
    language = found.get("--lang")
    if language is not None and language not in ("sr", "en"):
        _outline().error(_("--lang is sr or en"))
    file, key = found.get("--passphrase-file"), found.get("--key-file")
    return _Asked(
        person=found.get("--as"),
        language=language,
        passphrase_file=None if file is None else Path(file),
        key_file=None if key is None else Path(key),
        rest=rest,
    )


def _outline() -> argparse.ArgumentParser:
    return argparse.ArgumentParser(
        prog=PROGRAM,
        description=_("Small grants and licensing support, from the call to the archive."),
        epilog=_(
            "Every command takes --as PERSON (in whose name it runs), --passphrase-file FILE "
            "(with the passphrase of that person in its first line, where one is set), "
            "--key-file FILE (with the passphrase of an encrypted store) and --lang sr|en. "
            "Without arguments the window opens."
        ),
    )


def _parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    """The parser with the wanted group in full and the others by name.

    Only the module of the wanted group is imported, so that a command starts at once.
    """
    parser = _outline()
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {_version()}")
    commands = parser.add_subparsers(
        dest="command", metavar=_("COMMAND"), title=_("commands"), required=True
    )
    wanted = next((word for word in arguments if not word.startswith("-")), None)
    chosen = next((group.module for group in GROUPS if group.word == wanted), None)
    for group in GROUPS:
        name = f"iris_grants.cli.{group.module}"
        if group.word == wanted and find_spec(name) is not None:
            import_module(name).add_parser(commands)
        elif group.module != chosen and find_spec(name) is not None:
            commands.add_parser(group.word, help=_(group.help), add_help=False)
    return parser


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(PROGRAM)
    except PackageNotFoundError:
        return "0"


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
