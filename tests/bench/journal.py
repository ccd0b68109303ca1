"""What the journal costs: writing under triggers, and proving the chain."""

from __future__ import annotations

import hashlib
import os
import secrets
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import insert

from db.canonical import canonical_json
from db.journal_chain import FIRST_LINK, Header, change_digest, change_line, entry_hash
from db.journal_rows import verify_rows
from db.journal_verify import verify_chain
from db.store import Store
from db.tables.people import PersonRecord
from tests.bench.table import SCALE, Row, side_by_side

AT = "2023-10-30T17:00:00Z"
PERSON = "0" * 32
COLUMNS = (
    "active",
    "email",
    "id",
    "name",
    "organisation_name",
    "search_key",
    "sort_key",
    "version",
)
Values = tuple[int | str | None, ...]
_INSERT = f"INSERT INTO person ({', '.join(COLUMNS)}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"


def run() -> list[Row]:
    """The rows of this module."""
    with _place() as folder:
        return [
            _bulk(folder / "bulk", int(20_000 * SCALE)),
            _small(folder / "small", int(200 * SCALE)),
            *_proof(folder / "proof", int(100_000 * SCALE)),
        ]


@contextmanager
def _place() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for name in ("bulk", "small", "proof"):
            (folder / name).mkdir()
        os.environ["IRIS_GRANTS_HOME"] = str(folder / "home")
        yield folder


def _people(count: int) -> list[Values]:
    return [
        (1, None, key, f"Osoba {n}", "Udruženje", f"osoba {n} {key}", f"OSOBA {n}", 1)
        for n in range(count)
        for key in [secrets.token_hex(16)]
    ]


@contextmanager
def _bare(path: Path) -> Iterator[sqlite3.Connection]:
    """A store without its triggers, with the same care for the disk."""
    Store.create(path).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        for pragma in ("foreign_keys = ON", "synchronous = FULL"):
            file.execute(f"PRAGMA {pragma}")
        names = file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in names:
            file.execute(f'DROP TRIGGER "{name}"')
        yield file


def _bulk(folder: Path, count: int) -> Row:
    with Store.create(folder / "a.iris") as store, _bare(folder / "b.iris") as bare:

        def ours() -> None:
            with store.operation(
                operation="people.add", person_id=PERSON, standing="declared", at=AT
            ) as session:
                session.connection().exec_driver_sql(_INSERT, _people(count))

        def floor() -> None:
            bare.execute("BEGIN IMMEDIATE")
            bare.executemany(_INSERT, _people(count))
            bare.execute("COMMIT")

        seconds, floor_seconds = side_by_side(ours, floor)
    name = f"{count:,} rows in one journalled operation / bare insert"
    return Row(name=name, seconds=seconds, floor_seconds=floor_seconds)


def _small(folder: Path, count: int) -> Row:
    with Store.create(folder / "a.iris") as store, _bare(folder / "b.iris") as bare:

        def ours() -> None:
            for values in _people(count):
                with store.operation(
                    operation="people.add", person_id=PERSON, standing="declared", at=AT
                ) as session:
                    session.execute(
                        insert(PersonRecord).values(dict(zip(COLUMNS, values, strict=True)))
                    )

        def floor() -> None:
            for values in _people(count):
                bare.execute("BEGIN IMMEDIATE")
                bare.execute(_INSERT, values)
                bare.execute("COMMIT")

        seconds, floor_seconds = side_by_side(ours, floor)
    name = f"{count:,} journalled operations of one row / bare transactions"
    return Row(name=name, seconds=seconds, floor_seconds=floor_seconds)


