"""Tests of the bodies of rule sets."""

from __future__ import annotations

from decimal import Decimal

import pytest

from iris_grants.kernel.money import Money
from iris_grants.kernel.problems import Refused
from iris_grants.programme.rule_bodies import LATER_LIMITS, LIMITS, parse_grant_rules, parse_head
from iris_grants.programme.templates import Value, load_template


def test_shipped_rules_say_their_numbers() -> None:
    rules = parse_grant_rules(load_template("rules/fstp-2018"))

    assert {limit.code: limit.value for limit in rules.limits} == {
        "third_party_ceiling": Decimal(60_000),
        "reallocation_percent": Decimal(25),
        "indirect_percent_max": Decimal(7),
        "contingency_percent_max": Decimal(5),
        "further_instalment_percent": Decimal(70),
        "sanctions_check_days": Decimal(30),
        "addendum_notice_days": Decimal(30),
        "first_payment_days": Decimal(30),
        "further_payment_days": Decimal(60),
        "interim_report_days": Decimal(15),
        "final_report_days": Decimal(30),
        "retention_years": Decimal(5),
        "accounting_years": Decimal(10),
        "pending_payment_from": Decimal(500),
        "late_interest_margin": Decimal("3.5"),
        "reserve_list_days": Decimal(180),
    }
    assert tuple(limit.code for limit in rules.limits) == (*LIMITS, *LATER_LIMITS)
    assert [band.up_to for band in rules.procurement_bands] == [
        Money(50_000, "EUR"),
        Money(250_000, "EUR"),
        Money(2_000_000, "EUR"),
        None,
    ]
    assert [preset.code for preset in rules.payment_presets] == [
        "80-20",
        "70-20-10",
        "60-30-10",
        "50-40-10",
        "40-50-10",
    ]
    assert rules.vat_eligible is False
    assert rules.head.verified is False


def test_shipped_rules_say_what_is_not_accepted_and_that_nobody_verified_them() -> None:
    rules = parse_grant_rules(load_template("rules/fstp-2018"))
    assert [band.offers for band in rules.procurement_bands] == [0, 1, 3, 3]
    reasons = [one.code for one in rules.ineligible_costs]
    assert reasons[:15] == [f"IN-{number:02d}" for number in range(1, 16)]
    assert reasons[15:] == ["X-01", "X-02", "X-03", "X-09"]
    assert [(one.currency, one.rate) for one in rules.fixed_rates] == [("BAM", Decimal("1.95583"))]
    sources = [
        *((limit.source, limit.verified) for limit in rules.limits),
        *((preset.source, preset.verified) for preset in rules.payment_presets),
        *((band.source, band.verified) for band in rules.procurement_bands),
        *((one.source, one.verified) for one in rules.ineligible_costs),
        *((one.source, one.verified) for one in rules.fixed_rates),
        *((one.source, one.verified) for one in rules.evidence),
    ]
    assert all(source and not verified for source, verified in sources)


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("limits", [], "programme.limit_missing"),
        (
            "limits",
            [{"code": "luck", "value": 7, "source": "s"}],
            "programme.limit_unknown",
        ),
        (
            "payment_presets",
            [{"code": "x", "percents": [80, 10], "source": "s"}],
            "programme.plan_not_100",
        ),
        ("procurement_bands", [], "programme.bands_wrong"),
        (
            "ineligible_costs",
            [{"code": "IN-01", "words": {"en": "a", "sr": "b"}, "source": "s"}] * 2,
            "programme.reason_twice",
        ),
        (
            "fixed_rates",
            [{"currency": "BAM", "rate": 0, "source": "s"}],
            "finance.rate_not_positive",
        ),
        (
            "procurement_bands",
            [{"up_to": "500.00", "evidence": {"en": "a", "sr": "b"}, "source": "s"}],
            "programme.bands_wrong",
        ),
        (
            "procurement_bands",
            [
                {"up_to": limit, "evidence": {"en": "a", "sr": "b"}, "source": "s"}
                for limit in ("500.00", "400.00", None)
            ],
            "programme.bands_wrong",
        ),
        (
            "evidence",
            [{"lines": "*", "any_of": ["gossip"], "source": "s"}],
            "programme.evidence_unknown",
        ),
        ("edition", None, "programme.key_missing"),
        ("vat", None, "programme.key_missing"),
        ("surplus", 1, "programme.key_unknown"),
    ],
)
def test_parse_grant_rules_refuses(key: str, value: Value, code: str) -> None:
    body = {**load_template("rules/fstp-2018"), key: value}

    with pytest.raises(Refused) as caught:
        parse_grant_rules(body)

    assert {problem.code for problem in caught.value.problems} >= {code}


def test_parse_head_wants_code_edition_and_source() -> None:
    with pytest.raises(Refused) as caught:
        parse_head({"verified": True})

    assert [problem.where.key for problem in caught.value.problems] == [
        "code",
        "edition",
        "source",
    ]
