"""One target in tabs: what it means and how far it is, its sources, their documents, history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iris_grants.documents.attachments import DocumentRow, documents_of
from iris_grants.grants.queries import GrantRow, list_grants
from iris_grants.licensing.queries import SupportedRow, supported_cases
from iris_grants.programme.framework import FROM_STORE, Dimension, Measure
from iris_grants.results.from_grants import LinkRow, linkable_indicators, list_links
from iris_grants.results.queries import SUBJECT, AchievementRow, list_achievements
from iris_grants.results.rules.actuals import course_of
from iris_grants.results.rules.links import takes_indicators
from iris_grants.results.words import counted
from iris_grants.wording import _, current_language, label
from iris_grants.wording.formats import day, decimal_text, sentence_case
from iris_grants.wording.source_texts import source_words
from ui.charts import Stack, StackedColumns
from ui.journal.history import history_tab
from ui.results import acts
from ui.results.columns import CASES, ENTRIES, GRANTS, LINKS, PARTS, STATES, PartRow
from ui.results.rows import ListedResult, quarter_words
from ui.shell.act import Act, go_act
from ui.tables.columns import chip
from ui.tables.detail import (
    Detail,
    Drawn,
    FileItem,
    Files,
    Pair,
    Pairs,
    Part,
    Tab,
    Why,
    Words,
    sub_table,
)

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

LISTED = 12


def target_detail(session: Session, row: ListedResult) -> Detail:
    """Everything of one target."""
    target = row.row.target
    entries = (
        () if target.kind in FROM_STORE else list_achievements(session, result_id=target.result_id)
    )
    documents = documents_of(session, SUBJECT, tuple(entry.id for entry in entries))
    links = tuple(one for one in list_links(session) if one.target_id == target.id)
    takes = takes_indicators(target.measure, target.aggregation)
    linkable = linkable_indicators(session) if takes else ()
    return Detail(
        title=f"{row.code} {row.title}",
        line=row.result_title,
        chip=chip(row.state, STATES, "results.state."),
        acts=acts.target_acts(row, linkable),
        tabs=(
            Tab(title=_("Value"), parts=_value(row, entries, links)),
            _sources(session, row, entries, links),
            _documents(entries, documents),
            history_tab(
                session,
                "programme_result",
                target.result_id,
                parts=("result_target", "achievement"),
            ),
        ),
    )


def _value(
    row: ListedResult, entries: tuple[AchievementRow, ...], links: tuple[LinkRow, ...]
) -> tuple[Part, ...]:
    target, actual, language = row.row.target, row.row.actual, current_language()
    pairs = [
        Pair(label=_("Achieved"), value=_number(row, actual.value), why=_why(row, entries, links)),
        Pair(label=_("Target"), value=_number(row, target.target)),
        Pair(
            label=_("Baseline"),
            value=f"{decimal_text(target.baseline, 0)} ({target.baseline_year})",
        ),
    ]
    if actual.waiting:
        pairs.append(Pair(label=_("Awaits evidence"), value=_number(row, actual.waiting)))
    parts: list[Part] = [
        Pairs(pairs=tuple(pairs)),
        *(_parts(row, dimension) for dimension in target.dimensions),
        *_course(row),
        Words(title=_("Definition"), text=target.definition.of(language)),
        Words(title=_("Means of verification"), text=target.means.of(language)),
        Words(title=_("Source"), text=_source(row)),
    ]
    return tuple(parts)


def _number(row: ListedResult, value: int) -> str:
    return counted(row.row.target.unit, value)


def _source(row: ListedResult) -> str:
    target = row.row.target
    if target.verified:
        return source_words(target.source)
    note = _("Not compared with the grant contract yet: definition and breakdown can be corrected.")
    return f"{source_words(target.source)}\n{note}"


def _why(row: ListedResult, entries: tuple[AchievementRow, ...], links: tuple[LinkRow, ...]) -> Why:
    """The latest contributions, the way they are put together, and where the rule stands."""
    target, actual = row.row.target, row.row.actual
    titles = {entry.id: entry.title for entry in entries}
    titles |= {link.id: f"{link.grant_number} · {link.title}" for link in links}
    own = [one for one in row.row.contributions if one.source_id in actual.sources]
    latest = sorted(own, key=lambda one: one.on, reverse=True)[:LISTED]
    values = [
        (f"{day(one.on)} {titles.get(one.source_id, '')}".strip(), decimal_text(one.value, 0))
        for one in latest
    ]
    if len(own) > len(latest):
        rest = sum(one.value for one in own) - sum(one.value for one in latest)
        values.append((_("earlier ones"), decimal_text(rest, 0)))
    return Why(
        values=tuple(values),
        rule=f"{label(f'results.aggregation.{target.aggregation}')}: "
        f"{target.definition.of(current_language())}",
        source=source_words(target.source),
    )


def _parts(row: ListedResult, dimension: Dimension) -> Part:
    parts = row.row.actual.cells.get(dimension, {})
    whole = sum(parts.values())
    rows = tuple(
        PartRow(key=name, name=label(f"{dimension}.{name}"), value=value, whole=whole)
        for name, value in sorted(parts.items(), key=lambda part: (-part[1], part[0]))
    )
    words = label(f"results.dimension.{dimension}")
    return sub_table(PARTS, rows, lambda one: one.key, title=sentence_case(words), none="–")


def _course(row: ListedResult) -> tuple[Part, ...]:
    """The value at the end of each quarter, as columns with the target as a line."""
    points = course_of(row.row.target.aggregation, row.row.contributions)
    if len(points) < 2:
        return ()
    title = _("Achieved at the end of each quarter")
    stacks = tuple(Stack(name=quarter_words(name), values=(value,)) for name, value in points)
    return (
        Drawn(
            title=title,
            make=lambda context: StackedColumns(title, (_("Achieved"),), stacks),
        ),
    )


def _sources(
    session: Session,
    row: ListedResult,
    entries: tuple[AchievementRow, ...],
    links: tuple[LinkRow, ...],
) -> Tab:
    sources = frozenset(row.row.actual.sources)
    if row.row.target.measure is Measure.GRANTS:
        grants = tuple(one for one in list_grants(session) if one.id in sources)
        part = sub_table(
            GRANTS, grants, lambda one: one.id, none=_("No grant is signed yet."), acts=_to_grant
        )
        return Tab(title=_("Sources"), count=len(grants), parts=(part,))
    if row.row.target.measure is Measure.CASES:
        cases = tuple(one for one in supported_cases(session) if one.case_id in sources)
        part = sub_table(
            CASES, cases, lambda one: one.case_id, none=_("No case counts yet."), acts=_to_case
        )
        return Tab(title=_("Sources"), count=len(cases), parts=(part,))
    target = row.row.target
    part = sub_table(
        ENTRIES,
        tuple(reversed(entries)),
        lambda one: one.id,
        none=_("Nothing is entered towards this result yet."),
        acts=lambda one: acts.entry_acts(target, one),
    )
    parts: tuple[Part, ...] = (part,)
    if takes_indicators(target.measure, target.aggregation) or links:
        parts = (part, _from_grantees(links))
    return Tab(title=_("Sources"), count=len(entries) + len(links), parts=parts)


def _from_grantees(links: tuple[LinkRow, ...]) -> Part:
    """The indicators of grantees that count, each with the way to the report that tells it."""
    return sub_table(
        LINKS,
        links,
        lambda one: one.id,
        title=_("From reports of grantees"),
        none=_("No indicator of a grantee counts towards this target."),
        acts=acts.link_acts,
    )


def _to_grant(row: GrantRow) -> tuple[Act, ...]:
    return (go_act(_("To the grant"), "grants", row.id),)


def _to_case(row: SupportedRow) -> tuple[Act, ...]:
    return (go_act(_("To the case"), "licensing", row.case_id),)


def _documents(entries: tuple[AchievementRow, ...], documents: tuple[DocumentRow, ...]) -> Tab:
    """The documents of all entries, under each its title and day."""
    parts = tuple(
        Files(
            title=f"{day(entry.held_on)} {entry.title}",
            items=tuple(
                FileItem(
                    name=one.name,
                    sha256=one.sha256,
                    size=one.size,
                    note=label(f"evidence.{one.kind}"),
                )
                for one in documents
                if one.subject_id == entry.id
            ),
            none=_("No document yet."),
        )
        for entry in reversed(entries)
    )
    none = Words(text=_("Documents lie with the grants and cases, or with the entries."))
    return Tab(title=_("Documents"), count=len(documents), parts=parts or (none,))
