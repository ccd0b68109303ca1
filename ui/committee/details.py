"""What stands beside the lists of the committee."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iris_grants.applications.queries import list_applications
from iris_grants.documents.attachments import DocumentRow, documents_of
from iris_grants.documents.signatures import key_fingerprint
from iris_grants.kernel.clock import from_utc_text
from iris_grants.scoring.queries.committee import (
    AssignmentRow,
    ConflictRow,
    MemberRow,
    assignments_of,
    committee_of,
    conflicts_of,
)
from iris_grants.scoring.queries.packages import PackageRow, packages_of
from iris_grants.scoring.queries.ranking import RANKED
from iris_grants.scoring.queries.returns import PartRow, ReturnRow, declaration_of
from iris_grants.wording import _, label
from iris_grants.wording.formats import day, moment
from ui.committee import acts
from ui.committee.columns import (
    CONFLICTS,
    OWN_ASSIGNMENTS,
    PARTS,
    RETURNED,
    TIES,
    came_back,
    declared,
    grouped_words,
)
from ui.committee.entering import package_acts
from ui.shell.act import Act, go_act
from ui.tables.columns import chip
from ui.tables.detail import Detail, FileItem, Files, Pair, Pairs, Part, Tab, Words, sub_table

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

KEY_HELD = "key_not_confirmed"
TIE_COLUMNS = ("application_number", "kind", "state")


def member_detail(session: Session, member: MemberRow) -> Detail:
    """A member: data, applications, ties, papers."""
    assignments = tuple(
        one for one in assignments_of(session, member.call_id) if one.member_id == member.id
    )
    ties = tuple(one for one in conflicts_of(session, member.call_id) if one.member_id == member.id)
    return Detail(
        title=f"{member.code} · {member.name}",
        line=label(f"member.{member.role}"),
        chip=declared(member),
        acts=_member_acts(session, member),
        tabs=(
            Tab(title=_("Member"), parts=(_facts(member),)),
            _assigned_tab(assignments),
            _ties_tab(ties),
            _papers_tab(documents_of(session, "committee", member.id)),
        ),
    )


def _assigned_tab(assignments: tuple[AssignmentRow, ...]) -> Tab:
    none = _("Nothing is assigned to this member.")
    table = sub_table(OWN_ASSIGNMENTS, assignments, lambda one: one.id, none=none)
    return Tab(title=_("Applications"), count=len(assignments), parts=(table,))


def _ties_tab(ties: tuple[ConflictRow, ...]) -> Tab:
    columns = tuple(one for one in CONFLICTS if one.key in TIE_COLUMNS)
    table = sub_table(columns, ties, lambda one: one.id, none=_("No ties are known."))
    return Tab(title=_("Conflicts"), count=len(ties), parts=(table,))


def _papers_tab(papers: tuple[DocumentRow, ...]) -> Tab:
    items = tuple(FileItem(name=one.name, sha256=one.sha256, size=one.size) for one in papers)
    return Tab(
        title=_("Documents"),
        count=len(papers),
        parts=(Files(items=items, none=_("The declaration is missing.")),),
    )


def conflict_detail(session: Session, row: ConflictRow) -> Detail:
    """A tie: what was found or declared, and what was answered."""
    answered = (
        Pair(label=_("Answer"), value=row.resolved_reason or "–"),
        Pair(label=_("Answered on"), value=day(row.resolved_on) or "–"),
    )
    return Detail(
        title=f"{row.member_name} – {row.application_number}",
        line=row.applicant,
        chip=chip(row.state, TIES, "state.conflict."),
        acts=(
            *acts.answer_acts(row),
            go_act(_("To the application"), "applications", row.application_id),
        ),
        tabs=(
            Tab(
                title=_("Tie"),
                parts=(
                    Pairs(
                        pairs=(
                            Pair(label=_("Tie"), value=label(f"scoring.tie.{row.kind}")),
                            Pair(label=_("Origin"), value=label(f"origin.conflict.{row.origin}")),
                            *(answered if row.origin == "detected" else ()),
                        )
                    ),
                    Words(
                        title=_("What the data show")
                        if row.origin == "detected"
                        else _("In the words of the member"),
                        text=row.reason,
                    ),
                ),
            ),
        ),
    )


def package_detail(session: Session, row: PackageRow) -> Detail:
    """A package: what is in it, and its fingerprint."""
    return Detail(
        title=row.number,
        line=f"{row.member_code} · {row.member_name}",
        chip=came_back(row),
        acts=package_acts(session, row),
        tabs=(
            Tab(
                title=_("Package"),
                parts=(
                    Pairs(
                        pairs=(
                            Pair(label=_("Made"), value=moment(row.made_at)),
                            Pair(label=_("Returned"), value=moment(row.returned_at) or "–"),
                            Pair(label=_("Returns of it"), value=str(row.returns)),
                            Pair(label=_("Fingerprint of the package"), value=row.fingerprint),
                        )
                    ),
                    Words(title=_("Applications"), text="\n".join(row.applications)),
                ),
            ),
        ),
    )


def return_detail(session: Session, row: ReturnRow) -> Detail:
    """A return: what became of each application, and what can be decided."""

    def part_acts(part: PartRow) -> tuple[Act, ...]:
        return acts.decision_acts(row, part)

    held = any(part.reason == KEY_HELD for part in row.parts)
    decided = tuple(
        Words(title=part.application_number, text=part.decision_reason or "")
        for part in row.parts
        if part.decision is not None
    )
    table = sub_table(PARTS, row.parts, lambda part: part.application_id, acts=part_acts)
    return Detail(
        title=f"{row.member_code} · {row.member_name}",
        line=return_line(row),
        chip=chip(row.state, RETURNED, "state.scoring_return."),
        acts=(acts.key_act(row.member_id, row.member_name),) if held else (),
        tabs=(
            Tab(
                title=_("Applications"),
                count=len(row.parts),
                parts=(table, *_reasons(row), *decided),
            ),
            Tab(
                title=_("Return"),
                parts=(_return_facts(row), *_evidence(row), *_declared(session, row)),
            ),
        ),
    )


def return_line(row: ReturnRow) -> str:
    """Which return it is, of which package, and in which way it came in."""
    words = _("Return {number} of package {package}").format(
        number=row.sequence, package=row.package_number
    )
    return f"{words} · {label(f'medium.short.{row.medium}')}"


def _reasons(row: ReturnRow) -> tuple[Words, ...]:
    told = [part for part in row.parts if part.reason or part.recused]
    words = [text for _state, text in grouped_words(told, row.fingerprint)]
    return (Words(title=_("What became of it"), text="\n".join(words)),) if words else ()


def _return_facts(row: ReturnRow) -> Pairs:
    medium = Pair(label=_("Came as"), value=label(f"medium.scoring_return.{row.medium}"))
    received = Pair(label=_("Received"), value=moment(row.received_at))
    if row.document is not None:
        on = from_utc_text(row.signed_at).date()
        return Pairs(pairs=(medium, Pair(label=_("Signed or sent on"), value=day(on)), received))
    return Pairs(
        pairs=(
            medium,
            Pair(label=_("Signed"), value=moment(row.signed_at)),
            received,
            Pair(label=_("Fingerprint of the key"), value=row.fingerprint),
            Pair(label=_("SHA-256 of the file"), value=row.sha256),
        )
    )


def _declared(session: Session, row: ReturnRow) -> tuple[Words, ...]:
    """The declaration that was signed along with the scores."""
    if row.document is not None:
        return ()
    words = declaration_of(session, row.id) or _("None; it is kept with the member.")
    return (Words(title=_("Declaration signed along"), text=words),)


def _evidence(row: ReturnRow) -> tuple[Part, ...]:
    """The workbook or the scan on which entered scores stand."""
    if row.document is None:
        return ()
    item = FileItem(name=row.document.name, sha256=row.document.sha256, size=row.document.size)
    return (Files(title=_("Entered from"), items=(item,)),)


def _facts(member: MemberRow) -> Pairs:
    keys = tuple(
        Pair(label=_("Confirmed key"), value=key_fingerprint(bytes.fromhex(key)))
        for key in member.keys
    )
    return Pairs(
        pairs=(
            Pair(label=_("Role"), value=label(f"member.{member.role}")),
            Pair(label=_("Organisation"), value=member.organisation_name or "–"),
            Pair(
                label=_("Country"),
                value=label(f"country.{member.country}") if member.country else "–",
            ),
            Pair(label=_("Declaration signed"), value=day(member.declared_on) or "–"),
            Pair(label=_("Number of applications"), value=str(member.load)),
            *keys,
        )
    )


def _member_acts(session: Session, member: MemberRow) -> tuple[Act, ...]:
    applications = tuple(
        row for row in list_applications(session, member.call_id) if row.state in RANKED
    )
    members = committee_of(session, member.call_id)
    packed = any(one.member_id == member.id for one in packages_of(session, member.call_id))
    paper = acts.declaration_act(member)
    board = go_act(_("To the assignments"), "committee", "board/")
    return (
        *((paper, board) if member.declared_on is None else (board, paper)),
        acts.declare_act(members, applications, member.id),
        *((acts.key_act(member.id, member.name),) if packed else ()),
    )
