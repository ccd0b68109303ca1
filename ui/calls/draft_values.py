"""Between the template of a call and the fields of its forms: values there and back, problems."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation

from iris_grants.calls.documents import Document
from iris_grants.kernel.money import Money
from iris_grants.kernel.problems import Problem, Where
from iris_grants.programme.values import Value
from ui.forms.fields import Field, FieldKind, Values

DOT = "__"
"""Stands for the dot between a key and a key inside it (`title__sr`)."""

YES, NO = "yes", "no"
QUOTAS = "quotas"
"""The one list that a template keeps as a mapping: country to the most grants there."""

_LISTED = re.compile(r"(?P<name>[^\[]+)\[(?P<place>\d+)\]\.?(?P<rest>.*)")


def filled(fields: Sequence[Field], document: Mapping[str, Value]) -> tuple[Field, ...]:
    """The fields with what the call says now."""
    found = ((one, _initial(one, inside(document, one.name))) for one in fields)
    return tuple(one if said is None else replace(one, initial=said) for one, said in found)


def changes_of(fields: Sequence[Field], values: Values, document: Mapping[str, Value]) -> Document:
    """What a form says, as keys of the template; other parts of a key stay as they are."""
    changed: Document = {}
    for field in fields:
        first, *rest = field.name.split(DOT)
        value = _plain(field, values[field.name])
        if first == QUOTAS and isinstance(value, list):
            value = {str(inside_line(one, "country")): inside_line(one, "count") for one in value}
        if not rest:
            changed[first] = value
            continue
        kept = changed.get(first, deepcopy(document.get(first)))
        part = kept if isinstance(kept, dict) else {}
        _put(part, rest, value)
        changed[first] = part
    return {key: _without_empty_words(key, value) for key, value in changed.items()}


def at_fields(problems: Sequence[Problem], names: Sequence[str]) -> tuple[Problem, ...]:
    """The problems with the field of the form that each belongs to as their place."""
    return tuple(replace(one, where=_where(one.where, names)) for one in problems)


def inside(document: Mapping[str, Value], name: str) -> Value:
    """The value under the name of a field; none where it is not there."""
    found: Value = dict(document)
    for key in name.split(DOT):
        found = found.get(key) if isinstance(found, dict) else None
    return found


def _where(where: Where, names: Sequence[str]) -> Where:
    key = where.key or ""
    listed = _LISTED.fullmatch(key)
    if listed is not None:
        name, rest = listed["name"].replace(".", DOT), listed["rest"].replace(".", DOT)
        place = f"{name}.{int(listed['place']) + 1}"
        return Where(key=f"{place}.{rest}" if rest else place) if name in names else where
    whole = key.replace(".", DOT)
    fitting = [name for name in names if whole == name or name.startswith(f"{whole}{DOT}")]
    above = [name for name in names if whole.startswith(f"{name}{DOT}")]
    return Where(key=(fitting or above or [key])[0]) if key else where


def _put(part: dict[str, Value], keys: Sequence[str], value: Value) -> None:
    for key in keys[:-1]:
        inner = part.get(key)
        part[key] = inner = inner if isinstance(inner, dict) else {}
        part = inner
    part[keys[-1]] = value


def _plain(field: Field, value: object) -> Value:
    match value:
        case Money():
            return str(value.amount)
        case Decimal():
            return f"{value:f}"
        case date():
            return value.isoformat()
        case tuple() if field.kind is FieldKind.ROWS:
            return [_line(field.columns, line) for line in value]
        case tuple():
            return [str(one) for one in value]
        case str() if value in (YES, NO) and field.choices and _is_flag(field):
            return value == YES
        case str() | int() | None:
            return value
    raise TypeError(f"a field of a call gave {type(value).__name__}")


def _line(columns: Sequence[Field], line: Mapping[str, object]) -> Value:
    if len(columns) == 1:
        return _plain(columns[0], line[columns[0].name])
    made: dict[str, Value] = {}
    for column in columns:
        value = _plain(column, line[column.name])
        if column.name == "keywords":
            words = str(value or "").split(",")
            value = [word.strip() for word in words if word.strip()]
        if value is not None or DOT in column.name:
            _put(made, column.name.split(DOT), value)
    return {key: _without_empty_words(key, value) for key, value in made.items()}


def _without_empty_words(key: str, value: Value) -> Value:
    """A text that may be missing is none where neither language says anything."""
    optional = key in ("evidence", "help", "amount_method")
    if optional and isinstance(value, dict) and not any(value.values()):
        return None
    return value


def _initial(field: Field, value: Value) -> object:
    if value is None:
        return None
    if field.kind is FieldKind.ROWS:
        lines = value if isinstance(value, list) else _quota_lines(value)
        return tuple(_cells(field.columns, line) for line in lines)
    if isinstance(value, list):
        return tuple(str(one) for one in value)
    return _cell(field, value)


def inside_line(line: Value, key: str) -> Value:
    """The value of a key of a line; none where it has none."""
    return line.get(key) if isinstance(line, dict) else None


def _quota_lines(value: Value) -> list[Value]:
    """A mapping of countries to counts as lines."""
    found = value if isinstance(value, dict) else {}
    return [{"country": country, "count": count} for country, count in found.items()]


def _cells(columns: Sequence[Field], line: Value) -> dict[str, object]:
    body: Mapping[str, Value] = line if isinstance(line, dict) else {columns[0].name: line}
    return {one.name: _cell(one, inside(body, one.name)) for one in columns}


def _cell(field: Field, value: Value) -> object:
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    try:
        if value is not None and field.kind is FieldKind.MONEY:
            return Money.of(str(value), field.currency)
        if value is not None and field.kind is FieldKind.DECIMAL:
            return Decimal(str(value))
        if value is not None and field.kind is FieldKind.DATE:
            return date.fromisoformat(str(value))
    except (ValueError, InvalidOperation):
        return None
    return value


def _is_flag(field: Field) -> bool:
    return {choice.value for choice in field.choices} == {YES, NO}
