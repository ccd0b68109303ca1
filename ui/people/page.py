"""The people page: who works here, in which roles, and who no longer does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from iris_grants.kernel.access import Role
from iris_grants.people import commands
from iris_grants.people.queries import PersonRow, list_people
from iris_grants.people.signing import reset_passphrase
from iris_grants.wording import N_, _, label, ngettext
from iris_grants.wording.formats import moment
from ui.forms.acts import command_act, form_act
from ui.journal.history import history_tab
from ui.people import forms
from ui.people.columns import PEOPLE, roles_words, sign_in_words, state_chip
from ui.shell.act import Act
from ui.shell.context import Context
from ui.shell.signing import ask_passphrase, reset_form
from ui.tables.detail import Detail, Pair, Pairs, Tab, Words
from ui.tables.listpage import ListPage
from ui.tables.spec import Filter, Head, ListSpec
from ui.tables.states import Empty

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session


def build(context: Context) -> ListPage[PersonRow]:
    """The page."""
    return ListPage(context, SPEC)


def _head(session: Session, rows: tuple[PersonRow, ...]) -> Head:
    active = sum(1 for row in rows if row.active)
    line = ngettext("{n} person is active", "{n} people are active", active)
    return Head(
        line=line.format(n=active),
        primary=form_act(
            _("Add a person…"),
            forms.person_form,
            commands.add_person,
            icon="plus",
            done=_("The person is entered."),
        ),
    )


def _detail(session: Session, row: PersonRow) -> Detail:
    return Detail(
        title=row.name,
        line=roles_words(row),
        chip=state_chip(row),
        acts=_acts(row),
        tabs=(
            Tab(title=_("Data"), parts=(_data(row), _roles(row))),
            history_tab(session, "person", row.id, parts=("person_role",)),
        ),
    )


def _data(row: PersonRow) -> Pairs:
    return Pairs(
        pairs=(
            Pair(label=_("E-mail address"), value=row.email or "–"),
            Pair(label=_("Organisation"), value=row.organisation_name or "–"),
            Pair(label=_("Sign-in"), value=sign_in_words(row)),
            Pair(label=_("Last signed in"), value=moment(row.signed_in_at) or "–"),
        )
    )


def _roles(row: PersonRow) -> Words:
    return Words(title=_("Roles"), text="\n".join(label(f"role.{role}") for role in row.roles))


def _acts(row: PersonRow) -> tuple[Act, ...]:
    change = form_act(
        _("Change the roles…"),
        lambda: forms.roles_form(row),
        commands.set_roles,
        fixed={"person_id": row.id},
        icon="pencil",
        done=_("The roles are saved."),
    )
    if row.active:
        question = _("{name} will no longer be able to open this programme. Set inactive?")
        active = command_act(
            _("Set inactive"),
            commands.set_active,
            {"person_id": row.id, "active": False},
            question=question.format(name=row.name),
            icon="ban",
            danger=True,
        )
    else:
        active = command_act(
            _("Set active again"),
            commands.set_active,
            {"person_id": row.id, "active": True},
            icon="undo-2",
        )
    return (change, *_passphrase_acts(row), active)


def _passphrase_acts(row: PersonRow) -> tuple[Act, ...]:
    """A new passphrase for who has none or forgot it; or none any more."""

    def ask(context: Context, owner: QWidget) -> None:
        ask_passphrase(
            context,
            reset_form(row.name),
            reset_passphrase,
            fixed={"person_id": row.id},
            done=_("The passphrase is set."),
        )

    given = Act(text=_("New passphrase…"), run=ask, icon="key-round", command=reset_passphrase)
    if not row.signs_in:
        return (given,)
    question = _("{name} will be able to open this programme without a passphrase. Remove it?")
    removed = command_act(
        _("Remove the passphrase"),
        reset_passphrase,
        {"person_id": row.id},
        question=question.format(name=row.name),
        danger=True,
    )
    return given, removed


SPEC: ListSpec[PersonRow] = ListSpec(
    key="people",
    title=N_("People"),
    topics=frozenset({"people"}),
    load=list_people,
    row_key=lambda row: row.id,
    columns=PEOPLE,
    empty=Empty(
        title=N_("Nobody yet"),
        body=N_("Everybody who works in this programme stands here with their roles."),
        icon="contact",
    ),
    head=_head,
    detail=_detail,
    filters=(
        Filter(key="active", title=N_("Active"), keeps=lambda row: row.active),
        Filter(key="assessor", title=N_("Assessors"), keeps=lambda row: Role.ASSESSOR in row.roles),
    ),
    search_hint=N_("Name, role or organisation"),
)
