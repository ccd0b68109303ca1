"""How people look in tables."""

from __future__ import annotations

from iris_grants.people.queries import PersonRow
from iris_grants.wording import N_, _, label
from ui.shell.tokens import Meaning
from ui.tables.columns import Chip, Column, Kind, chip

STATES = {"active": Meaning.GOOD, "inactive": Meaning.NEUTRAL}


def roles_words(row: PersonRow) -> str:
    """The roles of a person, one after the other."""
    return ", ".join(label(f"role.{role}") for role in row.roles)


def state_chip(row: PersonRow) -> Chip:
    """Whether a person may open the store."""
    return chip("active" if row.active else "inactive", STATES, "state.person.")


def sign_in_words(row: PersonRow) -> str:
    """Whether a person signs in with a passphrase or says who they are."""
    return _("passphrase") if row.signs_in else label("standing.declared")


PEOPLE: tuple[Column[PersonRow], ...] = (
    Column(key="name", title=N_("Full name"), width=150, stretch=2),
    Column(
        key="roles",
        title=N_("Roles"),
        value=roles_words,
        width=170,
        stretch=3,
        tooltip=roles_words,
    ),
    Column(key="organisation_name", title=N_("Organisation"), width=130, stretch=2),
    Column(key="email", title=N_("E-mail address"), width=150, hidden=True),
    Column(
        key="signs_in", title=N_("Sign-in"), value=sign_in_words, width=130, tooltip=sign_in_words
    ),
    Column(key="active", title=N_("State"), kind=Kind.CHIP, value=state_chip, width=110),
)
