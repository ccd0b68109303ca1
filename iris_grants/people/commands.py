"""Changes to the people of the office and their roles."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.search import search_key, sort_key
from db.tables.people import (
    OfficeRuleRecord,
    PassphraseRecord,
    PersonRecord,
    PersonRoleRecord,
)
from iris_grants.kernel.access import WORKING, Role
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.operations import Work, operation
from iris_grants.kernel.problems import Where, refusal

OFFICE = frozenset({Role.ADMINISTRATOR, Role.GRANTS_OFFICER})
TOPICS = frozenset({"people"})


@operation("people.found", roles=WORKING, topics=TOPICS)
def found_office(work: Work, *, roles: Iterable[Role]) -> str:
    """Enter the acting person as the first person of a new store; gives the identity.

    Refused: `people.already_founded` where the store knows anybody, `people.no_roles`.
    """
    if work.session.scalar(select(func.count()).select_from(PersonRecord)):
        raise refusal("people.already_founded")
    return _enter(work, identity=work.person.person_id, name=work.person.name, roles=roles)


@operation("people.add", roles=OFFICE, topics=TOPICS)
def add_person(
    work: Work,
    *,
    name: str,
    roles: Iterable[Role],
    email: str | None = None,
    organisation_name: str | None = None,
) -> str:
    """Enter a person with at least one role; gives the identity.

    Refused: `people.name_missing`, `people.no_roles`, `people.known` where somebody bears
    that name already (letters and scripts folded), `people.administrator_needed` where
    somebody else than an administrator gives that role.
    """
    wanted = frozenset(roles)
    _require_may_give(work, wanted)
    return _enter(
        work,
        identity=new_id(),
        name=name,
        roles=wanted,
        email=email,
        organisation_name=organisation_name,
    )


@operation("people.set_roles", roles=OFFICE, topics=TOPICS)
def set_roles(work: Work, *, person_id: str, roles: Iterable[Role]) -> None:
    """Give a person exactly these roles.

    Refused: `people.no_roles`, `people.last_administrator` where nobody active would be
    left to administer, `people.administrator_needed` as in `add_person`.
    """
    person = work.get(PersonRecord, person_id)
    wanted = _some(roles)
    present = {
        Role(record.role): record
        for record in work.session.scalars(
            select(PersonRoleRecord).where(PersonRoleRecord.person_id == person_id)
        )
    }
    _require_may_give(work, wanted ^ present.keys())
    if Role.ADMINISTRATOR in present and Role.ADMINISTRATOR not in wanted and person.active:
        _require_other_administrator(work.session, person_id)
    for role in sorted(present.keys() - wanted):
        work.session.delete(present[role])
    work.add_all([_role(person_id, role) for role in sorted(wanted - present.keys())])


@operation("people.set_active", roles=frozenset({Role.ADMINISTRATOR}), topics=TOPICS)
def set_active(work: Work, *, person_id: str, active: bool) -> None:
    """Say whether a person may open the store in their name; the record stays for good.

    Refused: `people.last_administrator`.
    """
    person = work.get(PersonRecord, person_id)
    if not active:
        _require_other_administrator(work.session, person_id)
    person.active = int(active)
    work.flush()


@operation("people.set_office_rule", roles=frozenset({Role.ADMINISTRATOR}), topics=TOPICS)
def set_office_rule(work: Work, *, approvals_signed_in: bool) -> None:
    """Say whether who approves as second person must have signed in with a passphrase.

    Refused (`people.nobody_to_approve`) where it is asked for and nobody active who may
    approve has a passphrase: no approval would be possible any more.
    """
    if approvals_signed_in and not _approver_signs_in(work.session):
        raise refusal("people.nobody_to_approve")
    rule = work.session.scalar(select(OfficeRuleRecord))
    if rule is None:
        work.add(OfficeRuleRecord(id=new_id(), approvals_signed_in=int(approvals_signed_in)))
    else:
        rule.approvals_signed_in = int(approvals_signed_in)
        work.flush()


def tidy_name(name: str) -> str:
    """The name with single spaces; refused (`people.name_missing`) where nothing is left."""
    tidy = " ".join(name.split())
    if not tidy or not search_key(tidy):
        raise refusal("people.name_missing", Where(key="name"))
    return tidy


def _enter(
    work: Work,
    *,
    identity: str,
    name: str,
    roles: Iterable[Role],
    email: str | None = None,
    organisation_name: str | None = None,
) -> str:
    tidy = tidy_name(name)
    wanted = _some(roles)
    key = search_key(tidy)
    if work.session.scalar(select(PersonRecord.id).where(PersonRecord.search_key == key)):
        raise refusal("people.known", Where(key="name"), name=tidy)
    work.add(
        PersonRecord(
            id=identity,
            name=tidy,
            search_key=key,
            sort_key=sort_key(tidy),
            email=(email or "").strip() or None,
            organisation_name=(organisation_name or "").strip() or None,
            active=1,
        )
    )
    work.add_all([_role(identity, role) for role in sorted(wanted)])
    return identity


def _some(roles: Iterable[Role]) -> frozenset[Role]:
    wanted = frozenset(roles)
    if not wanted:
        raise refusal("people.no_roles", Where(key="roles"))
    return wanted


def _role(person_id: str, role: Role) -> PersonRoleRecord:
    return PersonRoleRecord(id=new_id(), person_id=person_id, role=role)


def _require_may_give(work: Work, changed: frozenset[Role]) -> None:
    if Role.ADMINISTRATOR in changed and Role.ADMINISTRATOR not in work.person.roles:
        raise refusal("people.administrator_needed", Where(key="roles"))


def _approver_signs_in(session: Session) -> bool:
    found = session.scalar(
        select(func.count())
        .select_from(PersonRoleRecord)
        .join(PersonRecord, PersonRecord.id == PersonRoleRecord.person_id)
        .join(PassphraseRecord, PassphraseRecord.person_id == PersonRecord.id)
        .where(PersonRoleRecord.role == Role.APPROVER)
        .where(PersonRecord.active == 1)
    )
    return bool(found)


def _require_other_administrator(session: Session, person_id: str) -> None:
    others = session.scalar(
        select(func.count())
        .select_from(PersonRoleRecord)
        .join(PersonRecord, PersonRecord.id == PersonRoleRecord.person_id)
        .where(PersonRoleRecord.role == Role.ADMINISTRATOR)
        .where(PersonRecord.active == 1)
        .where(PersonRecord.id != person_id)
    )
    if not others:
        raise refusal("people.last_administrator", Where(key="roles"))
