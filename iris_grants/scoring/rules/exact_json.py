"""JSON read exactly: numbers as decimals, keys that stand twice noticed, nothing guessed."""

from __future__ import annotations

import json
from decimal import Decimal, InvalidOperation

from iris_grants.kernel.problems import Problem, Where
from iris_grants.scoring.rules.fields import JsonObject

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class NoNumber:
    """What stood where a number should stand (`NaN`, `Infinity`, far too many digits)."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __str__(self) -> str:
        return self.text


def decode(data: bytes, file: str, problems: list[Problem]) -> str | None:
    """The text of a UTF-8 file; None and a problem at its line if it is something else."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        where = Where(file=file, line=line)
        problems.append(Problem(code="ranking.not_utf8", where=where))
        return None


def read_json(data: bytes, file: str, problems: list[Problem]) -> object:
    """The content of a JSON file; None and a problem if it is none.

    Objects are `JsonObject`, numbers `Decimal` or `NoNumber`.
    """
    if data.startswith(BYTE_ORDER_MARK):
        problems.append(Problem(code="ranking.json_byte_order_mark", where=Where(file=file)))
        return None
    text = decode(data, file, problems)
    if text is None:
        return None
    try:
        content: object = json.loads(
            text,
            object_pairs_hook=JsonObject,
            parse_float=_number,
            parse_int=_number,
            parse_constant=NoNumber,
        )
    except json.JSONDecodeError as error:
        where = Where(file=file, line=error.lineno)
        problems.append(
            Problem(code="ranking.not_json", where=where, params={"column": error.colno})
        )
        return None
    except RecursionError:
        problems.append(Problem(code="ranking.json_too_deep", where=Where(file=file)))
        return None
    return content


def _number(text: str) -> Decimal | NoNumber:
    try:
        return Decimal(text)
    except InvalidOperation:
        return NoNumber(text)
