"""Standards packs are read key by key, and refused with the places of what is wrong."""

from __future__ import annotations

import pytest

from iris_grants.kernel.problems import Refused
from iris_grants.licensing.pack_body import parse_pack
from iris_grants.programme.templates import load_template

SHIPPED = "standards/RS-PERSONAL-ASSISTANCE"


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
