"""What happens at each stage of a supported case in the story."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from iris_grants.demo.programme_licensing_days import LIMITED_UNTIL
from iris_grants.demo.programme_licensing_gaps import mentor_rows, own_rows
from iris_grants.demo.programme_licensing_life import Life
from iris_grants.demo.programme_numbers import register_no
from iris_grants.licensing import commands, filing, mentoring, selection, upkeep
from iris_grants.licensing.gap_layout import Side
from iris_grants.licensing.rules.licences import valid_until
from iris_grants.licensing.rules.path import Stage
from iris_grants.organisations.commands import register_organisation

FIRST_PLACE = 700
"""Where the numbers of these organisations begin, clear of those of the applicants."""
SCORED = 6


def open_life(life: Life) -> None:
    """The organisation shows its interest, and its case is opened."""
    case = life.case
    life.organisation_id = life.desk.run(
        register_organisation,
        name=case.name,
        country=case.country,
        city=case.city,
        register_no=register_no(case.country, FIRST_PLACE + life.place),
        registered_on=date(2006 + life.rng.randrange(14), 1 + life.rng.randrange(12), 9),
        as_received=True,
    )
    life.case_id = life.desk.run(
        commands.open_case,
        number=life.number,
        organisation_id=life.organisation_id,
        service=case.service,
        goal=case.goal,
        standards_pack_id=life.pack.id,
        opened_on=life.days[Stage.INTEREST],
    )


def reach(life: Life, stage: Stage) -> None:
    """Everything that a stage asks for, then the stage itself."""
    day = life.days[stage]
    if stage in _BEFORE:
        _BEFORE[stage](life, day)
    if stage in _INSTEAD:
        _INSTEAD[stage](life, day)
    else:
        life.step(stage, day)
    if stage is Stage.AUTHORITY_REVIEW:
        _requested(life, day)


def evaluate(life: Life, day: date) -> None:
    """The yearly self-evaluation, a year after the licence."""
    evaluation = life.desk.run(
        upkeep.record_evaluation,
        case_id=life.case_id,
        year=2025,
        evaluated_on=day,
        evaluated_by="koordinatorka usluge",
        users_asked=24,
        users_satisfied=19 + life.rng.randrange(5),
        document_id=life.paper("self_evaluation", "Interna evaluacija 2025"),
    )
    for gap in life.gaps()[:SCORED]:
        score = 1 + life.rng.randrange(3)
        life.desk.run(upkeep.score_standard, evaluation_id=evaluation, code=gap.code, score=score)
    life.desk.run(
        upkeep.plan_improvement,
        evaluation_id=evaluation,
        action="Anketa za članove porodica korisnika",
        responsible="koordinatorka usluge",
        due_on=date(2026, 6, 30),
    )


def _selected(life: Life, day: date) -> None:
    life.desk.run(
        selection.answer_conditions,
        organisation_id=life.organisation_id,
        answered_on=day,
        evidence="Prijava na poziv za mentorsku podršku, statut i izvod iz registra",
    )


def _mentored(life: Life, day: date) -> None:
    life.desk.run(commands.assign_mentor, case_id=life.case_id, person_id=life.mentor_id)
    life.paper("mentoring_agreement", "Sporazum o mentorskoj podršci")


def _assessed(life: Life, day: date) -> None:
    life.take_in(Side.ORGANISATION, own_rows(life.gaps(), life.filling))


def _verified(life: Life, day: date) -> None:
    life.visit("mentor", day, "Pregledani su prostor, evidencija i planovi korisnika.")
    late = life.days[Stage.PLAN_APPROVED] + timedelta(days=14)
    due = late if life.case.twist == "overdue" else life.days[Stage.GAPS_CLOSED]
    life.take_in(Side.MENTOR, mentor_rows(life.gaps(), life.filling, due))


def _drafted(life: Life, day: date) -> None:
    for document in life.pack.documents:
        if document.condition is None:
            life.paper(document.kind, document.text["sr"], document.code)


def _closed(life: Life, day: date) -> None:
    for code in life.filling.verified:
        life.desk.run(commands.close_gap, case_id=life.case_id, code=code, done_on=day)


def _reviewed(life: Life, day: date) -> None:
    finding = "Dokumentacija je potpuna, zaposleni poznaju procedure."
    life.visit("mock_review", day, finding, "ready")


def _approved(life: Life, day: date) -> None:
    life.desk.run(
        mentoring.approve_plan,
        case_id=life.case_id,
        approved_on=day,
        approved_by="Upravni odbor",
        language=life.language,
    )


def _filed(life: Life, day: date) -> None:
    life.desk.run(
        filing.file_application,
        case_id=life.case_id,
        number=f"UZORAK-{day.year}-{life.place:03d}",
        filed_on=day,
        document_id=life.paper("filing_receipt", "Potvrda o prijemu zahteva"),
    )


def _requested(life: Life, day: date) -> None:
    """The authority visits and asks; where it still waits, nobody has answered yet."""
    life.visit("authority", day, "Pregledan je prostor i obavljen razgovor sa zaposlenima.")
    waiting = life.case.twist == "open_request"
    due = date(2026, 2, 13) if waiting else day + timedelta(days=15)
    request = life.desk.run(
        filing.record_request,
        case_id=life.case_id,
        requested_on=day,
        request="Dostaviti dokaze o obuci neposrednih pružalaca usluge.",
        due_on=due,
        document_id=life.paper("authority_letter", "Dopis nadležnog organa"),
    )
    if not waiting:
        life.desk.run(
            filing.answer_request,
            request_id=request,
            answered_on=day + timedelta(days=9),
            answer="Poslate su potvrde o završenoj obuci.",
        )


def _licensed(life: Life, day: date) -> None:
    limited, years = life.case.twist == "limited", life.pack.validity_years
    begins = day + timedelta(days=7)
    until = LIMITED_UNTIL if limited else valid_until(begins, years) if years else None
    life.desk.run(
        filing.record_licence,
        case_id=life.case_id,
        number=f"UZORAK-L-{life.place:03d}",
        issued_on=day,
        valid_from=begins,
        valid_to=until,
        limited=limited,
        document_id=life.paper("licence", "Rešenje o licenci"),
    )
    life.desk.run(
        upkeep.record_staff_licence,
        case_id=life.case_id,
        name="Stručna saradnica (uzorak)",
        kind="basic",
        number=f"UZORAK-S-{life.place:03d}",
        issued_on=date(2021, 4, 6),
        valid_to=date(2027, 4, 5),
    )


def _refused(life: Life, day: date) -> None:
    life.desk.run(
        filing.record_refusal,
        case_id=life.case_id,
        number=f"UZORAK-O-{life.place:03d}",
        decided_on=day,
        reason="Broj stručnih radnika ne odgovara broju korisnika.",
        remedy_on=day + timedelta(days=150),
        document_id=life.paper("decision", "Rešenje o odbijanju"),
    )


def _dropped(life: Life, day: date) -> None:
    reason = "Organizacija je ostala bez stručnog radnika i odložila je licenciranje."
    life.desk.run(selection.drop_out, case_id=life.case_id, on=day, reason=reason)


Step = Callable[[Life, date], None]
_BEFORE: Mapping[Stage, Step] = {
    Stage.SELECTED: _selected,
    Stage.MENTOR_ASSIGNED: _mentored,
    Stage.GAP_SELF_ASSESSMENT: _assessed,
    Stage.GAP_VERIFIED: _verified,
    Stage.DOCUMENTS_DRAFTED: _drafted,
    Stage.GAPS_CLOSED: _closed,
    Stage.MOCK_REVIEW: _reviewed,
}
_INSTEAD: Mapping[Stage, Step] = {
    Stage.PLAN_APPROVED: _approved,
    Stage.FILED: _filed,
    Stage.LICENSED: _licensed,
    Stage.REFUSED: _refused,
    Stage.WITHDRAWN: _dropped,
}
