"""The plan says what would become of every file, and changes nothing."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from iris_grants.applications.rules.arrivals import ItemKind
from iris_grants.calls.commands import load_call, publish_call
from iris_grants.calls.queries import call_row
from iris_grants.documents.archives import write_zip
from iris_grants.kernel.problems import Refused
from iris_grants.programme.queries import the_programme
from iris_grants.programme.templates import Value
from iris_grants.wording import sentence
from tests.iris_grants.applications.conftest import Reception
from tests.iris_grants.calls.sample_call import sample_template
from tests.iris_grants.calls.sample_values import retype


def kinds(reception: Reception, *paths: Path) -> list[tuple[str, str, str]]:
    plan = reception.plan(*paths)
    assert [sentence(problem) for problem in plan.problems] == []
    return [(i.decision.number, i.decision.kind.value, i.source.name) for i in plan.items]


def problems(reception: Reception, *paths: Path) -> list[str]:
    return [sentence(problem) for problem in reception.plan(*paths).problems]


def test_folders_of_applicants_become_applications_in_order_of_receipt(
    reception: Reception,
) -> None:
    reception.lay("b/form.xlsx", reception.form())
    reception.lay("b/statut.pdf", b"statute of b")
    reception.lay(
        "a/form.xlsx", reception.form(applicant__register_no="17000022", applicant__name="Most")
    )
    reception.note("a,2023-10-21 10:00,", "b,2023-10-20 10:00,paper")
    assert kinds(reception) == [
        ("IP-001", "new", "b/form.xlsx"),
        ("IP-002", "new", "a/form.xlsx"),
    ]
    first = reception.plan().items[0]
    assert first.receipt.received_at == datetime(2023, 10, 20, 8, 0, tzinfo=UTC)
    assert first.receipt.medium == "paper"
    assert [(each.source.name, each.kind) for each in first.attachments] == [
        ("b/statut.pdf", "statute")
    ]


def test_same_organisation_again_is_planned_as_what_it_is(reception: Reception) -> None:
    reception.lay("1.xlsx", reception.form())
    reception.lay("2.xlsx", reception.form(applicant__name="Удружење Врбак"))
    reception.lay("3.xlsx", reception.form(answer__summary="Dopunjeno"))
    reception.lay("4.xlsx", reception.form(answer__summary="Opet"))
    reception.lay("5.xlsx", reception.form(applicant__register_no="17000099"))
    reception.note(
        "1.xlsx,2023-10-20 10:00",
        "2.xlsx,2023-10-20 11:00",
        "3.xlsx,2023-10-30 17:00",
        "4.xlsx,2023-10-30 17:01",
        "5.xlsx,2023-10-30 17:00:59",
    )
    plan = reception.plan()
    decided = [
        (i.decision.number, i.decision.kind.value, i.decision.minutes_late) for i in plan.items
    ]
    assert decided == [
        ("IP-001", "new", 0),
        ("IP-001", "duplicate", 0),
        ("IP-001", "revision", 0),
        ("IP-002", "new", 1),
        ("IP-003", "new", 1),
    ]
    assert plan.items[1].decision.other_spelling == "Udruženje Vrbak"
    assert plan.items[3].decision.resembles == "IP-001"
    assert plan.items[4].decision.again == "IP-001"


def test_without_a_log_the_time_of_the_file_counts_and_is_said(reception: Reception) -> None:
    path = reception.lay("form.xlsx", reception.form())
    os.utime(path, (1698676200, 1698676200))
    (item,) = reception.plan().items
    assert item.receipt.received_at == datetime(2023, 10, 30, 14, 30, tzinfo=UTC)
    assert "applications.receipt_guessed" in {problem.code for problem in item.problems}


@pytest.mark.parametrize("inside", [False, True])
def test_zip_is_read_like_a_folder(reception: Reception, tmp_path: Path, inside: bool) -> None:
    folder = reception.tray if inside else tmp_path
    path = folder / "vrbak.zip"
    with path.open("wb") as out:
        write_zip(out, [("Vrbak/form.xlsx", reception.form()), ("Vrbak/statut.pdf", b"statute")])
    if inside:
        reception.note("vrbak.zip,2023-10-20 10:00")
    plan = reception.plan(reception.tray if inside else path)
    assert [sentence(problem) for problem in plan.problems] == []
    (item,) = plan.items
    assert (item.source.name, [each.kind for each in item.attachments]) == (
        "Vrbak/form.xlsx",
        ["statute"],
    )
    assert item.receipt.logged == inside


def test_zip_without_a_form_is_an_attachment(reception: Reception) -> None:
    reception.lay("form.xlsx", reception.form())
    with (reception.tray / "bilans.zip").open("wb") as out:
        write_zip(out, [("bilans.pdf", b"accounts")])
    (item,) = reception.plan().items
    assert [(each.source.name, each.kind) for each in item.attachments] == [
        ("bilans.zip", "accounts")
    ]


def test_single_files_are_matched_by_their_names(reception: Reception) -> None:
    paths = (
        reception.lay("vrbak.xlsx", reception.form()),
        reception.lay("vrbak statut.pdf", b"statute"),
        reception.lay("most.xlsx", reception.form(applicant__register_no="17000022")),
    )
    plan = reception.plan(*paths)
    assert {i.source.name: [each.source.name for each in i.attachments] for i in plan.items} == {
        "vrbak.xlsx": ["vrbak statut.pdf"],
        "most.xlsx": [],
    }


def test_workbook_that_is_no_form_is_an_attachment_of_its_applicant(reception: Reception) -> None:
    other = retype(reception.form(), {("_iris", "B3"): "something else"})
    reception.lay("a/form.xlsx", reception.form())
    reception.lay("a/bilans.xlsx", other)
    assert kinds(reception) == [("IP-001", "new", "a/form.xlsx")]
    (item,) = reception.plan().items
    assert [(each.source.name, each.kind) for each in item.attachments] == [
        ("a/bilans.xlsx", "accounts")
    ]


def test_what_belongs_to_nobody_is_named(reception: Reception) -> None:
    reception.lay("a/form.xlsx", reception.form())
    reception.lay("b/statut.pdf", b"statute")
    reception.note("a,2023-10-20 10:00", "c,2023-10-20 10:00")
    assert problems(reception) == [
        "received.csv: The log has a receipt of c, but there is no such file.",
        "b/statut.pdf: It cannot be told to which form this file belongs; it is left out.",
    ]


def test_errors_of_several_forms_stand_together(reception: Reception) -> None:
    reception.lay("a/form.xlsx", retype(reception.form(), {("Budžet", "E7"): "=1"}))
    reception.lay("b/form.xlsx", retype(reception.form(), {("Budžet", "E12"): "a lot"}))
    reception.lay("c/form.xlsx", reception.form()[:3000])
    assert problems(reception) == [
        "a/form.xlsx · Budžet · E7: A value is expected here, not a formula (=1).",
        "b/form.xlsx · Budžet · E12: “a lot” is not a number.",
        "c/form.xlsx: The archive is damaged or cut off; ask for it again.",
    ]


def test_empty_tray_is_said(reception: Reception) -> None:
    assert problems(reception) == ["There is no application form among these files."]


def test_wrong_log_is_refused_by_line(reception: Reception) -> None:
    reception.lay("form.xlsx", reception.form())
    reception.note("form.xlsx,soon")
    assert problems(reception) == ["received.csv · 2: “soon” is no time such as 2023-10-30 16:59."]


def test_partner_of_the_programme_is_found_in_any_spelling(reception: Reception) -> None:
    with reception.desk.read() as session:
        lead = the_programme(session).lead_name
    reception.lay("form.xlsx", reception.form(applicant__name=lead.upper()))
    (item,) = reception.plan().items
    given = {answer.question: answer.answer.value for answer in item.answers}
    assert given["EL-9"] == "no"


def test_number_that_is_none_is_a_warning_only(reception: Reception) -> None:
    reception.lay("form.xlsx", reception.form(applicant__tax_no="101134703"))
    (item,) = reception.plan().items
    assert [p.code for p in item.problems if p.where.key == "tax_no"] == [
        "organisations.number_check"
    ]
    assert item.decision.kind is ItemKind.NEW


def test_draft_takes_no_applications(reception: Reception) -> None:
    draft = reception.desk.run(load_call, template=sample_template() | {"number": "X/2"})
    with pytest.raises(Refused) as caught:
        replace(reception, call_id=draft).plan()
    assert [problem.code for problem in caught.value.problems] == ["applications.call_not_open"]


@pytest.mark.parametrize(
    ("policy", "wanted"), [("reject_latest", []), ("reject_all", ["IP-001, IP-002, IP-003"])]
)
def test_third_application_of_one_lead_is_found_and_the_policy_of_the_call_told(
    reception: Reception, policy: str, wanted: list[str]
) -> None:
    limits: Value = {"as_lead": 2, "as_partner": 1, "over_limit": policy}
    template = {**sample_template(), "number": "IRIS/2023/2"}
    template["applications_per_organisation"] = limits
    call_id = reception.desk.run(load_call, template=template)
    reception.desk.run(publish_call, call_id=call_id)
    with reception.desk.read() as session:
        fingerprint = call_row(session, call_id).fingerprint
    second = replace(reception, call_id=call_id, fingerprint=fingerprint)
    for number in "123":
        data = second.form(project__title=f"Projekat {number}")
        second.lay(f"{number}.xlsx", data)
    second.note(*(f"{n}.xlsx,2023-10-2{n}T10:00:00Z,excel_form" for n in "123"))
    items = second.plan().items
    found = [[one.code for one in item.findings] for item in items]
    assert ["applications.too_many_as_lead" in codes for codes in found] == [False, False, True]
    told = [one for one in items[-1].problems if one.code == "applications.all_over_limit"]
    assert [one.params["numbers"] for one in told] == wanted
    assert all("by the call all of them are dismissed" in sentence(one) for one in told)
    assert all(one.where.file == "3.xlsx" for one in items[-1].findings)
