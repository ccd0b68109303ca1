"""The columns of members, conflicts, packages and returns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from iris_grants.scoring.queries.committee import AssignmentRow, ConflictRow, MemberRow
from iris_grants.scoring.queries.packages import PackageRow
from iris_grants.scoring.queries.returns import PartRow, ReturnRow
from iris_grants.wording import N_, _, label, sentence_of
from ui.shell.tokens import Meaning
from ui.tables.columns import Chip, Column, Kind, chip

ASSIGNED = {
    "assigned": Meaning.NEUTRAL,
    "packaged": Meaning.INFORMATION,
    "held": Meaning.ATTENTION,
    "incomplete": Meaning.ATTENTION,
    "complete": Meaning.GOOD,
    "void": Meaning.BAD,
    "recused": Meaning.BAD,
}
TIES = {"open": Meaning.ATTENTION, "confirmed": Meaning.BAD, "dismissed": Meaning.NEUTRAL}
RETURNED = {
    "accepted": Meaning.GOOD,
    "held": Meaning.ATTENTION,
    "superseded": Meaning.NEUTRAL,
    "set_aside": Meaning.BAD,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberLine:
    """A member with how many of the assigned applications came back scored."""

    member: MemberRow
    scored: int


def declared(member: MemberRow) -> Chip:
    """Whether the declaration is signed."""
    if member.declared_on is None:
        return Chip(word=_("not signed"), meaning=Meaning.ATTENTION)
    return Chip(word=_("signed"), meaning=Meaning.GOOD)


def came_back(package: PackageRow) -> Chip:
    """Whether a package came back."""
    if package.returned_at is None:
        return Chip(word=_("not returned"), meaning=Meaning.ATTENTION)
    return Chip(word=_("returned"), meaning=Meaning.GOOD)


def part_words(part: PartRow, fingerprint: str) -> str:
    """What became of one application in a return, as a sentence."""
    return _words(verdict(part), part.application_number, fingerprint)


def grouped_words(parts: Iterable[PartRow], fingerprint: str) -> list[tuple[str, str]]:
    """State and sentence of each verdict, the applications of which it is true named in it."""
    groups: dict[tuple[str, str], list[str]] = {}
    for part in parts:
        groups.setdefault((part.state, verdict(part)), []).append(part.application_number)
    return [
        (state, _words(code, ", ".join(numbers), fingerprint))
        for (state, code), numbers in groups.items()
    ]


def verdict(part: PartRow) -> str:
    """The code of what became of an application in a return."""
    return part.reason or ("accepted_recused" if part.recused else "accepted")


def _words(code: str, applications: str, fingerprint: str) -> str:
    params = {"application": applications, "fingerprint": fingerprint}
    return sentence_of(f"merge.{code}", params)


MEMBERS: tuple[Column[MemberLine], ...] = (
    Column(key="code", title=N_("Code"), value=lambda row: row.member.code, width=58),
    Column(
        key="name",
        title=N_("Name and surname"),
        value=lambda row: row.member.name,
        width=150,
        stretch=2,
    ),
    Column(
        key="role",
        title=N_("Role"),
        value=lambda row: label(f"member.{row.member.role}"),
        width=146,
    ),
    Column(
        key="organisation",
        title=N_("Organisation"),
        value=lambda row: row.member.organisation_name,
        width=110,
        stretch=2,
    ),
    Column(
        key="country",
        title=N_("Country"),
        value=lambda row: label(f"country.{row.member.country}") if row.member.country else "",
        width=100,
        hidden=True,
    ),
    Column(
        key="declaration",
        title=N_("Declaration"),
        kind=Kind.CHIP,
        value=lambda row: declared(row.member),
        width=112,
    ),
    Column(
        key="load",
        title=N_("Assigned"),
        kind=Kind.INTEGER,
        value=lambda row: row.member.load,
        total=True,
    ),
    Column(
        key="scored",
        title=N_("Scored"),
        kind=Kind.INTEGER,
        value=lambda row: row.scored,
        total=True,
    ),
)

OWN_ASSIGNMENTS: tuple[Column[AssignmentRow], ...] = (
    Column(key="application_number", title=N_("Application"), width=120, stretch=1),
    Column(
        key="kind",
        title=N_("Kind of assessment"),
        value=lambda row: label(f"state.assignment.{row.kind}"),
        width=90,
    ),
    Column(
        key="state",
        title=N_("State"),
        kind=Kind.CHIP,
        value=lambda row: chip(row.state, ASSIGNED, "state.assignment."),
    ),
)

CONFLICTS: tuple[Column[ConflictRow], ...] = (
    Column(
        key="member",
        title=N_("Member"),
        value=lambda row: f"{row.member_code} · {row.member_name}",
        width=150,
        stretch=1,
    ),
    Column(key="application_number", title=N_("Application"), width=90),
    Column(key="applicant", title=N_("Applicant"), width=140, stretch=2),
    Column(
        key="kind",
        title=N_("Tie"),
        value=lambda row: label(f"scoring.tie.{row.kind}"),
        width=130,
    ),
    Column(
        key="origin",
        title=N_("Origin"),
        value=lambda row: label(f"origin.conflict.{row.origin}"),
        width=90,
        hidden=True,
    ),
    Column(
        key="state",
        title=N_("State"),
        kind=Kind.CHIP,
        value=lambda row: chip(row.state, TIES, "state.conflict."),
        width=130,
    ),
    Column(key="reason", title=N_("Reason"), width=140, stretch=1, hidden=True),
)

PACKAGES: tuple[Column[PackageRow], ...] = (
    Column(key="number", title=N_("Package"), width=150),
    Column(
        key="member",
        title=N_("Assessor"),
        value=lambda row: f"{row.member_code} · {row.member_name}",
        width=170,
        stretch=1,
    ),
    Column(
        key="applications",
        title=N_("Applications"),
        kind=Kind.INTEGER,
        value=lambda row: len(row.applications),
        total=True,
    ),
    Column(key="made_at", title=N_("Made"), kind=Kind.MOMENT),
    Column(key="state", title=N_("State"), kind=Kind.CHIP, value=came_back),
    Column(key="returned_at", title=N_("Returned"), kind=Kind.MOMENT),
)

RETURNS: tuple[Column[ReturnRow], ...] = (
    Column(
        key="member",
        title=N_("Assessor"),
        value=lambda row: f"{row.member_code} · {row.member_name}",
        width=170,
        stretch=1,
    ),
    Column(key="package_number", title=N_("Package"), width=150),
    Column(key="sequence", title=N_("Return no."), kind=Kind.INTEGER, hidden=True),
    Column(
        key="medium",
        title=N_("Came as"),
        value=lambda row: label(f"medium.short.{row.medium}"),
        width=104,
    ),
    Column(
        key="state",
        title=N_("State"),
        kind=Kind.CHIP,
        value=lambda row: chip(row.state, RETURNED, "state.scoring_return."),
    ),
    Column(key="signed_at", title=N_("Signed"), kind=Kind.MOMENT, hidden=True),
    Column(key="received_at", title=N_("Received"), kind=Kind.MOMENT),
)


PARTS: tuple[Column[PartRow], ...] = (
    Column(key="application_number", title=N_("Application"), width=110, stretch=1),
    Column(
        key="state",
        title=N_("State"),
        kind=Kind.CHIP,
        value=lambda row: chip(row.state, RETURNED, "state.scoring_return."),
        width=150,
    ),
)
