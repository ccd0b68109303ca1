"""Tests of reading templates."""

from __future__ import annotations

from pathlib import Path

import pytest

from iris_grants.kernel.problems import Problem, Refused, Where
from iris_grants.programme.templates import (
    SIZE_LIMIT,
    load_template,
    read_template,
    template_file,
    template_names,
    where_in,
)

CALL = b"""\
number: IP-1          # a comment
amounts: {max: "15000.00", count: 3}
deadline: 2023-10-30
at: 17:00
sections:
  - code: "1"
    open: true
    note: null
  - no
"""


def test_read_template_keeps_days_times_and_decimals_as_text() -> None:
    assert read_template(CALL, "call.yaml") == {
        "number": "IP-1",
        "amounts": {"max": "15000.00", "count": 3},
        "deadline": "2023-10-30",
        "at": "17:00",
        "sections": [{"code": "1", "open": True, "note": None}, "no"],
    }


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (b"0123", "0123"),
        (b"1_000", "1_000"),
        (b"0x1f", "0x1f"),
        (b"1.50", "1.50"),
        (b"-7", -7),
        (b"yes", "yes"),
        (b"NO", "NO"),
        (b"'12'", "12"),
        (b"~", "~"),
        (b"", None),
        (b"99999999999999999999", "99999999999999999999"),
    ],
)
def test_read_template_guesses_nothing(text: bytes, value: str | int | None) -> None:
    assert read_template(b"key: " + text, "t.yaml") == {"key": value}


def test_template_knows_the_line_of_every_key() -> None:
    template = read_template(CALL, "call.yaml")

    assert template.where("sections[0].open") == Where(
        file="call.yaml", line=7, key="sections[0].open"
    )
    assert template.where("sections[1]") == Where(file="call.yaml", line=9, key="sections[1]")
    assert template.where("amounts.min") == Where(file="call.yaml", line=2, key="amounts.min")
    assert template.where("missing") == Where(file="call.yaml", key="missing")
    assert where_in({"a": 1}, "a") == Where(key="a")


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b"a: 1\nb: [1, 2", "programme.yaml_broken", 2),
        (b"a: 1\n---\nb: 2\n", "programme.yaml_broken", 2),
        (b"? [a]\n: 1", "programme.yaml_broken", 1),
        (b"[" * 100_000, "programme.yaml_broken", 1),
        (b"a:\n\x00", "programme.yaml_broken", None),
        (b"a: 1\na: 2", "programme.yaml_twice", 2),
        (b"a: &x 1\nb: *x", "programme.yaml_reference", 1),
        (b"a: &x [1]\nb: *x", "programme.yaml_reference", 1),
        (b"b: *x", "programme.yaml_reference", 1),
        (b"a: !!python/object/apply:os.system [id]", "programme.yaml_reference", 1),
        (b"a: !!str 1", "programme.yaml_reference", 1),
        (b"- 1\n- 2", "programme.yaml_not_a_mapping", None),
        (b"", "programme.yaml_not_a_mapping", None),
        (b"\xff\xfe", "programme.not_text", None),
        (b"#" * (SIZE_LIMIT + 1), "programme.template_too_big", None),
    ],
)
def test_read_template_refuses_what_is_no_plain_yaml(
    data: bytes, code: str, line: int | None
) -> None:
    problem = _refused_by(data)

    assert (problem.code, problem.where) == (code, Where(file="bad.yaml", line=line))


def test_read_template_takes_a_byte_order_mark() -> None:
    assert read_template(b"\xef\xbb\xbfa: 1", "t.yaml") == {"a": 1}


def test_template_file_names_the_file_that_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "call.yaml"
    with pytest.raises(Refused) as caught:
        template_file(path)
    (problem,) = caught.value.problems
    assert (problem.code, problem.where.file) == ("programme.file_unreadable", str(path))

    path.write_bytes(CALL)
    assert template_file(path).where("at").file == "call.yaml"


def test_shipped_templates_are_found_by_name() -> None:
    assert "calls/iris-progres-2023" in template_names("calls")
    assert template_names("no-such-folder") == ()
    for folder in ("calls", "grids", "programme", "rules"):
        for name in template_names(folder):
            assert load_template(name).file == f"{name}.yaml"


@pytest.mark.parametrize("name", ["calls/none", "calls/../grids/PRAG-CN-2018", "/etc/passwd", ""])
def test_load_template_of_another_name_is_refused(name: str) -> None:
    with pytest.raises(Refused) as caught:
        load_template(name)

    assert [problem.code for problem in caught.value.problems] == ["programme.template_missing"]


def _refused_by(data: bytes) -> Problem:
    with pytest.raises(Refused) as caught:
        read_template(data, "bad.yaml")
    (problem,) = caught.value.problems
    return problem
