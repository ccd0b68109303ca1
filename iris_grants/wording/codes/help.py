"""Sentences of the help."""

from __future__ import annotations

from iris_grants.wording.catalogue import N_

SENTENCES: dict[str, str] = {
    "help.topic_unknown": N_("There is no help on “{topic}”. Topics: {known}."),
}
