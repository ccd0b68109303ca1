"""The journal: who, when, what, old and new; and the proof that nobody altered it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from iris_grants.organisations.queries import list_organisations
from iris_grants.people.journal import (
    ChangeRow,
    JournalRow,
    ValueChange,
    check_store,
    entry_changes,
    list_journal,
    newest,
)
from iris_grants.people.queries import list_people
from iris_grants.people.undoing import LastOwn, last_own, undo
from iris_grants.wording import N_, _, label, ngettext, sentence_of
from iris_grants.wording.formats import decimal_text, moment
from ui.journal.choosing import (
    Choices,
    Wanted,
    choosing_form,
    load_choices,
    record_words,
    wanted_of,
)
from ui.journal.columns import TECHNICAL, title_of, told
from ui.shell.act import Act
from ui.shell.asking import AskDialog
from ui.shell.context import Context
from ui.shell.undoing import undo_entry
from ui.tables.columns import Column, Kind
from ui.tables.detail import Detail, Pair, Pairs, Tab, Words
from ui.tables.listpage import ListPage
from ui.tables.spec import Head, ListSpec
from ui.tables.states import Empty

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session, StoreNotice

SHOWN = 40
NOTHING = "–"
VERBS = {
    "insert": N_("new"),
    "update": N_("changed"),
    "delete": N_("removed"),
    "snapshot": N_("kept"),
}


def build(context: Context) -> JournalPage:
    """The page."""
    return JournalPage(context)


class JournalPage(ListPage[JournalRow]):
    """The journal, all of it or what was chosen; one's own last operation can be undone here."""

    every_topic = True

    def __init__(self, context: Context) -> None:
        self.wanted = Wanted()
        self.dialog: AskDialog | None = None
        spec = replace(SPEC, load=self._load, head=self._head_of, detail=self._detail_of)
        super().__init__(context, spec)

    def show_only(self, wanted: Wanted) -> None:
        """Show the entries that are wanted; everything for none."""
        self.wanted = wanted
        self.refresh()

    def ask(self) -> None:
        """Ask which entries are wanted."""
        self.context.desk.read(load_choices, self._ask, owner=self)

    def _ask(self, choices: Choices) -> None:
        self.dialog = AskDialog(choosing_form(choices, self.wanted), self.window())
        self.dialog.answered.connect(lambda values: self.show_only(wanted_of(values, choices)))
        self.dialog.open()

    def _load(self, session: Session) -> tuple[JournalRow, ...]:
        return list_journal(session, chosen=self.wanted.chosen())

    def _head_of(self, session: Session, rows: tuple[JournalRow, ...]) -> Head:
        count = newest(session)
        line = ngettext("{n} operation, every one kept", "{n} operations, every one kept", count)
        words = line.format(n=decimal_text(count, 0))
        choosing = Act(text=_("Filter…"), run=lambda context, owner: self.ask(), icon="funnel")
        acts = [choosing]
        if self.wanted:
            shown = _("shown: {what}").format(what=self.wanted.words())
            words = f"{words} · {shown}"
            every = Act(text=_("Show all"), run=lambda context, owner: self.show_only(Wanted()))
            acts.append(every)
        return Head(
            line=words,
            primary=Act(text=_("Verify the chain"), run=_verify, icon="shield-check"),
            secondary=tuple(acts),
        )

    def _detail_of(self, session: Session, row: JournalRow) -> Detail:
        last = last_own(session, self.context.desk.person.person_id)
        back = last is not None and last.undoable and last.number == row.number
        return _detail(session, row, _undo_acts(last) if last is not None and back else ())


def _undo_acts(last: LastOwn) -> tuple[Act, ...]:
    """The way back from one's own last operation."""

    def run(context: Context, owner: QWidget) -> None:
        undo_entry(context.window, context.desk, context.feedback, last.number)

    return (Act(text=_("Undo"), run=run, icon="undo-2", command=undo),)


def operation_words(code: str) -> str:
    """The name of an operation in words; its code where it has none."""
    words = label(f"operation.{code}")
    return code if words == f"operation.{code}" else words


