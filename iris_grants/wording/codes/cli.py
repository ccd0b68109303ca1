"""Sentences of the command line."""

from __future__ import annotations

from iris_grants.wording.catalogue import N_

SENTENCES: dict[str, str] = {
    "cli.cancelled": N_("Stopped; nothing half-done remains."),
    "cli.role_unknown": N_("“{value}” is no role. Roles: {known}."),
    "cli.operation_unknown": N_("There is no such operation; `run --list` names them all."),
    "cli.value_unknown": N_("The operation has no value of this name; it has: {known}."),
    "cli.value_missing": N_("The operation needs this value."),
    "cli.value_wrong": N_("“{text}” is no such value."),
}
