"""Who concludes a contract and its addenda, and where they sign."""

from __future__ import annotations

from db.tables.organisations import OrganisationRecord
from db.tables.programme import ProgrammeRecord
from iris_grants.documents.pdf_blocks import (
    Block,
    KeyValues,
    SignatureLine,
    Signatures,
    Spacer,
    Together,
)
from iris_grants.wording import _
from iris_grants.wording.formats import day


def parties_block(
    programme: ProgrammeRecord, organisation: OrganisationRecord, account: tuple[str, str] | None
) -> KeyValues:
    """Grant giver and grantee by name, number, seat, representative and account."""
    return KeyValues(
        rows=[
            (_("Grant giver"), programme.lead_name),
            (_("Grantee"), organisation.name),
            (_("Registration number"), organisation.register_no),
            (_("Seat"), ", ".join(filter(None, (organisation.address, organisation.city)))),
            (_("Represented by"), organisation.representative or ""),
            (_("Bank account"), f"{account[0]} · {account[1]}" if account else ""),
        ]
    )


def signatures_block(
    programme: ProgrammeRecord,
    organisation: OrganisationRecord,
    *,
    signed_by_us_on: str | None,
    signed_by_grantee_on: str | None,
) -> Block:
    """The lines of both parties, with the days where they have signed."""
    signatures = Signatures(
        place_and_date="" if signed_by_us_on else _("Place and date"),
        lines=[
            SignatureLine(
                name=programme.lead_name, role=_("grant giver"), filled=day(signed_by_us_on)
            ),
            SignatureLine(
                name=organisation.representative or organisation.name,
                role=_("grantee"),
                filled=day(signed_by_grantee_on),
            ),
        ],
    )
    return Together(blocks=[Spacer(mm=8), signatures])
