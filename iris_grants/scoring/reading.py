"""Strict reading of packages and returns: what is there has the right kind, or it is refused."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from iris_grants.kernel.problems import Refused, Where, refusal

T = TypeVar("T", str, int, bool)

MALFORMED = "scoring.file_malformed"


class Parts:
    """One mapping of a file, read key by key; the first wrong thing refuses the file.

    Such files are written by this program and signed: what is wrong in them is not a slip
    that somebody would correct in the file.
    """

    def __init__(self, body: object, *, file: str | None = None, path: str = "") -> None:
        self._file = file
        self._path = path
        if not isinstance(body, dict):
            raise self.wrong("")
        self._body: Mapping[str, object] = body

    def wrong(self, key: str) -> Refused:
        """The refusal of the file for what stands at a key."""
        return refusal(MALFORMED, Where(file=self._file, key=self._at(key) or None))

    def only(self, *keys: str) -> None:
        """Refuse any other key."""
        for key in self._body:
            if key not in keys:
                raise self.wrong(key)

    def text(self, key: str) -> str:
        """A text."""
        return self._of(key, str)

    def maybe_text(self, key: str) -> str | None:
        """A text, or null."""
        return None if self._body.get(key) is None else self.text(key)

    def whole(self, key: str, *, least: int = 0) -> int:
        """A whole number of at least `least`."""
        value = self._of(key, int)
        if isinstance(value, bool) or value < least:
            raise self.wrong(key)
        return value

    def flag(self, key: str) -> bool:
        """True or false."""
        return self._of(key, bool)

    def part(self, key: str) -> Parts:
        """A mapping."""
        return Parts(self._body.get(key), file=self._file, path=self._at(key))

    def maybe_part(self, key: str) -> Parts | None:
        """A mapping, or null."""
        return None if self._body.get(key) is None else self.part(key)

    def parts(self, key: str) -> tuple[Parts, ...]:
        """A list of mappings."""
        return tuple(
            Parts(value, file=self._file, path=f"{self._at(key)}[{place}]")
            for place, value in enumerate(self._list(key))
        )

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        values = self._list(key)
        if not all(isinstance(value, str) for value in values):
            raise self.wrong(key)
        return tuple(str(value) for value in values)

    def mapping(self, key: str) -> Mapping[str, object]:
        """A mapping as it stands."""
        value = self._body.get(key)
        if not isinstance(value, dict):
            raise self.wrong(key)
        return value

    def _list(self, key: str) -> list[object]:
        value = self._body.get(key)
        if not isinstance(value, list):
            raise self.wrong(key)
        return value

    def _of(self, key: str, kind: type[T]) -> T:
        value = self._body.get(key)
        if not isinstance(value, kind):
            raise self.wrong(key)
        return value

    def _at(self, key: str) -> str:
        return f"{self._path}.{key}" if self._path and key else self._path or key
