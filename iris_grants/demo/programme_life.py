"""The life of the sample's grants after signing: changes, payments, reports, visits, the end.

Three steps for the story of the programme: `begin_grants` before the first lists of
expenditure, `run_grants` after them, and `close_grants` once the money is settled.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from random import Random

from iris_grants.demo.office import Office
from iris_grants.demo.programme_life_money import pay_balance, pay_first, pay_further
from iris_grants.demo.programme_life_reports import (
    approve,
    enter_indicators,
    hand_in,
    reports_of,
    review,
    send_back,
)
from iris_grants.demo.programme_life_texts import LESSONS, RETURNED, RISKS
from iris_grants.demo.programme_life_visits import file_paper, show_visibility, visit
from iris_grants.grants.addendum_paper import write_addendum
from iris_grants.grants.changes import extend_period, move_money, sign_addendum
from iris_grants.grants.queries import GrantRow, current_budget, list_grants
from iris_grants.kernel.money import Money
from iris_grants.reporting.closing import close_grant, closure_facts
from iris_grants.reporting.commands import plan_reports
from iris_grants.reporting.evidence import note_risk
from iris_grants.reporting.queries import ReportRow

RISK_ON, PAID_ON, PLANNED_ON = date(2023, 12, 14), date(2023, 12, 20), date(2023, 12, 21)
NOTIFIED, EFFECTIVE = date(2024, 2, 26), date(2024, 3, 1)
ASKED, SIGNED, IN_FORCE = date(2024, 3, 5), date(2024, 4, 2), date(2024, 4, 8)
EXTENSION = timedelta(days=60)
LAST_DAY = date(2024, 12, 16)
APPROVED_ON, SETTLED_ON, CLOSED_ON = date(2025, 2, 10), date(2025, 2, 24), date(2025, 3, 10)
SENT_BACK_FOR, CORRECTED_AFTER, REVIEWED_AFTER = 21, 14, 7
FINALS = 6
"""How many grants hand in their final report in time; the others still owe it."""

WHY = "Manje sredstava je potrebno za ovu liniju; obaveštenje u prilogu."
LONGER = "Obuke počinju kasnije, jer škole ne rade u januaru; traži se produženje od dva meseca."


@dataclass(slots=True)
class Days:
    """What is to happen on which day; all of it runs in the order of the days."""

    office: Office
    planned: list[tuple[date, int, Callable[[], None]]] = field(default_factory=list)

    def on(self, day: date, act: Callable[[], None]) -> None:
        """Let something happen on a day."""
        self.planned.append((day, len(self.planned), act))

    def run(self) -> None:
        """Let everything happen."""
        for day, _place, act in sorted(self.planned, key=lambda one: one[:2]):
            self.office.clock.move_to(day)
            act()


def begin_grants(office: Office, grants: Sequence[GrantRow], seed: int) -> None:
    """The first months: risk, first instalments, planned reports, indicators, changes.

    Two grants notify a change of their budget, one asks for an addendum that both sign.
    What another part of the story has done already is not done again.
    """
    days = Days(office)
    longest = max(grants, key=lambda grant: (grant.ends_on, grant.number))
    for place, grant in enumerate(grants):
        rng = Random(f"{seed}-{grant.number}")
        days.on(RISK_ON, partial(_judge, office, grant, place))
        days.on(PAID_ON, partial(pay_first, office, grant))
        days.on(PLANNED_ON, partial(_plan, office, grant, rng))
    for grant in grants[:2]:
        days.on(NOTIFIED, partial(_notify, office, grant))
    days.on(ASKED, partial(_ask_for_addendum, office, longest))
    days.run()


def run_grants(office: Office, grants: Sequence[GrantRow], seed: int) -> None:
    """The life of the grants until December 2024, in days.

    Visits with findings, visibility, interim reports (one returned and corrected, one still
    with its grantee), further instalments as far as the earlier ones are spent, and final
    reports that wait for the money to be settled. Begins with `begin_grants` where that has
    not happened. The same story for the same seed.
    """
    if not reports_of(office, grants[0]):
        begin_grants(office, grants, seed)
    days = Days(office)
    with tempfile.TemporaryDirectory() as folder:
        for place, grant in enumerate(grants):
            rng = Random(f"{seed}-{grant.number}-life")
            last = place == len(grants) - 1
            visit(days.on, office, grant, place, Path(folder), follow_up=not last)
            show_visibility(days.on, office, grant, place, Path(folder))
            for report in reports_of(office, grant):
                _report(days, grant, report, place, rng, Path(folder))
        days.run()


def close_grants(office: Office, numbers: Sequence[str]) -> None:
    """Approve the reports of these grants, pay what is left, and close them.

    A report that has not arrived yet, or was returned, arrives now. Their final amounts are
    fixed (the money of the story); what was paid too much is paid back already.
    """
    with office.officer.read() as session:
        known = {grant.number: grant for grant in list_grants(session)}
    with tempfile.TemporaryDirectory() as folder:
        for number in numbers:
            grant = known[number]
            office.clock.move_to(APPROVED_ON)
            _complete_reports(office, grant, Path(folder))
            office.clock.move_to(SETTLED_ON)
            pay_balance(office, grant)
            _hand_over_equipment(office, grant, Path(folder))
        office.clock.move_to(CLOSED_ON)
        for place, number in enumerate(numbers):
            office.approver.run(
                close_grant,
                grant_id=known[number].id,
                closed_on=CLOSED_ON,
                lessons=LESSONS[place % len(LESSONS)],
            )


def _complete_reports(office: Office, grant: GrantRow, folder: Path) -> None:
    for report in reports_of(office, grant):
        if report.state in ("due", "returned"):
            hand_in(office, grant, report, Random(f"{grant.number}-{report.number}"), folder, 1)
    for report in reports_of(office, grant):
        if report.state == "received":
            review(office, report)
            approve(office, report)


def _judge(office: Office, grant: GrantRow, place: int) -> None:
    level, reason, measures = RISKS[(0, 1, 0, 0, 2)[place % 5]]
    office.officer.run(
        note_risk,
        grant_id=grant.id,
        assessed_on=RISK_ON,
        level=level,
        reason=reason,
        measures=measures,
    )


def _plan(office: Office, grant: GrantRow, rng: Random) -> None:
    office.officer.run(plan_reports, grant_id=grant.id)
    enter_indicators(office, grant, rng)


def _notify(office: Office, grant: GrantRow) -> None:
    """A tenth of the largest line that others share a heading with goes to its neighbour."""
    with office.officer.read() as session:
        lines = current_budget(session, grant.id).lines
    direct = [line for line in lines if line.heading not in ("indirect", "contingency")]
    source = max(direct, key=lambda line: (line.amount_minor, line.code))
    others = [line for line in direct if line.code != source.code]
    same = [line for line in others if line.heading == source.heading]
    target = (same or others)[0]
    office.officer.run(
        move_money,
        grant_id=grant.id,
        kind="notification",
        effective_on=EFFECTIVE,
        requested_on=NOTIFIED,
        from_line=source.code,
        to_line=target.code,
        amount=Money(min(source.amount_minor, target.amount_minor) // 10, "EUR"),
        reason=WHY,
    )


def _ask_for_addendum(office: Office, grant: GrantRow) -> None:
    change_id = office.officer.run(
        extend_period,
        grant_id=grant.id,
        ends_on=date.fromisoformat(grant.ends_on) + EXTENSION,
        effective_on=IN_FORCE,
        requested_on=ASKED,
        reason=LONGER,
    )
    office.clock.move_to(SIGNED)
    office.approver.run(
        sign_addendum, change_id=change_id, signed_by_us_on=SIGNED, signed_by_grantee_on=SIGNED
    )
    office.officer.run(write_addendum, change_id=change_id, language="sr")


def _report(
    days: Days, grant: GrantRow, report: ReportRow, place: int, rng: Random, folder: Path
) -> None:
    """When a report arrives, goes back, comes again, and what follows."""
    due = date.fromisoformat(report.due_on)
    arrives = due - timedelta(days=rng.randrange(1, 6))
    if arrives > LAST_DAY or (report.kind == "final" and place >= FINALS):
        return
    office = days.office
    seed = rng.randrange(10**9)
    days.on(arrives, partial(hand_in, office, grant, report, Random(seed), folder))
    checked = arrives + timedelta(days=REVIEWED_AFTER)
    goes_back = place in ((1, 2) if report.kind == "interim" else (0, FINALS - 1))
    stays_away = place in (2, FINALS - 1)
    if goes_back and checked <= LAST_DAY:
        until = checked + timedelta(days=SENT_BACK_FOR)
        days.on(checked, partial(send_back, office, report, until, RETURNED[place % 2]))
        if stays_away:
            return
        checked += timedelta(days=CORRECTED_AFTER)
        if checked > LAST_DAY:
            return
        days.on(checked, partial(hand_in, office, grant, report, Random(seed), folder, 1))
        checked += timedelta(days=REVIEWED_AFTER)
    if report.kind == "interim" and checked <= LAST_DAY:
        days.on(checked, partial(_accept_interim, office, grant, report))


def _accept_interim(office: Office, grant: GrantRow, report: ReportRow) -> None:
    review(office, report)
    approve(office, report)
    pay_further(office, grant)


def _hand_over_equipment(office: Office, grant: GrantRow, folder: Path) -> None:
    with office.officer.read() as session:
        facts = closure_facts(session, grant.id)
    if facts.equipment_minor and not facts.asset_papers:
        text = "Popis opreme nabavljene iz granta; ostaje u vlasništvu korisnika granta."
        file_paper(office, grant, folder, "asset_list", "popis-opreme", "Popis opreme", text)
