"""The organisations page: one record each, with numbers checked and what it has to do with us."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iris_grants.documents.filing import file_document
from iris_grants.kernel.progress import Progress
from iris_grants.organisations import commands
from iris_grants.organisations.queries import OrganisationRow
from iris_grants.wording import N_, _, label, ngettext
from ui.forms.acts import form_act
from ui.forms.fields import Values
from ui.forms.work import work_act
from ui.organisations import forms
from ui.organisations.columns import ORGANISATIONS, check_chip
from ui.organisations.details import tabs_of
from ui.organisations.home import home as home
from ui.organisations.rows import ListedOrganisation, load_rows
from ui.shell.act import Act
from ui.shell.context import Context
from ui.tables.detail import Detail
from ui.tables.listpage import ListPage
from ui.tables.spec import Filter, Head, ListSpec
from ui.tables.states import Empty

if TYPE_CHECKING:
    from iris_grants.kernel.operations import Desk
    from iris_grants.kernel.storage import Session


def build(context: Context) -> ListPage[ListedOrganisation]:
    """The page."""
    return ListPage(context, SPEC)


def _head(session: Session, rows: tuple[ListedOrganisation, ...]) -> Head:
    counted = ngettext("{n} organisation", "{n} organisations", len(rows)).format(n=len(rows))
    doubtful = sum(1 for row in rows if row.problems)
    line = counted
    if doubtful:
        words = ngettext("{n} with doubtful numbers", "{n} with doubtful numbers", doubtful).format(
            n=doubtful
        )
        line = f"{counted} · {words}"
    return Head(
        line=line,
        primary=form_act(
            _("New organisation…"),
            forms.register_form,
            commands.register_organisation,
            icon="plus",
            done=_("The organisation is entered."),
            on_done=lambda context, identity: context.go("organisations", str(identity)),
        ),
    )


def _detail(session: Session, row: ListedOrganisation) -> Detail:
    found = row.organisation
    return Detail(
        title=found.name,
        line=f"{found.city}, {label(f'country.{found.country}')}",
        chip=check_chip(row.problems),
        acts=_acts(found),
        tabs=tabs_of(session, row),
    )


def _acts(row: OrganisationRow) -> tuple[Act, ...]:
    def save(desk: Desk, values: Values, progress: Progress) -> None:
        desk.run(
            commands.update_organisation,
            organisation_id=row.id,
            details=forms.details_of(values),
            seen_version=row.version,
        )

    return (
        work_act(
            _("Edit…"),
            lambda: forms.edit_form(row),
            save,
            on_done=lambda context, result: context.feedback.inform(_("The details are saved.")),
            icon="pencil",
        ),
        form_act(
            _("Add an account…"),
            lambda: forms.account_form(row),
            commands.add_bank_account,
            fixed={"organisation_id": row.id},
            icon="landmark",
            done=_("The account is entered."),
        ),
        form_act(
            _("Add a document…"),
            forms.document_form,
            file_document,
            fixed={"subject_kind": "organisation", "subject_id": row.id},
            icon="paperclip",
        ),
    )


SPEC: ListSpec[ListedOrganisation] = ListSpec(
    key="organisations",
    title=N_("Organisations"),
    topics=frozenset({"organisations", "applications", "awards", "grants", "cases", "documents"}),
    load=load_rows,
    row_key=lambda row: row.id,
    columns=ORGANISATIONS,
    empty=Empty(
        title=N_("No organisations yet"),
        body=N_("Applicants, grantees and service providers, each once, with their accounts."),
        first=N_("The import of applications enters applicants by itself."),
        icon="building-2",
    ),
    head=_head,
    detail=_detail,
    filters=(
        Filter(key="grantee", title=N_("With a grant"), keeps=lambda row: row.grants > 0),
        Filter(key="case", title=N_("With a case"), keeps=lambda row: row.cases > 0),
        Filter(key="doubtful", title=N_("Doubtful numbers"), keeps=lambda row: bool(row.problems)),
    ),
    search_hint=N_("Name, place or number"),
)
