"""Identities of rows that are derived from others: the same rows get the same ones again."""

from __future__ import annotations

import hashlib


def derived_id(*parts: str) -> str:
    """32 hexadecimal digits that follow from the parts."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]
