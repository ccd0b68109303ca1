"""The whole line through the window: it leaves the store that the sample leaves."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
import yaml
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from db.store import Store
from iris_grants.applications.queries import ApplicationRow, list_applications
from iris_grants.awards.queries import AwardRow, lines_of, list_awards
from iris_grants.calls.parse import parse_call
from iris_grants.calls.queries import list_calls
from iris_grants.demo import money
from iris_grants.demo.assessing import fill_in
from iris_grants.demo.cast import APPROVER, COMMITTEE, FINANCE, OFFICE, OFFICER, SECRETARY
from iris_grants.demo.committee import TIE_CONFIRMED
from iris_grants.demo.forms import write_forms
from iris_grants.demo.intake import REMARKS
from iris_grants.demo.merging import BY_TELEPHONE
from iris_grants.demo.office import sample_call
from iris_grants.finance.ledger_form import ledger_workbook
from iris_grants.finance.queries import ExpenditureRow, ledger
from iris_grants.grants.queries import GrantRow, credited_minor, instalments_of, list_grants
from iris_grants.kernel.access import Role
from iris_grants.organisations.queries import list_organisations
from iris_grants.people.queries import list_people
from iris_grants.scoring.queries.committee import committee_of, conflicts_of
from iris_grants.scoring.queries.returns import returns_of
from iris_grants.wording import _, set_language
from iris_grants.wording.formats import minor
from tests.journeys.at_window import AtWindow, Table
from tests.journeys.comparison import said_by
from tests.journeys.in_licensing import license_one
from tests.ui import acting
from tests.ui.assessor.driving import Assessor
from ui.applications.checks_dialog import ChecksDialog
from ui.assessor.sending import SentDialog
from ui.awards.negotiation_dialog import NegotiationDialog
from ui.awards.negotiation_model import PARTS
from ui.committee.merge_dialog import SentencesDialog
from ui.committee.passphrases import PassphrasesDialog
from ui.ranking.page import CurrentPage, RankingPage
from ui.shell.theme import Scheme, Theme

THIRD = "third_assessor_needed"


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_the_whole_line_in_the_window_leaves_the_store_of_the_sample(
    qtbot: QtBot,
    qapp: QApplication,
    sample: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    theme = Theme(qapp)
    theme.set_scheme(Scheme.LIGHT)
    set_language("sr_Latn")
    try:
        office = AtWindow(qtbot, theme, tmp_path)
        office.begin(OFFICER, monkeypatch)
        for step in STEPS:
            step(office)
        office.window.close()
    finally:
        set_language("en")
    told = Store.open(office.store, write=False)
    wanted = Store.open(sample / "iris-progres.iris", write=False)
    with closing(told), closing(wanted):
        first, second = said_by(told), said_by(wanted)
    assert first.keys() == second.keys()
    for table in second:
        assert first[table] == second[table], table


def found(office: AtWindow) -> None:
    """People, the call from its template, published, its form written."""
    for colleague in OFFICE:
        page = office.table("people")
        office.fill(
            page.head, "Add a person…", name=colleague.name, roles=tuple(sorted(colleague.roles))
        )
    page = office.table("people", person(office, OFFICER))
    mine = (Role.ADMINISTRATOR, Role.GRANTS_OFFICER, Role.SECRETARY)
    office.fill(page.detail, "Change the roles…", roles=mine)
    template = office.folder / "call.yaml"
    template.write_text(yaml.safe_dump(dict(sample_call()), allow_unicode=True), encoding="utf-8")
    page = office.table("calls")
    office.fill(page.head, "Load a call…", path=template)
    office.select(page, call_id(office))
    office.ask(page.detail, "Publish…")
    form = office.folder / "obrazac.xlsx"
    office.fill(page.detail, "Application form…", language="sr_Latn", path=form)
    assert form.stat().st_size > 0


def receive(office: AtWindow) -> None:
    """The call closes, the forms that came are imported by a plan."""
    fingerprint = office.read(lambda session: list_calls(session)[0].fingerprint)
    forms = office.folder / "forms"
    write_forms(parse_call(sample_call()), call_fingerprint=fingerprint, out=forms)
    page = office.table("calls", call_id(office))
    office.ask(page.detail, "Close the call")
    page = office.table("applications")
    office.fill(page.head, "Import…", folder=forms)
    plan = office.dialog(SentencesDialog)
    assert any("IP-001" in words for words in plan.sentences), plan.sentences
    plan.offered[0].click()
    office.rest()
    assert len(applications(office)) == 6


def check(office: AtWindow) -> None:
    """Late and repeated applications are dismissed; two people check the others."""
    page = office.table("applications")
    for row in applications(office):
        if row.minutes_late or row.duplicate_of:
            office.select(page, row.id)
            office.fill(page.detail, "Dismiss…", reason="late" if row.minutes_late else "duplicate")
    for name in (OFFICER, SECRETARY):
        office.sit(name)
        page = office.table("applications")
        for row in applications(office):
            if row.state != "dismissed":
                office.select(page, row.id)
                _answer(office, page.detail)
    office.sit(OFFICER)
    page = office.table("applications")
    for row in applications(office):
        if row.state != "dismissed":
            office.select(page, row.id)
            office.ask(page.detail, "Admit")


def _answer(office: AtWindow, detail: QWidget) -> None:
    """What the program found is taken over, everything else is yes."""
    office.press(detail, "Answer the checklist…")
    dialog = office.dialog(ChecksDialog)
    dialog.take.click()
    for code, row in dialog.rows.items():
        if row.answer.currentData() is None:
            row.answer.setCurrentIndex(row.answer.findData("yes"))
        row.remark.setText(REMARKS.get(code, ""))
    with office.qtbot.waitSignal(dialog.finished, timeout=acting.LONG):
        dialog.save.click()
    office.rest()


def appoint(office: AtWindow) -> None:
    """The committee is appointed and declares, a tie is confirmed, applications are assigned."""
    page, members = office.tab("committee", "members")
    for one in COMMITTEE:
        known = [person.id for person in office.read(list_people) if person.name == one.name]
        who = {"person": known[0]} if known else {"name": one.name}
        if not known:
            who["organisation_name"] = one.organisation
        office.fill(
            page.head, "Appoint a member…", role=one.role, code=one.code, country=one.country, **who
        )
    for code, member_id in member_ids(office).items():
        paper = office.folder / f"Izjava {code}.pdf"
        paper.write_bytes(b"%PDF-1.4 signed")
        office.select(members, member_id)
        office.fill(members.detail, "Declaration…", path=paper, on=date(2023, 11, 8))
    page, ties = office.tab("committee", "conflicts")
    office.do(page.head, "Look for ties")
    (tie,) = office.read(lambda session: conflicts_of(session, call_id(office)))
    office.select(ties, tie.id)
    office.fill(ties.detail, "Confirm…", reason=TIE_CONFIRMED)
    page.open_tab("board")
    office.rest()
    office.fill(page.head, "Assign…", per_application=2)


def score(office: AtWindow) -> None:
    """Packages, sheets, returns and keys; then again where a third assessor is needed."""
    _round(office)
    page, places = office.tab("ranking", "now")
    assert isinstance(page, RankingPage)
    now = page.page_of("now")
    assert isinstance(now, CurrentPage)
    far_apart = [row.application.id for row in places.model.rows() if row.row.reason == THIRD]
    assert far_apart, [(row.application.number, row.row.reason) for row in places.model.rows()]
    for application_id in far_apart:
        office.select(places, application_id)
        office.fill(places.detail, "Third assessor…")
    _round(office)


def _round(office: AtWindow) -> None:
    page, _list = office.tab("committee", "packages")
    folder = office.folder / "packages"
    folder.mkdir(exist_ok=True)
    known = set(folder.glob("*.iris-package"))
    office.fill(page.head, "Make packages…", folder=folder)
    dialog = office.dialog(PassphrasesDialog)
    secrets = {line.split("\t")[1]: line.split("\t")[2] for line in dialog.text().splitlines()}
    dialog.noted.setChecked(True)
    dialog.close_button.click()
    made = sorted(set(folder.glob("*.iris-package")) - known)
    sent = {path: _assess(office, path, secrets[path.name]) for path in made}
    office.open_office()
    _take_in(office, sent)


def _assess(office: AtWindow, package: Path, passphrase: str) -> str:
    """An assessor fills the sheet in Excel, takes it over, signs; the key's fingerprint."""
    assessor = Assessor(office.qtbot, office.window)
    office.window.close_store()
    office.qtbot.waitUntil(lambda: office.window.desk is None, timeout=acting.LONG)
    desk = assessor.open(package, passphrase)
    desk.show_overview()
    sheet = package.with_suffix(".xlsx")
    office.fill(desk, "Excel score sheet…", out=sheet)
    titles = {row.number: row.title for row in desk.work.rows()}
    fill_in(sheet, parse_call(sample_call()), titles, package.stem.rpartition("-")[2])
    office.fill(desk, "Take over a filled sheet…", path=sheet)
    assessor.settle()
    out = package.with_suffix(".iris-return")
    office.press(desk, "Sign and send…")
    office.send(declaration=True, passphrase=passphrase, out=out)
    done = office.dialog(SentDialog)
    fingerprint = done.made.fingerprint
    done.close_button.click()
    office.rest()
    return fingerprint


