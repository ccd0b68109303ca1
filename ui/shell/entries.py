"""What a page of the window is, before it is built."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from importlib import util
from typing import cast

from iris_grants.wording import N_
from ui.shell.context import Context
from ui.shell.page import Page


class Group(StrEnum):
    """The groups of the navigation, in its order."""

    TOP = "top"
    GRANTS = "grants"
    LICENSING = "licensing"
    PROGRAMME = "programme"
    FILES = "files"


GROUP_TITLES = {
    Group.TOP: "",
    Group.GRANTS: N_("Grants"),
    Group.LICENSING: N_("Support"),
    Group.PROGRAMME: N_("Programme"),
    Group.FILES: N_("Files"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A page in the navigation; `module` holds `build(context) -> Page`, imported when shown.

    `title` is marked with `N_`; `icon` names an icon that ships.
    """

    key: str
    title: str
    icon: str
    group: Group
    module: str

    def exists(self) -> bool:
        """Whether the page is there; a page that is not written yet is absent, not empty."""
        package, _dot, _name = self.module.rpartition(".")
        return util.find_spec(package) is not None and util.find_spec(self.module) is not None

    def offer(self, name: str) -> Callable[..., object] | None:
        """A function that the page's module offers beside `build`; none if it does not.

        `home(session)` gives a part of the first page.
        """
        found = getattr(importlib.import_module(self.module), name, None)
        return cast("Callable[..., object]", found) if callable(found) else None

    def build(self, context: Context) -> Page:
        """Import the page's module and build the page."""
        made = importlib.import_module(self.module).build(context)
        if not isinstance(made, Page):
            raise TypeError(f"{self.module}.build gave no page")
        return made
