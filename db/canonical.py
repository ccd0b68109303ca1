"""One text for one value: canonical JSON, so that fingerprints agree on every machine."""

from __future__ import annotations

import hashlib
import json
from typing import Any

_ENCODED = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
).encode


def canonical_json(value: Any) -> str:
    """JSON with sorted keys, no spaces and plain letters; refuses floats and NaN."""
    _require_exact(value)
    return _ENCODED(value)


def fingerprint(value: Any) -> str:
    """SHA-256 (hexadecimal) of the canonical JSON of a value."""
    return hashlib.sha256(canonical_json(value).encode()).hexdigest()


def _require_exact(value: Any) -> None:
    if isinstance(value, float):
        raise TypeError("a float has no canonical text; use a decimal string")
    if isinstance(value, dict):
        for item in value.values():
            _require_exact(item)
    elif isinstance(value, list | tuple):
        for item in value:
            _require_exact(item)
