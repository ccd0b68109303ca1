"""The steps of a committee, from the first member to the last return."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from iris_grants.applications.queries import ApplicationRow
from iris_grants.kernel.problems import refusal
from iris_grants.people.queries import PersonRow
from iris_grants.scoring.commands.assignment import Assigned, assign_applications
from iris_grants.scoring.commands.conflicts import (
    declare_conflict,
    detect_conflicts,
    resolve_conflict,
)
from iris_grants.scoring.commands.merge import confirm_key, decide_return
from iris_grants.scoring.commands.ranking import name_third_assessor
from iris_grants.scoring.merging import MergePlan
from iris_grants.scoring.queries.committee import ConflictRow, MemberRow
from iris_grants.scoring.queries.returns import PartRow, ReturnRow
from iris_grants.wording import _, ngettext
from ui.committee import forms, jobs
from ui.committee.choice import CallChoice
from ui.committee.merge_dialog import offer_plan
from ui.committee.passphrases import show_passphrases
from ui.committee.standing import Standing
from ui.forms.acts import command_act, form_act
from ui.forms.work import open_work, work_act
from ui.shell.act import Act
from ui.shell.context import Context
from ui.shell.tokens import Meaning

if TYPE_CHECKING:
    from iris_grants.kernel.operations import Desk
    from iris_grants.kernel.progress import Progress


def appoint_act(call_id: str, people: tuple[PersonRow, ...], countries: tuple[str, ...]) -> Act:
    """Appointing a member."""
    return work_act(
        _("Appoint a member…"),
        lambda: forms.appoint_form(people, countries),
        lambda desk, values, progress: jobs.appoint(desk, call_id, values),
        on_done=lambda context, member: context.feedback.inform(_("The member is appointed.")),
        icon="plus",
    )


def declaration_act(member: MemberRow) -> Act:
    """Keeping the signed declaration of a member."""
    return work_act(
        _("Declaration…"),
        lambda: forms.declaration_form(member),
        lambda desk, values, progress: jobs.keep_declaration(desk, member.id, values),
        on_done=lambda context, nothing: context.feedback.inform(_("The declaration is kept.")),
        icon="file-check",
    )


def detect_act(call_id: str, choice: CallChoice, blocked: str = "") -> Act:
    """Looking for ties in the data."""

    def found(context: Context, count: object) -> None:
        new = count if isinstance(count, int) else 0
        words = ngettext(
            "{n} new question for the chair.", "{n} new questions for the chair.", new
        ).format(n=new)
        if new:
            context.feedback.inform(words, Meaning.ATTENTION)
        else:
            context.feedback.inform(_("The data show no further ties."))

    act = command_act(
        _("Look for ties"),
        detect_conflicts,
        {"call_id": call_id},
        icon="search",
        blocked=blocked,
        on_done=found,
    )

    def run(context: Context, owner: QWidget) -> None:
        choice.looked.add(call_id)
        act.run(context, owner)

    return replace(act, run=run)


def declare_act(
    members: tuple[MemberRow, ...],
    applications: tuple[ApplicationRow, ...],
    member_id: str = "",
    application_id: str = "",
) -> Act:
    """Recording a conflict that a member declared."""
    return form_act(
        _("Declare a conflict…"),
        lambda: forms.conflict_form(members, applications, member_id, application_id),
        declare_conflict,
        icon="ban",
        blocked="" if members and applications else _("First members and applications."),
        done=_("The conflict is recorded."),
    )


def answer_acts(conflict: ConflictRow) -> tuple[Act, ...]:
    """The chair's two answers to a question about a tie."""
    blocked = _("The member declared it; it stands.") if conflict.origin == "declared" else ""
    fixed = {"conflict_id": conflict.id}
    return (
        form_act(
            _("Confirm…"),
            lambda: forms.answer_form(confirmed=True),
            resolve_conflict,
            fixed={**fixed, "confirmed": True},
            icon="check",
            blocked=blocked,
            done=_("The conflict is confirmed."),
        ),
        form_act(
            _("No conflict…"),
            lambda: forms.answer_form(confirmed=False),
            resolve_conflict,
            fixed={**fixed, "confirmed": False},
            icon="x",
            blocked=blocked,
            done=_("The question is dismissed."),
        ),
    )


