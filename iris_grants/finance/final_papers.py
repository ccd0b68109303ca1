"""The papers of the final amount: its calculation, the announced recovery, the debit note."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy.orm import Session

from db.tables.grants import GrantRecord
from db.tables.organisations import OrganisationRecord
from iris_grants.documents.pdf import render_pdf
from iris_grants.documents.pdf_blocks import (
    Align,
    Block,
    Column,
    KeyValues,
    Row,
    RowLook,
    SignatureLine,
    Signatures,
    Spacer,
    Table,
    Text,
    Title,
)
from iris_grants.finance.report_queries import FinalAmountRow, RecoveryRow
from iris_grants.kernel.clock import from_utc_text
from iris_grants.kernel.money import Money
from iris_grants.kernel.operations import fetch
from iris_grants.programme.papers import paper_meta
from iris_grants.programme.queries import the_programme
from iris_grants.wording import _, in_language
from iris_grants.wording.formats import day, minor, money, number_text

EUR = "EUR"


def final_amount_paper(session: Session, row: FinalAmountRow, *, language: str, at: str) -> bytes:
    """The calculation of a final amount as PDF/A, with every step in its order."""
    with in_language(language):
        title = _("Final amount of the grant")
        blocks: list[Block] = [
            *_head(session, row, title, row.fixed_on),
            Text(text=_verdict(row)),
            steps_table(row),
            *_reason(row),
            Spacer(mm=12),
            Signatures(
                lines=[SignatureLine(name=row.fixed_by, role=_("Calculated by"))],
                place_and_date=_("Place and date"),
            ),
        ]
        return _render(session, row, title, blocks, at)


def announcement_paper(
    session: Session, row: FinalAmountRow, recovery: RecoveryRow, *, language: str, at: str
) -> bytes:
    """The letter that tells what will be recovered and until when to comment, as PDF/A."""
    with in_language(language):
        title = _("Announcement of a recovery")
        words = _(
            "According to the final amount of your grant, {amount} was paid in excess and is "
            "to be paid back. You may submit your observations in writing until {until}. "
            "After that a debit note will be issued."
        ).format(
            amount=money(Money(recovery.amount_minor, EUR)), until=day(recovery.observations_until)
        )
        blocks: list[Block] = [
            *_head(session, row, title, recovery.announced_on),
            Text(text=words),
            steps_table(row),
            *_signed(session),
        ]
        return _render(session, row, title, blocks, at)


def debit_note_paper(
    session: Session, row: FinalAmountRow, recovery: RecoveryRow, *, language: str, at: str
) -> bytes:
    """The demand for what is owed, with its number and the day it is due, as PDF/A."""
    with in_language(language):
        title = _("Debit note {number}").format(number=recovery.debit_note_no or "")
        heard = _("You did not submit observations in time.")
        if recovery.observations:
            heard = _("Your observations of {date} were considered: {text}").format(
                date=day(recovery.observed_on), text=recovery.observations
            )
        words = _("Please pay {amount} until {due}, naming the number of this debit note.").format(
            amount=money(Money(recovery.amount_minor, EUR)), due=day(recovery.due_on)
        )
        blocks: list[Block] = [
            *_head(session, row, title, recovery.debit_note_on or ""),
            Text(text=words),
            Text(text=heard),
            steps_table(row),
            *_signed(session),
        ]
        return _render(session, row, title, blocks, at)


def steps(row: FinalAmountRow) -> list[tuple[str, str, bool]]:
    """The calculation as steps in words: what, how much, and whether it is a result.

    The order is that of the contract: eligible costs, rate, maximum, profit, reduction,
    payments (DOMAIN.md §7.5).
    """
    percent = number_text(Decimal(row.indirect_percent))
    found = [
        (_("Accepted direct costs"), minor(row.direct_minor), False),
        (
            _("Indirect costs, {percent} % of them").format(percent=percent),
            minor(row.indirect_minor),
            False,
        ),
        (_("Eligible costs"), minor(row.eligible_minor), True),
        (
            _("Share of the grant, {percent} % of them").format(
                percent=number_text(Decimal(row.rate_percent))
            ),
            minor(row.by_rate_minor),
            False,
        ),
        (_("Grant at most"), minor(row.maximum_minor), False),
        (_("The lower of the two"), minor(row.limited_minor), True),
    ]
    if row.no_profit:
        found += [
            (_("Other receipts"), minor(row.other_receipts_minor), False),
            (_("Profit"), minor(row.profit_minor), False),
            (_("Share of the grant in the profit"), minor(-row.profit_reduction_minor), False),
        ]
    else:
        found.append((_("Profit is not counted (low value)"), minor(0), False))
    found += [
        (_("Reduction"), minor(-row.reduction_minor), False),
        (_("Final amount"), minor(row.final_minor), True),
        (_("Paid"), minor(row.paid_minor), False),
    ]
    balance = row.balance_minor
    last = _("To be recovered") if balance < 0 else _("Balance to be paid")
    return [*found, (last, minor(abs(balance)), True)]


def steps_table(row: FinalAmountRow) -> Table:
    """The steps as a table."""
    return Table(
        columns=[
            Column(title=_("Step")),
            Column(title=_("Amount (EUR)"), align=Align.RIGHT),
        ],
        rows=[
            Row(cells=[words, amount], look=RowLook.SUBTOTAL if result else RowLook.BODY)
            for words, amount, result in steps(row)
        ],
    )


def _verdict(row: FinalAmountRow) -> str:
    final = money(Money(row.final_minor, EUR))
    balance = money(Money(abs(row.balance_minor), EUR))
    if row.balance_minor < 0:
        words = _(
            "The final amount of the grant is {final}. It is {balance} less than what was "
            "paid; this is to be paid back."
        )
    elif row.balance_minor > 0:
        words = _("The final amount of the grant is {final}. {balance} is still to be paid.")
    else:
        words = _("The final amount of the grant is {final}, as it was paid.")
    return words.format(final=final, balance=balance)


def _reason(row: FinalAmountRow) -> list[Block]:
    if not row.reduction_reason:
        return []
    return [KeyValues(rows=[(_("Reason of the reduction"), row.reduction_reason)])]


def _head(session: Session, row: FinalAmountRow, title: str, on: str) -> list[Block]:
    grant = fetch(session, GrantRecord, row.grant_id)
    organisation = fetch(session, OrganisationRecord, grant.organisation_id)
    where = "\n".join(one for one in (organisation.address, organisation.city) if one)
    return [
        Title(text=title, eyebrow=f"{row.grant} · {day(on)}"),
        Text(text=f"{organisation.name}\n{where}"),
        KeyValues(
            rows=[
                (_("Contract"), row.grant),
                (_("Project"), grant.title),
                (_("Period"), f"{day(grant.starts_on)} – {day(grant.ends_on)}"),
                (_("Financial report"), str(row.report_number)),
            ]
        ),
    ]


def _signed(session: Session) -> list[Block]:
    return [
        Spacer(mm=12),
        Signatures(lines=[SignatureLine(name=the_programme(session).lead_name)]),
    ]


def _render(
    session: Session, row: FinalAmountRow, title: str, blocks: list[Block], at: str
) -> bytes:
    meta = paper_meta(session, title=title, created=from_utc_text(at), reference=row.grant)
    return render_pdf(blocks, meta)
