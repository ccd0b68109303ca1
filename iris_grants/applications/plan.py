"""The plan of an import: what would become of every file, before anything is written."""

from __future__ import annotations

from dataclasses import dataclass, replace

from iris_grants.applications.filled import FilledForm
from iris_grants.applications.gathering import Source
from iris_grants.applications.receipts import Receipt
from iris_grants.applications.rules.arrivals import Decision, ItemKind
from iris_grants.applications.rules.checks import Answer, AutomaticAnswer
from iris_grants.kernel.problems import Problem, Severity, errors_of

FORM_KIND = "application_form"
OTHER_ATTACHMENT = "attachment"
"""Kinds of documents beside the codes of the attachments that the call asks for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedAttachment:
    """A file beside the form; `kind` is the code of the attachment it was recognised as."""

    source: Source
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedApplication:
    """One form with what will become of it.

    `fingerprint` binds packages and scores to this revision; `problems` are warnings and
    notes only (errors stand in the plan, and nothing is imported then).
    """

    source: Source
    form: FilledForm
    receipt: Receipt
    decision: Decision
    fingerprint: str
    attachments: tuple[PlannedAttachment, ...]
    answers: tuple[AutomaticAnswer, ...]
    problems: tuple[Problem, ...]

    @property
    def findings(self) -> tuple[Problem, ...]:
        """What speaks against the application, each with its file: for people to see at once.

        How it stands to others on the register, and every automatic answer that is a no.
        """
        decision = self.decision
        named = (
            ("applications.repeats", decision.again),
            ("applications.resembles", decision.resembles),
            ("applications.known_as", decision.other_spelling),
        )
        found = [
            Problem(code=code, severity=Severity.WARNING, params={"name": name})
            for code, name in named
            if name
        ]
        found += [
            replace(finding, severity=Severity.WARNING)
            for answer in self.answers
            if answer.answer is Answer.NO
            for finding in answer.findings
        ]
        distinct = [one for place, one in enumerate(found) if one not in found[:place]]
        return tuple(
            replace(one, where=replace(one.where, file=self.source.name)) for one in distinct
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """Everything that was handed in, in the order of receipt, and what is wrong with it.

    `basis` fingerprints the register that the plan was made against: another import
    between plan and execution is noticed.
    """

    call_id: str
    call_number: str
    items: tuple[PlannedApplication, ...]
    problems: tuple[Problem, ...]
    basis: str

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What must be put right before the plan can be executed."""
        return errors_of(self.problems)

    def of(self, kind: ItemKind) -> tuple[PlannedApplication, ...]:
        """The items of one kind."""
        return tuple(item for item in self.items if item.decision.kind is kind)

    @property
    def late(self) -> tuple[PlannedApplication, ...]:
        """New applications that arrived after the deadline."""
        return tuple(item for item in self.of(ItemKind.NEW) if not item.decision.on_time)