def _proof(folder: Path, count: int) -> list[Row]:
    """Proving a journal, beside a chain of SHA-256 over the very same bytes."""
    texts = _write_journal(folder / "a.iris", count)
    found: list[object] = []
    with (
        Store.open(folder / "a.iris", write=False) as store,
        store.sides.reader.connect() as connection,
    ):

        def proof() -> None:
            found.extend(verify_chain(connection))

        chain = side_by_side(proof, lambda: _bare_fetched_chain(folder / "a.iris"), rounds=5)
        alone = side_by_side(proof, lambda: _bare_chain(texts))
        rows = side_by_side(
            lambda: found.extend(verify_rows(connection)), lambda: _bare_reading(folder / "a.iris")
        )
    assert found == []
    return [
        Row(
            name=f"proving {count:,} entries / fetching them, SHA-256 chain",
            seconds=chain[0],
            floor_seconds=chain[1],
            goal=2,
        ),
        Row(
            name=f"proving {count:,} entries / SHA-256 chain, bytes in memory",
            seconds=alone[0],
            floor_seconds=alone[1],
        ),
        Row(
            name=f"{count:,} rows against the journal / fetching both",
            seconds=rows[0],
            floor_seconds=rows[1],
        ),
    ]


def _bare_chain(texts: list[tuple[bytes, bytes]]) -> None:
    link = FIRST_LINK.encode()
    for value, entry in texts:
        hashlib.sha256(value).hexdigest()
        link = hashlib.sha256(link + entry).hexdigest().encode()


def _bare_fetched_chain(path: Path) -> None:
    with closing(sqlite3.connect(path)) as file:
        entries = file.execute("SELECT * FROM journal_entry ORDER BY number")
        changes = file.execute(
            "SELECT c.*, v.salt, v.before, v.after FROM journal_change AS c"
            " JOIN journal_value AS v ON v.id = c.id ORDER BY c.id"
        )
        for entry, change in zip(entries, changes, strict=True):
            _, _, table, key, verb, digest, salt, _, after = change
            hashlib.sha256((salt + table + key + verb + after).encode()).hexdigest()
            _, operation, person_id, standing, at, _, previous, _ = entry
            text = previous + table + key + verb + digest + operation + person_id + standing + at
            hashlib.sha256(text.encode()).hexdigest()


def _bare_reading(path: Path) -> None:
    with closing(sqlite3.connect(path)) as file:
        for _ in file.execute("SELECT * FROM person"):
            pass
        for _ in file.execute("SELECT * FROM journal_value"):
            pass


def _write_journal(path: Path, count: int) -> list[tuple[bytes, bytes]]:
    """A journal of so many entries, put there directly; the texts that its chain hashes."""
    texts, entries, changes, values = [], [], [], []
    people = _people(count)
    link = FIRST_LINK
    for number, person in enumerate(people, 1):
        key, salt = str(person[2]), secrets.token_hex(16)
        after = canonical_json(dict(zip(COLUMNS, person, strict=True)))
        digest = change_digest(salt, "person", key, "insert", None, after)
        header = Header(
            number=number,
            operation="people.add",
            person_id=PERSON,
            standing="declared",
            at=AT,
            changes=1,
        )
        line = change_line("person", key, "insert", digest)
        hashed = f'{salt}["person","{key}","insert",null,{after}]'
        texts.append((hashed.encode(), f"{line}{header.text()}".encode()))
        previous, link = link, entry_hash(link, [line], header)
        entries.append((number, "people.add", PERSON, "declared", AT, 1, previous, link))
        changes.append((number, number, "person", key, "insert", digest))
        values.append((number, "person", key, "insert", salt, None, after))
    with _bare(path) as bare:
        bare.execute("BEGIN IMMEDIATE")
        bare.executemany(_INSERT, people)
        bare.executemany("INSERT INTO journal_entry VALUES (?, ?, ?, ?, ?, ?, ?, ?)", entries)
        bare.executemany("INSERT INTO journal_change VALUES (?, ?, ?, ?, ?, ?)", changes)
        bare.executemany("INSERT INTO journal_value VALUES (?, ?, ?, ?, ?, ?, ?)", values)
        bare.execute("COMMIT")
    return texts
