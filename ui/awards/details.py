"""One award in tabs: negotiation, decision, reserve list, complaints, letters, history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iris_grants.awards import queries
from iris_grants.awards.complaints import complaints_of
from iris_grants.awards.exceptions import ExceptionRow, list_exceptions
from iris_grants.awards.queries import AwardRow, CeilingRow, Envelope, LetterRow, LineRow
from iris_grants.awards.reserve import ReserveRow, reserve_list
from iris_grants.awards.rules.negotiation import Trial
from iris_grants.awards.validity import Validity, reserve_validity
from iris_grants.documents.attachments import documents_of
from iris_grants.people.queries import list_people
from iris_grants.wording import _, sentence_of
from iris_grants.wording.formats import day, minor, money, today
from ui.awards.columns import CEILING, LETTERS, LINES, RESERVE
from ui.awards.complaints import complaints_tab
from ui.awards.exceptions import exception_parts
from ui.awards.meter import EnvelopeMeter
from ui.journal.history import history_tab
from ui.tables.detail import Drawn, FileItem, Files, Pair, Pairs, Part, Tab, Why, Words, sub_table

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session


def tabs_of(session: Session, row: AwardRow, lines: tuple[LineRow, ...]) -> tuple[Tab, ...]:
    """All tabs of an award."""
    found = queries.trial_of(session, row)
    envelope = queries.envelope_of(session, row.call_id, row.lot)
    reserve = tuple(
        one for one in reserve_list(session, row.call_id, today=today()) if one.lot == row.lot
    )
    complaints = complaints_of(session, application_id=row.application_id, today=today())
    return (
        _negotiation_tab(row, lines, found, envelope),
        _decision_tab(
            row,
            queries.ceiling_of(session, row.organisation_id),
            list_exceptions(session, award_id=row.id),
        ),
        _reserve_tab(reserve, reserve_validity(session, row.call_id, row.lot)),
        complaints_tab(complaints, list_people(session)),
        letters_tab(session, row.application_id),
        history_tab(session, "award", row.id, parts=("negotiated_line",)),
    )


def letters_tab(session: Session, application_id: str) -> Tab:
    """The letters to an applicant, with their files."""
    letters = tuple(
        one for one in queries.list_letters(session) if one.application_id == application_id
    )
    papers = {one.id: one for one in documents_of(session, "application", application_id)}
    written = [papers[one.document_id] for one in letters if one.document_id in papers]
    items = tuple(FileItem(name=one.name, sha256=one.sha256, size=one.size) for one in written)
    parts: list[Part] = [
        sub_table(LETTERS, letters, _letter_key, none=_("No letters to this applicant yet."))
    ]
    if items:
        parts.append(Files(items=items))
    return Tab(title=_("Letters"), count=len(letters), parts=tuple(parts))


def _letter_key(letter: LetterRow) -> str:
    return letter.id


def _negotiation_tab(
    row: AwardRow, lines: tuple[LineRow, ...], found: Trial, envelope: Envelope
) -> Tab:
    agreed = [line for line in lines if line.agreed_minor is not None]
    why = Why(
        values=tuple((line.code, minor(line.agreed_minor or 0)) for line in agreed),
        rule=_("Sum of the agreed lines; open lines do not count yet."),
    )
    title = _("Envelope {amount}").format(amount=money(envelope.envelope))
    parts: list[Part] = [
        Pairs(
            pairs=(
                Pair(label=_("Offered by the ranking"), value=money(row.amount)),
                Pair(label=_("Requested"), value=money(row.requested)),
                Pair(label=_("Co-financing"), value=money(row.co_financing)),
                Pair(label=_("Agreed so far"), value=f"{minor(found.agreed)} EUR", why=why),
                Pair(label=_("Grant as it stands"), value=f"{minor(found.grant)} EUR"),
            )
        ),
        sub_table(LINES, lines, lambda line: line.id, title=_("Budget lines")),
    ]
    if row.state == "proposed":
        offered = row.amount
        meter = Drawn(title=title, make=lambda _context: EnvelopeMeter(title, envelope, offered))
        parts.insert(0, meter)
        parts.append(Words(title=_("What the rules say"), text=rules_words(found)))
    return Tab(title=_("Negotiation"), parts=tuple(parts))


def rules_words(found: Trial) -> str:
    """What the rules say to a negotiation, a line each."""
    lines = []
    for one in found.problems:
        words = sentence_of(one.code, one.params)
        key = one.where.key or ""
        lines.append(f"• {key}: {words}" if key[:1].isdigit() else f"• {words}")
    return "\n".join(lines) or _("All rules of the call hold.")


def _decision_tab(row: AwardRow, ceiling: CeilingRow, exceptions: tuple[ExceptionRow, ...]) -> Tab:
    pairs = [
        Pair(label=_("Decision"), value=row.decision_no or "–"),
        Pair(label=_("Decided on"), value=day(row.decided_on) or "–"),
        Pair(label=_("Amount"), value=money(row.amount)),
    ]
    if row.closed_on is not None:
        pairs.append(Pair(label=_("Closed on"), value=day(row.closed_on)))
        pairs.append(Pair(label=_("Reason"), value=row.closed_reason or "–"))
    why = Why(
        values=(
            (_("Awarded"), money(ceiling.awarded)),
            (_("In negotiation"), money(ceiling.proposed)),
            (_("Ceiling per third party"), money(ceiling.ceiling)),
            *(
                ()
                if ceiling.exception is None
                else ((_("Approved exception, up to"), money(ceiling.exception)),)
            ),
        ),
        rule=_("All awards of the whole action count together, in every call."),
        source="DOMAIN.md §2.1, FSTP-02, FSTP-03",
    )
    pairs.append(Pair(label=_("Left of the ceiling"), value=money(ceiling.left), why=why))
    return Tab(
        title=_("Decision"),
        parts=(
            Pairs(pairs=tuple(pairs)),
            sub_table(
                CEILING,
                (ceiling,),
                lambda one: one.organisation_id,
                title=_("Ceiling per third party"),
            ),
            *exception_parts(exceptions),
        ),
    )


def validity_pairs(found: Validity) -> Pairs:
    """Until when a reserve list holds, with the rule that says so."""
    verified = _("compared with its source") if found.verified else _("not compared yet")
    why = Why(
        values=(
            (_("Ranking fixed"), day(found.fixed_on)),
            (_("Days"), str(found.days)),
            (_("Last day"), day(found.until)),
        ),
        rule=_("After this day nobody on the reserve list moves up."),
        source=f"{found.source} ({verified})",
        version=found.rule_set,
    )
    words = day(found.until) if today() <= found.until else _("{day}, expired")
    value = words.format(day=day(found.until))
    return Pairs(pairs=(Pair(label=_("The list holds until"), value=value, why=why),))


def _reserve_tab(rows: tuple[ReserveRow, ...], validity: Validity | None) -> Tab:
    return Tab(
        title=_("Reserve list"),
        count=len(rows),
        parts=(
            *(() if validity is None else (validity_pairs(validity),)),
            sub_table(
                RESERVE,
                rows,
                lambda one: one.application_id,
                none=_("Nobody is on the reserve list."),
            ),
        ),
    )
