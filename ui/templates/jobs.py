"""Work with files of rule sets: adopted from a file, saved as one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from iris_grants.kernel.progress import Progress
from iris_grants.licensing.pack_body import parse_pack
from iris_grants.programme.commands import adopt_rule_set
from iris_grants.programme.templates import template_file, template_text
from ui.forms.fields import Values
from ui.forms.writing import write_chosen
from ui.templates.parts import body_of
from ui.templates.rows import TemplateRow

if TYPE_CHECKING:
    from iris_grants.kernel.operations import Desk

STANDARDS = "standards_pack"


def adopt_file(desk: Desk, values: Values, progress: Progress) -> str:
    """Adopt the rule set of a file; refused with every problem and its line."""
    kind, body = str(values["kind"]), template_file(Path(str(values["path"])))
    if kind == STANDARDS:
        parse_pack(body)
    return desk.run(adopt_rule_set, kind=kind, body=body)


def save_body(desk: Desk, row: TemplateRow, values: Values) -> Path:
    """Save the content of a rule set as YAML."""
    with desk.read() as session:
        data = template_text(body_of(session, row))
    return write_chosen(values, data, suffix=".yaml")
