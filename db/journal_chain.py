"""The arithmetic of the journal: digests of changes and the links of the chain."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from json.encoder import encode_basestring

from db.canonical import canonical_json

FIRST_LINK = "0" * 64
"""What the first entry names as the hash before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What an entry says of itself; `changes` counts the changed rows."""

    number: int
    operation: str
    person_id: str
    standing: str
    at: str
    changes: int

    def text(self) -> str:
        """The canonical JSON that is hashed."""
        return canonical_json(
            {
                "at": self.at,
                "changes": self.changes,
                "number": self.number,
                "operation": self.operation,
                "person_id": self.person_id,
                "standing": self.standing,
            }
        )


def change_digest(
    salt: str, table: str, key: str, verb: str, before: str | None, after: str | None
) -> str:
    """SHA-256 of the salt and the canonical JSON `[table, key, verb, before, after]`.

    `before` and `after` are canonical JSON objects already, or none.
    """
    old = "null" if before is None else before
    text = f"{salt}{_row(table, key, verb)},{old},{'null' if after is None else after}]"
    return hashlib.sha256(text.encode()).hexdigest()


def _row(table: str, key: str, verb: str) -> str:
    """The beginning of the canonical JSON array of a change."""
    return f"[{encode_basestring(table)},{encode_basestring(key)},{encode_basestring(verb)}"


def change_line(table: str, key: str, verb: str, digest: str) -> str:
    """The line by which a change stands in its entry's hash."""
    return f"{_row(table, key, verb)},{encode_basestring(digest)}]\n"


def entry_hash(previous: str, lines: Iterable[str], header: Header) -> str:
    """SHA-256 of the hash before, one line a change in their order, and the header."""
    link = hashlib.sha256(f"{previous}\n".encode())
    for line in lines:
        link.update(line.encode())
    link.update(header.text().encode())
    return link.hexdigest()
