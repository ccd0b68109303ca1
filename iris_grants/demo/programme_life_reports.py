"""Narrative reports of the sample: indicators, filled forms, reviews, approvals."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

from iris_grants.demo.office import Office
from iris_grants.demo.programme_life_texts import in_serbian, narrative
from iris_grants.documents.atomic import write_atomically
from iris_grants.grants.queries import GrantRow
from iris_grants.organisations.queries import organisation_row
from iris_grants.reporting.form import report_form
from iris_grants.reporting.indicator_queries import IndicatorRow, indicators_of
from iris_grants.reporting.indicators import add_indicator
from iris_grants.reporting.queries import ReportRow, list_reports
from iris_grants.reporting.receiving import receive_report
from iris_grants.reporting.reviewing import answer_checks, approve_report, return_report
from iris_grants.reporting.rules.indicators import Value
from iris_grants.reporting.rules.review import QUESTIONS

INDICATORS = (
    ("I1", "outcome", True, ("Osobe koje koriste uslugu", "People who use the service"), 40),
    ("I2", "output", True, ("Obučeni pružaoci usluge", "Trained service staff"), 12),
    ("I3", "output", False, ("Održane radionice", "Workshops held"), 8),
    ("I4", "outcome", False, ("Sporazumi sa opštinom", "Agreements with municipalities"), 1),
)
"""Code, level, whether people are counted, title in Serbian and English, least target."""

UNITS = {True: ("osoba", "person"), False: ("komad", "piece")}
MEANS = ("spiskovi i evidencije", "lists and records")
INTERIM_SHARE, FINAL_SHARE = (35, 60), (92, 112)


def enter_indicators(office: Office, grant: GrantRow, rng: Random) -> None:
    """The grantee's own logical framework: three or four indicators."""
    place = 0 if in_serbian(grant) else 1
    for code, level, people, titles, least in INDICATORS[: rng.choice((3, 4))]:
        office.officer.run(
            add_indicator,
            grant_id=grant.id,
            code=code,
            title=titles[place],
            level=level,
            unit=UNITS[people][place],
            target=Decimal(least + rng.randrange(0, least + 1)),
            baseline=Decimal(0),
            people=people,
            means=MEANS[place],
        )


def reports_of(office: Office, grant: GrantRow) -> tuple[ReportRow, ...]:
    """The reports of a grant by their number."""
    with office.officer.read() as session:
        rows = list_reports(session, grant.id)
    return tuple(sorted(rows, key=lambda row: row.number))


def hand_in(
    office: Office, grant: GrantRow, report: ReportRow, rng: Random, folder: Path, more: int = 0
) -> None:
    """The grantee fills in the form and sends it; `more` people in a corrected one."""
    with office.officer.read() as session:
        city = organisation_row(session, grant.organisation_id).city
        values = {
            one.code: (_reached(one, report.kind, rng, more), "")
            for one in indicators_of(session, grant.id)
        }
        data = report_form(
            session,
            report.id,
            language="sr" if in_serbian(grant) else "en",
            answers=narrative(grant, report, city, rng),
            values=values,
        )
    suffix = "-ispravljen" if more else ""
    path = folder / f"{grant.number}-izvestaj-{report.number}{suffix}.xlsx".replace("/", "-")
    write_atomically(path, data, overwrite=True)
    office.secretary.run(
        receive_report, report_id=report.id, received_on=office.clock().date(), path=path
    )


def review(office: Office, report: ReportRow) -> None:
    """The officer answers the whole checklist; a report that came late stays late."""
    late = report.received_on is not None and report.received_on > report.due_on
    answers = dict.fromkeys(QUESTIONS[report.kind], "yes") | ({"in_time": "no"} if late else {})
    if report.kind == "final":
        answers["assets"] = "not_applicable"
    office.officer.run(answer_checks, report_id=report.id, answers=answers)


def send_back(office: Office, report: ReportRow, until: date, comments: str) -> None:
    """The officer returns a report with what is to be corrected."""
    answers = {"in_time": "yes", "period": "yes", "signed": "yes", "indicators": "no"}
    office.officer.run(answer_checks, report_id=report.id, answers=answers)
    office.officer.run(return_report, report_id=report.id, comments=comments, due_on=until)


def approve(office: Office, report: ReportRow) -> None:
    """The second person approves."""
    office.approver.run(approve_report, report_id=report.id)


def _reached(one: IndicatorRow, kind: str, rng: Random, more: int) -> Value:
    """A share of the target, people by sex; nobody's sex is guessed: some are not known."""
    low, high = INTERIM_SHARE if kind == "interim" else FINAL_SHARE
    total = one.target_milli // 1000 * rng.randrange(low, high) // 100 + more
    if not one.people:
        return Value(total=total * 1000)
    unknown = total // 25
    female = (total - unknown) * rng.randrange(52, 70) // 100
    male = total - unknown - female
    return Value(
        total=total * 1000,
        female=female * 1000,
        male=male * 1000,
        other=0,
        unknown=unknown * 1000,
    )
