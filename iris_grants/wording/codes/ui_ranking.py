"""Sentences that only the ranking page needs."""

from __future__ import annotations

from iris_grants.wording.catalogue import N_

SENTENCES: dict[str, str] = {
    "ranking.differs_from_fixed": N_(
        "The scores now make another ranking than the one that was fixed last."
    ),
}
