"""Files of exchange rates: both JSON shapes, CSV, and every way in which one can be wrong."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from iris_grants.cli.main import main
from iris_grants.finance.commands import record_rate
from iris_grants.finance.rate_book import list_rates
from iris_grants.finance.rate_files import FileRate, read_rate_file
from iris_grants.finance.rates import import_rates, plan_rates
from tests.iris_grants.finance.lists import Desk
from tests.iris_grants.refusals import refused

MONTH = date(2024, 2, 1)
MONTHLY = [
    {"country": "Serbia", "currency": "Serbian Dinar", "isoA3Code": "RSD", "value": 117.1853},
    {"country": "North Macedonia", "currency": "Denar", "isoA3Code": "MKD", "value": 61.6095},
    {"country": "Norway", "currency": "Krone", "isoA3Code": "NOK", "value": 11.398},
    {"country": "Austria", "currency": "Euro", "isoA3Code": "EUR", "value": 1},
]
HISTORY = [
    {
        "currencyIso": "ALL",
        "refCurrencyIso": "EUR",
        "amount": "103.98",
        "dateStart": "01/02/2024",
        "dateEnd": "29/02/2024",
    },
    {
        "currencyIso": "ALL",
        "refCurrencyIso": "EUR",
        "amount": "104.05",
        "dateStart": "01/03/2024",
        "dateEnd": "31/03/2024",
    },
]


def written(folder: Path, content: object, name: str = "rates.json") -> Path:
    path = folder / name
    text = content if isinstance(content, str) else json.dumps(content)
    path.write_text(text, encoding="utf-8")
    return path


def rate(currency: str, day: date, value: str) -> FileRate:
    return FileRate(currency=currency, valid_on=day, rate=Decimal(value))


def test_list_of_a_month_is_read_for_that_month(tmp_path: Path) -> None:
    read = read_rate_file(written(tmp_path, MONTHLY), MONTH)
    assert (read.problems, read.others) == ((), 2)
    assert read.rates == (rate("RSD", MONTH, "117.1853"), rate("MKD", MONTH, "61.6095"))


def test_history_of_a_currency_names_its_own_days(tmp_path: Path) -> None:
    read = read_rate_file(written(tmp_path, HISTORY), None)
    assert read.problems == ()
    assert read.rates == (
        rate("ALL", MONTH, "103.98"),
        rate("ALL", date(2024, 3, 1), "104.05"),
    )


@pytest.mark.parametrize(
    "text",
    [
        "ISO A3 Code;Value\nRSD;117,1853\n",
        "\ufeffcurrency,rate,month\r\nRSD,117.1853,2024-02\r\n",
        "Country\tISO\tValue\tDate\nSerbia\tRSD\t117.1853\t2024-02-01\n",
    ],
)
def test_csv_is_read_whatever_divides_it(tmp_path: Path, text: str) -> None:
    read = read_rate_file(written(tmp_path, text, "rates.csv"), MONTH)
    assert (read.problems, read.rates) == ((), (rate("RSD", MONTH, "117.1853"),))


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ({"isoA3Code": "RSD"}, "finance.rates_incomplete"),
        ({"value": 117.2}, "finance.rates_incomplete"),
        ({"isoA3Code": "RSD", "value": "luck"}, "finance.rates_no_value"),
        ({"isoA3Code": "RSD", "value": 0}, "finance.rates_no_value"),
        ({"isoA3Code": "RSD", "value": "1e999999"}, "finance.rates_no_value"),
        ({"isoA3Code": "RSD", "value": 117.2, "dateStart": "soon"}, "finance.rates_no_day"),
        ({"isoA3Code": "RSD", "value": 117.2}, "finance.rates_no_month"),
        (
            {"currencyIso": "RSD", "refCurrencyIso": "USD", "amount": "108.1"},
            "finance.rates_wrong_base",
        ),
    ],
)
def test_wrong_entry_is_named_by_its_place(tmp_path: Path, entry: object, code: str) -> None:
    read = read_rate_file(written(tmp_path, [HISTORY[0], entry]), None)
    assert [(p.code, p.where.file, p.where.line) for p in read.problems] == [
        (code, "rates.json", 2)
    ]
    assert len(read.rates) == 1


def test_two_values_for_one_day_are_a_problem(tmp_path: Path) -> None:
    other = {**HISTORY[0], "amount": "99"}
    read = read_rate_file(written(tmp_path, [HISTORY[0], HISTORY[0], other]), None)
    assert [(p.code, p.where.line) for p in read.problems] == [("finance.rates_two_values", 3)]


@pytest.mark.parametrize("content", ["", "[", "[1, 2]", "[]", "a;b\n1;2\n", "ISO;Value\n"])
def test_file_that_holds_no_rates_is_refused(tmp_path: Path, content: str) -> None:
    with refused("finance.rates_unreadable"):
        read_rate_file(written(tmp_path, content), MONTH)


def test_file_that_is_missing_or_huge_is_refused(tmp_path: Path) -> None:
    with refused("finance.rates_unreadable"):
        read_rate_file(tmp_path / "nowhere.json", MONTH)
    with refused("finance.rates_too_large"):
        read_rate_file(written(tmp_path, "[" + " " * 4_000_001), MONTH)


def test_import_records_what_is_new_and_changes_nothing(desk: Desk) -> None:
    finance = desk.funding.finance
    finance.run(
        record_rate,
        kind="inforeuro_month",
        currency="MKD",
        valid_on=MONTH,
        rate=Decimal("61.6095"),
        source="InforEuro",
    )
    path = written(desk.folder, MONTHLY)
    with finance.read() as session:
        plan = plan_rates(session, path=path, month=MONTH)
    assert ([one.currency for one in plan.new], plan.known, plan.others) == (["RSD"], 1, 2)
    assert finance.run(import_rates, path=path, source="InforEuro 2/2024", month=MONTH) == 1
    assert finance.run(import_rates, path=path, source="InforEuro 2/2024", month=MONTH) == 0
    with refused("finance.rate_without_source"):
        finance.run(import_rates, path=path, source=" ", month=MONTH)
    changed = written(desk.folder, [{**MONTHLY[0], "value": 118}, HISTORY[0]], "other.json")
    with refused("finance.rate_differs"):
        finance.run(import_rates, path=changed, source="InforEuro", month=MONTH)
    with finance.read() as session:
        known = [(row.currency, row.valid_on, row.rate, row.source) for row in list_rates(session)]
    assert known == [
        ("MKD", "2024-02-01", "61.6095", "InforEuro"),
        ("RSD", "2024-02-01", "117.1853", "InforEuro 2/2024"),
    ]


def test_rates_come_in_and_are_listed_on_the_command_line(
    local_desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(local_desk.folder, MONTHLY)
    local_desk.funding.close()
    store = local_desk.funding.officer.store.address
    base = ["finance", "rates-import", store, str(path), "--month", "2024-02"]
    who = ["--as", "Ljuba Ogledna"]
    assert main([*base, "--source", "InforEuro", "--plan", *who]) == 0
    assert "New: 2" in capsys.readouterr().out
    assert main([*base, "--source", "InforEuro", *who]) == 0
    assert "Recorded: 2" in capsys.readouterr().out
    assert main(["finance", "rates", store, "--json"]) == 0
    rates = json.loads(capsys.readouterr().out)["rates"]
    assert [(one["currency"], one["rate"]) for one in rates] == [
        ("MKD", "61.6095"),
        ("RSD", "117.1853"),
    ]
    assert main([*base[:-1], "soon", "--source", "InforEuro", *who]) == 2
