"""Rules 7 and 8 on small cases worked by hand: ties, shared ranks, the cut between equals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import permutations
from typing import Any

import pytest

from iris_grants.kernel.problems import Problem
from iris_grants.scoring.rules.ranking import RankingResult, rank
from iris_grants.scoring.rules.ranking_files import ranking_record, read_ranking
from iris_grants.scoring.rules.selection import select
from iris_grants.scoring.rules.terms import Envelope, RankedApplication, WhenTooLarge
from tests.iris_grants.scoring.rules.random_calls import Row, grid_text, scores_text


def application(text: str) -> RankedApplication:
    """An application written as `id amount country`, the country in as many as wanted."""
    name, amount, *country = text.split()
    minor = round(float(amount) * 100)
    return RankedApplication(
        id=name, requested_minor=minor, amount_minor=minor, country="".join(country)
    )


def outcomes(
    ranks: str,
    money: int | None = None,
    too_large: str = "stop",
    quotas: dict[str, int] | None = None,
) -> str:
    """The choices in words; ranks are parted by `;`, those who share one by `,`."""
    groups = [[application(one) for one in group.split(",")] for group in ranks.split(";")]
    how = WhenTooLarge(too_large)
    envelope = None if money is None else Envelope(amount_minor=money * 100, when_too_large=how)
    choices = select(groups, envelope, quotas or {})
    words = [
        choice.reason if choice.offered_minor is None else f"{choice.offered_minor / 100:g}"
        for choice in choices
    ]
    return " ".join(word.removesuffix("_needed").removeprefix("committee_") for word in words)


@pytest.mark.parametrize(
    ("ranks", "money", "too_large", "expected"),
    [
        ("A 40; B 70; C 60", None, "stop", "40 70 60"),
        ("A 40; B 60; C 0", 100, "stop", "40 60 0"),
        ("A 40; B 70; C 60", 100, "stop", "40 envelope envelope"),
        ("A 40; B 70; C 60", 100, "skip", "40 envelope 60"),
        ("A 40; B 70; C 60", 100, "reduce", "40 60 envelope"),
        ("A 40; B 60; C 60", 100, "reduce", "40 60 envelope"),
        ("A 40; B 60; C 60; D 0", 100, "reduce", "40 60 envelope envelope"),
        ("A 40; B 60; C 60; D 0", 100, "skip", "40 60 envelope 0"),
        ("A 10", 0, "reduce", "envelope"),
        ("A 0", 0, "stop", "0"),
        ("A 0; B 1; C 0", 0, "reduce", "0 envelope envelope"),
    ],
)
def test_envelope_is_walked_rank_by_rank(
    ranks: str, money: int | None, too_large: str, expected: str
) -> None:
    assert outcomes(ranks, money, too_large) == expected


@pytest.mark.parametrize(
    ("ranks", "money", "too_large", "quotas", "expected"),
    [
        ("A 10 RS; B 10 RS; C 10", None, "stop", {"RS": 1}, "10 quota 10"),
        ("A 10 RS; B 10 BA", None, "stop", {"RS": 0}, "quota 10"),
        # A full quota comes before the money, so it stops nothing.
        ("A 60 RS; B 60 RS; C 40", 100, "stop", {"RS": 1}, "60 quota 40"),
        ("A 60 RS; B 60; C 10 RS", 100, "stop", {"RS": 1}, "60 envelope envelope"),
        ("A 60 RS; B 60; C 10 RS", 100, "skip", {"RS": 1}, "60 envelope quota"),
        # What is not selected takes no place.
        ("A 200 RS; B 10 RS", 100, "skip", {"RS": 1}, "envelope 10"),
        # A reduced one takes its place, and then it is over.
        ("A 200 RS; B 10 RS", 100, "reduce", {"RS": 1}, "100 envelope"),
    ],
)
def test_quotas_are_looked_at_before_the_money(
    ranks: str, money: int | None, too_large: str, quotas: dict[str, int], expected: str
) -> None:
    assert outcomes(ranks, money, too_large, quotas) == expected


SHARED = [
    # All in full.
    ("A 50, B 50; C 0", 100, "stop", {}, "50 50 0"),
    ("A 50 RS, B 50 BA", 100, "stop", {"RS": 1, "BA": 1}, "50 50"),
    ("A 50 RS, B 50 RS", 100, "stop", {"RS": 2}, "50 50"),
    # Each alone would do, both together not.
    ("A 60, B 60; C 1", 100, "stop", {}, "vote vote vote"),
    ("A 60, B 60; C 1", 100, "skip", {}, "vote vote vote"),
    ("A 60, B 60; C 1", 100, "reduce", {}, "vote vote vote"),
    ("A 1 RS, B 1 RS; C 1", 100, "stop", {"RS": 1}, "vote vote vote"),
    # One alone would do, the other not.
    ("A 10, B 200; C 1", 100, "stop", {}, "vote vote vote"),
    ("A 10, B 200; C 1", 100, "skip", {}, "vote vote vote"),
    ("A 10, B 200; C 1", 100, "reduce", {}, "vote vote vote"),
    ("A 1 RS, B 1; C 1", 100, "stop", {"RS": 0}, "vote vote vote"),
    # Each alone would be reduced: each would be selected, but not both, and not in full.
    ("A 200, B 300; C 1", 100, "reduce", {}, "vote vote vote"),
    # Not one of them, even alone.
    ("A 200, B 300; C 1", 100, "stop", {}, "envelope envelope envelope"),
    ("A 200, B 300; C 1", 100, "skip", {}, "envelope envelope 1"),
    ("Z 100; A 200, B 300; C 0", 100, "reduce", {}, "100 envelope envelope envelope"),
    ("A 1 RS, B 1 RS; C 1", 100, "stop", {"RS": 0}, "quota quota 1"),
    # Reasons are each one's own; a stop of any of them stops after them all.
    ("A 1 RS, B 200; C 1", 100, "stop", {"RS": 0}, "quota envelope envelope"),
    ("A 1 RS, B 200; C 1", 100, "skip", {"RS": 0}, "quota envelope 1"),
    # After a stop nobody needs to vote.
    ("Z 200; A 60, B 60", 100, "stop", {}, "envelope envelope envelope"),
    # The vote is about this rank; what stands above keeps its place.
    ("Z 10; A 60, B 60; C 1", 100, "stop", {}, "10 vote vote vote"),
    ("Z 10; A 0, B 0; C 60, D 60", 100, "stop", {}, "10 0 0 vote vote"),
    # Three equals: two fit, three do not.
    ("A 40, B 40, C 40; D 1", 100, "stop", {}, "vote vote vote vote"),
    ("A 40, B 40, C 20; D 1", 100, "stop", {}, "40 40 20 envelope"),
]


@pytest.mark.parametrize(("ranks", "money", "too_large", "quotas", "expected"), SHARED)
def test_the_cut_never_runs_between_equals(
    ranks: str, money: int, too_large: str, quotas: dict[str, int], expected: str
) -> None:
    assert outcomes(ranks, money, too_large, quotas) == expected


@pytest.mark.parametrize(("ranks", "money", "too_large", "quotas", "expected"), SHARED)
def test_order_among_equals_changes_nobodys_fate(
    ranks: str, money: int, too_large: str, quotas: dict[str, int], expected: str
) -> None:
    groups = [group.split(",") for group in ranks.split(";")]
    place = next(n for n, group in enumerate(groups) if len(group) > 1)
    first = sum(len(group) for group in groups[:place])
    fates = dict(zip(groups[place], expected.split()[first:], strict=False))
    for order in permutations(groups[place]):
        again = [*groups[:place], list(order), *groups[place + 1 :]]
        text = ";".join(",".join(group) for group in again)
        found = outcomes(text, money, too_large, quotas).split()
        assert found[first : first + len(order)] == [fates[one] for one in order]


def ordered(sheets: Mapping[str, Sequence[str]], tie_break: list[str], **amounts: str) -> list[str]:
    """Rank, application and tie-break of each ranked row; scores of items 1.1, 1.2, 2.1."""
    may_be_na = {"code": "1.2", "min": 0, "max": 5, "allow_na": True}
    sections = [
        {"code": "1", "items": [{"code": "1.1", "max": 5}, may_be_na]},
        {"code": "2", "items": [{"code": "2.1", "max": 10}]},
    ]
    rows: list[Row] = []
    for name, scores in sheets.items():
        for code, score in zip(("1.1", "1.2", "2.1"), scores, strict=True):
            state = "na" if score == "na" else "value"
            rows.append((name, "A", code, state, "" if score == "na" else score, ""))
    return [
        f"{record[0]} {record[1]} {record[9]}".strip()
        for record in map(ranking_record, result(sections, rows, tie_break, amounts).rows)
    ]


def result(
    sections: list[Any], rows: list[Row], tie_break: list[str], amounts: dict[str, str]
) -> RankingResult:
    """The ranking of the applications in the rows."""
    names = dict.fromkeys(row[0] for row in rows)
    document = {
        "version": 1,
        "grid": {"id": "T", "sections": sections},
        "tie_break": tie_break,
        "applications": [{"id": n, "requested": amounts.get(n, "1")} for n in names],
    }
    problems: list[Problem] = []
    found = read_ranking(grid_text(document).encode(), scores_text(rows).encode(), problems)
    assert problems == []
    assert found is not None
    return rank(found)


def test_totals_decide_and_equal_ones_share_a_rank_by_id() -> None:
    sheets = {"b": "333", "a": "333", "é": "333", "Z": "334", "B": "332"}
    assert ordered(sheets, []) == ["1 Z", "2 a", "2 b shared", "2 é shared", "5 B"]


def test_the_first_key_that_differs_is_named_row_by_row() -> None:
    sheets = {"a": "441", "b": "432", "c": "432", "d": "342", "e": "342"}
    amounts = {"c": "0.50", "d": "7", "e": "7.00"}
    keys = ["section:2", "item:1.1", "requested_asc"]
    assert ordered(sheets, keys, **amounts) == [
        "1 c",
        "2 b requested_asc",
        "3 d item:1.1",
        "3 e shared",
        "5 a section:2",
    ]
    assert ordered(sheets, ["requested_desc"], **amounts) == [
        "1 d",
        "1 e shared",
        "3 a requested_desc",
        "3 b shared",
        "5 c requested_desc",
    ]


def test_item_without_any_value_counts_as_zero_in_a_tie() -> None:
    # 4 of 5 scaled up to 8 of 10; the same total as 4 + 4 and as 5 + 3 and, with nought, 0.
    sheets = {"na": ("4", "na", "2"), "zero": ("5", "0", "5"), "four": ("4", "4", "2")}
    assert ordered(sheets, ["item:1.2"]) == ["1 four", "2 na item:1.2", "2 zero shared"]


def test_tie_break_uses_the_amount_requested_not_the_corrected_one() -> None:
    rows: list[Row] = [(name, "A", "x", "value", "3", "") for name in "ab"]
    document = {
        "version": 1,
        "grid": {"id": "T", "sections": [{"code": "1", "items": [{"code": "x", "max": 5}]}]},
        "tie_break": ["requested_asc"],
        "envelope": {"amount": 10, "when_too_large": "stop"},
        "applications": [
            {"id": "a", "requested": "9.00", "amount": "1.00"},
            {"id": "b", "requested": "8.00", "amount": "9.00"},
        ],
    }
    problems: list[Problem] = []
    found = read_ranking(grid_text(document).encode(), scores_text(rows).encode(), problems)
    assert found is not None
    assert [",".join(ranking_record(row)) for row in rank(found).rows] == [
        "1,b,,,1,3.00,9.00,selected,,",
        "2,a,,,1,3.00,1.00,selected,,requested_asc",
    ]


def test_totals_that_only_look_equal_when_rounded_are_not_equal() -> None:
    sections = [{"code": "1", "items": [{"code": "x", "max": 5, "coef": "1.001"}]}]
    rows: list[Row] = [("a", who, "x", "value", "3", "") for who in "AB"]
    rows += [("b", "A", "x", "value", "3", ""), ("b", "B", "x", "value", "3", "")]
    rows += [("c", who, "x", "value", score, "") for who, score in zip("ABC", "334", strict=True)]
    found = result(sections, rows, [], {})
    assert [",".join(ranking_record(row)) for row in found.rows] == [
        "1,c,,,3,3.34,1.00,selected,,",
        "2,a,,,2,3.00,1.00,selected,,",
        "2,b,,,2,3.00,1.00,selected,,shared",
    ]
    assert [str(row.total) for row in found.rows] == ["1001/300", "3003/1000", "3003/1000"]
