"""The sample's money: awards, letters, a contract, a payment, and a list of expenditure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from sqlalchemy import select

from db.tables.organisations import BankAccountRecord
from iris_grants.awards.commands import agree_line, agree_open_lines, grant_award, propose_award
from iris_grants.awards.letters import write_letter
from iris_grants.awards.queries import AwardRow, LineRow, lines_of, list_awards
from iris_grants.awards.rules.negotiation import INDIRECT
from iris_grants.demo.intake import applications
from iris_grants.demo.office import Office
from iris_grants.documents.atomic import write_atomically
from iris_grants.finance.budgets_workbook import budgets_workbook
from iris_grants.finance.commands import accept_cost, disallow_cost, question_cost, record_rate
from iris_grants.finance.ledger import import_ledger, plan_ledger
from iris_grants.finance.ledger_form import LedgerEntry, ledger_workbook
from iris_grants.finance.queries import ExpenditureRow, ledger
from iris_grants.finance.report_workbook import report_workbook
from iris_grants.grants.commands import (
    choose_account,
    draft_contract,
    record_sanctions_check,
    sign_contract,
)
from iris_grants.grants.contract_paper import write_contract
from iris_grants.grants.payments import approve_payment, prepare_payment, record_credit
from iris_grants.grants.queries import GrantRow, credited_minor, instalments_of, list_grants
from iris_grants.kernel.money import Money
from iris_grants.organisations.commands import add_bank_account

START, END = date(2023, 12, 15), date(2024, 10, 14)
RATE = Decimal("117.1830")
MONTH_RATE = Decimal("61.6095")
MONTH_SOURCE = "InforEuro, februar 2024. (uzorak)"
LIST_VERSION = "uzorak liste od 4. 12. 2023."
BANK_ORDER = "nalog 41/2023"
IBANS = {"IP-001": "RS35260005601001611379", "IP-002": "RS35105008123123123173"}


def award_grants(office: Office) -> None:
    """Negotiate and decide the awards of what the ranking selected; letters to everybody."""
    office.clock.move_to(date(2023, 11, 27))
    for row in applications(office):
        if row.state == "selected":
            office.officer.run(propose_award, application_id=row.id)
    for number, award in enumerate(_awards(office), start=1):
        _negotiate(office, award)
        office.approver.run(
            grant_award,
            award_id=award.id,
            decision_no=f"IP-O-{number:03d}/2023",
            decided_on=date(2023, 11, 28),
        )
    office.clock.move_to(date(2023, 11, 30))
    for number, row in enumerate(applications(office), start=1):
        office.officer.run(
            write_letter,
            application_id=row.id,
            register_no=f"{100 + number}/2023",
            written_on=date(2023, 11, 30),
            language="sr" if row.language == "sr" else "en",
        )


def _awards(office: Office) -> tuple[AwardRow, ...]:
    with office.officer.read() as session:
        return list_awards(session)


def _negotiate(office: Office, award: AwardRow) -> None:
    with office.officer.read() as session:
        lines = lines_of(session, award.id)
    for line_id, (minor, reason) in negotiated(lines).items():
        agreed = Money(minor, "EUR")
        office.officer.run(agree_line, line_id=line_id, agreed=agreed, reason=reason)
    office.officer.run(agree_open_lines, award_id=award.id)


def negotiated(lines: Sequence[LineRow]) -> dict[str, tuple[int, str]]:
    """What is agreed otherwise than requested, by line: cents and the reason.

    The first line is cut by a tenth, indirect costs by as much; the rest stays.
    """
    first = lines[0]
    cut = first.requested_minor // 10
    direct = sum(line.requested_minor for line in lines if line.heading != INDIRECT)
    changes = {first.id: (first.requested_minor - cut, "Iznos je usklađen sa zaradama.")}
    for line in lines:
        if line.heading == INDIRECT:
            share = line.requested_minor * (direct - cut) // direct
            changes[line.id] = (share, "Srazmerno direktnim troškovima.")
    return changes


def sign_contracts(office: Office) -> None:
    """Draft and sign the contracts; the first grantee receives its first instalment."""
    office.clock.move_to(date(2023, 12, 8))
    for number, award in enumerate(_awards(office), start=1):
        grant_id = office.officer.run(
            draft_contract,
            award_id=award.id,
            number=f"IP-G-{number:03d}",
            starts_on=START,
            ends_on=END,
            preset="80-20",
            accounting_currency="RSD",
        )
        _name_account(office, award, grant_id)
    for grant in grants(office):
        office.officer.run(
            record_sanctions_check,
            organisation_id=grant.organisation_id,
            checked_on=date(2023, 12, 8),
            list_version=LIST_VERSION,
            searched=grant.organisation,
            result="no_match",
        )
        office.approver.run(
            sign_contract,
            grant_id=grant.id,
            signed_by_us_on=date(2023, 12, 11),
            signed_by_grantee_on=date(2023, 12, 12),
        )
        office.officer.run(write_contract, grant_id=grant.id, language="sr")
    _pay_first(office, grants(office)[0])


def _name_account(office: Office, award: AwardRow, grant_id: str) -> None:
    with office.officer.read() as session:
        grant = next(row for row in list_grants(session) if row.id == grant_id)
        known = session.scalars(
            select(BankAccountRecord.id).where(
                BankAccountRecord.organisation_id == grant.organisation_id
            )
        ).first()
    account_id = known or office.finance.run(
        add_bank_account,
        organisation_id=grant.organisation_id,
        iban=IBANS[award.number],
        holder=award.organisation,
    )
    office.officer.run(choose_account, grant_id=grant_id, bank_account_id=account_id)


def _pay_first(office: Office, grant: GrantRow) -> None:
    office.clock.move_to(date(2023, 12, 20))
    with office.officer.read() as session:
        first = instalments_of(session, grant.id)[0]
    payment_id = office.finance.run(
        prepare_payment,
        instalment_id=first.id,
        paid_on=date(2023, 12, 20),
        bank_ref=BANK_ORDER,
    )
    office.approver.run(approve_payment, payment_id=payment_id)
    office.finance.run(
        record_credit,
        payment_id=payment_id,
        credited_on=date(2023, 12, 22),
        local=Money(credited_minor(first.amount.minor, RATE), "RSD"),
        rate=RATE,
    )


def take_in_expenditure(office: Office, out: Path) -> None:
    """The first grantee returns its list of expenditure; costs are decided one by one."""
    office.clock.move_to(date(2024, 5, 13))
    office.finance.run(
        record_rate,
        kind="inforeuro_month",
        currency="MKD",
        valid_on=date(2024, 2, 1),
        rate=MONTH_RATE,
        source=MONTH_SOURCE,
    )
    grant = grants(office)[0]
    out.mkdir(parents=True)
    path = out / f"{grant.number}-troskovi.xlsx"
    with office.finance.read() as session:
        data = ledger_workbook(session, grant.id, language="sr", entries=ENTRIES)
    write_atomically(path, data)
    with office.finance.read() as session:
        plan = plan_ledger(
            session, grant_number=grant.number, path=path, today=office.clock().date()
        )
    office.finance.run(import_ledger, plan=plan)
    with office.finance.read() as session:
        costs = ledger(session, grant.id)
    for cost in costs:
        decision, words = decisions(costs)[cost.id]
        if decision == "disallow":
            whole = Money(cost.eur_minor, "EUR")
            office.finance.run(
                disallow_cost, expenditure_id=cost.id, disallowed=whole, reason=words
            )
        elif decision == "ask":
            office.finance.run(question_cost, expenditure_id=cost.id, question=words)
        else:
            office.finance.run(accept_cost, expenditure_id=cost.id)


def decisions(costs: Sequence[ExpenditureRow]) -> dict[str, tuple[str, str]]:
    """What becomes of each cost: `accept`, `disallow` (a document twice) or `ask` (VAT)."""
    found: dict[str, tuple[str, str]] = {}
    seen: set[tuple[str, str]] = set()
    for cost in costs:
        document = (cost.supplier, cost.document_no)
        if document in seen:
            found[cost.id] = ("disallow", "Račun je već prijavljen pod istim brojem.")
        elif cost.charged_minor > cost.net_minor:
            found[cost.id] = ("ask", "Zašto je prijavljen PDV?")
        else:
            found[cost.id] = ("accept", "")
        seen.add(document)
    return found


def write_reports(office: Office, out: Path) -> None:
    """The financial report of the first grant and the budgets of all."""
    grant = grants(office)[0]
    with office.finance.read() as session:
        report = report_workbook(session, grant.id, language="sr")
        budgets = budgets_workbook(session, language="sr")
    write_atomically(out / f"{grant.number}-finansijski-izvestaj.xlsx", report)
    write_atomically(out / "budzeti.xlsx", budgets)


def grants(office: Office) -> tuple[GrantRow, ...]:
    """The grants of the sample, by number."""
    with office.officer.read() as session:
        return list_grants(session)


def _entry(
    line: str,
    description: str,
    supplier: str,
    number: str,
    day: date,
    net: str,
    *,
    kind: str = "račun",
    vat: str = "0",
    treatment: str = "none",
    charged: str | None = None,
    currency: str = "RSD",
) -> LedgerEntry:
    return LedgerEntry(
        line_code=line,
        description=description,
        supplier=supplier,
        document_type=kind,
        document_no=number,
        document_on=day,
        currency=currency,
        net=Decimal(net),
        vat=Decimal(vat),
        vat_treatment=treatment,
        charged=Decimal(charged or net),
        paid_on=day + timedelta(days=5),
        payment_ref=f"izvod {day.timetuple().tm_yday}",
    )


ENTRIES = (
    _entry(
        "1.1",
        "Zarada koordinatorke, januar",
        "Radmila Izvorska",
        "OL-1/24",
        date(2024, 1, 31),
        "43500.00",
        kind="platni listić",
    ),
    _entry(
        "1.1",
        "Zarada koordinatorke, februar",
        "Radmila Izvorska",
        "OL-2/24",
        date(2024, 2, 29),
        "43500.00",
        kind="platni listić",
    ),
    _entry(
        "1.2",
        "Asistenti, januar i februar",
        "Osam asistenata",
        "UG-1/24",
        date(2024, 2, 20),
        "131040",
    ),
    _entry(
        "2.1",
        "Gorivo za obilazak sela",
        "Pumpa „Izmišljena“",
        "58/24",
        date(2024, 2, 9),
        "17460.50",
    ),
    _entry(
        "2.1",
        "Gorivo za obilazak sela",
        "Pumpa „Izmišljena“",
        "58/24",
        date(2024, 2, 9),
        "17460.50",
    ),
    _entry(
        "5.1",
        "Obuka asistenata, prvi deo",
        "Centar „Zamišljena škola“",
        "R-12/24",
        date(2024, 3, 4),
        "70000",
        vat="14000",
        treatment="exempt",
    ),
    _entry(
        "5.2",
        "Štampa priručnika",
        "Štamparija „Nepostojeća“",
        "1107",
        date(2024, 3, 15),
        "73000",
        vat="14600",
        treatment="ineligible",
        charged="87600",
    ),
    _entry(
        "2.1",
        "Prevoz na razmenu iskustava",
        "Превоз „Измислен пат“",
        "22/02",
        date(2024, 2, 12),
        "3080",
        currency="MKD",
    ),
)
