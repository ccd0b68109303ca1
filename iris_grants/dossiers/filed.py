"""Which pieces lie where in a dossier, and which are left out and why."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from db.files import FileContents
from iris_grants.documents.ascii_names import ascii_name
from iris_grants.dossiers.choice import Choice
from iris_grants.dossiers.cover import IndexEntry
from iris_grants.dossiers.pieces import Contents, Piece
from iris_grants.dossiers.private_data import Private, held_by
from iris_grants.dossiers.redaction import Redaction
from iris_grants.kernel.problems import refusal

Content = bytes | Callable[[], BinaryIO]


@dataclass(frozen=True, slots=True)
class Filed:
    """A piece with the path it got and its content; nothing for one that is left out."""

    entry: IndexEntry
    source: Content | None


def filed_pieces(
    contents: Contents, store: FileContents, choice: Choice, redaction: Redaction
) -> Iterator[Filed]:
    """The pieces of the chosen sections, each at its place.

    What holds hidden data is left out: its line has the reason and the checksum of what is
    withheld, so that it can be asked for. Refused where the store has lost a content
    (`dossiers.content_missing`).
    """
    folders = {section.code: section.folder for section in contents.sections}
    chosen = choice.codes(contents.sections)
    pieces = [piece for piece in contents.pieces if piece.section in chosen]
    gone = store.missing([piece.sha256 for piece in pieces if piece.sha256])
    taken: dict[str, set[str]] = {}
    for piece in pieces:
        withheld = held_by(piece.subject_kind, piece.kind) & redaction.hidden
        if withheld:
            yield Filed(_left_out(piece, withheld, redaction), None)
            continue
        if piece.sha256 in gone:
            raise refusal("dossiers.content_missing", name=piece.name)
        place = folders[piece.section]
        if piece.folder:
            place = f"{place}/{ascii_name(piece.folder, set())}"
        shown = redaction.text(piece.name)
        name = ascii_name(shown, taken.setdefault(place, set()))
        yield _filed(piece, shown, f"{place}/{name}", store)


def _left_out(piece: Piece, withheld: frozenset[Private], redaction: Redaction) -> IndexEntry:
    return IndexEntry(
        section=piece.section,
        path="",
        name=redaction.text(piece.name),
        kind=piece.kind,
        dated=piece.dated,
        size=piece.size,
        sha256=piece.sha256 or "",
        left_out=tuple(one.value for one in Private if one in withheld),
    )


def _filed(piece: Piece, shown: str, path: str, store: FileContents) -> Filed:
    source: Content
    if piece.sha256 is None:
        source = data = piece.content()
        size, digest = len(data), hashlib.sha256(data).hexdigest()
    else:
        source, size, digest = _opener(store, piece.sha256), piece.size, piece.sha256
    entry = IndexEntry(
        section=piece.section,
        path=path,
        name=shown,
        kind=piece.kind,
        dated=piece.dated,
        size=size,
        sha256=digest,
    )
    return Filed(entry, source)


def _opener(store: FileContents, sha256: str) -> Callable[[], BinaryIO]:
    return lambda: store.open(sha256)
