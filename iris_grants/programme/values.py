"""What templates and rule sets hold, and where in its file each of it stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from iris_grants.kernel.problems import Where

Value: TypeAlias = "str | int | bool | list[Value] | dict[str, Value] | None"


class Template(dict[str, Value]):
    """The content of a YAML file, which knows its file and the line of every key.

    Plain whole numbers, `true`, `false` and `null` are values; everything else is text, so
    that days, times and decimals stay as they were written.
    """

    def __init__(self, body: Mapping[str, Value], *, file: str, lines: Mapping[str, int]) -> None:
        super().__init__(body)
        self.file = file
        self.lines = dict(lines)

    def where(self, path: str) -> Where:
        """The place of a key (`grid.sections[0].code`), or of the nearest key around it."""
        key = path
        while key and key not in self.lines:
            key = key[: max(key.rfind("."), key.rfind("["), 0)]
        return Where(file=self.file, line=self.lines.get(key), key=path or None)


def where_in(body: Mapping[str, Value], path: str) -> Where:
    """The place of a key in a template, or the bare key where the body has no file."""
    return body.where(path) if isinstance(body, Template) else Where(key=path)
