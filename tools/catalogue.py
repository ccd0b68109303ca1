"""What the Serbian catalogue lacks, no longer needs, or fills in differently than the source."""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ("iris_grants", "ui")
TRANSLATED = ROOT / "resources" / "i18n" / "sr_Latn"
KEYWORDS: dict[str, tuple[int, ...] | None] = {"_": None, "N_": None, "ngettext": (1, 2)}
PLACE = re.compile(r"\{[^{}]*\}")
FORMS = 3

Words = str | tuple[str, ...] | list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """Lines for a person: where a translation is missing, which are idle, which do not fit."""

    missing: tuple[str, ...]
    idle: tuple[str, ...]
    unfit: tuple[str, ...]


def review() -> Review:
    """Compare all marked sentences of the sources with all parts of the catalogue."""
    marked = marked_sentences()
    known = dict(translations())
    missing = [f"{marked[text][0]}: {text!r}" for text in marked if text not in known]
    idle = [f"{part}: {text!r}" for text, (part, _) in known.items() if text not in marked]
    unfit = [
        f"{part}: {text!r}: {fault}"
        for text, (part, message) in known.items()
        if (fault := fault_of(message))
    ]
    return Review(missing=tuple(missing), idle=tuple(idle), unfit=tuple(unfit))


def marked_sentences() -> dict[str, list[str]]:
    """Every literal marked for translation in the sources, and the places where it stands."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for floor in SOURCES:
        for path, line, words, _, _ in extract_from_dir(ROOT / floor, keywords=KEYWORDS):
            found[first(words)].append(f"{floor}/{path}:{line}")
    return dict(found)


def translations() -> Iterator[tuple[str, tuple[str, Message]]]:
    """Every translated sentence with the part of the catalogue that holds it."""
    for part in sorted(TRANSLATED.glob("*.po")):
        with part.open("rb") as stream:
            catalogue: Catalog = read_po(stream, locale="sr_Latn")
        for message in catalogue:
            if message.id:
                yield first(message.id), (part.name, message)


def fault_of(message: Message) -> str:
    """What is wrong with a translation: empty, doubtful, too few forms, other gaps to fill."""
    texts, sources = all_forms(message.string), all_forms(message.id)
    if not all(texts):
        return "not translated"
    if message.fuzzy:
        return "marked as doubtful"
    if message.pluralizable and len(texts) != FORMS:
        return f"needs {FORMS} plural forms"
    gaps = {gap for text in sources for gap in PLACE.findall(text)}
    filled = [set(PLACE.findall(text)) for text in texts]
    if any(found - gaps if message.pluralizable else found != gaps for found in filled):
        return "other gaps to fill than the source"
    return ""


def all_forms(words: Words | None) -> tuple[str, ...]:
    """The sentence, or the forms of a plural, as one tuple."""
    return (words or "",) if isinstance(words, str | None) else tuple(words)


def first(words: Words) -> str:
    """The sentence itself; of a plural, its singular."""
    return words if isinstance(words, str) else words[0]


def main() -> int:
    """Print the review; 1 if a sentence is missing or does not fit."""
    found = review()
    for title, lines in (
        ("Not in the catalogue", found.missing),
        ("Not right in the catalogue", found.unfit),
        ("No longer in the sources", found.idle),
    ):
        if lines:
            print(f"{title}:", *lines, sep="\n  ")
    return int(bool(found.missing or found.unfit))


if __name__ == "__main__":
    sys.exit(main())
