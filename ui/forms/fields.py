"""Forms described as data: fields with their kinds, rules of thumb and help."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from iris_grants.kernel.problems import Problem

Lines = Sequence[Mapping[str, object]]
"""The lines of a field of rows, each with the values of its columns."""


class FieldKind(StrEnum):
    """What a field takes, and what it gives to the command.

    text, long_text and secret: `str` · choice: the value of the choice · several: a tuple
    of values · money: `Money` in the field's currency · decimal: `Decimal` · integer: `int`
    · date: `date` · moment: an aware `datetime` in UTC · local: a day with its time as text
    (`2026-03-31 17:00`), in whatever time zone the form says · check: `bool` · file and folder:
    `Path` · files: a tuple of `Path` · rows: a tuple of mappings, one a line that is not
    empty, each with the values of the field's `columns`.
    """

    TEXT = "text"
    LONG_TEXT = "long_text"
    SECRET = "secret"
    CHOICE = "choice"
    SEVERAL = "several"
    MONEY = "money"
    DECIMAL = "decimal"
    INTEGER = "integer"
    DATE = "date"
    MOMENT = "moment"
    LOCAL = "local"
    CHECK = "check"
    FILE = "file"
    FILES = "files"
    FOLDER = "folder"
    NEW_FILE = "new_file"
    ROWS = "rows"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of the values a person can choose, with its words."""

    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field; its texts are in words already.

    `name` is the keyword of the command. An empty field that is not required gives
    `empty`. `minimum` and `maximum` bound whole numbers, and `maximum`
    how many lines there may be. `pattern` filters files in the
    manner of Qt (`Excel (*.xlsx)`). A `group` puts its heading over the field; it holds
    until the next one. A field of rows has `columns`, each with its `share` of the width;
    `sum_up` says what all its lines come to. `longest` is how many characters a long text
    should have at most: the count is shown, a longer one is warned of and not refused.
    """

    name: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    help: str = ""
    required: bool = False
    initial: object = None
    empty: object = None
    choices: tuple[Choice, ...] = ()
    currency: str = "EUR"
    group: str = ""
    hint: str = ""
    minimum: int | None = None
    maximum: int | None = None
    pattern: str = ""
    columns: tuple[Field, ...] = ()
    share: int = 1
    sum_up: Callable[[Lines], str] | None = None
    longest: int | None = None


Values = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSpec:
    """A form as data: `save` names the act itself (*Publish*, not *OK*).

    `check` looks at all values together before the command does; its problems name their
    fields in `where.key` (`name`, or `name.line.column` in a field of rows). `record` tells
    the drafts of the same form for different records apart; without one the title does.
    """

    title: str
    fields: tuple[Field, ...]
    save: str
    intro: str = ""
    check: Callable[[Values], tuple[Problem, ...]] | None = None
    wide: bool = False
    record: str = ""
