"""Tests of reading the template of a call, and of writing it again."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from iris_grants.calls.documents import (
    ranking_document,
    terms_document,
    terms_fingerprint,
)
from iris_grants.calls.parse import parse_call
from iris_grants.calls.terms import (
    EqualDistance,
    GapOf,
    OverLimit,
    Reassessment,
    Resolution,
    WhenTooLarge,
)
from iris_grants.kernel.canonical import canonical_json
from iris_grants.kernel.money import Money
from iris_grants.kernel.problems import Problem, Refused
from iris_grants.programme.templates import Template, Value, load_template
from iris_grants.scoring.rules.ranking_files import read_ranking

Change = Callable[[dict[str, Value]], object]


def shipped() -> Template:
    """The call that ships with the program."""
    return load_template("calls/iris-progres-2023")


def test_the_shipped_call_says_what_it_says() -> None:
    terms = parse_call(shipped())

    assert (terms.number, terms.application_prefix, terms.rule_set) == (
        "IP-SG-2023",
        "IP",
        "FSTP-2018",
    )
    assert terms.languages == ("sr", "en")
    assert terms.countries == ("RS", "AL", "BA", "MK", "ME", "XK")
    assert (terms.min_amount, terms.max_amount, terms.envelope) == (
        Money.of(5_000, "EUR"),
        Money.of(15_000, "EUR"),
        Money.of(180_000, "EUR"),
    )
    assert terms.when_too_large is WhenTooLarge.STOP
    assert (terms.min_months, terms.max_months, terms.registered_months) == (6, 12, 12)
    assert (terms.max_as_lead, terms.max_as_partner, terms.over_limit) == (
        1,
        1,
        OverLimit.REJECT_LATEST,
    )
    assert terms.deadline_at == datetime(2023, 10, 30, 17, 0, tzinfo=UTC)
    assert terms.deadline_text == "2023-10-30 18:00 (Europe/Belgrade)"
    assert terms.starts_on == date(2023, 12, 15)
    assert terms.reassessment == Reassessment(
        gap_percent=Decimal(20),
        gap_of=GapOf.MAX,
        straddles_gates=True,
        resolution=Resolution.CLOSEST_TWO,
        equal_distance=EqualDistance.MEAN_OF_ALL,
    )
    assert terms.tie_break == ("section:2", "section:6", "section:3", "requested_asc")
    assert terms.grid.id == "PRAG-FULL-2018"


def test_the_shipped_call_asks_every_check() -> None:
    terms = parse_call(shipped())

    codes = [question.code for question in terms.checklist]
    assert codes[:12] == [f"A{n}" for n in range(1, 13)]
    assert codes[12:] == [f"EL-{n}" for n in (1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13)]
    assert [rule.code for rule in terms.attachments if rule.required] == [
        "statute",
        "registration",
        "accounts",
    ]
    assert [heading.code for heading in terms.budget.headings] == list("123456")


def test_parse_call_reads_what_terms_document_wrote() -> None:
    terms = parse_call(shipped())
    document = terms_document(terms)

    assert parse_call(json.loads(canonical_json(document))) == terms
    assert terms_fingerprint(parse_call(document)) == terms_fingerprint(terms)


def test_a_call_without_the_choices_reads_back_too() -> None:
    bare = _changed(_without_choices)

    terms = parse_call(bare)

    assert (terms.reassessment, terms.quotas, terms.starts_on) == (None, (), None)
    assert parse_call(terms_document(terms)) == terms


def test_any_change_of_the_terms_changes_the_fingerprint() -> None:
    base = terms_fingerprint(parse_call(shipped()))
    changes: list[Change] = [
        lambda body: body.update(registered_months=11),
        lambda body: _part(body, "amounts").update(max="15000.01"),
        lambda body: body.update(quotas={"RS": 3}),
        lambda body: _first(body, "questions").update(max_length=1501),
    ]

    found = {terms_fingerprint(parse_call(_changed(change))) for change in changes}

    assert len(found | {base}) == len(changes) + 1


def test_ranking_document_is_accepted_by_the_ranking() -> None:
    document = ranking_document(parse_call(_changed(lambda body: body.update(quotas={"RS": 3}))))
    applications: Value = [{"id": "IP-001", "country": "RS", "requested": "5000.00"}]

    problems: list[Problem] = []

    parsed = read_ranking(
        json.dumps({**document, "applications": applications}).encode(), None, problems
    )

    assert problems == []
    assert parsed is not None
    assert [application.id for application in parsed.terms.applications] == ["IP-001"]
    assert dict(parsed.terms.quotas) == {"RS": 3}


@pytest.mark.parametrize(
    ("change", "code", "key"),
    [
        (lambda b: b.pop("number"), "programme.key_missing", "number"),
        (lambda b: b.pop("amounts"), "programme.key_missing", "amounts"),
        (lambda b: b.pop("grid"), "programme.key_missing", "grid"),
        (lambda b: b.update(grid="NONE"), "programme.template_missing", None),
        (lambda b: b.update(surplus=1), "programme.key_unknown", "surplus"),
        (lambda b: b.update(countries=["RS", "HR"]), "programme.choice_unknown", "countries"),
        (lambda b: b.update(countries=["RS", "RS"]), "calls.code_twice", "countries"),
        (lambda b: b.update(languages=[]), "programme.key_missing", "languages"),
        (lambda b: b.update(quotas={"DE": 1}), "calls.quota_country", "quotas"),
        (lambda b: b.update(quotas={"RS": -1}), "programme.number_too_small", "quotas.RS"),
        (lambda b: b.update(tie_break=["section:9"]), "calls.tie_break_unknown", "tie_break"),
        (lambda b: b.update(tie_break=["item:9.9"]), "calls.tie_break_unknown", "tie_break"),
        (lambda b: b.update(min_assessments=0), "programme.number_too_small", "min_assessments"),
        (
            lambda b: _part(b, "amounts").update(envelope="0"),
            "calls.envelope_empty",
            "amounts.envelope",
        ),
        (
            lambda b: _part(b, "amounts").update(max="1.00"),
            "calls.amounts_reversed",
            "amounts.max",
        ),
        (
            lambda b: _part(b, "amounts").update(envelope="14999.99"),
            "calls.envelope_below_max",
            "amounts.envelope",
        ),
        (
            lambda b: _part(b, "amounts").update(currency="USD"),
            "programme.choice_unknown",
            "amounts.currency",
        ),
        (
            lambda b: _part(b, "amounts").update(max_rate_percent=101),
            "calls.rate_wrong",
            "amounts.max_rate_percent",
        ),
        (
            lambda b: _part(b, "duration_months").update(max=5),
            "calls.months_reversed",
            "duration_months.max",
        ),
        (
            lambda b: _part(b, "deadline").update(at="30.10.2023"),
            "calls.deadline_unreadable",
            "deadline.at",
        ),
        (
            lambda b: _part(b, "deadline").update(zone="Europe/Nowhere"),
            "calls.zone_unknown",
            "deadline.zone",
        ),
        (
            lambda b: _part(b, "deadline").update(zone="../../etc"),
            "calls.zone_unknown",
            "deadline.zone",
        ),
        (
            lambda b: _first(b, "checklist").update(code="A2"),
            "calls.code_twice",
            "checklist",
        ),
        (
            lambda b: _first(b, "questions").update(max_length=0),
            "programme.number_too_small",
            "questions[0].max_length",
        ),
        (
            lambda b: _part(b, "budget").update(headings=[]),
            "programme.key_missing",
            "budget.headings",
        ),
    ],
)
def test_parse_call_names_the_key_that_is_wrong(change: Change, code: str, key: str | None) -> None:
    with pytest.raises(Refused) as caught:
        parse_call(_changed(change))

    found = [(problem.code, problem.where.key) for problem in caught.value.problems]
    assert found[0] == (code, key)


def test_parse_call_finds_all_problems_at_once() -> None:
    with pytest.raises(Refused) as caught:
        parse_call({})

    assert sorted(problem.where.key or "" for problem in caught.value.problems) == [
        "amounts",
        "application_prefix",
        "applications_per_organisation",
        "budget",
        "countries",
        "deadline",
        "duration_months",
        "grid",
        "languages",
        "min_assessments",
        "number",
        "rule_set",
        "title",
    ]


def _without_choices(body: dict[str, Value]) -> None:
    for key in ("reassessment", "quotas", "starts_on", "questions_until", "answers_until"):
        body.pop(key)
    for key in ("lots", "tie_break", "comment_required", "checks_by", "complaint_days"):
        body.pop(key)
    body.pop("amount_method")


def _changed(change: Change) -> dict[str, Value]:
    body: dict[str, Value] = json.loads(json.dumps(shipped()))
    change(body)
    return body


def _part(body: dict[str, Value], key: str) -> dict[str, Value]:
    part = body[key]
    assert isinstance(part, dict)
    return part


def _first(body: dict[str, Value], key: str) -> dict[str, Value]:
    parts = body[key]
    assert isinstance(parts, list)
    part = parts[0]
    assert isinstance(part, dict)
    return part


def test_lots_have_money_and_limits_of_their_own() -> None:
    lots: Value = [
        {"code": "1", "title": {"en": "Small", "sr": "Mali"}, "envelope": "20000.00"},
        {
            "code": "2",
            "title": {"en": "Large", "sr": "Veliki"},
            "envelope": "60000.00",
            "min": "6000.00",
            "max": "20000.00",
        },
    ]
    terms = parse_call(_changed(lambda body: body.update(lots=lots)))
    assert parse_call(terms_document(terms)) == terms
    assert terms.envelope_of("1") == Money.of(20_000, "EUR")
    assert terms.limits_of("1") == (terms.min_amount, terms.max_amount)
    assert terms.limits_of("2") == (Money.of(6_000, "EUR"), Money.of(20_000, "EUR"))
    assert terms.envelope_of(None) == terms.envelope
    envelope = ranking_document(terms, "2")["envelope"]
    assert isinstance(envelope, dict)
    assert envelope["amount"] == "60000.00"


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        ({"envelope": "20000.00"}, {}, "calls.lot_without_envelope"),
        ({"min": "9000.00", "max": "8000.00"}, {}, "calls.lot_amounts_reversed"),
        ({"envelope": "900.00"}, {"envelope": "20000.00"}, "calls.lot_envelope_below_max"),
        ({"envelope": "9000000.00"}, {"envelope": "20000.00"}, "calls.lots_over_envelope"),
    ],
)
def test_lots_that_do_not_add_up_are_refused(
    first: dict[str, Value], second: dict[str, Value], code: str
) -> None:
    title: Value = {"en": "Lot", "sr": "Lot"}
    lots: Value = [
        {"code": "1", "title": title, **first},
        {"code": "2", "title": title, **second},
    ]
    with pytest.raises(Refused) as refused:
        parse_call(_changed(lambda body: body.update(lots=lots)))
    assert {one.code for one in refused.value.problems} == {code}
