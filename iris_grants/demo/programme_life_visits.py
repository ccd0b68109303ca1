"""Visits and visibility of the sample's grants, with the papers that prove them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from iris_grants.demo.office import Office
from iris_grants.demo.programme_life_texts import FINDINGS, OUTCOMES, VISITS
from iris_grants.documents.atomic import write_atomically
from iris_grants.documents.filing import file_document
from iris_grants.documents.pdf import render_pdf
from iris_grants.documents.pdf_blocks import PdfMeta, Text, Title
from iris_grants.grants.queries import GrantRow
from iris_grants.organisations.queries import organisation_row
from iris_grants.reporting.evidence import record_visibility
from iris_grants.reporting.life_queries import visits_of
from iris_grants.reporting.visits import add_finding, plan_visit, record_visit, settle_finding

On = Callable[[date, Callable[[], None]], None]
PLANNED, FIRST_VISIT, BETWEEN = date(2024, 4, 10), date(2024, 6, 4), timedelta(days=2)
FOLLOW_UP = timedelta(days=21)
SHOWN = date(2024, 6, 6)
VISITED = 7
"""How many grants are visited; the next one has its visit planned."""

SAMPLE = "Uzorak za ogledni program. Organizacija i imena su izmišljeni."


def visit(
    on: On, office: Office, grant: GrantRow, place: int, folder: Path, *, follow_up: bool
) -> None:
    """A visit planned, told and followed up; later grants have theirs planned only."""
    if place > VISITED:
        return
    on(PLANNED, partial(_plan, office, grant, FIRST_VISIT + place * BETWEEN))
    if place == VISITED:
        return
    day = FIRST_VISIT + place * BETWEEN
    on(day, partial(_tell, office, grant, place, folder))
    if follow_up and place % 2 == 0:
        on(day + FOLLOW_UP - timedelta(days=3), partial(_settle, office, grant, place))


def show_visibility(on: On, office: Office, grant: GrantRow, place: int, folder: Path) -> None:
    """A poster with its picture, and the website; one poster lacks the disclaimer."""
    on(SHOWN + place * timedelta(days=1), partial(_show, office, grant, place, folder))


def file_paper(
    office: Office, grant: GrantRow, folder: Path, kind: str, name: str, title: str, text: str
) -> None:
    """A paper of the sample among the documents of a grant."""
    path = _paper(office, grant, folder, name, title, text)
    office.officer.run(
        file_document, subject_kind="grant", subject_id=grant.id, kind=kind, path=path
    )


def _plan(office: Office, grant: GrantRow, day: date) -> None:
    office.officer.run(
        plan_visit,
        grant_id=grant.id,
        planned_on=day,
        purpose="Uvid u rad usluge, evidencije i vidljivost; provera originalnih računa.",
    )


def _tell(office: Office, grant: GrantRow, place: int, folder: Path) -> None:
    with office.officer.read() as session:
        (row,) = visits_of(session, grant.id)
        city = organisation_row(session, grant.organisation_id).city
    words = VISITS[place % len(VISITS)]
    today = office.clock().date()
    path = _paper(office, grant, folder, "zapisnik-o-poseti", "Zapisnik o poseti", words)
    office.officer.run(
        record_visit,
        visit_id=row.id,
        visited_on=today,
        place=city,
        visitors=office.officer.person.name,
        people_met="Koordinatorka projekta i dve osobe iz osoblja",
        summary=words,
        photo_consent="yes",
        path=path,
    )
    finding, what = FINDINGS[place // 2 % len(FINDINGS)]
    if place % 2 == 0:
        office.officer.run(
            add_finding,
            visit_id=row.id,
            finding=finding,
            follow_up=what,
            responsible="Koordinatorka projekta",
            due_on=today + FOLLOW_UP,
        )


def _settle(office: Office, grant: GrantRow, place: int) -> None:
    with office.officer.read() as session:
        (row,) = visits_of(session, grant.id)
    office.officer.run(
        settle_finding,
        finding_id=row.findings[0].id,
        done_on=office.clock().date(),
        outcome=OUTCOMES[place // 2 % len(OUTCOMES)],
    )


def _show(office: Office, grant: GrantRow, place: int, folder: Path) -> None:
    text = "Slika plakata sa amblemom EU i izjavom „Finansira Evropska unija“."
    path = _paper(office, grant, folder, "plakat", "Plakat projekta", text)
    today = office.clock().date()
    office.secretary.run(
        record_visibility,
        grant_id=grant.id,
        item="Plakat u prostoru usluge",
        kind="print",
        shown_on=today - timedelta(days=4),
        emblem_ok=True,
        statement_ok=True,
        disclaimer_ok=place % 4 != 3,
        consent="nobody_shown",
        path=path,
    )
    office.secretary.run(
        record_visibility,
        grant_id=grant.id,
        item="Stranica projekta na sajtu",
        kind="web",
        shown_on=today - timedelta(days=1),
        emblem_ok=True,
        statement_ok=True,
        disclaimer_ok=True,
        consent="yes",
        link=f"https://{grant.number.lower().replace('/', '-')}.example/projekat",
    )


def _paper(office: Office, grant: GrantRow, folder: Path, name: str, title: str, text: str) -> Path:
    path = folder / f"{grant.number}-{name}.pdf".replace("/", "-")
    data = render_pdf(
        [Title(text=title, eyebrow=grant.number), Text(text=text), Text(text=SAMPLE)],
        PdfMeta(
            title=f"{title} {grant.number}",
            language="sr-Latn",
            author=grant.organisation,
            created=office.clock(),
        ),
    )
    write_atomically(path, data, overwrite=True)
    return path
