"""The steps of a case: the next stages with what is missing, and everything beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from iris_grants.documents.filing import file_document
from iris_grants.kernel.problems import Problem, Severity, errors_of
from iris_grants.licensing import commands, filing, mentoring, selection, upkeep
from iris_grants.licensing.rules.licences import check_renewal
from iris_grants.licensing.rules.path import (
    AT_AUTHORITY,
    CaseFacts,
    Stage,
    check_step,
    next_stages,
)
from iris_grants.people.queries import PersonRow
from iris_grants.wording import _, label, sentence, sentence_of
from iris_grants.wording.formats import today
from ui.forms.acts import form_act
from ui.forms.fields import FormSpec
from ui.forms.work import open_work, work_act
from ui.forms.writing import say_written
from ui.licensing import authority_forms, forms, jobs, mentoring_forms
from ui.licensing.standing import Standing
from ui.shell.act import Act, go_act
from ui.shell.context import Context

HELD = frozenset({Stage.LICENSED, Stage.MAINTENANCE})


def case_acts(at: Standing, mentors: tuple[PersonRow, ...]) -> tuple[Act, ...]:
    """What can be done with a case, the next step first."""
    acts = [step_act(at, stage) for stage in next_stages(at.facts.stage, at.facts.goal)]
    fixed = {"case_id": at.row.id}
    acts.append(
        form_act(
            _("Mentor…") if at.facts.has_mentor else _("Name a mentor…"),
            lambda: forms.mentor_form(mentors),
            commands.assign_mentor,
            fixed=fixed,
            icon="user",
        )
    )
    acts.append(document_act(at))
    acts.append(go_act(_("Dossier"), "dossiers", f"case:{at.row.number}", icon="folder-archive"))
    return tuple(acts)


def document_act(at: Standing, kind: str | None = None) -> Act:
    """Adding a paper to the case, of the kind that is asked for."""
    return form_act(
        _("Add a document…"),
        lambda: forms.document_form(at.pack, kind),
        file_document,
        fixed={"subject_kind": "case", "subject_id": at.row.id},
        icon="paperclip",
    )


def step_act(at: Standing, stage: Stage) -> Act:
    """The step to a stage; what is missing stands on the button."""
    here = at.facts.stage
    if stage is Stage.DOCUMENTS_DRAFTED and here in HELD:
        return _renewal_act(at)
    if stage is Stage.WITHDRAWN:
        return _own(at, _("Drop out…"), mentoring_forms.drop_form, selection.drop_out, danger=True)
    blocked = blocked_words(at.facts, stage)
    if stage in (Stage.REFUSED, Stage.SUSPENDED, Stage.REVOKED) or here is Stage.SUSPENDED:
        found = _decision_act(at, stage, blocked)
        if found is not None:
            return found
    if stage is Stage.PLAN_APPROVED:
        return approve_act(at, blocked)
    if stage is Stage.FILED:
        return _filing_act(at, blocked)
    if stage is Stage.LICENSED:
        return _licence_act(at, blocked)
    return form_act(
        label(f"step.{stage}"),
        lambda: forms.step_form(stage),
        commands.reach_stage,
        fixed={"case_id": at.row.id, "stage": str(stage)},
        icon="arrow-right",
        blocked=blocked,
    )


def blocked_words(facts: CaseFacts, stage: Stage) -> str:
    """What is missing for a stage, a sentence a line; empty if nothing blocks it."""
    return _lines(errors_of(check_step(facts, stage)))


def warnings_of(facts: CaseFacts) -> tuple[Problem, ...]:
    """What the next steps are warned of, each warning once."""
    stages = next_stages(facts.stage, facts.goal)
    found = [one for stage in stages for one in _warned(facts, stage)]
    return tuple(one for place, one in enumerate(found) if one not in found[:place])


def warned_words(facts: CaseFacts, stage: Stage) -> str:
    """What a stage is warned of, a sentence a line."""
    return _lines(_warned(facts, stage))


def _warned(facts: CaseFacts, stage: Stage) -> tuple[Problem, ...]:
    problems = check_step(facts, stage)
    return tuple(one for one in problems if one.severity is not Severity.ERROR)


def _lines(problems: Iterable[Problem]) -> str:
    return "\n".join(sentence(one) for one in problems)


def approve_act(at: Standing, blocked: str = "") -> Act:
    """The approval of the plan, the first one or of an amended plan."""
    words = _("Approve the plan…")
    return _own(at, words, mentoring_forms.plan_form, mentoring.approve_plan, blocked)


def sheet_acts(at: Standing) -> tuple[Act, ...]:
    """The gap sheet out and in."""
    return (
        work_act(
            _("Gap sheet…"),
            lambda: mentoring_forms.sheet_form(at.row.number),
            lambda desk, values, progress: jobs.write_sheet(desk, at.row.id, values),
            on_done=say_written,
            icon="sheet",
        ),
        Act(
            text=_("Take in a sheet…"),
            icon="upload",
            run=lambda context, owner: _take_in(context, owner, at.row.id),
        ),
    )


def visit_acts(at: Standing, me: str) -> tuple[Act, ...]:
    """Recording visits; the authority comes only while it has the application."""
    kinds = ["mentor", "mock_review"]
    if at.facts.stage in AT_AUTHORITY | HELD | {Stage.SUSPENDED}:
        kinds.append("authority")
    return tuple(_visit_act(at, kind, me) for kind in kinds)


def condition_acts(at: Standing) -> tuple[Act, ...]:
    """Confirming all open conditions by one evidence."""
    if not at.facts.conditions_open:
        return ()
    return (
        form_act(
            _("Confirm the open ones…"),
            mentoring_forms.conditions_form,
            selection.answer_conditions,
            fixed={"organisation_id": at.row.organisation_id},
            icon="list-checks",
        ),
    )


def plan_acts(at: Standing) -> tuple[Act, ...]:
    """A further edition of the plan."""
    if at.facts.stage not in mentoring.PLANNED:
        return ()
    return (approve_act(at),)


def authority_acts(at: Standing) -> tuple[Act, ...]:
    """A request of the authority, while it has the application."""
    if at.facts.stage not in AT_AUTHORITY:
        return ()
    words = _("Request of the authority…")
    form = lambda: authority_forms.request_form(at.documents)  # noqa: E731 - made when pressed
    return (_own(at, words, form, filing.record_request),)


def upkeep_acts(at: Standing) -> tuple[Act, ...]:
    """Staff licences at any time, self-evaluations once there is a licence."""
    staff = _own(
        at,
        _("Staff licence…"),
        lambda: authority_forms.staff_form(at.documents),
        upkeep.record_staff_licence,
    )
    evaluation = _own(
        at,
        _("Self-evaluation…"),
        lambda: authority_forms.evaluation_form(at.documents),
        upkeep.record_evaluation,
    )
    return (staff, evaluation)


def _take_in(context: Context, owner: QWidget, case_id: str) -> None:
    open_work(
        context,
        owner,
        mentoring_forms.returned_form(),
        lambda desk, values, progress: jobs.read_sheet(desk, case_id, values),
        lambda plan: jobs.offer_sheet(context, plan),
    )


def _visit_act(at: Standing, kind: str, me: str) -> Act:
    visitor = (at.row.mentor or me) if kind != "authority" else ""
    return form_act(
        f"{label(f'visit.{kind}').capitalize()}…",
        lambda: mentoring_forms.visit_form(kind, visitor, at.documents),
        mentoring.record_visit,
        fixed={"case_id": at.row.id, "kind": kind},
        icon="calendar",
    )


def _filing_act(at: Standing, blocked: str) -> Act:
    lacks = "" if _has(at, "filing_receipt") else _("First add the proof of filing.")
    warned = warned_words(at.facts, Stage.FILED)
    return _own(
        at,
        _("Record the filing…"),
        lambda: authority_forms.filing_form(at.documents, warned),
        filing.file_application,
        blocked or lacks,
        wants="" if blocked else "filing_receipt",
    )


def _licence_act(at: Standing, blocked: str) -> Act:
    return _own(
        at,
        _("Record the licence…"),
        lambda: _warning(authority_forms.licence_form(at.documents, at.pack), at, Stage.LICENSED),
        filing.record_licence,
        blocked or _decision_missing(at),
        wants="" if blocked else "licence",
    )


def _renewal_act(at: Standing) -> Act:
    until = at.row.licence_valid_to
    end = date.fromisoformat(until) if until else None
    problems = check_renewal(end, today())
    early = "\n".join(sentence_of(one.code, one.params) for one in problems)
    words = _("Begin the renewal…")
    return _own(at, words, authority_forms.renewal_form, filing.start_renewal, early)


def _decision_act(at: Standing, stage: Stage, blocked: str) -> Act | None:
    known: dict[Stage, tuple[str, Callable[..., object], bool]] = {
        Stage.REFUSED: (_("Record a refusal…"), filing.record_refusal, True),
        Stage.SUSPENDED: (_("Record a suspension…"), filing.suspend_licence, True),
        Stage.REVOKED: (_("Record a revocation…"), filing.revoke_licence, False),
        Stage.MAINTENANCE: (_("Record the end of the suspension…"), filing.lift_suspension, False),
    }
    if stage not in known:
        return None
    words, command, remedy = known[stage]

    def form() -> FormSpec:
        spec = authority_forms.decision_form(words.rstrip("…"), at.documents, remedy=remedy)
        return _warning(spec, at, stage)

    missing = _decision_missing(at)
    return _own(at, words, form, command, blocked or missing, wants="" if blocked else "decision")


def _warning(spec: FormSpec, at: Standing, stage: Stage) -> FormSpec:
    """The form with what its stage is warned of above the fields."""
    return replace(spec, intro=warned_words(at.facts, stage))


def _own(
    at: Standing,
    text: str,
    form: Callable[[], FormSpec],
    command: Callable[..., object],
    blocked: str = "",
    *,
    danger: bool = False,
    wants: str = "",
) -> Act:
    """A step of the case; where only a paper of a kind is missing, it leads to adding that."""

    def lead(context: Context) -> None:
        document_act(at, wants).run(context, context.window)

    return form_act(
        text,
        form,
        command,
        fixed={"case_id": at.row.id},
        icon="log-out" if danger else "arrow-right",
        blocked=blocked,
        leads=lead if wants else None,
    )


def _decision_missing(at: Standing) -> str:
    there = _has(at, "decision", "licence")
    return "" if there else _("First add the decision as a document.")


def _has(at: Standing, *kinds: str) -> bool:
    return any(one.kind in kinds for one in at.documents)
