"""What a scoring package says: the call and its grid, one assessor, applications with files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from iris_grants.calls.grid import comment_document, grid_document
from iris_grants.calls.parse import parse_call
from iris_grants.calls.terms import CallTerms
from iris_grants.kernel.canonical import fingerprint
from iris_grants.kernel.problems import Where, refusal
from iris_grants.programme.values import Value
from iris_grants.scoring.reading import Parts

FORMAT = "iris-grants/scoring-package"
VERSION = 1
SUFFIX = ".iris-package"
_KEYS = (
    *("format", "version", "number", "made_at"),
    *("programme", "call", "grid", "assessor", "applications"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedProgramme:
    """The action under which the call stands, as it is published."""

    code: str
    title_en: str
    title_sr: str
    donor: str
    lead_name: str
    starts_on: str
    ends_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedFile:
    """A file of an application: its name as received, its path and hash in the package."""

    path: str
    name: str
    kind: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedLine:
    """A budget line as the applicant wrote it; `units_milli` are thousandths of a unit."""

    heading: str
    code: str
    description: str
    unit: str
    units_milli: int
    unit_value_minor: int
    amount_minor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedApplication:
    """An application as the assessor sees it, bound to its revision by the fingerprint."""

    id: str
    number: str
    revision: int
    fingerprint: str
    title: str
    organisation_id: str
    applicant: str
    register_no: str
    city: str
    country: str
    lot: str | None
    requested_minor: int
    total_minor: int
    currency: str
    duration_months: int
    language: str
    answers: Mapping[str, object]
    budget: tuple[PackedLine, ...]
    files: tuple[PackedFile, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedAssessor:
    """For whom the package is."""

    member_id: str
    person_id: str
    code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """Everything a package says, apart from the contents of its files.

    `terms` are the complete terms of the call as published, `grid` is the fingerprint of
    what is scored by (`grid_fingerprint`). Nothing of other assessors and no score is here.
    """

    number: str
    made_at: str
    programme: PackedProgramme
    call_id: str
    call_number: str
    call_fingerprint: str
    terms: Mapping[str, object]
    grid: str
    assessor: PackedAssessor
    applications: tuple[PackedApplication, ...]

    @property
    def file_name(self) -> str:
        """The name of its file: number and code of the assessor, letters that any disk takes."""
        plain = "".join(c if c.isascii() and c.isalnum() else "-" for c in self.number)
        return f"{plain}-{self.assessor.code}{SUFFIX}"

    def call_terms(self) -> CallTerms:
        """The terms of the call; refused where they are not what any call has."""
        return parse_call(cast("Mapping[str, Value]", self.terms))


def grid_fingerprint(terms: CallTerms) -> str:
    """The fingerprint of what is scored by: the grid and where comments are required."""
    return fingerprint(
        {
            "grid": grid_document(terms.grid),
            "comment_required": comment_document(terms.comment_required),
        }
    )


def package_document(package: Package) -> dict[str, object]:
    """The package as its manifest holds it."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "number": package.number,
        "made_at": package.made_at,
        "programme": {
            "code": package.programme.code,
            "title_en": package.programme.title_en,
            "title_sr": package.programme.title_sr,
            "donor": package.programme.donor,
            "lead_name": package.programme.lead_name,
            "starts_on": package.programme.starts_on,
            "ends_on": package.programme.ends_on,
        },
        "call": {
            "id": package.call_id,
            "number": package.call_number,
            "fingerprint": package.call_fingerprint,
            "terms": package.terms,
        },
        "grid": package.grid,
        "assessor": {
            "member_id": package.assessor.member_id,
            "person_id": package.assessor.person_id,
            "code": package.assessor.code,
            "name": package.assessor.name,
        },
        "applications": [_application_document(one) for one in package.applications],
    }


def package_fingerprint(package: Package) -> str:
    """The SHA-256 of the manifest, to which returns are bound."""
    return fingerprint(package_document(package))


