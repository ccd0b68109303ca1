"""The chain is plain SHA-256 over canonical text, as anybody can compute it."""

from __future__ import annotations

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.canonical import canonical_json, fingerprint
from db.journal_chain import FIRST_LINK, Header, change_digest, change_line, entry_hash
from db.journal_read import all_changes, all_entries
from db.store import Store
from tests.db.workshop import add_people

WORDS = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.dictionaries(WORDS, st.none() | WORDS | st.integers(-(2**63), 2**63 - 1))


@given(salt=WORDS, table=WORDS, key=WORDS, before=st.none() | VALUES, after=st.none() | VALUES)
def test_a_digest_is_that_of_salt_and_canonical_json(
    salt: str,
    table: str,
    key: str,
    before: dict[str, str | int | None] | None,
    after: dict[str, str | int | None] | None,
) -> None:
    text = salt + canonical_json([table, key, "update", before, after])
    old = None if before is None else canonical_json(before)
    new = None if after is None else canonical_json(after)
    digest = hashlib.sha256(text.encode()).hexdigest()
    assert change_digest(salt, table, key, "update", old, new) == digest
    assert change_line(table, key, "update", digest) == (
        canonical_json([table, key, "update", digest]) + "\n"
    )


def test_the_journal_of_a_store_can_be_computed_by_hand(store: Store) -> None:
    add_people(store, "Mira Mirić", 'Пера "Перић"')
    previous = FIRST_LINK
    with store.read() as session:
        changes = list(all_changes(session))
        for entry, change in zip(all_entries(session), changes, strict=True):
            line = change_line(change.table, change.key, change.verb, change.digest)
            header = Header(
                number=entry.number,
                operation=entry.operation,
                person_id=entry.person_id,
                standing=entry.standing,
                at=entry.at,
                changes=entry.changes,
            )
            assert entry.previous == previous
            previous = entry_hash(previous, [line], header)
            assert entry.hash == previous
            assert change.salt is not None
            values = [change.table, change.key, change.verb, None, json.loads(change.after or "")]
            text = change.salt + canonical_json(values)
            assert hashlib.sha256(text.encode()).hexdigest() == change.digest
        assert len({change.salt for change in changes}) == len(changes)


@pytest.mark.parametrize("value", [1.5, [1.5], {"a": [{"b": 0.0}]}, (1.0,)])
def test_a_float_has_no_canonical_text(value: object) -> None:
    with pytest.raises(TypeError):
        canonical_json(value)


def test_equal_values_have_one_text_whatever_their_order() -> None:
    assert canonical_json({"b": [1, None], "a": "đ"}) == '{"a":"đ","b":[1,null]}'
    assert fingerprint({"b": 1, "a": 2}) == fingerprint({"a": 2, "b": 1})
