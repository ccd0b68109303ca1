"""`iris-grants run`: any named operation of the program, with its values as words."""

from __future__ import annotations

import argparse
import importlib
import inspect
import pkgutil
import types
import typing
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from pathlib import Path

import iris_grants
from iris_grants.cli.output import as_document, open_for, print_json, print_table
from iris_grants.kernel.access import Role
from iris_grants.kernel.money import Money
from iris_grants.kernel.operations import COMMANDS
from iris_grants.kernel.problems import Problem, Refused, Where, refusal
from iris_grants.wording import _, label

Command = Callable[..., object]
Reader = Callable[[str], object]
APART = ("iris_grants.cli", "iris_grants.demo")
RECORDED_BY_OTHERS = frozenset(
    {"dossiers.export", "documents.register_key", "people.sign_in", "people.sign_in_failed"}
)
"""Operations that only note down what other work has done; alone they would note a falsehood."""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `run STORE OPERATION NAME=VALUE…` and `operations`."""
    words = _("run any operation of the program on a store")
    running = subparsers.add_parser("run", help=words, description=words)
    running.add_argument("store", metavar="STORE", nargs="?")
    running.add_argument("operation", metavar="OPERATION", nargs="?")
    running.add_argument("values", metavar="NAME=VALUE", nargs="*")
    running.add_argument("--list", action="store_true", help=_("list the operations"))
    running.add_argument("--json", action="store_true", help=_("print one JSON document"))
    running.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Run one operation in the name of the acting person and print what it gives.

    Refused: `cli.operation_unknown`, and for values `cli.value_unknown`,
    `cli.value_missing`, `cli.value_wrong`, each with its name.
    """
    known = commands()
    if args.list or args.operation is None:
        return _list(args, known)
    command = known.get(args.operation)
    if command is None:
        raise refusal("cli.operation_unknown", Where(key=args.operation))
    values = read_values(command, args.values)
    desk = open_for(args)
    result = desk.run(command, **values)
    if args.json:
        print_json({"operation": args.operation, "result": as_document(result)})
    elif result is not None:
        print(as_document(result))
    return 0


def commands() -> Mapping[str, Command]:
    """Every command that can be run with words alone, by the name of its operation."""
    for module in pkgutil.walk_packages(iris_grants.__path__, "iris_grants."):
        if not module.name.startswith(APART) and not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    return {
        name: one
        for name, one in sorted(COMMANDS.items())
        if name not in RECORDED_BY_OTHERS and _readers(one) is not None
    }


def read_values(command: Command, words: list[str]) -> dict[str, object]:
    """The keyword arguments of a command from `name=value` words; all problems at once."""
    readers = _readers(command) or {}
    found: dict[str, object] = {}
    problems: list[Problem] = []
    for word in words:
        name, equals, text = word.partition("=")
        if not equals or name not in readers:
            params = {"known": ", ".join(readers)}
            problems.append(_problem("cli.value_unknown", name, params))
            continue
        try:
            found[name] = readers[name](text)
        except (ValueError, InvalidOperation):
            problems.append(_problem("cli.value_wrong", name, {"text": text}))
    parameters = inspect.signature(command).parameters
    for name in readers:
        if name not in found and parameters[name].default is inspect.Parameter.empty:
            problems.append(_problem("cli.value_missing", name, {}))
    if problems:
        raise Refused(*problems)
    return found


def _problem(code: str, name: str, params: Mapping[str, str]) -> Problem:
    return Problem(code=code, where=Where(key=name), params=params)


def _readers(command: Command) -> dict[str, Reader] | None:
    """How each keyword of a command is read; None if one of them is no plain value."""
    hints = typing.get_type_hints(command)
    readers: dict[str, Reader] = {}
    for name, parameter in inspect.signature(command).parameters.items():
        if parameter.kind is not inspect.Parameter.KEYWORD_ONLY:
            continue
        reader = _reader(hints[name])
        if reader is not None:
            readers[name] = reader
        elif parameter.default is inspect.Parameter.empty:
            return None
    return readers


def _reader(hint: object) -> Reader | None:
    if isinstance(hint, types.UnionType):
        plain = [one for one in typing.get_args(hint) if one is not types.NoneType]
        if len(plain) > 1 and str in plain:
            return str
        return _reader(plain[0]) if len(plain) == 1 else None
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint
    if typing.get_origin(hint) is not None and typing.get_args(hint) == (Role,):
        return lambda text: frozenset(Role(word.strip()) for word in text.split(","))
    return _PLAIN.get(hint) if isinstance(hint, type) else None


def _money(text: str) -> Money:
    amount, _blank, currency = text.strip().partition(" ")
    return Money.of(amount, currency.strip() or "EUR")


def _yes_no(text: str) -> bool:
    if text not in ("yes", "no"):
        raise ValueError(text)
    return text == "yes"


_PLAIN: dict[type, Reader] = {
    str: str,
    int: int,
    Decimal: Decimal,
    Path: Path,
    Money: _money,
    bool: _yes_no,
    date: date.fromisoformat,
}


def _list(args: argparse.Namespace, known: Mapping[str, Command]) -> int:
    rows = [(name, label(f"operation.{name}"), _shape(one)) for name, one in known.items()]
    if args.json:
        print_json(
            {"operations": [{"name": n, "words": w, "values": s.split()} for n, w, s in rows]}
        )
    else:
        print_table((_("Operation"), _("What it does"), _("Values")), rows)
    return 0


def _shape(command: Command) -> str:
    parameters = inspect.signature(command).parameters
    return " ".join(
        name if parameters[name].default is inspect.Parameter.empty else f"[{name}]"
        for name in _readers(command) or ()
    )
