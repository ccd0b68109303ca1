"""Taking one's last operation back, on both engines: what may, what may not, and the trace."""

from __future__ import annotations

from pathlib import Path

import pytest

from db import integrity, journal_read, journal_undo
from iris_grants.documents.filing import file_document
from iris_grants.kernel.access import ActingPerson, Role
from iris_grants.kernel.operations import Desk, Work, operation
from iris_grants.organisations.commands import (
    OrganisationDetails,
    add_bank_account,
    register_organisation,
    update_organisation,
)
from iris_grants.organisations.queries import list_organisations
from iris_grants.people.commands import add_person
from iris_grants.people.desks import acting_person
from iris_grants.people.journal import list_journal
from iris_grants.people.neighbours import news_since
from iris_grants.people.undoing import declared_as, last_own, last_undone, redo, undo
from tests.iris_grants.refusals import refused
from tests.iris_grants.test_operations import declared

IBAN = "RS35105008123123123173"
UNDOABLE = {
    "applications.answer_check",
    "applications.answer_checks",
    "applications.mark_duplicate",
    "awards.propose_line",
    "calls.answer_question",
    "calls.begin",
    "calls.change",
    "calls.load",
    "calls.record_question",
    "finance.import_ledger",
    "finance.import_rates",
    "finance.record_rate",
    "grants.prepare_payment",
    "licensing.answer_condition",
    "licensing.answer_conditions",
    "licensing.assess_gap",
    "licensing.assign_mentor",
    "licensing.import_gap_sheet",
    "licensing.plan_action",
    "licensing.plan_improvement",
    "licensing.score_standard",
    "organisations.add_account",
    "organisations.register",
    "organisations.update",
    "programme.define_target",
    "reporting.add_finding",
    "reporting.add_indicator",
    "reporting.add_report",
    "reporting.answer_check",
    "reporting.answer_checks",
    "reporting.drop_indicator",
    "reporting.enter_value",
    "reporting.note_risk",
    "reporting.plan_reports",
    "reporting.plan_visit",
    "reporting.record_visibility",
    "results.correct",
    "results.record",
    "scoring.assign",
    "scoring.clear_score",
    "scoring.comment",
    "scoring.not_applicable",
    "scoring.note",
    "scoring.score",
}
"""What only prepares something. What signs, sends, publishes, decides or pays stays out."""


@operation("test.forget", roles=frozenset(Role), topics=frozenset({"organisations"}))
def forget(work: Work, *, organisation_id: str) -> None:
    """Stands for an operation that is not undone."""
    update_organisation(work, organisation_id=organisation_id, details=details("Otišla"))


def details(name: str) -> OrganisationDetails:
    return OrganisationDetails(name=name, country="RS", city="Niš", register_no="17000002")


def register(desk: Desk, number: str = "17000002") -> str:
    return desk.run(
        register_organisation, name="Krug", country="RS", city="Niš", register_no=number
    )


def names(desk: Desk) -> list[str]:
    with desk.read() as session:
        return [row.name for row in list_organisations(session)]


def colleague(desk: Desk) -> Desk:
    desk.run(add_person, name="Petar Izmišljen", roles=frozenset({Role.GRANTS_OFFICER}))
    with desk.read() as session:
        return desk.beside(acting_person(session, "Petar Izmišljen"))


def rename(desk: Desk, identity: str, name: str) -> None:
    desk.run(update_organisation, organisation_id=identity, details=details(name))


def test_undoable_operations_are_these_and_none_of_them_is_an_approval() -> None:
    found = {name for name, one in declared().items() if one.undoable}

    assert found == UNDOABLE
    with pytest.raises(ValueError, match="an approval is not undone"):
        operation(
            "test.both", roles=frozenset(Role), topics=frozenset(), approval=True, undoable=True
        )
    assert declared_as("nothing.known") is None
    assert declared_as("people.unknown") is None


