"""What the operating system refuses (no place, no permission, not there), as problems."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from iris_grants.kernel.problems import Problem, Refused, Where

_CODES = {
    errno.ENOENT: "documents.file_missing",
    errno.EACCES: "documents.no_permission",
    errno.EPERM: "documents.no_permission",
    errno.EROFS: "documents.no_permission",
    errno.ENOSPC: "documents.disk_full",
    errno.EDQUOT: "documents.disk_full",
    errno.EFBIG: "documents.disk_full",
    errno.EISDIR: "documents.is_a_folder",
    errno.ENOTDIR: "documents.not_a_folder",
    errno.EEXIST: "documents.already_exists",
    errno.ENAMETOOLONG: "documents.name_too_long",
}


def problem_of(error: OSError, path: Path | str) -> Problem:
    """The problem that an operating-system error stands for; `file` is the name of the path."""
    where = Where(file=Path(path).name or str(path))
    code = _CODES.get(error.errno or 0)
    if code is None:
        reason = error.strerror or type(error).__name__
        return Problem(code="documents.system_refused", where=where, params={"reason": reason})
    return Problem(code=code, where=where)


@contextmanager
def refusing(path: Path | str) -> Iterator[None]:
    """Turn an `OSError` of the block into `Refused` that names this file or folder."""
    try:
        yield
    except OSError as error:
        raise Refused(problem_of(error, path)) from error
