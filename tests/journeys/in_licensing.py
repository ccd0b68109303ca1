"""A licensing case from interest to the licence, through the window."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from iris_grants.demo import licence
from iris_grants.demo.cast import MENTOR
from iris_grants.licensing.queries import gaps_of, list_cases
from iris_grants.licensing.standards import standards_pack
from iris_grants.organisations.queries import list_organisations
from iris_grants.people.queries import list_people
from iris_grants.programme.queries import rule_sets
from iris_grants.wording import label
from tests.journeys.at_window import AtWindow, Table
from ui.templates.rows import TemplateRow

PACK = "standards/RS-PERSONAL-ASSISTANCE"
FIRST = "Udruženje „Svetla staza“"


def license_one(office: AtWindow) -> None:
    """Take one organisation along the whole path."""
    office.sit(MENTOR)
    _adopt(office)
    pack = office.read(lambda session: rule_sets(session, "standards_pack"))[0].id
    _open(office, pack)
    cases = _case(office)
    evidence = licence.SELECTION_EVIDENCE
    office.fill(
        cases.detail, "Confirm the open ones…", evidence=evidence, answered_on=date(2024, 3, 4)
    )
    _reach(office, cases, "selected", date(2024, 3, 11))
    mentor = next(one.id for one in office.read(list_people) if one.name == MENTOR)
    office.fill(cases.detail, "Name a mentor…", person_id=mentor)
    _reach(office, cases, "mentor_assigned", date(2024, 3, 14))
    _assess(office, cases)
    _plan(office, cases)
    documents = office.read(lambda session: standards_pack(session, pack)).documents
    for one in documents:
        _file(office, cases, one.kind, f"{one.code} {one.text['sr']}.pdf")
    _come_to_the_authority(office, cases)
    _receive(office, cases)


def _adopt(office: AtWindow) -> None:
    page = office.table("templates")
    row = next(one for one in page.model.rows() if _ships(one))
    office.select(page, row.key)
    office.do(page.detail, "Adopt")


def _ships(row: TemplateRow) -> bool:
    return row.name == PACK


def _open(office: AtWindow, pack: str) -> None:
    page, _cases = office.tab("licensing", "cases")
    organisations = office.read(list_organisations)
    office.fill(
        page.head,
        "New case",
        number=licence.CASE_NUMBER,
        organisation_id=next(one.id for one in organisations if one.name == FIRST),
        service=licence.SERVICE,
        goal="licence",
        standards_pack_id=pack,
        opened_on=date(2024, 3, 4),
    )


def _case(office: AtWindow) -> Table:
    _page, cases = office.tab("licensing", "cases")
    office.select(cases, office.read(list_cases)[0].id)
    return cases


def _reach(office: AtWindow, cases: Table, stage: str, on: date, note: str = "") -> None:
    words = label(f"step.{stage}")
    office.fill(cases.detail, words, reached_on=on, **({"note": note} if note else {}))


def _visit(office: AtWindow, cases: Table, kind: str, on: date, finding: str, **more: str) -> None:
    words = f"{label(f'visit.{kind}').capitalize()}…"
    office.press(cases.detail, words)
    office.send(visited_on=on, visitor=MENTOR, finding=finding, **more)


def _assess(office: AtWindow, cases: Table) -> None:
    case_id = office.read(list_cases)[0].id
    for gap in office.read(lambda session: gaps_of(session, case_id)):
        state, finding, *_plan = licence.OPEN_GAPS.get(gap.code, ("met", None, "", 0))
        office.fill_in_row(cases, gap.code, "Self-assessment…", self_state="met")
        found = {"finding": finding} if finding else {}
        office.fill_in_row(cases, gap.code, "Verify…", verified_state=state, **found)
    _visit(office, cases, "mentor", *licence.VISIT)
    _reach(office, cases, "gap_self_assessment", date(2024, 4, 8))
    _reach(office, cases, "gap_verified", date(2024, 4, 22))


def _plan(office: AtWindow, cases: Table) -> None:
    for code, (_state, _finding, action, cost) in licence.OPEN_GAPS.items():
        office.fill_in_row(
            cases,
            code,
            "Action…",
            action=action,
            responsible="koordinatorka usluge",
            due_on=date(2024, 8, 31),
            cost=f"{cost},00",
        )
    on, who = licence.APPROVED
    office.fill(cases.detail, "Approve the plan…", approved_on=on, approved_by=who)
    for code in licence.OPEN_GAPS:
        office.fill_in_row(cases, code, "Done…", done_on=date(2024, 8, 26))


def _come_to_the_authority(office: AtWindow, cases: Table) -> None:
    for stage, day, note in licence.STEPS:
        if stage == "mock_review":
            _visit(office, cases, "mock_review", day, note, verdict="ready")
        _reach(office, cases, stage, day, note)
    number, day, name = licence.FILED
    _file(office, cases, "filing_receipt", name)
    office.fill(cases.detail, "Record the filing…", number=number, filed_on=day)
    stage, day, note = licence.REVIEW
    _reach(office, cases, stage, day, note)


def _receive(office: AtWindow, cases: Table) -> None:
    _file(office, cases, "licence", "Rešenje o licenci.pdf")
    office.fill(
        cases.detail,
        "Record the licence…",
        number="UZORAK-2024-01",
        issued_on=date(2024, 12, 10),
        valid_from=date(2024, 12, 16),
        valid_to=date(2030, 12, 15),
    )


def _file(office: AtWindow, cases: Table, kind: str, name: str) -> None:
    path: Path = office.folder / name
    path.write_bytes(b"%PDF-1.4 sample")
    office.fill(cases.detail, "Add a document…", kind=kind, path=path)
