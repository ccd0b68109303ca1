"""Sentences of open data."""

from __future__ import annotations

from iris_grants.wording.catalogue import N_

SENTENCES: dict[str, str] = {
    "opendata.no_grants": N_("No grant contract is signed yet; there is nothing to publish."),
    "opendata.publisher_id_wrong": N_(
        "“{id}” is no organisation identifier such as RS-APR-12345678."
    ),
    "opendata.personal_data": N_(
        "“{text}” in title or name looks like personal data ({kind}); correct it, then publish."
    ),
}
