"""What all commands print: values as JSON, tables, problems, progress; and the open store."""

from __future__ import annotations

import argparse
import dataclasses
import getpass
import json
import sys
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from iris_grants.kernel.clock import utc_text
from iris_grants.kernel.money import Money
from iris_grants.kernel.problems import Problem, Severity, Where, refusal
from iris_grants.kernel.progress import Progress
from iris_grants.wording import _, label, sentence

if TYPE_CHECKING:
    from iris_grants.kernel.operations import Desk

Document: TypeAlias = "str | int | bool | list[Document] | dict[str, Document] | None"
BAR_WIDTH = 24


def open_for(args: argparse.Namespace, *, write: bool = True) -> Desk:
    """The store of `args.store` with the acting person at it; `main` closes it.

    The person is that of `--as`. Without it, reading needs nobody, and writing takes the
    user of the machine if the store knows that name, or the only active person. Who has a
    passphrase gives it by `--passphrase-file`, or is asked at the terminal. Refused as in
    `iris_grants.people.desks`; `StoreError` where the store cannot be opened.
    """
    from iris_grants.people.desks import open_desk, open_reader

    person: str | None = args.person
    key = store_key(args, args.store)
    if person is None and not write:
        desk = open_reader(args.store, key=key)
    else:
        desk = open_desk(args.store, person, write=write, key=key, ask=passphrase_asker(args))
    closing: ExitStack = args.closing
    closing.callback(desk.store.close)
    print_problems(
        Problem(code=notice.code, params=notice.params, severity=Severity.WARNING)
        for notice in desk.store.warnings
    )
    return desk


def passphrase_asker(args: argparse.Namespace) -> Callable[[str], str] | None:
    """How a command comes by the passphrase of who runs it; none where it cannot.

    From the first line of `--passphrase-file`, or from the terminal if there is one.
    """
    path: Path | None = args.passphrase_file
    if path is not None:
        return lambda name: first_line(path)
    if sys.stdin is not None and sys.stdin.isatty():
        return lambda name: getpass.getpass(_("Passphrase of {name}: ").format(name=name))
    return None


def store_key(args: argparse.Namespace, address: str | Path) -> bytes | None:
    """The key of an encrypted store file by the passphrase of `--key-file`; none for others.

    Refused (`people.file_passphrase_needed`) where there is neither file nor terminal.
    """
    from iris_grants.people.sealing import is_sealed, key_of

    return key_of(address, file_passphrase(args, address)) if is_sealed(address) else None


def file_passphrase(args: argparse.Namespace, address: str | Path) -> str:
    """The passphrase of a store file, from `--key-file` or the terminal."""
    if args.key_file is not None:
        return first_line(args.key_file)
    name = Path(address).name
    if sys.stdin is None or not sys.stdin.isatty():
        raise refusal("people.file_passphrase_needed", None, name=name)
    return getpass.getpass(_("Passphrase of the file {name}: ").format(name=name))


def first_line(path: Path) -> str:
    """The first line of a file that holds a passphrase.

    Refused: `people.passphrase_file_empty`, and those of `documents.world` where the file
    cannot be read.
    """
    from iris_grants.documents.world import refusing

    with refusing(path):
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    if not lines or not lines[0].strip():
        raise refusal("people.passphrase_file_empty", Where(file=path.name))
    return lines[0].strip()


def print_json(value: object) -> None:
    """Print one JSON document on standard output: frozen values, money, days, exact numbers."""
    text = json.dumps(as_document(value), ensure_ascii=False, indent=2)
    sys.stdout.write(f"{text}\n")


def as_document(value: object) -> Document:
    """A value as JSON can hold it.

    Dataclasses become objects, money `{"amount": "12.50", "currency": "EUR"}`, exact numbers
    text (`"1/3"`, `"0.5"`), days ISO text, times UTC text, codes their text.
    """
    if isinstance(value, Money):
        return {"amount": str(value.amount), "currency": value.currency}
    if isinstance(value, Enum):
        return as_document(value.value)
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, datetime):
        return utc_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal | Fraction):
        return str(value)
    if isinstance(value, Mapping):
        return {str(as_document(key)): as_document(entry) for key, entry in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = [entry.name for entry in dataclasses.fields(value)]
        return {name: as_document(getattr(value, name)) for name in names}
    if isinstance(value, Iterable):
        return [as_document(entry) for entry in value]
    raise TypeError(f"no JSON for {type(value).__name__}")


def problem_document(problem: Problem) -> Document:
    """A problem as JSON: its code, place, severity and parameters, and its sentence."""
    places = as_document(problem.where)
    stated = places.items() if isinstance(places, dict) else ()
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "where": {key: part for key, part in stated if part is not None},
        "params": as_document(problem.params),
        "sentence": sentence(problem),
    }


def print_problems(problems: Iterable[Problem]) -> None:
    """Print each problem on its own line of standard error; warnings and notes say so."""
    marks = {Severity.ERROR: "", Severity.WARNING: _("Warning: "), Severity.NOTE: _("Note: ")}
    for problem in problems:
        line = " ".join(sentence(problem).split())
        print(f"{marks[problem.severity]}{line}", file=sys.stderr)


def print_table(headings: Sequence[str], rows: Iterable[Sequence[str]], right: str = "") -> None:
    """Print rows under headings, columns as wide as they need; `right` has `r` per column.

    `right="..r"` sets the third column to the right, as amounts are.
    """
    lines = [tuple(headings), *(tuple(row) for row in rows)]
    widths = [max(_width(line[n]) for line in lines) for n in range(len(headings))]
    lines.insert(1, tuple("─" * width for width in widths))
    for line in lines:
        cells = [
            _filled(cell, width, to_right=right[n : n + 1] == "r")
            for n, (cell, width) in enumerate(zip(line, widths, strict=True))
        ]
        print("  ".join(cells).rstrip())


def progress_bar() -> Progress:
    """Progress on standard error: a bar on a terminal, elsewhere one line for each step."""
    return Progress(_Bar().report)


class _Bar:
    def __init__(self) -> None:
        self._step = ""
        self._percent = -1

    def report(self, done: int, total: int, step: str) -> None:
        """Draw what changed since the last call."""
        percent = 0 if total <= 0 else min(done * 100 // total, 100)
        if not sys.stderr.isatty():
            if step != self._step:
                print(label(step), file=sys.stderr, flush=True)
        elif (step, percent) != (self._step, self._percent):
            if self._step not in ("", step):
                print(file=sys.stderr)
            filled = BAR_WIDTH * percent // 100
            bar = "█" * filled + "░" * (BAR_WIDTH - filled)
            end = "\n" if 0 < total <= done else ""
            print(f"\r{bar} {percent:3d} %  {label(step)}", end=end, file=sys.stderr, flush=True)
        self._step, self._percent = step, percent


def problem_of(code: str, params: Mapping[str, str | int]) -> Problem:
    """A problem made of a bare code and its parameters, as the store raises them."""
    return Problem(code=code, where=Where(), params=dict(params))


def _width(text: str) -> int:
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def _filled(text: str, width: int, *, to_right: bool) -> str:
    blanks = " " * (width - _width(text))
    return blanks + text if to_right else text + blanks
