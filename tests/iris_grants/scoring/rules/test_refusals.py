"""Everything that RANKING.md says is refused is refused, at its place, and nothing else."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from iris_grants.kernel.problems import Problem, Refused
from iris_grants.scoring.rules.ranking_files import read_ranking, read_ranking_folder
from iris_grants.wording import sentence
from iris_grants.wording.sentences import all_sentences

HEADER = "application,assessor,criterion,state,score,comment"
GRID: dict[str, Any] = {
    "version": 1,
    "grid": {
        "id": "G",
        "sections": [
            {
                "code": "1",
                "title": {"en": "One", "sr": "Jedan"},
                "items": [{"code": "1.1", "max": 5}, {"code": "1.2", "max": 5}],
            },
            {
                "code": "2",
                "items": [{"code": "2.1", "min": 0, "max": 3, "step": "0.5", "allow_na": True}],
            },
        ],
    },
    "reassessment": {"gap_percent": 20},
    "tie_break": ["section:1"],
    "envelope": {"amount": "100.00", "currency": "EUR", "when_too_large": "stop"},
    "quotas": {"RS": 1},
    "applications": [{"id": "P-1", "requested": "10.00"}, {"id": "P-2", "requested": 20}],
}
ROWS = ["P-1,A,1.1,value,5,", "P-1,A,1.2,value,4,good", "P-1,A,2.1,value,1.5,"]


def found(grid: bytes, scores: bytes) -> list[str]:
    """The problems as `place code`."""
    problems: list[Problem] = []
    read_ranking(grid, scores, problems)
    for problem in problems:
        assert problem.code in all_sentences()
        assert re.search(r"\{\w+\}", sentence(problem)) is None
        assert "\n" not in sentence(problem)
    return [f"{problem.where} {problem.code.removeprefix('ranking.')}" for problem in problems]


def scores(*rows: str) -> bytes:
    """scores.csv with these rows."""
    return "".join(f"{row}\n" for row in (HEADER, *rows)).encode()


def changed(path: tuple[str | int, ...], value: Any) -> bytes:
    """grid.json with one value set, or a key taken away where the value is `...`."""
    document = copy.deepcopy(GRID)
    inner: Any = document
    for key in path[:-1]:
        inner = inner[key]
    if value is ...:
        del inner[path[-1]]
    elif isinstance(inner, list) and path[-1] == len(inner):
        inner.append(value)
    else:
        inner[path[-1]] = value
    return json.dumps(document).encode()


SECTION: tuple[str | int, ...] = ("grid", "sections", 0)
ITEM: tuple[str | int, ...] = (*SECTION, "items", 0)
TIE = "tie_break[0] tie_break_unknown"
REJECT = "reject_item_mean_at_most"
SECOND = "applications[1]"
EMPTY_APPLICATION = [f"{SECOND}.requested key_missing", f"{SECOND}.id key_missing"]
ITEM_KEY = "grid.sections[0].items[0]"
FIRST: tuple[str | int, ...] = ("applications", 0)

GRID_CASES: list[tuple[tuple[str | int, ...], Any, list[str]]] = [
    (("version",), 2, ["version version"]),
    (("version",), "1.5", ["version version"]),
    (("version",), ..., ["version key_missing"]),
    (("version",), True, ["version not_a_number"]),
    (("extra",), 1, ["extra key_unknown"]),
    (("grid", "extra"), 1, ["grid.extra key_unknown"]),
    ((*SECTION, "max"), 10, ["grid.sections[0].max key_unknown"]),
    ((*ITEM, "weight"), 1, [f"{ITEM_KEY}.weight key_unknown"]),
    (("envelope", "left"), 1, ["envelope.left key_unknown"]),
    (("reassessment", "gap"), 1, ["reassessment.gap key_unknown"]),
    ((*FIRST, "name"), "x", ["applications[0].name (P-1) key_unknown"]),
    (("grid",), ..., ["grid key_missing", "grid.sections key_missing"]),
    (("grid",), [], ["grid not_an_object", "grid.sections key_missing"]),
    (("grid", "sections"), [], ["grid.sections grid_without_sections"]),
    (("grid", "sections"), {}, ["grid.sections not_a_list"]),
    (("grid", "overall_min"), "ten", ["grid.overall_min not_a_number"]),
    ((*SECTION, "items"), [], ["grid.sections[0].items section_without_items"]),
    ((*SECTION, "items"), ..., ["grid.sections[0].items section_without_items"]),
    ((*SECTION, "items"), 5, ["grid.sections[0].items not_a_list"]),
    ((*SECTION, "code"), "2", ["grid.sections[1].code section_twice", TIE]),
    ((*SECTION, "code"), 1, ["grid.sections[0].code not_a_text"]),
    ((*SECTION, "code"), "", ["grid.sections[0].code key_missing"]),
    ((*SECTION, "title"), "One", ["grid.sections[0].title not_an_object"]),
    ((*SECTION, "title", "en"), 1, ["grid.sections[0].title.en not_a_text"]),
    ((*SECTION, "min_total"), False, ["grid.sections[0].min_total not_a_number"]),
    ((*SECTION, REJECT), "1e0", [f"grid.sections[0].{REJECT} not_a_number"]),
    ((*ITEM, "code"), "2.1", ["grid.sections[1].items[0].code item_twice"]),
    ((*ITEM, "code"), ..., [f"{ITEM_KEY}.code key_missing"]),
    ((*ITEM, "max"), ..., [f"{ITEM_KEY}.max key_missing"]),
    ((*ITEM, "max"), 0, [f"{ITEM_KEY}.max not_above_zero"]),
    ((*ITEM, "max"), "0.5", [f"{ITEM_KEY}.max max_below_min"]),
    ((*ITEM, "max"), "5,0", [f"{ITEM_KEY}.max not_a_number"]),
    ((*ITEM, "max"), "+5", [f"{ITEM_KEY}.max not_a_number"]),
    ((*ITEM, "max"), "5e0", [f"{ITEM_KEY}.max not_a_number"]),
    ((*ITEM, "max"), " 5", [f"{ITEM_KEY}.max not_a_number"]),
    ((*ITEM, "max"), "٥", [f"{ITEM_KEY}.max not_a_number"]),
    ((*ITEM, "max"), True, [f"{ITEM_KEY}.max not_a_number"]),
    ((*ITEM, "max"), "9" * 61, [f"{ITEM_KEY}.max not_a_number"]),
    ((*ITEM, "min"), -1, [f"{ITEM_KEY}.min min_negative"]),
    ((*ITEM, "step"), 0, [f"{ITEM_KEY}.step not_above_zero"]),
    ((*ITEM, "coef"), "-1", [f"{ITEM_KEY}.coef not_above_zero"]),
    ((*ITEM, "allow_na"), 1, [f"{ITEM_KEY}.allow_na not_yes_no"]),
    (("min_assessments",), 0, ["min_assessments below_one"]),
    (("min_assessments",), "1.5", ["min_assessments below_one"]),
    (("min_assessments",), True, ["min_assessments below_one"]),
    (("reassessment",), True, ["reassessment not_an_object"]),
    (("reassessment", "gap_percent"), "20%", ["reassessment.gap_percent not_a_number"]),
    (("reassessment", "gap_of"), "total", ["reassessment.gap_of not_a_choice"]),
    (("reassessment", "straddles_gates"), "yes", ["reassessment.straddles_gates not_yes_no"]),
    (("reassessment", "resolution"), "third", ["reassessment.resolution not_a_choice"]),
    (("reassessment", "equal_distance"), "", ["reassessment.equal_distance not_a_choice"]),
    (("tie_break",), "section:1", ["tie_break not_a_list"]),
    (("tie_break", 0), "section:9", [TIE]),
    (("tie_break", 0), "item:1", [TIE]),
    (("tie_break", 0), "requested", [TIE]),
    (("tie_break", 0), None, [TIE]),
    (("tie_break", 0), ["section:1"], [TIE]),
    (("envelope", "amount"), ..., ["envelope.amount key_missing"]),
    (("envelope", "amount"), "-1.00", ["envelope.amount amount_negative"]),
    (("envelope", "amount"), "1.000", ["envelope.amount amount_decimals"]),
    (("envelope", "amount"), 1.005, ["envelope.amount amount_decimals"]),
    (("envelope", "currency"), 978, ["envelope.currency not_a_text"]),
    (("envelope", "when_too_large"), ..., ["envelope.when_too_large key_missing"]),
    (("envelope", "when_too_large"), None, ["envelope.when_too_large key_missing"]),
    (("envelope", "when_too_large"), "halt", ["envelope.when_too_large not_a_choice"]),
    (("quotas",), [], ["quotas not_an_object"]),
    (("quotas", "RS"), -1, ["quotas.RS quota"]),
    (("quotas", "RS"), "2.5", ["quotas.RS quota"]),
    (("quotas", "RS"), True, ["quotas.RS quota"]),
    (("quotas", "RS"), None, ["quotas.RS quota"]),
    (("quotas", ""), 1, ["quotas quota"]),
    (("applications",), ..., ["applications key_missing"]),
    (("applications",), {}, ["applications not_a_list"]),
    (("applications", 1), "P-2", [f"{SECOND} not_an_object", *EMPTY_APPLICATION]),
    ((*FIRST, "id"), "P-2", ["applications[1].id (P-2) application_twice"]),
    ((*FIRST, "id"), 1, ["applications[0].id not_a_text"]),
    ((*FIRST, "id"), "", ["applications[0].id key_missing"]),
    ((*FIRST, "id"), "P\ud800", ["applications[0].id (P\\ud800) not_a_text"]),
    ((*FIRST, "requested"), ..., ["applications[0].requested (P-1) key_missing"]),
    ((*FIRST, "requested"), None, ["applications[0].requested (P-1) key_missing"]),
    ((*FIRST, "requested"), "-0.01", ["applications[0].requested (P-1) amount_negative"]),
    ((*FIRST, "requested"), "10.000", ["applications[0].requested (P-1) amount_decimals"]),
    ((*FIRST, "requested"), "10 EUR", ["applications[0].requested (P-1) not_a_number"]),
    ((*FIRST, "amount"), "0.001", ["applications[0].amount (P-1) amount_decimals"]),
    ((*FIRST, "amount"), -5, ["applications[0].amount (P-1) amount_negative"]),
    ((*FIRST, "lot"), "1", ["applications two_lots"]),
    ((*FIRST, "lot"), 1, ["applications[0].lot (P-1) not_a_text"]),
    ((*FIRST, "country"), ["RS"], ["applications[0].country (P-1) not_a_text"]),
]  # fmt: skip


@pytest.mark.parametrize(("path", "value", "expected"), GRID_CASES)
def test_grid_that_is_not_in_order_is_refused_at_its_key(
    path: tuple[str | int, ...], value: Any, expected: list[str]
) -> None:
    assert found(changed(path, value), scores()) == [f"grid.json · {line}" for line in expected]


NOTHING = [f"{key} key_missing" for key in ("version", "grid", "grid.sections", "applications")]
GRID_TEXT_CASES = [
    (b"", ["1 not_json"]),
    (b'{\n"version": 1,\n}', ["3 not_json"]),
    (b"\xef\xbb\xbf{}", ["json_byte_order_mark"]),
    (b'{"version":\n"\xff"}', ["2 not_utf8"]),
    ('{"version": 1}'.encode("utf-16"), ["1 not_utf8"]),
    (b"[" * 100_000, ["json_too_deep"]),
    (b"[]", ["not_an_object", *NOTHING]),
    (b"null", ["not_an_object", *NOTHING]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), GRID_TEXT_CASES)
def test_grid_that_is_no_json_is_refused(text: bytes, expected: list[str]) -> None:
    assert found(text, scores()) == [
        f"grid.json{' ' if line.count(' ') == 0 else ' · '}{line}" for line in expected
    ]


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999999999999999999999"])
def test_what_is_no_number_is_refused_in_json(number: str) -> None:
    text = json.dumps(GRID).replace('"gap_percent": 20', f'"gap_percent": {number}')
    assert found(text.encode(), scores()) == ["grid.json · reassessment.gap_percent not_a_number"]


def test_key_that_stands_twice_is_refused() -> None:
    text = json.dumps(GRID).replace('"max": 3', '"max": 5, "max": 3')
    text = text.replace('{"RS": 1}', '{"RS": 1, "BA": 2, "RS": 3}')
    assert found(text.encode(), scores()) == [
        "grid.json · grid.sections[1].items[0].max key_twice",
        "grid.json · quotas.RS key_twice",
    ]


SCORE_CASES: list[tuple[str, list[str]]] = [
    ("P-1,B,1.1,value,6,", ["score_outside"]),
    ("P-1,B,1.1,value,0,", ["score_outside"]),
    ("P-1,B,1.1,value,-1,", ["score_outside"]),
    ("P-1,B,1.1,value,4.5,", ["score_step"]),
    ("P-1,B,2.1,value,0.25,", ["score_step"]),
    ("P-1,B,2.1,value,0,", []),
    ("P-1,B,1.1,value,4.0,", []),
    ("P-1,B,1.1,value,,", ["score_missing"]),
    ("P-1,B,1.1,value,four,", ["score_no_number"]),
    ('P-1,B,1.1,value,"4,5",', ["score_no_number"]),
    ("P-1,B,1.1,value, 4,", ["score_no_number"]),
    ("P-1,B,1.1,value,4e0,", ["score_no_number"]),
    ("P-1,B,1.1,value,NaN,", ["score_no_number"]),
    ("P-1,B,2.1,na,0,", ["score_present", "section_not_applicable"]),
    ("P-1,B,1.1,missing,4,", ["score_present"]),
    ("P-1,B,1.1,recused,4,", ["score_present"]),
    ("P-1,B,1.1,void,x,", ["score_no_number", "score_present"]),
    ("P-1,B,1.1,na,,", ["na_not_allowed"]),
    ("P-1,B,2.1,na,,", ["section_not_applicable"]),
    ("P-1,B,1.1,Value,4,", ["state_unknown"]),
    ("P-1,B,1.1,,,", ["state_unknown"]),
    ("P-1,B,1.1 ,value,4,", ["criterion_unknown"]),
    ("P-1,B,1,value,4,", ["criterion_unknown"]),
    ("p-1,B,1.1,value,4,", ["application_unknown"]),
    ("P-9,B,9.9,other,4,", ["application_unknown", "criterion_unknown", "state_unknown"]),
    ("P-1,,1.1,value,4,", ["assessor_missing"]),
    ("P-1,A,1.1,value,5,", ["score_twice"]),
    ("P-1,A,1.1,recused,,", ["score_twice"]),
    ("P-1,A,1.1,odd,,", ["score_twice", "state_unknown"]),
    ("", ["blank_line"]),
    ("P-1,B,1.1,value,4", ["columns"]),
    ("P-1,B,1.1,value,4,,", ["columns"]),
    ("   ", ["columns"]),
    ('""', ["columns"]),
    ('P-1,B,1.1,value,4,say "so"', ["csv_quoting"]),
    ('P-1,B,1.1,value,4,"so" be it', ["csv_quoting"]),
    ('P-1,B,1.1,value,4,"open', ["csv_quoting"]),
    ("P-1,B,1.1,value,4,one\rtwo", ["csv_quoting"]),
    ('P-1,B,1.1,value,4,"say ""so"", twice"', []),
    ('P-1,B,1.1,value,4,"one\r\n\r\ntwo"', []),
]


@pytest.mark.parametrize(("row", "expected"), SCORE_CASES)
def test_row_that_is_not_in_order_is_refused_on_its_line(row: str, expected: list[str]) -> None:
    lines = found(json.dumps(GRID).encode(), scores(*ROWS, row))
    assert lines == [f"scores.csv · 5 {code}" for code in expected]


SCORES_TEXT_CASES = [
    (b"", ["1 header"]),
    (b"\n" + HEADER.encode() + b"\n", ["1 blank_line", "1 header"]),
    (b"Application,assessor,criterion,state,score,comment\n", ["1 header"]),
    (HEADER.replace(",", ";").encode(), ["1 header"]),
    (f"{HEADER},extra\n".encode(), ["1 header"]),
    (f"{HEADER}\nP-1,A,1.1,value,5,\xe8\n".encode("latin-1"), ["2 not_utf8"]),
    (f"{HEADER}\n{ROWS[0]}\n\n".encode(), ["3 blank_line"]),
    (f"{HEADER}\n\n{ROWS[0]}\n\n{ROWS[1]}\n".encode(), ["2 blank_line", "4 blank_line"]),
    (f"\ufeff{HEADER}\r\n{ROWS[0]}\r\n{ROWS[1]}\r\n".encode(), []),
    (f"{HEADER}\n{ROWS[0]}".encode(), []),
    (HEADER.encode(), []),
]


@pytest.mark.parametrize(("text", "expected"), SCORES_TEXT_CASES)
def test_scores_that_are_no_such_table_are_refused(text: bytes, expected: list[str]) -> None:
    lines = found(json.dumps(GRID).encode(), text)
    assert lines == [f"scores.csv · {line}" for line in expected]


def test_lines_are_those_of_the_file_even_after_comments_of_several_lines() -> None:
    rows = ['P-1,A,1.1,value,5,"one\ntwo\nthree"', "P-1,A,1.2,value,9,"]
    assert found(json.dumps(GRID).encode(), scores(*rows)) == ["scores.csv · 5 score_outside"]


def test_reading_goes_on_after_a_stray_quotation_mark() -> None:
    rows = ['P-1,A,1.1,value,5,1" deep', "P-1,A,1.2,value,9,", 'P-1,A,2.1,value,9,"odd']
    assert found(json.dumps(GRID).encode(), scores(*rows)) == [
        "scores.csv · 2 csv_quoting",
        "scores.csv · 3 score_outside",
        "scores.csv · 4 csv_quoting",
    ]


def test_section_with_nothing_but_na_is_refused_once_for_each_assessment() -> None:
    sheet = ["P-1,B,2.1,na,,", "P-2,B,1.1,value,5,", "P-2,B,2.1,na,,", "P-2,C,2.1,recused,,"]
    assert found(json.dumps(GRID).encode(), scores(*sheet)) == [
        "scores.csv · 2 section_not_applicable",
        "scores.csv · 4 section_not_applicable",
    ]


def test_all_problems_of_both_files_are_named_together() -> None:
    grid = json.loads(changed((*ITEM, "max"), 0))
    grid["applications"][0]["requested"] = "1.234"
    grid["extra"] = 1
    rows = ["P-1,A,1.1,value,77,", "P-1,A,1.2,value,77,", "P-7,A,1.9,value,1,", "x"]
    assert found(json.dumps(grid).encode(), scores(*rows)) == [
        "grid.json · extra key_unknown",
        f"grid.json · {ITEM_KEY}.max not_above_zero",
        "grid.json · applications[0].requested (P-1) amount_decimals",
        "scores.csv · 3 score_outside",
        "scores.csv · 4 application_unknown",
        "scores.csv · 4 criterion_unknown",
        "scores.csv · 5 columns",
    ]


def test_unreadable_grid_still_shows_what_is_wrong_with_the_scores_alone() -> None:
    rows = ["P-1,A,1.1,value,77,", "P-1,A,1.1,value,,", "P-1,A,1.2,odd,,"]
    assert found(b"{", scores(*rows)) == [
        "grid.json · 1 not_json",
        "scores.csv · 3 score_twice",
        "scores.csv · 3 score_missing",
        "scores.csv · 4 state_unknown",
    ]


@pytest.mark.parametrize(
    "change",
    [
        lambda grid: grid["grid"].pop("id"),
        lambda grid: grid["envelope"].pop("currency"),
        lambda grid: grid.update(version="1", min_assessments="2", quotas={"RS": "3"}),
        lambda grid: grid.update(reassessment={}, tie_break=None, envelope=None, quotas=None),
        lambda grid: grid.update(applications=[], quotas={}),
        lambda grid: grid["applications"][0].update(requested=10.5, amount="0"),
        lambda grid: grid["applications"][0].update(lot="", country=None, third_assessor=""),
        lambda grid: grid["grid"]["sections"][0]["items"][0].update(code="1", coef=0.1),
    ],
)
def test_what_the_page_allows_is_not_refused(change: Callable[[Any], None]) -> None:
    grid = copy.deepcopy(GRID)
    change(grid)
    assert found(json.dumps(grid).encode(), scores()) == []


def test_missing_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        read_ranking_folder(tmp_path)
    assert [sentence(problem) for problem in caught.value.problems] == [
        "grid.json: The file is not there.",
        "scores.csv: The file is not there.",
    ]
    (tmp_path / "grid.json").mkdir()
    (tmp_path / "scores.csv").write_bytes(b"")
    with pytest.raises(Refused) as caught:
        read_ranking_folder(tmp_path)
    assert [problem.code for problem in caught.value.problems] == [
        "ranking.file_unreadable",
        "ranking.header",
    ]
    with pytest.raises(Refused) as caught:
        read_ranking_folder(tmp_path / "scores.csv")
    assert [problem.code for problem in caught.value.problems] == ["ranking.folder_missing"]
