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
from iris_grants.dossiers.pieces import Contents
from iris_grants.dossiers.sheets import Paper
from iris_grants.wording import _, label
from iris_grants.wording.formats import day, decimal_text, moment


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexEntry:
    """A file of the dossier: its path inside, original name, size in bytes and checksum."""

    section: str
    path: str
    name: str
    kind: str
    dated: str
    size: int
    sha256: str


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
    writer.writerow(["section", "path", "original_name", "kind", "dated", "bytes", "sha256"])
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
            ]
        )
    return out.getvalue().encode()


def cover_pdf(
    paper: Paper, contents: Contents, entries: Sequence[IndexEntry], signed: Signed
) -> bytes:
    """The cover: facts, completeness with what is missing first, and the index."""
    blocks: list[Block] = [
        KeyValues(rows=contents.facts),
        *_missing(contents),
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
        Together(
            blocks=[
                Heading(text=_("Completeness"), level=2),
                _completeness(contents, entries),
            ]
        ),
        PageBreak(),
        Heading(text=_("Index")),
        _index(contents, entries),
        Heading(text=_("Checksums (SHA-256)"), level=2),
        HashList(entries=[(entry.sha256, entry.path) for entry in entries]),
    ]
    return sheets.pdf(paper, _cover_title(contents), blocks, subtitle=contents.title)


def _cover_title(contents: Contents) -> str:
    titles = {
        "grant": _("Dossier of grant {number}"),
        "call": _("Dossier of call {number}"),
        "case": _("Dossier of licensing case {number}"),
        "programme": _("Dossier of programme {number}"),
    }
    return titles[contents.subject_kind].format(number=contents.number)


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


def _completeness(contents: Contents, entries: Sequence[IndexEntry]) -> Block:
    counts: dict[str, int] = {"cover": 2}
    for entry in entries:
        counts[entry.section] = counts.get(entry.section, 0) + 1
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
                    _state(section.code, section.mandatory, missing, counts),
                ],
                look=RowLook.BODY if section.code in counts else RowLook.QUIET,
            )
            for section in contents.sections
        ],
        small=True,
    )


def _state(code: str, mandatory: bool, missing: set[str], counts: dict[str, int]) -> str:
    if code in missing:
        return _("missing")
    if code in counts:
        return _("filled")
    return _("missing") if mandatory else _("nothing to file")


def _index(contents: Contents, entries: Sequence[IndexEntry]) -> Block:
    rows: list[Row] = []
    for section in contents.sections:
        own = [entry for entry in entries if entry.section == section.code]
        if own:
            title = f"{section.number} {label(f'section.{section.code}')}"
            rows.append(Row(cells=[title, "", "", ""], look=RowLook.GROUP))
        rows += [
            Row(cells=[entry.name, entry.path, day(entry.dated or None), _kilobytes(entry.size)])
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


def _kilobytes(size: int) -> str:
    return decimal_text(max(1, (size + 512) // 1024), 0)
