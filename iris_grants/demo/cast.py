"""The people and organisations of the sample: all invented, in both scripts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from iris_grants.kernel.access import Role

OFFICER = "Mira Sunčević"
APPROVER = "Vojin Lipovac"
FINANCE = "Ljubica Njegovan"
MENTOR = "Đurđa Hadživuk"
SECRETARY = "Stana Vidrić"
BELGRADE = ZoneInfo("Europe/Belgrade")


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """Somebody of the office."""

    name: str
    roles: frozenset[Role]


OFFICE = (
    Colleague(name=APPROVER, roles=frozenset({Role.APPROVER})),
    Colleague(name=FINANCE, roles=frozenset({Role.FINANCE_OFFICER})),
    Colleague(name=SECRETARY, roles=frozenset({Role.SECRETARY, Role.GRANTS_OFFICER})),
    Colleague(name=MENTOR, roles=frozenset({Role.LICENSING_OFFICER})),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessor:
    """A member of the committee; `organisation` is where conflicts are looked for."""

    name: str
    role: str
    code: str
    country: str
    organisation: str
    passphrase: str


COMMITTEE = (
    Assessor(
        name="Željko Perunika",
        role="chair",
        code="P",
        country="RS",
        organisation="Institut „Zamišljeni grad“",
        passphrase="",
    ),
    Assessor(
        name=SECRETARY,
        role="secretary",
        code="S",
        country="RS",
        organisation="",
        passphrase="",
    ),
    Assessor(
        name="Ana Bukvić",
        role="voting",
        code="A",
        country="RS",
        organisation="Akademija „Treća obala“",
        passphrase="plavi lampion na staroj pruzi",
    ),
    Assessor(
        name="Besnik Kodrali",
        role="voting",
        code="B",
        country="AL",
        organisation="Studio „Ura e Vogël“",
        passphrase="tri oraha ispod crvenog mosta",
    ),
    Assessor(
        name="Цветанка Дримска",
        role="voting",
        code="C",
        country="MK",
        organisation="Udruženje „Svetla staza“",
        passphrase="tiho jezero broji zvezde",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """An organisation with its application: what it wrote, and when the office received it.

    `folder` names the folder of its files. `lines` are budget lines: code, description,
    unit, units and unit value as people typed them. `scores` are the assessors' scores by
    member code, one figure an item of the grid, in its order.

    `attached` are the attachments that were sent along; `typed` says that amounts were
    written as text; `signed` whether the declaration was; `other_edition` that an earlier
    edition of the form was used; `on_paper` that the application came on paper.
    """

    folder: str
    name: str
    country: str
    city: str
    address: str
    legal_form: str
    register_no: str
    tax_no: str | None
    registered_on: date
    representative: str
    email: str
    iban: str | None
    language: str
    title: str
    summary: str
    months: int
    lines: tuple[tuple[str, str, str, str, str], ...]
    indirect_percent: str
    own: str
    received_at: datetime
    scores: dict[str, str]
    attached: tuple[str, ...] = ("statute", "registration", "accounts")
    typed: bool = False
    signed: bool = True
    other_edition: bool = False
    on_paper: bool = False


def _at(month: int, day: int, hour: int, minute: int) -> datetime:
    return datetime(2023, month, day, hour, minute, tzinfo=BELGRADE)


APPLICANTS = (
    Applicant(
        folder="01-svetla-staza",
        name="Udruženje „Svetla staza“",
        country="RS",
        city="Kragujevac",
        address="Ulica izmišljenih lipa 7",
        legal_form="udruženje",
        register_no="28990011",
        tax_no="100002887",
        registered_on=date(2011, 5, 19),
        representative="Radmila Izvorska",
        email="kancelarija@svetlastaza.example",
        iban="RS35260005601001611379",
        language="sr",
        title="Asistenti bliže ljudima",
        summary=(
            "Projekat širi personalnu asistenciju na četiri seoske mesne zajednice, obučava "
            "osam asistenata i sa gradom priprema odluku o trajnom finansiranju usluge."
        ),
        months=10,
        lines=(
            ("1.1", "Koordinatorka usluge, 40 %", "mesec", "10", "420"),
            ("1.2", "Osam asistenata, 20 sati mesečno", "mesec", "10", "560,00"),
            ("2.1", "Prevoz asistenata do sela", "mesec", "10", "75"),
            ("5.1", "Obuka asistenata, pet dana", "dan", "5", "240"),
            ("5.2", "Priručnik za korisnike usluge", "komad", "300", "2,50"),
        ),
        indirect_percent="7",
        own="0",
        received_at=_at(10, 26, 14, 5),
        scores={"A": "5454 4455 444 454 445 45", "B": "4445 5444 454 444 455 44"},
    ),
    Applicant(
        folder="02-korak-napred",
        name="Удружење „Корак напред“",
        country="RS",
        city="Ниш",
        address="Улица замишљених јавора 12",
        legal_form="удружење",
        register_no="17990022",
        tax_no="104052135",
        registered_on=date(2008, 3, 3),
        representative="Светозар Бистрички",
        email="kontakt@koraknapred.example",
        iban=None,
        language="sr",
        title="Кућа отворених врата",
        summary=(
            "Пројекат покреће предах за породице деце са сметњама у развоју: два викенда "
            "месечно, са обученим особљем и планом преласка на општински буџет."
        ),
        months=12,
        lines=(
            ("1.1", "Стручни радник, 50 %", "месец", "12", "380"),
            ("1.2", "Два неговатеља викендом", "месец", "12", "290"),
            ("3.1", "Опрема за две собе", "комплет", "1", "1.450,00"),
            ("5.1", "Супервизија", "сат", "24", "35"),
        ),
        indirect_percent="5",
        own="500",
        received_at=_at(10, 27, 9, 40),
        scores={"B": "4444 5444 454 444 445 44", "C": "4444 4444 444 444 444 44"},
    ),
    Applicant(
        folder="03-otvoreni-krug",
        name="Fondacija „Otvoreni krug“",
        country="BA",
        city="Sarajevo",
        address="Ulica zamišljenih kestena 3",
        legal_form="fondacija",
        register_no="4200990000031",
        tax_no=None,
        registered_on=date(2015, 9, 14),
        representative="Emina Zvjezdić",
        email="ured@otvorenikrug.example",
        iban="BA391290079401028494",
        language="sr",
        title="Mladi i stariji u istom dvorištu",
        summary=(
            "Dvadeset mladih volontera pomaže u kući starijim susjedima, a fondacija s kantonom "
            "priprema standard usluge pomoći u kući."
        ),
        months=8,
        lines=(
            ("1.1", "Voditeljica projekta", "mjesec", "8", "450"),
            ("1.2", "Pomagači u kući", "mjesec", "8", "400"),
            ("5.1", "Radionice s kantonom", "radionica", "4", "310"),
            ("5.2", "Vidljivost", "paket", "1", "360"),
        ),
        indirect_percent="7",
        own="0",
        received_at=_at(10, 30, 17, 31),
        scores={
            "A": "2333 3333 323 332 322 33",
            "B": "4444 4444 444 444 444 44",
            "C": "4434 4344 434 344 343 44",
        },
    ),
    Applicant(
        folder="04-suncana-strana",
        name="NVO „Sunčana strana“",
        country="ME",
        city="Nikšić",
        address="Ulica zamišljenih borova 21",
        legal_form="nevladino udruženje",
        register_no="99000041",
        tax_no=None,
        registered_on=date(2019, 1, 30),
        representative="Vuk Primorac",
        email="info@suncanastrana.example",
        iban="ME25505000012345678951",
        language="en",
        title="A helpline that answers",
        summary=(
            "The project extends the hours of a helpline for women who survived violence and "
            "trains six listeners."
        ),
        months=9,
        lines=(
            ("1.1", "Coordinator", "month", "9", "500"),
            ("1.2", "Listeners", "month", "9", "600"),
            ("4.1", "Telephone costs", "month", "9", "40"),
        ),
        indirect_percent="0",
        own="0",
        received_at=_at(10, 30, 11, 2),
        scores={"A": "2333 3333 333 333 333 33", "C": "2332 3433 323 333 333 33"},
    ),
    Applicant(
        folder="05-nova-iskra",
        name="Здружение „Нова искра“",
        country="MK",
        city="Битола",
        address="Улица замислени јавори 5",
        legal_form="здружение",
        register_no="7990055",
        tax_no="4030000375897",
        registered_on=date(2013, 11, 8),
        representative="Билјана Езерска",
        email="kancelarija@novaiskra.example",
        iban="MK07250120000058984",
        language="en",
        title="A day centre with a garden",
        summary="The project opens a garden at a day centre and employs four users in it.",
        months=10,
        lines=(
            ("1.1", "Coordinator", "month", "10", "450"),
            ("3.1", "Garden tools and seeds", "set", "1", "2,400.00"),
            ("5.1", "Mentoring of users", "hour", "80", "18"),
        ),
        indirect_percent="6",
        own="0",
        received_at=_at(10, 30, 18, 4),
        scores={},
    ),
    Applicant(
        folder="06-svetla-staza-ponovo",
        name="Udruzenje Svetla Staza",
        country="RS",
        city="Kragujevac",
        address="Ul. izmišljenih lipa 7",
        legal_form="udruženje",
        register_no="28990012",
        tax_no="100002887",
        registered_on=date(2011, 5, 19),
        representative="Radmila Izvorska",
        email="kancelarija@svetlastaza.example",
        iban=None,
        language="sr",
        title="Asistenti bliže ljudima i gradu",
        summary="Ista prijava poslata ponovo, sa drugim naslovom.",
        months=10,
        lines=(("1.1", "Koordinatorka usluge", "mesec", "10", "600"),),
        indirect_percent="0",
        own="0",
        received_at=_at(10, 28, 20, 15),
        scores={},
    ),
)
