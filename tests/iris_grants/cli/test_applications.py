"""Applications on the command line: form, plan, import, checks, and every kind of bad input."""

from __future__ import annotations

import os
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from iris_grants.calls.form import write_form
from iris_grants.calls.form_layout import DECLARATIONS
from iris_grants.calls.form_parts import CellValue
from iris_grants.calls.queries import call_by_number, terms_of
from iris_grants.people.desks import open_reader
from tests.iris_grants.calls.sample_values import retype, sample_values
from tests.iris_grants.cli.conftest import Ran, Run

CALL = "IP-SG-2023"
OFFICER = ("--as", "Mila Ogledna")
EARLIER = (
    "This form was made from an earlier version of the call IP-SG-2023; "
    "the applicant needs the published one."
)


@pytest.fixture
def published(run: Run, store: str) -> str:
    """A store with the sample call, published."""
    return with_call(run, store)


@pytest.fixture
def form(published: str) -> Callable[..., bytes]:
    """Writes filled forms of the call."""
    return writer(published)


def publish(run: Run, store: str) -> str:
    """A new store with the sample call, published."""
    assert run("new", store, *OFFICER).status == 0
    return with_call(run, store)


def with_call(run: Run, store: str) -> str:
    """Load and publish the sample call."""
    assert run("call", "load", store, "iris-progres-2023", *OFFICER).status == 0
    assert run("call", "publish", store, CALL, *OFFICER).status == 0
    return store


def writer(store: str) -> Callable[..., bytes]:
    """Writes filled forms of the call of a store."""
    desk = open_reader(store)
    with desk.read() as session:
        call = call_by_number(session, CALL)
        terms = terms_of(session, call.id)
    desk.store.close()

    def write(**changes: CellValue | None) -> bytes:
        values = sample_values(**changes)
        values |= {f"answer.{question.code}": "Tekst" for question in terms.questions}
        values |= {f"declaration.{name}": "yes" for name in DECLARATIONS}
        return write_form(terms, call_fingerprint=call.fingerprint, language="sr", values=values)

    return write


