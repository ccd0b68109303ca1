"""Tests of entering the programme and adopting rule sets."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from iris_grants.kernel.canonical import fingerprint
from iris_grants.kernel.money import Money
from iris_grants.kernel.operations import Desk
from iris_grants.kernel.problems import Refused
from iris_grants.programme.commands import adopt_rule_set, create_programme
from iris_grants.programme.grant_rules import rules_in_force, rules_of_contract
from iris_grants.programme.overview import record_counts
from iris_grants.programme.queries import (
    maybe_programme,
    rule_set_body,
    rule_sets,
    the_programme,
)
from iris_grants.programme.rule_bodies import LIMITS
from iris_grants.programme.templates import Value, load_template


def test_create_programme_enters_action_partners_and_rules(office: Desk) -> None:
    office.run(create_programme, template=load_template("programme/iris-progres"))

    with office.read() as session:
        programme = the_programme(session)
        rules = rule_sets(session)
        counts = record_counts(session)
    assert programme.code == "IRIS-PROGRES"
    assert programme.budget == Money.of("822770.08", "EUR")
    assert programme.third_party_ceiling == Money.of("60000", "EUR")
    assert (programme.starts_on, programme.ends_on) == (date(2023, 2, 1), date(2026, 1, 31))
    assert sorted(partner.country for partner in programme.partners) == [
        "AL",
        "BA",
        "ME",
        "MK",
        "RS",
        "RS",
        "XK",
    ]
    assert [(row.kind, row.code, row.edition, row.verified) for row in rules] == [
        ("grant_rules", "FSTP-2018", "1", False)
    ]
    assert counts == {
        "journal_entry": 2,
        "person": 1,
        "person_role": 6,
        "programme": 1,
        "programme_partner": 7,
        "programme_result": 14,
        "result_target": 17,
        "rule_set": 1,
    }


def test_a_store_has_one_programme(office: Desk) -> None:
    template = load_template("programme/iris-progres")
    with office.read() as session:
        assert maybe_programme(session) is None
        with pytest.raises(Refused):
            the_programme(session)
    office.run(create_programme, template=template)

    assert _codes(lambda: office.run(create_programme, template=template)) == ["programme.exists"]


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({"period": {"from": "2023-02-01", "to": "2023-02-01"}}, ["programme.period_reversed"]),
        ({"budget": {"amount": "0", "currency": "EUR"}}, ["programme.budget_empty"]),
        ({"budget": {"amount": "1", "currency": "USD"}}, ["programme.choice_unknown"]),
        (
            {"partners": [{"name": n, "country": "RS"} for n in ("Most", "МОСТ")]},
            ["programme.partner_twice"],
        ),
        ({"rule_sets": ["none"]}, ["programme.template_missing"]),
        ({"title": None}, ["programme.key_missing"]),
    ],
)
def test_create_programme_refuses(office: Desk, change: dict[str, Value], codes: list[str]) -> None:
    template = {**load_template("programme/iris-progres"), **change}

    assert _codes(lambda: office.run(create_programme, template=template)) == codes
    with office.read() as session:
        assert maybe_programme(session) is None


def test_adopt_rule_set_knows_an_edition_again(office: Desk) -> None:
    body = load_template("rules/fstp-2018")
    first = office.run(adopt_rule_set, kind="grant_rules", body=body)

    assert office.run(adopt_rule_set, kind="grant_rules", body=dict(body)) == first
    changed = {**body, "source": "another"}
    assert _codes(lambda: office.run(adopt_rule_set, kind="grant_rules", body=changed)) == [
        "programme.edition_differs"
    ]
    with office.read() as session:
        (row,) = rule_sets(session, "grant_rules")
        assert rule_set_body(session, first) == body
        assert rule_sets(session, "grid") == ()
    assert row.fingerprint == fingerprint(dict(body))


def test_rules_in_force_are_those_adopted_last(office: Desk) -> None:
    body = load_template("rules/fstp-2018")
    with office.read() as session, pytest.raises(Refused):
        rules_in_force(session)
    first = office.run(adopt_rule_set, kind="grant_rules", body=body)
    office.run(adopt_rule_set, kind="grant_rules", body={**body, "edition": "10"})
    office.run(adopt_rule_set, kind="grant_rules", body={**body, "edition": "2"})

    with office.read() as session:
        assert rules_in_force(session).edition == "2"
        assert rules_of_contract(session, first).edition == "1"
        assert rules_in_force(session).sanctions_check_days == 30


def test_adopt_rule_set_refuses_wrong_bodies_and_kinds(office: Desk) -> None:
    body = load_template("rules/fstp-2018")

    assert _codes(
        lambda: office.run(adopt_rule_set, kind="grant_rules", body={**body, "limits": []})
    ) == ["programme.limit_missing"] * len(LIMITS)
    assert _codes(lambda: office.run(adopt_rule_set, kind="luck", body=body)) == [
        "constraint.ck_rule_set_kind_known"
    ]


def _codes(act: Callable[[], object]) -> list[str]:
    with pytest.raises(Refused) as caught:
        act()
    return [problem.code for problem in caught.value.problems]
