"""The pieces of a dossier: originals by the hash of their content, and what is written for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from iris_grants.documents.attachments import DocumentRow
from iris_grants.dossiers.sections import Section, section_code


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A file of a dossier, in the section with this code.

    `name` is the original name; either `sha256` names a content of the store, or `data`
    carries what was written for the dossier, or `make` writes it when the dossier is
    exported, while its session is open. `folder` parts a section, as by application.
    `subject_kind` is whose document it is (`written`: the dossier's own).
    """

    section: str
    name: str
    kind: str
    folder: str = ""
    data: bytes | None = None
    make: Callable[[], bytes] | None = None
    sha256: str | None = None
    size: int = 0
    dated: str = ""
    subject_kind: str = "written"

    def content(self) -> bytes:
        """What was written for the dossier; for pieces that are no content of the store."""
        return self.make() if self.make is not None else self.data or b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a dossier will hold: its sections in order and all pieces.

    `rows` are the records whose journal values it may show: ids by table. `lacking` names
    single things that are missing inside sections, in the current language.
    """

    subject_kind: str
    subject_id: str
    number: str
    title: str
    sections: tuple[Section, ...]
    pieces: tuple[Piece, ...]
    facts: tuple[tuple[str, str], ...]
    rows: Mapping[str, frozenset[str]] = field(default_factory=dict)
    lacking: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[Section, ...]:
        """The mandatory sections in which nothing lies (the cover is always written)."""
        filled = {piece.section for piece in self.pieces} | {"cover"}
        return tuple(s for s in self.sections if s.mandatory and s.code not in filled)


def originals(
    documents: Iterable[DocumentRow],
    kinds: Mapping[tuple[str, str], str],
    folders: Mapping[str, str] | None = None,
) -> list[Piece]:
    """The documents of the store as pieces, each in its section.

    `folders` names a folder for subjects (by identity) that share a section with others.
    """
    return [
        Piece(
            section=section_code(kinds, document.subject_kind, document.kind),
            name=document.name,
            kind=document.kind,
            folder=(folders or {}).get(document.subject_id, ""),
            sha256=document.sha256,
            size=document.size,
            dated=document.received_at[:10],
            subject_kind=document.subject_kind,
        )
        for document in documents
    ]


def written(section: str, name: str, kind: str, data: bytes) -> Piece:
    """A piece that is written for the dossier."""
    return Piece(section=section, name=name, kind=kind, data=data, size=len(data))


def deferred(section: str, name: str, kind: str, make: Callable[[], bytes]) -> Piece:
    """A piece that is written only when the dossier is exported; looking at it costs nothing."""
    return Piece(section=section, name=name, kind=kind, make=make)


def sheet(section: str, name: str, make: Callable[..., bytes], *of: object) -> Piece:
    """A page that `make` writes of these values only when the dossier is exported."""
    return deferred(section, name, "sheet", partial(make, *of))


def in_order(sections: Sequence[Section], pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """The pieces by section, then by day and name."""
    places = {section.code: section.number for section in sections}
    return tuple(
        sorted(pieces, key=lambda p: (places[p.section], p.folder, p.dated, p.name, p.kind))
    )
