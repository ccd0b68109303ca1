"""The office of the sample: one store, several people at it, one clock."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from iris_grants.calls.commands import load_call, publish_call
from iris_grants.calls.queries import call_row, terms_of
from iris_grants.calls.terms import CallTerms
from iris_grants.demo.calendar import StoryClock
from iris_grants.demo.cast import APPROVER, FINANCE, MENTOR, OFFICE, OFFICER, SECRETARY
from iris_grants.kernel.access import Role
from iris_grants.kernel.operations import Desk
from iris_grants.people.commands import add_person
from iris_grants.people.desks import acting_person, create_store
from iris_grants.programme.commands import create_programme
from iris_grants.programme.templates import Template, load_template

ENVELOPE = "26000.00"
PROGRAMME = "programme/iris-progres"
CALL = "calls/iris-progres-2023"


@dataclass(frozen=True, slots=True)
class Office:
    """The desks of the people who act in the story, and the call they work on."""

    clock: StoryClock
    officer: Desk
    secretary: Desk
    approver: Desk
    finance: Desk
    licensing: Desk
    call_id: str
    terms: CallTerms
    call_fingerprint: str


def found_office(
    store: Path,
    clock: StoryClock,
    *,
    programme: Template | None = None,
    call: Template | None = None,
) -> Office:
    """Make the store with programme, people and the published call.

    Without templates of another story they are those of the six applications.
    """
    roles = frozenset({Role.ADMINISTRATOR, Role.GRANTS_OFFICER, Role.SECRETARY})
    officer = create_store(store, person_name=OFFICER, roles=roles, clock=clock)
    officer.run(create_programme, template=programme or load_template(PROGRAMME))
    for colleague in OFFICE:
        officer.run(add_person, name=colleague.name, roles=colleague.roles)
    call_id = officer.run(load_call, template=call or sample_call())
    officer.run(publish_call, call_id=call_id)
    with officer.read() as session:
        return Office(
            clock=clock,
            officer=officer,
            secretary=Desk(officer.store, acting_person(session, SECRETARY), clock),
            approver=Desk(officer.store, acting_person(session, APPROVER), clock),
            finance=Desk(officer.store, acting_person(session, FINANCE), clock),
            licensing=Desk(officer.store, acting_person(session, MENTOR), clock),
            call_id=call_id,
            terms=terms_of(session, call_id),
            call_fingerprint=call_row(session, call_id).fingerprint,
        )


def sample_call() -> Template:
    """The call of the programme with an envelope that fits six applications."""
    template = load_template(CALL)
    amounts = template["amounts"]
    if not isinstance(amounts, dict):
        raise TypeError("the template of the call has no amounts")
    body = {**template, "amounts": {**amounts, "envelope": ENVELOPE}}
    return Template(body, file=template.file, lines=template.lines)
