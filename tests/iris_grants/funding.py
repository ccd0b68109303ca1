"""An office with a published call whose ranking is fixed, for the tests of everything after it.

Applications and the ranking are laid down as rows (intake and scoring have tests of their
own); awards, contracts, payments and expenditure go through their commands.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.search import search_key, sort_key
from db.tables.applications import ApplicationBudgetLineRecord, ApplicationRecord
from db.tables.organisations import OrganisationRecord
from db.tables.scoring import RankingRecord, RankingRowRecord
from iris_grants.awards.commands import agree_open_lines, grant_award, propose_award
from iris_grants.calls.commands import load_call, publish_call
from iris_grants.grants.commands import (
    choose_account,
    draft_contract,
    record_sanctions_check,
    sign_contract,
)
from iris_grants.grants.payments import approve_payment, prepare_payment, record_credit
from iris_grants.grants.queries import InstalmentRow, credited_minor, instalments_of
from iris_grants.kernel.access import Role
from iris_grants.kernel.clock import system_clock, utc_text
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.money import Money
from iris_grants.kernel.operations import Desk
from iris_grants.organisations.commands import add_bank_account
from iris_grants.people.commands import add_person
from iris_grants.people.desks import acting_person, create_store
from iris_grants.programme.commands import create_programme
from iris_grants.programme.templates import Value, load_template
from tests.iris_grants.calls.sample_call import sample_template

OPENING = datetime(2023, 9, 25, 8, 30, tzinfo=UTC)
DECIDED = date(2023, 11, 28)
SIGNED = date(2023, 12, 11)
STARTS, ENDS = date(2023, 12, 15), date(2024, 10, 14)
PAID, CREDITED = date(2023, 12, 20), date(2023, 12, 22)
RATE = Decimal("117.1830")
IBANS = (
    "RS35260005601001611379",
    "RS35105008123123123173",
    "RS58105000881234010000",
    "RS73105000881234010700",
)
LINES = (("1", "1.1", 400_000), ("2", "2.1", 100_000), ("5", "5.1", 500_000))
RANKING = "ranking-1"
SECTIONS: Value = [
    {
        "code": "1",
        "title": {"en": "Capacity", "sr": "Kapaciteti"},
        "items": [{"code": "1.1", "title": {"en": "Staff", "sr": "Osoblje"}, "max": 5}],
    },
    {
        "code": "2",
        "title": {"en": "Relevance", "sr": "Relevantnost"},
        "items": [
            {"code": "2.1", "title": {"en": "Need", "sr": "Potreba"}, "max": 5, "coef": 2},
            {"code": "2.2", "title": {"en": "Idea", "sr": "Zamisao"}, "max": 5},
        ],
    },
]
GRID: dict[str, Value] = {
    "id": "SMALL-20",
    "title": {"en": "Small grid", "sr": "Mala tabela"},
    "source": "Made up for the tests.",
    "total": 20,
    "sections": SECTIONS,
    "anchors": [],
}
SCORES_HEADER = "application,assessor,criterion,state,score,comment"


@dataclass(slots=True)
class Funding:
    """The desks of the office, its call, and a clock that stands where it is put."""

    officer: Desk
    approver: Desk
    finance: Desk
    licensing: Desk
    call_id: str
    moment: list[datetime] = field(default_factory=lambda: [OPENING])

    def close(self) -> None:
        """Close the one store of all desks."""
        self.officer.store.close()

    def move_to(self, day: date) -> None:
        """Put the clock on a day."""
        self.moment[0] = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)

    @contextmanager
    def direct(self) -> Iterator[Session]:
        """A journalled transaction for rows that other capabilities would write."""
        with self.officer.store.operation(
            operation="tests.sample",
            person_id=self.officer.person.person_id,
            standing="declared",
            at="2023-11-20T08:00:00Z",
        ) as session:
            yield session

    def fix_now(self) -> None:
        """Let the ranking have been fixed now, so that its reserve list still holds."""
        with self.direct() as session:
            ranking = session.get(RankingRecord, RANKING)
            assert ranking is not None
            ranking.made_at = utc_text(system_clock())

    def organisation(self, number: int, *, name: str | None = None, country: str = "RS") -> str:
        """Lay down an organisation; gives its identity."""
        known = name or f"Udruženje Ogled {number}"
        with self.direct() as session:
            session.add(
                OrganisationRecord(
                    id=f"o-{number}",
                    name=known,
                    name_latin=known,
                    search_key=search_key(known),
                    sort_key=sort_key(known),
                    country=country,
                    city="Zamišljeno Polje",
                    address=f"Ulica ogleda {number}",
                    register_no=f"9900{number:04d}",
                    representative="Ogledana Proba",
                )
            )
        return f"o-{number}"

    def apply(
        self,
        number: int = 1,
        *,
        lines: Sequence[tuple[str, str, int]] = LINES,
        own: int = 0,
        offered: int | None = None,
        state: str = "selected",
        reason: str | None = None,
        organisation_id: str | None = None,
    ) -> str:
        """Lay down a ranked application with its budget (cents by line); gives its identity.

        `own` is the co-financing promised, `offered` what the ranking offers (all that is
        requested, unless it says less).
        """
        organisation_id = organisation_id or self.organisation(number)
        total = sum(amount for _heading, _code, amount in lines)
        with self.direct() as session:
            record = _application(self.call_id, organisation_id, number, total, total - own)
            record.state, record.reason = state, reason if state == "dismissed" else None
            session.add(record)
            session.flush()
            session.add_all(_budget(record.id, lines))
            if session.get(RankingRecord, RANKING) is None:
                session.add(_ranking(self.call_id))
                session.flush()
            _write_files(session)
            if state not in ("received", "checking", "admitted", "dismissed"):
                decided = "selected" if state == "awarded" else state
                session.add(_row(record, decided, offered, reason))
        return f"a-{number}"

    def award(self, application_id: str, *, decision_no: str | None = None) -> str:
        """Negotiate and decide an award, all lines as requested; gives its identity."""
        award_id = self.officer.run(propose_award, application_id=application_id)
        self.officer.run(agree_open_lines, award_id=award_id)
        number = decision_no or f"O-{application_id}"
        self.approver.run(grant_award, award_id=award_id, decision_no=number, decided_on=DECIDED)
        return award_id

    def draft(
        self,
        number: int = 1,
        *,
        preset: str = "80-20",
        currency: str = "RSD",
        lines: Sequence[tuple[str, str, int]] = LINES,
        own: int = 0,
    ) -> str:
        """Everything up to a drafted contract with its account; gives the grant's identity."""
        award_id = self.award(self.apply(number, lines=lines, own=own))
        grant_id = self.officer.run(
            draft_contract,
            award_id=award_id,
            number=f"IP-G-{number:03d}",
            starts_on=STARTS,
            ends_on=ENDS,
            preset=preset,
            accounting_currency=currency,
        )
        account_id = self.finance.run(
            add_bank_account,
            organisation_id=f"o-{number}",
            iban=IBANS[number - 1],
            holder=f"Udruženje Ogled {number}",
        )
        self.officer.run(choose_account, grant_id=grant_id, bank_account_id=account_id)
        return grant_id

    def search_lists(self, number: int = 1, *, on: date = SIGNED, result: str = "no_match") -> None:
        """Record a search of an organisation on the EU lists."""
        self.officer.run(
            record_sanctions_check,
            organisation_id=f"o-{number}",
            checked_on=on,
            list_version="uzorak",
            searched=f"Udruženje Ogled {number}",
            result=result,
        )

    def sign(self, grant_id: str) -> None:
        """Record both signatures."""
        self.approver.run(
            sign_contract,
            grant_id=grant_id,
            signed_by_us_on=SIGNED - timedelta(days=1),
            signed_by_grantee_on=SIGNED,
        )

    def signed(
        self,
        number: int = 1,
        *,
        preset: str = "80-20",
        currency: str = "RSD",
        lines: Sequence[tuple[str, str, int]] = LINES,
        own: int = 0,
    ) -> str:
        """Everything up to a signed contract; gives the grant's identity."""
        grant_id = self.draft(number, preset=preset, currency=currency, lines=lines, own=own)
        self.search_lists(number)
        self.sign(grant_id)
        return grant_id

    def instalments(self, grant_id: str) -> tuple[InstalmentRow, ...]:
        """The payment plan of a grant."""
        with self.officer.read() as session:
            return instalments_of(session, grant_id)

    def prepare(self, grant_id: str, place: int = 0, *, on: date = PAID) -> str:
        """Prepare the payment of an instalment; gives its identity."""
        instalment = self.instalments(grant_id)[place]
        return self.finance.run(
            prepare_payment, instalment_id=instalment.id, paid_on=on, bank_ref="nalog 1"
        )

    def pay(self, grant_id: str, *, rate: Decimal = RATE) -> str:
        """Pay the first instalment and record its credit in RSD; gives the payment's identity."""
        payment_id = self.prepare(grant_id)
        self.approver.run(approve_payment, payment_id=payment_id)
        amount = self.instalments(grant_id)[0].amount.minor
        self.finance.run(
            record_credit,
            payment_id=payment_id,
            credited_on=CREDITED,
            local=Money(credited_minor(amount, rate), "RSD"),
            rate=rate,
        )
        return payment_id


