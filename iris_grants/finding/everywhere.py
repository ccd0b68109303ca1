"""The search over everything: folded words, results by kind, always as many statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.search import search_key
from db.tables.journal import JournalEntryRecord
from db.tables.people import PersonRecord
from iris_grants.finding.sources import SOURCES, Source
from iris_grants.wording import label
from iris_grants.wording.sentences import all_sentences

OF_A_KIND = 8
LEAST_LETTERS = 2
BATCH = 2_000
REMEMBERED = 100_000
ENTRY = "entry"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A record that was found: its kind, the identity under which it opens, its words.

    `record` of a document is `<kind of its subject>/<identity>`, of an entry of the journal
    its number. `line` is the place that tells it from others.
    """

    kind: str
    record: str
    title: str
    line: str


def find_everywhere(
    session: Session, words: str, *, of_a_kind: int = OF_A_KIND
) -> tuple[Found, ...]:
    """Records in which every one of the words is found, at most `of_a_kind` of each kind.

    Letters are folded: both scripts, accents, `đ`, `dj` and `d`. Fewer than two letters
    find nothing. One statement a kind, however much is in the store.
    """
    if len(search_key(words)) < LEAST_LETTERS:
        return ()
    folded = _Words(words)
    found: list[Found] = []
    for source in SOURCES:
        found += islice(_of_source(session, source, folded), of_a_kind)
    return (*found, *islice(_entries(session, folded), of_a_kind))


def _of_source(session: Session, source: Source, words: _Words) -> Iterator[Found]:
    rows = session.execute(source.statement.execution_options(yield_per=BATCH))
    with rows:
        for record, title, line, further in rows:
            told = _told(source, line)
            if words.found_in((title, told, further)):
                yield Found(kind=source.kind, record=record, title=title, line=told)


def _entries(session: Session, words: _Words) -> Iterator[Found]:
    """Operations by their words and by who did them, with their latest entry each."""
    entry = JournalEntryRecord
    latest = func.max(entry.number).label("latest")
    rows = session.execute(
        select(entry.operation, PersonRecord.name, latest)
        .outerjoin(PersonRecord, PersonRecord.id == entry.person_id)
        .group_by(entry.operation, PersonRecord.name)
        .order_by(latest.desc())
    )
    for operation, person, number in rows:
        title = label(f"operation.{operation}")
        if words.typed == str(number) or words.found_in((title, person)):
            yield Found(kind=ENTRY, record=str(number), title=title, line=person or "")


def _told(source: Source, line: str | None) -> str:
    code = f"{source.coded}{line}"
    return label(code) if source.coded and code in all_sentences() else line or ""


class _Words:
    """What somebody typed, folded once for all rows."""

    def __init__(self, typed: str) -> None:
        self.typed = typed.strip()
        self._pairs = [(word, word.replace("dj", "d")) for word in search_key(typed).split()]

    def found_in(self, texts: Iterable[str | None]) -> bool:
        """Whether every word is found in one of the texts, in any order."""
        key = " ".join(_key(text) for text in texts if text)
        loose = key.replace("dj", "d")
        return all(word in key or bare in loose for word, bare in self._pairs)


@lru_cache(maxsize=REMEMBERED)
def _key(text: str) -> str:
    """The folded text, remembered: the next letter that is typed folds nothing again."""
    return search_key(text)
