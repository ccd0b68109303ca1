"""The cover of a dossier: what it is, what is missing, and the index with all checksums."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from iris_grants.documents.pdf_blocks import (
    Align,
    Block,
    Column,
    HashList,
    Heading,
    KeyValues,
    PageBreak,
    Row,
    RowLook,
    Table,
    Text,
    TextLook,
    Together,
)
from iris_grants.dossiers import sheets
from iris_grants.dossiers.choice import EVERYTHING, Choice
from iris_grants.dossiers.pieces import Contents
from iris_grants.dossiers.sections import Section
from iris_grants.dossiers.sheets import Paper
from iris_grants.wording import _, label, ngettext
from iris_grants.wording.formats import day, decimal_text, moment


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexEntry:
    """A file of the dossier: its path inside, original name, size in bytes and checksum.

    One that is `left_out` because of what it holds (`redaction.<code>`) has no path.
    """

    section: str
    path: str
    name: str
    kind: str
    dated: str
    size: int
    sha256: str
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """By whom the dossier is signed, and where the journal stood."""

    fingerprint: str
    person: str
    journal_number: int
    journal_hash: str


def index_csv(entries: Sequence[IndexEntry]) -> bytes:
    """The index as a table for machines (UTF-8, comma, `\\n`)."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    head = ["section", "path", "original_name", "kind", "dated", "bytes", "sha256", "left_out"]
    writer.writerow(head)
    for entry in entries:
        writer.writerow(
            [
                entry.section,
                entry.path,
                entry.name,
                entry.kind,
                entry.dated,
                entry.size,
                entry.sha256,
                " ".join(entry.left_out),
            ]
        )
    return out.getvalue().encode()


def cover_pdf(
    paper: Paper,
    contents: Contents,
    entries: Sequence[IndexEntry],
    signed: Signed,
    choice: Choice = EVERYTHING,
) -> bytes:
    """The cover: facts, what was left out, completeness with what is missing first, the index."""
    chosen = choice.codes(contents.sections)
    blocks: list[Block] = [
        KeyValues(rows=contents.facts),
        *_limits(paper, contents, entries, chosen),
        *_missing(contents),
        *_checking(paper, signed),
        Together(
            blocks=[
                Heading(text=_("Completeness"), level=2),
                _completeness(contents, entries, chosen),
            ]
        ),
        PageBreak(),
        Heading(text=_("Index")),
        _index(contents, entries),
        Heading(text=_("Checksums (SHA-256)"), level=2),
        HashList(entries=[(one.sha256, one.path) for one in entries if not one.left_out]),
    ]
    return sheets.pdf(paper, _cover_title(contents), blocks, subtitle=contents.title)


def _checking(paper: Paper, signed: Signed) -> list[Block]:
    """How anybody verifies the dossier, and by whom it is signed."""
    return [
        Heading(text=_("How to check this dossier"), level=2),
        Text(
            text=_(
                "Open VERIFY.html in any browser, or run: sha256sum -c manifest-sha256.txt in "
                "the folder of the dossier. The signature is genuine if the program shows the "
                "fingerprint below, which you received by another way."
            )
        ),
        KeyValues(
            rows=[
                (_("Signed by"), signed.person),
                (_("Fingerprint"), signed.fingerprint),
                (_("Written at"), moment(paper.created)),
                (_("Journal entry"), f"{signed.journal_number} · {signed.journal_hash[:16]}…"),
            ]
        ),
    ]


def _cover_title(contents: Contents) -> str:
    titles = {
        "grant": _("Dossier of grant {number}"),
        "call": _("Dossier of call {number}"),
        "case": _("Dossier of licensing case {number}"),
        "programme": _("Dossier of programme {number}"),
    }
    return titles[contents.subject_kind].format(number=contents.number)


