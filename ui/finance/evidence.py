"""The documents of a cost beside its row: filed by a form or by dropping them, read in place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from iris_grants.finance.evidence import (
    KINDS,
    CostDocumentRow,
    attach_evidence,
    detach_evidence,
    share_evidence,
)
from iris_grants.finance.queries import ExpenditureRow
from iris_grants.finance.rules.evidence import AnyOf
from iris_grants.kernel.progress import Progress
from iris_grants.wording import _, label, ngettext
from ui.forms.acts import command_act, form_act
from ui.forms.fields import Choice, Field, FieldKind, FormSpec, Values
from ui.forms.work import open_work, work_act
from ui.preview.filepreview import FilePreview
from ui.shell.act import Act, ActButton
from ui.shell.context import Context
from ui.shell.controls import column, paragraph
from ui.shell.flow import FlowLayout
from ui.shell.page import clear_layout
from ui.shell.theme import tokens
from ui.tables.detail import Drawn, FileItem, Tab
from ui.tables.files import FileRow

if TYPE_CHECKING:
    from iris_grants.kernel.operations import Desk

PREVIEW_HEIGHT = 430


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What proves a cost and what is missing; `others` are the other costs of the grant."""

    cost: ExpenditureRow
    documents: tuple[CostDocumentRow, ...]
    missing: tuple[AnyOf, ...]
    others: tuple[Choice, ...]
    locked: str


def evidence_tab(found: Evidence) -> Tab:
    """The tab with the documents of a cost; files can be dropped on it."""
    add = work_act(
        _("Add documents…"),
        lambda: files_form(found),
        partial(attach_files, found.cost.id),
        on_done=say_attached,
        icon="paperclip",
    )
    return Tab(
        title=_("Documents"),
        count=len(found.documents),
        acts=(add,),
        parts=(Drawn(make=lambda context: EvidencePanel(context, found)),),
    )


def files_form(found: Evidence, dropped: tuple[Path, ...] = ()) -> FormSpec:
    """Which kind of proof files are; those that were dropped are not asked for again."""
    files = Field(name="paths", label=_("Files"), kind=FieldKind.FILES, required=True)
    return FormSpec(
        title=_("Supporting documents of cost {number}").format(number=found.cost.number),
        save=_("File them"),
        intro=", ".join(path.name for path in dropped),
        fields=(
            Field(
                name="kind",
                label=_("Kind"),
                kind=FieldKind.CHOICE,
                required=True,
                initial=found.missing[0][0] if found.missing else None,
                choices=tuple(Choice(value=k, label=label(f"evidence.{k}")) for k in KINDS),
            ),
            *(() if dropped else (files,)),
        ),
    )


def attach_files(
    expenditure_id: str,
    desk: Desk,
    values: Values,
    progress: Progress,
    dropped: tuple[Path, ...] = (),
) -> int:
    """File every chosen document as proof of a cost; how many they are."""
    chosen = values.get("paths")
    paths = dropped or (chosen if isinstance(chosen, tuple) else ())
    for path in paths:
        desk.run(
            attach_evidence, expenditure_id=expenditure_id, kind=str(values["kind"]), path=path
        )
    return len(paths)


def say_attached(context: Context, count: int) -> None:
    """Say how many documents were filed."""
    words = ngettext("{n} document is filed.", "{n} documents are filed.", count)
    context.feedback.inform(words.format(n=count))


class EvidencePanel(QWidget):
    """One document at a time, with what it is; what is dropped is filed after its kind is said."""

    def __init__(self, context: Context, found: Evidence, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._found = context, found
        self.setAcceptDrops(context.desk.may(attach_evidence))
        layout = column(self, spacing=8)
        if found.missing:
            words = "\n".join(
                " / ".join(label(f"evidence.{kind}") for kind in group) for group in found.missing
            )
            layout.addWidget(paragraph(_("Still missing:") + "\n" + words))
        self.choice = QComboBox()
        self.choice.setAccessibleName(_("Document"))
        self.choice.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        for one in found.documents:
            self.choice.addItem(f"{label(f'evidence.{one.kind}')} · {one.name}")
        layout.addWidget(self.choice)
        self._line: QVBoxLayout = QVBoxLayout()
        layout.addLayout(self._line)
        self.preview = FilePreview(context.desk)
        self.preview.setFixedHeight(tokens().px(PREVIEW_HEIGHT))
        layout.addWidget(self.preview)
        self._steps: QVBoxLayout = QVBoxLayout()
        layout.addLayout(self._steps)
        if self.acceptDrops():
            layout.addWidget(paragraph(_("Files can also be dropped here."), "muted"))
        self.choice.currentIndexChanged.connect(self._show)
        if found.documents:
            self._show(0)
        else:
            self.choice.hide()
            self.preview.hide()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        urls = event.mimeData().urls()
        self.take_dropped(tuple(Path(url.toLocalFile()) for url in urls if url.isLocalFile()))
        event.acceptProposedAction()

    def take_dropped(self, paths: tuple[Path, ...]) -> None:
        """Ask which kind of proof the files are, and file them."""
        if not paths:
            return
        identity = self._found.cost.id
        open_work(
            self._context,
            self,
            files_form(self._found, paths),
            lambda desk, values, progress: attach_files(identity, desk, values, progress, paths),
            lambda count: say_attached(self._context, count),
        )

    def _show(self, place: int) -> None:
        one = self._found.documents[place]
        clear_layout(self._line)
        clear_layout(self._steps)
        item = FileItem(name=one.name, sha256=one.sha256, size=one.size)
        self._line.addWidget(FileRow(item, self._context))
        acts = QWidget()
        flow = FlowLayout(acts)
        for act in _acts(one, self._found):
            flow.addWidget(ActButton(act, self._context))
        self._steps.addWidget(acts)
        self.preview.show_file(one.name, one.media_type, one.sha256)


def _acts(one: CostDocumentRow, found: Evidence) -> tuple[Act, ...]:
    return (
        form_act(
            _("Proves another cost too…"),
            lambda: _share_form(found.others),
            share_evidence,
            fixed={"cost_document_id": one.id},
            blocked="" if found.others else _("The grant has no other cost."),
        ),
        command_act(
            _("Take off this cost"),
            detach_evidence,
            {"cost_document_id": one.id},
            question=_("The document stays with the grant, but no longer proves this cost."),
            blocked=found.locked,
        ),
    )


def _share_form(others: tuple[Choice, ...]) -> FormSpec:
    return FormSpec(
        title=_("Proves another cost too"),
        save=_("Bind the document"),
        fields=(
            Field(
                name="expenditure_id",
                label=_("Cost"),
                kind=FieldKind.CHOICE,
                required=True,
                choices=others,
            ),
        ),
    )
