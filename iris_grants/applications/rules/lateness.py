"""How late an application is."""

from __future__ import annotations

from datetime import datetime


def minutes_late(received_at: datetime, deadline: datetime) -> int:
    """Started minutes after the deadline; 0 for a form received at or before it (R-SUB-LATE)."""
    seconds = int((received_at - deadline).total_seconds())
    return 0 if seconds <= 0 else -(-seconds // 60)
