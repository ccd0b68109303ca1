"""Tests of evaluation grids."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iris_grants.calls.grid import (
    Anchor,
    CommentRule,
    EvaluationGrid,
    GridItem,
    GridSection,
    grid_document,
    number_text,
    parse_grid,
    section_document,
)
from iris_grants.kernel.problems import Problem, Refused
from iris_grants.programme.fields import Bilingual
from iris_grants.programme.templates import Value, load_template, read_template

WORDS = Bilingual(en="Words", sr="Reči")
SMALL = b"""\
id: SMALL
title: {en: Small, sr: Mala}
source: made up
total: 20
sections:
  - code: "1"
    title: {en: One, sr: Prvi}
    max: 20
    min_total: 12
    reject_item_mean_at_most: 1
    items:
      - {code: "1.1", title: {en: A, sr: A}, max: 5}
      - {code: "1.2", title: {en: B, sr: B}, min: 0, max: 6, step: 0.5, coef: 2.5, allow_na: true}
"""


def test_parse_grid_reads_scales_weights_and_gates() -> None:
    grid = parse_grid(read_template(SMALL, "small.yaml"))

    (section,) = grid.sections
    first, second = grid.items()
    assert (section.min_total, section.reject_item_mean_at_most) == (Decimal(12), Decimal(1))
    assert [int(n) for n in (first.min, first.max, first.step, first.coef)] == [1, 5, 1, 1]
    assert [item.allow_na for item in (first, second)] == [False, True]
    assert [int(score) for score in first.scale()] == [1, 2, 3, 4, 5]
    assert [str(score) for score in second.scale()[:3]] == ["0.0", "0.5", "1.0"]
    assert [str(part.most) for part in (second, section)] == ["15.0", "20.0"]
    assert grid.most == 20
    assert grid.overall_min is None
    assert grid.verified is False
    assert grid.comment_required == CommentRule(section=True, item_scores=())


@pytest.mark.parametrize(
    ("name", "most", "sections", "items"),
    [("PRAG-FULL-2018", 100, 6, 19), ("PRAG-CN-2018", 50, 2, 9), ("FSTP-50", 50, 2, 9)],
)
def test_shipped_grids_sum_up_and_say_their_source(
    name: str, most: int, sections: int, items: int
) -> None:
    grid = parse_grid(load_template(f"grids/{name}"))

    assert grid.id == name
    assert grid.most == most
    assert (len(grid.sections), len(grid.items())) == (sections, items)
    assert grid.source
    assert grid.verified is False


def test_the_full_grid_has_the_gates_and_weights_of_the_template() -> None:
    grid = parse_grid(load_template("grids/PRAG-FULL-2018"))

    gates = [(s.code, s.most, s.min_total, s.reject_item_mean_at_most) for s in grid.sections]
    assert gates == [
        ("1", Decimal(20), Decimal(12), Decimal(1)),
        ("2", Decimal(20), None, None),
        ("3", Decimal(15), None, None),
        ("4", Decimal(15), None, None),
        ("5", Decimal(15), None, None),
        ("6", Decimal(15), None, None),
    ]
    assert [item.code for item in grid.items() if item.coef != 1] == ["6.2"]
    assert grid.comment_required == CommentRule(
        section=True, item_scores=(Decimal(1), Decimal(2), Decimal(5))
    )
    assert [anchor.score for anchor in grid.anchors] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("old", "new", "code", "key"),
    [
        (b"total: 20", b"total: 21", "calls.grid_sum", "total"),
        (b"    max: 20", b"    max: 19", "calls.grid_sum", "sections[0].max"),
        (b'"1.2"', b'"1.1"', "calls.code_twice", "sections"),
        (b"step: 0.5", b"step: 0", "calls.scale_wrong", "sections[0].items[1].max"),
        (b"step: 0.5", b"step: 4", "calls.scale_wrong", "sections[0].items[1].max"),
        (b"min: 0", b"min: 7", "calls.scale_wrong", "sections[0].items[1].max"),
        (b"min_total: 12", b"min_total: -1", "programme.wrong_kind", "sections[0].min_total"),
        (b"allow_na", b"alow_na", "programme.key_unknown", "sections[0].items[1].alow_na"),
        (b"source: made up", b"", "programme.key_missing", "source"),
    ],
)
def test_parse_grid_names_the_key_that_is_wrong(
    old: bytes, new: bytes, code: str, key: str
) -> None:
    problems = _refused(read_template(SMALL.replace(old, new), "small.yaml"))

    assert [(problem.code, problem.where.key) for problem in problems] == [(code, key)]


def test_parse_grid_wants_sections_and_criteria() -> None:
    empty: dict[str, Value] = {
        "id": "E",
        "title": {"en": "E", "sr": "E"},
        "source": "made up",
    }
    section: Value = {"code": "1", "title": {"en": "E", "sr": "E"}}

    assert [problem.code for problem in _refused(empty)] == ["calls.grid_empty"]
    assert [problem.code for problem in _refused({**empty, "sections": [section]})] == [
        "calls.section_empty"
    ]


def test_section_document_is_what_the_ranking_reads() -> None:
    (section,) = parse_grid(read_template(SMALL, "small.yaml")).sections

    assert section_document(section) == {
        "code": "1",
        "title": {"en": "One", "sr": "Prvi"},
        "min_total": 12,
        "reject_item_mean_at_most": 1,
        "items": [
            {
                "code": "1.1",
                "title": {"en": "A", "sr": "A"},
                "min": 1,
                "max": 5,
                "step": 1,
                "coef": 1,
                "allow_na": False,
            },
            {
                "code": "1.2",
                "title": {"en": "B", "sr": "B"},
                "min": 0,
                "max": 6,
                "step": "0.5",
                "coef": "2.5",
                "allow_na": True,
            },
        ],
    }


def test_number_text_writes_numbers_plainly() -> None:
    numbers = (Decimal("5.00"), Decimal("1E+2"), Decimal("0.50"), Decimal("0.000001"))

    assert [number_text(number) for number in numbers] == [5, 100, "0.5", "0.000001"]


@st.composite
def grids(draw: st.DrawFn) -> EvaluationGrid:
    """Grids with scales of every kind."""
    positive = st.decimals("0.01", "20", places=2)
    maybe = st.none() | st.integers(0, 50).map(Decimal)
    sections = []
    for n in range(draw(st.integers(1, 3))):
        items = []
        for m in range(draw(st.integers(1, 3))):
            least, step = draw(st.integers(0, 3).map(Decimal)), draw(positive)
            steps = draw(st.integers(1, 9))
            items.append(
                GridItem(
                    code=f"{n}.{m}",
                    title=WORDS,
                    min=least,
                    max=least + steps * step,
                    step=step,
                    coef=draw(positive),
                    allow_na=draw(st.booleans()),
                )
            )
        sections.append(
            GridSection(
                code=str(n),
                title=WORDS,
                items=tuple(items),
                min_total=draw(maybe),
                reject_item_mean_at_most=draw(maybe),
            )
        )
    return EvaluationGrid(
        id="G",
        title=WORDS,
        source="made up",
        verified=draw(st.booleans()),
        sections=tuple(sections),
        overall_min=draw(maybe),
        anchors=(Anchor(score=Decimal(1), title=WORDS),),
        comment_required=CommentRule(section=draw(st.booleans()), item_scores=(Decimal("0.5"),)),
    )


@given(grids())
def test_parse_grid_reads_what_grid_document_wrote(grid: EvaluationGrid) -> None:
    assert parse_grid(grid_document(grid)) == grid


def _refused(template: dict[str, Value]) -> tuple[Problem, ...]:
    with pytest.raises(Refused) as caught:
        parse_grid(template)
    return caught.value.problems
