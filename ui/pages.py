"""The pages of the window, in the order of the work; each is built when it is first shown.

A page is a module with `build(context) -> Page`. It appears as soon as its module exists.
"""

from __future__ import annotations

from iris_grants.wording import N_
from ui.shell.entries import Entry, Group
from ui.shell.packages import package_of

ENTRIES: tuple[Entry, ...] = (
    Entry(
        key="home",
        title=N_("Home"),
        icon="layout-dashboard",
        group=Group.TOP,
        module="ui.home.page",
    ),
    Entry(
        key="calls",
        title=N_("Calls"),
        icon="megaphone",
        group=Group.GRANTS,
        module="ui.calls.page",
    ),
    Entry(
        key="applications",
        title=N_("Applications"),
        icon="inbox",
        group=Group.GRANTS,
        module="ui.applications.page",
    ),
    Entry(
        key="committee",
        title=N_("Committee"),
        icon="users",
        group=Group.GRANTS,
        module="ui.committee.page",
    ),
    Entry(
        key="ranking",
        title=N_("Ranking"),
        icon="list-ordered",
        group=Group.GRANTS,
        module="ui.ranking.page",
    ),
    Entry(
        key="awards",
        title=N_("Awards"),
        icon="trophy",
        group=Group.GRANTS,
        module="ui.awards.page",
    ),
    Entry(
        key="grants",
        title=N_("Grants"),
        icon="handshake",
        group=Group.GRANTS,
        module="ui.grants.page",
    ),
    Entry(
        key="finance",
        title=N_("Finance"),
        icon="wallet",
        group=Group.GRANTS,
        module="ui.finance.page",
    ),
    Entry(
        key="reports",
        title=N_("Reports"),
        icon="file-text",
        group=Group.GRANTS,
        module="ui.reporting.page",
    ),
    Entry(
        key="licensing",
        title=N_("Licensing"),
        icon="shield-check",
        group=Group.LICENSING,
        module="ui.licensing.page",
    ),
    Entry(
        key="results",
        title=N_("Results"),
        icon="target",
        group=Group.PROGRAMME,
        module="ui.results.page",
    ),
    Entry(
        key="organisations",
        title=N_("Organisations"),
        icon="building-2",
        group=Group.PROGRAMME,
        module="ui.organisations.page",
    ),
    Entry(
        key="people",
        title=N_("People"),
        icon="contact",
        group=Group.PROGRAMME,
        module="ui.people.page",
    ),
    Entry(
        key="dossiers",
        title=N_("Dossiers"),
        icon="folder-archive",
        group=Group.FILES,
        module="ui.dossiers.page",
    ),
    Entry(
        key="journal",
        title=N_("Journal"),
        icon="history",
        group=Group.FILES,
        module="ui.journal.page",
    ),
    Entry(
        key="templates",
        title=N_("Templates"),
        icon="layout-template",
        group=Group.FILES,
        module="ui.templates.page",
    ),
    Entry(
        key="settings",
        title=N_("Settings"),
        icon="settings",
        group=Group.FILES,
        module="ui.settings.page",
    ),
)


ASSESSOR_ENTRIES: tuple[Entry, ...] = (
    Entry(
        key="assessment",
        title=N_("Scoring"),
        icon="clipboard-check",
        group=Group.TOP,
        module="ui.assessor.page",
    ),
)


def entries_of(address: str) -> tuple[Entry, ...] | None:
    """The pages of an assessor's working store; none where a store has all that are there."""
    return ASSESSOR_ENTRIES if package_of(address) else None


def present_entries() -> tuple[Entry, ...]:
    """The pages that are there."""
    return tuple(entry for entry in ENTRIES if entry.exists())
