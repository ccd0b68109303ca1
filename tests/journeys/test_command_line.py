"""The whole line through the command line: it leaves the store that the sample leaves."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from db.store import Store
from iris_grants.awards.queries import LineRow
from iris_grants.calls.parse import parse_call
from iris_grants.cli.main import main
from iris_grants.demo import licence, money
from iris_grants.demo.assessing import fill_in
from iris_grants.demo.cast import (
    APPROVER,
    COMMITTEE,
    FINANCE,
    MENTOR,
    OFFICE,
    OFFICER,
    SECRETARY,
)
from iris_grants.demo.committee import TIE_CONFIRMED
from iris_grants.demo.forms import write_forms
from iris_grants.demo.intake import REMARKS
from iris_grants.demo.merging import BY_TELEPHONE
from iris_grants.demo.office import sample_call
from iris_grants.finance.ledger_form import ledger_workbook
from iris_grants.finance.queries import ExpenditureRow
from iris_grants.grants.queries import credited_minor
from iris_grants.licensing.queries import gaps_of
from iris_grants.licensing.standards import standards_pack
from tests.journeys.comparison import said_by

CALL = "IP-SG-2023"
TOLD = (
    "application_check",
    "assessment",
    "award",
    "budget_line",
    "document",
    "expenditure",
    "licence",
    "payment",
    "ranking_row",
    "score",
)
"""Tables that must hold something, so that two empty stores are not found equal."""

Said = dict[str, Any]


class Office:
    """People at a terminal: each command in somebody's name, its answer as JSON."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.store = str(folder / "programme.iris")
        self._capsys = capsys

    def do(self, *words: str, by: str = OFFICER) -> str:
        """Run a command that must succeed; what it printed."""
        status = main([*words, "--as", by])
        out, err = self._capsys.readouterr()
        assert status == 0, f"{words}: {err}"
        return out

    def ask(self, *words: str, by: str = OFFICER) -> Said:
        """Run a command with `--json`."""
        found: Said = json.loads(self.do(*words, "--json", by=by))
        return found

    def run(self, operation: str, by: str = OFFICER, **values: Any) -> Any:
        """Run any operation; what it gives."""
        words = [f"{name}={value}" for name, value in values.items() if value is not None]
        return self.ask("run", self.store, operation, *words, by=by)["result"]


