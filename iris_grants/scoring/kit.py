"""The kit beside a package: everything for scoring without the program, in one encrypted zip."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from iris_grants.documents.archives import opened
from iris_grants.documents.ascii_names import ascii_name
from iris_grants.documents.atomic import write_atomically
from iris_grants.scoring.kit_papers import application_pdf, declaration_pdf, leaflet_pdf
from iris_grants.scoring.package import SUFFIX, Package, PackedApplication
from iris_grants.scoring.sheet import empty_sheet
from iris_grants.wording import _

KIT_SUFFIX = ".zip"
CHUNK = 1 << 20
LONGEST_NAME = 60
Content = bytes | Callable[[], BinaryIO]


def kit_path(package: Path) -> Path:
    """The kit of a package file: beside it, under the same name."""
    return package.with_name(package.name.removesuffix(SUFFIX) + KIT_SUFFIX)


def write_kit(
    path: Path, package: Package, contents: Callable[[str], BinaryIO], passphrase: str
) -> None:
    """Write the kit of a package, encrypted by AES-256 under its passphrase.

    In it, in the current language: a leaflet and the declaration as PDF, the Excel score
    sheet, and for each application a folder with the application as PDF and its attachments
    as they came. Any program that opens encrypted zips opens it (WinZip's AES, as 7-Zip
    has it). `contents` opens a file by its hash. Refused where the file exists or the disk
    refuses; then nothing remains.
    """
    import pyzipper

    with tempfile.TemporaryFile() as plain:
        with pyzipper.AESZipFile(
            plain, "w", compression=pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES
        ) as archive:
            archive.setpassword(passphrase.encode())
            for name, content in _entries(package, contents):
                with archive.open(name, "w", force_zip64=True) as target, opened(content) as source:
                    while piece := source.read(CHUNK):
                        target.write(piece)

        def write(out: BinaryIO) -> None:
            plain.seek(0)
            while piece := plain.read(CHUNK):
                out.write(piece)

        write_atomically(path, write)


def _entries(
    package: Package, contents: Callable[[str], BinaryIO]
) -> Iterator[tuple[str, Content]]:
    taken: set[str] = set()
    leaflet = ascii_name(_("Read me first") + ".pdf", taken)
    declaration = ascii_name(_("Declaration") + ".pdf", taken)
    words = _("Score sheet {number}").format(number=package.number)
    sheet = ascii_name(f"{words} {package.assessor.code}.xlsx", taken)
    yield leaflet, leaflet_pdf(package, sheet=sheet, declaration=declaration)
    yield declaration, declaration_pdf(package)
    yield sheet, empty_sheet(package)
    for one in package.applications:
        folder = ascii_name(one.number, taken)
        yield from _application(package, one, folder, contents)


def _application(
    package: Package,
    one: PackedApplication,
    folder: str,
    contents: Callable[[str], BinaryIO],
) -> Iterator[tuple[str, Content]]:
    taken: set[str] = set()
    paper = ascii_name(f"{one.number}.pdf", taken)
    names = [
        ascii_name(f"{place:02d}-{file.name}", taken, LONGEST_NAME)
        for place, file in enumerate(one.files, start=1)
    ]
    yield f"{folder}/{paper}", application_pdf(package, one, names)
    for name, file in zip(names, one.files, strict=True):
        yield f"{folder}/{name}", _opener(contents, file.sha256)


def _opener(contents: Callable[[str], BinaryIO], sha256: str) -> Callable[[], BinaryIO]:
    return lambda: contents(sha256)
