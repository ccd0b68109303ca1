"""The register of equipment: entered from costs, transferred, written off, listed on paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from iris_grants.documents.attachments import documents_of
from iris_grants.dossiers.grant import grant_contents
from iris_grants.finance.equipment import (
    discard_equipment,
    record_equipment,
    transfer_equipment,
    write_equipment_list,
    write_off_equipment,
)
from iris_grants.finance.equipment_register import EquipmentRow, bought_unlisted, equipment_of
from iris_grants.kernel.money import Money
from iris_grants.programme.values import Value
from tests.iris_grants.finance.lists import Desk
from tests.iris_grants.finance.test_statements import euro
from tests.iris_grants.funding import LINES, Funding, open_funding
from tests.iris_grants.printed import checked, words_of
from tests.iris_grants.refusals import refused

HEADINGS: list[Value] = [
    {"code": code, "title": {"en": en, "sr": sr}}
    for code, en, sr in (
        ("1", "Human resources", "Ljudski resursi"),
        ("2", "Travel", "Putovanja"),
        ("3", "Equipment and supplies", "Oprema i materijal"),
        ("5", "Other costs, services", "Ostali troškovi, usluge"),
    )
]
BUDGET: dict[str, Value] = {
    "headings": HEADINGS,
    "indirect_percent_max": 7,
    "contingency_percent_max": 5,
}
BOUGHT, TODAY = date(2024, 3, 1), date(2024, 5, 13)


def check_papers(desk: Desk) -> None:
    """Write the list, and look at it and at what the dossier holds."""
    finance = desk.funding.finance
    finance.run(write_equipment_list, grant_id=desk.grant_id, language="en")
    with finance.read() as session:
        papers = {one.kind: one for one in documents_of(session, "grant", desk.grant_id)}
        pieces = grant_contents(session, "IP-G-001", datetime(2025, 1, 1, tzinfo=UTC)).pieces
    assert set(papers) == {"ledger", "asset_transfer", "asset_list"}
    listed = words_of(checked(finance.store.contents.read(papers["asset_list"].sha256)))
    assert "Računar SN-1 1 700.00" in listed
    assert "written off · 13/05/2024 · Polomljene" in listed
    assert "Total 820.00" in listed
    places = {piece.name for piece in pieces if piece.section == "assets"}
    assert places == {"equipment.pdf", "primopredaja.pdf", "IP-G-001-equipment.pdf"}


@pytest.fixture
def equipping(store_address: str) -> Iterator[Funding]:
    """An office whose call has a heading for equipment."""
    opened = open_funding(store_address, budget=BUDGET)
    yield opened
    opened.close()


def enter(desk: Desk, **changes: object) -> str:
    """Enter a computer, or something else."""
    terms: dict[str, object] = {
        "grant_id": desk.grant_id,
        "description": "Računar",
        "value": Money(70_000, "EUR"),
        "acquired_on": BOUGHT,
        "place": "Dnevni boravak",
        **changes,
    }
    return desk.funding.finance.run(record_equipment, **terms)  # type: ignore[arg-type]  # - kinds differ by name


def register(desk: Desk) -> tuple[EquipmentRow, ...]:
    with desk.funding.finance.read() as session:
        return equipment_of(session, desk.grant_id)


def unlisted(desk: Desk) -> list[str]:
    with desk.funding.finance.read() as session:
        return [one.description for one in bought_unlisted(session, desk.grant_id)]


def spending(funding: Funding, folder: Path) -> Desk:
    """A grant that bought two pieces of equipment and printed a leaflet."""
    grant_id = funding.signed(lines=(*LINES, ("3", "3.1", 200_000)))
    funding.pay(grant_id)
    funding.move_to(TODAY)
    desk = Desk(funding, grant_id, folder)
    desk.book(
        desk.write(
            euro("R-1", "3.1", "700.00", BOUGHT),
            euro("R-2", "3.1", "120.00", BOUGHT),
            euro("R-3", "5.1", "90.00", BOUGHT),
        )
    )
    return desk


def test_equipment_is_entered_moved_on_and_listed(equipping: Funding, tmp_path: Path) -> None:
    funding = equipping
    desk = spending(funding, tmp_path)
    run = funding.finance.run
    assert unlisted(desk) == ["Trošak R-1", "Trošak R-2"]
    costs = desk.costs()
    cost, other = costs[0].id, costs[1].id
    laptop = enter(desk, description="Računar", serial_no="SN-1", expenditure_id=cost)
    assert unlisted(desk) == ["Trošak R-2"]
    chair = enter(
        desk,
        description="Stolice",
        quantity=4,
        value=Money(12_000, "EUR"),
        expenditure_id=other,
    )
    mistake = enter(desk, description="Greška")
    run(discard_equipment, equipment_id=mistake)
    paper = tmp_path / "primopredaja.pdf"
    paper.write_bytes(b"%PDF signed")
    run(
        transfer_equipment,
        equipment_id=laptop,
        receiver="Centar „Izmišljeni“",
        transferred_on=TODAY,
        path=paper,
    )
    run(write_off_equipment, equipment_id=chair, written_off_on=TODAY, reason="Polomljene")
    found = [(one.number, one.state, one.quantity, one.cost) for one in register(desk)]
    assert found == [(1, "transferred", 1, 1), (2, "written_off", 4, 2)]
    with refused("finance.equipment_gone"):
        run(discard_equipment, equipment_id=laptop)
    check_papers(desk)


def test_equipment_is_refused_without_sense(local_funding: Funding, tmp_path: Path) -> None:
    desk = spending(local_funding, tmp_path)
    other = local_funding.signed(2)
    run = local_funding.finance.run
    wrong: tuple[tuple[str, object, str], ...] = (
        ("description", " ", "finance.equipment_word_needed"),
        ("place", "", "finance.equipment_word_needed"),
        ("value", Money(1, "RSD"), "finance.equipment_value_wrong"),
        ("value", Money(-1, "EUR"), "finance.equipment_value_wrong"),
        ("acquired_on", date(2023, 1, 1), "finance.equipment_day_wrong"),
        ("acquired_on", date(2025, 1, 1), "finance.equipment_day_wrong"),
        ("quantity", 0, "constraint.ck_equipment_quantity_positive"),
    )
    for key, value, code in wrong:
        with refused(code):
            enter(desk, **{key: value})
    cost = desk.costs()[0].id
    with refused("finance.evidence_of_another_grant"):
        enter(desk, grant_id=other, expenditure_id=cost)
    with refused("finance.equipment_none"):
        run(write_equipment_list, grant_id=desk.grant_id)
    one = enter(desk)
    with refused("finance.equipment_word_needed"):
        run(transfer_equipment, equipment_id=one, receiver="", transferred_on=TODAY)
    with refused("finance.equipment_word_needed"):
        run(write_off_equipment, equipment_id=one, written_off_on=TODAY, reason=" ")
    with refused("finance.equipment_day_wrong"):
        run(write_off_equipment, equipment_id=one, written_off_on=date(2024, 1, 1), reason="x")
