"""The registry of pages: every entry has an icon that ships, present ones can be built."""

from __future__ import annotations

import importlib

import pytest

from iris_grants.wording import N_
from ui.pages import ENTRIES, present_entries
from ui.shell import icons
from ui.shell.entries import Entry, Group


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: str(entry.key))
def test_entry_has_an_icon_that_ships(entry: Entry) -> None:
    assert "<svg" in icons.svg(entry.icon)


@pytest.mark.parametrize("entry", present_entries(), ids=lambda entry: str(entry.key))
def test_present_page_can_be_built(entry: Entry) -> None:
    assert callable(importlib.import_module(entry.module).build)


def test_page_that_is_not_written_is_absent() -> None:
    absent = Entry(
        key="x", title=N_("Home"), icon="inbox", group=Group.TOP, module="ui.nowhere.page"
    )
    assert not absent.exists()


def test_keys_of_pages_are_all_different() -> None:
    keys = [entry.key for entry in ENTRIES]
    assert len(set(keys)) == len(keys)
