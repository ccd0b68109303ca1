"""Licensing is read with the same number of statements however many cases there are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from sqlalchemy.orm import Session

from iris_grants.licensing.queries import case_facts, list_cases, supported_cases
from iris_grants.licensing.reminders import reminders
from iris_grants.licensing.rules.path import Stage
from tests.iris_grants.crowd import statements
from tests.iris_grants.licensing.cases import Licensing

TODAY = date(2026, 3, 1)
READ: dict[str, Callable[[Session, str], object]] = {
    "list": lambda session, case_id: list_cases(session),
    "supported": lambda session, case_id: supported_cases(session),
    "reminders": lambda session, case_id: reminders(session, TODAY),
    "facts": lambda session, case_id: case_facts(session, case_id, TODAY),
}


def counted(licensing: Licensing) -> dict[str, int]:
    found = {}
    for name, read in READ.items():
        with licensing.desk.read() as session, statements(session) as seen:
            read(session, licensing.case_id)
        found[name] = len(seen)
    return found


def test_more_cases_need_no_more_statements(local: Licensing) -> None:
    local.reach(Stage.LICENSED)
    one = counted(local)
    for place, register_no in enumerate(("17000029", "17000037"), start=2):
        local.organisation_id = local.register(register_no, name=f"Fond {place}")
        local.case_id = local.open(number=f"L-{place}")
        local.reach(Stage.AUTHORITY_REVIEW)
        local.license(f"LIC-{place}")
    assert counted(local) == one
    with local.desk.read() as session:
        waiting = [(row.number, row.reminder.code) for row in reminders(session, TODAY)]
    assert waiting == [(f"L-{place}", "reminder.evaluation") for place in (1, 2, 3)]
