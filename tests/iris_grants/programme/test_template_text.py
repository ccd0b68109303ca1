"""A body that is written as YAML is read as the same body."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iris_grants.programme.shipped import Shipped, shipped_rule_sets
from iris_grants.programme.templates import Value, load_template, read_template, template_text

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=20)
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(-(10**15), 10**15), TEXTS)
NUMBERLIKE = st.sampled_from(["1", "007", "1.50", "17:00", "0x1f", "true", "yes", "null", "~", ""])
VALUES = st.recursive(
    SCALARS | NUMBERLIKE,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(TEXTS, VALUES, max_size=4))
def test_text_of_any_body_is_read_back(body: dict[str, Value]) -> None:
    assert read_template(template_text(body), "body.yaml") == body


@pytest.mark.parametrize("shipped", shipped_rule_sets(), ids=lambda one: one.name)
def test_text_of_shipped_rules_is_read_back(shipped: Shipped) -> None:
    body = load_template(shipped.name)
    assert read_template(template_text(body), "body.yaml") == body


def test_shared_parts_are_written_out() -> None:
    part: Value = {"en": "x", "sr": "y"}
    body: dict[str, Value] = {"a": part, "b": part}
    assert read_template(template_text(body), "body.yaml") == body
