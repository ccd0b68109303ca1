"""Writing the file that a form asked for, and saying where it lies."""

from __future__ import annotations

from pathlib import Path

from iris_grants.documents.atomic import write_atomically
from iris_grants.wording import _
from ui.forms.fields import Values
from ui.shell.context import Context


def write_chosen(values: Values, data: bytes, *, suffix: str = ".xlsx") -> Path:
    """Write to the chosen `path`, completed by the suffix where it has none; gives the file.

    The file dialog has asked about a file that is there; a completed name was not asked, and
    a file of that name is left alone (refused as `write_atomically` does).
    """
    path = Path(str(values["path"]))
    target = path if path.suffix else path.with_suffix(suffix)
    write_atomically(target, data, overwrite=target == path)
    return target


def say_written(context: Context, path: Path) -> None:
    """Say where the file lies."""
    context.feedback.inform(_("Written: {path}").format(path=path))
