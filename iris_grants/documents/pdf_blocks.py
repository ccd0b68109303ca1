"""The pieces a document is made of: plain values, with all words already in the language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Align(StrEnum):
    """On which side the words of a column stand; figures stand right."""

    LEFT = "left"
    RIGHT = "right"
    CENTRE = "centre"


class TextLook(StrEnum):
    """How a paragraph looks: the running text, an opening, an aside, a thing to notice."""

    BODY = "body"
    LEAD = "lead"
    SMALL = "small"
    STRONG = "strong"
    NOTICE = "notice"
    CENTRED = "centred"


class RowLook(StrEnum):
    """What a table row is: a line, the name of a group, a subtotal, the total, an aside."""

    BODY = "body"
    GROUP = "group"
    SUBTOTAL = "subtotal"
    TOTAL = "total"
    QUIET = "quiet"


class Relationship(StrEnum):
    """What an attached file is to the document (PDF/A-3, AFRelationship)."""

    SOURCE = "Source"
    DATA = "Data"
    SUPPLEMENT = "Supplement"
    UNSPECIFIED = "Unspecified"


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """The head of a document; `eyebrow` is the small line above (what kind of document)."""

    text: str
    subtitle: str = ""
    eyebrow: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading of level 1 to 3; it stays with what follows, and is a bookmark."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A paragraph; line ends are kept. `lead` is set in bold before it."""

    text: str
    look: TextLook = TextLook.BODY
    lead: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    """A list; with `numbered` the items carry 1., 2., 3."""

    items: Sequence[str]
    numbered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A numbered clause of a contract or of minutes: `3.2` in the margin, then the words."""

    number: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyValues:
    """Names with their values, one below the other; `label_mm` is the room for names."""

    rows: Sequence[tuple[str, str]]
    label_mm: int = 52


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A table column; `width_mm` 0: as much as its content asks for."""

    title: str
    align: Align = Align.LEFT
    width_mm: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A table row with another look than the ordinary one."""

    cells: Sequence[str]
    look: RowLook = RowLook.BODY


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Data in columns; the head is repeated on each page, long words and texts wrap.

    A row is a sequence of texts, or a `Row`; missing cells at its end are empty.
    `empty` is printed where there is no row.
    """

    columns: Sequence[Column]
    rows: Sequence[Sequence[str] | Row]
    caption: str = ""
    note: str = ""
    empty: str = ""
    small: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureLine:
    """A line to sign on: who, in which role; `filled` stands on it if it is signed already."""

    name: str
    role: str = ""
    filled: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatures:
    """Signature lines, two in a row; `place_and_date` is the caption of the line above."""

    lines: Sequence[SignatureLine]
    place_and_date: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HashList:
    """Files with their checksums, in figures of one width: (checksum, name)."""

    entries: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Footnotes:
    """Small text under a short rule: what marks such as `*` refer to."""

    items: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """The list of headings (levels 1 and 2) with their pages."""

    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spacer:
    """Empty room, in millimetres."""

    mm: int = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A light line across the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBreak:
    """A new page; `landscape` turns the pages from here on, `None` leaves them."""

    landscape: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """Blocks that stay on one page if one page can hold them."""

    blocks: Sequence[Block]


Block = (
    Title
    | Heading
    | Text
    | Bullets
    | Clause
    | KeyValues
    | Table
    | Signatures
    | HashList
    | Footnotes
    | Contents
    | Spacer
    | Rule
    | PageBreak
    | Together
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file carried inside the PDF, bit for bit."""

    name: str
    data: bytes
    mime: str
    description: str = ""
    relationship: Relationship = Relationship.SOURCE


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedWord:
    """A word that always carries a mark, and the note that the mark refers to.

    Each occurrence of one of the `words` is printed with the mark behind it, and the note
    stands at the foot of the pages of a document that uses any of them.
    """

    words: Sequence[str]
    mark: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfMeta:
    """What a document says about itself, and what stands on each of its pages.

    `language` is a language tag (`sr-Latn`, `en`); `created` the moment that the file
    carries, with its zone; `reference` stands at the foot of the pages; `running_title` at
    their head (the title, if empty); `funding_line` beside the emblem of the European Union
    at the foot of the first page, if there is one.
    """

    title: str
    language: str
    author: str
    created: datetime
    subject: str = ""
    reference: str = ""
    running_title: str = ""
    funding_line: str = ""
    landscape: bool = False
    marked_words: Sequence[MarkedWord] = field(default_factory=tuple)