def _take_in(office: AtWindow, sent: dict[Path, str]) -> None:
    """The returns are read, taken in, and their keys confirmed by telephone."""
    page, returns = office.tab("committee", "returns")
    office.press(page.head, "Take in returns…")
    dialog = acting.form(office.qtbot, office.context)
    for path in sent:
        acting.fill(dialog, {"files": path.with_suffix(".iris-return")})
    office.send()
    office.dialog(SentencesDialog).offered[0].click()
    office.rest()
    office.dialog(SentencesDialog).reject()
    codes = {path.stem.rpartition("-")[2]: fingerprint for path, fingerprint in sent.items()}
    for row in office.read(lambda session: returns_of(session, call_id(office))):
        if row.state == "held":
            office.select(returns, row.id)
            office.fill(
                returns.detail,
                "Confirm the key…",
                fingerprint=codes[row.member_code],
                note=BY_TELEPHONE,
            )


def fix(office: AtWindow) -> None:
    """The ranking is fixed, its papers are written, its files exported."""
    page, _list = office.tab("ranking", "now")
    office.fill(page.head, "Fix the ranking…")
    page, _list = office.tab("ranking", "fixed")
    office.do(page.head, "Write the papers")
    page, _list = office.tab("ranking", "now")
    out = office.folder / "ranking"
    out.mkdir()
    office.fill(page.head, "Export…", folder=out)
    for name in ("grid.json", "scores.csv", "ranking.csv"):
        assert (out / name).stat().st_size > 0


