"""Rows that are typed or pasted: read like a list, named by row and column, booked when clean."""

from __future__ import annotations

from pathlib import Path

import pytest

from iris_grants.cli.main import main
from iris_grants.documents.attachments import documents_of
from iris_grants.finance.ledger import import_ledger
from iris_grants.finance.ledger_form import COLUMNS
from iris_grants.finance.typed_rows import (
    MOST_ROWS,
    Texts,
    TypedPlan,
    heading_totals,
    plan_typed,
    rows_of_text,
)
from iris_grants.kernel.problems import errors_of
from iris_grants.wording import _, in_language
from tests.iris_grants.finance.lists import TODAY, Desk
from tests.iris_grants.refusals import refused

CLEAN: Texts = (
    "1.1",
    "Koordinatorka, januar",
    "Dobavljač „Izmišljeni“",
    "platni listić",
    "R-1/24",
    "31.1.24",
    "RSD",
    "43.500,00",
    "0",
    "bez PDV-a",
    "43.500,00",
    "31.01.2024.",
    "izvod 31",
    "",
    "",
)


def changed(**texts: str) -> Texts:
    keys = [column.key for column in COLUMNS]
    return tuple(texts.get(key, text) for key, text in zip(keys, CLEAN, strict=True))


def plan(desk: Desk, *rows: Texts) -> TypedPlan:
    with desk.funding.finance.read() as session:
        return plan_typed(session, grant_number="IP-G-001", rows=rows, today=TODAY)


def test_typed_rows_are_booked_as_a_list_and_kept_as_its_workbook(desk: Desk) -> None:
    found = plan(
        desk, ("",) * 15, CLEAN, ("",) * 15, changed(document_no="R-2/24", line_code="5.1")
    )
    assert found.plan.problems == ()
    assert found.lines == (2, 4)
    assert desk.funding.finance.run(import_ledger, plan=found.plan) == 2
    booked = [(one.sheet_row, one.line_code, one.rate, one.eur_minor) for one in desk.costs()]
    assert booked == [(5, "1.1", "117.1830", 37_121), (6, "5.1", "117.1830", 37_121)]
    with desk.funding.finance.read() as session:
        (kept,) = documents_of(session, "grant", desk.grant_id)
        path = desk.folder / kept.name
        path.write_bytes(desk.funding.finance.store.contents.read(kept.sha256))
    again = desk.plan(path)
    assert [(one.document_no, one.eur_minor) for one in again.costs] == [
        ("R-1/24", 37_121),
        ("R-2/24", 37_121),
    ]
    with refused("constraint.uq_ledger_import_grant_id_sha256"):
        desk.funding.finance.run(import_ledger, plan=found.plan)


def test_problems_are_named_by_row_and_column_and_nothing_is_booked(local_desk: Desk) -> None:
    found = plan(
        local_desk,
        changed(net="mnogo", document_on="juče"),
        changed(line_code="9.9"),
        changed(currency="MKD", document_no="R-3"),
        changed(document_no="R-4", payment_ref=""),
    )
    places = [(one.code, one.where.line, one.where.key) for one in found.plan.problems]
    assert places == [
        ("documents.not_a_date", 1, "document_on"),
        ("documents.not_an_amount", 1, "net"),
        ("documents.cell_empty", 4, "payment_ref"),
        ("finance.rate_missing", 3, "paid_on"),
        ("finance.line_unknown", 2, "line_code"),
    ]
    assert (found.lines, found.plan.data) == ((2,), b"")
    with refused(*(one.code for one in found.plan.problems)):
        local_desk.funding.finance.run(import_ledger, plan=found.plan)
    with refused("finance.ledger_empty"):
        plan(local_desk, ("",) * 15)
    with refused("finance.too_many_rows"):
        plan(local_desk, *[CLEAN] * (MOST_ROWS + 1))
    assert local_desk.costs() == ()


def test_headings_say_the_order_of_pasted_columns() -> None:
    assert rows_of_text("1.1\tOpis\r\n") == (("1.1", "Opis", *[""] * 13),)
    with in_language("sr"):
        net, line = _("Net"), _("Budget line")
    assert rows_of_text(f"{net}\t{line}\n12,5\t2.1\n")[0][:8] == ("2.1", *[""] * 6, "12,5")
    assert rows_of_text('"dva\nreda"\tOpis')[0][:2] == ("dva\nreda", "Opis")
    with refused("finance.rows_too_wide"):
        rows_of_text("x\t" * 16)


def test_headings_total_what_is_entered(local_desk: Desk) -> None:
    found = plan(local_desk, CLEAN, changed(document_no="R-2/24"))
    assert not errors_of(found.plan.problems)
    with local_desk.funding.finance.read() as session:
        totals = heading_totals(session, local_desk.grant_id, found.plan.costs)
    first = totals[0]
    assert (first.heading, first.booked_minor, first.entered_minor) == ("1", 0, 74_242)
    assert first.left_minor == first.budget_minor - 74_242


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_file_of_rows_is_booked_from_the_command_line(
    local_desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str], encoding: str
) -> None:
    heads = "\t".join(column.title for column in COLUMNS)
    path = tmp_path / "troškovi.tsv"
    path.write_text(f"{heads}\n" + "\t".join(CLEAN) + "\n", encoding=encoding)
    store = local_desk.funding.finance.store.address
    command = ["finance", "ledger", store, "IP-G-001", str(path)]
    assert main([*command, "--plan"]) == 0
    assert local_desk.costs() == ()
    path.write_bytes(b"\xff\x00\x01")
    assert main([*command, "--plan"]) == 1
    assert "troškovi.tsv" in capsys.readouterr().err
