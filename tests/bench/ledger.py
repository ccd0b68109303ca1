"""The financial report over a long list of costs, beside XlsxWriter writing the same cells."""

from __future__ import annotations

import io
import resource
import sqlite3
import subprocess
import sys
from pathlib import Path

import xlsxwriter
from openpyxl import load_workbook

from db.store import Store
from iris_grants.finance.report_workbook import report_workbook
from iris_grants.grants.queries import list_grants
from tests.bench.sized import insert, place, unguarded
from tests.bench.table import SCALE, Row, side_by_side
from tests.iris_grants.funding import open_funding

COSTS = int(24_000 * min(SCALE, 1))
MOST_MEGABYTES = 300
CHILD = "import sys; from tests.bench.ledger import write; write(sys.argv[1])"


def run() -> list[Row]:
    """The rows of this module."""
    with place() as folder:
        path = folder / "a.iris"
        _grant_with_costs(path)
        cells = _cells(write(path))
        seconds, floor_seconds = side_by_side(
            lambda: write(path), lambda: _bare(cells, folder / "bare.xlsx"), rounds=2
        )
        subprocess.run([sys.executable, "-c", CHILD, str(path)], check=True)
    megabytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return [
        Row(
            name=f"report over {COSTS:,} costs / XlsxWriter, the same cells",
            seconds=seconds,
            floor_seconds=floor_seconds,
            goal=1.2,
            megabytes=megabytes,
            most_megabytes=MOST_MEGABYTES,
        )
    ]


def write(path: Path | str) -> bytes:
    """The report of the one grant of a store."""
    with Store.open(path, write=False) as store, store.read() as session:
        return report_workbook(session, list_grants(session)[0].id, language="sr_Latn")


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
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    day = book.add_format({"num_format": "dd.mm.yyyy"})
    for rows in cells:
        sheet = book.add_worksheet()
        for place_of_row, row in enumerate(rows):
            for column, value in enumerate(row):
                if hasattr(value, "year"):
                    sheet.write_datetime(place_of_row, column, value, day)
                elif value is not None:
                    sheet.write(place_of_row, column, value)
    book.close()