def award(office: AtWindow) -> None:
    """What was selected is negotiated line by line and decided; everybody gets a letter."""
    page = office.table("awards")
    for application in applications(office):
        if application.state == "selected":
            words = _("Negotiate {application}").format(application=application.number)
            office.do(page.head, words)
    for row in awards(office):
        office.select(page, row.id)
        _negotiate(office, page, row)
    office.sit(APPROVER)
    page = office.table("awards")
    for number, row in enumerate(awards(office), start=1):
        office.select(page, row.id)
        office.fill(
            page.detail,
            "Decide the award…",
            decision_no=f"IP-O-{number:03d}/2023",
            decided_on=date(2023, 11, 28),
        )
    office.sit(OFFICER)
    page = office.table("applications")
    for number, application in enumerate(applications(office), start=1):
        office.select(page, application.id)
        office.fill(
            page.detail,
            "Write the letter…",
            register_no=f"{100 + number}/2023",
            written_on=date(2023, 11, 30),
            language="sr" if application.language == "sr" else "en",
        )


def _negotiate(office: AtWindow, page: Table, row: AwardRow) -> None:
    """Type what is agreed otherwise than requested into the lines, agree the rest, save."""
    lines = office.read(lambda session: lines_of(session, row.id))
    office.press(page.detail, "Negotiate…")
    dialog = office.dialog(NegotiationDialog)
    columns = [part.key for part in PARTS]
    for line_id, (amount, reason) in money.negotiated(lines).items():
        place = [line.id for line in lines].index(line_id)
        for key, text in (("agreed_minor", minor(amount)), ("reason", reason)):
            dialog.model.setData(dialog.model.index(place, columns.index(key)), text)
    dialog.agree.click()
    with office.qtbot.waitSignal(dialog.finished, timeout=acting.LONG):
        dialog.save.click()
    office.rest()


def contract(office: AtWindow) -> None:
    """Contracts are drafted, the lists searched, signed by another person; papers written."""
    page = office.table("grants")
    for number, row in enumerate(awards(office), start=1):
        office.fill(
            page.head,
            "Draft a contract",
            award_id=row.id,
            number=f"IP-G-{number:03d}",
            starts_on=money.START,
            ends_on=money.END,
            preset="80-20",
            accounting_currency="RSD",
        )
    _enter_account(office, grants(office)[1])
    for grant in grants(office):
        page = office.table("grants", grant.id)
        office.fill(
            page.detail,
            "EU list…",
            checked_on=date(2023, 12, 8),
            list_version=money.LIST_VERSION,
            searched=grant.organisation,
            result="no_match",
        )
    office.sit(APPROVER)
    for grant in grants(office):
        page = office.table("grants", grant.id)
        office.fill(
            page.detail,
            "Record the signatures…",
            signed_by_us_on=date(2023, 12, 11),
            signed_by_grantee_on=date(2023, 12, 12),
        )
    office.sit(OFFICER)
    for grant in grants(office):
        page = office.table("grants", grant.id)
        office.fill(page.detail, "Contract as PDF…", language="sr")