def read_package(body: object, file: str | None = None) -> Package:
    """The package that a manifest describes.

    Refused: `scoring.not_a_package`, `scoring.package_newer` (a later version of the
    format), `scoring.file_malformed`, and where the terms are not those of the fingerprint.
    """
    top = Parts(body, file=file)
    if not isinstance(body, dict) or body.get("format") != FORMAT:
        raise refusal("scoring.not_a_package", Where(file=file))
    version = top.whole("version", least=1)
    if version > VERSION:
        raise refusal("scoring.package_newer", Where(file=file), version=version, known=VERSION)
    top.only(*_KEYS)
    call = top.part("call")
    package = Package(
        number=top.text("number"),
        made_at=top.text("made_at"),
        programme=_read_programme(top.part("programme")),
        call_id=call.text("id"),
        call_number=call.text("number"),
        call_fingerprint=call.text("fingerprint"),
        terms=call.mapping("terms"),
        grid=top.text("grid"),
        assessor=_read_assessor(top.part("assessor")),
        applications=tuple(_read_application(part) for part in top.parts("applications")),
    )
    if fingerprint(package.terms) != package.call_fingerprint:
        raise call.wrong("terms")
    if grid_fingerprint(package.call_terms()) != package.grid:
        raise top.wrong("grid")
    return package


def _application_document(one: PackedApplication) -> dict[str, object]:
    return {
        "id": one.id,
        "number": one.number,
        "revision": one.revision,
        "fingerprint": one.fingerprint,
        "title": one.title,
        "organisation_id": one.organisation_id,
        "applicant": one.applicant,
        "register_no": one.register_no,
        "city": one.city,
        "country": one.country,
        "lot": one.lot,
        "requested_minor": one.requested_minor,
        "total_minor": one.total_minor,
        "currency": one.currency,
        "duration_months": one.duration_months,
        "language": one.language,
        "answers": one.answers,
        "budget": [_line_document(line) for line in one.budget],
        "files": [_file_document(file) for file in one.files],
    }


def _line_document(line: PackedLine) -> dict[str, object]:
    return {
        "heading": line.heading,
        "code": line.code,
        "description": line.description,
        "unit": line.unit,
        "units_milli": line.units_milli,
        "unit_value_minor": line.unit_value_minor,
        "amount_minor": line.amount_minor,
    }


def _file_document(file: PackedFile) -> dict[str, object]:
    return {
        "path": file.path,
        "name": file.name,
        "kind": file.kind,
        "media_type": file.media_type,
        "size": file.size,
        "sha256": file.sha256,
    }


def _read_programme(part: Parts) -> PackedProgramme:
    return PackedProgramme(
        code=part.text("code"),
        title_en=part.text("title_en"),
        title_sr=part.text("title_sr"),
        donor=part.text("donor"),
        lead_name=part.text("lead_name"),
        starts_on=part.text("starts_on"),
        ends_on=part.text("ends_on"),
    )


def _read_assessor(part: Parts) -> PackedAssessor:
    return PackedAssessor(
        member_id=part.text("member_id"),
        person_id=part.text("person_id"),
        code=part.text("code"),
        name=part.text("name"),
    )


def _read_application(part: Parts) -> PackedApplication:
    return PackedApplication(
        id=part.text("id"),
        number=part.text("number"),
        revision=part.whole("revision", least=1),
        fingerprint=part.text("fingerprint"),
        title=part.text("title"),
        organisation_id=part.text("organisation_id"),
        applicant=part.text("applicant"),
        register_no=part.text("register_no"),
        city=part.text("city"),
        country=part.text("country"),
        lot=part.maybe_text("lot"),
        requested_minor=part.whole("requested_minor"),
        total_minor=part.whole("total_minor"),
        currency=part.text("currency"),
        duration_months=part.whole("duration_months"),
        language=part.text("language"),
        answers=part.mapping("answers"),
        budget=tuple(_read_line(line) for line in part.parts("budget")),
        files=tuple(_read_file(file) for file in part.parts("files")),
    )


def _read_line(part: Parts) -> PackedLine:
    return PackedLine(
        heading=part.text("heading"),
        code=part.text("code"),
        description=part.text("description"),
        unit=part.text("unit"),
        units_milli=part.whole("units_milli"),
        unit_value_minor=part.whole("unit_value_minor"),
        amount_minor=part.whole("amount_minor"),
    )


def _read_file(part: Parts) -> PackedFile:
    return PackedFile(
        path=part.text("path"),
        name=part.text("name"),
        kind=part.text("kind"),
        media_type=part.text("media_type"),
        size=part.whole("size"),
        sha256=part.text("sha256"),
    )
