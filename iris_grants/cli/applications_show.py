"""What `applications import --json` and `applications show` print."""

from __future__ import annotations

from iris_grants.applications.plan import ImportPlan
from iris_grants.applications.queries import ApplicationDetail, CheckRow
from iris_grants.calls.queries import CallRow
from iris_grants.cli.output import Document, as_document, print_table, problem_document
from iris_grants.wording import _, current_language, label, sentence
from iris_grants.wording.formats import decimal_text, moment, money


def plan_document(plan: ImportPlan, *, executed: bool) -> dict[str, Document]:
    """A plan as JSON: every form with what becomes of it, and all problems."""
    return {
        "call": plan.call_number,
        "executed": executed,
        "items": [
            {
                "number": item.decision.number,
                "kind": item.decision.kind.value,
                "revision": item.decision.revision,
                "minutes_late": item.decision.minutes_late,
                "other_spelling": item.decision.other_spelling,
                "resembles": item.decision.resembles,
                "repeats": item.decision.again,
                "applicant": item.form.applicant.name,
                "country": item.form.applicant.country,
                "title": item.form.title,
                "requested_minor": item.form.requested_minor,
                "total_minor": item.form.totals.total,
                "received_at": as_document(item.receipt.received_at),
                "medium": item.receipt.medium,
                "file": item.source.name,
                "attachments": [
                    {"file": each.source.name, "kind": each.kind} for each in item.attachments
                ],
                "checks": {answer.question: answer.answer.value for answer in item.answers},
                "problems": [problem_document(problem) for problem in item.problems],
                "findings": [problem_document(problem) for problem in item.findings],
            }
            for item in plan.items
        ],
        "problems": [problem_document(problem) for problem in plan.problems],
    }


def print_detail(detail: ApplicationDetail, call: CallRow) -> None:
    """One application for people: facts, budget, checks, documents, what is open."""
    row = detail.row
    received = moment(row.received_at, call.deadline_zone)
    for words, value in (
        (_("No."), row.number),
        (_("Title"), row.title),
        (_("Applicant"), f"{row.organisation}, {row.city}, {label(f'country.{row.country}')}"),
        (_("Requested"), f"{money(row.requested)} / {money(row.total)}"),
        (_("Received"), received),
        (_("State"), label(f"state.application.{row.state}")),
    ):
        print(f"{words}: {value}")
    print()
    print_table(
        (_("Line"), _("Costs"), _("Amount")),
        ((line.code, line.description, money(line.amount)) for line in detail.budget),
        right="..r",
    )
    print()
    language = current_language()
    print_table(
        (_("Check"), _("Question"), _("Answers")),
        ((check.code, check.title.of(language), _answers(check)) for check in detail.checks),
    )
    print()
    print_table(
        (_("File"), _("Kind"), _("Size in kB")),
        (
            (document.name, document.kind, decimal_text(-(-document.size // 1000), 0))
            for document in detail.documents
        ),
        right="..r",
    )
    for problem in detail.open_points:
        print(sentence(problem))


def _answers(check: CheckRow) -> str:
    said = []
    for given in check.given:
        who = _("program") if given.automatic else given.person
        words = f"{label(f'applications.answer.{given.answer}')} ({who})"
        found = " ".join(sentence(finding) for finding in given.findings)
        said.append(" ".join(part for part in (words, given.remark, found) if part))
    return "; ".join(said)
