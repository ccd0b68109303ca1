"""The left half: what the applicant wrote, in tabs, with the attachments as they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from iris_grants.applications.answer_words import answer_label, answer_text, partner_number
from iris_grants.applications.queries import AnswerRow, ApplicationDetail, application_detail
from iris_grants.calls.terms import CallTerms
from iris_grants.documents.attachments import DocumentRow
from iris_grants.kernel.money import Money
from iris_grants.wording import _, label
from iris_grants.wording.formats import money
from ui.applications.details import budget_tab, kind_words
from ui.assessor.attachments import AttachmentsPanel
from ui.shell.context import Context
from ui.shell.controls import column, paragraph
from ui.shell.page import clear_layout
from ui.tables.detail import History, Pair, Pairs, Part, Words
from ui.tables.parts import part_title, part_widget

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

SUMMARY, BUDGET, PARTNERS, ATTACHMENTS = range(4)
TITLE_GAP = 10
SPACE = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An application in words: the parts of each tab, and its files with what they are."""

    summary: tuple[Part, ...]
    budget: tuple[Part, ...]
    partners: tuple[Part, ...]
    files: tuple[tuple[str, DocumentRow], ...]


def read_shown(session: Session, application_id: str, terms: CallTerms) -> Shown:
    """Everything that the tabs of an application show."""
    detail = application_detail(session, application_id, today=None)
    return Shown(
        summary=_summary(detail),
        budget=budget_tab(detail, terms).parts,
        partners=_partners(detail.answers),
        files=tuple((kind_words(one, terms), one) for one in detail.documents),
    )


def _summary(detail: ApplicationDetail) -> tuple[Part, ...]:
    row = detail.row
    facts = [
        Pair(label=_("Applicant"), value=row.organisation),
        Pair(label=_("Country"), value=f"{label(f'country.{row.country}')}, {row.city}"),
        Pair(label=_("Requested"), value=_sum(row.requested)),
        Pair(label=_("Total costs"), value=_sum(row.total)),
        Pair(label=_("Duration in months"), value=str(row.months)),
    ]
    parts: list[Part] = [Pairs(pairs=tuple(facts))]
    parts += [
        Words(title=answer_label(one), text=one.text)
        for one in detail.answers
        if one.key.startswith("answer.")
    ]
    for group in ("applicant", "project"):
        pairs = tuple(_pair(one) for one in detail.answers if one.key.startswith(f"{group}."))
        if pairs:
            parts.append(Pairs(title=label(f"form.sheet.{group}"), pairs=pairs))
    return tuple(parts)


def _partners(answers: Iterable[AnswerRow]) -> tuple[Part, ...]:
    grouped: dict[str, list[Pair]] = {}
    for one in answers:
        if number := partner_number(one):
            words = answer_label(one).removeprefix(f"{number} · ")
            grouped.setdefault(number, []).append(Pair(label=words, value=answer_text(one)))
    if not grouped:
        return (Words(text=_("The applicant names no partners.")),)
    return tuple(
        Pairs(title=_("Partner {number}").format(number=number), pairs=tuple(pairs))
        for number, pairs in grouped.items()
    )


def _pair(answer: AnswerRow) -> Pair:
    return Pair(label=answer_label(answer), value=answer_text(answer))


def _sum(amount: Money) -> str:
    return money(amount).replace(" ", SPACE)


class PartsPanel(QScrollArea):
    """Parts of a detail one below the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        self._parts: QVBoxLayout = column(inner, 12, 16)
        self.setWidget(inner)

    def show_parts(self, parts: tuple[Part, ...], context: Context) -> None:
        """Show other parts, from the top."""
        clear_layout(self._parts)
        for part in parts:
            title = part_title(part)
            if title:
                self._parts.addWidget(paragraph(title, "heading"))
                self._parts.addSpacing(-TITLE_GAP)
            untitled = part if isinstance(part, History) else replace(part, title="")
            self._parts.addWidget(part_widget(untitled, context))
        self._parts.addStretch(1)
        self.verticalScrollBar().setValue(0)


class ApplicationPanel(QTabWidget):
    """Summary, budget, partners and attachments; each application keeps its open tab."""

    def __init__(self, context: Context, terms: CallTerms, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._terms = terms
        self._application = ""
        self._filled = ""
        self._tabs: dict[str, int] = {}
        self.setDocumentMode(True)
        self.setAccessibleName(_("The application"))
        self.summary, self.budget, self.partners = PartsPanel(), PartsPanel(), PartsPanel()
        self.attachments = AttachmentsPanel(context)
        self.addTab(self.summary, _("Summary"))
        self.addTab(self.budget, _("Budget"))
        self.addTab(self.partners, _("Partners"))
        self.addTab(self.attachments, _("Attachments"))
        self.currentChanged.connect(self._on_current_changed)

    def show_application(self, application_id: str) -> None:
        """Read and show another application, at the place where it was left."""
        self._application = application_id
        terms = self._terms
        self._context.desk.read(
            lambda session: (application_id, read_shown(session, application_id, terms)),
            self._on_read,
            owner=self,
        )

    def is_shown(self, application_id: str) -> bool:
        """Whether this application is asked for and its tabs are filled."""
        return self._application == application_id and self._filled == application_id

    def _on_read(self, found: tuple[str, Shown]) -> None:
        application_id, shown = found
        if application_id != self._application:
            return
        self._filled = application_id
        self.summary.show_parts(shown.summary, self._context)
        self.budget.show_parts(shown.budget, self._context)
        self.partners.show_parts(shown.partners, self._context)
        self.attachments.show_files(application_id, shown.files)
        words = _("Attachments")
        self.setTabText(ATTACHMENTS, f"{words} ({len(shown.files)})" if shown.files else words)
        self.setCurrentIndex(self._tabs.get(application_id, SUMMARY))

    def _on_current_changed(self, place: int) -> None:
        if self._application and self._filled == self._application:
            self._tabs[self._application] = place
