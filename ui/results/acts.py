"""The steps of results: entering, correcting, proving, verifying, withdrawing, a new target."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from iris_grants.documents.atomic import write_atomically
from iris_grants.documents.filing import file_document
from iris_grants.kernel.progress import Progress
from iris_grants.programme.commands import change_target
from iris_grants.programme.defining import confirm_result, define_target
from iris_grants.programme.framework import ResultKind
from iris_grants.programme.targets import TargetRow, list_targets
from iris_grants.results.commands import verify_achievement, withdraw_achievement
from iris_grants.results.from_grants import LinkableRow, LinkRow
from iris_grants.results.linking import end_link, link_indicator
from iris_grants.results.queries import SUBJECT, AchievementRow
from iris_grants.results.rules.figures import Wanted, wanted_of
from iris_grants.results.rules.links import check_link
from iris_grants.results.workbook import results_workbook
from iris_grants.wording import _
from ui.forms.acts import command_act, form_act
from ui.forms.fields import Values
from ui.forms.work import open_work, work_act
from ui.results import forms
from ui.results.rows import ListedResult
from ui.shell.act import Act, go_act
from ui.shell.context import Context

if TYPE_CHECKING:
    from iris_grants.kernel.operations import Desk


def new_entry_act(targets: tuple[TargetRow, ...]) -> Act:
    """The step that begins with choosing the result."""

    def run(context: Context, owner: QWidget) -> None:
        def chosen(code: str) -> None:
            target = next(one for one in targets if one.result_code == code)
            _open_entry(context, owner, target, _wanted(targets, target))

        open_work(
            context,
            owner,
            forms.choice_form(targets),
            lambda desk, values, progress: str(values["result"]),
            chosen,
        )

    blocked = "" if targets else _("The programme has no results yet.")
    return Act(text=_("New entry…"), run=run, icon="plus", blocked=blocked)


def workbook_act() -> Act:
    """The step that writes all results as a workbook with formulas."""

    def save(desk: Desk, values: Values, progress: Progress) -> Path:
        out = Path(str(values["path"]))
        with desk.read() as session:
            data = results_workbook(session, language=str(values["language"]))
        write_atomically(out, data)
        return out

    return work_act(
        _("Workbook…"),
        forms.workbook_form,
        save,
        on_done=lambda context, out: context.feedback.inform(
            _("The workbook is written: {path}").format(path=out)
        ),
        icon="sheet",
    )


def target_acts(row: ListedResult, linkable: tuple[LinkableRow, ...]) -> tuple[Act, ...]:
    """What can be done with a target: the next step, a change of it, its definition.

    `linkable` are the indicators of grantees that could count towards it.
    """
    target = row.row.target
    change = form_act(
        _("Change the target…"),
        lambda: forms.target_form(target),
        change_target,
        fixed={"code": target.code},
        icon="target",
        done=_("The target is changed."),
    )
    return (_next_act(target), *_link_act(target, linkable), change, *_framework_acts(target))


def link_acts(row: LinkRow) -> tuple[Act, ...]:
    """From an indicator of a grantee to its report and grant; ending that it counts."""
    found = [go_act(_("To the grant"), "grants", row.grant_id)]
    if row.report_id is not None:
        found.insert(0, go_act(_("To the report"), "reports", row.report_id))
    if row.ended_reason is None:
        found.append(
            form_act(
                _("Count no more…"),
                forms.end_link_form,
                end_link,
                fixed={"link_id": row.id},
                done=_("The indicator counts no more."),
                danger=True,
            )
        )
    return tuple(found)


def _link_act(target: TargetRow, linkable: tuple[LinkableRow, ...]) -> tuple[Act, ...]:
    """Counting an indicator of a grantee; only those that suit the target are offered."""
    suited = tuple(
        one
        for one in linkable
        if not check_link(target.measure, target.aggregation, people=one.people)
    )
    if not suited:
        return ()
    act = form_act(
        _("Count an indicator of a grantee…"),
        lambda: forms.link_form(target, suited),
        link_indicator,
        fixed={"target": target.code},
        icon="target",
        done=_("The indicator counts towards the target."),
    )
    return (act,)


def entry_acts(target: TargetRow, row: AchievementRow) -> tuple[Act, ...]:
    """What can be done with an entry; nothing once it was withdrawn."""
    if row.withdrawn_reason is not None:
        return ()
    found = [
        _correct_act(target, row),
        form_act(
            _("Add a document…"),
            forms.evidence_form,
            file_document,
            fixed={"subject_kind": SUBJECT, "subject_id": row.id},
            icon="paperclip",
        ),
    ]
    if row.verified_by is None:
        found.append(
            command_act(
                _("Verify"),
                verify_achievement,
                {"achievement_id": row.id},
                icon="shield-check",
                blocked="" if row.documents else _("First add a document."),
                done=_("The entry is verified."),
            )
        )
    found.append(
        form_act(
            _("Withdraw…"),
            forms.withdraw_form,
            withdraw_achievement,
            fixed={"achievement_id": row.id},
            danger=True,
        )
    )
    return tuple(found)


def _next_act(target: TargetRow) -> Act:
    """Entering something, or the way to the grants or cases that are counted by themselves."""
    if target.kind is ResultKind.GRANT:
        return go_act(_("To the grants"), "grants")
    if target.kind is ResultKind.LICENSING_CASE:
        return go_act(_("To licensing"), "licensing")
    return _entry_act(target)


def _framework_acts(target: TargetRow) -> tuple[Act, ...]:
    """Correcting the definition; confirming it once it was compared with the contract."""
    define = form_act(
        _("Definition…"),
        lambda: forms.definition_form(target),
        define_target,
        fixed={"code": target.code},
        icon="pencil",
        done=_("The definition is saved."),
    )
    if target.verified:
        return (define,)
    confirm = form_act(
        _("Compare with the contract…"),
        lambda: forms.confirm_form(target),
        confirm_result,
        fixed={"code": target.result_code},
        icon="list-checks",
        done=_("The result is confirmed."),
    )
    return (define, confirm)


def _entry_act(target: TargetRow) -> Act:
    """Entering towards this result; what is counted is read when the button is pressed."""

    def run(context: Context, owner: QWidget) -> None:
        def found(targets: tuple[TargetRow, ...]) -> None:
            _open_entry(context, owner, target, _wanted(targets, target))

        context.desk.read(list_targets, found, owner=owner)

    return Act(text=_("New entry…"), run=run, icon="plus")


def _open_entry(context: Context, owner: QWidget, target: TargetRow, wanted: Wanted) -> None:
    open_work(
        context,
        owner,
        forms.entry_form(target, wanted),
        lambda desk, values, progress: forms.record(desk, target, values),
        lambda identity: context.feedback.inform(_("The entry is recorded.")),
    )


def _correct_act(target: TargetRow, row: AchievementRow) -> Act:
    def save(desk: Desk, values: Values, progress: Progress) -> None:
        forms.correct(desk, row, values)

    def run(context: Context, owner: QWidget) -> None:
        def found(targets: tuple[TargetRow, ...]) -> None:
            spec = forms.entry_form(target, _wanted(targets, target), row)
            open_work(
                context,
                owner,
                spec,
                save,
                lambda done: context.feedback.inform(_("The entry is corrected.")),
            )

        context.desk.read(list_targets, found, owner=owner)

    return Act(text=_("Correct…"), run=run, icon="pencil")


def _wanted(targets: tuple[TargetRow, ...], target: TargetRow) -> Wanted:
    own = [one for one in targets if one.result_id == target.result_id]
    return wanted_of([(one.measure, one.dimensions) for one in own])
