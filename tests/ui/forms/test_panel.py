"""Forms: what is typed becomes values, what is wrong is said at its field."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from iris_grants.kernel.money import Money
from iris_grants.kernel.problems import Problem, Where
from iris_grants.wording import set_language
from tests.ui.forms.sample_form import sample_form
from ui.forms.editors import ChoiceEditor, LineEditor, LongTextEditor, SeveralEditor
from ui.forms.fields import Field, FieldKind, FormSpec
from ui.forms.panel import FormPanel
from ui.forms.paths import FilesEditor
from ui.shell.theme import Theme


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme) -> FormPanel:
    """The sample form on screen."""
    made = FormPanel(sample_form())
    qtbot.addWidget(made)
    made.resize(500, 900)
    made.show()
    return made


def type_into(panel: FormPanel, **texts: str) -> None:
    """Type into lines of a form."""
    for name, text in texts.items():
        editor = panel.rows[name].editor
        assert isinstance(editor, LineEditor)
        editor.line.setText(text)


def test_values_are_those_of_the_kinds(panel: FormPanel, tmp_path: Path) -> None:
    statement = tmp_path / "statement.pdf"
    statement.write_bytes(b"x")
    type_into(
        panel,
        title="  First instalment ",
        amount="12.500,5",
        rate="117,1820",
        number="3",
        paid_on="1.2.24",
        due_at="31.01.2025. 17:00",
        statement=str(statement),
    )
    kind, marks = panel.rows["kind"].editor, panel.rows["marks"].editor
    note, papers = panel.rows["note"].editor, panel.rows["papers"].editor
    assert isinstance(kind, ChoiceEditor)
    assert isinstance(marks, SeveralEditor)
    assert isinstance(note, LongTextEditor)
    assert isinstance(papers, FilesEditor)
    kind.combo.setCurrentIndex(2)
    marks.boxes[1].setChecked(True)
    note.text.setPlainText("Two\nlines")
    papers.add_paths([statement, statement])
    assert panel.values() == {
        "title": "First instalment",
        "amount": Money.of("12500.50", "EUR"),
        "rate": Decimal("117.1820"),
        "number": 3,
        "paid_on": date(2024, 2, 1),
        "due_at": datetime(2025, 1, 31, 16, 0, tzinfo=UTC),
        "kind": "final",
        "marks": ("final",),
        "note": "Two\nlines",
        "statement": statement,
        "papers": (statement,),
        "checked": False,
    }


def test_empty_fields_give_their_empty_value(panel: FormPanel) -> None:
    type_into(panel, title="x", amount="1")
    values = panel.values()
    assert values is not None
    assert values["rate"] is None
    assert values["kind"] is None
    assert values["note"] == ""
    assert values["marks"] == ()
    assert values["papers"] == ()


def test_required_fields_are_named_and_the_first_gets_the_focus(panel: FormPanel) -> None:
    assert panel.values() is None
    assert {name: row.wrong() for name, row in panel.rows.items() if row.wrong()} == {
        "title": "This is needed.",
        "amount": "This is needed.",
    }
    assert panel.rows["title"].editor.input.hasFocus()
    type_into(panel, title="x")
    assert panel.rows["title"].wrong() == ""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("amount", "about ten"),
        ("amount", "1,234.567,8"),
        ("amount", "0.001"),
        ("paid_on", "31.2.24"),
        ("due_at", "tomorrow"),
        ("number", "2,5"),
        ("number", "10"),
        ("number", "0"),
        ("statement", "/nowhere/at/all.pdf"),
    ],
)
def test_what_cannot_be_understood_is_said_at_its_field(
    panel: FormPanel, name: str, text: str
) -> None:
    type_into(panel, **{"title": "x", "amount": "1", name: text})
    assert panel.values() is None
    wrong = [key for key, row in panel.rows.items() if row.wrong()]
    assert wrong == [name]
    assert panel.rows[name].editor.input.property("wrong") == "true"
    assert panel.rows[name].wrong() in panel.rows[name].editor.input.accessibleDescription()


@pytest.mark.parametrize(
    ("language", "name", "text", "echo"),
    [
        ("en", "amount", "12500.5", "= 12,500.50 EUR"),
        ("en", "amount", "12.500,5", "= 12,500.50 EUR"),
        ("sr", "amount", "12.500", "= 12.500,00 EUR"),
        ("en", "amount", "12,500", "= 12,500.00 EUR"),
        ("sr", "paid_on", "1/2/2024", "= 01.02.2024."),
        ("sr", "due_at", "1.7.2024. 17:00", "= 01.07.2024. 17:00"),
    ],
)
def test_what_was_understood_is_repeated(
    panel: FormPanel, language: str, name: str, text: str, echo: str
) -> None:
    set_language(language)
    type_into(panel, **{name: text})
    assert panel.rows[name].echo() == echo


def test_problems_of_the_command_land_on_their_fields(panel: FormPanel) -> None:
    panel.show_problems(
        (
            Problem(code="kernel.role_missing", where=Where(key="amount"), params={"roles": "x"}),
            Problem(code="kernel.not_found", params={"table": "grant"}),
        )
    )
    assert panel.rows["amount"].wrong() == "This needs one of these roles: x."
    texts = [one.text() for one in panel.findChildren(QLabel)]
    assert texts.count("Nothing with this identity is in the store (grant).") == 1


def test_check_over_all_values_is_asked_last(qtbot: QtBot, theme: Theme) -> None:
    problem = Problem(code="kernel.not_found", where=Where(key="b"), params={"table": "x"})
    made = FormPanel(
        FormSpec(
            title="t",
            save="s",
            fields=(Field(name="a", label="A"), Field(name="b", label="B")),
            check=lambda values: () if values["a"] == values["b"] else (problem,),
        )
    )
    qtbot.addWidget(made)
    type_into(made, a="1", b="2")
    assert made.values() is None
    assert made.rows["b"].wrong() != ""
    type_into(made, b="1")
    assert made.values() == {"a": "1", "b": "1"}


def test_form_knows_whether_anything_was_typed(panel: FormPanel) -> None:
    assert not panel.dirty()
    type_into(panel, title="x")
    assert panel.dirty()
    type_into(panel, title="")
    assert not panel.dirty()


def test_initial_values_are_written_as_people_type_them(qtbot: QtBot, theme: Theme) -> None:
    values = (
        (FieldKind.MONEY, Money.of("1234.5", "EUR"), "1,234.50"),
        (FieldKind.DATE, date(2025, 1, 31), "31/01/2025"),
        (FieldKind.DECIMAL, Decimal("117.1820"), "117.1820"),
        (FieldKind.MOMENT, datetime(2025, 1, 31, 16, 0, tzinfo=UTC), "31/01/2025 17:00"),
    )
    made = FormPanel(
        FormSpec(
            title="t",
            save="s",
            fields=tuple(
                Field(name=kind, label=kind, kind=kind, initial=value) for kind, value, _ in values
            ),
        )
    )
    qtbot.addWidget(made)
    for kind, _value, text in values:
        editor = made.rows[kind].editor
        assert isinstance(editor, LineEditor)
        assert editor.line.text() == text
    assert made.values() == {kind: value for kind, value, _ in values}


def test_every_input_has_a_name_and_a_buddy(panel: FormPanel) -> None:
    buddies = {id(one.buddy()) for one in panel.findChildren(QLabel) if one.buddy() is not None}
    for kind in (QLineEdit, QPlainTextEdit, QComboBox):
        for found in panel.findChildren(kind):
            assert isinstance(found, QWidget)
            assert found.accessibleName()
            assert id(found) in buddies
    for text in panel.findChildren(QPlainTextEdit):
        assert text.tabChangesFocus()
