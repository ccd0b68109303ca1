"""Templates and rule sets in YAML: read safely, every value with the line it stands on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    ScalarEvent,
)

from iris_grants.kernel.problems import Refused, Where, refusal
from iris_grants.programme.values import Template as Template
from iris_grants.programme.values import Value as Value
from iris_grants.programme.values import where_in as where_in

SIZE_LIMIT = 1_000_000
DEPTH_LIMIT = 30
# The parser in C reads the same events ten times as fast; not every machine has it.
_LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
_NAME = re.compile(r"[a-z0-9_-]+(/[A-Za-z0-9_-]+)*")
_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,17}")
_CONSTANTS: Mapping[str, bool | None] = {"true": True, "false": False, "null": None, "": None}


def load_template(name: str) -> Template:
    """A template that ships with the program, by its path without `.yaml`.

    Refused: `programme.template_missing` with the names that exist in that folder.
    """
    folder, _, _ = name.rpartition("/")
    if not _NAME.fullmatch(name) or not _shipped(name).is_file():
        known = ", ".join(template_names(folder)) if _NAME.fullmatch(folder) else ""
        raise refusal("programme.template_missing", name=name, known=known)
    return read_template(_shipped(name).read_bytes(), f"{name}.yaml")


def template_names(folder: str) -> tuple[str, ...]:
    """The names of the shipped templates of a folder (`calls`), for `load_template`."""
    place = resources.files("resources") / "templates" / folder
    if not place.is_dir():
        return ()
    found = (entry.name for entry in place.iterdir() if entry.name.endswith(".yaml"))
    return tuple(sorted(f"{folder}/{name.removesuffix('.yaml')}" for name in found))


def template_file(path: Path) -> Template:
    """A template from a file of the user; refused as in `read_template`, or if unreadable."""
    try:
        with path.open("rb") as stream:
            data = stream.read(SIZE_LIMIT + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise refusal("programme.file_unreadable", Where(file=str(path)), reason=reason) from error
    return read_template(data, path.name)


def read_template(data: bytes, file: str) -> Template:
    """A template from YAML text (UTF-8).

    Refused, with file and line: `programme.template_too_big`, `programme.not_text`,
    `programme.yaml_broken`, `programme.yaml_reference` (an anchor, alias or tag),
    `programme.yaml_twice` (a key twice), `programme.yaml_not_a_mapping`.
    """
    if len(data) > SIZE_LIMIT:
        raise refusal("programme.template_too_big", Where(file=file), limit=SIZE_LIMIT)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise refusal("programme.not_text", Where(file=file)) from error
    builder = _Builder(file=file, lines={})
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        last = text.count("\n")  # an end that came too soon is marked behind it
        line = min(error.problem_mark.line, last) + 1 if error.problem_mark else None
        raise refusal("programme.yaml_broken", Where(file=file, line=line)) from error
    except yaml.YAMLError as error:
        raise refusal("programme.yaml_broken", Where(file=file)) from error
    if not isinstance(builder.root, dict):
        raise refusal("programme.yaml_not_a_mapping", Where(file=file))
    return Template(builder.root, file=file, lines=builder.lines)


def template_text(body: Mapping[str, Value]) -> bytes:
    """The YAML text of a body, which `read_template` reads as the same body."""
    text: str = yaml.dump(
        dict(body), Dumper=_PlainDumper, allow_unicode=True, sort_keys=False, width=100
    )
    return text.encode()


class _PlainDumper(yaml.SafeDumper):
    """Writes every value where it belongs, since references are not read."""

    def ignore_aliases(self, data: object) -> bool:
        return True


@dataclass(slots=True, kw_only=True)
class _Open:
    """A mapping or list that is still being read, and the key whose value comes next."""

    into: dict[str, Value] | list[Value]
    path: str
    key: str | None = None


class _Builder:
    """Builds values from events without recursion, so that no nesting can break it."""

    def __init__(self, *, file: str, lines: dict[str, int]) -> None:
        self.file = file
        self.lines = lines
        self.root: Value = None
        self._open: list[_Open] = []
        self._documents = 0

    def take(self, event: Event) -> None:
        """Take the next event of the parser."""
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise self._refusal("programme.yaml_broken", line)
        elif isinstance(event, AliasEvent):
            raise self._refusal("programme.yaml_reference", line)
        elif isinstance(event, CollectionStartEvent):
            self._begin(event, line)
        elif isinstance(event, CollectionEndEvent):
            self._open.pop()
        elif isinstance(event, ScalarEvent):
            self._scalar(event, line)

    def _begin(self, event: CollectionStartEvent, line: int) -> None:
        if event.anchor is not None or event.tag is not None:
            raise self._refusal("programme.yaml_reference", line)
        if len(self._open) >= DEPTH_LIMIT:
            raise self._refusal("programme.yaml_broken", line)
        into: dict[str, Value] | list[Value] = {} if isinstance(event, MappingStartEvent) else []
        path = self._put(into, line)
        self._open.append(_Open(into=into, path=path))

    def _scalar(self, event: ScalarEvent, line: int) -> None:
        if event.anchor is not None or event.tag is not None:
            raise self._refusal("programme.yaml_reference", line)
        within = self._open[-1] if self._open else None
        if within is not None and isinstance(within.into, dict) and within.key is None:
            within.key = self._new_key(within, event.value, line)
        else:
            plain = event.implicit[0]
            self._put(_plain(event.value) if plain else event.value, line)

    def _new_key(self, within: _Open, key: str, line: int) -> str:
        if key in within.into:
            raise self._refusal("programme.yaml_twice", line, key=key)
        self.lines[f"{within.path}.{key}" if within.path else key] = line
        return key

    def _put(self, value: Value, line: int) -> str:
        if not self._open:
            self.root = value
            return ""
        within = self._open[-1]
        if isinstance(within.into, list):
            path = f"{within.path}[{len(within.into)}]"
            within.into.append(value)
            self.lines[path] = line
            return path
        if within.key is None:
            raise self._refusal("programme.yaml_broken", line)
        path = f"{within.path}.{within.key}" if within.path else within.key
        within.into[within.key] = value
        within.key = None
        return path

    def _refusal(self, code: str, line: int, **params: str | int) -> Refused:
        return refusal(code, Where(file=self.file, line=line), **params)


def _plain(text: str) -> Value:
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    return int(text) if _WHOLE.fullmatch(text) else text


def _shipped(name: str) -> Traversable:
    return resources.files("resources") / "templates" / f"{name}.yaml"
