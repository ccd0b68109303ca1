"""Lists of expenditure in tests: filled as grantees fill them, spoiled as files are spoiled."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from openpyxl import load_workbook

from iris_grants.finance.ledger import LedgerPlan, import_ledger, plan_ledger
from iris_grants.finance.ledger_form import LedgerEntry, ledger_workbook
from iris_grants.finance.queries import ExpenditureRow, ledger
from tests.iris_grants.funding import Funding

TODAY = date(2024, 5, 13)
CellValue = str | int | float | date | None


def entry(
    number: str = "R-1/24",
    *,
    line: str = "1.1",
    net: str = "43500.00",
    currency: str = "RSD",
    day: date = date(2024, 1, 31),
) -> LedgerEntry:
    """A cost in order."""
    return LedgerEntry(
        line_code=line,
        description=f"Trošak {number}",
        supplier="Dobavljač „Izmišljeni“",
        document_type="račun",
        document_no=number,
        document_on=day,
        currency=currency,
        net=Decimal(net),
        vat=Decimal(0),
        vat_treatment="none",
        charged=Decimal(net),
        paid_on=day,
        payment_ref="izvod 31",
    )


@dataclass(frozen=True, slots=True)
class Desk:
    """A running grant, and a folder in which its lists lie."""

    funding: Funding
    grant_id: str
    folder: Path

    def write(self, *entries: LedgerEntry, name: str = "spisak.xlsx", language: str = "sr") -> Path:
        """Write a list with these rows."""
        with self.funding.finance.read() as session:
            data = ledger_workbook(session, self.grant_id, language=language, entries=entries)
        path = self.folder / name
        path.write_bytes(data)
        return path

    def plan(self, path: Path, grant_number: str = "IP-G-001") -> LedgerPlan:
        """What importing a list would do."""
        with self.funding.finance.read() as session:
            return plan_ledger(session, grant_number=grant_number, path=path, today=TODAY)

    def book(self, path: Path) -> int:
        """Import a list."""
        return self.funding.finance.run(import_ledger, plan=self.plan(path))

    def costs(self) -> tuple[ExpenditureRow, ...]:
        """The ledger."""
        with self.funding.finance.read() as session:
            return ledger(session, self.grant_id)


def spoil(path: Path, cells: Mapping[str, CellValue]) -> Path:
    """Type into cells of the list, as people do in Excel."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    for name, value in cells.items():
        sheet[name] = value
    book.save(path)
    return path


def fingerprint(store: Path) -> dict[str, str]:
    """The SHA-256 of the two files of a store."""
    files = (store, store.with_name(f"{store.name}-files"))
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
