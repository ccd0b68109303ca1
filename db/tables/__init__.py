"""The typed records of the store, one module a capability; importing this registers all."""

from __future__ import annotations

from db.tables import (
    applications,
    awards,
    calls,
    documents,
    dossiers,
    finance,
    grants,
    journal,
    licensing,
    organisations,
    people,
    programme,
    reporting,
    results,
    scoring,
    store,
)

__all__ = [
    "applications",
    "awards",
    "calls",
    "documents",
    "dossiers",
    "finance",
    "grants",
    "journal",
    "licensing",
    "organisations",
    "people",
    "programme",
    "reporting",
    "results",
    "scoring",
    "store",
]
