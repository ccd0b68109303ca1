"""What the dossier of the programme holds: its base, results with evidence, and all dossiers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from iris_grants.documents.attachments import DocumentRow, documents_of
from iris_grants.dossiers import programme_sheets, sheets
from iris_grants.dossiers.journal_extract import owned_rows
from iris_grants.dossiers.pieces import Contents, Piece, deferred, in_order, originals, written
from iris_grants.dossiers.programme_sheets import Listed
from iris_grants.dossiers.redaction import NOTHING_HIDDEN, Redaction
from iris_grants.dossiers.sections import PROGRAMME_KINDS, PROGRAMME_SECTIONS
from iris_grants.dossiers.sheets import Paper
from iris_grants.dossiers.subjects import DossierRow, all_subjects, list_dossiers
from iris_grants.kernel.problems import Refused, refusal
from iris_grants.opendata.export import NAMES, OpenFormat, open_data_bytes
from iris_grants.programme.grant_rules import rules_in_force
from iris_grants.programme.queries import ProgrammeRow, rule_sets, the_programme
from iris_grants.results.queries import (
    SUBJECT,
    AchievementRow,
    ResultRow,
    list_achievements,
    list_results,
)
from iris_grants.results.workbook import results_workbook
from iris_grants.wording import _, current_language, label
from iris_grants.wording.formats import day, decimal_text, money

KINDS = ("grant", "case", "call")
CODE_SHOWN = 11
"""So many letters of a code of a result leave room for the longest name in a path."""
SECTION_OF = {"grant": "grants", "case": "cases", "call": "calls"}


def programme_contents(
    session: Session, number: str, created: datetime, redaction: Redaction = NOTHING_HIDDEN
) -> Contents:
    """Everything of the programme with this code, in the current language.

    Refused if that is not the programme of the store (`dossiers.programme_unknown`).
    """
    programme = the_programme(session)
    if programme.code != number:
        raise refusal("dossiers.programme_unknown", number=number)
    paper = Paper(session=session, created=created, number=number, redaction=redaction)
    results, entries = list_results(session), list_achievements(session)
    documents = documents_of(session, "programme", programme.id)
    evidence = documents_of(session, SUBJECT, tuple(entry.id for entry in entries))
    listed = _listed(session)
    pieces = [
        *originals(documents, PROGRAMME_KINDS),
        *_evidence(entries, evidence),
        *_written(paper, programme, results, entries),
        *_lists(paper, listed),
        *_open_data(session),
    ]
    return Contents(
        subject_kind="programme",
        subject_id=programme.id,
        number=number,
        title=programme.title.of(current_language()),
        sections=PROGRAMME_SECTIONS,
        pieces=in_order(PROGRAMME_SECTIONS, pieces),
        facts=_facts(session, programme, results),
        rows=owned_rows(session, _roots(session, programme, [*documents, *evidence])),
        lacking=(
            *_unfiled(documents),
            *_lacking_results(results, entries),
            *_lacking_dossiers(listed),
        ),
    )


def _written(
    paper: Paper,
    programme: ProgrammeRow,
    results: Sequence[ResultRow],
    entries: Sequence[AchievementRow],
) -> list[Piece]:
    """The pages on base, partners and results; a section without anything stays empty."""
    session = paper.session
    rules = rules_in_force(session).id if rule_sets(session, "grant_rules") else None
    pieces = [
        deferred("legal_base", "legal-base.pdf", "sheet", lambda: sheets.legal_base(paper, rules))
    ]
    if programme.partners:
        pieces.append(
            deferred(
                "partners",
                "partners.pdf",
                "sheet",
                lambda: programme_sheets.partners(paper, programme),
            )
        )
    if results:
        pieces += [
            deferred(
                "results",
                "results.pdf",
                "sheet",
                lambda: programme_sheets.results(paper, results, entries),
            ),
            deferred(
                "results",
                "results.xlsx",
                "results",
                lambda: results_workbook(session, language=current_language()),
            ),
        ]
    return pieces


def _evidence(entries: Sequence[AchievementRow], documents: Sequence[DocumentRow]) -> list[Piece]:
    """The documents of all entries, a folder a result and day."""
    folders = {entry.id: f"{entry.result_code[:CODE_SHOWN]}-{entry.held_on}" for entry in entries}
    return originals(documents, PROGRAMME_KINDS, folders)


def _listed(session: Session) -> dict[str, list[Listed]]:
    """Every grant, case and call with the latest dossier of it that was handed out."""
    last: dict[tuple[str, str], DossierRow] = {}
    for row in reversed(list_dossiers(session)):
        last[row.subject_kind, row.number] = row
    facts = programme_sheets.subject_facts(session)
    found: dict[str, list[Listed]] = {kind: [] for kind in KINDS}
    for kind, number in all_subjects(session):
        if kind in found:
            found[kind].append(
                Listed(number=number, facts=facts[kind, number], dossier=last.get((kind, number)))
            )
    return found


def _lists(paper: Paper, listed: dict[str, list[Listed]]) -> list[Piece]:
    return [
        deferred(
            SECTION_OF[kind],
            f"{SECTION_OF[kind]}.pdf",
            "sheet",
            partial(programme_sheets.subjects, paper, kind, listed[kind]),
        )
        for kind in KINDS
        if listed[kind]
    ]


def _open_data(session: Session) -> list[Piece]:
    """Both open formats, where there is something to publish and nothing against it."""
    try:
        return [
            written("open_data", NAMES[form], "open_data", open_data_bytes(session, form))
            for form in OpenFormat
        ]
    except Refused:
        return []


def _facts(
    session: Session, programme: ProgrammeRow, results: Sequence[ResultRow]
) -> tuple[tuple[str, str], ...]:
    reached = sum(1 for row in results if row.actual.value >= row.target.target)
    facts = [
        (_("Programme"), f"{programme.title.of(current_language())} ({programme.code})"),
        (_("Donor"), programme.donor),
        (_("Lead organisation"), programme.lead_name),
        (_("Period"), f"{day(programme.starts_on)} – {day(programme.ends_on)}"),
        (_("Budget"), money(programme.budget)),
        (
            _("Targets reached"),
            _("{n} of {m}").format(n=decimal_text(reached, 0), m=decimal_text(len(results), 0)),
        ),
    ]
    if rule_sets(session, "grant_rules"):
        years = rules_in_force(session).retention_years
        facts.append(
            (
                _("Retention period"),
                _("{n} years after the balance of the grant of the programme was paid").format(
                    n=years
                ),
            )
        )
    return tuple(facts)


def _roots(
    session: Session, programme: ProgrammeRow, documents: Sequence[DocumentRow]
) -> dict[str, frozenset[str]]:
    """Records whose journal values may be shown; calls and what follows have own dossiers."""
    return {
        "programme": frozenset({programme.id}),
        "call": frozenset(),
        "document": frozenset(document.id for document in documents),
        "dossier": frozenset(row.id for row in list_dossiers(session)),
    }


def _unfiled(documents: Sequence[DocumentRow]) -> tuple[str, ...]:
    """Papers of the legal base that are not there (DOMAIN.md §8.3, no. 1)."""
    there = {document.kind for document in documents}
    wanted = ("parent_contract", "action_description")
    return tuple(
        _("not filed: {paper}").format(paper=label(f"paper.{kind}"))
        for kind in wanted
        if kind not in there
    )


def _lacking_results(
    results: Sequence[ResultRow], entries: Sequence[AchievementRow]
) -> tuple[str, ...]:
    found = [
        _("{code}: nothing that counts yet").format(code=row.target.code)
        for row in results
        if not row.actual.value
    ]
    for entry in entries:
        what = f"{entry.result_code}, {day(entry.held_on)} {entry.title}"
        if entry.withdrawn_reason is not None:
            continue
        if not entry.documents:
            found.append(_("{entry}: no document").format(entry=what))
        elif entry.verified_by is None:
            found.append(_("{entry}: not verified by a second person").format(entry=what))
    return tuple(found)


def _lacking_dossiers(listed: dict[str, list[Listed]]) -> tuple[str, ...]:
    return tuple(
        _("{number}: no dossier handed out yet").format(number=one.number)
        for kind in KINDS
        for one in listed[kind]
        if one.dossier is None
    )
