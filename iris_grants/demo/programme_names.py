"""The organisations of the sample programme: all invented, written as people there write."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Invented:
    """An invented organisation: its name, town, street and the person who signs for it."""

    country: str
    name: str
    city: str
    street: str
    legal_form: str
    representative: str
    folder: str


def _of(
    country: str, street: str, legal_form: str, *rows: tuple[str, str, str, str]
) -> tuple[Invented, ...]:
    """Organisations of one country: name, town, representative, name of the folder."""
    return tuple(
        Invented(
            country=country,
            name=name,
            city=city,
            street=street,
            legal_form=legal_form,
            representative=representative,
            folder=folder,
        )
        for name, city, representative, folder in rows
    )


LATIN_SERBIA = _of(
    "RS",
    "Ulica izmišljenih lipa",
    "udruženje",
    ("Udruženje „Svetla staza“", "Kragujevac", "Radmila Izvorska", "svetla-staza"),
    ("Udruženje „Druga obala“", "Novi Sad", "Ognjen Rukavac", "druga-obala"),
    ("Centar „Mali most“", "Užice", "Jagoda Mostarić", "mali-most"),
    ("Udruženje „Široki prozor“", "Leskovac", "Časlav Jesenji", "siroki-prozor"),
    ("Udruženje „Žuta ljuljaška“", "Subotica", "Ilonka Vetrenjak", "zuta-ljuljaska"),
    ("Fondacija „Đulina bašta“", "Vranje", "Đurđica Prelić", "djulina-basta"),
    ("Udruženje „Tihi šapat“", "Čačak", "Nevenka Ćopić-Sova", "tihi-sapat"),
    ("Centar „Peti sprat“", "Beograd", "Lazar Stepenik", "peti-sprat"),
    ("Udruženje „Ljuta paprika“", "Zaječar", "Živka Bakić", "ljuta-paprika"),
    ("Centar „Njegov korak“", "Pirot", "Njegoš Planinić", "njegov-korak"),
    ("Udruženje „Izmišljena luka“", "Smederevo", "Dunja Pristan", "izmisljena-luka"),
)
CYRILLIC_SERBIA = _of(
    "RS",
    "Улица замишљених јавора",
    "удружење",
    ("Удружење „Корак напред“", "Ниш", "Светозар Бистрички", "korak-napred"),
    ("Удружење „Ђачка клупа“", "Краљево", "Љубица Школник", "djacka-klupa"),
    ("Удружење „Њихова соба“", "Ваљево", "Његован Стојник", "njihova-soba"),
    ("Центар „Жива реч“", "Шабац", "Џелина Ћирјан", "ziva-rec"),
    ("Удружење „Дуга над селом“", "Прокупље", "Рада Облачић", "duga-nad-selom"),
)
BOSNIA = _of(
    "BA",
    "Ulica zamišljenih kestena",
    "udruženje",
    ("Fondacija „Otvoreni krug“", "Sarajevo", "Emina Zvjezdić", "otvoreni-krug"),
    ("Udruženje „Topla čaša“", "Tuzla", "Senad Lipnjak", "topla-casa"),
    ("Udruženje „Vodenica“", "Bihać", "Amra Slapić", "vodenica"),
    ("Udruženje „Bijeli dan“", "Banja Luka", "Snježana Jutrić", "bijeli-dan"),
    ("Удружење „Стари храст“", "Бијељина", "Милорад Дубравац", "stari-hrast"),
    ("Udruženje „Sunce u kući“", "Zenica", "Lejla Prozorac", "sunce-u-kuci"),
    ("Centar „Treći red“", "Mostar", "Ivona Kamenik", "treci-red"),
    ("Udruženje „Male ruke“", "Doboj", "Nikolina Prstić", "male-ruke"),
    ("Udruženje „Nijedna sama“", "Trebinje", "Vesna Svjetlić", "nijedna-sama"),
    ("Udruženje „Zajednički sto“", "Goražde", "Haris Trpezić", "zajednicki-sto"),
)
MACEDONIA = _of(
    "MK",
    "Улица замислени јавори",
    "здружение",
    ("Здружение „Нова искра“", "Битола", "Билјана Езерска", "nova-iskra"),
    ("Здружение „Бел камен“", "Прилеп", "Горан Каменски", "bel-kamen"),
    ("Здружение „Ѕвоно“", "Охрид", "Ѕвезда Брегова", "zvono"),
    ("Здружение „Ќе успееме“", "Струмица", "Ќирил Полски", "ke-uspeeme"),
    ("Здружение „Џитка“", "Куманово", "Џемиле Нивска", "dzitka"),
    ("Здружение „Рамо до рамо“", "Штип", "Јована Рамова", "ramo-do-ramo"),
    ("Здружение „Тиха вода“", "Тетово", "Ѓорѓи Водник", "tiha-voda"),
)
MONTENEGRO = _of(
    "ME",
    "Ulica zamišljenih borova",
    "nevladino udruženje",
    ("NVO „Sunčana strana“", "Nikšić", "Vuk Primorac", "suncana-strana"),
    ("NVO „Mirna luka“", "Kotor", "Marina Školjić", "mirna-luka"),
    ("NVO „Śutra je dan“", "Pljevlja", "Śenka Jutrović", "sjutra-je-dan"),
    ("NVO „Plava klupa“", "Podgorica", "Radoje Klupić", "plava-klupa"),
    ("NVO „Gorski vijenac djece“", "Berane", "Stoja Gorštak", "gorski-vijenac-djece"),
    ("NVO „Otvoreno dvorište“", "Bar", "Teodora Dvornić", "otvoreno-dvoriste"),
)
ALBANIA = _of(
    "AL",
    "Rruga e Bredhave të Sajuar",
    "shoqatë",
    ("Shoqata „Ura e Vogël“", "Shkodër", "Besjana Urëza", "ura-e-vogel"),
    ("Shoqata „Dritare e Hapur“", "Tiranë", "Arben Dritori", "dritare-e-hapur"),
    ("Shoqata „Hapi i Parë“", "Durrës", "Ëngjëll Hapësi", "hapi-i-pare"),
    ("Shoqata „Çelësi“", "Elbasan", "Çlirim Çelësi", "celesi"),
    ("Shoqata „Zëri i Lumit“", "Berat", "Mimoza Lumasi", "zeri-i-lumit"),
    ("Shoqata „Guri i Bardhë“", "Vlorë", "Ylli Gurabardhi", "guri-i-bardhe"),
    ("Shoqata „Një Shtëpi“", "Korçë", "Njomza Shtëpani", "nje-shtepi"),
)
KOSOVO = _of(
    "XK",
    "Rruga e Lisave të Imagjinuar",
    "OJQ",
    ("OJQ „Hëna e Re“", "Prizren", "Vjosa Hënasi", "hena-e-re"),
    ("OJQ „Krahë për Krahë“", "Pejë", "Liridon Krahasi", "krahe-per-krahe"),
    ("OJQ „Dera e Hapur“", "Gjilan", "Shpresa Derasi", "dera-e-hapur"),
    ("OJQ „Fjala e Urtë“", "Mitrovicë", "Agron Fjalori", "fjala-e-urte"),
    ("NVO „Kameni most“", "Gračanica", "Slavica Mostovac", "kameni-most"),
    ("OJQ „Rrënja“", "Gjakovë", "Teuta Rrënjësi", "rrenja"),
)
ORGANISATIONS = (
    *LATIN_SERBIA,
    *CYRILLIC_SERBIA,
    *BOSNIA,
    *MACEDONIA,
    *MONTENEGRO,
    *ALBANIA,
    *KOSOVO,
)
