"""One organisation in tabs: identity, work in the programme, accounts, documents, history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iris_grants.applications.lookup import OwnApplication, applications_of
from iris_grants.awards.queries import ceiling_of
from iris_grants.documents.attachments import documents_of
from iris_grants.grants.queries import GrantRow, list_grants
from iris_grants.kernel.problems import Problem
from iris_grants.licensing.queries import CaseRow, list_cases
from iris_grants.organisations.queries import OrganisationRow, duplicates_of
from iris_grants.programme.queries import maybe_programme
from iris_grants.wording import _, label, sentence_of
from iris_grants.wording.formats import day, money, spaced_iban
from ui.journal.history import history_tab
from ui.organisations.columns import (
    ACCOUNTS,
    APPLICATIONS,
    CASES,
    GRANTS,
    check_chip,
    checked,
)
from ui.organisations.rows import ListedOrganisation
from ui.shell.act import Act, go_act
from ui.tables.detail import (
    FileItem,
    Files,
    Pair,
    Pairs,
    Part,
    Tab,
    Why,
    Words,
    sub_table,
)

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session


def tabs_of(session: Session, row: ListedOrganisation) -> tuple[Tab, ...]:
    """All tabs of an organisation."""
    found = row.organisation
    return (
        Tab(title=_("Data"), parts=_data(session, row)),
        _work_tab(session, found),
        _accounts_tab(found),
        _files_tab(session, found),
        history_tab(
            session,
            "organisation",
            found.id,
            parts=("bank_account", "sanctions_check"),
            documents_of="organisation",
        ),
    )


def _data(session: Session, row: ListedOrganisation) -> tuple[Part, ...]:
    found = row.organisation
    parts: list[Part] = [
        _identity(row),
        Pairs(
            title=_("Contact"),
            pairs=(
                Pair(label=_("Place"), value=found.city),
                Pair(label=_("Address"), value=found.address or "–"),
                Pair(label=_("E-mail address"), value=found.email or "–"),
                Pair(label=_("Telephone"), value=found.phone or "–"),
                Pair(label=_("Representative"), value=found.representative or "–"),
            ),
        ),
    ]
    alike = duplicates_of(session, found.identity())
    if alike:
        pairs = tuple(
            Pair(
                label=", ".join(label(f"organisations.match.{reason}") for reason in one.reasons),
                value=one.name,
                page="organisations",
                record=one.id,
            )
            for one in alike
        )
        parts.insert(1, Pairs(title=_("May be the same organisation"), pairs=pairs))
    return tuple(parts)


def _identity(row: ListedOrganisation) -> Pairs:
    found = row.organisation
    pairs = [Pair(label=_("Country"), value=label(f"country.{found.country}"))]
    if found.name_latin != found.name:
        pairs.append(Pair(label=_("In Latin script"), value=found.name_latin))
    pairs += [
        Pair(label=_("Legal form"), value=found.legal_form or "–"),
        Pair(label=_("Registered on"), value=day(found.registered_on) or "–"),
        *_number(_("Register number"), found.register_no, "register_no", row.problems),
        *_number(_("Tax number"), found.tax_no, "tax_no", row.problems),
    ]
    return Pairs(title=_("Basic data"), pairs=tuple(pairs))


def _number(
    words: str, number: str | None, key: str, problems: tuple[Problem, ...]
) -> tuple[Pair, ...]:
    """A number with its check; what is wrong stands below it."""
    if not number:
        return (Pair(label=words, value="–"),)
    own = tuple(problem for problem in problems if problem.where.key == key)
    said = tuple(Pair(label="", value=sentence_of(one.code, one.params)) for one in own)
    return (
        Pair(label=words, value=number),
        Pair(label=_("Check"), value="", chip=check_chip(own)),
        *said,
    )


def _work_tab(session: Session, row: OrganisationRow) -> Tab:
    applications = applications_of(session, row.id)
    grants = tuple(one for one in list_grants(session) if one.organisation_id == row.id)
    cases = tuple(one for one in list_cases(session) if one.organisation_id == row.id)
    return Tab(
        title=_("Work"),
        count=len(applications) + len(grants) + len(cases),
        parts=(
            _ceiling(session, row),
            sub_table(
                APPLICATIONS,
                applications,
                lambda one: one.id,
                title=_("Applications"),
                none=_("No application of this organisation."),
                acts=_to_application,
            ),
            sub_table(
                GRANTS,
                grants,
                lambda one: one.id,
                title=_("Grants"),
                none=_("No grant to this organisation."),
                acts=_to_grant,
            ),
            sub_table(
                CASES,
                cases,
                lambda one: one.id,
                title=_("Licensing cases"),
                none=_("No licensing case of this organisation."),
                acts=_to_case,
            ),
        ),
    )


def _to_application(row: OwnApplication) -> tuple[Act, ...]:
    return (go_act(_("To the application"), "applications", row.id),)


def _to_grant(row: GrantRow) -> tuple[Act, ...]:
    return (go_act(_("To the grant"), "grants", row.id),)


def _to_case(row: CaseRow) -> tuple[Act, ...]:
    return (go_act(_("To the case"), "licensing", row.id),)


def _ceiling(session: Session, row: OrganisationRow) -> Part:
    if maybe_programme(session) is None:
        return Words(title=_("Ceiling per third party"), text="–")
    ledger = ceiling_of(session, row.id)
    why = Why(
        values=((_("Awarded"), money(ledger.awarded)), (_("Ceiling"), money(ledger.ceiling))),
        rule=_("What one organisation receives over the whole action, against the ceiling."),
        source="Financial Regulation (EU, Euratom) 2018/1046, Art. 204",
    )
    return Pairs(
        title=_("Ceiling per third party"),
        pairs=(
            Pair(label=_("Awarded"), value=money(ledger.awarded)),
            Pair(label=_("Ceiling"), value=money(ledger.ceiling)),
            Pair(label=_("Left of the ceiling"), value=money(ledger.left), why=why),
        ),
    )


def _accounts_tab(row: OrganisationRow) -> Tab:
    accounts = checked(row.accounts, row.country)
    said = [
        f"{spaced_iban(one.account.iban)}: {sentence_of(problem.code, problem.params)}"
        for one in accounts
        for problem in one.problems
    ]
    parts: list[Part] = [
        sub_table(
            ACCOUNTS, accounts, lambda one: one.account.id, none=_("No account is entered yet.")
        )
    ]
    if said:
        parts.append(Words(text="\n".join(said)))
    return Tab(title=_("Accounts"), count=len(accounts), parts=tuple(parts))


def _files_tab(session: Session, row: OrganisationRow) -> Tab:
    documents = documents_of(session, "organisation", row.id)
    items = tuple(FileItem(name=one.name, sha256=one.sha256, size=one.size) for one in documents)
    return Tab(
        title=_("Documents"),
        count=len(items),
        parts=(Files(items=items, none=_("No documents yet.")),),
    )
