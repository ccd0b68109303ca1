"""The list of licensing cases, and the case in focus beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iris_grants.kernel.access import Role
from iris_grants.licensing import queries
from iris_grants.licensing.queries import CaseRow
from iris_grants.licensing.rules.path import Stage, path_of
from iris_grants.licensing.words import reminder_words
from iris_grants.people.queries import list_people
from iris_grants.wording import N_, _, current_language, label
from iris_grants.wording.formats import day
from iris_grants.wording.source_texts import source_words
from ui.journal.history import history_tab
from ui.licensing import tabs
from ui.licensing.acts import case_acts, warnings_of
from ui.licensing.columns import CASES, STAGES, STEP_COLUMNS
from ui.licensing.standing import Standing, standing_of
from ui.tables.columns import chip
from ui.tables.detail import Detail, Pair, Pairs, Path, Tab, Words, sub_table
from ui.tables.spec import Filter, ListSpec
from ui.tables.states import Empty

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

TOPICS = frozenset({"cases", "organisations", "rule_sets", "documents"})
DONE = frozenset({"licensed", "maintenance", "completed"})
ENDED = DONE | {"withdrawn", "revoked"}
PARTS = (
    "case_step",
    "gap_item",
    "licence",
    "case_visit",
    "case_plan",
    "case_filing",
    "case_request",
    "case_decision",
    "staff_licence",
    "self_evaluation",
)


def case_detail(session: Session, row: CaseRow) -> Detail:
    """A case: its path, what can be done next, and everything it has gathered."""
    at = standing_of(session, row)
    mentors = tuple(
        person
        for person in list_people(session)
        if person.active and Role.LICENSING_OFFICER in person.roles
    )
    return Detail(
        title=row.organisation,
        line=f"{row.number} · {label(f'service.{row.service}')}",
        chip=chip(row.stage, STAGES, "stage."),
        path=_path(row),
        acts=case_acts(at, mentors),
        problems=warnings_of(at.facts),
        tabs=(
            _data_tab(at),
            tabs.selection_tab(at),
            tabs.standards_tab(at),
            tabs.plan_tab(at),
            tabs.papers_tab(at),
            tabs.visits_tab(at, row.mentor or ""),
            tabs.authority_tab(at),
            tabs.upkeep_tab(at),
            history_tab(session, "licensing_case", row.id, parts=PARTS, documents_of="case"),
        ),
    )


def _path(row: CaseRow) -> Path:
    stage, path = Stage(row.stage), path_of(row.goal)
    steps = tuple(label(f"stage.{one}") for one in path)
    if stage in path:
        return Path(steps=steps, at=path.index(stage))
    if stage in (Stage.MAINTENANCE, Stage.COMPLETED):
        return Path(steps=steps, at=len(steps) - 1, ended=label(f"stage.{stage}"))
    return Path(steps=steps, at=max(len(steps) - 2, 0), ended=label(f"stage.{stage}"))


def _data_tab(at: Standing) -> Tab:
    waiting = [reminder_words(one) for one in at.reminders]
    words = (Words(title=_("What waits"), text="\n".join(waiting)),) if waiting else ()
    return Tab(
        title=_("Data"),
        parts=(
            *words,
            Pairs(pairs=_facts(at)),
            Words(title=_("Standards pack"), text=_pack_words(at)),
            sub_table(
                STEP_COLUMNS,
                at.steps,
                lambda step: str(step.position),
                title=_("Path of the case"),
            ),
        ),
    )


def _facts(at: Standing) -> tuple[Pair, ...]:
    row = at.row
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
    for licence in at.licences:
        until = day(licence.valid_to) or "–"
        words = f"{licence.number} · {day(licence.valid_from)} – {until}"
        if licence.limited:
            limited = _("limited licence")
            words = f"{words} · {limited}"
        pairs.append(Pair(label=_("Licence"), value=words))
    return tuple(pairs)


def _pack_words(at: Standing) -> str:
    pack, serbian = at.pack, current_language() == "sr_Latn"
    title = pack.title["sr" if serbian else "en"]
    lines = [f"{title} · {pack.code} · {pack.edition}"]
    if not pack.verified:
        lines.append(_("Not legally verified: compare it with the rulebook."))
    years = pack.validity_years
    if years is None:
        lines.append(_("Validity of a licence: not known."))
    else:
        lines.append(_("Validity of a licence: {n} years.").format(n=years))
    if pack.validity_source:
        lines.append(
            _("Source of the validity: {source}").format(source=source_words(pack.validity_source))
        )
    compared = sum(one.verified for one in pack.standards)
    words = _("Standards compared with a source: {n} of {all}.")
    lines.append(words.format(n=compared, all=len(pack.standards)))
    return "\n".join([*lines, source_words(pack.source)])


SPEC: ListSpec[CaseRow] = ListSpec(
    key="licensing",
    title=N_("Licensing"),
    topics=TOPICS,
    load=queries.list_cases,
    row_key=lambda row: row.id,
    columns=CASES,
    empty=Empty(
        title=N_("No licensing cases yet"),
        body=N_("Each organisation that is supported towards a licence has a case here."),
        first=N_("First adopt a standards pack and enter the organisation."),
        icon="shield-check",
    ),
    detail=case_detail,
    filters=(
        Filter(key="open", title=N_("Under way"), keeps=lambda row: row.stage not in ENDED),
        Filter(key="blocking", title=N_("Blocking gaps"), keeps=lambda row: row.blocking_open > 0),
        Filter(key="licensed", title=N_("Licensed"), keeps=lambda row: row.stage in DONE),
    ),
    search_hint=N_("Organisation, case or service"),
)
