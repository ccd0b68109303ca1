"""Comma-separated text as RFC 4180 has it: read strictly, written with no needless quotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from iris_grants.kernel.problems import Problem, Where

BYTE_ORDER_MARK = "\ufeff"
_QUOTED = re.compile(r'"((?:[^"]|"")*)"')
_PLAIN = re.compile(r'[^",\r\n]*')
_SPECIAL = re.compile(r'[",\r\n]')


def read_records(
    text: str, file: str, problems: list[Problem]
) -> Iterator[tuple[int, Sequence[str]]]:
    """The records of a text, each with the line it begins on (from 1).

    Lines end in LF or CRLF. `ranking.blank_line` and `ranking.csv_quoting` name what is
    wrong; such a line is left out, and reading goes on with the next.
    """
    lines = text.split("\n")
    if lines[-1] == "":
        lines.pop()
    number = 0
    while number < len(lines):
        where = Where(file=file, line=number + 1)
        end = _end_of_record(lines, number)
        fields = _fields("\n".join(lines[number:end]).removesuffix("\r"))
        if fields is None:
            end = number + 1
            problems.append(Problem(code="ranking.csv_quoting", where=where))
        elif not fields:
            problems.append(Problem(code="ranking.blank_line", where=where))
        else:
            yield number + 1, fields
        number = end


def _end_of_record(lines: Sequence[str], first: int) -> int:
    """One past the last line of a record: a quoted field may run over several lines."""
    end = first + 1
    if lines[first].count('"') % 2:
        while end < len(lines):
            end += 1
            if lines[end - 1].count('"') % 2:
                break
    return end


def _fields(line: str) -> Sequence[str] | None:
    if not line:
        return ()
    if '"' in line:
        return _quoted_fields(line)
    return None if "\r" in line else line.split(",")


def _quoted_fields(line: str) -> list[str] | None:
    fields: list[str] = []
    at = 0
    while True:
        quoted = _QUOTED.match(line, at)
        if quoted is not None:
            fields.append(quoted.group(1).replace('""', '"'))
            at = quoted.end()
        else:
            bare = _PLAIN.match(line, at)
            fields.append("" if bare is None else bare.group())
            at = at if bare is None else bare.end()
        if at == len(line):
            return fields
        if line[at] != ",":
            return None
        at += 1


def write_records(records: Iterable[Sequence[str]]) -> bytes:
    """Records as UTF-8 with LF at every line's end, quoted only where it is required."""
    return "".join(f"{','.join(map(_written, record))}\n" for record in records).encode()


def _written(field: str) -> str:
    if _SPECIAL.search(field) is None:
        return field
    doubled = field.replace('"', '""')
    return f'"{doubled}"'
