"""Writing a dossier: pieces, cover, index and journal into a signed bag."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from importlib import resources
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.orm import Session

from db.tables.dossiers import DossierRecord
from iris_grants.documents.ascii_names import ascii_name
from iris_grants.documents.bags import BagFile, BagSummary, write_bag
from iris_grants.documents.own_keys import office_key
from iris_grants.documents.signatures import (
    Ed25519PrivateKey,
    key_fingerprint,
    public_bytes,
    signed_document,
)
from iris_grants.dossiers.call import call_contents
from iris_grants.dossiers.case import case_contents
from iris_grants.dossiers.choice import EVERYTHING, Choice
from iris_grants.dossiers.cover import IndexEntry, Signed, cover_pdf, index_csv
from iris_grants.dossiers.filed import Filed, filed_pieces
from iris_grants.dossiers.grant import grant_contents
from iris_grants.dossiers.journal_extract import journal_lines
from iris_grants.dossiers.pieces import Contents
from iris_grants.dossiers.programme import programme_contents
from iris_grants.dossiers.redaction import Redaction, redaction_of, tables_withheld
from iris_grants.dossiers.sections import Section
from iris_grants.dossiers.sheets import Paper
from iris_grants.kernel.access import WORKING, Role
from iris_grants.kernel.clock import utc_text
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.operations import Desk, Work, operation
from iris_grants.kernel.progress import Progress
from iris_grants.wording import in_language

SIGNATURE = "signature.json"
FORMAT = "iris-grants-dossier"
FORMAT_VERSION = 1
READERS = ("VERIFY.html", "verify.py")

Gather = Callable[[Session, str, datetime, Redaction], Contents]
GATHER: dict[str, Gather] = {
    "grant": grant_contents,
    "call": call_contents,
    "case": case_contents,
    "programme": programme_contents,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A dossier that was written: where, of what, its size, and what it still lacks.

    `left_out` is how many files were withheld for what they hold.
    """

    path: Path
    subject_kind: str
    number: str
    files: int
    size: int
    manifest_sha256: str
    fingerprint: str
    missing: tuple[Section, ...]
    lacking: tuple[str, ...] = ()
    choice: Choice = EVERYTHING
    left_out: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Export:
    """One dossier on its way out: its words, pieces, and what was chosen."""

    paper: Paper
    contents: Contents
    choice: Choice
    filed: tuple[Filed, ...]
    signed: Signed

    @property
    def entries(self) -> tuple[IndexEntry, ...]:
        """The lines of the index."""
        return tuple(one.entry for one in self.filed)

    @property
    def sections(self) -> tuple[str, ...]:
        """The codes of the chosen sections; empty where all were."""
        chosen = self.choice.codes(self.contents.sections)
        if len(chosen) == len(self.contents.sections):
            return ()
        return tuple(one.code for one in self.contents.sections if one.code in chosen)


def export_dossier(
    desk: Desk,
    *,
    subject_kind: str,
    number: str,
    out: Path,
    language: str,
    zipped: bool = False,
    choice: Choice = EVERYTHING,
    progress: Progress | None = None,
) -> Exported:
    """Write the dossier of a grant, call, case or the programme into the folder `out`.

    It never overwrites. A folder (or zip) named after the number, with `-extract` or
    `-redacted` behind it where not everything was chosen; nothing is left of it if anything
    fails. The export is recorded as an operation. Refused: unknown number or section, a
    content that the files part of the store no longer has (`dossiers.content_missing`), a
    target that exists.
    """
    steps = progress or Progress()
    target = out / f"{folder_name(subject_kind, number, choice)}{'.zip' if zipped else ''}"
    key = office_key(desk)
    created = desk.clock()
    with desk.read() as session, in_language(language), ExitStack() as kept:
        steps.step(0, 3, "dossiers.step.gather")
        paper = Paper(
            session=session,
            created=created,
            number=number,
            redaction=redaction_of(session, choice.hidden),
        )
        export = _gathered(desk, paper, subject_kind, choice, key)
        steps.step(1, 3, "dossiers.step.write")
        payload = _payload(export, kept, steps)
        out.mkdir(parents=True, exist_ok=True)
        summary = write_bag(
            target,
            payload,
            info=_bag_info(export),
            bagged_on=created.date(),
            tag_files=[BagFile(path=name, source=data) for name, data in _readers().items()],
            late_tag_files=lambda bag: [_signature(desk, export, key, created, bag)],
            zipped=zipped,
            progress=steps,
        )
    _remember(desk, export, target, key, summary)
    return _exported(export, target, summary)


def _gathered(
    desk: Desk, paper: Paper, subject_kind: str, choice: Choice, key: Ed25519PrivateKey
) -> _Export:
    redaction = paper.redaction
    contents = GATHER[subject_kind](paper.session, paper.number, paper.created, redaction)
    return _Export(
        paper=paper,
        contents=contents,
        choice=choice,
        filed=tuple(filed_pieces(contents, desk.store.contents, choice, redaction)),
        signed=_signed(paper.session, desk, key),
    )


