"""The licensing page: cases along their path, standards, plan, papers and licences."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from iris_grants.documents.attachments import DocumentRow, documents_of
from iris_grants.documents.filing import file_document
from iris_grants.kernel.access import Role
from iris_grants.licensing import commands, filing, queries
from iris_grants.licensing.queries import CaseRow, GapRow
from iris_grants.licensing.rules.path import MAIN_PATH, CaseFacts, Stage, check_step, next_stages
from iris_grants.licensing.standards import StandardsPack, standards_pack
from iris_grants.organisations.queries import list_organisations
from iris_grants.people.queries import list_people
from iris_grants.programme.queries import rule_sets
from iris_grants.wording import N_, _, current_language, label, sentence
from iris_grants.wording.formats import day
from ui.forms.acts import form_act
from ui.journal.history import history_tab
from ui.licensing import forms
from ui.licensing.columns import CASES, GAP_COLUMNS, PLAN_COLUMNS, STAGES, STEP_COLUMNS
from ui.licensing.home import home as home
from ui.shell.act import Act, go_act
from ui.shell.context import Context
from ui.shell.search import Hit
from ui.tables.columns import chip
from ui.tables.detail import Detail, FileItem, Files, Pair, Pairs, Path, Tab, Words, sub_table
from ui.tables.listpage import ListPage
from ui.tables.spec import Filter, Head, ListSpec
from ui.tables.states import Empty

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

DONE = frozenset({"licensed", "maintenance"})


def build(context: Context) -> ListPage[CaseRow]:
    """The page."""
    return ListPage(context, SPEC)


def find(session: Session, words: str) -> tuple[Hit, ...]:
    """Cases with the words in number or organisation."""
    return tuple(
        Hit(page="licensing", record=row.id, title=row.number, line=row.organisation)
        for row in queries.list_cases(session)
        if words in f"{row.number} {row.organisation}".casefold()
    )


def _head(session: Session, rows: tuple[CaseRow, ...]) -> Head:
    counts = Counter(row.stage for row in rows)
    words = [f"{label(f'stage.{stage}')} {counts[stage]}" for stage in Stage if counts[stage]]
    packs = tuple(standards_pack(session, row.id) for row in rule_sets(session, "standards_pack"))
    organisations = list_organisations(session)
    blocked = "" if packs else _("First adopt a standards pack.")
    return Head(
        line=" · ".join(words),
        primary=form_act(
            _("New case"),
            lambda: forms.case_form(organisations, packs),
            commands.open_case,
            icon="plus",
            blocked=blocked,
            done=_("The case is open."),
        ),
        waiting=sum(1 for row in rows if row.blocking_open),
    )


def _detail(session: Session, row: CaseRow) -> Detail:
    facts = queries.case_facts(session, row.id)
    gaps = queries.gaps_of(session, row.id)
    pack = _pack_of(session, row)
    documents = documents_of(session, "case", row.id)
    return Detail(
        title=row.organisation,
        line=f"{row.number} · {label(f'service.{row.service}')}",
        chip=chip(row.stage, STAGES, "stage."),
        path=_path(row),
        acts=_acts(session, row, facts, pack, documents),
        tabs=(
            _data_tab(session, row, pack),
            _standards_tab(row, gaps),
            _plan_tab(row, gaps),
            _documents_tab(pack, documents),
            history_tab(
                session,
                "licensing_case",
                row.id,
                parts=("case_step", "gap_item", "licence"),
                documents_of="case",
            ),
        ),
    )


def _acts(
    session: Session,
    row: CaseRow,
    facts: CaseFacts,
    pack: StandardsPack,
    documents: tuple[DocumentRow, ...],
) -> tuple[Act, ...]:
    acts = [_step_act(row, facts, stage, documents) for stage in next_stages(facts.stage, facts.goal)]
    if not facts.has_mentor:
        mentors = tuple(
            person for person in list_people(session) if Role.LICENSING_OFFICER in person.roles
        )
        acts.append(
            form_act(
                _("Name a mentor…"),
                lambda: forms.mentor_form(mentors),
                commands.assign_mentor,
                fixed={"case_id": row.id},
            )
        )
    acts.append(
        form_act(
            _("Add a document…"),
            lambda: forms.document_form(pack),
            file_document,
            fixed={"subject_kind": "case", "subject_id": row.id},
            icon="paperclip",
        )
    )
    acts.append(go_act(_("Dossier"), "dossiers", f"case:{row.number}", icon="folder-archive"))
    return tuple(acts)


def _pack_of(session: Session, row: CaseRow) -> StandardsPack:
    return standards_pack(session, row.standards_pack_id)


def _step_act(
    row: CaseRow, facts: CaseFacts, stage: Stage, documents: tuple[DocumentRow, ...]
) -> Act:
    problems = check_step(facts, stage)
    blocked = "\n".join(sentence(problem) for problem in problems)
    if stage is Stage.LICENSED:
        decisions = tuple((d.id, d.name) for d in documents if d.kind in ("licence", "decision"))
        return form_act(
            _("Record the licence…"),
            lambda: forms.licence_form(decisions),
            filing.record_licence,
            fixed={"case_id": row.id},
            icon="shield-check",
            blocked=blocked or ("" if decisions else _("First add the decision as a document.")),
        )
    return form_act(
        f"{label(f'stage.{stage}').capitalize()}…",
        lambda: forms.step_form(stage),
        commands.reach_stage,
        fixed={"case_id": row.id, "stage": str(stage)},
        icon="arrow-right",
        blocked=blocked,
    )


def _path(row: CaseRow) -> Path:
    stage = Stage(row.stage)
    steps = tuple(label(f"stage.{one}") for one in MAIN_PATH)
    if stage in MAIN_PATH:
        return Path(steps=steps, at=MAIN_PATH.index(stage))
    if stage is Stage.MAINTENANCE:
        return Path(steps=steps, at=len(steps) - 1)
    return Path(steps=steps, at=len(steps) - 2, ended=label(f"stage.{stage}"))


def _data_tab(session: Session, row: CaseRow, pack: StandardsPack) -> Tab:
    licences = queries.licences_of(session, row.id)
    pairs = [
        Pair(
            label=_("Organisation"),
            value=row.organisation,
            page="organisations",
            record=row.organisation_id,
        ),
        Pair(label=_("Country"), value=label(f"country.{row.country}")),
        Pair(label=_("Goal"), value=label(f"goal.{row.goal}")),
        Pair(label=_("Mentor"), value=row.mentor or "–"),
        Pair(label=_("Opened on"), value=day(row.opened_on)),
    ]
    for licence in licences:
        until = day(licence.valid_to) or "–"
        words = f"{licence.number} · {day(licence.valid_from)} – {until}"
        pairs.append(Pair(label=_("Licence"), value=words))
    note = "" if pack.verified else _("Not legally verified: compare it with the rulebook.")
    return Tab(
        title=_("Data"),
        parts=(
            Pairs(pairs=tuple(pairs)),
            Words(
                title=_("Standards pack"),
                text=f"{pack.code} · {pack.edition}. {note}\n{pack.source}".strip(),
            ),
            sub_table(
                STEP_COLUMNS,
                queries.steps_of(session, row.id),
                lambda step: str(step.position),
                title=_("Path of the case"),
            ),
        ),
    )


def _standards_tab(row: CaseRow, gaps: tuple[GapRow, ...]) -> Tab:
    def acts(gap: GapRow) -> tuple[Act, ...]:
        fixed = {"case_id": row.id, "code": gap.code}
        return (
            form_act(
                _("Self-assessment…"),
                lambda: forms.gap_form("self_state", gap.code, gap.self_state, gap.finding),
                commands.assess_gap,
                fixed=fixed,
            ),
            form_act(
                _("Verify…"),
                lambda: forms.gap_form("verified_state", gap.code, gap.verified_state, gap.finding),
                commands.verify_gap,
                fixed=fixed,
                blocked="" if gap.self_state != "not_assessed" else _("First the self-assessment."),
            ),
            form_act(
                _("Action…"),
                lambda: forms.action_form(gap.code),
                commands.plan_action,
                fixed=fixed,
            ),
        )

    return Tab(
        title=_("Standards"),
        count=row.gaps,
        parts=(
            sub_table(GAP_COLUMNS, gaps, lambda gap: gap.code, acts=acts, none=_("No standards.")),
        ),
    )


def _plan_tab(row: CaseRow, gaps: tuple[GapRow, ...]) -> Tab:
    planned = tuple(gap for gap in gaps if gap.action)

    def acts(gap: GapRow) -> tuple[Act, ...]:
        if gap.done_on:
            return ()
        return (
            form_act(
                _("Done…"),
                forms.done_form,
                commands.close_gap,
                fixed={"case_id": row.id, "code": gap.code},
            ),
        )

    return Tab(
        title=_("Action plan"),
        count=len(planned),
        parts=(
            sub_table(
                PLAN_COLUMNS,
                planned,
                lambda gap: gap.code,
                acts=acts,
                none=_("Actions are planned on the standards that are not met."),
            ),
        ),
    )


def _documents_tab(pack: StandardsPack, documents: tuple[DocumentRow, ...]) -> Tab:
    language = "sr" if current_language() == "sr_Latn" else "en"
    there = {document.kind for document in documents}
    missing = [one.text[language] for one in pack.documents if one.kind not in there]
    return Tab(
        title=_("Documents"),
        count=len(documents),
        parts=(
            Words(
                title=_("Still needed for the application"),
                text="\n".join(missing) or _("Everything is here."),
            ),
            Files(
                items=tuple(
                    FileItem(name=one.name, sha256=one.sha256, size=one.size) for one in documents
                ),
                none=_("No documents yet."),
            ),
        ),
    )


SPEC: ListSpec[CaseRow] = ListSpec(
    key="licensing",
    title=N_("Licensing"),
    topics=frozenset({"cases", "organisations", "rule_sets"}),
    load=queries.list_cases,
    row_key=lambda row: row.id,
    columns=CASES,
    empty=Empty(
        title=N_("No licensing cases yet"),
        body=N_("Each organisation that is supported towards a licence has a case here."),
        first=N_("First adopt a standards pack and enter the organisation."),
        icon="shield-check",
    ),
    head=_head,
    detail=_detail,
    filters=(
        Filter(key="open", title=N_("Under way"), keeps=lambda row: row.stage not in DONE),
        Filter(key="blocking", title=N_("Blocking gaps"), keeps=lambda row: row.blocking_open > 0),
        Filter(key="licensed", title=N_("Licensed"), keeps=lambda row: row.stage in DONE),
    ),
    search_hint=N_("Organisation, case or service"),
)
