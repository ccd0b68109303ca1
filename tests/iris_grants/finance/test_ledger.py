"""Taking in lists of expenditure: every bad cell by its place, and a store that stays as it was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from db.tables.grants import GrantRecord
from iris_grants.cli.main import main
from iris_grants.documents.attachments import documents_of
from iris_grants.finance.commands import record_rate
from iris_grants.finance.ledger import import_ledger
from iris_grants.kernel.money import Money
from iris_grants.kernel.problems import Problem, Severity
from tests.iris_grants.finance.lists import CellValue, Desk, entry, fingerprint, spoil
from tests.iris_grants.refusals import refused


def places(problems: tuple[Problem, ...]) -> list[tuple[str, str | None, str | None]]:
    return [(problem.code, problem.where.sheet, problem.where.cell) for problem in problems]


def test_list_is_booked_with_rates_and_kept(desk: Desk) -> None:
    desk.funding.finance.run(
        record_rate,
        kind="inforeuro_month",
        currency="MKD",
        valid_on=date(2024, 1, 1),
        rate=Decimal("61.6095"),
        source="InforEuro, januar 2024.",
    )
    path = desk.write(
        entry("R-1/24"),
        entry("R-2/24", net="3080", currency="MKD"),
        entry("R-3/24", net="12.34", currency="EUR", line="5.1"),
    )
    plan = desk.plan(path)
    assert (plan.problems, plan.total) == ((), Money(43_354, "EUR"))
    assert desk.book(path) == 3
    found = [
        (row.number, row.sheet_row, row.rate, row.rate_source, row.eur_minor, row.state)
        for row in desk.costs()
    ]
    assert found == [
        (1, 5, "117.1830", "nalog 1", 37_121, "reported"),
        (2, 6, "61.6095", "InforEuro, januar 2024.", 4_999, "reported"),
        (3, 7, "1", "EUR", 1_234, "reported"),
    ]
    with desk.funding.officer.read() as session:
        (kept,) = documents_of(session, "grant", desk.grant_id)
    assert (kept.kind, kept.name) == ("ledger", "spisak.xlsx")
    assert desk.funding.officer.store.contents.read(kept.sha256) == path.read_bytes()


def test_second_list_goes_on_counting(desk: Desk) -> None:
    desk.book(desk.write(entry("R-1/24")))
    desk.book(desk.write(entry("R-2/24"), name="drugi.xlsx"))
    assert [(row.number, row.document_no) for row in desk.costs()] == [
        (1, "R-1/24"),
        (2, "R-2/24"),
    ]


def test_same_file_twice_is_refused(desk: Desk) -> None:
    path = desk.write(entry())
    desk.book(path)
    with refused("constraint.uq_ledger_import_grant_id_sha256"):
        desk.book(path)
    assert len(desk.costs()) == 1


def test_document_of_an_earlier_list_is_doubtful(desk: Desk) -> None:
    desk.book(desk.write(entry("R-1/24")))
    plan = desk.plan(desk.write(entry("R-2/24"), entry("r-1 /24"), name="drugi.xlsx"))
    assert places(plan.problems) == [("finance.document_twice", "Troškovi", "K6")]
    assert plan.problems[0].severity is Severity.WARNING


def test_list_in_english_is_read_too(local_desk: Desk) -> None:
    plan = local_desk.plan(local_desk.write(entry(), language="en"))
    assert plan.problems == ()
    assert [cost.vat_treatment for cost in plan.costs] == ["none"]


@pytest.mark.parametrize(
    ("cell", "value", "code"),
    [
        ("A5", None, "documents.cell_empty"),
        ("A5", "9.9", "finance.line_unknown"),
        ("B5", "x" * 501, "documents.text_too_long"),
        ("C5", None, "documents.cell_empty"),
        ("F5", "juče", "documents.not_a_date"),
        ("F5", True, "documents.not_a_date"),
        ("G5", "CHF", "documents.not_a_choice"),
        ("H5", "mnogo", "documents.not_an_amount"),
        ("H5", "=40000+3500", "documents.formula_not_input"),
        ("H5", "#REF!", "documents.cell_error"),
        ("I5", None, "documents.cell_empty"),
        ("J5", "možda", "documents.not_a_choice"),
        ("K5", 43500.001, "documents.too_many_decimals"),
        ("K5", 43500.01, "finance.charged_above_document"),
        ("K5", date(2024, 1, 31), "documents.amount_is_day"),
        ("L5", None, "documents.cell_empty"),
        ("M5", None, "documents.cell_empty"),
    ],
)
def test_bad_cell_is_named_by_sheet_and_cell(
    local_desk: Desk, cell: str, value: CellValue, code: str
) -> None:
    path = spoil(local_desk.write(entry("R-1/24"), entry("R-2/24")), {cell: value})
    plan = local_desk.plan(path)
    errors = [problem for problem in plan.problems if problem.severity is Severity.ERROR]
    at = "K5" if code.startswith("finance.") else cell
    assert places(tuple(errors)) == [(code, "Troškovi", at)]
    assert {problem.where.file for problem in errors} == {"spisak.xlsx"}
    with refused(*(problem.code for problem in plan.problems)):
        local_desk.funding.finance.run(import_ledger, plan=plan)
    assert local_desk.costs() == ()


def test_all_bad_cells_are_named_at_once(local_desk: Desk) -> None:
    path = spoil(
        local_desk.write(entry("R-1/24"), entry("R-2/24"), entry("R-3/24")),
        {"H5": "mnogo", "F6": "juče", "A7": None},
    )
    assert places(local_desk.plan(path).problems) == [
        ("documents.not_an_amount", "Troškovi", "H5"),
        ("documents.not_a_date", "Troškovi", "F6"),
        ("documents.cell_empty", "Troškovi", "A7"),
    ]


def test_figure_that_can_be_read_in_two_ways_is_warned_about_and_still_booked(
    local_desk: Desk,
) -> None:
    """A warning about a row never makes the row disappear."""
    path = spoil(local_desk.write(entry("R-1/24"), entry("R-2/24")), {"I5": "0", "H5": "43.500"})
    plan = local_desk.plan(path)
    assert [p.severity for p in plan.problems] == [Severity.WARNING]
    assert len(plan.costs) == 2
    assert local_desk.book(path) == 2


def test_values_below_a_long_gap_are_not_left_out_silently(local_desk: Desk) -> None:
    path = spoil(local_desk.write(entry()), {"A2000": "1.1", "B2000": "Zaboravljeni trošak"})
    plan = local_desk.plan(path)
    assert [problem.code for problem in plan.problems] == ["documents.values_unread"]


def test_hundred_thousand_empty_rows_cost_nothing(local_desk: Desk) -> None:
    path = local_desk.write(entry())
    book = load_workbook(path)
    sheet = book.worksheets[0]
    for row in range(1_005, 101_005):
        sheet.row_dimensions[row].height = 15
        sheet.cell(row=row, column=1).number_format = "@"
    book.save(path)
    plan = local_desk.plan(path)
    assert (len(plan.costs), plan.problems) == (1, ())


def test_rate_that_is_missing_is_an_error_by_cell(local_desk: Desk) -> None:
    path = local_desk.write(
        entry("R-1/24", currency="MKD", net="3080"),
        entry("R-2/24", day=date(2023, 12, 21)),
        entry("R-3/24"),
    )
    plan = local_desk.plan(path)
    assert places(plan.problems) == [
        ("finance.rate_missing", "Troškovi", "K5"),
        ("finance.no_receipt_yet", "Troškovi", "K6"),
    ]
    assert plan.problems[0].params == {"currency": "MKD", "day": "2024-01-31"}
    assert plan.problems[1].params == {"currency": "RSD", "day": "2023-12-21"}


def test_plan_whose_rates_changed_meanwhile_is_refused(desk: Desk) -> None:
    plan = desk.plan(desk.write(entry(day=date(2024, 6, 1))))
    with desk.funding.direct() as session:
        grant = session.get_one(GrantRecord, desk.grant_id)
        grant.fx_method = "accounting_practice"
    with refused("finance.plan_outdated"):
        desk.funding.finance.run(import_ledger, plan=plan)


def test_list_for_a_grant_that_takes_in_no_costs_is_refused(desk: Desk) -> None:
    path = desk.write(entry())
    plan = desk.plan(path)
    for state in ("drafted", "reported", "closed", "terminated"):
        with desk.funding.direct() as session:
            session.get_one(GrantRecord, desk.grant_id).state = state
        with refused("finance.grant_not_open"):
            desk.plan(path)
        with refused("finance.grant_not_open"):
            desk.funding.finance.run(import_ledger, plan=plan)


def test_list_is_the_finance_officers(desk: Desk) -> None:
    plan = desk.plan(desk.write(entry()))
    for other in (desk.funding.officer, desk.funding.approver, desk.funding.licensing):
        with refused("kernel.role_missing"):
            other.run(import_ledger, plan=plan)


def test_costs_before_the_last_signature_are_doubtful(local_desk: Desk) -> None:
    with local_desk.funding.direct() as session:
        grant = session.get_one(GrantRecord, local_desk.grant_id)
        grant.signed_by_grantee_on = "2024-02-01"
    (problem,) = local_desk.plan(local_desk.write(entry())).problems
    assert problem.code == "finance.outside_period"
    assert problem.params == {"starts": "2024-02-01", "ends": "2024-10-14"}


def test_list_of_another_grant_is_refused(local_desk: Desk) -> None:
    local_desk.funding.signed(2)
    path = local_desk.write(entry())
    with refused("finance.ledger_of_another_grant") as problems:
        local_desk.plan(path, "IP-G-002")
    assert problems[0].params == {"number": "IP-G-001"}
    with refused("finance.grant_unknown"):
        local_desk.plan(path, "IP-G-009")


def test_list_without_rows_is_refused(local_desk: Desk) -> None:
    with refused("finance.ledger_empty"):
        local_desk.plan(local_desk.write())


def test_list_whose_sheet_was_renamed_is_refused(local_desk: Desk) -> None:
    path = local_desk.write(entry())
    book = load_workbook(path)
    book.worksheets[0].title = "Novo ime"
    book.save(path)
    with refused("documents.sheet_missing"):
        local_desk.plan(path)


def _truncated(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def _foreign(path: Path) -> None:
    book = load_workbook(path)
    del book["_iris"]
    book.save(path)


def _text(path: Path) -> None:
    path.write_text("redni broj;iznos\n1;43500\n", encoding="utf-8")


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _bad_cell(path: Path) -> None:
    spoil(path, {"H5": "mnogo"})


@pytest.mark.parametrize(
    ("spoiling", "words"),
    [
        (_truncated, "spisak.xlsx: The archive is damaged"),
        (_foreign, "spisak.xlsx: This workbook is not a list of expenditure"),
        (_text, "spisak.xlsx: This is not an Excel workbook"),
        (_empty, "spisak.xlsx: The file is empty."),
        (Path.unlink, "spisak.xlsx: There is no such file"),
        (_bad_cell, "spisak.xlsx · Troškovi · H5: “mnogo” is not a number."),
    ],
)
def test_refused_file_is_one_sentence_and_the_store_stays_byte_for_byte(
    local_desk: Desk,
    spoiling: Callable[[Path], None],
    words: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = local_desk.write(entry())
    spoiling(path)
    local_desk.funding.close()
    store = Path(local_desk.funding.officer.store.address)
    before = fingerprint(store)
    arguments = ["finance", "ledger", str(store), "IP-G-001", str(path), "--as", "Ljuba Ogledna"]
    assert main(arguments) == 1
    said = capsys.readouterr().err.splitlines()
    assert [line.startswith(words) for line in said] == [True]
    assert fingerprint(store) == before
