"""A signed grant with its indicators and planned reports, for the tests of what follows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

from iris_grants.reporting.commands import plan_reports
from iris_grants.reporting.form import report_form
from iris_grants.reporting.indicators import add_indicator
from iris_grants.reporting.narrative import CODES
from iris_grants.reporting.queries import ReportRow, list_reports
from iris_grants.reporting.receiving import receive_report
from iris_grants.reporting.reviewing import answer_checks
from iris_grants.reporting.rules.indicators import Value
from iris_grants.reporting.rules.review import QUESTIONS
from tests.iris_grants.funding import Funding

ANSWERS = {code: f"Odgovor na {code}." for code in CODES}
VALUES: Mapping[str, tuple[Value, str]] = {
    "I1": (Value(total=40_000, female=25_000, male=14_000, other=0, unknown=1_000), "liste"),
    "I2": (Value(total=3_000), "zapisnici"),
}
RECEIVED = date(2024, 5, 20)


def reporting_grant(funding: Funding, *, preset: str = "50-40-10", number: int = 1) -> str:
    """A signed grant with two indicators and its reports planned; gives its identity."""
    grant_id = funding.signed(number, preset=preset)
    for code, title, people, target in (
        ("I1", "Osobe koje koriste uslugu", True, "50"),
        ("I2", "Obuke", False, "4"),
    ):
        funding.officer.run(
            add_indicator,
            grant_id=grant_id,
            code=code,
            title=title,
            level="output",
            unit="osoba" if people else "obuka",
            target=Decimal(target),
            people=people,
            means="liste prisustva",
        )
    funding.officer.run(plan_reports, grant_id=grant_id)
    return grant_id


def reports_of(funding: Funding, grant_id: str) -> tuple[ReportRow, ...]:
    """The reports of a grant by their number."""
    with funding.officer.read() as session:
        rows = list_reports(session, grant_id)
    return tuple(sorted(rows, key=lambda row: row.number))


def filled(
    funding: Funding,
    report_id: str,
    path: Path,
    *,
    answers: Mapping[str, str] = ANSWERS,
    values: Mapping[str, tuple[Value, str]] = VALUES,
) -> Path:
    """The form of a report, filled in and saved."""
    with funding.officer.read() as session:
        data = report_form(session, report_id, language="sr", answers=answers, values=values)
    path.write_bytes(data)
    return path


def receive(funding: Funding, report_id: str, path: Path, on: date = RECEIVED) -> str:
    """Take in a filled form; gives the revision's identity."""
    funding.move_to(on)
    return funding.officer.run(receive_report, report_id=report_id, received_on=on, path=path)


def check_all(funding: Funding, report: ReportRow, **changes: str) -> None:
    """Answer the whole checklist with yes, but for what is said otherwise."""
    answers = dict.fromkeys(QUESTIONS[report.kind], "yes") | changes
    funding.finance.run(answer_checks, report_id=report.id, answers=answers)
