"""The money of the sample programme: instalments, lists of expenditure, reports, final amounts.

Two steps for the story of the programme: `take_in_ledgers` in the spring of 2024 and
`settle_grants` after the projects have ended, before the narrative final reports.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from iris_grants.demo.money import LIST_VERSION
from iris_grants.demo.office import Office
from iris_grants.demo.programme_evidence import file_evidence
from iris_grants.demo.programme_ledgers import ODDITIES, RATES, SPRING, Spell, make_entries
from iris_grants.documents.atomic import write_atomically
from iris_grants.finance.budgets_workbook import budgets_workbook
from iris_grants.finance.checking import findings
from iris_grants.finance.commands import (
    accept_clean,
    accept_cost,
    answer_question,
    disallow_cost,
    question_cost,
)
from iris_grants.finance.final_amounts import fix_final_amount
from iris_grants.finance.financial_reports import approve_report, draw_up_report
from iris_grants.finance.ledger import import_ledger, plan_ledger
from iris_grants.finance.ledger_form import ledger_workbook
from iris_grants.finance.queries import ExpenditureRow, clean_costs, ledger
from iris_grants.finance.rates import import_rates
from iris_grants.finance.recoveries import (
    announce_recovery,
    issue_debit_note,
    record_observations,
    settle_recovery,
)
from iris_grants.finance.report_queries import financial_reports, fixed_amount
from iris_grants.finance.report_workbook import report_workbook
from iris_grants.grants.commands import record_sanctions_check
from iris_grants.grants.payments import approve_payment, prepare_payment, record_credit
from iris_grants.grants.queries import (
    GrantRow,
    credited_minor,
    current_budget,
    instalments_of,
    list_grants,
)
from iris_grants.kernel.money import Money, convert

EUR = "EUR"
CHECKED, PAID, CREDITED = date(2023, 12, 18), date(2023, 12, 20), date(2023, 12, 22)
RETURNED = date(2024, 5, 13)
SETTLED = date(2024, 12, 18)
SEED = 2023
SETTLEMENTS = ((58, False), (50, True), (0, False))
"""How many percent more of the budget are spent by the end, and whether it is reduced."""

MONTHS = (1, 2, 3, 4, 5)
SOURCE = "InforEuro (uzorak)"
DOUBLE = "Račun je već prijavljen pod istim brojem."
EARLY = "Trošak je nastao pre početka ugovora."
NO_VAT = "PDV nije prihvatljiv trošak po ugovoru."
ABOVE = "Iznad budžetske linije, bez obaveštenja o preraspodeli."
QUESTIONS = {
    "finance.document_elsewhere": "Isti račun je prijavljen i u drugom grantu: ko ga je platio?",
    "finance.offers_missing": "Molimo da dostavite ponude na osnovu kojih je izabran dobavljač.",
    "finance.purchase_split": "Zašto je nabavka podeljena na više računa istog dobavljača?",
}
ANSWERED = "Dostavljene su tri ponude i zapisnik o izboru."
PARTLY = "Završna radionica nije održana; umanjenje 5 %."


def take_in_ledgers(office: Office, grants: Sequence[GrantRow], folder: Path, seed: int) -> None:
    """The grantees spend and return one list each; finance decides the costs and reports.

    Pays the first instalments that are not paid yet (December 2023), takes in the rates of
    InforEuro, then a workbook a grant in the currency of its books (May 2024). Each list has
    its oddity; some questions stay open. Writes lists, reports and budgets into `folder`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for grant in grants:
        _pay_first(office, grant)
    office.clock.move_to(RETURNED)
    _take_in_rates(office, folder)
    for place, grant in enumerate(grants):
        odd = ODDITIES[place % len(ODDITIES)]
        _take_in(office, grant, SPRING, folder, seed, odd)
    file_evidence(office, grants[0])
    for place, grant in enumerate(grants):
        _decide(office, grant)
        _report_interim(office, grant, answered=place % 2 == 0)
    _write_workbooks(office, grants, folder)


def settle_grants(
    office: Office,
    grant_numbers: Sequence[str],
    *,
    folder: Path | None = None,
    seed: int = SEED,
) -> None:
    """Close the money of these grants: last lists, final reports, final amounts.

    The first spends what it got, the second is reduced for a workshop that was not held, the
    third spent little and pays back; so in turn. They must have had their first list, and
    not be reported yet. `folder`: where the lists go (`finance` beside the store).
    """
    office.clock.move_to(SETTLED)
    out = folder or Path(office.finance.store.address).parent / "finance"
    out.mkdir(parents=True, exist_ok=True)
    known = {grant.number: grant for grant in grants_of(office)}
    for place, number in enumerate(grant_numbers):
        percent, reduced = SETTLEMENTS[place % len(SETTLEMENTS)]
        settle(office, known[number], out, seed, percent=percent, reduced=reduced)
    _write_workbooks(office, [known[number] for number in grant_numbers], out)


