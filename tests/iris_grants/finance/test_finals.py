"""Final amounts with every step recorded, and recoveries from their letter to their settlement."""

from __future__ import annotations

import json
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from openpyxl import load_workbook

from db.tables.finance import FinalAmountRecord
from iris_grants.cli.main import main
from iris_grants.documents.attachments import documents_of
from iris_grants.finance.commands import accept_clean
from iris_grants.finance.final_amounts import (
    calculation_of,
    fix_final_amount,
    withdraw_final_amount,
)
from iris_grants.finance.financial_reports import approve_report, draw_up_report
from iris_grants.finance.recoveries import (
    announce_recovery,
    issue_debit_note,
    record_observations,
    settle_recovery,
    waive_recovery,
)
from iris_grants.finance.report_queries import (
    FinalAmountRow,
    RecoveryRow,
    final_amounts,
    fixed_amount,
    recoveries,
)
from iris_grants.kernel.money import Money
from tests.iris_grants.finance.lists import Desk
from tests.iris_grants.finance.test_statements import END, euro, running
from tests.iris_grants.funding import Funding
from tests.iris_grants.refusals import refused

APPROVED = date(2024, 11, 4)
FIXED = date(2024, 11, 6)


def reported(funding: Funding, folder: Path, **spent: str) -> Desk:
    """A grant whose final report is approved; this much was spent by line (`l1` is 1.1)."""
    desk = running(funding, folder)
    funding.move_to(APPROVED)
    day = date(2024, 3, 1)
    desk.book(
        desk.write(*(euro(name, f"{name[1]}.1", amount, day) for name, amount in spent.items()))
    )
    funding.finance.run(accept_clean, grant_id=desk.grant_id)
    report = funding.finance.run(
        draw_up_report, grant_id=desk.grant_id, kind="final", period_to=END
    )
    with refused("finance.final_report_needed"):
        funding.finance.run(fix_final_amount, grant_id=desk.grant_id, fixed_on=APPROVED)
    funding.approver.run(approve_report, report_id=report)
    funding.move_to(FIXED)
    return desk


def fixed(desk: Desk) -> FinalAmountRow:
    with desk.funding.finance.read() as session:
        found = fixed_amount(session, desk.grant_id)
    assert found is not None
    return found


def recovery(desk: Desk) -> RecoveryRow:
    with desk.funding.finance.read() as session:
        return recoveries(session, desk.grant_id)[-1]


def test_final_amount_is_recorded_step_by_step_and_recovered(
    funding: Funding, tmp_path: Path
) -> None:
    desk = reported(funding, tmp_path, l1="4000.00")
    final_id = funding.finance.run(fix_final_amount, grant_id=desk.grant_id, fixed_on=FIXED)
    row = fixed(desk)
    assert (row.direct_minor, row.indirect_percent, row.indirect_minor) == (400_000, "7", 28_000)
    assert (row.eligible_minor, row.rate_percent, row.by_rate_minor) == (
        428_000,
        "90.0000",
        385_200,
    )
    assert (row.maximum_minor, row.limited_minor, row.final_minor) == (963_000, 385_200, 385_200)
    assert (row.paid_minor, row.balance_minor, row.report_number) == (770_400, -385_200, 1)
    with refused("constraint.uq_final_amount_grant_id"):
        funding.finance.run(fix_final_amount, grant_id=desk.grant_id, fixed_on=FIXED)
    _demand(desk, final_id)
    funding.move_to(date(2025, 1, 20))
    with refused("finance.settlement_unknown"):
        _settle(desk, "forgotten")
    with refused("finance.reason_needed"):
        _settle(desk, "paid", reference=" ")
    _settle(desk, "paid")
    found = recovery(desk)
    assert (found.state, found.settled_on, found.settled_reason) == (
        "paid",
        "2025-01-20",
        "izvod 17",
    )
    with refused("finance.recovery_wrong_state"):
        _settle(desk, "offset")
    with refused("finance.final_in_use"):
        funding.finance.run(withdraw_final_amount, final_amount_id=final_id, reason="zato")
    _papers_are_archive_files(desk)


def _demand(desk: Desk, final_id: str) -> None:
    """Announce, hear, and demand; what comes too early is refused."""
    finance = desk.funding.finance
    with refused("finance.recovery_day_wrong"):
        _announce(desk, final_id, until=FIXED)
    _announce(desk, final_id)
    found = recovery(desk)
    assert (found.state, found.amount_minor) == ("pre_info", 385_200)
    desk.funding.move_to(date(2024, 12, 2))
    with refused("finance.observations_open"):
        _note(desk, date(2024, 12, 2), date(2025, 1, 15))
    finance.run(
        record_observations,
        recovery_id=found.id,
        received_on=date(2024, 12, 2),
        observations="Nemamo primedbi.",
    )
    with refused("finance.recovery_day_wrong"):
        _note(desk, date(2024, 12, 2), date(2024, 12, 2))
    _note(desk, date(2024, 12, 2), date(2025, 1, 15))
    found = recovery(desk)
    assert (found.state, found.debit_note_no, found.due_on) == (
        "debit_note",
        "ZP-1/2024",
        "2025-01-15",
    )


def _announce(desk: Desk, final_id: str, *, until: date = date(2024, 12, 6)) -> str:
    return desk.funding.finance.run(
        announce_recovery,
        final_amount_id=final_id,
        announced_on=FIXED,
        observations_until=until,
    )


