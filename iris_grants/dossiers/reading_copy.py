"""One PDF to read a dossier from the first page to the last; an archive keeps the files themselves.

Joining other people's PDFs cannot keep what makes them archive files, so this copy claims
nothing of the kind; the originals lie bit-identical beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

import pikepdf

from iris_grants.documents.archives import opened
from iris_grants.documents.bags import CHUNK, BagFile
from iris_grants.documents.pdf_blocks import Column, Table
from iris_grants.dossiers import sheets
from iris_grants.dossiers.filed import Filed
from iris_grants.dossiers.pieces import Contents
from iris_grants.dossiers.sheets import Paper
from iris_grants.kernel.progress import Progress
from iris_grants.wording import _, label

PLACE = "00-cover/reading-copy.pdf"
STEP = "dossiers.step.read"


@contextmanager
def reading_copy(
    paper: Paper,
    contents: Contents,
    cover: bytes,
    filed: Sequence[Filed],
    progress: Progress,
) -> Iterator[BagFile]:
    """The copy as a file of the bag, kept until the bag is written.

    Bookmarks lead to each section and file. What is no PDF, is locked or cannot be read is
    named on the last page.
    """
    with TemporaryDirectory(prefix="iris-reading-") as folder, ExitStack() as sources:
        joined = sources.enter_context(pikepdf.new())
        left = _join(joined, contents, cover, filed, Path(folder), sources, progress)
        if left:
            _append(joined, sources.enter_context(_opened(_rest(paper, left), Path(folder), "z")))
        target = Path(folder) / "reading-copy.pdf"
        joined.save(target, min_version="1.7", deterministic_id=True)
        yield BagFile(path=PLACE, source=target)


def _join(
    joined: pikepdf.Pdf,
    contents: Contents,
    cover: bytes,
    filed: Sequence[Filed],
    folder: Path,
    sources: ExitStack,
    progress: Progress,
) -> list[str]:
    """Append cover and files in the order of the sections; the paths that could not be read."""
    left: list[str] = []
    titles = {one.code: f"{one.number} {label(f'section.{one.code}')}" for one in contents.sections}
    _append(joined, sources.enter_context(_opened(cover, folder, "cover")))
    with joined.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(titles["cover"], 0))
        section = ""
        for place, one in enumerate(filed):
            progress.step(place, len(filed), STEP)
            if one.source is None:
                continue
            page = len(joined.pages)
            try:
                found = sources.enter_context(_opened(one.source, folder, str(place)))
                _append(joined, found)
            except (pikepdf.PdfError, pikepdf.PasswordError):
                left.append(one.entry.path)
                continue
            if one.entry.section != section:
                section = one.entry.section
                outline.root.append(pikepdf.OutlineItem(titles[section], page))
            outline.root[-1].children.append(pikepdf.OutlineItem(one.entry.name, page))
    return left


@contextmanager
def _opened(
    source: bytes | Callable[[], BinaryIO], folder: Path, name: str
) -> Iterator[pikepdf.Pdf]:
    """A PDF out of a content; `PdfError` if it is none or locked."""
    path = folder / f"{name}.pdf"
    with opened(source) as stream, path.open("wb") as out:
        head = stream.read(CHUNK)
        if b"%PDF-" not in head[:1024]:
            raise pikepdf.PdfError("not a PDF")
        out.write(head)
        while piece := stream.read(CHUNK):
            out.write(piece)
    with pikepdf.open(path, access_mode=pikepdf.AccessMode.mmap) as found:
        yield found


def _append(joined: pikepdf.Pdf, found: pikepdf.Pdf) -> None:
    joined.pages.extend(found.pages)


def _rest(paper: Paper, paths: Sequence[str]) -> bytes:
    table = Table(columns=[Column(title=_("File in the dossier"))], rows=[[path] for path in paths])
    return sheets.pdf(paper, _("Files that are not in this copy"), [table])
