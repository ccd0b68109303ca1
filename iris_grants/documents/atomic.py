"""Writing a file or a folder so that it is there whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from iris_grants.documents.world import refusing
from iris_grants.kernel.problems import Where, refusal

PARTIAL_SUFFIX = ".partial"

Writer = Callable[[BinaryIO], object]


def partial_of(path: Path) -> Path:
    """Where a file or folder grows before it gets its name: `NAME.partial` beside it."""
    return path.with_name(path.name + PARTIAL_SUFFIX)


def write_atomically(
    path: Path, content: bytes | Writer, *, overwrite: bool = False, mode: int = 0o644
) -> None:
    """Write bytes, or what a writer puts into the stream, as `path`.

    The content goes to `NAME.partial`, is flushed to the disk and renamed; after an error
    nothing of it remains. `Refused` with `documents.already_exists` where the file exists
    and `overwrite` is false, and with the reason where the disk refuses. `mode` are the
    permission bits where the system has them.
    """
    _refuse_existing(path, overwrite)
    partial = partial_of(path)
    try:
        with refusing(path):
            partial.unlink(missing_ok=True)
            with os.fdopen(_create(partial, mode), "wb") as stream:
                if isinstance(content, bytes):
                    stream.write(content)
                else:
                    content(stream)
                stream.flush()
                os.fsync(stream.fileno())
            _refuse_existing(path, overwrite)
            partial.replace(path)
            _flush_folder(path.parent)
    except BaseException:
        _discard_file(partial)
        raise


@contextmanager
def new_folder(path: Path) -> Iterator[Path]:
    """A folder to fill, `NAME.partial`, that becomes `path` when the block ends well.

    `Refused` with `documents.already_exists` if `path` is there; after an error in the
    block the folder is gone. A partial folder left by a killed run is replaced.
    """
    _refuse_existing(path, False)
    partial = partial_of(path)
    try:
        with refusing(path):
            if partial.is_dir() and not partial.is_symlink():
                shutil.rmtree(partial)
            partial.mkdir(parents=True)
            yield partial
            _refuse_existing(path, False)
            partial.replace(path)
            _flush_folder(path.parent)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise


def _create(partial: Path, mode: int) -> int:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.open(partial, flags, mode)


def _refuse_existing(path: Path, overwrite: bool) -> None:
    if not overwrite and os.path.lexists(path):
        raise refusal("documents.already_exists", Where(file=path.name))


def _discard_file(partial: Path) -> None:
    try:
        partial.unlink(missing_ok=True)
    except OSError:
        return


def _flush_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