def settle(
    office: Office, grant: GrantRow, folder: Path, seed: int, *, percent: int, reduced: bool
) -> None:
    """Close the money of one grant that spends so much more of its budget, or nothing more."""
    office.clock.move_to(SETTLED)
    if percent:
        last = date.fromisoformat(grant.ends_on)
        spell = Spell(first=date(2024, 5, 1), last=last, percent=percent, letter="B")
        _take_in(office, grant, spell, folder, seed, "")
    _decide_all(office, grant)
    _report_final(office, grant)
    _fix(office, grant, reduced=reduced)


def grants_of(office: Office) -> tuple[GrantRow, ...]:
    """All grants of the story, by number."""
    with office.finance.read() as session:
        return list_grants(session)


def _pay_first(office: Office, grant: GrantRow) -> None:
    with office.finance.read() as session:
        first = instalments_of(session, grant.id)[0]
    if first.payment_id is not None:
        return
    office.clock.move_to(PAID)
    office.officer.run(
        record_sanctions_check,
        organisation_id=grant.organisation_id,
        checked_on=CHECKED,
        list_version=LIST_VERSION,
        searched=grant.organisation,
        result="no_match",
    )
    order = f"nalog {grant.number.rpartition('-')[2]}/2023"
    payment_id = office.finance.run(
        prepare_payment, instalment_id=first.id, paid_on=PAID, bank_ref=order
    )
    office.approver.run(approve_payment, payment_id=payment_id)
    currency = grant.accounting_currency
    office.finance.run(
        record_credit,
        payment_id=payment_id,
        credited_on=CREDITED,
        local=Money(credited_minor(first.amount.minor, RATES[currency]), currency),
        rate=RATES[currency],
    )


def _take_in_rates(office: Office, folder: Path) -> None:
    """One file of monthly rates for all currencies, as InforEuro writes a history."""
    path = folder / "inforeuro-2024.json"
    rates = [
        {
            "currencyIso": currency,
            "refCurrencyIso": EUR,
            "amount": f"{rate:f}",
            "dateStart": f"01/{month:02d}/2024",
        }
        for currency, rate in RATES.items()
        if currency != EUR
        for month in MONTHS
    ]
    write_atomically(path, json.dumps(rates, indent=1).encode())
    office.finance.run(import_rates, path=path, source=SOURCE)


def _take_in(
    office: Office, grant: GrantRow, spell: Spell, folder: Path, seed: int, odd: str
) -> None:
    with office.finance.read() as session:
        lines = current_budget(session, grant.id).lines
        entries = make_entries(grant, lines, spell, seed, odd)
        language = "sr" if grant.country in ("RS", "BA", "ME") else "en"
        data = ledger_workbook(session, grant.id, language=language, entries=entries)
    path = folder / f"{grant.number}-troskovi-{spell.letter}.xlsx"
    write_atomically(path, data)
    with office.finance.read() as session:
        plan = plan_ledger(
            session, grant_number=grant.number, path=path, today=office.clock().date()
        )
    office.finance.run(import_ledger, plan=plan)


def _decide(office: Office, grant: GrantRow) -> None:
    """What is clean is accepted at once; every doubt is decided, or asked about."""
    with office.finance.read() as session:
        costs = ledger(session, grant.id)
        doubtful = findings(session, grant.id)
    if grant.id in _clean(office):
        office.finance.run(accept_clean, grant_id=grant.id)
    seen: set[tuple[str, str]] = set()
    for cost in costs:
        codes = [problem.code for problem in doubtful.get(cost.id, ())]
        document = (cost.supplier, cost.document_no)
        if codes and cost.state == "reported":
            _decide_one(office, cost, codes, again=document in seen)
        seen.add(document)


def _clean(office: Office) -> dict[str, int]:
    with office.finance.read() as session:
        return clean_costs(session)