def what_words(row: JournalRow) -> str:
    """What was done, and that it was undone."""
    words = operation_words(row.operation)
    return _("{operation} (undone)").format(operation=words) if row.undone_by else words


def _verify(context: Context, owner: QWidget) -> None:
    def told(found: tuple[StoreNotice, ...]) -> None:
        if not found:
            context.feedback.inform(_("The journal is whole: nothing was altered."))
            return
        sentences = [sentence_of(one.code, one.params) for one in found]
        context.feedback.tell(_("The store is not as it was left"), "\n".join(sentences))

    context.desk.work(
        lambda desk, progress: check_store(desk, progress),
        told,
        owner=owner,
        title=_("Verifying the journal"),
    )


def _detail(session: Session, row: JournalRow, acts: tuple[Act, ...]) -> Detail:
    changes = entry_changes(session, row.number)
    names = {person.id: person.name for person in list_people(session)}
    names |= {one.id: one.name for one in list_organisations(session)}
    facts = Pairs(
        pairs=(
            Pair(label=_("When"), value=moment(row.at)),
            Pair(label=_("Who"), value=f"{row.person} ({label(f'standing.{row.standing}')})"),
            Pair(label=_("Operation"), value=operation_words(row.operation)),
            Pair(label=_("Name of the operation"), value=row.operation),
            Pair(label=_("Hash"), value=row.hash),
        )
    )
    undone = _("undone by entry {number}").format(number=row.undone_by) if row.undone_by else ""
    return Detail(
        title=f"{row.number} · {operation_words(row.operation)}",
        line=undone,
        acts=acts,
        tabs=(
            Tab(
                title=_("Changes"),
                count=len(changes),
                parts=(*(_change(one, names) for one in changes[:SHOWN]), *_rest(changes)),
            ),
            Tab(title=_("Entry"), parts=(facts,)),
        ),
    )


def _rest(changes: tuple[ChangeRow, ...]) -> tuple[Words, ...]:
    """How many changes are not listed, where there are very many."""
    count = len(changes) - SHOWN
    if count <= 0:
        return ()
    return (Words(text=ngettext("and {n} more", "and {n} more", count).format(n=count)),)


def _change(change: ChangeRow, names: Mapping[str, str]) -> Pairs | Words:
    title = f"{record_words(change.table)} · {_(VERBS[change.verb])}"
    if change.erased:
        return Words(title=title, text=_("The values were erased; their digest remains."))
    values = [one for one in change.values if one.column not in TECHNICAL][:SHOWN]
    return Pairs(
        title=title,
        pairs=tuple(
            Pair(label=title_of(one.column), value=_old_and_new(change.table, one, names))
            for one in values
        ),
    )


def _old_and_new(table: str, value: ValueChange, names: Mapping[str, str]) -> str:
    before, after = (
        None if text is None else told(table, value.column, text, names)
        for text in (value.before, value.after)
    )
    if before is None:
        return after or ""
    return f"{before} → {NOTHING if after is None else after}"


SPEC: ListSpec[JournalRow] = ListSpec(
    key="journal",
    title=N_("Journal"),
    topics=frozenset(),
    load=list_journal,
    row_key=lambda row: str(row.number),
    columns=(
        Column(key="number", title=N_("No."), kind=Kind.INTEGER, width=72),
        Column(key="at", title=N_("When"), kind=Kind.MOMENT),
        Column(key="person", title=N_("Who"), width=150, stretch=1),
        Column(
            key="operation",
            title=N_("What"),
            value=lambda row: what_words(row),
            width=240,
            stretch=3,
        ),
        Column(
            key="tables",
            title=N_("Kind of record"),
            value=lambda row: ", ".join(record_words(one) for one in row.tables),
            width=150,
            stretch=2,
        ),
        Column(key="changes", title=N_("Changes"), kind=Kind.INTEGER),
    ),
    empty=Empty(
        title=N_("Nothing has happened yet"),
        body=N_("Every operation leaves an entry here: who, when, what, old and new."),
        icon="history",
    ),
    search_hint=N_("Person, operation or record"),
)
