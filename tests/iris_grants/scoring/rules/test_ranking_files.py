"""The texts of the ranking files: exact numbers, strict CSV, canonical writing, comparing."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iris_grants.kernel.problems import Problem, Refused, Where
from iris_grants.scoring.rules.csv_text import read_records, write_records
from iris_grants.scoring.rules.exact import exact_number, minor_text, plain, two_decimals
from iris_grants.scoring.rules.grid import Grid, Item, Section, check_score, parse_grid
from iris_grants.scoring.rules.ranking import rank
from iris_grants.scoring.rules.ranking_files import (
    compare_ranking,
    grid_json,
    ranking_csv,
    read_ranking,
    read_ranking_folder,
    scores_csv,
)
from iris_grants.scoring.rules.scores import ScoreRow, ScoreState
from iris_grants.scoring.rules.terms import check_terms
from iris_grants.wording import sentence

EXAMPLE = Path("tests/data/ranking-example")
RANKING = (EXAMPLE / "ranking.csv").read_bytes()
DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, places=3)
FIELDS = st.text(st.sampled_from('aé,"\r\n 🌿;\ufeff'), max_size=6)


@given(DECIMALS)
def test_plain_decimal_reads_back_as_the_same_number(value: Decimal) -> None:
    assert exact_number(plain(Fraction(value))) == Fraction(value)
    assert exact_number(value) == Fraction(value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (True, None),
        (1, Fraction(1)),
        (0.5, None),
        ("0.50", Fraction(1, 2)),
        ("-007", Fraction(-7)),
        (".5", None),
        ("5.", None),
        ("1_000", None),
        ("²", None),
        ("", None),
        ("5\n", None),
        (Decimal("1E+3"), Fraction(1000)),
        (Decimal("NaN"), None),
        (Decimal("1E+999999"), None),
        (10**60, None),
        (None, None),
    ],
)
def test_only_plain_decimals_are_numbers(value: object, expected: Fraction | None) -> None:
    assert exact_number(value) == expected


def test_numbers_are_printed_half_up() -> None:
    halves = {"0.005": "0.01", "2.345": "2.35", "2.3449": "2.34", "0.004": "0.00"}
    assert {text: two_decimals(Fraction(text)) for text in halves} == halves
    assert two_decimals(Fraction(200, 3)) == "66.67"
    assert two_decimals(Fraction(10**40) + Fraction(1, 3)) == f"{10**40}.33"
    assert (minor_text(7), minor_text(-105), minor_text(0)) == ("0.07", "-1.05", "0.00")
    with pytest.raises(ValueError):
        plain(Fraction(1, 3))


@given(st.lists(st.lists(FIELDS, min_size=2, max_size=4), max_size=5))
def test_records_read_back_as_they_were_written(records: list[list[str]]) -> None:
    problems: list[Problem] = []
    text = write_records(records).decode()
    assert [list(fields) for _line, fields in read_records(text, "f", problems)] == records
    assert problems == []


def test_quotation_marks_stand_only_where_they_must() -> None:
    row = ["plain", " a ", "a;b", "'", "a,b", 'a"b', "a\nb", "a\rb", ""]
    assert write_records([row]) == (b'plain, a ,a;b,\',"a,b","a""b","a\nb","a\rb",\n')


def test_grid_is_parsed_from_texts_and_whole_numbers() -> None:
    grid = parse_grid(
        {
            "id": "G",
            "overall_min": "2.5",
            "sections": [
                {
                    "code": "1",
                    "items": [{"code": "1.1", "max": "4.5", "step": "0.5", "coef": 2}],
                }
            ],
        }
    )
    item = Item(code="1.1", maximum=Fraction(9, 2), step=Fraction(1, 2), coef=Fraction(2))
    sections = (Section(code="1", items=(item,)),)
    assert grid == Grid(id="G", sections=sections, overall_min=Fraction(5, 2))
    assert (grid.maximum, grid.items) == (Fraction(9), (item,))


def test_grid_with_a_float_is_refused_at_its_place_in_the_template() -> None:
    body = {"id": "G", "sections": [{"code": "1", "items": [{"code": "1.1", "max": 4.5}]}]}
    with pytest.raises(Refused) as caught:
        parse_grid(body, Where(file="call.yaml", key="evaluation.grid"))
    assert [sentence(problem) for problem in caught.value.problems] == [
        (
            "call.yaml · evaluation.grid.sections[0].items[0].max: "
            "A plain decimal number is needed here, not “4.5”."
        )
    ]


def test_score_is_checked_against_its_item() -> None:
    item = Item(code="1.1", maximum=Fraction(5), step=Fraction(1, 2))
    assert [check_score(item, good) for good in (1, Decimal("1.50"), Fraction(5))] == [None] * 3
    bad = (0, Decimal("5.5"), Fraction(4, 3), Decimal("2.25"))
    problems = [check_score(item, score) for score in bad]
    assert [problem and sentence(problem) for problem in problems] == [
        "The score 0 of criterion 1.1 is not between 1 and 5.",
        "The score 5.5 of criterion 1.1 is not between 1 and 5.",
        "The score 4/3 of criterion 1.1 is not 1 plus whole steps of 0.5.",
        "The score 2.25 of criterion 1.1 is not 1 plus whole steps of 0.5.",
    ]


def test_files_are_written_in_one_way_only() -> None:
    inputs = read_ranking_folder(EXAMPLE)
    again: list[Problem] = []
    shuffled = replace(inputs, scores=tuple(reversed(inputs.scores)))
    assert scores_csv(shuffled) == scores_csv(inputs)
    assert read_ranking(grid_json(inputs.terms), scores_csv(inputs), again) == replace(
        inputs, scores=tuple(sorted(inputs.scores, key=_place))
    )
    assert again == []
    assert grid_json(inputs.terms).startswith(
        b'{\n "version": 1,\n "grid": {\n  "id": "EXAMPLE-40",\n  "sections": ['
    )
    assert scores_csv(inputs).startswith(
        b"application,assessor,criterion,state,score,comment\n"
        b"IP-001,A,1.1,value,4,\nIP-001,A,1.2,value,4,\n"
    )


def _place(row: ScoreRow) -> tuple[str, str, str]:
    return row.application, row.assessor, row.criterion


def test_terms_without_a_plain_decimal_cannot_be_written() -> None:
    terms = read_ranking_folder(EXAMPLE).terms
    third = replace(terms, grid=replace(terms.grid, overall_min=Fraction(1, 3)))
    with pytest.raises(ValueError):
        check_terms(third)
    row = ScoreRow(application="P", assessor="A", criterion="x", state=ScoreState.MISSING)
    assert row.score is None


CHANGES: list[tuple[bytes, bytes, list[str]]] = [
    (b"", b"", []),
    (
        b"3,IP-009,,ME,2,33.00,3000.00",
        b"2,IP-009,,ME,2,33.00,2999.99",
        [
            ("ranking.csv · 4: Application IP-009, column “rank”: the file has 2, "
            "the computation gives 3."),
            ("ranking.csv · 4: Application IP-009, column “offered”: the file has 2999.99, "
            "the computation gives 3000.00."),
        ],
    ),
    (
        b"reserve,quota,\n",
        b"reserve,,\n",
        [
            ("ranking.csv · 6: Application IP-007, column “reason”: the file has –, "
            "the computation gives quota.")
        ],
    ),
    (
        b"4,IP-003,,RS,2,32.50,9000.00,selected,,\n",
        b"",
        ["ranking.csv: The row of application IP-003 is missing."],
    ),
    (
        b"IP-003",
        b"IP-333",
        [
            ("ranking.csv · 5: This row is not in the computed ranking: "
            "“4,IP-333,,RS,2,32.50,9000.00,selected,,”."),
            "ranking.csv: The row of application IP-003 is missing.",
        ],
    ),
    (
        b",IP-008,,XK,2,20.00,,rejected,gate_section_1,\n,IP-005,,ME,2,,,awaiting,third_assessor_needed,\n",
        b",IP-005,,ME,2,,,awaiting,third_assessor_needed,\n,IP-008,,XK,2,20.00,,rejected,gate_section_1,\n",
        [
            "ranking.csv · 8: Application IP-005 stands where application IP-008 belongs.",
            "ranking.csv · 9: Application IP-008 stands where application IP-005 belongs.",
        ],
    ),
    (
        b"1,IP-004,,AL,2,36.50,12000.00,selected,,\n",
        b"1,IP-004,,AL,2,36.50,12000.00,selected,,\n" * 2,
        ["ranking.csv · 3: Application IP-004 stands in the ranking twice."],
    ),
    (
        b"rank,application,lot",
        b"Rank,application,lot",
        [
            ("ranking.csv · 1: The header of the ranking is not as it must be: “Rank,application,"
            "lot,country,assessments,total,offered,decis…”.")
        ],
    ),
    (
        b"\n1,IP-004",
        b"\r\n1,IP-004",
        [
            ("ranking.csv: All rows are equal, but the file is not the same byte for byte "
            "(line ends, quotation marks or a byte-order mark).")
        ],
    ),
    (b"\n5,", b"\n\n5,", ["ranking.csv · 6: The line is blank."]),
    (b"IP-004", b"IP-\xff04", ["ranking.csv · 2: The file is not text in UTF-8."]),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), CHANGES)
def test_every_difference_of_a_given_ranking_is_named(
    old: bytes, new: bytes, expected: list[str]
) -> None:
    given_file = RANKING.replace(old, new) if old else RANKING
    found = compare_ranking(given_file, rank(read_ranking_folder(EXAMPLE)))
    assert [sentence(problem) for problem in found] == expected


def test_empty_ranking_is_no_ranking() -> None:
    result = rank(read_ranking_folder(EXAMPLE))
    assert [problem.code for problem in compare_ranking(b"", result)] == ["ranking.row_header"]
    assert compare_ranking(ranking_csv(result), result) == ()
