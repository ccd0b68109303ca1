"""Sentences that only the forms of the committee need."""

from __future__ import annotations

from iris_grants.wording.catalogue import N_

SENTENCES: dict[str, str] = {
    "scoring.person_or_name": N_("Choose a person, or write the name of a new one; not both."),
}
