"""The choices that forms of reports, visits and visibility offer, by their codes."""

from __future__ import annotations

from db.tables.reporting import (
    CONSENTS as CONSENTS,
)
from db.tables.reporting import (
    INDICATOR_LEVELS as LEVELS,
)
from db.tables.reporting import (
    RISK_LEVELS as RISKS,
)
from db.tables.reporting import (
    VISIBILITY_KINDS as VISIBILITY,
)

__all__ = ["CONSENTS", "LEVELS", "RISKS", "VISIBILITY"]
