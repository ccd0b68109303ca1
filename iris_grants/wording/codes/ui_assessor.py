"""Sentences that only the assessor's window needs."""

from __future__ import annotations

from iris_grants.wording.catalogue import N_

SENTENCES: dict[str, str] = {
    "assessor.pdf_unreadable": N_("This PDF cannot be shown here. Open a copy of it instead."),
}