def open_funding(store_address: str, **changes: Value) -> Funding:
    """A store with programme, people and the published call (with changes to its template)."""
    moment = [OPENING]
    officer = create_store(
        store_address,
        person_name="Mila Ogledna",
        roles=frozenset({Role.ADMINISTRATOR, Role.GRANTS_OFFICER}),
        clock=lambda: moment[0],
    )
    officer.run(create_programme, template=load_template("programme/iris-progres"))
    for name, role in (
        ("Vuk Probni", Role.APPROVER),
        ("Ljuba Ogledna", Role.FINANCE_OFFICER),
        ("Đura Probni", Role.LICENSING_OFFICER),
    ):
        officer.run(add_person, name=name, roles=frozenset({role}))
    call_id = officer.run(load_call, template={**sample_template(), "grid": GRID, **changes})
    officer.run(publish_call, call_id=call_id)
    with officer.read() as session:
        approver, finance, licensing = (
            Desk(officer.store, acting_person(session, name), officer.clock)
            for name in ("Vuk Probni", "Ljuba Ogledna", "Đura Probni")
        )
    return Funding(
        officer=officer,
        approver=approver,
        finance=finance,
        licensing=licensing,
        call_id=call_id,
        moment=moment,
    )


def _application(
    call_id: str, organisation_id: str, number: int, total: int, requested: int
) -> ApplicationRecord:
    title = f"Projekat {number}"
    return ApplicationRecord(
        id=f"a-{number}",
        call_id=call_id,
        organisation_id=organisation_id,
        number=f"IP-{number:03d}",
        title=title,
        search_key=search_key(title),
        country="RS",
        requested_minor=requested,
        total_minor=total,
        currency="EUR",
        duration_months=10,
        language="sr",
        answers="{}",
        received_at="2023-10-30T10:00:00Z",
        medium="excel_form",
        on_time=1,
        revision=1,
        fingerprint="0" * 64,
    )


