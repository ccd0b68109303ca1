"""A list of expenditure that was typed or pasted row by row: planned, then booked like any list."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path

from sqlalchemy.orm import Session

from iris_grants.documents.read_cells import Findings, ReadCell, plain_text
from iris_grants.documents.workbook_guard import read_limited
from iris_grants.finance import queries
from iris_grants.finance.ledger import LedgerPlan, PlannedCost, costs_of_rows, open_grant
from iris_grants.finance.ledger_form import (
    COLUMNS,
    FIRST_ROW,
    LAST_ROW,
    LETTERS,
    LedgerEntry,
    ledger_workbook,
)
from iris_grants.finance.ledger_rows import read_rows
from iris_grants.grants.queries import current_budget
from iris_grants.kernel.problems import Problem, Where, errors_of, refusal
from iris_grants.wording import LANGUAGES, _, in_language

KEYS = tuple(column.key for column in COLUMNS)
MOST_ROWS = LAST_ROW - FIRST_ROW + 1
TEXT_ENDINGS = (".tsv", ".txt")
PLACES = {
    "finance.line_unknown": "line_code",
    "finance.line_exceeded": "line_code",
    "finance.indirect_by_document": "line_code",
    "finance.contingency_charged": "line_code",
    "finance.document_twice": "document_no",
    "finance.document_elsewhere": "document_no",
    "finance.outside_period": "document_on",
    "finance.paid_before_document": "paid_on",
    "finance.rate_missing": "paid_on",
    "finance.no_receipt_yet": "paid_on",
    "finance.vat_charged": "vat",
    "finance.exemption_missing": "exemption_ref",
    "finance.offers_missing": "offers",
    "finance.purchase_split": "offers",
}
"""In which column the doubt about a whole cost is mended."""

Texts = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedPlan:
    """What booking typed rows would do; `lines` are the rows of its costs, counted from 1.

    The places of the problems are a row (`line`) and the key of a column (`key`).
    """

    plan: LedgerPlan
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingTotal:
    """A heading with what counts of it already and what is being entered, in euro cents."""

    heading: str
    title: str
    budget_minor: int
    booked_minor: int
    entered_minor: int

    @property
    def left_minor(self) -> int:
        """What would be left (below zero: exceeded)."""
        return self.budget_minor - self.booked_minor - self.entered_minor


@dataclass(frozen=True, slots=True)
class _TypedRow:
    """A row of texts that is read like one of a workbook."""

    number: int
    texts: Texts
    name: str | None

    def __getitem__(self, column: str) -> ReadCell:
        place = LETTERS.index(column)
        where = Where(file=self.name, line=self.number, key=KEYS[place])
        return ReadCell(where=where, value=plain_text(self.texts[place]) or None)


def plan_typed(
    session: Session,
    *,
    grant_number: str,
    rows: Sequence[Texts],
    today: date,
    name: str = "",
    language: str = "sr",
) -> TypedPlan:
    """What booking rows would do, each a text for every column of the list of expenditure.

    Empty rows are passed over. Without an error the plan carries the workbook that is kept
    among the documents, written in `language`. Refused: no such grant, one that takes in no
    costs, no row at all, more than fit into a list (`finance.too_many_rows`).
    """
    grant = open_grant(session, grant_number)
    typed = [
        _TypedRow(number, row, name or None)
        for number, row in enumerate(rows, start=1)
        if any(text.strip() for text in row)
    ]
    if not typed:
        raise refusal("finance.ledger_empty", Where(file=name or None))
    if len(typed) > MOST_ROWS:
        raise refusal("finance.too_many_rows", Where(file=name or None), limit=MOST_ROWS)
    findings = Findings()
    read = list(read_rows(typed, findings, today))
    costs, problems = costs_of_rows(session, grant, read)
    found = tuple(_placed(problem) for problem in (*findings.problems, *problems))
    lines = tuple(cost.sheet_row for cost in costs)
    placed = tuple(replace(cost, sheet_row=FIRST_ROW + place) for place, cost in enumerate(costs))
    data = b""
    if not errors_of(found):
        entries = [_entry(cost) for cost in placed]
        data = ledger_workbook(session, grant.id, language=language, entries=entries)
    plan = LedgerPlan(
        grant_id=grant.id,
        grant_number=grant_number,
        name=name or f"{grant.number}-{today.isoformat()}.xlsx".replace("/", "-"),
        data=data,
        costs=placed,
        problems=found,
    )
    return TypedPlan(plan=plan, lines=lines)


def plan_text_file(session: Session, *, grant_number: str, path: Path, today: date) -> LedgerPlan:
    """What booking a file of tab-separated rows would do, as Excel writes and copies them.

    Refused as `plan_typed` and `rows_of_text`, and where the file is no text
    (`finance.not_a_text`).
    """
    data = read_limited(path)
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise refusal("finance.not_a_text", Where(file=path.name)) from error
    rows = rows_of_text(text, path.name)
    found = plan_typed(session, grant_number=grant_number, rows=rows, today=today, name=path.name)
    return replace(found.plan, name=f"{path.stem}.xlsx")


def rows_of_text(text: str, name: str = "") -> tuple[Texts, ...]:
    """Rows of tab-separated text, each with a text for every column of the list.

    A first row of headings, in any language, says the order of the columns and is left out;
    of a file (with a `name`) it stays as an empty row, so that rows keep their numbers.
    Refused where a row has values beyond the last column (`finance.rows_too_wide`).
    """
    cells = [tuple(row) for row in csv.reader(StringIO(text), dialect=csv.excel_tab)]
    order = _order(cells[0]) if cells else None
    if order is None:
        return tuple(_fitted(row, number, name) for number, row in enumerate(cells, start=1))
    found = [("",) * len(KEYS)] if name else []
    for row in cells[1:]:
        texts = [""] * len(KEYS)
        for place, text_ in zip(order, row, strict=False):
            texts[place] = text_
        found.append(tuple(texts))
    return tuple(found)


def heading_totals(
    session: Session, grant_id: str, costs: Sequence[PlannedCost]
) -> tuple[HeadingTotal, ...]:
    """The headings of a grant with what is booked and what these costs would add."""
    headings = {line.code: line.heading for line in current_budget(session, grant_id).lines}
    entered: dict[str, int] = {}
    for cost in costs:
        heading = headings.get(cost.line_code, "")
        entered[heading] = entered.get(heading, 0) + cost.eur_minor
    lines = queries.report_lines(session, grant_id)
    return tuple(
        HeadingTotal(
            heading=one.heading,
            title=one.title,
            budget_minor=one.budget_minor,
            booked_minor=one.accepted_minor,
            entered_minor=entered.get(one.heading, 0),
        )
        for one in queries.heading_sums(session, grant_id, lines)
    )


def _order(row: Texts) -> tuple[int, ...] | None:
    """The columns that a row of headings names; none if it is a row of values."""
    known: dict[str, int] = {}
    for language in LANGUAGES:
        with in_language(language):
            known |= {_(one.title).casefold(): place for place, one in enumerate(COLUMNS)}
    wanted = [known.get(plain_text(text).casefold()) for text in row if text.strip()]
    found = [place for place in wanted if place is not None]
    if not found or len(found) != len(wanted) or len(set(found)) != len(found):
        return None
    return tuple(found)


def _fitted(row: Texts, number: int, name: str) -> Texts:
    if any(text.strip() for text in row[len(KEYS) :]):
        raise refusal("finance.rows_too_wide", Where(file=name or None, line=number))
    return (*row[: len(KEYS)], *[""] * (len(KEYS) - len(row)))


def _placed(problem: Problem) -> Problem:
    """The problem at the cell in which it is mended."""
    key = PLACES.get(problem.code)
    return problem if key is None else replace(problem, where=replace(problem.where, key=key))


def _entry(cost: PlannedCost) -> LedgerEntry:
    return LedgerEntry(
        line_code=cost.line_code,
        description=cost.description,
        supplier=cost.supplier,
        document_type=cost.document_type,
        document_no=cost.document_no,
        document_on=cost.document_on,
        currency=cost.currency,
        net=Decimal(cost.net_minor).scaleb(-2),
        vat=Decimal(cost.vat_minor).scaleb(-2),
        vat_treatment=cost.vat_treatment,
        charged=Decimal(cost.charged_minor).scaleb(-2),
        paid_on=cost.paid_on,
        payment_ref=cost.payment_ref,
        offers=cost.offers,
        exemption_ref=cost.exemption_ref,
    )
