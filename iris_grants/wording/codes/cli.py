"""Sentences of the command line."""

from __future__ import annotations

from iris_grants.wording.catalogue import N_

SENTENCES: dict[str, str] = {
    "cli.cancelled": N_("Stopped; nothing half-done remains."),
    "cli.role_unknown": N_("“{value}” is no role. Roles: {known}."),
}
