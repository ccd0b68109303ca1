"""Tests of reading structured data key by key."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum

import pytest

from iris_grants.kernel.money import Money
from iris_grants.kernel.problems import Problem
from iris_grants.programme.fields import Bilingual, Fields
from iris_grants.programme.templates import Value, read_template


class Colour(StrEnum):
    """A list to choose from."""

    RED = "red"
    BLUE = "blue"


def test_fields_gives_typed_values_and_no_problem() -> None:
    problems: list[Problem] = []
    fields = Fields(
        {
            "name": " Most ",
            "number": 12,
            "rate": "0.5",
            "amount": "15000.00",
            "day": "2023-02-01",
            "colour": "blue",
            "open": True,
            "tags": ["a", "b"],
            "scores": [1, "2.5"],
            "title": {"en": "Bridge", "sr": "Most"},
            "part": {"inner": "x"},
            "parts": [{"code": "1"}, {"code": "2"}],
        },
        problems,
    )

    assert fields.text("name") == "Most"
    assert fields.text("number") == "12"
    assert fields.whole("number", at_least=12) == 12
    assert fields.decimal("rate") == Decimal("0.5")
    assert fields.money("amount", "EUR") == Money(1_500_000, "EUR")
    assert fields.day("day") == date(2023, 2, 1)
    assert fields.choice("colour", Colour) is Colour.BLUE
    assert fields.flag("open", default=False) is True
    assert fields.texts("tags") == ("a", "b")
    assert fields.decimals("scores") == (Decimal(1), Decimal("2.5"))
    assert fields.words("title") == Bilingual(en="Bridge", sr="Most")
    assert fields.part("part").text("inner") == "x"
    assert [part.text("code") for part in fields.parts("parts")] == ["1", "2"]
    fields.finish()
    assert problems == []


def test_fields_gives_what_is_absent_its_default() -> None:
    problems: list[Problem] = []
    fields = Fields({}, problems)

    assert fields.maybe_text("a") is None
    assert fields.maybe_decimal("a") is None
    assert fields.whole("a", default=8) == 8
    assert fields.decimal("a", default=Decimal(100)) == 100
    assert fields.choice("a", Colour, default=Colour.BLUE) is Colour.BLUE
    assert fields.flag("a", default=True) is True
    assert fields.texts("a") == ()
    assert fields.parts("a") == ()
    assert fields.decimals("a") == ()
    assert fields.words("a", required=False) == Bilingual(en="", sr="")
    assert problems == []


@pytest.mark.parametrize(
    ("method", "value", "expected"),
    [
        ("text", ["a"], "text"),
        ("text", True, "text"),
        ("whole", "12", "whole"),
        ("whole", True, "whole"),
        ("decimal", "-1", "decimal"),
        ("decimal", "1e5", "decimal"),
        ("decimal", "NaN", "decimal"),
        ("decimal", "1,5", "decimal"),
        ("decimals", ["a"], "decimals"),
        ("decimals", "1", "decimals"),
        ("day", "30.10.2023", "day"),
        ("texts", "a", "texts"),
        ("texts", [1], "texts"),
        ("part", "a", "mapping"),
        ("parts", [1], "mappings"),
        ("parts", {"a": 1}, "mappings"),
    ],
)
def test_fields_notes_a_value_of_another_kind(method: str, value: Value, expected: str) -> None:
    problems: list[Problem] = []
    getattr(Fields({"key": value}, problems), method)("key")

    (problem,) = problems
    assert problem.code == "programme.wrong_kind"
    assert problem.params == {"expected": f"programme.kind.{expected}"}


def test_fields_notes_amounts_with_fractions_of_a_cent() -> None:
    problems: list[Problem] = []
    Fields({"amount": "1.005"}, problems).money("amount", "EUR")

    assert [problem.params for problem in problems] == [{"expected": "programme.kind.amount"}]


def test_fields_notes_missing_unknown_and_out_of_range() -> None:
    problems: list[Problem] = []
    fields = Fields(
        {"name": " ", "count": 0, "colour": "green", "long": "x" * 4001, "stray": 1}, problems
    )
    fields.text("name")
    fields.whole("count", at_least=1)
    fields.choice("colour", Colour)
    fields.text("long")
    fields.finish()

    assert [(problem.code, problem.where.key) for problem in problems] == [
        ("programme.key_missing", "name"),
        ("programme.number_too_small", "count"),
        ("programme.choice_unknown", "colour"),
        ("programme.text_too_long", "long"),
        ("programme.key_unknown", "stray"),
    ]


def test_fields_notes_a_missing_group_once() -> None:
    problems: list[Problem] = []
    fields = Fields({}, problems)
    group = fields.part("amounts")
    group.money("min", "EUR")
    group.text("currency")
    fields.note("amounts.max", "calls.amounts_reversed")

    assert [(problem.code, problem.where.key) for problem in problems] == [
        ("programme.key_missing", "amounts")
    ]


def test_fields_of_a_file_point_to_their_line() -> None:
    problems: list[Problem] = []
    template = read_template(b"a: 1\nparts:\n  - {x: 1}\n  - {x: none}\n", "t.yaml")
    for part in Fields(template, problems).parts("parts"):
        part.whole("x")

    assert [str(problem.where) for problem in problems] == ["t.yaml · 4 · parts[1].x"]


def test_bilingual_speaks_serbian_where_asked() -> None:
    words = Bilingual(en="Bridge", sr="Most")

    assert (words.of("sr_Latn"), words.of("en"), words.of("mk")) == ("Most", "Bridge", "Bridge")
