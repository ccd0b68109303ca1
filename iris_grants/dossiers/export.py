"""Writing a dossier: pieces, cover, index and journal into a signed bag."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib import resources
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import text
from sqlalchemy.orm import Session

from db.files import FileContents
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
from iris_grants.dossiers.cover import IndexEntry, Signed, cover_pdf, index_csv
from iris_grants.dossiers.grant import grant_contents
from iris_grants.dossiers.journal_extract import journal_lines
from iris_grants.dossiers.pieces import Contents, Piece
from iris_grants.dossiers.programme import programme_contents
from iris_grants.dossiers.sections import Section
from iris_grants.dossiers.sheets import Paper
from iris_grants.kernel.access import WORKING, Role
from iris_grants.kernel.clock import utc_text
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.operations import Desk, Work, operation
from iris_grants.kernel.problems import refusal
from iris_grants.kernel.progress import Progress
from iris_grants.wording import in_language

SIGNATURE = "signature.json"
FORMAT = "iris-grants-dossier"
FORMAT_VERSION = 1
READERS = ("VERIFY.html", "verify.py")

Gather = Callable[[Session, str, datetime], Contents]
GATHER: dict[str, Gather] = {
    "grant": grant_contents,
    "call": call_contents,
    "case": case_contents,
    "programme": programme_contents,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A dossier that was written: where, of what, its size, and what it still lacks."""

    path: Path
    subject_kind: str
    number: str
    files: int
    size: int
    manifest_sha256: str
    fingerprint: str
    missing: tuple[Section, ...]
    lacking: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Filed:
    """A piece with the path it got and what its content is."""

    entry: IndexEntry
    source: bytes | Callable[[], BinaryIO]


def export_dossier(
    desk: Desk,
    *,
    subject_kind: str,
    number: str,
    out: Path,
    language: str,
    zipped: bool = False,
    progress: Progress | None = None,
) -> Exported:
    """Write the dossier of a grant, call, case or the programme into the folder `out`.

    It never overwrites. A folder (or zip) named after the number; nothing is left of it if
    anything fails. The export is recorded as an operation. Refused: unknown number, a
    content that the files part of the store no longer has (`dossiers.content_missing`), a
    target that exists.
    """
    steps = progress or Progress()
    target = out / f"{folder_name(subject_kind, number)}{'.zip' if zipped else ''}"
    key = office_key(desk)
    created = desk.clock()
    with desk.read() as session, in_language(language):
        steps.step(0, 3, "dossiers.step.gather")
        contents = GATHER[subject_kind](session, number, created)
        filed = tuple(_file_pieces(contents, desk.store.contents))
        signed = _signed(session, desk, key)
        paper = Paper(session=session, created=created, number=number)
        steps.step(1, 3, "dossiers.step.write")
        payload = _payload(paper, contents, filed, signed)
        out.mkdir(parents=True, exist_ok=True)
        summary = write_bag(
            target,
            payload,
            info=_bag_info(contents, signed),
            bagged_on=created.date(),
            tag_files=[BagFile(path=name, source=data) for name, data in _readers().items()],
            late_tag_files=lambda bag: [_signature(desk, contents, signed, key, created, bag)],
            zipped=zipped,
            progress=steps,
        )
    _remember(desk, contents, target, key, summary)
    return _exported(contents, target, signed, summary)


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
) -> str:
    """Remember that a dossier was handed out, with the hash of its manifest."""
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
    )
    return work.add(record).id


def folder_name(subject_kind: str, number: str) -> str:
    """The name of a dossier's folder: `grant-IP-G-001`, in plain ASCII."""
    return ascii_name(f"{subject_kind}-{number}".replace("/", "-"), set())


def _payload(
    paper: Paper, contents: Contents, filed: Sequence[_Filed], signed: Signed
) -> list[BagFile]:
    """Cover, index, journal and all pieces."""
    entries = tuple(piece.entry for piece in filed)
    journal = "\n".join(journal_lines(paper.session, contents.rows)).encode() + b"\n"
    cover = cover_pdf(paper, contents, entries, signed)
    return [
        BagFile(path="00-cover/cover.pdf", source=cover),
        BagFile(path="00-cover/index.csv", source=index_csv(entries)),
        BagFile(path="journal/journal.jsonl", source=journal),
        *[BagFile(path=piece.entry.path, source=piece.source) for piece in filed],
    ]


def _remember(
    desk: Desk, contents: Contents, target: Path, key: Ed25519PrivateKey, summary: BagSummary
) -> None:
    desk.run(
        record_export,
        subject_kind=contents.subject_kind,
        subject_id=contents.subject_id,
        number=contents.number,
        folder=target.name,
        manifest_sha256=summary.manifest_sha256,
        public_key=public_bytes(key).hex(),
        files=summary.files,
    )


def _exported(contents: Contents, target: Path, signed: Signed, summary: BagSummary) -> Exported:
    return Exported(
        path=target,
        subject_kind=contents.subject_kind,
        number=contents.number,
        files=summary.files,
        size=summary.size,
        manifest_sha256=summary.manifest_sha256,
        fingerprint=signed.fingerprint,
        missing=contents.missing,
        lacking=contents.lacking,
    )


def _file_pieces(contents: Contents, store: FileContents) -> Iterator[_Filed]:
    folders = {section.code: section.folder for section in contents.sections}
    gone = store.missing([piece.sha256 for piece in contents.pieces if piece.sha256])
    taken: dict[str, set[str]] = {}
    for piece in contents.pieces:
        if piece.sha256 in gone:
            raise refusal("dossiers.content_missing", name=piece.name)
        place = folders[piece.section]
        if piece.folder:
            place = f"{place}/{ascii_name(piece.folder, set())}"
        name = ascii_name(piece.name, taken.setdefault(place, set()))
        yield _filed(piece, f"{place}/{name}", store)


def _filed(piece: Piece, path: str, store: FileContents) -> _Filed:
    sha256 = piece.sha256
    size = piece.size
    if sha256 is None:
        data = piece.content()
        size = len(data)
        source: bytes | Callable[[], BinaryIO] = data
        digest = hashlib.sha256(data).hexdigest()
    else:
        source, digest = _opener(store, sha256), sha256
    entry = IndexEntry(
        section=piece.section,
        path=path,
        name=piece.name,
        kind=piece.kind,
        dated=piece.dated,
        size=size,
        sha256=digest,
    )
    return _Filed(entry, source)


def _opener(store: FileContents, sha256: str) -> Callable[[], BinaryIO]:
    return lambda: store.open(sha256)


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


def _bag_info(contents: Contents, signed: Signed) -> list[tuple[str, str]]:
    return [
        ("External-Identifier", contents.number),
        ("External-Description", contents.title),
        ("Signer-Fingerprint", signed.fingerprint),
    ]


def _readers() -> dict[str, bytes]:
    folder = resources.files("resources") / "templates" / "dossier"
    return {name: (folder / name).read_bytes() for name in READERS}


def _signature(
    desk: Desk,
    contents: Contents,
    signed: Signed,
    key: Ed25519PrivateKey,
    created: datetime,
    bag: BagSummary,
) -> BagFile:
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
    }
    return BagFile(path=SIGNATURE, source=signed_document(body, key))
