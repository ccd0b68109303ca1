"""Tests of counting what is in a store."""

from __future__ import annotations

from db.base import Base, Record
from db.tables import whole
from iris_grants.kernel.operations import Desk
from iris_grants.programme.overview import record_counts
from iris_grants.wording import in_language, label
from iris_grants.wording.sentences import all_sentences


def test_record_counts_counts_what_is_there(office: Desk) -> None:
    with office.read() as session:
        assert record_counts(session) == {"journal_entry": 1, "person": 1, "person_role": 6}


def test_every_kind_of_record_has_words_in_both_languages() -> None:
    assert whole().tables
    kinds = {
        mapper.class_.__tablename__
        for mapper in Base.registry.mappers
        if issubclass(mapper.class_, Record) and mapper.class_.__module__.startswith("db.tables")
    }
    codes = {f"record.{kind}" for kind in (*kinds, "journal_entry")}

    assert codes - all_sentences().keys() == set()
    with in_language("en"):
        english = {code: label(code) for code in codes}
    with in_language("sr"):
        assert [code for code in codes if label(code) == english[code]] == []
