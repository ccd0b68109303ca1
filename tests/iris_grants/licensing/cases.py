"""A licensing office for tests: an organisation, its case, and the way to any stage."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from iris_grants.kernel.operations import Desk
from iris_grants.licensing import commands, filing, mentoring, selection
from iris_grants.licensing.queries import CaseRow, case_facts, gaps_of, list_cases
from iris_grants.licensing.rules.path import CaseFacts, Stage, path_of
from iris_grants.licensing.standards import standards_pack
from iris_grants.organisations.commands import register_organisation
from iris_grants.programme.commands import adopt_shipped, create_programme
from iris_grants.programme.templates import load_template

OPENED = date(2024, 3, 4)
PACK = "standards/RS-PERSONAL-ASSISTANCE"
NAME = "Udruženje „Ogled“"


@dataclass(slots=True)
class Licensing:
    """One desk with every role, and the case that is worked on; a day passes with each step."""

    desk: Desk
    organisation_id: str = ""
    case_id: str = ""
    on: date = OPENED

    def begin(self, *, pack: str = PACK, service: str = "personal_assistance") -> Licensing:
        """The programme, an organisation and its open case towards a licence."""
        self.desk.run(create_programme, template=load_template("programme/iris-progres"))
        self.organisation_id = self.register("17000011")
        self.case_id = self.open(pack=pack, service=service)
        return self

    def register(self, register_no: str, *, country: str = "RS", name: str = NAME) -> str:
        """Another organisation; gives its identity."""
        return self.desk.run(
            register_organisation,
            name=name,
            country=country,
            city="Zamišljeno Polje",
            register_no=register_no,
            registered_on=date(2015, 5, 4),
            as_received=True,
        )

    def open(
        self,
        *,
        pack: str = PACK,
        service: str = "personal_assistance",
        goal: str = "licence",
        number: str = "L-1",
        organisation_id: str = "",
    ) -> str:
        """Another case; gives its identity."""
        return self.desk.run(
            commands.open_case,
            number=number,
            organisation_id=organisation_id or self.organisation_id,
            service=service,
            goal=goal,
            standards_pack_id=self.desk.run(adopt_shipped, name=pack),
            opened_on=OPENED,
        )

    def facts(self) -> CaseFacts:
        """What the rules see."""
        with self.desk.read() as session:
            return case_facts(session, self.case_id, self.on)

    def row(self) -> CaseRow:
        """The case as lists show it."""
        with self.desk.read() as session:
            return next(row for row in list_cases(session) if row.id == self.case_id)

    def day(self) -> date:
        """The next day."""
        self.on += timedelta(days=1)
        return self.on

    def paper(self, kind: str, name: str = "papir.pdf") -> str:
        """File a paper of the case; gives its identity."""
        return self.desk.run(
            commands.add_document,
            case_id=self.case_id,
            kind=kind,
            name=name,
            media_type="application/pdf",
            data=f"%PDF-1.4 {kind}".encode(),
        )

    def step(self, stage: Stage) -> None:
        """Reach a stage of which nothing is missing."""
        self.desk.run(
            commands.reach_stage, case_id=self.case_id, stage=stage, reached_on=self.day()
        )

    def reach(self, stage: Stage) -> Licensing:
        """Do everything up to a stage on the straight way."""
        path = path_of(self.facts().goal)
        for one in path[path.index(self.facts().stage) + 1 : path.index(stage) + 1]:
            self._take(one)
        return self

    def _take(self, stage: Stage) -> None:
        prepare: dict[Stage, Callable[[], object]] = {
            Stage.SELECTED: self.confirm,
            Stage.MENTOR_ASSIGNED: partial(name_mentor, self),
            Stage.GAP_SELF_ASSESSMENT: self.assess,
            Stage.GAP_VERIFIED: self.verify,
            Stage.DOCUMENTS_DRAFTED: self.file_papers,
            Stage.GAPS_CLOSED: partial(close_gaps, self),
            Stage.MOCK_REVIEW: partial(self.visit, "mock_review", "ready"),
        }
        if stage in prepare:
            prepare[stage]()
        if stage is Stage.PLAN_APPROVED:
            self.plan()
            self.approve()
        elif stage is Stage.FILED:
            self.file()
        elif stage is Stage.LICENSED:
            self.license()
        else:
            self.step(stage)

    def confirm(self) -> None:
        """Every condition for mentoring is fulfilled."""
        self.desk.run(
            selection.answer_conditions,
            organisation_id=self.organisation_id,
            answered_on=OPENED,
            evidence="statut",
        )

    def assess(self) -> None:
        """The organisation finds every standard met."""
        for code in self.codes():
            self.desk.run(commands.assess_gap, case_id=self.case_id, code=code, self_state="met")

    def verify(self) -> None:
        """The mentor visits and finds the first two standards partly met."""
        self.visit("mentor")
        for place, code in enumerate(self.codes()):
            state = "partly" if place < 2 else "met"
            self.desk.run(
                commands.verify_gap, case_id=self.case_id, code=code, verified_state=state
            )

    def plan(self) -> None:
        """An action for each of the two gaps."""
        for code in self.codes()[:2]:
            self.desk.run(
                commands.plan_action,
                case_id=self.case_id,
                code=code,
                action="Mera",
                responsible="koordinatorka",
                due_on=date(2024, 8, 31),
            )

    def approve(self) -> str:
        """The plan is approved."""
        return self.desk.run(
            mentoring.approve_plan,
            case_id=self.case_id,
            approved_on=self.day(),
            approved_by="Upravni odbor",
        )

    def file_papers(self) -> None:
        """Every paper of the pack is there."""
        with self.desk.read() as session:
            papers = standards_pack(session, self.row().standards_pack_id).documents
        for paper in papers:
            self.paper(paper.kind)

    def visit(self, kind: str, verdict: str | None = None) -> str:
        """Somebody comes."""
        return self.desk.run(
            mentoring.record_visit,
            case_id=self.case_id,
            kind=kind,
            visited_on=self.day(),
            visitor="Mila Ogledna",
            finding="Viđeno.",
            verdict=verdict,
        )

    def file(self, number: str = "R-1", *, despite: str | None = None) -> str:
        """The application goes to the authority."""
        return self.desk.run(
            filing.file_application,
            case_id=self.case_id,
            number=number,
            filed_on=self.day(),
            document_id=self.paper("filing_receipt"),
            despite=despite,
        )

    def license(
        self,
        number: str = "LIC-1",
        *,
        valid_from: date = date(2025, 1, 1),
        valid_to: date | None = date(2030, 12, 31),
        limited: bool = False,
    ) -> str:
        """The authority gives the licence."""
        return self.desk.run(
            filing.record_licence,
            case_id=self.case_id,
            number=number,
            issued_on=self.day(),
            valid_from=valid_from,
            valid_to=valid_to,
            limited=limited,
            document_id=self.paper("licence"),
        )

    def codes(self) -> list[str]:
        """The codes of the standards of the case."""
        with self.desk.read() as session:
            return [gap.code for gap in gaps_of(session, self.case_id)]


def name_mentor(licensing: Licensing) -> None:
    """The person at the desk becomes the mentor."""
    me = licensing.desk.person.person_id
    licensing.desk.run(commands.assign_mentor, case_id=licensing.case_id, person_id=me)


def close_gaps(licensing: Licensing) -> None:
    """The actions are done."""
    for code in licensing.codes()[:2]:
        licensing.desk.run(
            commands.close_gap, case_id=licensing.case_id, code=code, done_on=licensing.on
        )