@pytest.mark.timeout(900)
def test_the_whole_line_leaves_the_store_of_the_sample(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office = Office(tmp_path, capsys)
    tell(office)
    told = Store.open(office.store, write=False)
    wanted = Store.open(sample / "iris-progres.iris", write=False)
    with closing(told), closing(wanted):
        first, second = said_by(told), said_by(wanted)
    assert first.keys() == second.keys()
    assert all(second[table] for table in TOLD), "the sample tells less than it should"
    for table in second:
        assert first[table] == second[table], table


def tell(office: Office) -> None:
    """The story of the sample, command by command."""
    steps: tuple[Callable[[Office], None], ...] = (
        _found,
        _receive,
        _check,
        _appoint,
        _score,
        _fix,
        _award,
        _contract,
        _spend,
        _license,
        _hand_out,
    )
    for step in steps:
        step(office)


def _found(office: Office) -> None:
    office.do("new", office.store)
    mine = next(one for one in _people(office) if one["name"] == OFFICER)
    office.run(
        "people.set_roles", person_id=mine["id"], roles="administrator,grants_officer,secretary"
    )
    for colleague in OFFICE:
        roles = [word for role in sorted(colleague.roles) for word in ("--role", str(role))]
        office.do("people", "add", office.store, colleague.name, *roles)
    template = office.folder / "call.yaml"
    template.write_text(yaml.safe_dump(dict(sample_call()), allow_unicode=True), encoding="utf-8")
    office.do("call", "load", office.store, str(template))
    office.do("call", "publish", office.store, CALL)
    office.do("call", "form", office.store, CALL, "--out", str(office.folder / "form.xlsx"))


def _receive(office: Office) -> None:
    calls = office.ask("call", "list", office.store)["calls"]
    forms = office.folder / "forms"
    write_forms(parse_call(sample_call()), call_fingerprint=calls[0]["fingerprint"], out=forms)
    office.do("call", "close", office.store, CALL)
    planned = office.do("applications", "import", office.store, CALL, str(forms), "--plan")
    assert "IP-006" in planned
    office.do("applications", "import", office.store, CALL, str(forms))


def _check(office: Office) -> None:
    for row in _applications(office):
        number = row["number"]
        if row["minutes_late"] or row["duplicate_of"]:
            reason = "late" if row["minutes_late"] else "duplicate"
            office.do("applications", "dismiss", office.store, CALL, number, "--reason", reason)
            continue
        detail = office.ask("applications", "show", office.store, CALL, number)
        for person in (OFFICER, SECRETARY):
            _answer(office, number, detail["checks"], person)
        office.do("applications", "admit", office.store, CALL, number)


def _answer(office: Office, number: str, checks: list[Said], person: str) -> None:
    """All questions at once; those with a remark by themselves."""
    answers = {}
    for check in checks:
        automatic = [given["answer"] for given in check["given"] if given["automatic"]]
        answers[check["code"]] = automatic[0] if automatic else "yes"
    plain = [f"{code}={answer}" for code, answer in answers.items() if code not in REMARKS]
    office.do("applications", "check", office.store, CALL, number, *plain, by=person)
    for code, remark in REMARKS.items():
        asked = (CALL, number, f"{code}={answers[code]}", "--remark", remark)
        office.do("applications", "check", office.store, *asked, by=person)


def _appoint(office: Office) -> None:
    for one in COMMITTEE:
        if one.name not in {person["name"] for person in _people(office)}:
            organisation = ("--organisation", one.organisation)
            office.do("people", "add", office.store, one.name, "--role", "assessor", *organisation)
        role = ("--person", one.name, "--role", one.role, "--code", one.code)
        office.do("scoring", "member", office.store, CALL, *role, "--country", one.country)
        paper = office.folder / f"Izjava {one.code}.pdf"
        paper.write_bytes(b"%PDF-1.4 signed")
        where = (CALL, one.code, str(paper))
        office.do("scoring", "declare", "--on", "2023-11-08", office.store, *where)
    office.run("scoring.detect_conflicts", call_id=_call_id(office))
    answer = (CALL, "C", "IP-001", "--confirm", "--reason", TIE_CONFIRMED)
    office.do("scoring", "answer", office.store, *answer)
    office.do("scoring", "assign", office.store, CALL)


def _score(office: Office) -> None:
    _round(office)
    office.do("scoring", "third", office.store, CALL)
    _round(office)


def _round(office: Office) -> None:
    """Packages out, sheets filled in Excel, returns merged, keys confirmed."""
    passphrases = office.folder / "passphrases.txt"
    lines = [f"{one.code} {one.passphrase}" for one in COMMITTEE if one.passphrase]
    passphrases.write_text("\n".join(lines) + "\n", encoding="utf-8")
    out = office.folder / "packages"
    known = set(out.glob("*.iris-package"))
    target = ("--out", str(out), "--passphrases", str(passphrases))
    office.do("scoring", "packages", office.store, CALL, *target)
    for package in sorted(set(out.glob("*.iris-package")) - known):
        _assess(office, package)


def _assess(office: Office, package: Path) -> None:
    code = package.stem.rpartition("-")[2]
    secret = office.folder / f"{code}.txt"
    passphrase = next(one.passphrase for one in COMMITTEE if one.code == code)
    secret.write_text(passphrase + "\n", encoding="utf-8")
    key = ("--passphrase-file", str(secret))
    sheet, back = package.with_suffix(".xlsx"), package.with_suffix(".iris-return")
    office.do("scoring", "sheet", str(package), *key, "--out", str(sheet), "--lang", "sr")
    numbers = office.ask("scoring", "overview", str(package), *key)["assessments"]
    titles = {row["application"]: row["title"] for row in numbers}
    fill_in(sheet, parse_call(sample_call()), titles, code)
    office.do("scoring", "fill", str(package), str(sheet), *key)
    office.do("scoring", "return", str(package), *key, "--out", str(back))
    office.do("scoring", "merge", office.store, str(back))
    returned = office.ask("scoring", "returns", office.store, CALL)["returns"]
    fingerprint = next(one["fingerprint"] for one in returned if one["member_code"] == code)
    confirm = (CALL, code, fingerprint, "--note", BY_TELEPHONE)
    office.do("scoring", "confirm-key", office.store, *confirm)


def _fix(office: Office) -> None:
    office.do("ranking", "fix", office.store, CALL)
    office.do("scoring", "papers", office.store, CALL, "--lang", "sr")
    out = office.folder / "ranking"
    office.do("ranking", "export", office.store, CALL, "--out", str(out))
    office.do("ranking", "recompute", str(out))


def _award(office: Office) -> None:
    for row in _applications(office):
        if row["state"] == "selected":
            office.run("awards.propose", application_id=row["id"])
    for number, award in enumerate(_awards(office), start=1):
        lines = [LineRow(**line) for line in award["lines"]]
        for line_id, (minor, reason) in money.negotiated(lines).items():
            agreed = f"{minor // 100}.{minor % 100:02d} EUR"
            office.run("awards.agree_line", line_id=line_id, agreed=agreed, reason=reason)
        office.run("awards.agree_all", award_id=award["id"])
        office.run(
            "awards.grant",
            by=APPROVER,
            award_id=award["id"],
            decision_no=f"IP-O-{number:03d}/2023",
            decided_on="2023-11-28",
        )
    for number, row in enumerate(_applications(office), start=1):
        office.run(
            "awards.write_letter",
            application_id=row["id"],
            register_no=f"{100 + number}/2023",
            written_on="2023-11-30",
            language="sr" if row["language"] == "sr" else "en",
        )


def _contract(office: Office) -> None:
    for number, award in enumerate(_awards(office), start=1):
        office.run(
            "grants.draft",
            award_id=award["id"],
            number=f"IP-G-{number:03d}",
            starts_on=money.START,
            ends_on=money.END,
            preset="80-20",
            accounting_currency="RSD",
        )
    second = _grants(office)[1]
    account = office.run(
        "organisations.add_account",
        by=FINANCE,
        organisation_id=second["organisation_id"],
        iban=money.IBANS[second["application_number"]],
        holder=second["organisation"],
    )
    office.run("grants.choose_account", grant_id=second["id"], bank_account_id=account)
    for grant in _grants(office):
        _sign(office, grant)
    _pay(office, _grants(office)[0])


def _sign(office: Office, grant: Said) -> None:
    office.run(
        "grants.record_sanctions_check",
        organisation_id=grant["organisation_id"],
        checked_on="2023-12-08",
        list_version=money.LIST_VERSION,
        searched=grant["organisation"],
        result="no_match",
    )
    office.run(
        "grants.sign",
        by=APPROVER,
        grant_id=grant["id"],
        signed_by_us_on="2023-12-11",
        signed_by_grantee_on="2023-12-12",
    )
    office.run("grants.write_contract", grant_id=grant["id"], language="sr")


def _pay(office: Office, grant: Said) -> None:
    shown = office.ask("grants", "show", office.store, grant["number"])
    first = shown["instalments"][0]
    payment = office.run(
        "grants.prepare_payment",
        by=FINANCE,
        instalment_id=first["id"],
        paid_on="2023-12-20",
        bank_ref=money.BANK_ORDER,
    )
    office.run("grants.approve_payment", by=APPROVER, payment_id=payment)
    paid = Decimal(first["amount"]["amount"])
    local = credited_minor(int(paid * 100), money.RATE)
    office.run(
        "grants.record_credit",
        by=FINANCE,
        payment_id=payment,
        credited_on="2023-12-22",
        local=f"{local // 100}.{local % 100:02d} RSD",
        rate=money.RATE,
    )


def _spend(office: Office) -> None:
    office.run(
        "finance.record_rate",
        by=FINANCE,
        kind="inforeuro_month",
        currency="MKD",
        valid_on="2024-02-01",
        rate=money.MONTH_RATE,
        source=money.MONTH_SOURCE,
    )
    grant = _grants(office)[0]
    path = office.folder / f"{grant['number']}-troskovi.xlsx"
    with closing(Store.open(office.store, write=False)) as store, store.read() as session:
        data = ledger_workbook(session, grant["id"], language="sr", entries=money.ENTRIES)
    path.write_bytes(data)
    office.do("finance", "ledger", office.store, grant["number"], str(path), by=FINANCE)
    costs = office.ask("finance", "costs", office.store, grant["number"])["costs"]
    rows = [ExpenditureRow(**cost) for cost in costs]
    for cost, (decision, words) in money.decisions(rows).items():
        if decision == "disallow":
            whole = next(row.eur_minor for row in rows if row.id == cost)
            values = {"disallowed": f"{whole // 100}.{whole % 100:02d} EUR", "reason": words}
            office.run("finance.disallow_cost", by=FINANCE, expenditure_id=cost, **values)
        elif decision == "ask":
            office.run("finance.question_cost", by=FINANCE, expenditure_id=cost, question=words)
        else:
            office.run("finance.accept_cost", by=FINANCE, expenditure_id=cost)
    office.do("finance", "report", office.store, grant["number"], "--out", f"{path}.report.xlsx")
    office.do("finance", "budgets", office.store, "--out", f"{path}.budgets.xlsx")


def _license(office: Office) -> None:
    pack = office.run("programme.adopt_shipped", by=MENTOR, name="standards/RS-PERSONAL-ASSISTANCE")
    first = _applications(office)[0]
    case = office.run(
        "licensing.open_case",
        by=MENTOR,
        number=licence.CASE_NUMBER,
        organisation_id=first["organisation_id"],
        service=licence.SERVICE,
        goal="licence",
        standards_pack_id=pack,
        opened_on="2024-03-04",
    )
    office.run(
        "licensing.answer_conditions",
        by=MENTOR,
        organisation_id=first["organisation_id"],
        answered_on="2024-03-04",
        evidence=licence.SELECTION_EVIDENCE,
    )
    _step(office, case, "selected", "2024-03-11")
    mentor = next(one["id"] for one in _people(office) if one["name"] == MENTOR)
    office.run("licensing.assign_mentor", by=MENTOR, case_id=case, person_id=mentor)
    _step(office, case, "mentor_assigned", "2024-03-14")
    _close_gaps(office, case)
    with closing(Store.open(office.store, write=False)) as store, store.read() as session:
        documents = standards_pack(session, pack).documents
    for document in documents:
        _file(office, case, document.kind, f"{document.code} {document.text['sr']}.pdf")
    for stage, day, note in licence.STEPS:
        if stage == "mock_review":
            _visit(office, case, "mock_review", day.isoformat(), note, verdict="ready")
        _step(office, case, stage, day.isoformat(), note)
    _come_to_the_authority(office, case)


def _come_to_the_authority(office: Office, case: str) -> None:
    number, day, name = licence.FILED
    receipt = _file(office, case, "filing_receipt", name)
    office.run(
        "licensing.file_application",
        by=MENTOR,
        case_id=case,
        number=number,
        filed_on=day.isoformat(),
        document_id=receipt,
    )
    stage, day, note = licence.REVIEW
    _step(office, case, stage, day.isoformat(), note)
    paper = _file(office, case, "licence", "Rešenje o licenci.pdf")
    office.run(
        "licensing.record_licence",
        by=MENTOR,
        case_id=case,
        number="UZORAK-2024-01",
        issued_on="2024-12-10",
        valid_from="2024-12-16",
        valid_to="2030-12-15",
        limited="no",
        document_id=paper,
    )


def _close_gaps(office: Office, case: str) -> None:
    with closing(Store.open(office.store, write=False)) as store, store.read() as session:
        codes = [gap.code for gap in gaps_of(session, case)]
    for code in codes:
        state, finding, *_plan = licence.OPEN_GAPS.get(code, ("met", None, "", 0))
        own = {"by": MENTOR, "case_id": case, "code": code}
        office.run("licensing.assess_gap", self_state="met", **own)
        office.run("licensing.verify_gap", verified_state=state, finding=finding, **own)
    visited_on, finding = licence.VISIT
    _visit(office, case, "mentor", visited_on.isoformat(), finding)
    _step(office, case, "gap_self_assessment", "2024-04-08")
    _step(office, case, "gap_verified", "2024-04-22")
    for code, (_state, _finding, action, cost) in licence.OPEN_GAPS.items():
        office.run(
            "licensing.plan_action",
            by=MENTOR,
            case_id=case,
            code=code,
            action=action,
            responsible="koordinatorka usluge",
            due_on="2024-08-31",
            cost=f"{cost} EUR",
        )
    approved_on, approved_by = licence.APPROVED
    office.run(
        "licensing.approve_plan",
        by=MENTOR,
        case_id=case,
        approved_on=approved_on.isoformat(),
        approved_by=approved_by,
    )
    for code in licence.OPEN_GAPS:
        own = {"by": MENTOR, "case_id": case, "code": code}
        office.run("licensing.close_gap", done_on="2024-08-26", **own)


def _visit(office: Office, case: str, kind: str, day: str, finding: str, **more: str) -> None:
    office.run(
        "licensing.record_visit",
        by=MENTOR,
        case_id=case,
        kind=kind,
        visited_on=day,
        visitor=MENTOR,
        finding=finding,
        **more,
    )


def _step(office: Office, case: str, stage: str, day: str, note: str | None = None) -> None:
    values = {"case_id": case, "stage": stage, "reached_on": day, "note": note}
    office.run("licensing.reach_stage", by=MENTOR, **values)


def _file(office: Office, case: str, kind: str, name: str) -> str:
    path = office.folder / name
    path.write_bytes(b"%PDF-1.4 sample")
    values = {"subject_kind": "case", "subject_id": case, "kind": kind, "path": path}
    return str(office.run("documents.file", by=MENTOR, **values))


def _hand_out(office: Office) -> None:
    out = office.folder / "dossiers"
    office.do("dossier", "export", office.store, "--all", "--out", str(out), "--lang", "sr")
    office.do("dossier", "verify", str(out))
    checked = office.ask("store", "check", office.store)
    assert checked["problems"] == []


def _people(office: Office) -> list[Said]:
    found: list[Said] = office.ask("people", "list", office.store)["people"]
    return found


def _applications(office: Office) -> list[Said]:
    found: list[Said] = office.ask("applications", "list", office.store, CALL)["applications"]
    return found


def _awards(office: Office) -> list[Said]:
    found: list[Said] = office.ask("awards", "list", office.store)["awards"]
    return found


def _grants(office: Office) -> list[Said]:
    found: list[Said] = office.ask("grants", "list", office.store)["grants"]
    return found


def _call_id(office: Office) -> str:
    return str(office.ask("call", "list", office.store)["calls"][0]["id"])
