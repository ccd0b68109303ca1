"""The papers of a kit for assessors without the program: applications, declaration, leaflet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import cast

from iris_grants.applications.answer_words import answer_label, answer_text, partner_number
from iris_grants.applications.queries import AnswerRow, named_answers
from iris_grants.calls.terms import CallTerms
from iris_grants.documents.pdf import render_pdf
from iris_grants.documents.pdf_blocks import (
    Align,
    Block,
    Bullets,
    Column,
    Heading,
    KeyValues,
    PdfMeta,
    Row,
    RowLook,
    SignatureLine,
    Signatures,
    Spacer,
    Table,
    Text,
    Title,
)
from iris_grants.kernel.clock import from_utc_text
from iris_grants.kernel.money import Money
from iris_grants.programme.papers import kosovo_note
from iris_grants.scoring.assessed import MILLI
from iris_grants.scoring.package import Package, PackedApplication, PackedLine
from iris_grants.wording import _, current_language, label
from iris_grants.wording.formats import decimal_text, minor, money

KEPT_APART = ("answer.", "partner.", "declaration.", "attachment.", "funding.")


def application_pdf(package: Package, one: PackedApplication, files: Iterable[str]) -> bytes:
    """One application as an assessor reads it (PDF/A); `files` are the names of its attachments."""
    terms = package.call_terms()
    answers = named_answers(terms, cast("Mapping[str, str]", one.answers))
    blocks: list[Block] = [
        Title(text=one.title, subtitle=one.applicant, eyebrow=one.number),
        KeyValues(rows=_facts(one)),
    ]
    blocks += _texts(answers)
    blocks += [Heading(text=_("Budget")), _budget(one, terms)]
    blocks += [Heading(text=_("Partners")), *_partners(answers)]
    blocks += [Heading(text=label("form.sheet.applicant")), KeyValues(rows=_others(answers))]
    names = list(files)
    if names:
        blocks += [Heading(text=_("Attachments")), Bullets(items=names)]
    return render_pdf(blocks, kit_meta(package, f"{one.number} · {one.title}"))


def declaration_pdf(package: Package) -> bytes:
    """The declaration of objectivity and confidentiality, to be signed (PDF/A, DOMAIN.md §4.1)."""
    title = _("Declaration of objectivity and confidentiality")
    terms = package.call_terms()
    blocks: list[Block] = [
        Title(text=title, subtitle=terms.title.of(current_language()), eyebrow=package.call_number),
        KeyValues(
            rows=[
                (_("Name and surname"), package.assessor.name),
                (_("Code"), package.assessor.code),
                (_("Package"), package.number),
            ]
        ),
        Text(text=label("scoring.declaration")),
        Table(
            columns=[
                Column(title=_("No."), width_mm=24),
                Column(title=_("Applicant")),
                Column(title=_("Project")),
            ],
            rows=[[one.number, one.applicant, one.title] for one in package.applications],
            caption=_("Applications that were given to me"),
        ),
        Text(text=_("Applications from which I step aside, and why:")),
        Spacer(mm=18),
        Signatures(
            lines=[SignatureLine(name=package.assessor.name, role=label("member.assessor"))],
            place_and_date=_("Place and date"),
        ),
    ]
    return render_pdf(blocks, kit_meta(package, title))


def leaflet_pdf(package: Package, *, sheet: str, declaration: str) -> bytes:
    """One page that says what to do; the names are those of the files beside it (PDF/A)."""
    title = _("How to score without the program")
    terms = package.call_terms()
    steps = [
        _("Read each application: its folder has the application as PDF and its attachments."),
        _("Open {file} in Excel or LibreOffice. Each application has a sheet of its own.").format(
            file=sheet
        ),
        _("Fill in the coloured cells only: a score for each criterion, and the comments."),
        _(
            "An empty cell means: not yet scored. Where “not applicable” is offered, an x in its "
            "cell leaves the criterion out."
        ),
        _("If you have a tie to an applicant or partner, choose the tie in row 4 and say why."),
        _("Do not add, rename or delete sheets, and save the file under the same name."),
        _("Print {file}, sign it and scan it.").format(file=declaration),
        _(
            "Send the office both files, encrypted under the same passphrase. What is missing can "
            "follow in the same file later."
        ),
    ]
    blocks: list[Block] = [
        Title(text=title, subtitle=terms.title.of(current_language()), eyebrow=package.number),
        Text(text=f"{package.assessor.code} · {package.assessor.name}"),
        Bullets(items=steps, numbered=True),
        Heading(text=_("Scale"), level=2),
        *_scale(terms),
        Heading(text=_("Keep it confidential"), level=2),
        Text(
            text=_(
                "You work alone: do not speak of scores with other assessors or applicants. "
                "Delete the folder when the office confirms that your scores have arrived."
            )
        ),
    ]
    return render_pdf(blocks, kit_meta(package, title))


def kit_meta(package: Package, title: str) -> PdfMeta:
    """Head and foot of the papers of a kit, from what the package says."""
    programme = package.programme
    words = programme.title_sr if current_language() == "sr_Latn" else programme.title_en
    return PdfMeta(
        title=title,
        language=current_language().replace("_", "-"),
        author=programme.lead_name,
        created=from_utc_text(package.made_at),
        subject=words,
        reference=f"{package.number} · {package.assessor.code}",
        running_title=f"{programme.code} · {title}",
        funding_line=_("Funded by the European Union"),
        marked_words=(kosovo_note(),),
    )


def _facts(one: PackedApplication) -> list[tuple[str, str]]:
    return [
        (_("Applicant"), one.applicant),
        (_("Register number"), one.register_no),
        (_("Country"), f"{label(f'country.{one.country}')}, {one.city}"),
        (_("Requested"), money(Money(one.requested_minor, one.currency))),
        (_("Total costs"), money(Money(one.total_minor, one.currency))),
        (_("Duration in months"), str(one.duration_months)),
    ]


def _texts(answers: Iterable[AnswerRow]) -> list[Block]:
    blocks: list[Block] = []
    for one in answers:
        if one.key.startswith("answer."):
            blocks += [Heading(text=answer_label(one), level=2), Text(text=one.text)]
    return blocks


def _partners(answers: Iterable[AnswerRow]) -> list[Block]:
    grouped: dict[str, list[tuple[str, str]]] = {}
    for one in answers:
        if number := partner_number(one):
            words = answer_label(one).removeprefix(f"{number} · ")
            grouped.setdefault(number, []).append((words, answer_text(one)))
    return [KeyValues(rows=rows) for rows in grouped.values()] or [
        Text(text=_("The applicant names no partners."))
    ]


def _others(answers: Iterable[AnswerRow]) -> list[tuple[str, str]]:
    return [
        (answer_label(one), answer_text(one))
        for one in answers
        if not one.key.startswith(KEPT_APART)
    ]


def _budget(one: PackedApplication, terms: CallTerms) -> Block:
    titles = {each.code: each.title.of(current_language()) for each in terms.budget.headings}
    rows: list[Row] = []
    heading, amount = "", _("Amount") + f" ({one.currency})"
    for line in one.budget:
        if line.heading != heading:
            heading = line.heading
            words = titles.get(heading) or label(f"form.share.{heading}")
            number = heading if heading in titles else ""
            rows.append(Row(cells=[number, words], look=RowLook.GROUP))
        rows.append(Row(cells=_cells(line)))
    rows.append(Row(cells=["", _("Total"), "", "", "", minor(one.total_minor)], look=RowLook.TOTAL))
    return Table(
        columns=[
            Column(title=_("No.")),
            Column(title=_("Costs")),
            Column(title=_("Unit")),
            Column(title=_("Units"), align=Align.RIGHT),
            Column(title=_("Value of a unit"), align=Align.RIGHT),
            Column(title=amount, align=Align.RIGHT),
        ],
        rows=rows,
        small=True,
    )


def _cells(line: PackedLine) -> list[str]:
    units = Decimal(line.units_milli).scaleb(-3)
    places = 0 if line.units_milli % MILLI == 0 else 2
    return [
        line.code,
        line.description,
        line.unit,
        decimal_text(units, places),
        minor(line.unit_value_minor),
        minor(line.amount_minor),
    ]


def _scale(terms: CallTerms) -> list[Block]:
    anchors = [f"{one.score:f} – {one.title.of(current_language())}" for one in terms.grid.anchors]
    rule = terms.comment_required
    blocks: list[Block] = [Bullets(items=anchors)] if anchors else []
    if rule.section:
        blocks.append(Text(text=_("Each section needs a comment.")))
    if rule.item_scores:
        named = ", ".join(f"{score:f}" for score in rule.item_scores)
        words = _("A score of {scores} needs a comment of its own.")
        blocks.append(Text(text=words.format(scores=named)))
    return blocks
