"""The templates page: rule sets in the store with edition and source, and what ships."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iris_grants.calls.queries import calls_under
from iris_grants.licensing.queries import list_cases
from iris_grants.programme.commands import adopt_shipped
from iris_grants.wording import N_, _, label, ngettext
from iris_grants.wording.source_texts import source_words
from ui.forms.acts import command_act, form_act
from ui.forms.work import work_act
from ui.forms.writing import say_written
from ui.journal.history import history_tab
from ui.shell.act import Act, go_act
from ui.shell.context import Context
from ui.tables.detail import Detail, Pair, Pairs, Tab, Words
from ui.tables.listpage import ListPage
from ui.tables.spec import Filter, Head, ListSpec
from ui.tables.states import Empty
from ui.templates import forms, jobs
from ui.templates.columns import TEMPLATES, state_chip, verified_chip
from ui.templates.home import home as home
from ui.templates.parts import body_of, content_parts
from ui.templates.rows import TemplateRow, load_rows

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session


def build(context: Context) -> ListPage[TemplateRow]:
    """The page."""
    return ListPage(context, SPEC)


def _kind(row: TemplateRow) -> str:
    return label(f"rule_set.kind.{row.kind}")


def _head(session: Session, rows: tuple[TemplateRow, ...]) -> Head:
    there = [row for row in rows if row.state == "adopted"]
    open_rows = tuple(row for row in rows if row.state == "shipped")
    unverified = sum(1 for row in there if not row.verified)
    line = ngettext("{n} rule set in the store", "{n} rule sets in the store", len(there))
    return Head(
        line=" · ".join(
            (
                line.format(n=len(there)),
                _("not compared with their source: {n}").format(n=unverified),
            )
        ),
        primary=form_act(
            _("Adopt…"),
            lambda: forms.adopt_form(open_rows),
            adopt_shipped,
            icon="plus",
            blocked="" if open_rows else _("Everything that ships is adopted."),
            done=_("The rules are in the store."),
        ),
        secondary=(
            work_act(
                _("From a file…"),
                forms.file_form,
                jobs.adopt_file,
                on_done=lambda context, identity: _adopted(context),
                icon="file-plus",
            ),
        ),
    )


def _adopted(context: Context) -> None:
    context.feedback.inform(_("The rules are in the store."))


def _detail(session: Session, row: TemplateRow) -> Detail:
    tabs = [
        Tab(title=_("Data"), parts=(_data(row), _advice(row))),
        Tab(title=_("Rules"), parts=content_parts(row.kind, body_of(session, row))),
    ]
    if row.id:
        tabs.append(_use_tab(session, row))
        tabs.append(history_tab(session, "rule_set", row.id))
    return Detail(
        title=row.code,
        line=_kind(row),
        chip=state_chip(row),
        acts=_acts(row),
        tabs=tuple(tabs),
    )


def _data(row: TemplateRow) -> Pairs:
    pairs = [
        Pair(label=_("Kind"), value=_kind(row)),
        Pair(label=_("Edition"), value=row.edition or "–"),
        Pair(label=_("Compared with its source"), value="", chip=verified_chip(row.verified)),
        Pair(label=_("Source"), value=source_words(row.source)),
    ]
    if row.fingerprint:
        pairs.append(Pair(label=_("Fingerprint of the content"), value=row.fingerprint))
    return Pairs(pairs=tuple(pairs))


def _advice(row: TemplateRow) -> Words:
    if row.state == "in_calls":
        return Words(text=_("A grid is copied into every call that names it."))
    if row.verified:
        return Words(text=_("Somebody has compared these rules with their source."))
    return Words(
        title=_("A preset"),
        text=_(
            "Nobody has compared these rules with their source yet. Save them as a file, "
            "compare and correct them, give them a new edition, and adopt the file."
        ),
    )


def _use_tab(session: Session, row: TemplateRow) -> Tab:
    if row.kind == "standards_pack":
        used = [
            Pair(label=case.number, value=case.organisation, page="licensing", record=case.id)
            for case in list_cases(session)
            if case.standards_pack_id == row.id
        ]
    else:
        used = [
            Pair(label=_("Call"), value=call.number, page="calls", record=call.id)
            for call in calls_under(session, row.code)
        ]
    if not used:
        return Tab(title=_("Use"), parts=(Words(text=_("Nothing uses these rules yet.")),))
    return Tab(title=_("Use"), count=len(used), parts=(Pairs(pairs=tuple(used)),))


def _acts(row: TemplateRow) -> tuple[Act, ...]:
    save = work_act(
        _("Save as a file…"),
        lambda: forms.save_form(row),
        lambda desk, values, progress: jobs.save_body(desk, row, values),
        on_done=say_written,
        icon="download",
    )
    if row.state == "shipped":
        adopt = command_act(
            _("Adopt"),
            adopt_shipped,
            {"name": row.name},
            icon="plus",
            done=_("The rules are in the store."),
        )
        return adopt, save
    if row.state == "in_calls":
        return go_act(_("To calls"), "calls"), save
    return (save,)


SPEC: ListSpec[TemplateRow] = ListSpec(
    key="templates",
    title=N_("Templates"),
    topics=frozenset({"rule_sets", "calls", "cases"}),
    load=load_rows,
    row_key=lambda row: row.key,
    columns=TEMPLATES,
    empty=Empty(
        title=N_("No rule sets yet"),
        body=N_("Limits, payment plans, grids and minimum standards, each with its source."),
        icon="layout-template",
    ),
    head=_head,
    detail=_detail,
    filters=(
        Filter(key="store", title=N_("In the store"), keeps=lambda row: row.state == "adopted"),
        Filter(key="shipped", title=N_("To adopt"), keeps=lambda row: row.state == "shipped"),
        Filter(key="unverified", title=N_("Not compared"), keeps=lambda row: not row.verified),
    ),
    search_hint=N_("Code or kind"),
)
