"""What an application form says, as one frozen value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from db.search import search_key
from iris_grants.calls.form_budget import BudgetTotals, budget_totals
from iris_grants.calls.form_layout import DECLARATIONS, FormLayout
from iris_grants.calls.form_parts import (
    CONTINGENCY,
    INDIRECT,
    PARTNER_ROWS,
    CellValue,
)
from iris_grants.kernel.canonical import fingerprint
from iris_grants.wording import in_language, label

CODES_OF_SHARES = {INDIRECT: "8", CONTINGENCY: "10"}
PERCENT_UNIT = "%"
BUDGET_PREFIX = "budget."


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """The organisation that applies, as it wrote itself; `country` is a code of the call."""

    name: str
    country: str
    city: str
    address: str | None
    legal_form: str | None
    register_no: str
    tax_no: str | None
    registered_on: date | None
    email: str | None
    phone: str | None
    representative: str | None
    iban: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledPartner:
    """A partner of the applicant; `mandate` None where nothing was answered."""

    name: str
    country: str | None
    register_no: str | None
    mandate: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledLine:
    """A budget line; `units` in thousandths, amounts in minor units, computed by us."""

    heading: str
    code: str
    description: str
    unit: str
    units_milli: int
    unit_value_minor: int
    amount_minor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledForm:
    """A form as read: the values of its filled cells by key, and what they mean.

    `language` is that of the form's words; `values` hold exact numbers, days, text and
    codes of choices (see `iris_grants.calls.form_parts`).
    """

    language: str
    values: Mapping[str, CellValue]
    applicant: Applicant
    title: str
    lot: str | None
    application_language: str | None
    project_country: str | None
    months: int
    lines: tuple[FilledLine, ...]
    totals: BudgetTotals
    requested_minor: int
    partners: tuple[FilledPartner, ...]
    confirmed: bool
    signed: bool

    def answers(self) -> dict[str, str]:
        """Everything but the lines of the budget, as text by the keys of the form."""
        return {
            key: value_text(value)
            for key, value in sorted(self.values.items())
            if not key.startswith(BUDGET_PREFIX)
        }

    def budget_values(self) -> dict[str, str]:
        """The cells of the budget, as text by the keys of the form."""
        return {
            key: value_text(value)
            for key, value in sorted(self.values.items())
            if key.startswith(BUDGET_PREFIX)
        }


def filled_form(layout: FormLayout, language: str, values: Mapping[str, CellValue]) -> FilledForm:
    """What the values of a form mean; core fields must be there (`Need.CORE`)."""
    reader = _Values(values)
    totals = budget_totals(layout.budget, values)
    return FilledForm(
        language=language,
        values=dict(values),
        applicant=_applicant(reader),
        title=reader.text("project.title"),
        lot=reader.maybe("project.lot"),
        application_language=reader.maybe("project.language"),
        project_country=reader.maybe("project.country"),
        months=reader.whole("project.duration_months"),
        lines=_lines(layout, language, reader, totals),
        totals=totals,
        requested_minor=reader.minor("funding.requested"),
        partners=_partners(reader),
        confirmed=all(reader.yes(f"declaration.{name}") for name in DECLARATIONS),
        signed=bool(reader.maybe("declaration.signatory"))
        and reader.day("declaration.signed_on") is not None,
    )


def value_text(value: CellValue) -> str:
    """A value as text that is the same whenever the value is: `7`, `12.50` → `12.5`."""
    if isinstance(value, Decimal):
        plain = value.normalize()
        return format(plain if plain else Decimal(0), "f")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def content_fingerprint(form: FilledForm, attachment_hashes: Iterable[str]) -> str:
    """The SHA-256 of an application: what the form says and which files belong to it."""
    return fingerprint(
        {
            "answers": form.answers(),
            "budget": form.budget_values(),
            "attachments": sorted(attachment_hashes),
        }
    )


def folded_fingerprint(answers: Mapping[str, str], lines: Iterable[FilledLine]) -> str:
    """A fingerprint that letters, scripts, accents and blanks do not change."""
    return fingerprint(
        {
            "answers": {key: search_key(text) for key, text in answers.items() if text.strip()},
            "lines": [
                [
                    line.code,
                    search_key(line.description),
                    search_key(line.unit),
                    line.units_milli,
                    line.unit_value_minor,
                ]
                for line in lines
            ],
        }
    )


class _Values:
    """Typed access to the values of a form."""

    def __init__(self, values: Mapping[str, CellValue]) -> None:
        self._values = values

    def has(self, key: str) -> bool:
        return key in self._values

    def maybe(self, key: str) -> str | None:
        value = self._values.get(key)
        return value if isinstance(value, str) and value else None

    def text(self, key: str) -> str:
        return self.maybe(key) or ""

    def whole(self, key: str) -> int:
        value = self._values.get(key)
        return value if isinstance(value, int) else 0

    def number(self, key: str) -> Decimal:
        value = self._values.get(key)
        return value if isinstance(value, Decimal) else Decimal(0)

    def minor(self, key: str) -> int:
        return int(self.number(key) * 100)

    def day(self, key: str) -> date | None:
        value = self._values.get(key)
        return value if isinstance(value, date) else None

    def yes(self, key: str) -> bool:
        return self._values.get(key) == "yes"

    def maybe_yes(self, key: str) -> bool | None:
        return None if key not in self._values else self.yes(key)


def _applicant(reader: _Values) -> Applicant:
    return Applicant(
        name=reader.text("applicant.name"),
        country=reader.text("applicant.country"),
        city=reader.text("applicant.city"),
        address=reader.maybe("applicant.address"),
        legal_form=reader.maybe("applicant.legal_form"),
        register_no=reader.text("applicant.register_no"),
        tax_no=reader.maybe("applicant.tax_no"),
        registered_on=reader.day("applicant.registered_on"),
        email=reader.maybe("applicant.email"),
        phone=reader.maybe("applicant.phone"),
        representative=reader.maybe("applicant.representative"),
        iban=reader.maybe("applicant.iban"),
    )


def _partners(reader: _Values) -> tuple[FilledPartner, ...]:
    found = []
    for number in range(1, PARTNER_ROWS + 1):
        name = reader.maybe(f"partner.{number}.name")
        if name is not None:
            found.append(
                FilledPartner(
                    name=name,
                    country=reader.maybe(f"partner.{number}.country"),
                    register_no=reader.maybe(f"partner.{number}.register_no"),
                    mandate=reader.maybe_yes(f"partner.{number}.mandate"),
                )
            )
    return tuple(found)


def _lines(
    layout: FormLayout, language: str, reader: _Values, totals: BudgetTotals
) -> tuple[FilledLine, ...]:
    lines = []
    for line in layout.budget.lines:
        prefix = f"budget.{line.code}"
        parts = ("description", "unit", "units", "unit_value")
        if any(reader.has(f"{prefix}.{part}") for part in parts):
            lines.append(
                FilledLine(
                    heading=line.heading,
                    code=line.code,
                    description=reader.text(f"{prefix}.description"),
                    unit=reader.text(f"{prefix}.unit"),
                    units_milli=int(reader.number(f"{prefix}.units") * 1000),
                    unit_value_minor=reader.minor(f"{prefix}.unit_value"),
                    amount_minor=totals.lines[line.code],
                )
            )
    shares = ((INDIRECT, totals.indirect), (CONTINGENCY, totals.contingency))
    with in_language(language):
        words = {heading: label(f"form.share.{heading}") for heading, _ in shares}
    for heading, amount in shares:
        percent = reader.number(f"budget.{heading}.percent")
        if percent:
            lines.append(
                FilledLine(
                    heading=heading,
                    code=CODES_OF_SHARES[heading],
                    description=words[heading],
                    unit=PERCENT_UNIT,
                    units_milli=int(percent * 1000),
                    unit_value_minor=totals.direct,
                    amount_minor=amount,
                )
            )
    return tuple(lines)
