"""The list of equipment of a grant as a paper: what was bought, where it is, whose it became."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from db.tables.grants import GrantRecord
from db.tables.organisations import OrganisationRecord
from iris_grants.documents.pdf import render_pdf
from iris_grants.documents.pdf_blocks import (
    Align,
    Block,
    Column,
    Row,
    RowLook,
    SignatureLine,
    Signatures,
    Table,
    Title,
    Together,
)
from iris_grants.finance.equipment_register import EquipmentRow
from iris_grants.kernel.clock import from_utc_text
from iris_grants.kernel.operations import fetch
from iris_grants.programme.papers import paper_meta
from iris_grants.programme.queries import the_programme
from iris_grants.wording import _, in_language, label
from iris_grants.wording.formats import day, minor


def equipment_paper(
    session: Session, grant: GrantRecord, rows: Sequence[EquipmentRow], *, language: str, at: str
) -> bytes:
    """The register as PDF/A with room for both signatures (DOMAIN.md §5.1, Annex IX)."""
    with in_language(language):
        title = _("List of equipment")
        organisation = fetch(session, OrganisationRecord, grant.organisation_id)
        blocks: list[Block] = [
            Title(
                text=title, eyebrow=f"{grant.number} · {organisation.name}", subtitle=grant.title
            ),
            equipment_table(rows),
            Together(
                blocks=[
                    Signatures(
                        lines=[
                            SignatureLine(name=organisation.name),
                            SignatureLine(name=the_programme(session).lead_name),
                        ],
                        place_and_date=_("Place and date"),
                    )
                ]
            ),
        ]
        meta = paper_meta(
            session,
            title=title,
            created=from_utc_text(at),
            reference=grant.number,
            landscape=True,
        )
        return render_pdf(blocks, meta)


def equipment_table(rows: Sequence[EquipmentRow]) -> Table:
    """The register as a table, with the value of all of it."""
    total = minor(sum(one.value_minor for one in rows))
    return Table(
        columns=[
            Column(title=_("No."), align=Align.RIGHT),
            Column(title=_("Equipment")),
            Column(title=_("Serial number")),
            Column(title=_("Quantity"), align=Align.RIGHT),
            Column(title=_("Value (EUR)"), align=Align.RIGHT),
            Column(title=_("Acquired on")),
            Column(title=_("Cost"), align=Align.RIGHT),
            Column(title=_("Where it is")),
            Column(title=_("State")),
        ],
        rows=[
            *[Row(cells=_cells(one)) for one in rows],
            Row(cells=["", _("Total"), "", "", total, "", "", "", ""], look=RowLook.TOTAL),
        ],
        small=True,
    )


def _cells(one: EquipmentRow) -> list[str]:
    state = label(f"state.equipment.{one.state}")
    parts = (state, day(one.changed_on), one.receiver or "", one.reason or "")
    return [
        str(one.number),
        one.description,
        one.serial_no or "",
        str(one.quantity),
        minor(one.value_minor),
        day(one.acquired_on),
        "" if one.cost is None else str(one.cost),
        one.place,
        " · ".join(part for part in parts if part),
    ]
