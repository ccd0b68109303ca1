"""People on screen: entered, given roles, taken off and put back."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from iris_grants.kernel.access import Role
from iris_grants.people.commands import add_person
from iris_grants.people.queries import PersonRow
from iris_grants.people.signing import set_passphrase
from tests.ui.acting import agree, fill, form, press, refused, select, send, settle, show, texts
from ui.people.page import build
from ui.shell.context import Context
from ui.tables.listpage import ListPage

LONG = 20_000


def people(page: ListPage[PersonRow]) -> list[tuple[str, str, bool]]:
    """Name, roles and whether active, as the list has them."""
    return [(one.name, ", ".join(one.roles), one.active) for one in page.model.rows()]


def with_petar(qtbot: QtBot, context: Context) -> ListPage[PersonRow]:
    """The page in a store where Petar approves, with him in focus."""
    page = show(qtbot, build(context))
    kwargs = {"name": "Petar Primer", "roles": (Role.APPROVER,), "organisation_name": "Fond"}
    context.desk.run(add_person, kwargs, lambda result: None, owner=page)
    qtbot.waitUntil(lambda: page.model.rowCount() == 2, timeout=LONG)
    (petar,) = [one for one in page.model.rows() if one.name == "Petar Primer"]
    select(qtbot, page, petar.id)
    return page


def test_founder_stands_in_the_list_with_history(qtbot: QtBot, context: Context) -> None:
    page = show(qtbot, build(context))
    assert page.head.line.full_text() == "1 person is active"
    assert page.model.index(0, 0).data() == "Ana Primer"
    shown = texts(page.detail)
    assert "First person entered · Ana Primer" in shown


def test_person_is_entered_with_roles(qtbot: QtBot, context: Context) -> None:
    page = show(qtbot, build(context))
    press(qtbot, page, "Add a person…")
    values = {"name": "Mara Primer", "roles": (Role.SECRETARY, Role.ASSESSOR)}
    send(qtbot, context, values)
    qtbot.waitUntil(lambda: page.model.rowCount() == 2, timeout=LONG)
    assert people(page)[1] == ("Mara Primer", "secretary, assessor", True)


def test_known_name_is_refused_at_its_field(qtbot: QtBot, context: Context) -> None:
    page = show(qtbot, build(context))
    press(qtbot, page, "Add a person…")
    wrong = refused(qtbot, context, {"name": "ANA primer", "roles": (Role.AUDITOR,)})
    assert wrong == {"name": "Somebody with this name is known already: ANA primer."}


def test_roles_are_changed_and_the_history_tells(qtbot: QtBot, context: Context) -> None:
    page = with_petar(qtbot, context)
    press(qtbot, page, "Change the roles…")
    send(qtbot, context, {"roles": (Role.FINANCE_OFFICER,)})
    qtbot.waitUntil(lambda: people(page)[1][1] == "finance_officer", timeout=LONG)
    settle(qtbot, page)
    shown = texts(page.detail)
    assert {"+ finance officer", "\N{MINUS SIGN} approver"} <= set(shown)


def test_person_goes_and_comes_back(qtbot: QtBot, context: Context) -> None:
    page = with_petar(qtbot, context)
    press(qtbot, page, "Set inactive")
    agree(qtbot, context)
    qtbot.waitUntil(lambda: not people(page)[1][2], timeout=LONG)
    settle(qtbot, page)
    press(qtbot, page, "Set active again")
    qtbot.waitUntil(lambda: people(page)[1][2], timeout=LONG)


def test_administrator_gives_a_passphrase_only_when_signed_in(
    qtbot: QtBot, context: Context
) -> None:
    page = with_petar(qtbot, context)
    new = {"passphrase": "reka i most 12", "again": "reka i most 12"}
    press(qtbot, page, "New passphrase…")
    dialog = form(qtbot, context)
    fill(dialog, new)
    dialog.submit()
    needed = "Only an administrator who signed in with a passphrase may do this. Set one first."
    qtbot.waitUntil(lambda: needed in texts(dialog), timeout=LONG)
    dialog.done(0)

    own = {"passphrase": "šuma i livada"}
    context.desk.run(set_passphrase, own, lambda result: None, owner=page)
    done: list[bool] = []
    context.desk.sign_in("šuma i livada", lambda: done.append(True), owner=page)
    qtbot.waitUntil(lambda: bool(done), timeout=LONG)
    settle(qtbot, page)
    press(qtbot, page, "New passphrase…")
    send(qtbot, context, new)
    qtbot.waitUntil(lambda: page.model.rows()[1].signs_in, timeout=LONG)
    settle(qtbot, page)
    press(qtbot, page, "Remove the passphrase")
    agree(qtbot, context)
    qtbot.waitUntil(lambda: not page.model.rows()[1].signs_in, timeout=LONG)