def _note(desk: Desk, issued: date, due: date) -> None:
    desk.funding.finance.run(
        issue_debit_note,
        recovery_id=recovery(desk).id,
        number="ZP-1/2024",
        issued_on=issued,
        due_on=due,
    )


def _settle(desk: Desk, how: str, reference: str = "izvod 17") -> None:
    desk.funding.finance.run(
        settle_recovery,
        recovery_id=recovery(desk).id,
        how=how,
        settled_on=date(2025, 1, 20),
        reference=reference,
    )


def _papers_are_archive_files(desk: Desk) -> None:
    with desk.funding.finance.read() as session:
        documents = {one.kind: one for one in documents_of(session, "grant", desk.grant_id)}
    for kind in ("final_amount", "recovery_announcement", "debit_note"):
        data = desk.funding.officer.store.contents.read(documents[kind].sha256)
        with pikepdf.open(BytesIO(data)) as pdf, pdf.open_metadata() as metadata:
            assert metadata["pdfaid:part"] == "3"


def test_balance_reduction_and_a_second_calculation(local_funding: Funding, tmp_path: Path) -> None:
    desk = reported(local_funding, tmp_path, l1="4000.00", l2="500.00", l5="5000.00")
    run = local_funding.finance.run
    with local_funding.finance.read() as session:
        found = calculation_of(session, desk.grant_id)
    assert (found.amount.eligible, found.amount.final) == (1_016_500, 914_850)
    less = Money(91_485, "EUR")
    with refused("finance.reason_needed"):
        run(fix_final_amount, grant_id=desk.grant_id, fixed_on=FIXED, reduction=less)
    with refused("finance.reduction_out_of_range"):
        run(
            fix_final_amount,
            grant_id=desk.grant_id,
            fixed_on=FIXED,
            reduction=Money(914_851, "EUR"),
            reduction_reason="sve",
        )
    with refused("finance.no_profit_low_value"):
        run(fix_final_amount, grant_id=desk.grant_id, fixed_on=FIXED, no_profit=True)
    with refused("finance.final_day_wrong"):
        run(fix_final_amount, grant_id=desk.grant_id, fixed_on=date(2024, 11, 3))
    first = run(
        fix_final_amount,
        grant_id=desk.grant_id,
        fixed_on=FIXED,
        reduction=less,
        reduction_reason="Desetina obuka nije održana.",
    )
    assert (fixed(desk).final_minor, fixed(desk).balance_minor) == (823_365, 52_965)
    with refused("finance.nothing_to_recover"):
        _announce(desk, first)
    run(withdraw_final_amount, final_amount_id=first, reason="Obuke su održane kasnije.")
    run(fix_final_amount, grant_id=desk.grant_id, fixed_on=FIXED)
    with local_funding.finance.read() as session:
        rows = [(row.number, row.state, row.final_minor) for row in final_amounts(session)]
    assert rows == [(1, "withdrawn", 823_365), (2, "fixed", 914_850)]


def test_final_amount_and_reports_on_the_command_line(
    local_funding: Funding, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = reported(local_funding, tmp_path, l1="4000.00")
    local_funding.finance.run(fix_final_amount, grant_id=desk.grant_id, fixed_on=FIXED)
    local_funding.close()
    store = local_funding.officer.store.address
    assert main(["finance", "final", store, "IP-G-001", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["fixed"]["final_minor"], found["now"]["amount"]["final"]) == (385_200, 385_200)
    assert main(["finance", "final", store, "IP-G-001"]) == 0
    assert "3,852.00" in capsys.readouterr().out
    assert main(["finance", "reports", store, "--json"]) == 0
    (report,) = json.loads(capsys.readouterr().out)["reports"]
    assert (report["kind"], report["state"], report["costs"]) == ("final", "approved", 1)
    out = tmp_path / "statement.xlsx"
    assert main(["finance", "statement", store, "IP-G-001", "1", "--out", str(out)]) == 0
    assert load_workbook(out).sheetnames == ["Report", "Expenditure"]
    assert main(["finance", "statement", store, "IP-G-001", "2", "--out", str(out)]) == 1


def test_recovery_is_waived_by_a_decision(local_funding: Funding, tmp_path: Path) -> None:
    desk = reported(local_funding, tmp_path, l1="4000.00")
    run = local_funding.finance.run
    final_id = run(fix_final_amount, grant_id=desk.grant_id, fixed_on=FIXED)
    recovery_id = _announce(desk, final_id)
    decision = "Odluka delegacije 7/2024"
    with refused("kernel.role_missing"):
        run(waive_recovery, recovery_id=recovery_id, waived_on=FIXED, decision=decision)
    local_funding.approver.run(
        waive_recovery, recovery_id=recovery_id, waived_on=FIXED, decision=decision
    )
    assert (recovery(desk).state, recovery(desk).settled_reason) == ("waived", decision)


def test_announced_recovery_goes_with_its_final_amount(
    local_funding: Funding, tmp_path: Path
) -> None:
    desk = reported(local_funding, tmp_path, l1="4000.00")
    run = local_funding.finance.run
    final_id = run(fix_final_amount, grant_id=desk.grant_id, fixed_on=FIXED)
    _announce(desk, final_id)
    run(withdraw_final_amount, final_amount_id=final_id, reason="Pogrešan kurs")
    assert recovery(desk).state == "withdrawn"
    with local_funding.finance.read() as session:
        record = session.get_one(FinalAmountRecord, final_id)
        assert (record.state, record.withdrawn_reason) == ("withdrawn", "Pogrešan kurs")
