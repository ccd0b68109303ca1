"""One supported case in the story: who leads it, its days, and what its steps have in common."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random

from iris_grants.demo.office import Office
from iris_grants.demo.programme_licensing_cast import Supported
from iris_grants.demo.programme_licensing_gaps import NOTHING, Filling
from iris_grants.demo.programme_licensing_papers import Papers
from iris_grants.kernel.operations import Desk
from iris_grants.licensing import commands, mentoring
from iris_grants.licensing.gap_import import import_gap_sheet
from iris_grants.licensing.gap_layout import Side
from iris_grants.licensing.gap_sheet import filled_gap_sheet
from iris_grants.licensing.queries import GapRow, gaps_of
from iris_grants.licensing.rules.path import Stage
from iris_grants.licensing.standards import StandardsPack
from iris_grants.wording import in_language

IN_ENGLISH = frozenset({"AL", "XK"})


@dataclass(slots=True, kw_only=True)
class Life:
    """One case in the story, and what its steps need; `days` are those of its stages."""

    office: Office
    case: Supported
    place: int
    pack: StandardsPack
    mentor_id: str
    mentor: str
    papers: Papers
    folder: Path
    rng: Random
    days: Mapping[Stage, date] = field(default_factory=dict)
    filling: Filling = NOTHING
    case_id: str = ""
    organisation_id: str = ""

    @property
    def desk(self) -> Desk:
        """Where the licensing officer works."""
        return self.office.licensing

    @property
    def language(self) -> str:
        """The language of sheets and plans there."""
        return "en" if self.case.country in IN_ENGLISH else "sr_Latn"

    @property
    def number(self) -> str:
        """The number of the case."""
        return f"IP-L-{self.place:03d}"

    def paper(self, kind: str, title: str, code: str = "") -> str:
        """File a sample paper; gives its identity."""
        return self.desk.run(
            commands.add_document,
            case_id=self.case_id,
            kind=kind,
            name=f"{code} {title}.pdf".strip(),
            media_type="application/pdf",
            data=self.papers.of(title),
        )

    def step(self, stage: Stage, day: date) -> None:
        """Reach a stage that asks for its day alone."""
        self.desk.run(commands.reach_stage, case_id=self.case_id, stage=stage, reached_on=day)

    def visit(self, kind: str, day: date, finding: str, verdict: str | None = None) -> None:
        """Somebody comes, and leaves a report."""
        visitor = "Stručna komisija nadležnog organa" if kind == "authority" else self.mentor
        self.desk.run(
            mentoring.record_visit,
            case_id=self.case_id,
            kind=kind,
            visited_on=day,
            visitor=visitor,
            finding=finding,
            verdict=verdict,
            document_id=self.paper("visit_report", "Izveštaj o poseti"),
        )

    def gaps(self) -> tuple[GapRow, ...]:
        """The standards as they stand."""
        with self.desk.read() as session:
            return gaps_of(session, self.case_id)

    def take_in(self, side: Side, rows: tuple[GapRow, ...]) -> None:
        """A filled sheet comes back and is taken in."""
        path = self.folder / f"{self.number}-{side}.xlsx"
        with self.desk.read() as session, in_language(self.language):
            path.write_bytes(filled_gap_sheet(session, self.case_id, side, rows))
        self.desk.run(import_gap_sheet, case_id=self.case_id, path=path)
