"""An invented list page, so that tests of the window need no capability."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from iris_grants.kernel.money import Money
from iris_grants.wording import N_
from ui.shell.act import Act
from ui.shell.tokens import Meaning
from ui.tables.columns import Chip, Column, Kind
from ui.tables.detail import (
    Detail,
    Entry,
    FileItem,
    Files,
    History,
    Pair,
    Pairs,
    Path,
    Tab,
    Why,
    Words,
    sub_table,
)
from ui.tables.spec import Filter, Head, ListSpec
from ui.tables.states import Empty

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

NAMES = ("Udruženje „Đerdan“ Šabac", "Удружење „Ђурђевак“", "Fond za bašte", "Čuvari reke")
PROJECTS = ("Mreža mladih pčelara", "Zelena dvorišta", "Obnova čitaonice i male sale u selu")
STATES = (
    Chip(word="Ocenjena", meaning=Meaning.GOOD),
    Chip(word="Podneta", meaning=Meaning.INFORMATION),
    Chip(word="Nepotpuna", meaning=Meaning.ATTENTION),
    Chip(word="Odbačena", meaning=Meaning.BAD),
    Chip(word="Nacrt", meaning=Meaning.NEUTRAL),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleRow:
    """An invented application."""

    number: str
    applicant: str
    project: str
    state: Chip
    asked: Money | None
    received_on: str
    place: int | None


def sample_rows(count: int) -> tuple[SampleRow, ...]:
    """Rows that look like applications, always the same."""
    return tuple(
        SampleRow(
            number=f"2026-{place * 7919 % 99991:05}",
            applicant=NAMES[place % len(NAMES)],
            project=PROJECTS[place % len(PROJECTS)],
            state=STATES[place % len(STATES)],
            asked=None
            if place % 11 == 10
            else Money(10_000_00 + place * 7_531_17 % 900_000, "EUR"),
            received_on=f"2026-0{1 + place % 9}-1{place % 10}",
            place=place + 1 if place % 3 else None,
        )
        for place in range(count)
    )


COLUMNS: tuple[Column[SampleRow], ...] = (
    Column(key="number", title=N_("Number"), width=104),
    Column(key="applicant", title=N_("Applicant"), width=150, stretch=3),
    Column(key="project", title=N_("Project"), width=130, stretch=2),
    Column(key="state", title=N_("State"), kind=Kind.CHIP, width=118),
    Column(
        key="asked",
        title=N_("Requested"),
        kind=Kind.MONEY,
        currency="EUR",
        width=130,
        total=True,
    ),
    Column(key="received_on", title=N_("Received"), kind=Kind.DATE, width=96),
    Column(key="place", title=N_("Place"), kind=Kind.INTEGER, width=76, hidden=True),
)


def sample_detail(session: Session, row: SampleRow) -> Detail:
    """The detail of an invented application."""
    return Detail(
        title=f"{row.number} · {row.applicant}",
        chip=row.state,
        line=row.project,
        path=Path(steps=("Podneta", "Provera", "Ocenjivanje", "Odluka"), at=1),
        acts=(
            Act(
                text="Unesi proveru…",
                run=lambda context, owner: context.feedback.inform("Provera je uneta."),
                icon="clipboard-check",
            ),
            Act(text="Odbaci…", run=lambda context, owner: None, danger=True),
        ),
        tabs=(
            Tab(
                title="Podaci",
                parts=(
                    Pairs(
                        pairs=(
                            Pair(label="Podnosilac", value=row.applicant),
                            Pair(label="Projekat", value=row.project),
                            Pair(
                                label="Traženi iznos",
                                value="12.500,50 EUR",
                                why=Why(
                                    values=(("Troškovi", "12.500,50 EUR"),),
                                    rule="Zbir svih linija budžeta",
                                    source="Uputstvo, 2.1.4",
                                    version="1",
                                ),
                            ),
                            Pair(label="Stanje", value="", chip=row.state),
                        )
                    ),
                    Words(title="Rezime", text="Projekat okuplja mlade iz pet sela. " * 4),
                    sub_table(
                        (
                            Column(key="number", title=N_("Number"), width=90),
                            Column(
                                key="asked",
                                title=N_("Requested"),
                                kind=Kind.MONEY,
                                currency="EUR",
                                stretch=1,
                            ),
                        ),
                        sample_rows(3),
                        lambda one: one.number,
                        title="Linije budžeta",
                    ),
                ),
            ),
            Tab(
                title="Prilozi",
                count=1,
                parts=(
                    Files(items=(FileItem(name="statut.pdf", sha256="ab" * 32, size=318_000),)),
                ),
            ),
            Tab(
                title="Istorija",
                parts=(
                    History(
                        entries=(
                            Entry(
                                at="2026-02-01T10:00:00Z",
                                who="Ana Test",
                                what="Prijava primljena",
                                changes=("stanje: nacrt → podneta",),
                            ),
                        )
                    ),
                ),
            ),
        ),
    )


def sample_spec(rows: tuple[SampleRow, ...]) -> ListSpec[SampleRow]:
    """A list page over the given rows."""

    def head(session: Session, found: tuple[SampleRow, ...]) -> Head:
        return Head(
            line=f"{len(found)} prijava u pozivu 2026/1 · rok 14.12.2026.",
            primary=Act(text="Nova prijava", icon="plus", run=lambda context, owner: None),
            secondary=(Act(text="Uvoz…", icon="upload", run=lambda context, owner: None),),
            waiting=len(found),
        )

    return ListSpec(
        key="sample",
        title=N_("Applications"),
        topics=frozenset({"applications"}),
        load=lambda session: rows,
        row_key=lambda row: row.number,
        columns=COLUMNS,
        empty=Empty(
            title=N_("No applications yet"),
            body=N_("Applications that arrive for the call stand here."),
            first=N_("First publish a call."),
        ),
        head=head,
        detail=sample_detail,
        filters=(
            Filter(key="good", title=N_("Scored"), keeps=lambda row: row.state == STATES[0]),
            Filter(key="bad", title=N_("Dismissed"), keeps=lambda row: row.state == STATES[3]),
        ),
    )
