"""How organisations and what belongs to them look in tables."""

from __future__ import annotations

from dataclasses import dataclass

from iris_grants.applications.lookup import OwnApplication
from iris_grants.grants.queries import GrantRow
from iris_grants.kernel.problems import Problem, Severity
from iris_grants.licensing.queries import CaseRow
from iris_grants.organisations.queries import AccountRow
from iris_grants.organisations.rules import check_iban
from iris_grants.wording import N_, _, label, sentence_of
from iris_grants.wording.formats import spaced_iban
from ui.applications.columns import STATES as APPLICATION_STATES
from ui.grants.columns import STATES as GRANT_STATES
from ui.licensing.columns import STAGES
from ui.organisations.rows import ListedOrganisation
from ui.shell.tokens import Meaning
from ui.tables.columns import Chip, Column, Kind, chip


def check_chip(problems: tuple[Problem, ...]) -> Chip:
    """What the check of a number found."""
    if any(problem.severity is Severity.ERROR for problem in problems):
        return Chip(word=_("wrong"), meaning=Meaning.BAD)
    if problems:
        return Chip(word=_("doubtful"), meaning=Meaning.ATTENTION)
    return Chip(word=_("sound"), meaning=Meaning.GOOD)


def _problems(row: ListedOrganisation) -> str:
    return "\n".join(sentence_of(one.code, one.params) for one in row.problems)


ORGANISATIONS: tuple[Column[ListedOrganisation], ...] = (
    Column(
        key="name",
        title=N_("Name"),
        value=lambda row: row.organisation.name,
        width=160,
        stretch=3,
    ),
    Column(
        key="country",
        title=N_("Country"),
        value=lambda row: label(f"country.{row.organisation.country}"),
        width=120,
    ),
    Column(key="city", title=N_("Place"), value=lambda row: row.organisation.city, width=110),
    Column(
        key="register_no",
        title=N_("Register number"),
        value=lambda row: row.organisation.register_no,
        width=110,
        hidden=True,
    ),
    Column(
        key="tax_no",
        title=N_("Tax number"),
        value=lambda row: row.organisation.tax_no,
        width=120,
        hidden=True,
    ),
    Column(
        key="check",
        title=N_("Numbers"),
        kind=Kind.CHIP,
        value=lambda row: check_chip(row.problems),
        tooltip=_problems,
        width=104,
    ),
    Column(
        key="applications",
        title=N_("Applications"),
        kind=Kind.INTEGER,
        value=lambda row: row.applications or None,
        width=92,
    ),
    Column(
        key="grants",
        title=N_("Grants"),
        kind=Kind.INTEGER,
        value=lambda row: row.grants or None,
        width=80,
        hidden=True,
    ),
    Column(
        key="cases",
        title=N_("Cases"),
        kind=Kind.INTEGER,
        value=lambda row: row.cases or None,
        width=80,
        hidden=True,
    ),
    Column(
        key="awarded",
        title=N_("Awarded"),
        kind=Kind.MONEY,
        currency="EUR",
        total=True,
        width=126,
    ),
)

APPLICATIONS: tuple[Column[OwnApplication], ...] = (
    Column(key="number", title=N_("No."), width=70),
    Column(key="title", title=N_("Project"), width=110, stretch=3, tooltip=lambda row: row.title),
    Column(
        key="state",
        title=N_("State"),
        kind=Kind.CHIP,
        value=lambda row: chip(row.state, APPLICATION_STATES, "state.application."),
        width=130,
    ),
)

GRANTS: tuple[Column[GrantRow], ...] = (
    Column(key="number", title=N_("Contract"), width=88),
    Column(key="amount", title=N_("Amount"), kind=Kind.MONEY, width=124),
    Column(
        key="state",
        title=N_("State"),
        kind=Kind.CHIP,
        value=lambda row: chip(row.state, GRANT_STATES, "state.grant."),
        width=120,
    ),
)

CASES: tuple[Column[CaseRow], ...] = (
    Column(key="number", title=N_("Case"), width=84),
    Column(
        key="service",
        title=N_("Service"),
        value=lambda row: label(f"service.{row.service}"),
        width=100,
        stretch=2,
    ),
    Column(
        key="stage",
        title=N_("Stage"),
        kind=Kind.CHIP,
        value=lambda row: chip(row.stage, STAGES, "stage."),
        width=130,
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedAccount:
    """A bank account with what its check found."""

    account: AccountRow
    problems: tuple[Problem, ...]


def checked(accounts: tuple[AccountRow, ...], country: str) -> tuple[CheckedAccount, ...]:
    """The accounts of an organisation, each checked."""
    return tuple(
        CheckedAccount(account=one, problems=check_iban(one.iban, country)) for one in accounts
    )


ACCOUNTS: tuple[Column[CheckedAccount], ...] = (
    Column(
        key="iban",
        title=N_("Account (IBAN)"),
        value=lambda row: spaced_iban(row.account.iban),
        width=190,
        stretch=2,
        tooltip=lambda row: f"{spaced_iban(row.account.iban)}\n{row.account.holder}",
    ),
    Column(
        key="check",
        title=N_("Check"),
        kind=Kind.CHIP,
        value=lambda row: check_chip(row.problems),
        tooltip=lambda row: "\n".join(sentence_of(one.code, one.params) for one in row.problems),
        width=96,
    ),
)
