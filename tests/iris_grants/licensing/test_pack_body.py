"""Standards packs are read key by key, and refused with the places of what is wrong."""

from __future__ import annotations

import pytest

from iris_grants.kernel.problems import Refused
from iris_grants.licensing.pack_body import parse_pack
from iris_grants.programme.templates import Value, load_template, template_names
from iris_grants.wording.sentences import all_sentences

SHIPPED = "standards/RS-PERSONAL-ASSISTANCE"
TEXT: Value = {"en": "Sound.", "sr": "Ispravno."}


def test_shipped_pack_is_sound() -> None:
    pack = parse_pack(load_template(SHIPPED), identity="x")
    assert (pack.id, pack.code, pack.verified) == ("x", "RS-PERSONAL-ASSISTANCE", False)
    assert pack.standards[0].criticality == "blocking"
    assert set(pack.documents[0].text) == {"en", "sr"}


def test_every_gap_of_a_pack_is_named() -> None:
    body = dict(load_template(SHIPPED))
    del body["authority"]
    body["documents"] = [{"code": "L1", "kind": "x"}]
    body["standrads"] = []
    with pytest.raises(Refused) as refused:
        parse_pack(body)
    found = {(problem.code, problem.where.key) for problem in refused.value.problems}
    assert found == {
        ("programme.key_missing", "authority"),
        ("programme.key_missing", "documents[0].text"),
        ("programme.key_unknown", "standrads"),
    }


@pytest.mark.parametrize("name", template_names("standards"))
def test_every_shipped_pack_is_sound_sourced_and_has_its_words(name: str) -> None:
    pack = parse_pack(load_template(name))
    assert name == f"standards/{pack.code}"
    assert not pack.verified
    known = all_sentences()
    codes = {f"country.{pack.country}", *(f"goal.{one}" for one in pack.goals)}
    codes |= {f"service.{one}" for one in pack.services}
    codes |= {f"area.{one.area}" for one in pack.standards}
    codes |= {f"case_paper.{one.kind}" for one in pack.documents}
    assert sorted(codes - set(known)) == []
    for service in pack.services:
        assert pack.standards_for(service), service
    used = {service for one in pack.standards for service in one.services}
    assert used <= set(pack.services)
    if pack.code != "RS-PERSONAL-ASSISTANCE":
        assert all(one.source for one in pack.standards)
        assert all(one.source for one in pack.documents)
        assert pack.validity_source


def test_packs_cover_six_countries_and_three_goals() -> None:
    packs = [parse_pack(load_template(name)) for name in template_names("standards")]
    assert {pack.country for pack in packs} == {"RS", "ME", "MK", "AL", "BA", "XK", "ANY"}
    assert {goal for pack in packs for goal in pack.goals} == {
        "licence",
        "quality_framework",
        "readiness",
    }
    years = {pack.code: pack.validity_years for pack in packs if pack.country != "ANY"}
    assert years == {
        "RS-PERSONAL-ASSISTANCE": 6,
        "RS-SOCIAL-SERVICES": 6,
        "ME-SOCIAL-SERVICES": 6,
        "XK-SOCIAL-SERVICES": 3,
        "MK-SOCIAL-SERVICES": None,
        "AL-SOCIAL-SERVICES": None,
        "BA-FBIH-SOCIAL-SERVICES": None,
        "BA-SRPSKA-SOCIAL-SERVICES": None,
    }
    serbia = next(pack for pack in packs if pack.code == "RS-SOCIAL-SERVICES")
    assert (serbia.limited_once, serbia.limited_years) == (True, 5)
    housing = {one.code for one in serbia.standards_for("supported_housing")}
    assert {"P01", "P02", "P03"} <= housing
    assert "P06" not in housing


def test_unknown_codes_and_twins_are_named() -> None:
    body = dict(load_template(SHIPPED))
    body["country"], body["goals"] = "FR", ["fame"]
    twin = {"code": "S1", "area": "structural", "criticality": "vital", "text": TEXT}
    body["standards"] = [twin, twin]
    with pytest.raises(Refused) as refused:
        parse_pack(body)
    found = [(problem.code, problem.where.key) for problem in refused.value.problems]
    assert sorted(found) == sorted(
        [
            ("programme.choice_unknown", "country"),
            ("programme.choice_unknown", "goals"),
            ("programme.choice_unknown", "standards[0].criticality"),
            ("programme.choice_unknown", "standards[1].criticality"),
            ("licensing.code_twice", "standards"),
        ]
    )
