"""Applications on paper: typed as people write, planned and checked as a form would be."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from iris_grants.applications.commands import enter_paper
from iris_grants.applications.paper import plan_paper
from iris_grants.applications.plan import ImportPlan
from iris_grants.applications.queries import application_detail
from iris_grants.applications.rules.decisions import DISMISSAL_REASONS
from iris_grants.calls.form_layout import DECLARATIONS
from iris_grants.kernel.money import Money
from tests.iris_grants.applications.conftest import Reception
from tests.iris_grants.refusals import refused

ON_TIME = datetime(2023, 10, 30, 15, 30, tzinfo=UTC)
LATE = datetime(2023, 10, 30, 16, 0, 1, tzinfo=UTC)
TYPED: Mapping[str, str] = {
    "applicant.name": "Удружење Врбак",
    "applicant.country": "srbija",
    "applicant.city": "Зајечар",
    "applicant.register_no": "17000011",
    "applicant.registered_on": "12.5.16.",
    "project.title": "Помоћ у кући за старије",
    "project.language": "sr",
    "project.country": "RS",
    "project.duration_months": "8",
    "budget": "1 | Координаторка | месец | 8 | 1.000,00\n\n2. | Превоз | km | 2.500,5 | 0,4\n",
    "budget.indirect.percent": "7",
    "funding.requested": "9 000",
    "funding.own": "630.21",
    "declaration.signatory": "Ђурђица Ћосић",
    "declaration.signed_on": "20/10/2023",
    **{f"declaration.{name}": "da" for name in DECLARATIONS},
}


def scan(reception: Reception, name: str = "prijava.pdf", words: str = "scan") -> Path:
    """A scanned application."""
    return reception.lay(name, f"%PDF-1.4 {words}".encode())


def plan(
    reception: Reception, values: Mapping[str, str], received_at: datetime = ON_TIME
) -> ImportPlan:
    """The plan of what was typed."""
    with reception.desk.read() as session:
        return plan_paper(
            session,
            call_id=reception.call_id,
            scan=scan(reception),
            received_at=received_at,
            values=values,
        )


def codes(found: ImportPlan) -> list[tuple[str, str]]:
    """What is wrong, and where."""
    return sorted((one.code, one.where.key or "") for one in found.errors)


def test_paper_is_registered_with_its_scan_and_checked_as_a_form(reception: Reception) -> None:
    statute = reception.lay("Statut.pdf", b"%PDF-1.4 statut")
    identity = reception.desk.run(
        enter_paper,
        call_id=reception.call_id,
        scan=scan(reception),
        received_at=ON_TIME,
        values=TYPED,
        attachments=(statute,),
    )
    with reception.desk.read() as session:
        detail = application_detail(session, identity, today=None)
    row = detail.row
    assert (row.number, row.medium, row.on_time, row.months) == ("IP-001", "paper", True, 8)
    assert (row.organisation, row.requested) == ("Удружење Врбак", Money(900_000, "EUR"))
    assert [(line.code, line.amount.minor) for line in detail.budget] == [
        ("1.1", 800_000),
        ("2.1", 100_020),
        ("8", 63_001),
    ]
    assert [(one.kind, one.name) for one in detail.documents] == [
        ("statute", "Statut.pdf"),
        ("application_form", "prijava.pdf"),
    ]
    said = {
        check.code: given.answer.value
        for check in detail.checks
        for given in check.given
        if given.automatic
    }
    assert (said["A1"], said["A6"], said["A8"], said["EL-9"]) == ("yes", "yes", "yes", "yes")


def test_what_cannot_be_read_is_told_at_its_place(reception: Reception) -> None:
    wrong = {
        **TYPED,
        "applicant.city": " ",
        "applicant.country": "Atlantida",
        "applicant.shoe_size": "43",
        "funding.requested": "devet hiljada",
        "declaration.signed_on": "31.02.2023.",
        "budget": "1 | Koordinatorka | mesec | 8\n7 | Ostalo | kom | 1 | 5\n1 | A | m | -1 | 5",
    }
    assert codes(plan(reception, wrong)) == [
        ("applications.budget_heading", "budget:2"),
        ("applications.budget_line_parts", "budget:1"),
        ("applications.choice_unknown", "applicant.country"),
        ("applications.core_empty", "applicant.city"),
        ("applications.key_unknown", "applicant.shoe_size"),
        ("applications.out_of_range", "budget.1.1.units"),
        ("documents.not_a_date", "declaration.signed_on"),
        ("documents.not_an_amount", "funding.requested"),
    ]
    with refused("applications.core_empty"):
        reception.desk.run(
            enter_paper,
            call_id=reception.call_id,
            scan=scan(reception),
            received_at=ON_TIME,
            values={key: text for key, text in TYPED.items() if key != "applicant.city"},
        )
    assert reception.rows() == ()


def test_paper_after_a_form_of_the_same_organisation_is_its_revision(
    reception: Reception,
) -> None:
    reception.lay("vrbak.xlsx", reception.form())
    reception.note("vrbak.xlsx,2023-10-29T10:00:00Z,excel_form")
    reception.receive()
    values = {**TYPED, "applicant.name": "Udruženje „Vrbak“ Zaječar"}
    (item,) = plan(reception, values).items
    assert (item.decision.kind.value, item.decision.number) == ("revision", "IP-001")
    first = item.findings[0]
    assert (first.code, first.where.file) == ("applications.known_as", "prijava.pdf")
    late = plan(reception, values, LATE).items[0]
    assert [one.code for one in late.findings][:3] == [
        "applications.repeats",
        "applications.known_as",
        "applications.late",
    ]


def test_the_same_paper_twice_is_refused(reception: Reception) -> None:
    def enter() -> None:
        reception.desk.run(
            enter_paper,
            call_id=reception.call_id,
            scan=scan(reception),
            received_at=ON_TIME,
            values=TYPED,
        )

    enter()
    with refused("applications.paper_known"):
        enter()
    assert len(reception.rows()) == 1


def test_partner_of_the_programme_and_what_breaks_the_limits_are_findings(
    reception: Reception,
) -> None:
    values = {
        **TYPED,
        "applicant.name": "ASB South-East Europe",
        "applicant.registered_on": "1.9.2023.",
        "project.duration_months": "24",
        "funding.requested": "16.000,00",
    }
    (item,) = plan(reception, values).items
    assert {
        "applications.partner_of_action",
        "applications.budget_unbalanced",
        "applications.amount_outside",
        "applications.duration_outside",
        "applications.registered_too_short",
    } <= {one.code for one in item.findings}
    assert all(one.where.file == "prijava.pdf" for one in item.findings)


def test_reasons_have_one_code_each() -> None:
    assert len(set(DISMISSAL_REASONS)) == len(DISMISSAL_REASONS)
