"""Awards on screen: negotiated line by line, decided, moved on, told by letter, complained of."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QTableView, QWidget
from pytestqt.qtbot import QtBot

from iris_grants.awards.complaints import receive_complaint
from iris_grants.awards.exceptions import approve_exception, list_exceptions
from iris_grants.awards.queries import AwardRow, list_awards
from tests.iris_grants.funding import Funding
from tests.ui.acting import agree, button, press, refused, select, send, settle, show, texts
from ui.awards.home import home
from ui.awards.negotiation_dialog import NegotiationDialog
from ui.awards.negotiation_model import PARTS
from ui.awards.page import build
from ui.home.parts import HomePart
from ui.shell.context import Context
from ui.shell.search import find_records
from ui.tables.listpage import ListPage

LONG = 20_000
Page = ListPage[AwardRow]


@pytest.fixture
def page(qtbot: QtBot, context: Context, funding: Funding) -> Page:
    """The page with two selected applications and one on the reserve list."""
    funding.apply(1, own=50_000)
    funding.apply(2)
    funding.apply(3, state="reserve", reason="envelope")
    return show(qtbot, build(context))


def opened(qtbot: QtBot, page: Page) -> NegotiationDialog:
    """The negotiation that is open."""

    def there() -> list[NegotiationDialog]:
        found = page.window().findChildren(NegotiationDialog)
        return [dialog for dialog in found if dialog.isVisible()]

    qtbot.waitUntil(lambda: bool(there()), timeout=LONG)
    return there()[-1]


def put(dialog: NegotiationDialog, line: int, key: str, text: str) -> None:
    """Type into a cell."""
    place = next(n for n, part in enumerate(PARTS) if part.key == key)
    dialog.model.setData(dialog.model.index(line, place, QModelIndex()), text)


def cell(dialog: NegotiationDialog, line: int, key: str) -> str:
    """What a cell shows."""
    place = next(n for n, part in enumerate(PARTS) if part.key == key)
    return str(dialog.model.data(dialog.model.index(line, place), Qt.ItemDataRole.DisplayRole))


def has(page: Page, number: str) -> bool:
    """Whether the list has an award of that application."""
    return any(row.number == number for row in page.model.rows())


def begin(qtbot: QtBot, page: Page) -> None:
    """Open the negotiation of the first selected application."""
    press(qtbot, page.head, "Negotiate IP-001")
    qtbot.waitUntil(lambda: page.model.rowCount() == 1, timeout=LONG)
    settle(qtbot, page)


def test_negotiation_shows_three_amounts_and_judges_them_live(
    qtbot: QtBot, context: Context, page: Page, funding: Funding
) -> None:
    begin(qtbot, page)
    press(qtbot, page.detail, "Negotiate…")
    dialog = opened(qtbot, page)
    assert [cell(dialog, 0, part.key) for part in PARTS] == [
        "1.1",
        "Trošak 1.1",
        "4,000.00",
        "4,000.00",
        "",
        "",
        "",
    ]
    assert dialog.totals["grant"].text() == "9,500.00 EUR"
    assert [one.code for one in dialog.said()] == []
    put(dialog, 0, "proposed_minor", "3.500,00")
    assert [one.code for one in dialog.said()] == ["awards.change_without_reason"]
    put(dialog, 0, "proposed_reason", "Lower salaries")
    put(dialog, 1, "agreed_minor", "1600")
    put(dialog, 1, "reason", "More travel")
    assert dialog.totals["grant"].text() == "9,600.00 EUR"
    assert [one.code for one in dialog.said()] == ["awards.above_offer"]
    assert "this grant 9,600.00 EUR" in dialog.meter.accessibleName().replace(":", "")
    with qtbot.waitSignal(dialog.destroyed, timeout=LONG):
        context.desk.closed.emit()
    press(qtbot, page.detail, "Negotiate…")
    again = opened(qtbot, page)
    assert again.drafting is not None
    assert again.drafting.offer is not None
    again.drafting.offer.resume.click()
    assert again.totals["grant"].text() == "9,600.00 EUR"
    assert cell(again, 0, "proposed_reason") == "Lower salaries"
    with qtbot.waitSignal(again.finished, timeout=LONG):
        again.done(0)


def test_what_cannot_be_read_is_said_and_open_lines_are_agreed_as_proposed(
    qtbot: QtBot, context: Context, page: Page, funding: Funding
) -> None:
    begin(qtbot, page)
    press(qtbot, page.detail, "Negotiate…")
    dialog = opened(qtbot, page)
    put(dialog, 0, "proposed_minor", "3.500,00")
    put(dialog, 0, "proposed_reason", "Lower salaries")
    put(dialog, 1, "agreed_minor", "1600")
    put(dialog, 1, "agreed_minor", "a lot")
    assert cell(dialog, 1, "agreed_minor") == "1,600.00"
    assert any("a lot" in words for words in texts(dialog))
    put(dialog, 1, "agreed_minor", "")
    dialog.agree.click()
    assert [cell(dialog, line, "agreed_minor") for line in range(3)] == [
        "3,500.00",
        "1,000.00",
        "5,000.00",
    ]
    assert cell(dialog, 0, "reason") == "Lower salaries"
    with qtbot.waitSignal(dialog.finished, timeout=LONG):
        dialog.submit()
    settle(qtbot, page)
    press(qtbot, page.detail, "Decide the award…")
    send(qtbot, context, {"decision_no": "O-1/2023", "decided_on": date(2023, 11, 28)})
    settle(qtbot, page)
    with funding.officer.read() as session:
        (row,) = list_awards(session)
        hits = [hit for hit in find_records(session, "ogled 1") if hit.page == "awards"]
    assert (row.state, row.amount.minor) == ("awarded", 900_000)
    assert [hit.record for hit in hits] == [row.id]


def test_what_was_typed_is_given_up_only_after_a_question(
    qtbot: QtBot, context: Context, page: Page
) -> None:
    begin(qtbot, page)
    press(qtbot, page.detail, "Negotiate…")
    dialog = opened(qtbot, page)
    put(dialog, 0, "proposed_minor", "1")
    dialog.submit()
    qtbot.waitUntil(dialog.save.isEnabled, timeout=LONG)
    assert any("differs from the requested" in words for words in texts(dialog))
    dialog.reject()
    with qtbot.waitSignal(dialog.finished, timeout=LONG):
        assert agree(qtbot, context)[0] == "Discard what you typed?"


def test_declined_award_lets_the_reserve_list_move(
    qtbot: QtBot, context: Context, page: Page, funding: Funding
) -> None:
    funding.fix_now()
    for number in ("IP-001", "IP-002"):
        press(qtbot, page.head, f"Negotiate {number}")
        negotiated = partial(has, page, number)
        qtbot.waitUntil(negotiated, timeout=LONG)
        settle(qtbot, page)
    press(qtbot, page.detail, "Decline…")
    send(qtbot, context, {"reason": "Not approved"})
    settle(qtbot, page)
    assert page.model.rows()[0].state == "declined"
    foot = page.foot.text()
    assert "In force (EUR): 10,000.00" in foot
    assert "Lapsed (EUR): 9,500.00" in foot
    press(qtbot, page.head, "Take up IP-003 from the reserve list")
    agree(qtbot, context)
    qtbot.waitUntil(lambda: page.model.rowCount() == 3, timeout=LONG)
    settle(qtbot, page)


def test_all_letters_are_written_and_a_complaint_is_decided_by_another(
    qtbot: QtBot, context: Context, page: Page, funding: Funding
) -> None:
    funding.apply(4, state="rejected", reason="gate_overall")
    begin(qtbot, page)
    press(qtbot, page.head, "Letters (2)…")
    assert "first_register_no" in refused(qtbot, context, {})
    press(qtbot, page.head, "Letters (2)…")
    send(qtbot, context, {"first_register_no": "200/2023", "written_on": date(2023, 11, 30)})
    settle(qtbot, page)
    assert context.feedback.said[-1].text == "2 letters are written and filed."
    press(qtbot, page.detail, "Withdraw…")
    send(qtbot, context, {"reason": "Another donor"})
    settle(qtbot, page)
    press(qtbot, page.detail, "Enter a complaint…")
    send(
        qtbot,
        context,
        {"received_on": date(2023, 12, 8), "grounds": "Nobody asked us.", "due_on": ""},
    )
    settle(qtbot, page)
    press(qtbot, page.detail, "Decide…")
    decided = {"decision": "upheld", "reason": "So it was.", "decided_on": date(2023, 12, 12)}
    send(qtbot, context, decided)
    settle(qtbot, page)
    press(qtbot, page.detail, "Write the answer…")
    send(
        qtbot,
        context,
        {"register_no": "230/2023", "written_on": date(2023, 12, 13), "language": "en"},
    )
    settle(qtbot, page)
    said = "\n".join(texts(page.detail))
    assert "Upheld, Mila Ogledna" in said
    assert "Answered on 13/12/2023 under 230/2023" in said
    assert button(page.detail, "Write the letter…").isEnabled()


def test_first_page_says_which_complaint_waits(
    qtbot: QtBot, context: Context, page: Page, funding: Funding
) -> None:
    funding.apply(4, state="rejected", reason="gate_overall")
    funding.officer.run(
        receive_complaint,
        application_id="a-4",
        received_on=date(2023, 12, 8),
        grounds="Nobody asked us.",
    )
    parts: list[HomePart] = []
    context.desk.read(home, parts.append, owner=page)
    qtbot.waitUntil(lambda: bool(parts), timeout=LONG)
    said = [need.text for need in parts[0].needs]
    assert "Complaint no. 1 of IP-004: overdue, due on 23/12/2023" in said
    assert "Application IP-001 is selected: open the negotiation." in said


def test_exception_from_the_ceiling_is_asked_for_and_approved_by_another(
    qtbot: QtBot, context: Context, page: Page, funding: Funding, tmp_path: Path
) -> None:
    paper = tmp_path / "Obrazloženje.pdf"
    paper.write_bytes(b"%PDF-1.4")
    known = funding.organisation(98)
    for number in range(11, 17):
        funding.award(funding.apply(number, organisation_id=known))
    funding.apply(17, organisation_id=known)
    context.desk.changed.emit(frozenset({"awards"}))
    settle(qtbot, page)
    press(qtbot, page.head, "Negotiate IP-017")
    qtbot.waitUntil(partial(has, page, "IP-017"), timeout=LONG)
    row = next(one for one in page.model.rows() if one.number == "IP-017")
    select(qtbot, page, row.id)
    press(qtbot, page.detail, "Exception from the ceiling…")
    send(qtbot, context, {"amount": "70000", "reason": "No other way", "path": paper})
    with funding.officer.read() as session:
        (asked,) = list_exceptions(session)
        (need,) = [one for one in home(session).needs if "exception" in one.text]
    assert (asked.approved, need.record) == (None, row.id)
    qtbot.waitUntil(lambda: "waits for approval" in _cells(page.detail), timeout=LONG)
    funding.approver.run(approve_exception, exception_id=asked.id)
    context.desk.changed.emit(frozenset({"awards"}))
    qtbot.waitUntil(lambda: "exception approved" in _cells(page.detail), timeout=LONG)


def _cells(detail: QWidget) -> str:
    """Everything in the short tables of a record."""
    models = [table.model() for table in detail.findChildren(QTableView)]
    return " ".join(
        str(model.index(at, column).data())
        for model in models
        for at in range(model.rowCount())
        for column in range(model.columnCount())
    )
