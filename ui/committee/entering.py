"""Entering what members scored without the program: a filled workbook, or a grid on paper."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, cast

from iris_grants.applications.queries import application_by_number
from iris_grants.calls.grid import GridItem, GridSection
from iris_grants.calls.terms import CallTerms
from iris_grants.kernel.problems import Problem, Where
from iris_grants.scoring.assessed import Recusal
from iris_grants.scoring.commands.assessing import Filled, Given
from iris_grants.scoring.entering import EnteredReturn, enter_paper, enter_sheet
from iris_grants.scoring.package import Package
from iris_grants.scoring.queries.packages import PackageRow, package_of
from iris_grants.scoring.rules.scores import ScoreState
from iris_grants.wording import _, current_language, label
from iris_grants.wording.formats import today
from ui.committee.forms import TIE_KINDS
from ui.committee.merge_dialog import show_entered
from ui.forms.fields import Choice, Field, FieldKind, FormSpec, Values
from ui.forms.work import work_act
from ui.shell.act import Act

if TYPE_CHECKING:
    from iris_grants.kernel.operations import Desk
    from iris_grants.kernel.storage import Session

EXCEL = "Excel (*.xlsx)"
SCANS = "PDF (*.pdf);;(*.png *.jpg *.jpeg *.tif *.tiff)"
ABSENT = "na"


def sheet_act(call_id: str, blocked: str = "") -> Act:
    """Taking over a score sheet that came back without the program."""
    return work_act(
        _("Enter a filled sheet…"),
        sheet_form,
        lambda desk, values, progress: enter_filled_sheet(desk, call_id, values),
        on_done=show_entered,
        icon="sheet",
        blocked=blocked,
    )


def package_acts(session: Session, row: PackageRow) -> tuple[Act, ...]:
    """What can be entered of a package whose assessor works without the program."""
    package = package_of(session, row.id)
    terms = package.call_terms()
    return (
        sheet_act(package.call_id),
        work_act(
            _("Enter a paper grid…"),
            lambda: paper_form(package, terms),
            lambda desk, values, progress: enter_paper_grid(desk, package, terms, values),
            on_done=show_entered,
            icon="file-pen",
        ),
    )


def sheet_form() -> FormSpec:
    """Which workbook came, and when."""
    return FormSpec(
        title=_("Enter a filled score sheet"),
        intro=_(
            "A sheet from a kit or a package, filled in without the program. It says itself "
            "whose it is; the workbook is kept. Applications of which nothing is filled in can "
            "follow later."
        ),
        save=_("Enter the scores"),
        fields=(
            Field(
                name="path",
                label=_("Filled score sheet"),
                kind=FieldKind.FILE,
                required=True,
                pattern=EXCEL,
            ),
            _day_field(),
            _incomplete_field(),
        ),
    )


def paper_form(package: Package, terms: CallTerms) -> FormSpec:
    """The grid of one application as it stands on paper, with its scan."""
    fields = _paper_fields(package)
    for section in terms.grid.sections:
        fields += _section_fields(section)
    fields += [
        Field(
            name="whole",
            label=_("Comment on the whole application"),
            kind=FieldKind.LONG_TEXT,
            group=_("The whole"),
        ),
        _incomplete_field(),
        *_recusal_fields(),
    ]
    return FormSpec(
        title=_("Enter the paper grid of {name}").format(name=package.assessor.name),
        intro=_(
            "Type what stands on the paper, nothing else. It merges by the same rules as a "
            "signed file, and its way of arrival stands in the report."
        ),
        save=_("Enter the scores"),
        fields=tuple(fields),
        check=check_paper,
        wide=True,
    )


def _paper_fields(package: Package) -> list[Field]:
    """Which application, the scan, and its day."""
    return [
        Field(
            name="application",
            label=_("Application"),
            kind=FieldKind.CHOICE,
            required=True,
            choices=tuple(
                Choice(value=one.number, label=f"{one.number} · {one.applicant}")
                for one in package.applications
            ),
        ),
        Field(
            name="scan",
            label=_("Scan of the paper"),
            kind=FieldKind.FILE,
            required=True,
            pattern=SCANS,
        ),
        _day_field(),
    ]


def check_paper(values: Values) -> tuple[Problem, ...]:
    """Where somebody stepped aside, both the tie and its reason stand on the paper."""
    if bool(values["kind"]) == bool(values["reason"]):
        return ()
    missing = "reason" if values["kind"] else "kind"
    return (Problem(code="scoring.recusal_half", where=Where(key=missing)),)


def enter_filled_sheet(desk: Desk, call_id: str, values: Values) -> EnteredReturn:
    """Take the chosen workbook over."""
    return enter_sheet(
        desk,
        Path(str(values["path"])),
        on=cast("date", values["on"]),
        incomplete=bool(values["incomplete"]),
        call_id=call_id,
    )


def enter_paper_grid(
    desk: Desk, package: Package, terms: CallTerms, values: Values
) -> EnteredReturn:
    """Enter what was typed from the paper."""
    with desk.read() as session:
        application = application_by_number(session, package.call_id, str(values["application"]))
    recusal = None
    if values["kind"]:
        recusal = Recusal(kind=str(values["kind"]), reason=str(values["reason"]))
    return enter_paper(
        desk,
        member_id=package.assessor.member_id,
        application_id=application.id,
        scan=Path(str(values["scan"])),
        on=cast("date", values["on"]),
        filled=filled_of(terms, values) if recusal is None else None,
        recusal=recusal,
        incomplete=bool(values["incomplete"]),
    )


def filled_of(terms: CallTerms, values: Values) -> Filled:
    """The grid that was typed: scores and comments by criterion, comments by section."""
    scores = {}
    for item in terms.grid.items():
        text, comment = values[field_name("score", item.code)], _typed(values, "comment", item.code)
        if text is None:
            if comment:
                scores[item.code] = Given(state=ScoreState.MISSING, comment=comment)
        elif text == ABSENT:
            scores[item.code] = Given(state=ScoreState.NA, comment=comment)
        else:
            score = Decimal(str(text))
            scores[item.code] = Given(state=ScoreState.VALUE, score=score, comment=comment)
    sections = {one.code: _typed(values, "section", one.code) for one in terms.grid.sections}
    return Filled(scores=scores, sections=sections, comment=str(values["whole"] or ""))


def field_name(kind: str, code: str) -> str:
    """The name of a field of the grid: `score`, `comment` or `section` with its code."""
    return f"{kind}_{code.replace('.', '_')}"


def _typed(values: Values, kind: str, code: str) -> str:
    return str(values[field_name(kind, code)] or "")


def _section_fields(section: GridSection) -> list[Field]:
    group = f"{section.code} {section.title.of(current_language())}"
    fields: list[Field] = []
    for item in section.items:
        fields += _item_fields(item, group)
    fields.append(
        Field(
            name=field_name("section", section.code),
            label=_("Comment on section {code}").format(code=section.code),
            kind=FieldKind.LONG_TEXT,
            group=group,
        )
    )
    return fields


def _item_fields(item: GridItem, group: str) -> tuple[Field, Field]:
    choices = [Choice(value=f"{score:f}", label=f"{score:f}") for score in item.scale()]
    if item.allow_na:
        choices.append(Choice(value=ABSENT, label=label("state.score.na")))
    return (
        Field(
            name=field_name("score", item.code),
            label=f"{item.code} {item.title.of(current_language())}",
            kind=FieldKind.CHOICE,
            choices=tuple(choices),
            group=group,
        ),
        Field(
            name=field_name("comment", item.code),
            label=_("Comment on {code}").format(code=item.code),
            group=group,
        ),
    )


def _recusal_fields() -> tuple[Field, Field]:
    group = _("If the assessor stepped aside")
    return (
        Field(
            name="kind",
            label=_("Tie"),
            kind=FieldKind.CHOICE,
            choices=tuple(
                Choice(value=kind, label=label(f"scoring.tie.{kind}")) for kind in TIE_KINDS
            ),
            group=group,
            help=_("Then the scores above are left out."),
        ),
        Field(name="reason", label=_("Reason"), kind=FieldKind.LONG_TEXT, group=group),
    )


def _day_field() -> Field:
    return Field(
        name="on",
        label=_("Signed or sent on"),
        kind=FieldKind.DATE,
        required=True,
        initial=today(),
    )


def _incomplete_field() -> Field:
    return Field(
        name="incomplete",
        label=_("Enter it although something is missing"),
        kind=FieldKind.CHECK,
    )
