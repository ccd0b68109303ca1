"""The results framework: fourteen results with seventeen targets, read, checked and changed."""

from __future__ import annotations

import pytest

from iris_grants.kernel.operations import Desk
from iris_grants.kernel.problems import Refused
from iris_grants.programme.commands import change_target, create_programme
from iris_grants.programme.defining import confirm_result, define_target
from iris_grants.programme.framework import Aggregation, Measure, Unit
from iris_grants.programme.targets import list_targets
from iris_grants.programme.templates import Value, load_template
from iris_grants.programme.terms import parse_programme
from tests.iris_grants.refusals import refused

TARGETS = {
    "R1.1": 1,
    "R1.2": 30,
    "R1.3a": 500,
    "R1.3b": 19,
    "R1.4": 12,
    "R1.5": 24,
    "R1.6": 30,
    "R1.7a": 90,
    "R1.7b": 3,
    "R1.8": 12,
    "R2.1": 1,
    "R2.2a": 18,
    "R2.2b": 6,
    "R2.3": 1,
    "R2.4": 80,
    "R2.5": 1200,
    "R2.6": 1000000,
}
WORDS: Value = {"en": "A", "sr": "A"}


def with_results(results: Value) -> dict[str, Value]:
    """The shipped programme with other results."""
    return {**load_template("programme/iris-progres"), "results": results}


def result(**changes: Value) -> Value:
    """A sound result with one target, changed."""
    target: dict[str, Value] = {
        "code": "A1",
        "title": WORDS,
        "definition": WORDS,
        "means": WORDS,
        "unit": "persons",
        "measure": "persons",
        "aggregation": "unique",
        "by": ["sex"],
        "target": 10,
    }
    own = {key: value for key, value in changes.items() if key not in target or key == "title"}
    target.update({key: value for key, value in changes.items() if key in target})
    return {
        "code": "A",
        "kind": "training",
        "title": WORDS,
        "source": "Made up.",
        "targets": [target],
        **own,
    }


def test_framework_is_entered_with_the_programme_and_a_target_is_changed(office: Desk) -> None:
    office.run(create_programme, template=load_template("programme/iris-progres"))
    with office.read() as session:
        rows = list_targets(session)
    assert {row.code: row.target for row in rows} == TARGETS
    assert len({row.result_id for row in rows}) == 14
    assert {row.baseline_year for row in rows} == {2023}
    assert not any(row.verified for row in rows)
    persons = [row for row in rows if row.unit in (Unit.PERSONS, Unit.ORGANISATIONS)]
    assert {row.aggregation for row in persons} == {Aggregation.UNIQUE}
    assert [row.code for row in rows if row.measure is Measure.REACH] == ["R2.6"]

    office.run(change_target, code="R1.4", target=13)
    with refused("programme.target_unknown"):
        office.run(change_target, code="R9", target=1)
    with refused("programme.target_empty"):
        office.run(change_target, code="R1.4", target=0)
    with office.read() as session:
        assert [row.target for row in list_targets(session) if row.code == "R1.4"] == [13]


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({}, []),
        ({"aggregation": "sum"}, ["programme.aggregation_not_of_measure"]),
        ({"unit": "contacts"}, ["programme.unit_not_of_measure"]),
        ({"by": ["service"]}, ["programme.dimension_not_of_measure"]),
        ({"by": ["colour"]}, ["programme.choice_unknown"]),
        ({"kind": "grant"}, ["programme.measure_not_of_kind"]),
        (
            {"measure": "grants", "unit": "organisations", "by": ["country"]},
            ["programme.measure_not_of_kind"],
        ),
        (
            {"measure": "reach", "unit": "persons", "by": []},
            ["programme.unit_not_of_measure", "programme.aggregation_not_of_measure"],
        ),
        ({"target": 0}, ["programme.number_too_small"]),
        ({"targets": []}, ["programme.result_untargeted"]),
    ],
)
def test_results_that_cannot_be_counted_so_are_refused(
    changes: dict[str, Value], wrong: list[str]
) -> None:
    template = with_results([result(**changes)])
    if not wrong:
        assert [one.code for one in parse_programme(template).results] == ["A"]
        return
    with pytest.raises(Refused) as caught:
        parse_programme(template)
    assert [problem.code for problem in caught.value.problems] == wrong


def test_codes_stand_once() -> None:
    with refused("programme.result_twice", "programme.target_twice"):
        parse_programme(with_results([result(), result()]))


def test_definition_is_corrected_and_the_result_compared_anew(office: Desk) -> None:
    office.run(create_programme, template=load_template("programme/iris-progres"))
    words = {
        key: f"{key} by contract"
        for key in (
            "title_en",
            "title_sr",
            "definition_en",
            "definition_sr",
            "means_en",
            "means_sr",
        )
    }
    office.run(confirm_result, code="R1.3", source=" Annex C, 1 Feb 2023 ")
    with office.read() as session:
        rows = [row for row in list_targets(session) if row.verified]
    assert [(row.code, row.source) for row in rows] == [
        ("R1.3a", "Annex C, 1 Feb 2023"),
        ("R1.3b", "Annex C, 1 Feb 2023"),
    ]
    office.run(define_target, code="R1.3a", **words)
    with office.read() as session:
        (row,) = [row for row in list_targets(session) if row.code == "R1.3a"]
    assert (row.title.en, row.means.sr, row.verified) == (
        "title_en by contract",
        "means_sr by contract",
        False,
    )
    with refused("programme.key_missing", "programme.key_missing"):
        office.run(define_target, code="R1.3a", **{**words, "title_en": " ", "means_sr": ""})
    with refused("programme.target_unknown"):
        office.run(define_target, code="R9", **words)
    with refused("programme.result_unknown"):
        office.run(confirm_result, code="R9", source="Annex C")
    with refused("programme.key_missing"):
        office.run(confirm_result, code="R1.3", source=" ")
