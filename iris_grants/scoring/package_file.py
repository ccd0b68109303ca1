"""A package as a file: a signed manifest and the files in a zip, sealed under a passphrase."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from iris_grants.documents.archives import ReceivedFile, open_received, write_zip
from iris_grants.documents.atomic import write_atomically
from iris_grants.documents.seals import WORK_FACTOR, seal_stream, unseal_file
from iris_grants.documents.signatures import (
    Ed25519PrivateKey,
    read_signed_document,
    signed_document,
)
from iris_grants.kernel.problems import Refused, Where, refusal
from iris_grants.scoring.package import Package, PackedFile, package_document, read_package

MANIFEST = "package.json"
CHUNK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedPackage:
    """A genuine package while its file is open.

    `files` opens each of its files by hash; `public_key` is the office's that signed.
    """

    package: Package
    public_key: bytes
    files: Mapping[str, Callable[[], BinaryIO]]


def write_package(
    path: Path,
    package: Package,
    contents: Callable[[str], BinaryIO],
    key: Ed25519PrivateKey,
    passphrase: str,
    *,
    work_factor: int = WORK_FACTOR,
) -> None:
    """Write the sealed file of a package; `contents` opens a file by its hash.

    Memory does not grow with the files. Refused where the file exists or the disk refuses;
    then nothing remains.
    """
    manifest = signed_document(package_document(package), key)
    opened = {
        file.path: _opener(contents, file.sha256)
        for application in package.applications
        for file in application.files
    }
    with tempfile.TemporaryFile() as plain:
        write_zip(plain, [(MANIFEST, manifest), *opened.items()], compress=False)

        def write(out: BinaryIO) -> None:
            plain.seek(0)
            seal_stream(plain, out, passphrase, work_factor=work_factor)

        write_atomically(path, write)


@contextmanager
def opened_package(path: Path, passphrase: str) -> Iterator[OpenedPackage]:
    """Open a sealed package and check every byte of it against the office's signature.

    Refused: `documents.not_sealed`, `documents.passphrase_wrong`, `documents.seal_damaged`,
    `scoring.not_a_package`, `scoring.package_newer`, `scoring.package_damaged` (a file that
    is missing, changed or not listed).
    """
    where = Where(file=path.name)
    with ExitStack() as open_files:
        folder = open_files.enter_context(tempfile.TemporaryDirectory(prefix="iris-package-"))
        plain = Path(folder) / f"{path.name}.zip"
        unseal_file(path, plain, passphrase)
        try:
            received = open_files.enter_context(open_received(plain))
            opened = _checked(received.files, where)
        except Refused as refused:
            raise _about_package(refused, path.name) from refused
        yield opened


def _checked(found: Iterable[ReceivedFile], where: Where) -> OpenedPackage:
    files = {file.name: file for file in found}
    manifest = files.pop(MANIFEST, None)
    if manifest is None:
        raise refusal("scoring.not_a_package", where)
    signed = read_signed_document(manifest.read(), where)
    package = read_package(signed.body, where.file)
    listed = [file for one in package.applications for file in one.files]
    if sorted(file.path for file in listed) != sorted(files):
        raise refusal("scoring.package_damaged", where)
    for file in listed:
        _check_content(file, files[file.path], where)
    return OpenedPackage(
        package=package,
        public_key=signed.public_key,
        files={file.sha256: files[file.path].open for file in listed},
    )


def _check_content(listed: PackedFile, found: ReceivedFile, where: Where) -> None:
    digest = hashlib.sha256()
    if found.size == listed.size:
        with found.open() as stream:
            while piece := stream.read(CHUNK):
                digest.update(piece)
    if digest.hexdigest() != listed.sha256:
        raise refusal("scoring.package_damaged", Where(file=where.file, key=listed.name))


def _about_package(refused: Refused, name: str) -> Refused:
    """The refusal of the zip inside, said of the package that people know."""
    if all(not problem.code.startswith("documents.") for problem in refused.problems):
        return refused
    return refusal("scoring.package_damaged", Where(file=name))


def _opener(contents: Callable[[str], BinaryIO], sha256: str) -> Callable[[], BinaryIO]:
    return lambda: contents(sha256)
