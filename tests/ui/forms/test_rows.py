"""Fields of lines, and the list of what is wrong with a form, each line leading to its field."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pytestqt.qtbot import QtBot

from iris_grants.kernel.problems import Problem, Where
from ui.forms.fields import Choice, Field, FieldKind, FormSpec, Lines
from ui.forms.panel import FormPanel
from ui.forms.rows import RowsEditor
from ui.shell.theme import Theme

KINDS = (Choice(value="1", label="Staff"), Choice(value="2", label="Travel"))


def counted(lines: Lines) -> str:
    """What the lines come to."""
    return f"= {sum(Decimal(str(one['units'])) for one in lines)}"


def lines_form(*, required: bool = False) -> FormSpec:
    """A name, and lines with a choice, a text, a number and a note."""
    columns = (
        Field(name="kind", label="Kind", kind=FieldKind.CHOICE, choices=KINDS, required=True),
        Field(name="what", label="What", share=3, empty=""),
        Field(name="units", label="Units", kind=FieldKind.DECIMAL, required=True),
        Field(name="note", label="Note", kind=FieldKind.LONG_TEXT, share=6, empty=""),
    )
    lines = Field(
        name="lines",
        label="Lines",
        kind=FieldKind.ROWS,
        columns=columns,
        required=required,
        sum_up=counted,
    )
    return FormSpec(title="t", save="s", fields=(Field(name="name", label="Name"), lines))


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme) -> FormPanel:
    """The form on screen."""
    made = FormPanel(lines_form())
    qtbot.addWidget(made)
    made.resize(680, 700)
    made.show()
    return made


def rows_of(panel: FormPanel) -> RowsEditor:
    """The editor of the lines."""
    editor = panel.rows["lines"].editor
    assert isinstance(editor, RowsEditor)
    return editor


def type_line(editor: RowsEditor, number: int, **texts: str) -> None:
    """Type into the cells of a line."""
    for name, text in texts.items():
        editor.lines[number - 1].cells[name].put(text)


def test_lines_become_values_and_empty_ones_do_not_count(panel: FormPanel) -> None:
    editor = rows_of(panel)
    assert panel.values() == {"name": None, "lines": ()}
    for _ in range(2):
        editor.add.click()
    type_line(editor, 1, kind="1", what="Coordinator", units="1.250,5")
    type_line(editor, 3, kind="2", units="2")
    assert panel.rows["lines"].echo() == "= 1252.5"
    assert editor.lines[0].echo.text() == "= 1,250.5"
    assert panel.values() == {
        "name": None,
        "lines": (
            {"kind": "1", "what": "Coordinator", "units": Decimal("1250.5"), "note": ""},
            {"kind": "2", "what": "", "units": Decimal(2), "note": ""},
        ),
    }
    kept = panel.typed()
    editor.lines[0].remove.click()
    assert [line.number.text() for line in editor.lines] == ["1.", "2."]
    panel.put(kept)
    assert panel.typed() == kept
    assert len(editor.lines) == 2
    panel.put({"lines": "no list"})
    assert panel.typed() == kept
    panel.put({"lines": "[]"})
    assert not panel.dirty()


def test_last_line_that_is_taken_away_leaves_an_empty_one(panel: FormPanel) -> None:
    editor = rows_of(panel)
    type_line(editor, 1, what="x")
    editor.lines[0].remove.click()
    assert [one.typed()["what"] for one in editor.lines] == [""]


def test_what_is_wrong_in_a_line_is_listed_and_leads_there(panel: FormPanel) -> None:
    editor = rows_of(panel)
    editor.add.click()
    type_line(editor, 2, what="Bus", units="two")
    assert panel.values() is None
    titles = ["Lines, line 2, Kind", "Lines, line 2, Units"]
    assert [fault.title for fault in panel.faults.faults] == titles
    assert panel.faults.isVisible()
    assert editor.lines[1].cells["kind"].input.hasFocus()
    panel.faults.lines.linkActivated.emit("lines:2.units")
    assert editor.lines[1].cells["units"].input.hasFocus()
    assert editor.lines[1].cells["units"].input.property("wrong") == "true"
    type_line(editor, 2, units="2")
    assert not panel.faults.isVisible()


def test_problems_of_the_command_find_their_cell_past_empty_lines(panel: FormPanel) -> None:
    editor = rows_of(panel)
    editor.add.click()
    type_line(editor, 2, kind="1", units="2")
    code, params = "kernel.not_found", {"table": "x"}
    panel.show_problems(
        (
            Problem(code=code, where=Where(key="lines.1.units"), params=params),
            Problem(code=code, where=Where(key="lines.9"), params=params),
            Problem(code=code, where=Where(key="name"), params=params),
        )
    )
    found = [(fault.title, fault.at) for fault in panel.faults.faults]
    assert found == [("Name", ""), ("Lines, line 2, Units", "2.units"), ("Lines", "")]
    assert panel.rows["name"].editor.input.hasFocus()
    panel.go_to("lines")
    assert editor.lines[0].cells["kind"].input.hasFocus()


def test_long_list_says_how_much_more_there_is(qtbot: QtBot, theme: Theme) -> None:
    fields = tuple(
        Field(name=f"f{number}", label=f"<b>{number}</b>", required=True) for number in range(9)
    )
    made = FormPanel(FormSpec(title="t", save="s", fields=fields))
    qtbot.addWidget(made)
    assert made.values() is None
    shown = made.faults.lines.text()
    assert shown.startswith("9 things have to be put right:<br>")
    assert shown.endswith("and 3 more")
    assert "&lt;b&gt;0&lt;/b&gt;: This is needed." in shown


def test_required_lines_and_long_answers_say_so(qtbot: QtBot, theme: Theme) -> None:
    made = FormPanel(lines_form(required=True))
    qtbot.addWidget(made)
    assert made.values() is None
    assert made.rows["lines"].wrong() == "This is needed."
    answer = Field(name="a", label="A", kind=FieldKind.LONG_TEXT, longest=5)
    counting = FormPanel(FormSpec(title="t", save="s", fields=(answer,)))
    qtbot.addWidget(counting)
    for text, told in (("four", "4 of at most 5"), ("sixsix", "6 characters, at most 5")):
        counting.rows["a"].editor.put(text)
        assert counting.rows["a"].echo().startswith(told)
        assert counting.values() == {"a": text}