def lay(folder: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def listed(run: Run, store: str) -> list[tuple[str, str, str]]:
    rows = run("applications", "list", store, CALL, "--json").document["applications"]
    return [(row["number"], row["organisation"], row["state"]) for row in rows]


def test_form_is_written_in_the_language_asked_for(
    run: Run, published: str, tmp_path: Path
) -> None:
    out = tmp_path / "obrazac.xlsx"
    ran = run("call", "form", published, CALL, "--out", out, "--lang", "sr")
    assert (ran.status, ran.err) == (0, "")
    assert out.read_bytes()[:2] == b"PK"
    again = run("call", "form", published, CALL, "--out", out)
    assert (again.status, again.err.count("\n")) == (1, 1)


def test_form_of_a_draft_is_warned_of(run: Run, store: str, tmp_path: Path) -> None:
    run("call", "load", store, "iris-progres-2023", *OFFICER)
    ran = run("call", "form", store, CALL, "--out", tmp_path / "form.xlsx")
    assert ran.status == 0
    assert ran.err == (
        "Warning: The call IP-SG-2023 is still a draft: if it changes, this form will be refused.\n"
    )


def test_plan_changes_nothing_and_import_does_what_it_said(
    run: Run, published: str, form: Callable[..., bytes], tmp_path: Path
) -> None:
    tray = lay(
        tmp_path / "tray",
        {
            "01 Vrbak/form.xlsx": form(),
            "01 Vrbak/Statut.pdf": b"statute",
            "02 Most/form.xlsx": form(
                applicant__name="Удружење Мост", applicant__register_no="17000022"
            ),
            "received.csv": (
                b"path,received_at,medium\n"
                b"01 Vrbak,2023-10-20 10:00,\n02 Most,2023-10-30 18:03,paper\n"
            ),
        },
    )
    plan = run("applications", "import", published, CALL, tray, "--plan", "--json")
    assert plan.status == 0
    assert plan.document["executed"] is False
    assert [(i["number"], i["kind"], i["minutes_late"]) for i in plan.document["items"]] == [
        ("IP-001", "new", 0),
        ("IP-002", "new", 3),
    ]
    assert listed(run, published) == []

    ran = run("applications", "import", published, CALL, tray, *OFFICER)
    assert ran.status == 0
    assert ran.out.splitlines()[-1] == (
        "new application: 2, revision: 0, duplicate, left out: 0, older edition, left out: 0, "
        "late: 1 (imported)"
    )
    assert listed(run, published) == [
        ("IP-001", "Udruženje Vrbak", "received"),
        ("IP-002", "Удружење Мост", "received"),
    ]


def test_received_option_dates_everything(
    run: Run, published: str, form: Callable[..., bytes], tmp_path: Path
) -> None:
    tray = lay(tmp_path / "tray", {"form.xlsx": form()})
    arguments = ("applications", "import", published, CALL, tray, "--plan", "--json")
    ran = run(*arguments, "--received", "30.10.2023 18:00")
    assert [i["received_at"] for i in ran.document["items"]] == ["2023-10-30T17:00:00Z"]
    assert [i["minutes_late"] for i in ran.document["items"]] == [0]
    wrong = run(*arguments, "--received", "soon")
    assert (wrong.status, wrong.document["problems"][0]["code"]) == (
        1,
        "applications.time_unreadable",
    )


def test_checks_and_decisions(
    run: Run, published: str, form: Callable[..., bytes], tmp_path: Path
) -> None:
    tray = lay(tmp_path / "tray", {"form.xlsx": form()})
    run("applications", "import", published, CALL, tray, "--received", "2023-10-20 10:00", *OFFICER)
    one = (published, CALL, "IP-001")
    ran = run("applications", "check", *one, "A3=yes", "EL-2=no", *OFFICER)
    assert (ran.status, ran.out) == (0, "IP-001: 2 answers recorded\n")
    assert run("applications", "admit", *one, *OFFICER).status == 1
    shown = run("applications", "show", *one)
    assert (shown.status, shown.out.splitlines()[0]) == (0, "No.: IP-001")
    late = run("applications", "dismiss", *one, "--reason", "late", *OFFICER)
    assert (late.status, late.err) == (1, "The application IP-001 arrived in time.\n")
    ran = run("applications", "dismiss", *one, "--reason", "incomplete", *OFFICER)
    assert (ran.status, ran.out) == (0, "IP-001: dismissed (incomplete)\n")
    assert run("applications", "reopen", *one, *OFFICER).out == "IP-001: under check\n"
    ran = run("applications", "withdraw", *one, *OFFICER)
    assert ran.out == "IP-001: taken back (taken back by the applicant)\n"


def zipped(files: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def strange_workbook() -> bytes:
    out = BytesIO()
    Workbook().save(out)
    return out.getvalue()


def bad_forms(good: bytes) -> dict[str, tuple[bytes, str]]:
    """Content of a form and the one line that is said of it."""
    return {
        "not ours": (
            strange_workbook(),
            "form.xlsx: This workbook is not an application form of this program.",
        ),
        "another call": (
            retype(good, {("_iris", "B1"): "IP-2"}),
            "form.xlsx: This is the form of the call IP-2, not of IP-SG-2023.",
        ),
        "an earlier version": (
            retype(good, {("_iris", "B2"): "00"}),
            f"form.xlsx: {EARLIER}",
        ),
        "a wrong cell": (
            retype(good, {("Podnosilac prijave", "C12"): "davno"}),
            "form.xlsx · Podnosilac prijave · C12: “davno” is not a date; write it as 31.12.2025.",
        ),
        "a formula": (
            retype(good, {("Budžet", "E7"): "=500*2"}),
            "form.xlsx · Budžet · E7: A value is expected here, not a formula (=500*2).",
        ),
        "a truncated workbook": (
            good[:5000],
            "form.xlsx: The archive is damaged or cut off; ask for it again.",
        ),
    }


def bad_zips(good: bytes) -> dict[str, tuple[bytes, str]]:
    """Content of a zip and the one line that is said of it."""
    return {
        "a name that leads outside": (
            zipped({"../form.xlsx": good}),
            "in.zip: The name ../form.xlsx leads out of the archive; the archive is not opened.",
        ),
        "a bomb": (
            zipped({"form.xlsx": b"\0" * 40_000_000}),
            "in.zip: form.xlsx would unpack to an absurd size; it is not opened.",
        ),
        "a truncated zip": (
            zipped({"form.xlsx": good})[:-30],
            "in.zip: The archive is damaged or cut off; ask for it again.",
        ),
    }


CASES = (
    "not ours",
    "another call",
    "an earlier version",
    "a wrong cell",
    "a formula",
    "a name that leads outside",
    "a bomb",
    "a truncated workbook",
    "a truncated zip",
)


def store_bytes(address: str) -> dict[str, bytes]:
    path = Path(address)
    return {name: Path(f"{path}{name}").read_bytes() for name in ("", "-files")}


def refused(run: Run, published: str, tray: Path, *options: str) -> Ran:
    return run("applications", "import", published, CALL, tray, *options, *OFFICER)


@pytest.mark.parametrize("case", CASES)
def test_bad_input_is_one_sentence_and_the_store_is_what_it_was(
    run: Run,
    tmp_path: Path,
    case: str,
) -> None:
    published = publish(run, str(tmp_path / "office.iris"))
    good = writer(published)()
    name = "form.xlsx" if case in bad_forms(good) else "in.zip"
    data, sentence = (bad_forms(good) | bad_zips(good))[case]
    path = lay(tmp_path / "tray", {name: data}) / name
    before = store_bytes(published)
    ran = refused(run, published, path)
    assert ran.status == 1
    assert [line for line in ran.err.splitlines() if line != "Reading the forms"] == [sentence]
    assert ran.out == ""
    assert listed(run, published) == []
    assert store_bytes(published) == before
    assert os.listdir(tmp_path / "tray") == [name]


def test_good_form_beside_a_bad_one_is_not_imported_either(
    run: Run, published: str, form: Callable[..., bytes], tmp_path: Path
) -> None:
    files = {"a/form.xlsx": form(), "b/form.xlsx": retype(form(), {("Budžet", "D7"): "=2"})}
    ran = refused(run, published, lay(tmp_path / "tray", files), "--json")
    assert (ran.status, [each["code"] for each in ran.document["problems"]]) == (
        1,
        ["documents.formula_not_input"],
    )
    assert listed(run, published) == []
