"""How calls and what they say look in tables."""

from __future__ import annotations

from dataclasses import dataclass

from iris_grants.calls.queries import CallRow
from iris_grants.calls.rules import ELEMENTS
from iris_grants.calls.terms import AttachmentRule, CallTerms, CheckQuestion, Listed
from iris_grants.wording import N_, _, current_language, label
from iris_grants.wording.formats import moment
from ui.shell.tokens import Meaning
from ui.tables.columns import Chip, Column, Kind, chip

STATES = {"draft": Meaning.ATTENTION, "published": Meaning.GOOD, "closed": Meaning.NEUTRAL}

CALLS: tuple[Column[CallRow], ...] = (
    Column(key="number", title=N_("Call"), width=104),
    Column(
        key="title",
        title=N_("Title"),
        value=lambda row: row.title.of(current_language()),
        width=150,
        stretch=3,
    ),
    Column(
        key="state",
        title=N_("State"),
        kind=Kind.CHIP,
        value=lambda row: chip(row.state, STATES, "state.call."),
        width=110,
    ),
    Column(
        key="deadline_at",
        title=N_("Open until"),
        value=lambda row: moment(row.deadline_at, row.deadline_zone),
        sorted_as=lambda row: row.deadline_at,
        width=142,
    ),
    Column(key="envelope", title=N_("Envelope"), kind=Kind.MONEY, width=128),
    Column(key="min_amount", title=N_("Smallest amount"), kind=Kind.MONEY, width=130, hidden=True),
    Column(key="max_amount", title=N_("Largest amount"), kind=Kind.MONEY, width=130, hidden=True),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementRow:
    """One of the seven elements that a call must specify."""

    code: str
    missing: bool

    @property
    def state(self) -> Chip:
        """Whether it is there."""
        if self.missing:
            return Chip(word=_("missing"), meaning=Meaning.BAD)
        return Chip(word=_("there"), meaning=Meaning.GOOD)


def element_rows(missing: tuple[str, ...]) -> tuple[ElementRow, ...]:
    """The seven elements in their order."""
    return tuple(ElementRow(code=code, missing=code in missing) for code in ELEMENTS)


ELEMENT_COLUMNS: tuple[Column[ElementRow], ...] = (
    Column(
        key="code",
        title=N_("Element"),
        value=lambda row: label(f"calls.element.{row.code}"),
        width=160,
        stretch=3,
        tooltip=lambda row: label(f"calls.element.{row.code}"),
    ),
    Column(key="state", title=N_("State"), kind=Kind.CHIP, width=100),
)

CHECKLIST: tuple[Column[CheckQuestion], ...] = (
    Column(key="code", title=N_("No."), width=58),
    Column(
        key="title",
        title=N_("Question"),
        value=lambda row: row.title.of(current_language()),
        width=140,
        stretch=3,
        tooltip=lambda row: _question_tooltip(row),
    ),
    Column(
        key="hard",
        title=N_("A no"),
        value=lambda row: _("dismisses") if row.hard else _("is weighed"),
        width=92,
    ),
    Column(key="automatic", title=N_("Program answers"), kind=Kind.YES, width=120, hidden=True),
)

HEADINGS: tuple[Column[Listed], ...] = (
    Column(key="code", title=N_("No."), width=52),
    Column(
        key="title",
        title=N_("Budget heading"),
        value=lambda row: row.title.of(current_language()),
        width=160,
        stretch=3,
    ),
)

ATTACHMENTS: tuple[Column[AttachmentRule], ...] = (
    Column(
        key="title",
        title=N_("Attachment"),
        value=lambda row: row.title.of(current_language()),
        width=160,
        stretch=3,
        tooltip=lambda row: row.title.of(current_language()),
    ),
    Column(key="required", title=N_("Required"), kind=Kind.YES, width=88),
)


def _question_tooltip(row: CheckQuestion) -> str:
    language = current_language()
    lines = [row.title.of(language), label(f"calls.check.{row.kind}")]
    if row.evidence is not None:
        lines.append(_("Evidence: {evidence}").format(evidence=row.evidence.of(language)))
    if row.automatic:
        lines.append(_("The program answers it from the form; a person confirms."))
    return "\n".join(lines)


def activities(terms: CallTerms) -> str:
    """The closed list of activities, one a line."""
    return "\n".join(f"• {one.title.of(current_language())}" for one in terms.activities)
