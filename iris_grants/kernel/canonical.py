"""One text for one value; the journal of the store uses the same."""

from __future__ import annotations

from db.canonical import canonical_json, fingerprint

__all__ = ["canonical_json", "fingerprint"]
