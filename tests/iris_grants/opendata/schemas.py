"""The public schemas, which lie beside the project and are not copied into it."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from lxml import etree
from referencing import Registry
from referencing.jsonschema import DRAFT202012

ROOT = Path(__file__).resolve().parents[3]
SCHEMAS = ROOT.parent / "shared" / "data"
GRANT_SCHEMA = "360-giving-schema.json"
STANDARD = "https://raw.githubusercontent.com/ThreeSixtyGiving/standard"
GRANT_IDS = tuple(f"{STANDARD}/{version}/schema/{GRANT_SCHEMA}" for version in ("1.4.2", "1.4.3"))


def schema_path(name: str) -> Path:
    """A public schema; without it the test is skipped, and fails where everything is checked."""
    path = SCHEMAS / name
    if not path.exists():
        reason = f"the public schema {name} is not beside the project"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return path


def giving360_faults(document: Any) -> list[str]:
    """What the 360Giving schemas find wrong in a package.

    The package schema refers to the grant schema under the name of an earlier version.
    """
    grant = json.loads(schema_path("360giving/360-giving-schema.json").read_text())
    package = json.loads(schema_path("360giving/360-giving-package-schema.json").read_text())
    registry: Registry[Any] = Registry().with_resources(
        [(name, DRAFT202012.create_resource(grant)) for name in GRANT_IDS]
    )
    validator = Draft202012Validator(package, registry=registry, format_checker=FormatChecker())
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(document)]


def iati_faults(data: bytes) -> list[str]:
    """What the IATI schema finds wrong in activities."""
    path = schema_path("iati-2.03/iati-activities-schema.xsd")
    schema = etree.XMLSchema(etree.parse(str(path)))
    try:
        schema.assertValid(etree.fromstring(data))
    except etree.DocumentInvalid as invalid:
        return [str(invalid)]
    return []
