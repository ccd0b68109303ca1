"""The rows of a list of expenditure, read cell by cell: from a workbook, or as they were typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from iris_grants.documents.read_cells import Findings, ReadCell
from iris_grants.finance.ledger_form import column_letter, treatment_words
from iris_grants.finance.rules.exchange import Outlay
from iris_grants.kernel.money import CURRENCIES
from iris_grants.kernel.problems import Where, errors_of

_TEXTS = ("line_code", "description", "supplier", "document_type", "document_no", "payment_ref")
LONGEST_TEXT = 500


class CellRow(Protocol):
    """A row whose cells go by the letters of the list's columns."""

    @property
    def number(self) -> int:
        """The number that people know the row by."""

    def __getitem__(self, column: str) -> ReadCell:
        """The cell in the column with this letter."""


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A row whose cells could all be read."""

    number: int
    where: Where
    texts: dict[str, str]
    days: dict[str, date]
    amounts: dict[str, int]
    offers: int | None

    @property
    def outlay(self) -> Outlay:
        """What is to be converted."""
        return Outlay(
            currency=self.texts["currency"],
            paid_on=self.days["paid_on"],
            charged_minor=self.amounts["charged"],
        )


def read_rows(rows: Iterable[CellRow], findings: Findings, today: date) -> Iterator[LedgerRow]:
    """The rows that could be read; what is wrong with the others stands in `findings`."""
    treatments = treatment_words()
    currencies = {currency: currency for currency in CURRENCIES}
    for row in rows:
        before = len(errors_of(findings.problems))
        texts = {key: _text(row, findings, key) for key in _TEXTS}
        texts["currency"] = _choice(row, findings, "currency", currencies)
        texts["vat_treatment"] = _choice(row, findings, "vat_treatment", treatments)
        days = {
            key: findings.require(row[column_letter(key)].day(today), row[column_letter(key)])
            for key in ("document_on", "paid_on")
        }
        amounts = {key: _amount(row, findings, key) for key in ("net", "vat", "charged")}
        texts["exemption_ref"] = _maybe_text(row, findings, "exemption_ref")
        offers = _offers(row, findings)
        if len(errors_of(findings.problems)) == before:
            yield LedgerRow(
                number=row.number,
                where=row[column_letter("charged")].where,
                texts=texts,
                days={key: day for key, day in days.items() if day is not None},
                amounts=amounts,
                offers=offers,
            )


def _text(row: CellRow, findings: Findings, key: str) -> str:
    cell = row[column_letter(key)]
    return findings.require(cell.text(maximum=LONGEST_TEXT), cell) or ""


def _maybe_text(row: CellRow, findings: Findings, key: str) -> str:
    return findings.keep(row[column_letter(key)].text(maximum=LONGEST_TEXT)) or ""


def _offers(row: CellRow, findings: Findings) -> int | None:
    cell = row[column_letter("offers")]
    found = findings.keep(cell.whole())
    if found is not None and found < 0:
        findings.problems.append(cell.problem("finance.offers_negative"))
    return found


def _choice(row: CellRow, findings: Findings, key: str, choices: Mapping[str, str]) -> str:
    cell = row[column_letter(key)]
    return findings.require(cell.choice(choices), cell) or ""


def _amount(row: CellRow, findings: Findings, key: str) -> int:
    found = findings.amount(row[column_letter(key)], required=True)
    return 0 if found is None else int(found * 100)
