"""What a package says, and what is refused of a manifest."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from iris_grants.kernel.canonical import fingerprint
from iris_grants.kernel.problems import Refused
from iris_grants.scoring.package import package_document, package_fingerprint, read_package
from tests.iris_grants.scoring.packages import sample_package


def body() -> dict[str, Any]:
    document: dict[str, Any] = json.loads(json.dumps(package_document(sample_package())))
    return document


def refused_code(document: object) -> list[str]:
    with pytest.raises(Refused) as refused:
        read_package(document)
    return [problem.code for problem in refused.value.problems]


def test_reading_gives_what_was_written() -> None:
    package = sample_package()
    read = read_package(body())
    assert read == package
    assert package_fingerprint(read) == package_fingerprint(package) == fingerprint(body())


def test_file_name_is_plain() -> None:
    assert sample_package().file_name == "IP-2023-P01-A.iris-package"
    assert replace(sample_package(), number="ИП/2023-P01").file_name == "---2023-P01-A.iris-package"


def test_newer_format_is_named() -> None:
    assert refused_code(body() | {"version": 2}) == ["scoring.package_newer"]


@pytest.mark.parametrize("other", [None, [], "x", {}, {"format": "something"}])
def test_other_documents_are_no_packages(other: object) -> None:
    assert refused_code(other) in (["scoring.not_a_package"], ["scoring.file_malformed"])


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("number", 7),
        ("version", True),
        ("applications", {}),
        ("applications", [7]),
        ("extra", 1),
        ("grid", "0" * 64),
        ("assessor", {"code": "A"}),
    ],
)
def test_wrong_kinds_are_refused(key: str, value: object) -> None:
    assert refused_code(body() | {key: value}) == ["scoring.file_malformed"]


def test_terms_that_are_not_those_of_the_fingerprint_are_refused() -> None:
    document = body()
    document["call"]["terms"]["min_assessments"] = 1
    assert refused_code(document) == ["scoring.file_malformed"]
