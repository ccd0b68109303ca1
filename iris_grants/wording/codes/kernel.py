"""Sentences of the kernel and of access."""

from __future__ import annotations

from iris_grants.wording.catalogue import N_

SENTENCES: dict[str, str] = {
    "kernel.not_found": N_("Nothing with this identity is in the store ({table})."),
    "kernel.role_missing": N_("This needs one of these roles: {roles}."),
    "kernel.sign_in_needed": N_(
        "Approvals in this store need a person who signed in with a passphrase."
    ),
    "role.administrator": N_("administrator"),
    "role.grants_officer": N_("grants officer"),
    "role.secretary": N_("committee secretary"),
    "role.finance_officer": N_("finance officer"),
    "role.approver": N_("approver"),
    "role.licensing_officer": N_("licensing officer"),
    "role.auditor": N_("auditor"),
    "role.assessor": N_("assessor"),
    "standing.declared": N_("declared"),
    "standing.signed_in": N_("signed in"),
}
