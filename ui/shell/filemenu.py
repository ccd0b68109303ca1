"""The File menu: programmes, copies and backups, and the list in view on paper or as Excel."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from iris_grants.wording import _
from ui.shell import filework
from ui.shell.menus import Item, Key, Menu
from ui.shell.packages import package_of
from ui.shell.sealing import NAME, copy_form

if TYPE_CHECKING:
    from ui.shell.window import MainWindow
    from ui.tables.listpage import ListPage

LIST_ITEMS = ("export_list", "print_list")


def file_menu(window: MainWindow) -> Menu:
    """The menu of programmes, of their copies, and of the list in view."""
    opening, is_open = window.opening, window.workspace is not None
    address = window.desk.address if window.desk is not None else ""
    recent = tuple(
        Item(key=f"recent_{place}", text=address, run=partial(window.open_store, address))
        for place, address in enumerate(window.preferences.recent)
    )
    items: tuple[Item | Menu | None, ...] = (
        Item(key="new", text=_("New programme…"), run=opening.ask_for_new, shortcut=Key.New),
        Item(key="open", text=_("Open…"), run=opening.ask_for_store, shortcut=Key.Open),
        Item(
            key="open_package",
            text=_("Open a scoring package…"),
            run=opening.ask_for_package,
            shortcut="Ctrl+Shift+O",
        ),
        Menu(title=_("Recent"), items=recent) if recent else None,
        Item(
            key="person",
            text=_("Work as somebody else…"),
            run=window.change_person,
            enabled=is_open and not package_of(address),
        ),
        Item(
            key="close",
            text=_("Close the programme"),
            run=window.close_store,
            shortcut=Key.Close,
            enabled=is_open,
        ),
        None,
        *_store_items(window),
        None,
        *_list_items(window),
        None,
        Item(key="quit", text=_("Quit"), run=partial(_quit, window), shortcut="Ctrl+Q"),
    )
    return Menu(title=_("&File"), items=items)


def _store_items(window: MainWindow) -> tuple[Item, ...]:
    is_open = window.desk is not None and not package_of(window.desk.address)
    return (
        Item(
            key="copy_store",
            text=_("Save a copy…"),
            run=partial(_save_copy, window),
            shortcut="Ctrl+Shift+S",
            enabled=is_open,
        ),
        Item(
            key="copy_encrypted",
            text=_("Save an encrypted copy…"),
            run=partial(_save_encrypted, window),
            enabled=is_open,
        ),
        Item(key="move", text=_("Move…"), run=partial(_move, window), enabled=_may_move(window)),
        Item(key="backup", text=_("Back up…"), run=partial(_back_up, window), enabled=is_open),
        Item(key="demo", text=_("Build the demo…"), run=partial(build_demo_for, window)),
    )


def build_demo_for(window: MainWindow) -> None:
    """Ask where to build the sample programme, build it, open it."""
    filework.ask_for_demo(window, window.tasks, window.open_store)


def _save_copy(window: MainWindow) -> None:
    if window.desk is not None:
        filework.ask_for_copy(window, window.desk, window.feedback)


def _save_encrypted(window: MainWindow) -> None:
    if window.desk is not None:
        desk = window.desk
        window.opening.ask(
            copy_form(),
            lambda v: filework.ask_for_copy(window, desk, window.feedback, str(v[NAME])),
        )


def _may_move(window: MainWindow) -> bool:
    desk = window.desk
    if desk is None or package_of(desk.address):
        return False
    return desk.writable and "://" not in desk.address


def _move(window: MainWindow) -> None:
    if window.desk is not None:
        filework.ask_for_move(window, window.desk)


def _back_up(window: MainWindow) -> None:
    if window.desk is not None:
        filework.ask_for_backup(
            window, window.desk, window.feedback, window.preferences, window.show_backup
        )


def _quit(window: MainWindow) -> None:
    window.close()


def _list_items(window: MainWindow) -> tuple[Item, ...]:
    there = list_in_view(window) is not None
    return (
        Item(
            key="export_list",
            text=_("Export this list to Excel…"),
            run=partial(_export_list, window),
            shortcut="Ctrl+E",
            enabled=there,
        ),
        Item(
            key="print_list",
            text=_("Print this list…"),
            run=partial(_print_list, window),
            shortcut=Key.Print,
            enabled=there,
        ),
    )


def list_in_view(window: MainWindow) -> ListPage[object] | None:
    """The list that the page in view shows, itself or in its open tab; none where it has none."""
    page = window.current_page()
    if page is None:
        return None
    from ui.tables.listpage import ListPage

    if isinstance(page, ListPage):
        return page
    inner = (one for one in page.findChildren(ListPage) if one.isVisibleTo(page))
    return next(inner, None)


def enable_list_items(window: MainWindow) -> None:
    """Offer printing and exporting where there is a list in view."""
    there = list_in_view(window) is not None
    for key in LIST_ITEMS:
        window.menu_bar.actions[key].setEnabled(there)


def _export_list(window: MainWindow) -> None:
    from ui.tables.exporting import ask_for_export

    if (page := list_in_view(window)) is not None:
        ask_for_export(page.context, page, page.listing())


def _print_list(window: MainWindow) -> None:
    from ui.tables.exporting import ask_for_print

    if (page := list_in_view(window)) is not None:
        ask_for_print(page.context, page, page.listing())
