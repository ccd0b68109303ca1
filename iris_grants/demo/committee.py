"""The sample's committee: appointed, declared, assigned; its packages go out as files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from iris_grants.demo.cast import COMMITTEE, Assessor
from iris_grants.demo.office import Office
from iris_grants.documents.atomic import write_atomically
from iris_grants.documents.pdf import render_pdf
from iris_grants.documents.pdf_blocks import SignatureLine, Signatures, Spacer, Text, Title
from iris_grants.kernel.access import Role
from iris_grants.people.commands import add_person
from iris_grants.people.queries import list_people
from iris_grants.programme.papers import paper_meta
from iris_grants.scoring.commands.assignment import assign_applications
from iris_grants.scoring.commands.committee import Paper, add_member, sign_declaration
from iris_grants.scoring.commands.conflicts import detect_conflicts, resolve_conflict
from iris_grants.scoring.packing import MadePackage, make_packages
from iris_grants.scoring.queries.committee import conflicts_of
from iris_grants.wording import _, in_language

PASSPHRASES = "PASSPHRASES.txt"
TIE_CONFIRMED = "Član komisije radi u organizaciji koja je podnela prijavu."


def appoint_committee(office: Office, committee: Sequence[Assessor] = COMMITTEE) -> None:
    """Appoint the members and keep their signed declarations."""
    office.clock.move_to(date(2023, 11, 8))
    for assessor in committee:
        person_id = _person(office, assessor)
        member_id = office.officer.run(
            add_member,
            call_id=office.call_id,
            person_id=person_id,
            role=assessor.role,
            code=assessor.code,
            country=assessor.country,
        )
        office.officer.run(
            sign_declaration,
            member_id=member_id,
            on=date(2023, 11, 8),
            document=_declaration(office, assessor),
        )


def settle_conflicts(office: Office) -> None:
    """Ask about the ties that the data show; the chair confirms each with the reason."""
    office.officer.run(detect_conflicts, call_id=office.call_id)
    with office.officer.read() as session:
        found = conflicts_of(session, office.call_id)
    for conflict in found:
        office.officer.run(
            resolve_conflict,
            conflict_id=conflict.id,
            confirmed=True,
            reason=TIE_CONFIRMED,
        )
    office.officer.run(assign_applications, call_id=office.call_id, per_application=2)


def send_packages(
    office: Office, out: Path, committee: Sequence[Assessor] = COMMITTEE, *, kit: bool = False
) -> tuple[MadePackage, ...]:
    """Write one sealed package for each assessor with something new to assess.

    With `kit` an encrypted zip for those without the program lies beside each.
    """
    made = make_packages(
        office.officer,
        call_id=office.call_id,
        out_dir=out,
        kit=kit,
        passphrases={one.code: one.passphrase for one in committee if one.passphrase},
    )
    lines = [f"{one.path.name}\t{one.name}\t{one.passphrase}" for one in made]
    known = out / PASSPHRASES
    before = known.read_text(encoding="utf-8") if known.exists() else ""
    text = before + "\n".join(lines) + "\n"
    write_atomically(known, text.encode(), overwrite=True)
    return made


def _person(office: Office, assessor: Assessor) -> str:
    """Somebody of the office, or a new person."""
    with office.officer.read() as session:
        known = {person.name: person.id for person in list_people(session)}
    return known.get(assessor.name) or office.officer.run(
        add_person,
        name=assessor.name,
        roles=frozenset({Role.ASSESSOR}),
        organisation_name=assessor.organisation,
    )


def _declaration(office: Office, assessor: Assessor) -> Paper:
    with office.officer.read() as session, in_language("sr_Latn"):
        title = _("Declaration of objectivity and confidentiality")
        meta = paper_meta(
            session, title=title, created=office.clock(), reference=office.terms.number
        )
    text = (
        "Izjavljujem da nemam sukob interesa u vezi sa ovim pozivom, da ću svaki sukob odmah "
        "prijaviti i da ću podatke iz prijava čuvati kao poverljive. Uzorak; osoba je izmišljena."
    )
    signature = SignatureLine(name=assessor.name, filled=assessor.name)
    data = render_pdf(
        [Title(text=title), Text(text=text), Spacer(mm=10), Signatures(lines=[signature])], meta
    )
    return Paper(name=f"Izjava {assessor.code}.pdf", media_type="application/pdf", data=data)