def _decide_one(office: Office, cost: ExpenditureRow, codes: Sequence[str], *, again: bool) -> None:
    asked = next((QUESTIONS[code] for code in codes if code in QUESTIONS), None)
    whole = cost.eur_minor
    if "finance.document_twice" in codes and again:
        _disallow(office, cost, whole, "X-01", DOUBLE)
    elif "finance.outside_period" in codes:
        _disallow(office, cost, whole, "IN-13", EARLY)
    elif "finance.vat_charged" in codes:
        _disallow(office, cost, whole - _net(cost), "IN-10", NO_VAT)
    elif asked is not None:
        office.finance.run(question_cost, expenditure_id=cost.id, question=asked)
    elif "finance.line_exceeded" in codes:
        _disallow(office, cost, whole // 2, "X-03", ABOVE)
    else:
        office.finance.run(accept_cost, expenditure_id=cost.id)


def _net(cost: ExpenditureRow) -> int:
    """The document without VAT in euro cents."""
    net = Money(cost.net_minor, cost.currency)
    return net.minor if cost.currency == EUR else convert(net, Decimal(cost.rate)).minor


def _disallow(office: Office, cost: ExpenditureRow, minor: int, code: str, reason: str) -> None:
    office.finance.run(
        disallow_cost,
        expenditure_id=cost.id,
        disallowed=Money(minor, EUR),
        reason=reason,
        reason_code=code,
    )


def _decide_all(office: Office, grant: GrantRow) -> None:
    """Answer what was asked and accept what is left, so that the final report can be made."""
    _decide(office, grant)
    with office.finance.read() as session:
        costs = ledger(session, grant.id)
    for cost in costs:
        if cost.state == "question":
            office.finance.run(answer_question, expenditure_id=cost.id, answer=ANSWERED)
        if cost.state in ("question", "reported"):
            office.finance.run(accept_cost, expenditure_id=cost.id)


def _report_interim(office: Office, grant: GrantRow, *, answered: bool) -> None:
    """The interim report; it is approved where everything is decided."""
    if not answered:
        return
    report_id = office.finance.run(
        draw_up_report, grant_id=grant.id, kind="interim", period_to=SPRING.last
    )
    with office.finance.read() as session:
        (report,) = [row for row in financial_reports(session, grant.id) if row.id == report_id]
    if report.undecided == 0:
        office.approver.run(approve_report, report_id=report_id)


def _report_final(office: Office, grant: GrantRow) -> None:
    with office.finance.read() as session:
        waiting = [r for r in financial_reports(session, grant.id) if r.state == "open"]
    for report in waiting:
        office.approver.run(approve_report, report_id=report.id)
    report_id = office.finance.run(
        draw_up_report,
        grant_id=grant.id,
        kind="final",
        period_to=date.fromisoformat(grant.ends_on),
        own_contribution=Money(0, EUR),
        other_funding=Money(0, EUR),
    )
    office.approver.run(approve_report, report_id=report_id)


def _fix(office: Office, grant: GrantRow, *, reduced: bool) -> None:
    """Fix the final amount; who owes money is asked for it."""
    today = office.clock().date()
    with office.finance.read() as session:
        spent = sum(cost.accepted_minor for cost in ledger(session, grant.id))
    office.finance.run(
        fix_final_amount,
        grant_id=grant.id,
        fixed_on=today,
        reduction=Money(spent // 20, EUR) if reduced else None,
        reduction_reason=PARTLY if reduced else "",
    )
    with office.finance.read() as session:
        row = fixed_amount(session, grant.id)
    if row is not None and row.balance_minor < 0:
        _recover(office, row.id, today)


def _recover(office: Office, final_amount_id: str, today: date) -> None:
    """Announced, commented on, demanded, and paid back a month later."""
    run = office.finance.run
    recovery_id = run(
        announce_recovery,
        final_amount_id=final_amount_id,
        announced_on=today,
        observations_until=today + timedelta(days=15),
    )
    heard = today + timedelta(days=9)
    office.clock.move_to(heard)
    run(
        record_observations,
        recovery_id=recovery_id,
        received_on=heard,
        observations="Nemamo primedbi na obračun.",
    )
    demanded = today + timedelta(days=12)
    office.clock.move_to(demanded)
    run(
        issue_debit_note,
        recovery_id=recovery_id,
        number=f"ZP-1/{demanded.year}",
        issued_on=demanded,
        due_on=demanded + timedelta(days=45),
    )
    paid = demanded + timedelta(days=30)
    office.clock.move_to(paid)
    run(
        settle_recovery,
        recovery_id=recovery_id,
        how="paid",
        settled_on=paid,
        reference=f"izvod {paid.timetuple().tm_yday}",
    )


def _write_workbooks(office: Office, grants: Sequence[GrantRow], folder: Path) -> None:
    """The financial report of each grant and the budgets of all."""
    with office.finance.read() as session:
        for grant in grants:
            report = report_workbook(session, grant.id, language="sr")
            write_atomically(
                folder / f"{grant.number}-finansijski-izvestaj.xlsx", report, overwrite=True
            )
        budgets = budgets_workbook(session, language="sr")
    write_atomically(folder / "budzeti.xlsx", budgets, overwrite=True)
