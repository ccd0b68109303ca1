"""Applications on paper: typed beside the scan, planned like a form, entered after the plan."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from PySide6.QtWidgets import QWidget

from iris_grants.applications.commands import enter_paper
from iris_grants.applications.paper import LANGUAGE, plan_paper
from iris_grants.applications.plan import ImportPlan
from iris_grants.calls.form_layout import layout_of
from iris_grants.calls.queries import CallRow
from iris_grants.calls.terms import CallTerms
from iris_grants.kernel.money import Money
from iris_grants.kernel.problems import Problem, Refused, Where, errors_of
from iris_grants.kernel.progress import Progress
from iris_grants.wording import _
from ui.applications.intake import offer_plan
from ui.applications.paper_form import (
    ATTACHMENT,
    BUDGET,
    OTHERS,
    PARTNERS,
    field_name,
    paper_form,
)
from ui.feedback.faults import Explained
from ui.forms.dialog import FormDialog
from ui.forms.drafts import place_of
from ui.forms.fields import Values
from ui.shell.context import Context

if TYPE_CHECKING:
    from iris_grants.kernel.operations import Desk

OPERATION = "applications.enter_paper"
BUDGET_PARTS = ("description", "unit", "units", "unit_value")
FIELD_OF: Mapping[str, str] = {
    "applications.late": "received_at",
    "applications.declaration_incomplete": "declaration__truthful",
    "applications.declaration_unsigned": "declaration__signatory",
    "applications.mandate_missing": PARTNERS,
    "applications.budget_empty": BUDGET,
    "applications.line_incomplete": BUDGET,
    "applications.budget_unbalanced": "funding__requested",
    "applications.amount_outside": "funding__requested",
    "applications.rate_too_high": "funding__requested",
    "applications.share_too_high": "budget__indirect__percent",
    "applications.duration_outside": "project__duration_months",
    "applications.lot_missing": "project__lot",
    "applications.registered_too_short": "applicant__registered_on",
    "applications.country_outside": "applicant__country",
    "applications.attachment_missing": OTHERS,
    "applications.known_as": "applicant__name",
    "applications.resembles": "applicant__name",
    "applications.repeats": "applicant__name",
    "applications.partner_of_action": "applicant__name",
    "applications.too_many_as_lead": "applicant__name",
    "applications.too_many_as_partner": PARTNERS,
}
"""Which field of the form a finding about the whole application leads to."""


class Paper(TypedDict):
    """What the command takes of the form."""

    scan: Path
    received_at: datetime
    values: dict[str, str]
    attachments: tuple[Path, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What was typed, by the keys of the form.

    `places` lead from a key, or the title of an attachment, back to the field.
    """

    paper: Paper
    places: Mapping[str, str]
    problems: tuple[Problem, ...]


def ask_for_paper(context: Context, owner: QWidget, call: CallRow, terms: CallTerms) -> None:
    """Ask what stands on paper; the form stays open until its plan was seen and carried out."""

    def send(
        values: dict[str, object],
        closed: Callable[[object], None],
        refused: Callable[[Explained], None],
    ) -> None:
        def show(found: tuple[Typed, ImportPlan]) -> None:
            _offer(context, call, dialog, found, closed, refused)

        context.desk.work(
            lambda desk, progress: read_paper(desk, call.id, terms, values, progress),
            show,
            owner=dialog,
            title=dialog.windowTitle(),
            on_refused=refused,
            on_end=dialog.on_ended,
        )

    place = place_of(context.desk, OPERATION, call.id)
    dialog = FormDialog(context, paper_form(call, terms), send, owner.window(), place)
    dialog.open()


def read_paper(
    desk: Desk, call_id: str, terms: CallTerms, values: Values, progress: Progress
) -> tuple[Typed, ImportPlan]:
    """The plan of what was typed; refused with every problem at its field."""
    typed = typed_of(terms, values)
    with desk.read() as session:
        plan = plan_paper(session, call_id=call_id, **typed.paper)
    errors = (*typed.problems, *errors_of(plan.problems))
    if errors:
        raise Refused(*at_fields(typed, errors))
    return typed, plan


