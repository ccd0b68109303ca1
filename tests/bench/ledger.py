"""The list of costs as the window exports it, beside XlsxWriter writing the same cells."""

from __future__ import annotations

import io
import resource
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import xlsxwriter
from openpyxl import load_workbook

from db.store import Store
from iris_grants.grants.queries import list_grants
from tests.bench.sized import insert, place, unguarded
from tests.bench.table import SCALE, Row, side_by_side
from tests.iris_grants.funding import open_funding
from ui.finance.columns import LEDGER, CostRow
from ui.finance.costs import load_costs
from ui.tables.exporting import write_listing
from ui.tables.listing import Listing

COSTS = int(24_000 * min(SCALE, 1))
MOST_MEGABYTES = 300
MOMENT = datetime(2026, 1, 31, 12, tzinfo=UTC)
CHILD = "import sys; from tests.bench.ledger import export; export(*sys.argv[1:])"


def run() -> list[Row]:
    """The rows of this module."""
    with place() as folder:
        store, ours = folder / "a.iris", folder / "ours.xlsx"
        _grant_with_costs(store)
        listing = listed(store)
        write_listing(listing, ours, origin="a", created=MOMENT)
        cells = _cells(ours.read_bytes())
        seconds, floor_seconds = side_by_side(
            lambda: write_listing(listing, ours, origin="a", created=MOMENT),
            lambda: _bare(cells, folder / "bare.xlsx"),
        )
        subprocess.run([sys.executable, "-c", CHILD, str(store), str(ours)], check=True)
    megabytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return [
        Row(
            name=f"list of {COSTS:,} costs to Excel / XlsxWriter, the same cells",
            seconds=seconds,
            floor_seconds=floor_seconds,
            goal=1.2,
            megabytes=megabytes,
            most_megabytes=MOST_MEGABYTES,
        )
    ]


def listed(store: Path | str) -> Listing[CostRow]:
    """The costs of a store with every column that the list has."""
    with Store.open(store, write=False) as opened, opened.read() as session:
        assert list_grants(session)
        rows = load_costs(session)
    assert len(rows) == COSTS
    return Listing(title="Troškovi", columns=LEDGER, rows=rows, of=len(rows))


def export(store: str, target: str) -> None:
    """Read the costs of a store and write their list, in a process of its own."""
    write_listing(listed(store), Path(target), origin="a", created=MOMENT)


def _grant_with_costs(path: Path) -> None:
    funding = open_funding(str(path))
    grant_id = funding.signed()
    funding.pay(grant_id)
    funding.close()
    with unguarded(path) as file:
        insert(
            file,
            "document",
            "id, version, subject_kind, subject_id, kind, name, media_type, sha256, size,"
            " received_at",
            iter(
                [
                    (
                        *("spisak", 1, "grant", grant_id, "ledger", "spisak.xlsx", "x/y"),
                        *("0" * 64, 1, "2024-05-13T09:00:00Z"),
                    )
                ]
            ),
        )
        insert(
            file,
            "ledger_import",
            "id, version, grant_id, document_id, sha256, rows, imported_at",
            iter([("uvoz", 1, grant_id, "spisak", "0" * 64, COSTS, "2024-05-13T09:00:00Z")]),
        )
        _costs(file, grant_id)


def _costs(file: sqlite3.Connection, grant_id: str) -> None:
    insert(
        file,
        "expenditure",
        "id, version, grant_id, ledger_import_id, number, sheet_row, line_code, description,"
        " supplier, supplier_key, document_type, document_no, document_on, paid_on,"
        " payment_ref, currency, net_minor, vat_minor, vat_treatment, charged_minor, rate,"
        " rate_source, eur_minor, state, disallowed_minor",
        (
            (
                *(f"x{n:06d}", 1, grant_id, "uvoz", n, n + 4, ("1.1", "2.1", "5.1")[n % 3]),
                *(f"Trošak {n}", f"Dobavljač {n % 50}", f"d{n % 50}", "račun", f"R-{n}"),
                *("2024-02-01", "2024-02-05", f"izvod {n}", "RSD", 11_718, 0, "none"),
                *(11_718, "117.1830", "tranša 1", 100, "reported", 0),
            )
            for n in range(1, COSTS + 1)
        ),
    )


def _cells(data: bytes) -> list[list[list[object]]]:
    """What stands in every cell, sheet by sheet."""
    book = load_workbook(io.BytesIO(data), read_only=True)
    found: list[list[list[object]]] = [
        [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets
    ]
    book.close()
    return found


def _bare(cells: list[list[list[object]]], path: Path) -> None:
    """The same values in the same places, each with a format of its column."""
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    plain = {"valign": "top", "text_wrap": True}
    day = book.add_format({**plain, "num_format": "dd.mm.yyyy"})
    for rows in cells:
        sheet = book.add_worksheet()
        formats = [book.add_format(plain) for _ in max(rows, key=len)]
        for place_of_row, row in enumerate(rows):
            for column, value in enumerate(row):
                if hasattr(value, "year"):
                    sheet.write_datetime(place_of_row, column, value, day)
                elif value is not None:
                    sheet.write(place_of_row, column, value, formats[column])
    book.close()
