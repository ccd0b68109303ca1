"""The list of expenditure as a workbook that a grantee fills in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from db.tables.finance import VAT_TREATMENTS
from db.tables.grants import GrantRecord
from iris_grants.documents.workbook import render_workbook
from iris_grants.documents.workbook_parts import (
    AMOUNT_INPUT,
    DAY_INPUT,
    NOTE,
    TEXT_INPUT,
    TITLE,
    WHOLE_INPUT,
    Cell,
    CellLike,
    HorizontalAlign,
    InputRule,
    ListRule,
    Look,
    NumberRule,
    Sheet,
    SheetColumn,
    Workbook,
)
from iris_grants.finance.expenditure_sheet import head_cells
from iris_grants.grants.queries import current_budget
from iris_grants.kernel.clock import from_utc_text
from iris_grants.kernel.money import CURRENCIES
from iris_grants.kernel.operations import fetch
from iris_grants.programme.papers import paper_meta
from iris_grants.wording import LANGUAGES, N_, _, in_language, label

FIRST_ROW = 5
LAST_ROW = 1004
MARK_KIND = "ledger"


@dataclass(frozen=True, slots=True)
class LedgerColumn:
    """A column of the list: its key, its title (English source), width and look of input."""

    key: str
    title: str
    width: int
    look: Look


CENTRED = replace(TEXT_INPUT, align=HorizontalAlign.CENTRE)
COLUMNS = (
    LedgerColumn("line_code", N_("Budget line"), 12, CENTRED),
    LedgerColumn("description", N_("Description"), 34, TEXT_INPUT),
    LedgerColumn("supplier", N_("Supplier or payee"), 28, TEXT_INPUT),
    LedgerColumn("document_type", N_("Document"), 14, TEXT_INPUT),
    LedgerColumn("document_no", N_("Document number"), 16, TEXT_INPUT),
    LedgerColumn("document_on", N_("Document date"), 13, DAY_INPUT),
    LedgerColumn("currency", N_("Currency"), 9, CENTRED),
    LedgerColumn("net", N_("Net"), 14, AMOUNT_INPUT),
    LedgerColumn("vat", N_("VAT"), 12, AMOUNT_INPUT),
    LedgerColumn("vat_treatment", N_("VAT treatment"), 20, CENTRED),
    LedgerColumn("charged", N_("Charged to the project"), 15, AMOUNT_INPUT),
    LedgerColumn("paid_on", N_("Paid on"), 13, DAY_INPUT),
    LedgerColumn("payment_ref", N_("Bank statement"), 16, CENTRED),
    LedgerColumn("offers", N_("Offers obtained"), 11, WHOLE_INPUT),
    LedgerColumn("exemption_ref", N_("VAT exemption certificate"), 18, CENTRED),
)
LETTERS = "ABCDEFGHIJKLMNO"


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """One filled row of the list; amounts in `currency`."""

    line_code: str
    description: str
    supplier: str
    document_type: str
    document_no: str
    document_on: date
    currency: str
    net: Decimal
    vat: Decimal
    vat_treatment: str
    charged: Decimal
    paid_on: date
    payment_ref: str
    offers: int | None = None
    exemption_ref: str = ""


def ledger_workbook(
    session: Session, grant_id: str, *, language: str, entries: Sequence[LedgerEntry] = ()
) -> bytes:
    """The list of expenditure of a grant as .xlsx, empty or with these rows filled in.

    Budget lines, currencies and VAT treatments are choices; hidden marks bind the file to
    the grant and name its sheet.
    """
    grant = fetch(session, GrantRecord, grant_id)
    codes = [line.code for line in current_budget(session, grant_id).lines]
    created = from_utc_text(f"{grant.starts_on}T00:00:00Z")
    with in_language(language):
        author = paper_meta(session, title="", created=created).author
        title = _("List of expenditure · {number}").format(number=grant.number)
        columns = [SheetColumn(width=column.width, look=column.look) for column in COLUMNS]
        rows: list[list[CellLike]] = [
            [Cell(value=title, look=TITLE)],
            [Cell(value=grant.title)],
            [Cell(value=_instructions(), look=NOTE)],
            head_cells([_(column.title) for column in COLUMNS], columns),
            *[_row(entry) for entry in entries],
            *[_empty_row() for _n in range(FIRST_ROW + len(entries), LAST_ROW + 1)],
        ]
        sheet = Sheet(
            name=_("Expenditure"),
            rows=rows,
            columns=[SheetColumn(width=column.width) for column in COLUMNS],
            head_rows=FIRST_ROW - 1,
            merges=["A1:O1", "A2:O2", "A3:O3"],
            heights={1: 24, 3: 44},
            rules=_rules(codes),
            protected=True,
            landscape=True,
        )
    marks = {"kind": MARK_KIND, "version": "1", "grant": grant.number, "sheet": sheet.name}
    book = Workbook(title=title, author=author, created=created, sheets=[sheet], marks=marks)
    return render_workbook(book)


def treatment_words() -> dict[str, str]:
    """The VAT treatments by what people may write for them: words of any language, or codes."""
    found = {code: code for code in VAT_TREATMENTS}
    for language in LANGUAGES:
        with in_language(language):
            found |= {label(f"vat.{code}"): code for code in VAT_TREATMENTS}
    return found


def treatment_labels() -> tuple[str, ...]:
    """The VAT treatments in words, in the current language."""
    return tuple(label(f"vat.{code}") for code in VAT_TREATMENTS)


def column_letter(key: str) -> str:
    """The letter of the column with this key."""
    return LETTERS[[column.key for column in COLUMNS].index(key)]


def _rules(codes: Sequence[str]) -> list[InputRule]:
    """What Excel lets people type, in the current language."""
    return [
        ListRule(cells=_cells("line_code"), choices=codes),
        ListRule(cells=_cells("currency"), choices=CURRENCIES),
        ListRule(cells=_cells("vat_treatment"), choices=treatment_labels()),
        *[
            NumberRule(cells=_cells(key), minimum=Decimal(0))
            for key in ("net", "vat", "charged", "offers")
        ],
    ]


def _cells(key: str) -> str:
    letter = column_letter(key)
    return f"{letter}{FIRST_ROW}:{letter}{LAST_ROW}"


def _instructions() -> str:
    return _(
        "One row for each document. Amounts in the currency of the document; what is charged may "
        "be less than the document. A salary and its taxes are two rows with the same payslip. "
        "Keep the originals: they are shown on request. Do not change the headings."
    )


def _empty_row() -> list[CellLike]:
    return [Cell(look=column.look) for column in COLUMNS]


def _row(entry: LedgerEntry) -> list[CellLike]:
    shown = replace(entry, vat_treatment=label(f"vat.{entry.vat_treatment}"))
    return [Cell(value=getattr(shown, column.key), look=column.look) for column in COLUMNS]
