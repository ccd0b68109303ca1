"""What the grantees of the sample spend: invented costs by budget line, currency and habit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from iris_grants.awards.rules.negotiation import CONTINGENCY, INDIRECT
from iris_grants.finance.ledger_form import LedgerEntry
from iris_grants.finance.rules.eligibility import HUMAN_RESOURCES
from iris_grants.grants.queries import BudgetLine, GrantRow

RATES = {
    "EUR": Decimal(1),
    "RSD": Decimal("117.1830"),
    "BAM": Decimal("1.95583"),
    "MKD": Decimal("61.6950"),
    "ALL": Decimal("104.2500"),
}
"""At what rate the first instalment was credited, by currency (invented but for BAM)."""

ODDITIES = (
    "double",
    "split",
    "vat",
    "early",
    "shared",
    "foreign",
    "exceeded",
    "offers",
)
"""What is odd in the list of a grant, in turn; one regional invoice is declared in two."""

SHARED_SUPPLIER, SHARED_NUMBER = "Regionalni centar „Izmišljeni krug“", "RC-12/24"
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """How papers look in a country: their names, who is paid, and the rate of VAT in percent."""

    payslip: str
    invoice: str
    statement: str
    salary: str
    purchase: str
    people: tuple[str, ...]
    suppliers: tuple[str, ...]
    vat: int


_SERBIAN = Habits(
    payslip="platni listić",
    invoice="račun",
    statement="izvod",
    salary="Zarada",
    purchase="Nabavka",
    people=("Radmila Izvorska", "Vidak Brežan", "Stanica Lugić", "Ognjenka Prut"),
    suppliers=(
        "Štamparija „Nepostojeća“",
        "Pumpa „Izmišljena“",
        "Centar „Zamišljena škola“",
        "Prevoz „Kao vetar“",
        "Knjižara „Bela vrana“",
        "Ketering „Puna korpa“",
    ),
    vat=20,
)
_MACEDONIAN = Habits(
    payslip="платен список",
    invoice="фактура",
    statement="извод",
    salary="Плата",
    purchase="Набавка",
    people=("Јагода Изворска", "Трајан Брегов", "Снежана Лугова"),
    suppliers=(
        "Печатница „Непостоечка“",
        "Превоз „Измислен пат“",
        "Книжарница „Бела врана“",
        "Центар „Замислено училиште“",
        "Кетеринг „Полна кошница“",
    ),
    vat=18,
)
_ALBANIAN = Habits(
    payslip="listëpagesë",
    invoice="faturë",
    statement="nxjerrje",
    salary="Paga",
    purchase="Blerje",
    people=("Drita Burimi", "Agron Kodra", "Vlora Lisi"),
    suppliers=(
        "Shtypshkronja „E paqenë“",
        "Transporti „Era“",
        "Libraria „Sorra e bardhë“",
        "Qendra „Shkolla e trilluar“",
        "Furra „Shporta plot“",
    ),
    vat=20,
)
HABITS = {
    "RS": _SERBIAN,
    "BA": replace(_SERBIAN, salary="Plaća", vat=17),
    "ME": replace(_SERBIAN, vat=21),
    "MK": _MACEDONIAN,
    "AL": _ALBANIAN,
    "XK": replace(_ALBANIAN, vat=18),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """A time in which a part of the budget is spent: its first and last day."""

    first: date
    last: date
    percent: int
    letter: str

    @property
    def months(self) -> list[date]:
        """The last day of each month of it."""
        days, day = [], self.first
        while day <= self.last:
            following = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
            days.append(min(following - timedelta(days=1), self.last))
            day = following
        return days


SPRING = Spell(first=date(2024, 1, 1), last=date(2024, 4, 30), percent=36, letter="A")
"""The months of the first list."""


def make_entries(
    grant: GrantRow, lines: Sequence[BudgetLine], spell: Spell, seed: int, odd: str = ""
) -> list[LedgerEntry]:
    """The rows of a list of expenditure, the same for the same seed, by day of payment.

    Salaries come as two rows, with taxes paid on another day; purchases name the offers that
    their value needs. `odd` adds what somebody will doubt.
    """
    chance = Random(f"{seed}-{grant.number}-{spell.letter}")
    writer = _Writer(grant, spell, chance)
    direct = [line for line in lines if line.heading not in (INDIRECT, CONTINGENCY)]
    entries: list[LedgerEntry] = []
    for line in direct:
        amount = line.amount_minor * spell.percent // 100
        if line.heading == HUMAN_RESOURCES:
            entries += writer.salaries(line, amount)
        else:
            entries += writer.purchases(line, amount)
    bought = [line for line in direct if line.heading != HUMAN_RESOURCES] or direct
    largest = max(bought, key=lambda line: line.amount_minor)
    entries += writer.oddity(odd, largest, entries)
    return sorted(entries, key=lambda one: (one.paid_on, one.document_no))


class _Writer:
    """Writes the rows of one grant in the manner of its country."""

    def __init__(self, grant: GrantRow, spell: Spell, chance: Random) -> None:
        self._habits = HABITS[grant.country]
        self._currency = grant.accounting_currency
        self._spell = spell
        self._chance = chance
        self._mark = grant.number.rpartition("-")[2]
        self._number = 0

    def salaries(self, line: BudgetLine, amount: int) -> Iterator[LedgerEntry]:
        """One payslip a month, paid out at its end and taxed in the middle of the next."""
        months = self._spell.months
        person = self._chance.choice(self._habits.people)
        for day in months:
            gross = self._local(Decimal(amount) / len(months) / 100)
            pay = (gross * Decimal("0.62")).quantize(CENT, ROUND_HALF_UP)
            first = self._row(
                line,
                text=f"{self._habits.salary} {day:%m/%Y}",
                supplier=person,
                net=gross,
                day=day,
                kind=self._habits.payslip,
            )
            taxed = day + timedelta(days=15)
            yield replace(first, charged=pay, paid_on=day, payment_ref=self._reference(day))
            yield replace(
                first, charged=gross - pay, paid_on=taxed, payment_ref=self._reference(taxed)
            )

    def purchases(self, line: BudgetLine, amount: int) -> Iterator[LedgerEntry]:
        """Two or three invoices of one supplier, half of them exempt from VAT by certificate."""
        supplier = self._chance.choice(self._habits.suppliers)
        parts = self._chance.choice((2, 3))
        offers = _offers(amount)
        for part in range(parts):
            row = self._row(
                line,
                text=f"{self._habits.purchase}: {line.description} ({part + 1})",
                supplier=f"{supplier} {line.code}",
                net=self._local(Decimal(amount) / parts / 100),
                day=self._day(),
            )
            if self._chance.random() < 0.5:
                row = self._exempt(row)
            yield replace(row, offers=offers)

    def oddity(
        self, odd: str, line: BudgetLine, entries: Sequence[LedgerEntry]
    ) -> list[LedgerEntry]:
        """The rows that somebody will doubt."""
        made = {
            "double": lambda: [self._again(entries)],
            "shared": lambda: self._shared(line),
            "split": lambda: [self._small(line, place) for place in range(3)],
            "vat": lambda: [self._with_vat(line)],
            "early": lambda: [self._early(line)],
            "foreign": lambda: [self._foreign(line)],
            "exceeded": lambda: [self._bought(line, Decimal(line.amount_minor) / 100, offers=3)],
            "offers": lambda: [self._bought(line, Decimal(900), offers=None)],
        }
        return made[odd]() if odd else []

    def _again(self, entries: Sequence[LedgerEntry]) -> LedgerEntry:
        """An invoice that is declared twice."""
        return next(one for one in entries if one.document_type == self._habits.invoice)

    def _shared(self, line: BudgetLine) -> list[LedgerEntry]:
        """The regional invoice that two grantees declare, in euro."""
        row = self._bought(line, Decimal(180), offers=None)
        return [
            replace(
                row,
                supplier=SHARED_SUPPLIER,
                document_no=SHARED_NUMBER,
                currency="EUR",
                net=Decimal("180.00"),
                charged=Decimal("180.00"),
            )
        ]

    def _small(self, line: BudgetLine, place: int) -> LedgerEntry:
        row = self._bought(line, Decimal(240) + place, offers=None)
        return replace(row, supplier=f"{self._habits.suppliers[0]} 2")

    def _with_vat(self, line: BudgetLine) -> LedgerEntry:
        row = self._bought(line, Decimal(300), offers=None)
        vat = (row.net * self._habits.vat / 100).quantize(CENT, ROUND_HALF_UP)
        return replace(row, vat=vat, vat_treatment="ineligible", charged=row.net + vat)

    def _early(self, line: BudgetLine) -> LedgerEntry:
        row = self._bought(line, Decimal(120), offers=None)
        return replace(row, document_on=date(2023, 12, 5), paid_on=date(2024, 1, 10))

    def _foreign(self, line: BudgetLine) -> LedgerEntry:
        currency = "RSD" if self._currency == "MKD" else "MKD"
        row = self._bought(line, Decimal(95), offers=None)
        net = (Decimal(95) * RATES[currency]).quantize(Decimal(1), ROUND_HALF_UP)
        return replace(row, currency=currency, net=net, charged=net)

    def _bought(self, line: BudgetLine, euro: Decimal, *, offers: int | None) -> LedgerEntry:
        row = self._row(
            line,
            text=f"{self._habits.purchase}: {line.description}",
            supplier=f"{self._chance.choice(self._habits.suppliers)} 1",
            net=self._local(euro),
            day=self._day(),
        )
        return replace(row, offers=offers)

    def _exempt(self, row: LedgerEntry) -> LedgerEntry:
        vat = (row.net * self._habits.vat / 100).quantize(CENT, ROUND_HALF_UP)
        return replace(row, vat=vat, vat_treatment="exempt", exemption_ref=f"PDV-{self._number}/24")

    def _row(
        self, line: BudgetLine, *, text: str, supplier: str, net: Decimal, day: date, kind: str = ""
    ) -> LedgerEntry:
        self._number += 1
        paid = day + timedelta(days=self._chance.randint(2, 12))
        return LedgerEntry(
            line_code=line.code,
            description=text,
            supplier=supplier,
            document_type=kind or self._habits.invoice,
            document_no=f"{self._spell.letter}{self._mark}-{self._number}/24",
            document_on=day,
            currency=self._currency,
            net=net,
            vat=Decimal(0),
            vat_treatment="none",
            charged=net,
            paid_on=paid,
            payment_ref=self._reference(paid),
        )

    def _reference(self, day: date) -> str:
        return f"{self._habits.statement} {day.timetuple().tm_yday}"

    def _day(self) -> date:
        """A working day of the spell, some time before its end."""
        span = (self._spell.last - self._spell.first).days - 14
        day = self._spell.first + timedelta(days=self._chance.randint(3, max(span, 4)))
        return day - timedelta(days=max(day.weekday() - 4, 0))

    def _local(self, euro: Decimal) -> Decimal:
        return (euro * RATES[self._currency]).quantize(CENT, ROUND_HALF_UP)


def _offers(cents: int) -> int | None:
    """How many offers a grantee that knows the rules obtains for purchases of this value."""
    if cents <= 50_000:
        return None
    return 1 if cents <= 250_000 else 3
