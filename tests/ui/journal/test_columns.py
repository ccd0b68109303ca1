"""Whatever the journal shows of a record has words; values read as people write them."""

from __future__ import annotations

import pytest

from db.journal_triggers import journalled_tables
from db.tables import whole
from iris_grants.wording import label, set_language
from iris_grants.wording.sentences import all_sentences
from ui.journal.columns import PREFIXES, TECHNICAL, TITLES, title_of, told


def test_every_column_of_every_record_has_a_title() -> None:
    columns = {column.name for table in journalled_tables() for column in table.columns}
    assert columns - TECHNICAL - TITLES.keys() == set()


def test_no_title_is_for_a_column_that_does_not_exist() -> None:
    columns = {column.name for table in whole().sorted_tables for column in table.columns}
    assert TITLES.keys() - columns == set()
    places = {
        f"{table.name}.{column.name}" for table in whole().sorted_tables for column in table.columns
    }
    assert {key for key in PREFIXES if "." in key} - places == set()


def test_every_prefix_leads_to_words() -> None:
    known = tuple(all_sentences())
    assert [one for one in PREFIXES.values() if not any(c.startswith(one) for c in known)] == []


@pytest.mark.parametrize(
    ("table", "column", "text", "wanted"),
    [
        ("grant_contract", "amount_minor", "1250050", "12.500,50"),
        ("payment", "paid_on", "2024-01-31", "31.01.2024."),
        ("licence", "valid_to", "2030-12-15", "15.12.2030."),
        ("application", "received_at", "2023-10-30T17:00:00Z", "30.10.2023. 18:00"),
        ("score", "score_milli", "4500", "4,50"),
        ("person", "active", "1", "da"),
        ("rule_set", "verified", "0", "ne"),
        ("award", "state", "awarded", "dodeljeno"),
        ("organisation", "country", "RS", "Srbija"),
        ("payment", "approved_by_id", "p2", "Vojin Primer"),
        ("payment", "grant_id", "01a2086ebbbab7fb", "…bab7fb"),
        ("award", "state", "unheard_of", "unheard_of"),
        ("payment", "paid_on", "someday", "someday"),
        ("call", "terms", "x" * 500, "x" * 240 + " …"),
    ],
)
def test_values_are_told_as_people_write_them(
    table: str, column: str, text: str, wanted: str
) -> None:
    set_language("sr_Latn")
    assert told(table, column, text, {"p2": "Vojin Primer"}) == wanted


def test_unknown_column_keeps_its_name() -> None:
    assert title_of("something_new") == "something new"
    assert label("country.RS") == "Serbia"