def _enter_account(office: AtWindow, grant: GrantRow) -> None:
    office.sit(FINANCE)
    page = office.table("organisations", grant.organisation_id)
    iban = money.IBANS[grant.application_number]
    office.fill(page.detail, "Add an account…", iban=iban, holder=grant.organisation)
    office.sit(OFFICER)
    row = next(one for one in office.read(list_organisations) if one.id == grant.organisation_id)
    page = office.table("grants", grant.id)
    office.fill(page.detail, "Bank account…", bank_account_id=row.accounts[0].id)


def pay(office: AtWindow) -> None:
    """The first instalment: prepared by one, approved by another, then credited."""
    grant = grants(office)[0]
    first = office.read(lambda session: instalments_of(session, grant.id))[0]
    office.sit(FINANCE)
    page = office.table("grants", grant.id)
    office.fill_in_row(
        page,
        first.id,
        "Prepare the payment…",
        paid_on=date(2023, 12, 20),
        bank_ref=money.BANK_ORDER,
    )
    office.sit(APPROVER)
    page = office.table("grants", grant.id)
    office.press_in_row(page, first.id, "Approve the payment")
    office.agree()
    office.sit(FINANCE)
    page = office.table("grants", grant.id)
    local = credited_minor(first.amount.minor, money.RATE)
    office.fill_in_row(
        page,
        first.id,
        "Credited…",
        credited_on=date(2023, 12, 22),
        local=minor(local),
        rate=str(money.RATE).replace(".", ","),
    )


def spend(office: AtWindow) -> None:
    """The grantee's list is booked, its costs are decided, reports go to Excel."""
    page, _rates = office.tab("finance", "rates")
    office.fill(
        page.head,
        "Rate…",
        kind="inforeuro_month",
        currency="MKD",
        valid_on=date(2024, 2, 1),
        rate=str(money.MONTH_RATE).replace(".", ","),
        source=money.MONTH_SOURCE,
    )
    grant = grants(office)[0]
    path = office.folder / f"{grant.number}-troskovi.xlsx"
    path.write_bytes(
        office.read(
            lambda session: ledger_workbook(session, grant.id, language="sr", entries=money.ENTRIES)
        )
    )
    page, costs = office.tab("finance", "costs")
    office.fill(page.head, "Import a list…", grant=grant.number, path=path)
    office.agree()
    booked: tuple[ExpenditureRow, ...] = office.read(lambda session: ledger(session, grant.id))
    for cost, (decision, words) in money.decisions(booked).items():
        office.select(costs, cost)
        if decision == "disallow":
            office.fill(costs.detail, "Disallow…", reason=words)
        elif decision == "ask":
            office.fill(costs.detail, "Ask…", question=words)
        else:
            office.do(costs.detail, "Accept")
    for words in ("Report…", "Budgets…"):
        target = office.folder / f"{words.rstrip('…')}.xlsx"
        which = {"grant": grant.number} if words == "Report…" else {}
        office.fill(page.head, words, path=target, **which)
        assert target.stat().st_size > 0


def hand_out(office: AtWindow) -> None:
    """All dossiers are exported and verified."""
    office.sit(OFFICER)
    page = office.table("dossiers")
    out = office.folder / "dossiers"
    out.mkdir()
    office.fill(page.head, "Export all…", out=out, language="sr_Latn")
    office.fill(page.head, "Verify…", path=out)
    assert office.feedback.said[-1].text == "Ništa ne nedostaje, nije dodato ni izmenjeno"


STEPS: tuple[Callable[[AtWindow], None], ...] = (
    found,
    receive,
    check,
    appoint,
    score,
    fix,
    award,
    contract,
    pay,
    spend,
    license_one,
    hand_out,
)


def person(office: AtWindow, name: str) -> str:
    """Somebody's identity."""
    return next(one.id for one in office.read(list_people) if one.name == name)


def call_id(office: AtWindow) -> str:
    """The identity of the one call."""
    return office.read(lambda session: list_calls(session)[0].id)


def applications(office: AtWindow) -> tuple[ApplicationRow, ...]:
    """All applications, by number."""

    def query(session: Session) -> tuple[ApplicationRow, ...]:
        return list_applications(session, list_calls(session)[0].id)

    return office.read(query)


def member_ids(office: AtWindow) -> dict[str, str]:
    """The members of the committee by code."""
    members = office.read(lambda session: committee_of(session, list_calls(session)[0].id))
    return {one.code: one.id for one in members}


def awards(office: AtWindow) -> tuple[AwardRow, ...]:
    """All awards, by number."""
    return office.read(list_awards)


def grants(office: AtWindow) -> tuple[GrantRow, ...]:
    """All grants, by number."""
    return office.read(list_grants)
