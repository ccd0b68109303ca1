"""The typed records of the store, one module a capability; `whole` registers all of them.

Making the records takes a third of a second, so that a module is imported by whoever reads
its tables, and all of them before anything is written, copied, migrated or proven.
"""

from __future__ import annotations

from functools import cache

from sqlalchemy import MetaData


@cache
def whole() -> MetaData:
    """The metadata of the whole store, with the tables of every capability."""
    from db.base import Base
    from db.tables import (  # noqa: F401 - importing them registers their tables
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

    return Base.metadata
