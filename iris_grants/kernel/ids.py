"""Identities of records: random, sortable by the time they were made, the same in every store."""

from __future__ import annotations

import secrets
import time


def new_id() -> str:
    """A new identity: 32 hexadecimal digits, milliseconds first, then 80 random bits."""
    milliseconds = time.time_ns() // 1_000_000
    return f"{milliseconds:012x}{secrets.token_hex(10)}"
