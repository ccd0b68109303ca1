"""The tabs of a case beside its data: selection, standards, plan, papers, visits, authority."""

from __future__ import annotations

from collections import Counter

from PySide6.QtWidgets import QWidget

from iris_grants.licensing import commands, filing, mentoring, selection, upkeep
from iris_grants.licensing.queries import GapRow
from iris_grants.licensing.records import EvaluationRow, ImprovementRow, RequestRow
from iris_grants.licensing.rules.selection import conditions_of
from iris_grants.wording import _
from ui.forms.acts import form_act
from ui.licensing import acts, authority_forms, forms, mentoring_forms
from ui.licensing.columns import (
    CONDITION_COLUMNS,
    DECISION_COLUMNS,
    EVALUATION_COLUMNS,
    FILING_COLUMNS,
    GAP_COLUMNS,
    IMPROVEMENT_COLUMNS,
    PAPER_COLUMNS,
    PLAN_COLUMNS,
    REQUEST_COLUMNS,
    STAFF_COLUMNS,
    VISIT_COLUMNS,
    ConditionRow,
    PaperRow,
)
from ui.licensing.standing import Standing
from ui.shell.act import Act, ActButton
from ui.shell.context import Context
from ui.shell.flow import FlowLayout
from ui.tables.detail import Drawn, FileItem, Files, Part, Tab, Words, sub_table


def offer(*offered: Act) -> tuple[Part, ...]:
    """The steps of a tab as a row of buttons; nothing where there are none."""
    if not offered:
        return ()

    def make(context: Context) -> QWidget:
        frame = QWidget()
        flow = FlowLayout(frame)
        for act in offered:
            flow.addWidget(ActButton(act, context))
        return frame

    return (Drawn(make=make),)


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
        parts=(
            *offer(*acts.condition_acts(at)),
            sub_table(CONDITION_COLUMNS, rows, lambda row: row.question, acts=row_acts),
        ),
    )


def standards_tab(at: Standing) -> Tab:
    """The standards with both assessments side by side, and what proves them."""
    proofs = tuple(one for one in at.documents if one.kind == mentoring.EVIDENCE)
    return Tab(
        title=_("Standards"),
        count=at.row.gaps or None,
        parts=(
            *offer(*acts.sheet_acts(at)),
            sub_table(
                GAP_COLUMNS,
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
        if gap.done_on:
            return ()
        done = form_act(
            _("Done…"),
            forms.done_form,
            commands.close_gap,
            fixed={"case_id": at.row.id, "code": gap.code},
        )
        return (done, _action_act(at, gap))

    return Tab(
        title=_("Action plan"),
        count=len(planned) or None,
        parts=(
            *offer(*acts.plan_acts(at)),
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
                    FileItem(name=one.name, sha256=one.sha256, size=one.size)
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
        parts=(
            *offer(*acts.visit_acts(at, me)),
            sub_table(VISIT_COLUMNS, at.visits, lambda visit: visit.id, none=_("No visit yet.")),
            *words,
        ),
    )


def authority_tab(at: Standing) -> Tab:
    """Filings, requests and decisions."""
    return Tab(
        title=_("Authority"),
        count=at.facts.open_requests or None,
        parts=(
            *offer(*acts.authority_acts(at)),
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
        parts=(
            *offer(*acts.upkeep_acts(at)),
            sub_table(
                STAFF_COLUMNS,
                at.staff,
                lambda row: row.id,
                title=_("Staff licences"),
                none=_("No staff licences yet."),
            ),
            sub_table(
                EVALUATION_COLUMNS,
                at.evaluations,
                lambda row: row.id,
                title=_("Yearly self-evaluations"),
                none=_("No self-evaluation yet."),
                acts=lambda row: _evaluation_acts(at, row),
            ),
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
    if row.answered_on:
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


def _evaluation_acts(at: Standing, row: EvaluationRow) -> tuple[Act, ...]:
    fixed = {"evaluation_id": row.id}
    return (
        form_act(
            _("Score…"),
            lambda: authority_forms.score_form(at.gaps),
            upkeep.score_standard,
            fixed=fixed,
        ),
        form_act(
            _("Improvement…"),
            authority_forms.improvement_form,
            upkeep.plan_improvement,
            fixed=fixed,
        ),
    )


def _improvement_acts(row: ImprovementRow) -> tuple[Act, ...]:
    if row.done_on:
        return ()
    return (
        form_act(
            _("Done…"),
            forms.done_form,
            upkeep.finish_improvement,
            fixed={"improvement_id": row.id},
        ),
    )