def assign_act(standing: Standing) -> Act:
    """Assigning in balance, once the committee is whole and applications are admitted."""
    blocked = ""
    page = "committee"
    if standing.lacks:
        blocked = _("First complete the committee.")
    elif not standing.admitted:
        blocked, page = _("First admit applications."), "applications"

    def told(context: Context, result: object) -> None:
        if isinstance(result, Assigned):
            words = ngettext("{n} assignment made.", "{n} assignments made.", result.made)
            context.feedback.inform(words.format(n=result.made))

    return form_act(
        _("Assign…"),
        lambda: forms.assign_form(standing.needed),
        assign_applications,
        fixed={"call_id": standing.call.id},
        icon="scale",
        blocked=blocked,
        leads=lambda context: context.go(page, ""),
        on_done=told,
    )


def packages_act(standing: Standing) -> Act:
    """Making packages into a folder."""
    blocked = ""
    with_work = {one.member_id for one in standing.assignments if one.state == "assigned"}
    unsigned = [one.name for one in standing.undeclared if one.id in with_work]
    if not standing.assignments:
        blocked = _("First assign applications.")
    elif unsigned:
        blocked = _("The declaration is missing: {names}.").format(names=", ".join(unsigned))
    return work_act(
        _("Make packages…"),
        lambda: forms.packages_form(standing.packages),
        lambda desk, values, progress: jobs.write_packages(
            desk, standing.call.id, values, progress
        ),
        on_done=show_passphrases,
        icon="package",
        blocked=blocked,
    )


def returns_act(standing: Standing) -> Act:
    """Taking in returns."""
    call_id = standing.call.id

    def run(context: Context, owner: QWidget) -> None:
        open_work(
            context,
            owner,
            forms.returns_form(),
            lambda desk, values, progress: jobs.read_returns(
                desk, call_id, paths_of(values["files"]), progress
            ),
            lambda plan: offer_plan(context, plan),
        )

    return Act(
        text=_("Take in returns…"),
        run=run,
        icon="upload",
        blocked="" if standing.packages else _("First make the packages."),
    )


def read_dropped(context: Context, choice: CallChoice, paths: tuple[Path, ...]) -> None:
    """Read returns that were dropped, and show what they are."""

    def job(desk: Desk, progress: Progress) -> MergePlan:
        with desk.read() as session:
            call = choice.found(session)
        if call is None:
            raise refusal("calls.unknown", number="–", known="–")
        return jobs.read_returns(desk, call.id, paths, progress)

    context.desk.work(
        job,
        lambda plan: offer_plan(context, plan),
        owner=context.window,
        title=_("Reading the returns"),
    )


def paths_of(value: object) -> tuple[Path, ...]:
    """The paths that a field of files gave."""
    return tuple(one for one in value if isinstance(one, Path)) if isinstance(value, tuple) else ()


def key_act(member_id: str, name: str, *, blocked: str = "") -> Act:
    """Confirming the key of an assessor."""
    return form_act(
        _("Confirm the key…"),
        lambda: forms.key_form(name),
        confirm_key,
        fixed={"member_id": member_id},
        icon="key-round",
        blocked=blocked,
        done=_("The key is confirmed."),
    )


def decision_acts(row: ReturnRow, part: PartRow) -> tuple[Act, ...]:
    """What the committee can decide of one application in a return."""
    fixed = {"return_id": row.id, "application_id": part.application_id}
    number = part.application_number
    if part.decision is not None:
        return (
            form_act(
                _("Take the decision back…"),
                lambda: forms.decision_form(
                    _("Take back the decision about {application}").format(application=number),
                    _("Take back"),
                ),
                decide_return,
                fixed={**fixed, "decision": None},
            ),
        )
    return (
        form_act(
            _("Accept…"),
            lambda: forms.decision_form(
                _("Accept the scores of {application}").format(application=number), _("Accept")
            ),
            decide_return,
            fixed={**fixed, "decision": "accept"},
            blocked=_("It counts already.") if part.state == "accepted" else "",
        ),
        form_act(
            _("Set aside…"),
            lambda: forms.decision_form(
                _("Set aside the scores of {application}").format(application=number),
                _("Set aside"),
            ),
            decide_return,
            fixed={**fixed, "decision": "set_aside"},
        ),
    )


def third_act(application_id: str, members: tuple[MemberRow, ...], *, blocked: str = "") -> Act:
    """Naming a third assessor."""
    return form_act(
        _("Third assessor…"),
        lambda: forms.third_form(members),
        name_third_assessor,
        fixed={"application_id": application_id},
        icon="users",
        blocked=blocked,
        done=_("The third assessor is named; a new package is to be made."),
    )
