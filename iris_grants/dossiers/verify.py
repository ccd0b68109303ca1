"""Verifying dossiers: files, signature and journal, with one problem for each fault."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from db.journal_chain import FIRST_LINK, Header, change_digest, change_line, entry_hash
from iris_grants.documents.bag_check import is_bag, read_from_bag, verify_bag
from iris_grants.documents.bags import MANIFEST
from iris_grants.documents.signatures import read_signed_document
from iris_grants.documents.world import refusing
from iris_grants.dossiers.export import FORMAT, FORMAT_VERSION, SIGNATURE
from iris_grants.kernel.problems import Problem, Refused, Where, errors_of, refusal
from iris_grants.kernel.progress import Progress
from iris_grants.wording import _, label

JOURNAL = "data/journal/journal.jsonl"
_HEADER = ("number", "operation", "person_id", "standing", "at", "changes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What was found out about one dossier; without problems it is whole and unchanged.

    `fingerprint` is of the key that signed; whether it is the office's, the reader decides
    by comparing it with the one received by another way. `sections` and `redaction` say
    what was chosen and left out when it was written (empty: it is the whole dossier).
    """

    path: Path
    number: str
    fingerprint: str
    exported_at: str
    journal_number: int
    problems: tuple[Problem, ...]
    sections: tuple[str, ...] = ()
    redaction: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong (a zip packed anew by others is only remarked upon)."""
        return not errors_of(self.problems)


def verify_dossiers(path: Path, progress: Progress | None = None) -> tuple[Verdict, ...]:
    """The verdict on a dossier (folder or zip), or on every one in a folder of them.

    Refused: nothing there (`dossiers.nothing_to_verify`).
    """
    with refusing(path):
        path.stat()
    if is_bag(path) or not path.is_dir():
        return (verify_dossier(path, progress),)
    found = [entry for entry in sorted(path.iterdir()) if entry.is_dir() or _is_zip(entry)]
    if not found:
        raise refusal("dossiers.nothing_to_verify", Where(file=path.name))
    return tuple(verify_dossier(entry, progress) for entry in found)


def verify_dossier(path: Path, progress: Progress | None = None) -> Verdict:
    """The verdict on one dossier: every missing, added, changed or unlisted file, a wrong
    signature, and the first altered entry of the journal."""
    problems = verify_bag(path, progress)
    body: dict[str, object] = {}
    fingerprint = ""
    if not any(problem.code == "documents.not_a_bag" for problem in problems):
        try:
            body, fingerprint = _signature(path)
            problems += _journal_problems(path, body)
        except Refused as refused:
            problems += refused.problems
    return Verdict(
        path=path,
        number=str(body.get("number", "")),
        fingerprint=fingerprint,
        exported_at=str(body.get("exported_at", "")),
        journal_number=int(str(body.get("journal_number", 0))),
        sections=_codes(body, "sections"),
        redaction=_codes(body, "redaction"),
        problems=tuple(problems),
    )


def limits(verdict: Verdict) -> tuple[str, ...]:
    """What a dossier says was chosen and left out, in sentences; nothing for a whole one."""
    found = []
    if verdict.sections:
        names = ", ".join(label(f"section.{code}") for code in verdict.sections)
        found.append(_("It is an extract with the sections: {sections}.").format(sections=names))
    if verdict.redaction:
        names = ", ".join(label(f"redaction.{code}") for code in verdict.redaction)
        found.append(_("It was written without: {data}.").format(data=names))
    return tuple(found)


def _codes(body: dict[str, object], name: str) -> tuple[str, ...]:
    found = body.get(name)
    return tuple(str(one) for one in found) if isinstance(found, list) else ()


def _is_zip(path: Path) -> bool:
    return path.is_file() and path.suffix.lower() == ".zip"


def _signature(path: Path) -> tuple[dict[str, object], str]:
    data = read_from_bag(path, SIGNATURE)
    where = Where(file=path.name, key=SIGNATURE)
    if data is None:
        raise refusal("dossiers.unsigned", where)
    document = read_signed_document(data, where)
    body = dict(document.body)
    if body.get("format") != FORMAT or body.get("version") != FORMAT_VERSION:
        raise refusal("dossiers.other_format", where)
    manifest = read_from_bag(path, MANIFEST) or b""
    if body.get("manifest_sha256") != hashlib.sha256(manifest).hexdigest():
        raise refusal("dossiers.signature_of_other_files", where)
    readers = body.get("readers")
    for name, digest in readers.items() if isinstance(readers, dict) else ():
        data = read_from_bag(path, name) or b""
        if hashlib.sha256(data).hexdigest() != digest:
            raise refusal("dossiers.reader_changed", Where(file=path.name, key=name))
    return body, document.fingerprint


def _journal_problems(path: Path, body: dict[str, object]) -> Iterator[Problem]:
    data = read_from_bag(path, JOURNAL, limit=1024**3)
    where = Where(file=path.name, key=JOURNAL)
    if data is None:
        yield Problem(code="dossiers.journal_missing", where=where)
        return
    link = FIRST_LINK
    for line in data.decode("utf-8", errors="replace").splitlines():
        try:
            entry = json.loads(line)
            header = Header(**{name: entry[name] for name in _HEADER})
            expected = entry_hash(link, (change_line(*c) for c in entry["digests"]), header)
            good = entry["previous"] == link and entry["hash"] == expected
            values = _wrong_values(entry)
        except (ValueError, KeyError, TypeError):
            good, values, entry = False, False, {"number": "?"}
        if not good or values:
            params = {"number": str(entry["number"])}
            yield Problem(code="dossiers.journal_altered", where=where, params=params)
            return
        link = entry["hash"]
    if link != body.get("journal_hash"):
        yield Problem(code="dossiers.journal_other", where=where)


def _wrong_values(entry: dict[str, object]) -> bool:
    digests, values = entry["digests"], entry["values"]
    if not isinstance(digests, list) or not isinstance(values, dict):
        return True
    for position, (salt, before, after) in values.items():
        table, key, verb, digest = digests[int(position)]
        if change_digest(salt, table, key, verb, before, after) != digest:
            return True
    return False