def _budget(
    application_id: str, lines: Sequence[tuple[str, str, int]]
) -> list[ApplicationBudgetLineRecord]:
    return [
        ApplicationBudgetLineRecord(
            id=new_id(),
            application_id=application_id,
            position=position,
            heading=heading,
            code=code,
            description=f"Trošak {code}",
            unit="mesec",
            units_milli=10_000,
            unit_value_minor=amount // 10,
            amount_minor=amount,
        )
        for position, (heading, code, amount) in enumerate(lines, start=1)
    ]


def _ranking(call_id: str) -> RankingRecord:
    return RankingRecord(
        id=RANKING,
        call_id=call_id,
        number=1,
        preliminary=0,
        grid_json="{}",
        scores_csv="",
        ranking_csv="",
        made_at="2023-11-24T09:00:00Z",
    )


def _write_files(session: Session) -> None:
    """Write the files of the ranking anew: 17 of 20 points for everybody, by two assessors."""
    ranking = session.get_one(RankingRecord, RANKING)
    numbers = sorted(
        session.scalars(
            select(ApplicationRecord.number).where(ApplicationRecord.call_id == ranking.call_id)
        )
    )
    ranking.grid_json = json.dumps(
        {
            "version": 1,
            "grid": {"id": GRID["id"], "sections": SECTIONS},
            "min_assessments": 2,
            "applications": [
                {"id": number, "country": "RS", "requested": "10000.00"} for number in numbers
            ],
        }
    )
    rows = [
        f"{number},{assessor},{item},value,{score},"
        for number in numbers
        for assessor in "AB"
        for item, score in (("1.1", 4), ("2.1", 4), ("2.2", 5))
    ]
    ranking.scores_csv = "\n".join([SCORES_HEADER, *rows, ""])


def _row(
    application: ApplicationRecord, decision: str, offered: int | None, reason: str | None
) -> RankingRowRecord:
    place = int(application.number.removeprefix("IP-"))
    selected = decision == "selected"
    wanted = application.requested_minor if offered is None else offered
    return RankingRowRecord(
        id=new_id(),
        ranking_id=RANKING,
        application_id=application.id,
        position=place,
        rank=None if decision == "rejected" else place,
        assessments=2,
        total="17.00",
        offered_minor=wanted if selected else None,
        decision=decision,
        reason=reason,
    )
