"""Work with files of calls: templates in, application forms out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from iris_grants.calls.commands import load_call
from iris_grants.calls.form import write_form
from iris_grants.calls.queries import CallRow, terms_of
from iris_grants.kernel.problems import Where, refusal
from iris_grants.kernel.progress import Progress
from iris_grants.programme.commands import create_programme
from iris_grants.programme.templates import Template, load_template, template_file
from ui.forms.fields import Values
from ui.forms.writing import write_chosen

if TYPE_CHECKING:
    from iris_grants.kernel.operations import Desk


def enter_programme(desk: Desk, values: Values, progress: Progress) -> str:
    """Enter the programme of a template; gives its identity."""
    return desk.run(create_programme, template=chosen_template(values))


def load(desk: Desk, values: Values, progress: Progress) -> str:
    """Load a call as a draft; gives its identity."""
    return desk.run(load_call, template=chosen_template(values))


def write_call_form(desk: Desk, row: CallRow, values: Values) -> Path:
    """Write the application form of a call; gives where it lies."""
    with desk.read() as session:
        terms = terms_of(session, row.id)
    data = write_form(terms, call_fingerprint=row.fingerprint, language=str(values["language"]))
    return write_chosen(values, data)


def chosen_template(values: Values) -> Template:
    """The template of the file, or the one that ships; refused where neither is chosen."""
    if values["path"] is not None:
        return template_file(Path(str(values["path"])))
    if values["template"] is None:
        raise refusal("programme.key_missing", Where(key="template"))
    return load_template(str(values["template"]))
