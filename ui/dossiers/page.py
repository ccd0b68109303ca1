"""The dossiers page: what can be handed out, what was, and verifying what one receives."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from iris_grants.documents.filing import file_document
from iris_grants.dossiers.export import GATHER, Exported, export_dossier
from iris_grants.dossiers.pieces import Contents
from iris_grants.dossiers.programme_sheets import subject_facts
from iris_grants.dossiers.redaction import NOTHING_HIDDEN
from iris_grants.dossiers.sections import Section
from iris_grants.dossiers.subjects import (
    DossierRow,
    all_subjects,
    list_dossiers,
    office_fingerprints,
)
from iris_grants.dossiers.verify import Verdict, verify_dossiers
from iris_grants.kernel.clock import system_clock
from iris_grants.kernel.problems import Refused
from iris_grants.opendata.export import OpenFormat, write_open_data
from iris_grants.opendata.published import open_data
from iris_grants.wording import N_, _, label, ngettext, sentence
from iris_grants.wording.formats import moment
from ui.dossiers import forms
from ui.dossiers.result import show_exported, show_verdicts
from ui.forms.acts import form_act
from ui.forms.fields import Values
from ui.forms.work import work_act
from ui.shell.act import Act
from ui.shell.context import Context
from ui.shell.tokens import Meaning
from ui.tables.columns import Chip, Column, Kind
from ui.tables.detail import Detail, Pair, Pairs, Tab, Words, sub_table
from ui.tables.listpage import ListPage
from ui.tables.spec import Filter, Head, ListSpec
from ui.tables.states import Empty

if TYPE_CHECKING:
    from iris_grants.kernel.operations import Desk
    from iris_grants.kernel.progress import Progress
    from iris_grants.kernel.storage import Session

Verified = tuple[tuple[Verdict, ...], frozenset[str]]
"""Verdicts, and the fingerprints of the office's own keys."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectRow:
    """Something there is a dossier of, with the last one that was handed out."""

    kind: str
    number: str
    last: DossierRow | None
    name: str = ""

    @property
    def key(self) -> str:
        """Kind and number."""
        return f"{self.kind}:{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionRow:
    """A section with the number of its files."""

    number: int
    title: str
    files: int
    state: Chip


