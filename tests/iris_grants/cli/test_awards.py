"""Tests of `awards` and of the commands on clarifications and paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.iris_grants.cli.conftest import Run
from tests.iris_grants.funding import open_funding

CALL = "IRIS/2023/1"
PAPER = (
    "applicant.name=Udruženje Grab",
    "applicant.country=RS",
    "applicant.city=Bor",
    "applicant.register_no=17000037",
    "project.title=Igraonica",
    "project.duration_months=8",
    "funding.requested=8.000,00",
)


@pytest.fixture
def funded(tmp_path: Path) -> Path:
    """A store with one selected, one reserve, one rejected and one received application."""
    path = tmp_path / "programme.iris"
    funding = open_funding(str(path))
    funding.apply(1)
    funding.apply(2, state="reserve", reason="envelope")
    funding.apply(3, state="rejected", reason="gate_overall")
    funding.apply(4, state="received")
    funding.fix_now()
    funding.close()
    return path


def test_awards_move_from_proposal_to_reserve_and_letters(run: Run, funded: Path) -> None:
    as_mila = ("--as", "Mila Ogledna")
    proposed = run("awards", "propose", funded, CALL, "IP-001", *as_mila)
    assert (proposed.status, proposed.out) == (0, "IP-001: the negotiation is open\n")
    (award,) = run("awards", "list", funded, "--json", *as_mila).document["awards"]
    assert (award["state"], len(award["lines"])) == ("proposed", 3)
    (row,) = run("awards", "reserve", funded, CALL, "--json", *as_mila).document["reserve"]
    assert (row["number"], row["waiting"], row["offered"]["amount"]) == (
        "IP-002",
        None,
        "10000.00",
    )
    assert "next: 10,000.00 EUR" in run("awards", "reserve", funded, CALL, *as_mila).out
    taken = run("awards", "propose", funded, CALL, "IP-002", *as_mila)
    assert taken.status == 0
    left = run("awards", "ceiling", funded, "--json", *as_mila).document["organisations"]
    assert [one["proposed"]["amount"] for one in left] == ["10000.00", "10000.00"]
    plan = run("awards", "letters", funded, CALL, "--plan", *as_mila)
    assert [line.split()[0] for line in plan.out.splitlines()[2:]] == ["IP-003", "IP-004"]
    arguments = ("--register-no", "300/2023", "--on", "2023-12-01")
    written = run("awards", "letters", funded, CALL, *arguments, *as_mila)
    assert (written.status, written.out) == (0, "2 letters written\n")
    again = run("awards", "letters", funded, CALL, *arguments, *as_mila)
    assert (again.status, again.err) == (1, "No letter is due: every applicant has been told.\n")


def test_complaint_goes_from_receipt_to_answer(run: Run, funded: Path, tmp_path: Path) -> None:
    as_mila = ("--as", "Mila Ogledna")
    paper = tmp_path / "prigovor.pdf"
    paper.write_bytes(b"%PDF-1.4")
    entered = run(
        "awards", "complain", funded, CALL, "IP-003", "--received", "2023-12-05",
        "--grounds", "Bez obrazloženja.", "--file", paper, *as_mila,
    )  # fmt: skip
    assert entered.out == "Complaint no. 1, IP-003: received\n"
    given = run("awards", "assign-complaint", funded, CALL, 1, "--to", "Vuk Probni", *as_mila)
    assert given.out == "Complaint no. 1, IP-003: under decision\n"
    verdict = ("--decision", "dismissed", "--reason", "Obrazloženo.", "--on", "2023-12-10")
    refused = run("awards", "decide-complaint", funded, CALL, 1, *verdict, *as_mila)
    assert (refused.status, refused.err) == (1, "Vuk Probni was asked to decide this complaint.\n")
    decided = run("awards", "decide-complaint", funded, CALL, 1, *verdict, "--as", "Vuk Probni")
    assert decided.status == 0
    answered = run(
        "awards", "answer-complaint", funded, CALL, 1, "--register-no", "310/2023",
        "--on", "2023-12-11", *as_mila,
    )  # fmt: skip
    assert answered.out == "Complaint no. 1, IP-003: answered, dismissed as unfounded\n"
    (row,) = run("awards", "complaints", funded, CALL, "--json", *as_mila).document["complaints"]
    assert (row["in_time"], row["decided_by"], row["state"]) == (True, "Vuk Probni", "answered")
    missing = run("awards", "assign-complaint", funded, CALL, 9, "--to", "Vuk Probni", *as_mila)
    assert missing.status == 1


def test_clarification_and_paper_on_the_command_line(
    run: Run, funded: Path, tmp_path: Path
) -> None:
    as_mila = ("--as", "Mila Ogledna")
    asked = run(
        "applications", "clarify", funded, CALL, "IP-004", "--questions", "Statut?\\nPečat?",
        "--register-no", "90/2023", "--on", "2023-11-02", "--due", "2023-11-07", *as_mila,
    )  # fmt: skip
    assert (asked.status, asked.out) == (0, "IP-004: clarification asked\n")
    wrong = run(
        "applications", "clarified", funded, CALL, "IP-004", "--received", "jutros",
        "--by", "Proba", "--note", "Da.", *as_mila,
    )  # fmt: skip
    assert (wrong.status, "--received" in wrong.err) == (1, True)
    late = run(
        "applications", "clarified", funded, CALL, "IP-004", "--received", "2023-11-08",
        "--by", "Proba", "--note", "Da.", *as_mila,
    )  # fmt: skip
    assert late.out == "IP-004: answered late\n"
    found = run("applications", "clarifications", funded, CALL, "--json", *as_mila).document
    assert [one["state"] for one in found["clarifications"]] == ["late"]
    scan, budget = tmp_path / "prijava.pdf", tmp_path / "budzet.txt"
    scan.write_bytes(b"%PDF-1.4")
    budget.write_text("1 | Koordinatorka | mesec | 8 | 1.000,00\n", encoding="utf-8")
    entered = run(
        "applications", "paper", funded, CALL, scan, *PAPER, "--received", "2023-10-30T16:59",
        "--budget", budget, *as_mila,
    )  # fmt: skip
    assert (entered.status, entered.out) == (0, "IP-005: paper, Udruženje Grab\n")
    assert "The declaration lacks its signatory or date." in entered.err
    bad = run(
        "applications", "paper", funded, CALL, scan, *PAPER[:-1], "funding.requested=osam",
        "--received", "2023-10-30T16:59", *as_mila,
    )  # fmt: skip
    assert (bad.status, "funding.requested" in bad.err) == (1, True)
