"""The addendum of a contract as a PDF: what it changes, before and after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from db.tables.grants import ContractChangeRecord, GrantRecord
from db.tables.organisations import OrganisationRecord
from db.tables.programme import ProgrammeRecord
from iris_grants.documents.attachments import attach
from iris_grants.documents.pdf import render_pdf
from iris_grants.documents.pdf_blocks import (
    Align,
    Block,
    Clause,
    Column,
    Heading,
    Row,
    RowLook,
    Table,
    Text,
    Title,
)
from iris_grants.grants import queries
from iris_grants.grants.change_queries import ChangedLine, ChangeRow, changes_of
from iris_grants.grants.parties import parties_block, signatures_block
from iris_grants.kernel.access import Role
from iris_grants.kernel.money import Money
from iris_grants.kernel.operations import Work, fetch, operation
from iris_grants.kernel.problems import refusal
from iris_grants.programme.papers import paper_meta
from iris_grants.wording import _, in_language
from iris_grants.wording.formats import day, minor, money


@dataclass(frozen=True, slots=True)
class _Addendum:
    grant: GrantRecord
    organisation: OrganisationRecord
    programme: ProgrammeRecord
    account: tuple[str, str] | None
    change: ChangeRow
    descriptions: Mapping[str, str]


@operation(
    "grants.write_addendum",
    roles=frozenset({Role.GRANTS_OFFICER, Role.FINANCE_OFFICER}),
    topics=frozenset({"grants"}),
)
def write_addendum(work: Work, *, change_id: str, language: str) -> str:
    """Write an addendum as a PDF document of its grant; returns the document's id.

    Refused for a notification (`grants.no_addendum`).
    """
    record = work.get(ContractChangeRecord, change_id)
    if record.kind != "addendum":
        raise refusal("grants.no_addendum")
    grant = work.get(GrantRecord, record.grant_id)
    with in_language(language):
        addendum = _addendum(work, grant, change_id)
        name = f"{grant.number}-addendum-{record.number}"
        meta = paper_meta(
            work.session, title=_("Addendum to the contract"), created=work.now, reference=name
        )
        data = render_pdf(_blocks(addendum), meta)
    return attach(
        work,
        subject_kind="grant",
        subject_id=grant.id,
        kind="addendum",
        name=f"{name}.pdf".replace("/", "-"),
        media_type="application/pdf",
        data=data,
    ).id


def _addendum(work: Work, grant: GrantRecord, change_id: str) -> _Addendum:
    session = work.session
    changes = changes_of(session, grant.id)
    return _Addendum(
        grant=grant,
        organisation=fetch(session, OrganisationRecord, grant.organisation_id),
        programme=session.scalars(select(ProgrammeRecord)).one(),
        account=queries.account_of(session, grant),
        change=next(change for change in changes if change.id == change_id),
        descriptions={
            line.code: line.description for line in queries.current_budget(session, grant.id).lines
        },
    )


def _blocks(addendum: _Addendum) -> list[Block]:
    change = addendum.change
    return [
        Title(
            text=_("Addendum number {number}").format(number=change.number),
            eyebrow=_("Contract number {number}").format(number=addendum.grant.number),
            subtitle=addendum.grant.title,
        ),
        Text(text=_("This addendum is concluded between")),
        parties_block(addendum.programme, addendum.organisation, addendum.account),
        Heading(text=_("Articles"), level=2),
        *[
            Clause(number=f"{number}.", text=text)
            for number, text in enumerate(_articles(addendum), start=1)
        ],
        *([_budget(change.lines, addendum.descriptions)] if change.lines else []),
        signatures_block(
            addendum.programme,
            addendum.organisation,
            signed_by_us_on=change.signed_by_us_on,
            signed_by_grantee_on=change.signed_by_grantee_on,
        ),
    ]


def _articles(addendum: _Addendum) -> list[str]:
    change, grant = addendum.change, addendum.grant
    articles = [
        _("The grantee asked for this change on {day}. The reason: {reason}").format(
            day=day(change.requested_on), reason=change.reason
        )
    ]
    if change.ends_on:
        articles.append(
            _(
                "The implementation period ends on {after} instead of {before}. The final report "
                "is due accordingly later."
            ).format(after=day(change.ends_on), before=day(change.ends_before))
        )
    if change.lines:
        articles.append(_("The budget of the contract is changed as the table below shows."))
    articles += [
        _(
            "The largest amount of the grant stays {amount}. Everything else in the contract "
            "stays as it is."
        ).format(amount=money(Money(grant.amount_minor, grant.currency))),
        _("The addendum is in force from {day}, and not before both parties have signed.").format(
            day=day(change.effective_on)
        ),
    ]
    return articles


def _budget(lines: tuple[ChangedLine, ...], descriptions: Mapping[str, str]) -> Table:
    rows: list[Row | list[str]] = [
        [
            line.code,
            descriptions.get(line.code, ""),
            minor(line.before_minor),
            minor(line.after_minor),
            minor(line.after_minor - line.before_minor),
        ]
        for line in lines
    ]
    before, after = sum(o.before_minor for o in lines), sum(o.after_minor for o in lines)
    total = ["", _("Total"), minor(before), minor(after), minor(after - before)]
    return Table(
        columns=[
            Column(title=_("Line")),
            Column(title=_("Costs")),
            Column(title=_("Before (EUR)"), align=Align.RIGHT),
            Column(title=_("After (EUR)"), align=Align.RIGHT),
            Column(title=_("Change"), align=Align.RIGHT),
        ],
        rows=[*rows, Row(cells=total, look=RowLook.TOTAL)],
        caption=_("Budget lines that change"),
    )