class DossiersPage(ListPage[SubjectRow]):
    """The list; a dossier dropped on it is verified."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, SPEC)
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.take_dropped(tuple(Path(one.toLocalFile()) for one in event.mimeData().urls()))
        event.acceptProposedAction()

    def take_dropped(self, paths: tuple[Path, ...]) -> None:
        """Verify what was dropped."""
        verify(self.context, paths, self)


def build(context: Context) -> DossiersPage:
    """The page."""
    return DossiersPage(context)


def kind_words(kind: str) -> str:
    """What a dossier is of."""
    return label(f"subject.{kind}")


def verify(context: Context, paths: tuple[Path, ...], owner: QWidget) -> None:
    """Verify dossiers, or folders of them, and say one verdict."""
    context.desk.work(
        lambda desk, progress: _verified(desk, paths, progress),
        lambda found: _tell(context, found),
        owner=owner,
        title=_("Verifying {name}").format(name=", ".join(path.name for path in paths)),
    )


def _verified(desk: Desk, paths: tuple[Path, ...], progress: Progress) -> Verified:
    with desk.read() as session:
        own = office_fingerprints(session)
    return tuple(one for path in paths for one in verify_dossiers(path, progress)), own


def _tell(context: Context, found: Verified) -> None:
    verdicts, own = found
    show_verdicts(context, verdicts, own)


def _load(session: Session) -> tuple[SubjectRow, ...]:
    last: dict[str, DossierRow] = {}
    for row in reversed(list_dossiers(session)):
        last[f"{row.subject_kind}:{row.number}"] = row
    facts = subject_facts(session)
    return tuple(
        SubjectRow(
            kind=kind,
            number=number,
            last=last.get(f"{kind}:{number}"),
            name=facts[kind, number].name if (kind, number) in facts else "",
        )
        for kind, number in all_subjects(session)
    )


def _head(session: Session, rows: tuple[SubjectRow, ...]) -> Head:
    out = sum(1 for row in rows if row.last is not None)
    return Head(
        line=_("{out} of {all} handed out").format(out=out, all=len(rows)),
        primary=work_act(
            _("Export all…"),
            lambda: forms.export_form(_("Dossiers of everything")),
            lambda desk, values, progress: tuple(
                _export(desk, row, values, progress) for row in rows
            ),
            on_done=lambda context, done: context.feedback.inform(
                ngettext("{n} dossier is written.", "{n} dossiers are written.", len(done)).format(
                    n=len(done)
                )
            ),
            icon="download",
            blocked="" if rows else _("There is nothing to hand out yet."),
        ),
        secondary=(
            work_act(
                _("Verify…"),
                forms.verify_form,
                lambda desk, values, progress: _verified(
                    desk, (Path(str(values["path"])),), progress
                ),
                on_done=_tell,
                icon="shield-check",
            ),
            _open_data_act(session),
        ),
    )


def _open_data_act(session: Session) -> Act:
    """Writing open data; blocked with the reason while there is nothing to publish."""
    try:
        open_data(session)
        blocked = ""
    except Refused as refused:
        blocked = "\n".join(sentence(problem) for problem in refused.problems)
    return work_act(
        _("Open data…"),
        forms.open_data_form,
        _write_open_data,
        on_done=lambda context, count: context.feedback.inform(
            ngettext(
                "The open data of {n} grant are written.",
                "The open data of {n} grants are written.",
                count,
            ).format(n=count)
        ),
        icon="external-link",
        blocked=blocked,
    )


def _write_open_data(desk: Desk, values: Values, progress: Progress) -> int:
    publisher = values["publisher_id"]
    with desk.read() as session:
        return write_open_data(
            session,
            OpenFormat(str(values["format"])),
            Path(str(values["out"])),
            None if publisher is None else str(publisher),
        )


def _detail(session: Session, row: SubjectRow) -> Detail:
    contents = GATHER[row.kind](session, row.number, system_clock(), NOTHING_HIDDEN)
    return Detail(
        title=row.number,
        line=f"{kind_words(row.kind)} · {contents.title}",
        chip=_completeness(contents),
        acts=_acts(row, contents),
        tabs=(
            Tab(
                title=_("Completeness"),
                parts=(
                    Words(title=_("Still missing"), text=_missing(contents)),
                    sub_table(
                        SECTIONS,
                        _sections(contents),
                        lambda one: str(one.number),
                        title=_("Sections"),
                    ),
                ),
            ),
            Tab(title=_("Facts"), parts=(_facts(contents), _last(row))),
        ),
    )


def _acts(row: SubjectRow, contents: Contents) -> tuple[Act, ...]:
    """Handing the dossier out; the programme itself also takes papers."""
    export = work_act(
        _("Export…"),
        lambda: forms.export_form(
            _("Dossier of {number}").format(number=row.number), contents.sections
        ),
        lambda desk, values, progress: _export(desk, row, values, progress, contents.sections),
        on_done=_exported,
        icon="download",
    )
    if row.kind != "programme":
        return (export,)
    file = form_act(
        _("Add a document…"),
        forms.paper_form,
        file_document,
        fixed={"subject_kind": "programme", "subject_id": contents.subject_id},
        icon="paperclip",
    )
    return (export, file)


def _completeness(contents: Contents) -> Chip:
    if contents.missing or contents.lacking:
        return Chip(word=_("something is missing"), meaning=Meaning.ATTENTION)
    return Chip(word=_("nothing is missing"), meaning=Meaning.GOOD)


def _missing(contents: Contents) -> str:
    names = [f"{one.number} {label(f'section.{one.code}')}" for one in contents.missing]
    lines = [f"• {one}" for one in (*names, *contents.lacking)]
    return "\n".join(lines) or _("All mandatory sections are filled.")


def _sections(contents: Contents) -> tuple[SectionRow, ...]:
    """The sections in their order, those that are missing first."""
    missing = {section.code for section in contents.missing}
    rows = []
    for section in contents.sections:
        files = sum(1 for piece in contents.pieces if piece.section == section.code)
        if section.code == "cover":
            files, state = 2, Chip(word=_("written on export"), meaning=Meaning.NEUTRAL)
        elif section.code in missing:
            state = Chip(word=_("missing"), meaning=Meaning.BAD)
        elif files:
            state = Chip(word=_("filled"), meaning=Meaning.GOOD)
        else:
            state = Chip(word=_("nothing to file"), meaning=Meaning.NEUTRAL)
        title = label(f"section.{section.code}")
        rows.append(SectionRow(number=section.number, title=title, files=files, state=state))
    return tuple(sorted(rows, key=lambda one: one.state.meaning is not Meaning.BAD))


def _facts(contents: Contents) -> Pairs:
    return Pairs(pairs=tuple(Pair(label=name, value=value) for name, value in contents.facts))


def _last(row: SubjectRow) -> Pairs:
    if row.last is None:
        return Pairs(title=_("Last export"), pairs=(Pair(label=_("Exported at"), value="–"),))
    return Pairs(
        title=_("Last export"),
        pairs=(
            Pair(label=_("Exported at"), value=moment(row.last.exported_at)),
            Pair(label=_("Folder"), value=row.last.folder),
            Pair(label=_("Manifest (SHA-256)"), value=row.last.manifest_sha256),
            *_chosen(row.last),
        ),
    )


def _chosen(last: DossierRow) -> tuple[Pair, ...]:
    """What was chosen and left out of the last one; nothing where it was whole."""
    pairs = []
    if last.sections:
        names = ", ".join(label(f"section.{code}") for code in last.sections)
        pairs.append(Pair(label=_("Chosen sections"), value=names))
    if last.redaction:
        names = ", ".join(label(f"redaction.{code}") for code in last.redaction)
        pairs.append(Pair(label=_("Left out"), value=names))
    return tuple(pairs)


def _export(
    desk: Desk,
    row: SubjectRow,
    values: Values,
    progress: Progress,
    sections: tuple[Section, ...] = (),
) -> Exported:
    return export_dossier(
        desk,
        subject_kind=row.kind,
        number=row.number,
        out=Path(str(values["out"])),
        language=str(values["language"]),
        zipped=bool(values["zipped"]),
        choice=forms.choice_of(values, sections),
        progress=progress,
    )


def _exported(context: Context, done: Exported) -> None:
    show_exported(context, done, lambda: verify(context, (done.path,), context.window))


SECTIONS: tuple[Column[SectionRow], ...] = (
    Column(key="number", title=N_("No."), kind=Kind.INTEGER, width=56),
    Column(key="title", title=N_("Section"), stretch=2),
    Column(key="files", title=N_("Files"), kind=Kind.INTEGER, width=90),
    Column(key="state", title=N_("State"), kind=Kind.CHIP, width=160),
)

SPEC: ListSpec[SubjectRow] = ListSpec(
    key="dossiers",
    title=N_("Dossiers"),
    topics=frozenset({"dossiers", "grants", "cases", "calls", "results", "programme"}),
    load=_load,
    row_key=lambda row: row.key,
    columns=(
        Column(key="kind", title=N_("Dossier of"), value=lambda row: kind_words(row.kind)),
        Column(key="number", title=N_("Number"), width=140),
        Column(key="name", title=N_("Name"), width=220, stretch=2),
        Column(
            key="exported_at",
            title=N_("Handed out at"),
            kind=Kind.MOMENT,
            value=lambda row: row.last.exported_at if row.last else None,
        ),
        Column(
            key="files",
            title=N_("Files"),
            kind=Kind.INTEGER,
            value=lambda row: row.last.files if row.last else None,
        ),
    ),
    empty=Empty(
        title=N_("Nothing to hand out yet"),
        body=N_(
            "The complete, verifiable file of every grant, licensing case, call and programme."
        ),
        first=N_("First publish a call, or open a licensing case."),
        icon="folder-archive",
    ),
    head=_head,
    detail=_detail,
    filters=(
        Filter(key="grant", title=N_("Grants"), keeps=lambda row: row.kind == "grant"),
        Filter(key="case", title=N_("Licensing cases"), keeps=lambda row: row.kind == "case"),
        Filter(key="call", title=N_("Calls"), keeps=lambda row: row.kind == "call"),
        Filter(key="programme", title=N_("Programme"), keeps=lambda row: row.kind == "programme"),
    ),
    search_hint=N_("Number, name"),
)