@operation(
    "dossiers.export",
    roles=WORKING - {Role.ASSESSOR},
    topics=frozenset({"dossiers"}),
)
def record_export(
    work: Work,
    *,
    subject_kind: str,
    subject_id: str,
    number: str,
    folder: str,
    manifest_sha256: str,
    public_key: str,
    files: int,
    sections: str = "",
    redaction: str = "",
) -> str:
    """Remember that a dossier was handed out, with the hash of its manifest.

    `sections` and `redaction` are codes parted by blanks; empty for the whole dossier.
    """
    record = DossierRecord(
        id=new_id(),
        subject_kind=subject_kind,
        subject_id=subject_id,
        subject_number=number,
        folder=folder,
        exported_at=work.now_text,
        manifest_sha256=manifest_sha256,
        public_key=public_key,
        files=files,
        sections=sections,
        redaction=redaction,
    )
    return work.add(record).id


def folder_name(subject_kind: str, number: str, choice: Choice = EVERYTHING) -> str:
    """The name of a dossier's folder: `grant-IP-G-001`, in plain ASCII."""
    limits = ("-extract" if choice.sections else "") + ("-redacted" if choice.hidden else "")
    return ascii_name(f"{subject_kind}-{number}{limits}".replace("/", "-"), set())


def _payload(export: _Export, kept: ExitStack, progress: Progress) -> list[BagFile]:
    """Cover, index, journal, all pieces, and the copy for reading while `kept` is open."""
    paper, contents = export.paper, export.contents
    cover = cover_pdf(paper, contents, export.entries, export.signed, export.choice)
    payload = [
        BagFile(path="00-cover/cover.pdf", source=cover),
        BagFile(path="00-cover/index.csv", source=index_csv(export.entries)),
        BagFile(path="journal/journal.jsonl", source=_journal(export)),
        *[
            BagFile(path=one.entry.path, source=one.source)
            for one in export.filed
            if one.source is not None
        ],
    ]
    if export.choice.reading_copy:
        # Joining PDFs is the work of a library that nothing else of an export needs.
        from iris_grants.dossiers.reading_copy import reading_copy

        copy = reading_copy(paper, contents, cover, export.filed, progress)
        payload.append(kept.enter_context(copy))
    return payload


def _journal(export: _Export) -> bytes:
    """The journal: values of the dossier's records, fewer if hidden, none in an extract."""
    redaction, rows = export.paper.redaction, export.contents.rows
    withheld = tables_withheld(redaction)
    shown = {table: ids for table, ids in rows.items() if table not in withheld}
    tells = redaction.tells if redaction else None
    lines = journal_lines(export.paper.session, {} if export.sections else shown, tells)
    return "\n".join(lines).encode() + b"\n"


def _remember(
    desk: Desk, export: _Export, target: Path, key: Ed25519PrivateKey, summary: BagSummary
) -> None:
    contents = export.contents
    desk.run(
        record_export,
        subject_kind=contents.subject_kind,
        subject_id=contents.subject_id,
        number=contents.number,
        folder=target.name,
        manifest_sha256=summary.manifest_sha256,
        public_key=public_bytes(key).hex(),
        files=summary.files,
        sections=" ".join(export.sections),
        redaction=" ".join(export.paper.redaction.codes),
    )


def _exported(export: _Export, target: Path, summary: BagSummary) -> Exported:
    contents = export.contents
    return Exported(
        path=target,
        subject_kind=contents.subject_kind,
        number=contents.number,
        files=summary.files,
        size=summary.size,
        manifest_sha256=summary.manifest_sha256,
        fingerprint=export.signed.fingerprint,
        missing=contents.missing,
        lacking=contents.lacking,
        choice=export.choice,
        left_out=sum(1 for entry in export.entries if entry.left_out),
    )


def _signed(session: Session, desk: Desk, key: Ed25519PrivateKey) -> Signed:
    head = session.execute(
        text("SELECT number, hash FROM journal_entry ORDER BY number DESC LIMIT 1")
    ).one()
    return Signed(
        fingerprint=key_fingerprint(public_bytes(key)),
        person=desk.person.name,
        journal_number=head.number,
        journal_hash=head.hash,
    )


def _bag_info(export: _Export) -> list[tuple[str, str]]:
    """What the bag says of itself; readers of any language see at once that it is not whole."""
    contents, redaction = export.contents, export.paper.redaction
    info = [
        ("External-Identifier", contents.number),
        ("External-Description", redaction.text(contents.title)),
        ("Signer-Fingerprint", export.signed.fingerprint),
    ]
    if export.sections:
        info.append(("Sections", ", ".join(export.sections)))
    if redaction:
        info.append(("Redaction", ", ".join(redaction.codes)))
    return info


def _readers() -> dict[str, bytes]:
    folder = resources.files("resources") / "templates" / "dossier"
    return {name: (folder / name).read_bytes() for name in READERS}


def _signature(
    desk: Desk, export: _Export, key: Ed25519PrivateKey, created: datetime, bag: BagSummary
) -> BagFile:
    contents, signed = export.contents, export.signed
    body = {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "kind": contents.subject_kind,
        "number": contents.number,
        "store": desk.store.store_id,
        "exported_at": utc_text(created),
        "manifest_sha256": bag.manifest_sha256,
        "readers": {name: hashlib.sha256(data).hexdigest() for name, data in _readers().items()},
        "journal_number": signed.journal_number,
        "journal_hash": signed.journal_hash,
        "sections": list(export.sections),
        "redaction": list(export.paper.redaction.codes),
    }
    return BagFile(path=SIGNATURE, source=signed_document(body, key))