def test_undo_and_redo_step_through_ones_own_work_and_the_journal_keeps_all(office: Desk) -> None:
    identity = register(office)
    rename(office, identity, "Krug prijatelja")
    rename(office, identity, "Krug druga")

    office.run(undo)
    assert names(office) == ["Krug prijatelja"]
    office.run(undo)
    assert names(office) == ["Krug"]
    office.run(redo)
    assert names(office) == ["Krug prijatelja"]
    office.run(redo)
    assert names(office) == ["Krug druga"]
    for _step in range(3):
        office.run(undo)
    assert names(office) == []
    office.run(redo)
    assert names(office) == ["Krug"]
    rename(office, identity, "Krug bez kraja")

    with refused("people.nothing_to_redo"):
        office.run(redo)
    with office.read() as session:
        told = [row.operation for row in list_journal(session)]
    assert told.count("people.undo") == 5
    assert told.count("people.redo") == 3
    assert integrity.check(office.store) == ()


def test_undo_stops_at_what_may_not_be_undone_and_at_nothing(office: Desk) -> None:
    with refused("people.not_undoable"):
        office.run(undo)
    identity = register(office)
    office.run(forget, organisation_id=identity)
    with refused("people.not_undoable"):
        office.run(undo)
    with refused("people.undo_not_last"):
        office.run(undo, entry=1)
    with office.read() as session:
        last = last_own(session, office.person.person_id)
        assert last is not None
        assert (last.operation, last.undoable) == ("test.forget", False)
        assert last_undone(session, office.person.person_id) is None
    nobody = ActingPerson(person_id="nobody", name="", roles=frozenset({Role.SECRETARY}))
    with refused("people.nothing_to_undo"):
        office.beside(nobody).run(undo)


def test_undo_is_refused_once_somebody_went_on_from_it(office: Desk) -> None:
    other = colleague(office)
    identity = register(office)
    rename(other, identity, "Krug drugog")
    with refused("people.undo_touched"):
        office.run(undo)
    other.run(undo)
    office.run(undo)
    assert names(office) == []
    office.run(redo)
    given = {"organisation_id": identity, "iban": IBAN, "holder": "Krug"}
    office.run(add_bank_account, **given)
    with refused("people.nothing_to_undo"):
        other.run(undo)
    office.run(undo)
    with office.read() as session:
        assert list_organisations(session)[0].accounts == ()


def test_undo_is_refused_where_other_records_would_be_left_alone(
    office: Desk, tmp_path: Path
) -> None:
    other = colleague(office)
    identity = other.run(
        register_organisation, name="Krug", country="RS", city="Niš", register_no="17000002"
    )
    office.run(add_bank_account, organisation_id=identity, iban=IBAN, holder="Krug")
    with refused("people.undo_touched"):
        other.run(undo)
    office.run(undo)
    paper = tmp_path / "statut.pdf"
    paper.write_bytes(b"%PDF-1.7")
    office.run(
        file_document, subject_kind="organisation", subject_id=identity, kind="statute", path=paper
    )
    with refused("people.undo_needed"):
        other.run(undo)
    office.run(add_bank_account, organisation_id=identity, iban=IBAN, holder="Krug")
    with office.read() as session:
        changes = journal_read.changes_of(session, 3)
        found = journal_undo.dependent(session, changes)
    assert found == journal_undo.Later(entry=0, table="bank_account")


def test_news_of_others_are_told_by_topic_and_ones_own_left_out(office: Desk) -> None:
    identity = register(office)
    first = office.last_entry
    rename(office, identity, "Krug drugih")
    with office.read() as session:
        assert news_since(session, first + 1, frozenset()).topics == frozenset()
        own = news_since(session, first, frozenset({first + 1}))
        assert (own.newest, own.topics) == (first + 1, frozenset())
        assert news_since(session, first, frozenset()).topics == frozenset({"organisations"})
    office.run(undo)
    with office.read() as session:
        assert news_since(session, first + 1, frozenset()).topics > frozenset({"people"})
