"""The tabs of a case beside its data: selection, standards, plan, papers, visits, authority."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

from iris_grants.licensing import commands, filing, mentoring, selection, upkeep
from iris_grants.licensing.queries import GapRow
from iris_grants.licensing.records import (
    EvaluationRow,
    ImprovementRow,
    RequestRow,
    StaffLicenceRow,
)
from iris_grants.licensing.rules.selection import conditions_of
from iris_grants.wording import _, label
from ui.forms.acts import form_act
from ui.licensing import acts, authority_forms, forms, mentoring_forms
from ui.licensing.columns import (
    CONDITION_COLUMNS,
    DECISION_COLUMNS,
    EVALUATION_COLUMNS,
    FILING_COLUMNS,
    IMPROVEMENT_COLUMNS,
    PAPER_COLUMNS,
    PLAN_COLUMNS,
    REQUEST_COLUMNS,
    STAFF_COLUMNS,
    VISIT_COLUMNS,
    ConditionRow,
    PaperRow,
    ScoredRow,
    gap_columns,
    score_columns,
)
from ui.licensing.standing import Standing
from ui.shell.act import Act
from ui.tables.detail import FileItem, Files, SubTable, Tab, Words, sub_table


def selection_tab(at: Standing) -> Tab:
    """The conditions for mentoring with their answers."""
    answers = {one.question: one for one in at.answers}
    rows = tuple(
        ConditionRow(question=one, answer=answers.get(one)) for one in conditions_of(at.row.goal)
    )

    def row_acts(row: ConditionRow) -> tuple[Act, ...]:
        return (
            form_act(
                _("Answer…"),
                lambda: mentoring_forms.condition_form(row.question, row.answer),
                selection.answer_condition,
                fixed={"organisation_id": at.row.organisation_id, "question": row.question},
            ),
        )

    return Tab(
        title=_("Selection"),
        count=len(at.facts.conditions_open) + len(at.facts.conditions_failed) or None,
        acts=acts.condition_acts(at),
        parts=(sub_table(CONDITION_COLUMNS, rows, lambda row: row.question, acts=row_acts),),
    )


def standards_tab(at: Standing) -> Tab:
    """The standards with both assessments side by side, and what proves them."""
    proofs = tuple(one for one in at.documents if one.kind == mentoring.EVIDENCE)
    return Tab(
        title=_("Standards"),
        count=at.row.gaps or None,
        acts=acts.sheet_acts(at),
        parts=(
            sub_table(
                gap_columns(Counter(one.note or "" for one in proofs)),
                at.gaps,
                lambda gap: gap.code,
                acts=lambda gap: _gap_acts(at, gap),
                none=_("No standards."),
            ),
            Files(
                title=_("Evidence"),
                items=tuple(
                    FileItem(name=f"{one.note} · {one.name}", sha256=one.sha256, size=one.size)
                    for one in proofs
                ),
                none=_("No evidence yet."),
            ),
        ),
    )


def plan_tab(at: Standing) -> Tab:
    """The action plan and its approved editions."""
    planned = tuple(gap for gap in at.gaps if gap.action)
    papers = {plan.document_id for plan in at.plans}

    def row_acts(gap: GapRow) -> tuple[Act, ...]:
        fixed = {"case_id": at.row.id, "code": gap.code}
        if gap.done_on:
            return (_reopen_act(commands.reopen_gap, fixed),)
        done = form_act(
            _("Done…"),
            forms.done_form,
            commands.close_gap,
            fixed=fixed,
        )
        return (done, _action_act(at, gap))

    return Tab(
        title=_("Action plan"),
        count=len(planned) or None,
        acts=acts.plan_acts(at),
        parts=(
            sub_table(
                PLAN_COLUMNS,
                planned,
                lambda gap: gap.code,
                acts=row_acts,
                none=_("Actions are planned on the standards that are not met."),
            ),
            Files(
                title=_("Approved editions"),
                items=tuple(
                    FileItem(name=one.name, sha256=one.sha256, size=one.size)
                    for one in at.documents
                    if one.id in papers
                ),
                none=_("The plan is not approved yet."),
            ),
        ),
    )


def papers_tab(at: Standing) -> Tab:
    """The papers that the pack asks for, with what is missing, and all files of the case."""
    counts = Counter(one.kind for one in at.documents)
    rows = tuple(PaperRow(paper=one, count=counts[one.kind]) for one in at.pack.documents)
    return Tab(
        title=_("Documents"),
        count=len(at.documents) or None,
        parts=(
            sub_table(
                PAPER_COLUMNS,
                rows,
                lambda row: row.paper.code,
                title=_("What the authority asks for"),
            ),
            Files(
                title=_("Files"),
                items=tuple(
                    FileItem(
                        name=one.name,
                        sha256=one.sha256,
                        size=one.size,
                        note=label(f"case_paper.{one.kind}"),
                    )
                    for one in at.documents
                ),
                none=_("No documents yet."),
            ),
        ),
    )


def visits_tab(at: Standing, me: str) -> Tab:
    """Visits of the mentor and the authority, and mock reviews."""
    steps = [f"{one.visited_on}: {one.next_step}" for one in at.visits if one.next_step]
    words = (Words(title=_("Next steps"), text="\n".join(steps)),) if steps else ()
    return Tab(
        title=_("Visits"),
        count=len(at.visits) or None,
        acts=acts.visit_acts(at, me),
        parts=(
            sub_table(VISIT_COLUMNS, at.visits, lambda visit: visit.id, none=_("No visit yet.")),
            *words,
        ),
    )


def authority_tab(at: Standing) -> Tab:
    """Filings, requests and decisions."""
    return Tab(
        title=_("Authority"),
        count=at.facts.open_requests or None,
        acts=acts.authority_acts(at),
        parts=(
            sub_table(
                FILING_COLUMNS,
                at.filings,
                lambda row: row.id,
                title=_("Filed applications"),
                none=_("No application filed yet."),
            ),
            sub_table(
                REQUEST_COLUMNS,
                at.requests,
                lambda row: row.id,
                title=_("Requests"),
                none=_("No request."),
                acts=_request_acts,
            ),
            sub_table(
                DECISION_COLUMNS,
                at.decisions,
                lambda row: row.id,
                title=_("Refusals and suspensions"),
                none=_("None."),
            ),
        ),
    )


def upkeep_tab(at: Standing) -> Tab:
    """Staff licences, self-evaluations and what shall improve."""
    steps = tuple(step for one in at.evaluations for step in one.improvements)
    return Tab(
        title=_("Maintenance"),
        count=len(at.evaluations) or None,
        acts=acts.upkeep_acts(at),
        parts=(
            sub_table(
                STAFF_COLUMNS,
                at.staff,
                lambda row: row.id,
                title=_("Staff licences"),
                none=_("No staff licences yet."),
                acts=_staff_acts,
            ),
            sub_table(
                EVALUATION_COLUMNS,
                at.evaluations,
                lambda row: row.id,
                title=_("Yearly self-evaluations"),
                none=_("No self-evaluation yet."),
                acts=_evaluation_acts,
            ),
            *_scores(at),
            sub_table(
                IMPROVEMENT_COLUMNS,
                steps,
                lambda row: row.id,
                title=_("Improvement plan"),
                none=_("Nothing is planned."),
                acts=_improvement_acts,
            ),
        ),
    )


def _request_acts(row: RequestRow) -> tuple[Act, ...]:
    if not row.waiting:
        return ()
    return (
        form_act(
            _("Answer…"),
            authority_forms.answer_form,
            filing.answer_request,
            fixed={"request_id": row.id},
        ),
    )


def _gap_acts(at: Standing, gap: GapRow) -> tuple[Act, ...]:
    fixed = {"case_id": at.row.id, "code": gap.code}
    assessed = gap.self_state != "not_assessed"
    return (
        form_act(
            _("Self-assessment…"),
            lambda: forms.self_form(gap),
            commands.assess_gap,
            fixed=fixed,
        ),
        form_act(
            _("Verify…"),
            lambda: forms.verify_form(gap),
            commands.verify_gap,
            fixed=fixed,
            blocked="" if assessed else _("First the self-assessment."),
        ),
        _action_act(at, gap),
        form_act(
            _("Evidence…"),
            lambda: mentoring_forms.evidence_form(gap.code),
            mentoring.file_evidence,
            fixed=fixed,
            icon="paperclip",
        ),
    )


def _action_act(at: Standing, gap: GapRow) -> Act:
    return form_act(
        _("Action…"),
        lambda: forms.action_form(gap),
        commands.plan_action,
        fixed={"case_id": at.row.id, "code": gap.code},
    )


def _evaluation_acts(row: EvaluationRow) -> tuple[Act, ...]:
    return (
        form_act(
            _("Improvement…"),
            authority_forms.improvement_form,
            upkeep.plan_improvement,
            fixed={"evaluation_id": row.id},
        ),
    )


def _scores(at: Standing) -> tuple[SubTable, ...]:
    """The scores of the last self-evaluation beside those of the one before (§10.7)."""
    if not at.evaluations:
        return ()
    now = at.evaluations[-1]
    before = at.evaluations[-2] if len(at.evaluations) > 1 else None
    given = {one.code: one for one in now.scores}
    earlier = {one.code: one for one in before.scores} if before else {}

    def row_acts(row: ScoredRow) -> tuple[Act, ...]:
        return (
            form_act(
                _("Score…"),
                lambda: authority_forms.score_form(row.gap, row.now),
                upkeep.score_standard,
                fixed={"evaluation_id": now.id, "code": row.gap.code},
            ),
        )

    rows = tuple(
        ScoredRow(gap=gap, before=earlier.get(gap.code), now=given.get(gap.code)) for gap in at.gaps
    )
    return (
        sub_table(
            score_columns(before.year if before else None, now.year),
            rows,
            lambda row: row.gap.code,
            title=_("Scores of the self-evaluation {year}").format(year=now.year),
            acts=row_acts,
        ),
    )


def _staff_acts(row: StaffLicenceRow) -> tuple[Act, ...]:
    if row.left_on or not row.counts:
        return ()
    return (
        form_act(
            _("Left the service…"),
            authority_forms.leaving_form,
            upkeep.leave_service,
            fixed={"staff_licence_id": row.id},
        ),
    )


def _reopen_act(command: Callable[..., object], fixed: Mapping[str, object]) -> Act:
    return form_act(_("Open again…"), forms.reopen_form, command, fixed=fixed, icon="undo-2")


def _improvement_acts(row: ImprovementRow) -> tuple[Act, ...]:
    fixed = {"improvement_id": row.id}
    if row.done_on:
        return (_reopen_act(upkeep.reopen_improvement, fixed),)
    return (form_act(_("Done…"), forms.done_form, upkeep.finish_improvement, fixed=fixed),)
