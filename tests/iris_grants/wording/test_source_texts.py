"""Sources of the rules that ship are read in Serbian; official titles stay as they are."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources

import pytest
import yaml

from iris_grants.wording import in_language
from iris_grants.wording.source_texts import RESULT, SHIPPED, source_words

OFFICIAL = {"Zakon o Centralnoj banci Bosne i Hercegovine, valutni odbor"}
"""Titles that are Serbian as they stand."""


def sources() -> Iterator[str]:
    """Every source in the templates that ship."""
    folder = resources.files("resources") / "templates"
    for part in folder.iterdir():
        if part.is_dir():
            for file in part.iterdir():
                if file.name.endswith(".yaml"):
                    yield from _sources(yaml.safe_load(file.read_text(encoding="utf-8")))


def _sources(part: object) -> Iterator[str]:
    if isinstance(part, dict):
        for key, value in part.items():
            if key in ("source", "validity_source") and isinstance(value, str):
                yield value
            else:
                yield from _sources(value)
    elif isinstance(part, list):
        for value in part:
            yield from _sources(value)


def test_every_shipped_source_has_its_serbian() -> None:
    known = set(sources()) - OFFICIAL
    assert {one for one in known if one not in SHIPPED and not RESULT.fullmatch(one)} == set()
    assert set(SHIPPED) <= known
    with in_language("sr_Latn"):
        assert [one for one in known if source_words(one) == one] == []


@pytest.mark.parametrize(
    ("source", "serbian"),
    [
        ("General Conditions Art. 9.4", "Opšti uslovi, čl. 9.4"),
        (
            "Public description of the action IRIS PROGRES (result R2.6)",
            "Javni opis akcije IRIS PROGRES (rezultat R2.6)",
        ),
        ("Pravilnik kancelarije, čl. 3", "Pravilnik kancelarije, čl. 3"),
    ],
)
def test_source_is_read_in_both_languages(source: str, serbian: str) -> None:
    assert source_words(source) == source
    with in_language("sr_Latn"):
        assert source_words(source) == serbian