def at_fields(typed: Typed, problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Problems with the field of the form that each belongs to as their place."""
    return tuple(replace(one, where=Where(key=_field_of(typed, one))) for one in problems)


def _field_of(typed: Typed, problem: Problem) -> str | None:
    key, attachment = problem.where.key or "", str(problem.params.get("attachment", ""))
    return typed.places.get(key) or typed.places.get(attachment) or FIELD_OF.get(problem.code, key)


def typed_of(terms: CallTerms, values: Values) -> Typed:
    """What was typed, as the command takes it."""
    received, others = values["received_at"], values[OTHERS]
    if not isinstance(received, datetime):
        raise TypeError("the form asks for the time of receipt")
    keys: dict[str, str] = {}
    places: dict[str, str] = {}
    cells = layout_of(terms).by_key()
    for key in cells:
        value = values.get(field_name(key))
        places[key] = field_name(key)
        if value not in (None, ""):
            keys[key] = text_of(value)
    problems: list[Problem] = []
    lines = (*_budget_lines(terms, values, problems), *_partner_lines(values))
    for key, place, value in lines:
        places[key] = place
        if value not in (None, ""):
            keys[key] = text_of(value)
    for rule in terms.attachments:
        places[rule.title.of(LANGUAGE)] = field_name(f"{ATTACHMENT}.{rule.code}")
    files = dict(_asked_files(terms, values))
    for code, path in files.items():
        keys |= {f"{ATTACHMENT}.{code}.attached": "yes", f"{ATTACHMENT}.{code}.file": path.name}
    more = tuple(Path(str(one)) for one in others) if isinstance(others, tuple) else ()
    paper = Paper(
        scan=Path(str(values["scan"])),
        received_at=received,
        values=keys,
        attachments=(*files.values(), *more),
    )
    return Typed(paper=paper, places=places, problems=tuple(problems))


def text_of(value: object) -> str:
    """A value as a text that can be read in one way only."""
    if isinstance(value, Money):
        return f"{value.amount:.2f}"
    if isinstance(value, Decimal):
        plain = f"{value:f}"
        return f"{plain}0" if value.as_tuple().exponent == -3 else plain
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _budget_lines(
    terms: CallTerms, values: Values, problems: list[Problem]
) -> Iterator[tuple[str, str, object]]:
    """Key, place and value of the cells of the budget: each line in the next row of its heading."""
    budget, used = layout_of(terms).budget, dict[str, int]()
    for number, line in _numbered(values[BUDGET]):
        heading = str(line["heading"])
        offered = budget.lines_of(heading)
        place = used[heading] = used.get(heading, 0) + 1
        if place > len(offered):
            params: dict[str, str | int] = {"heading": heading, "most": len(offered)}
            where = Where(key=f"{BUDGET}.{number}.heading")
            problems.append(Problem(code="applications.budget_full", where=where, params=params))
            continue
        for part in BUDGET_PARTS:
            key = f"budget.{offered[place - 1].code}.{part}"
            yield key, f"{BUDGET}.{number}.{part}", line[part]


def _partner_lines(values: Values) -> Iterator[tuple[str, str, object]]:
    for number, line in _numbered(values[PARTNERS]):
        for name, value in line.items():
            yield f"partner.{number}.{name}", f"{PARTNERS}.{number}.{name}", value


def _numbered(lines: object) -> Iterator[tuple[int, Mapping[str, object]]]:
    if isinstance(lines, tuple):
        yield from enumerate(lines, start=1)


def _asked_files(terms: CallTerms, values: Values) -> Iterator[tuple[str, Path]]:
    for rule in terms.attachments:
        path = values.get(field_name(f"{ATTACHMENT}.{rule.code}"))
        if isinstance(path, Path):
            yield rule.code, path


def _offer(
    context: Context,
    call: CallRow,
    form: FormDialog,
    found: tuple[Typed, ImportPlan],
    closed: Callable[[object], None],
    refused: Callable[[Explained], None],
) -> None:
    """Show the plan over the form, which stays until the application is entered."""
    typed, plan = found

    def back() -> None:
        warnings = [one for item in plan.items for one in (*item.problems, *item.findings)]
        form.panel.show_problems(at_fields(typed, warnings))

    def enter() -> None:
        def done(identity: str) -> None:
            closed(identity)
            context.feedback.inform(_("The application is entered."))
            context.go("applications", identity)

        context.desk.run(
            enter_paper,
            {"call_id": call.id, **typed.paper},
            done,
            owner=form,
            title=_("Entering an application on paper"),
            on_refused=lambda error: refused(_placed(typed, error)),
        )

    offer_plan(context, call, plan, enter, parent=form).rejected.connect(back)


def _placed(typed: Typed, error: Explained) -> Explained:
    return Refused(*at_fields(typed, error.problems)) if isinstance(error, Refused) else error
