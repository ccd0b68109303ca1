"""Changes to the committee: members, declarations, confirmed keys."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from db.tables.calls import CallRecord
from db.tables.people import PersonRecord
from db.tables.scoring import MemberKeyRecord, MemberRecord
from iris_grants.documents.attachments import attach
from iris_grants.kernel.access import Role
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.operations import Work, operation
from iris_grants.kernel.problems import Where, refusal
from iris_grants.scoring.committee import MemberRole, next_code

OFFICE = frozenset({Role.GRANTS_OFFICER, Role.SECRETARY})
TOPICS = frozenset({"committee"})
DECLARATION = "declaration"
MOST_CODE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper that comes with a command: its file name, media type and content."""

    name: str
    media_type: str
    data: bytes


@operation("scoring.add_member", roles=OFFICE, topics=TOPICS)
def add_member(
    work: Work,
    *,
    call_id: str,
    person_id: str,
    role: str,
    code: str | None = None,
    country: str | None = None,
) -> str:
    """Appoint a person to the committee of a call; gives the member's identity.

    `code` stands in packages and files; without one the next free code of the role is
    taken. Refused: `scoring.role_unknown`, `scoring.code_wrong`, and by constraint a person
    or a code that is in this committee already.
    """
    if role not in set(MemberRole):
        raise refusal("scoring.role_unknown", Where(key="role"), role=role)
    call = work.get(CallRecord, call_id)
    person = work.get(PersonRecord, person_id)
    taken = work.session.scalars(
        select(MemberRecord.code).where(MemberRecord.call_id == call.id)
    ).all()
    member = work.add(
        MemberRecord(
            id=new_id(),
            call_id=call.id,
            person_id=person.id,
            code=next_code(role, taken) if code is None else _tidy_code(code),
            role=role,
            country=country,
            declared_on=None,
        )
    )
    return member.id


@operation("scoring.sign_declaration", roles=OFFICE, topics=TOPICS)
def sign_declaration(work: Work, *, member_id: str, on: date, document: Paper) -> None:
    """Keep the signed declaration of objectivity and confidentiality of a member.

    Nobody gets a package before (DOMAIN.md §4.1). Refused: `scoring.declared_later` for a
    day after today.
    """
    member = work.get(MemberRecord, member_id)
    if on > work.today:
        raise refusal("scoring.declared_later", Where(key="on"), day=on.isoformat())
    attach(
        work,
        subject_kind="committee",
        subject_id=member.id,
        kind=DECLARATION,
        name=document.name,
        media_type=document.media_type,
        data=document.data,
    )
    member.declared_on = on.isoformat()
    work.flush()


def record_key(work: Work, *, member_id: str, public_key: str, note: str) -> None:
    """Keep a key as the member's own; one that is confirmed already stays as it is.

    Refused: `scoring.key_of_other_member` where another person's returns bear it.
    """
    member = work.get(MemberRecord, member_id)
    known = work.session.execute(
        select(MemberKeyRecord, MemberRecord.person_id)
        .join(MemberRecord, MemberRecord.id == MemberKeyRecord.member_id)
        .where(MemberKeyRecord.public_key == public_key)
    ).all()
    if any(person_id != member.person_id for _key, person_id in known):
        raise refusal("scoring.key_of_other_member")
    if any(key.member_id == member.id for key, _person in known):
        return
    work.add(
        MemberKeyRecord(
            id=new_id(),
            member_id=member.id,
            public_key=public_key,
            confirmed_on=work.today.isoformat(),
            confirmed_by_id=work.person.person_id,
            note=note,
        )
    )


def _tidy_code(code: str) -> str:
    tidy = code.strip().upper()
    if not (tidy.isascii() and tidy.isalnum() and len(tidy) <= MOST_CODE):
        raise refusal("scoring.code_wrong", Where(key="code"), code=code)
    return tidy