def _limits(
    paper: Paper, contents: Contents, entries: Sequence[IndexEntry], chosen: frozenset[str]
) -> list[Block]:
    """What this dossier does not hold because somebody chose so, told before anything else."""
    blocks: list[Block] = []
    if len(chosen) < len(contents.sections):
        names = ", ".join(
            f"{one.number} {label(f'section.{one.code}')}"
            for one in contents.sections
            if one.code in chosen
        )
        words = _("{sections}. The journal has all headers and no values.").format(sections=names)
        blocks.append(Text(text=words, lead=_("Extract with the sections"), look=TextLook.NOTICE))
    if paper.redaction:
        count = sum(1 for one in entries if one.left_out)
        parts = [
            ngettext("{n} file is left out.", "{n} files are left out.", count).format(n=count),
            _(
                "Such data are replaced in the pages that the program writes, and withheld from "
                "the values of the journal, whose chain verifies all the same. Names in other "
                "grammatical forms may remain: read the dossier before you hand it on."
            ),
        ]
        lead = _("Without {data}:").format(data=paper.redaction.words())
        blocks.append(Text(text=" ".join(parts), lead=lead, look=TextLook.NOTICE))
    return blocks


def _missing(contents: Contents) -> list[Block]:
    blocks: list[Block] = []
    if contents.missing:
        names = ", ".join(f"{s.number} {label(f'section.{s.code}')}" for s in contents.missing)
        blocks.append(Text(text=names, lead=_("Still missing:"), look=TextLook.NOTICE))
    elif not contents.lacking:
        words = _("All mandatory sections are filled.")
        blocks.append(Text(text=words, look=TextLook.NOTICE))
    if contents.lacking:
        columns = [Column(title=_("Missing piece"))]
        rows = [[one] for one in contents.lacking]
        blocks.append(Table(columns=columns, rows=rows, small=True))
    return blocks


def _completeness(
    contents: Contents, entries: Sequence[IndexEntry], chosen: frozenset[str]
) -> Block:
    counts: dict[str, int] = {"cover": 2}
    for entry in entries:
        if not entry.left_out:
            counts[entry.section] = counts.get(entry.section, 0) + 1
    withheld = {entry.section for entry in entries if entry.left_out}
    missing = {section.code for section in contents.missing}
    return Table(
        columns=[
            Column(title=_("No."), align=Align.RIGHT),
            Column(title=_("Section")),
            Column(title=_("Files"), align=Align.RIGHT),
            Column(title=_("State")),
        ],
        rows=[
            Row(
                cells=[
                    str(section.number),
                    label(f"section.{section.code}"),
                    str(counts.get(section.code, 0)),
                    _("not chosen")
                    if section.code not in chosen
                    else _state(section, missing, counts, withheld),
                ],
                look=RowLook.BODY if section.code in counts else RowLook.QUIET,
            )
            for section in contents.sections
        ],
        small=True,
    )


def _state(section: Section, missing: set[str], counts: dict[str, int], withheld: set[str]) -> str:
    if section.code in missing:
        return _("missing")
    if section.code in withheld:
        return _("partly left out") if section.code in counts else _("left out")
    if section.code in counts:
        return _("filled")
    return _("missing") if section.mandatory else _("nothing to file")


def _index(contents: Contents, entries: Sequence[IndexEntry]) -> Block:
    rows: list[Row] = []
    for section in contents.sections:
        own = [entry for entry in entries if entry.section == section.code]
        if own:
            title = f"{section.number} {label(f'section.{section.code}')}"
            rows.append(Row(cells=[title, "", "", ""], look=RowLook.GROUP))
        rows += [
            Row(
                cells=[
                    entry.name,
                    entry.path or _("left out: {data}").format(data=_data(entry.left_out)),
                    day(entry.dated or None),
                    _kilobytes(entry.size),
                ],
                look=RowLook.QUIET if entry.left_out else RowLook.BODY,
            )
            for entry in own
        ]
    return Table(
        columns=[
            Column(title=_("Original name")),
            Column(title=_("File in the dossier")),
            Column(title=_("Dated")),
            Column(title=_("kB"), align=Align.RIGHT),
        ],
        rows=rows,
        small=True,
        empty=_("Nothing is filed yet."),
    )


def _data(codes: Sequence[str]) -> str:
    return ", ".join(label(f"redaction.{code}") for code in codes)


def _kilobytes(size: int) -> str:
    return decimal_text(max(1, (size + 512) // 1024), 0)
