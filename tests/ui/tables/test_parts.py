"""Parts of a detail: the path of a record, why a number is what it is, files, history."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path as FilePath

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from tests.ui.conftest import Went
from tests.ui.sample import sample_detail, sample_rows
from ui.shell.act import Act, ActButton, MoreButton
from ui.shell.context import Context
from ui.shell.controls import Button, IconButton, LinkButton
from ui.shell.theme import Theme
from ui.tables.detail import FileItem, Pair, Pairs, Path
from ui.tables.detail_panel import DetailPanel
from ui.tables.files import FileRow, size_text
from ui.tables.parts import PathLabel, WhyDialog, part_widget

NO_SESSION = Session()
LONG = tuple(f"step {number}" for number in range(12))


def words(label: QLabel) -> str:
    """The text of a label without its colours."""
    return re.sub(r"<[^>]+>", "", label.text()).replace("&nbsp;", " ")


@pytest.mark.parametrize(
    ("path", "shown", "spoken"),
    [
        (Path(steps=("a", "b", "c"), at=1), "✓ a › ● b › c", "Step 2 of 3: b"),
        (Path(steps=("a", "b", "c"), at=1, ended="rejected"), "✓ a › ✓ b › ■ rejected", "rejected"),
        (
            Path(steps=LONG, at=6),
            "✓ 5 › ✓ step 5 › ● step 6 › step 7 › step 8 › +3",
            "Step 7 of 12: step 6",
        ),
        (
            Path(steps=LONG, at=11),
            "✓ 9 › ✓ step 9 › ✓ step 10 › ● step 11",
            "Step 12 of 12: step 11",
        ),
        (
            Path(steps=LONG, at=0),
            "● step 0 › step 1 › step 2 › step 3 › +8",
            "Step 1 of 12: step 0",
        ),
    ],
)
def test_path_marks_the_present_step_by_a_sign(
    qtbot: QtBot, theme: Theme, path: Path, shown: str, spoken: str
) -> None:
    made = PathLabel(path)
    qtbot.addWidget(made)
    assert words(made) == shown
    assert made.accessibleName() == spoken


def test_computed_number_explains_itself(qtbot: QtBot, context: Context) -> None:
    panel = DetailPanel(context)
    qtbot.addWidget(panel)
    panel.resize(400, 700)
    panel.show_detail(sample_detail(NO_SESSION, sample_rows(1)[0]))
    panel.show()
    ask = next(
        one for one in panel.findChildren(IconButton) if one.accessibleName().startswith("Why")
    )
    QTest.mouseClick(ask, Qt.MouseButton.LeftButton)
    dialog = panel.findChildren(WhyDialog)[-1]
    texts = [one.text() for one in dialog.findChildren(QLabel)]
    assert texts == [
        "Traženi iznos",
        "Troškovi",
        "12.500,50 EUR",
        "Rule",
        "Zbir svih linija budžeta",
        "Source",
        "Uputstvo, 2.1.4",
        "Version",
        "1",
    ]
    dialog.accept()


def test_tab_that_was_open_stays_open_for_the_next_record(qtbot: QtBot, context: Context) -> None:
    panel = DetailPanel(context)
    qtbot.addWidget(panel)
    first, second = sample_rows(2)
    panel.show_detail(sample_detail(NO_SESSION, first))
    assert panel.tabs is not None
    panel.tabs.setCurrentIndex(2)
    panel.show_detail(sample_detail(NO_SESSION, second))
    assert panel.tabs is not None
    assert panel.tabs.tabText(panel.tabs.currentIndex()) == "Istorija"
    assert [panel.tabs.tabText(place) for place in range(3)] == [
        "Podaci",
        "Prilozi (1)",
        "Istorija",
    ]


def test_value_that_lies_elsewhere_leads_there(qtbot: QtBot, context: Context, went: Went) -> None:
    pair = Pair(label="Grantee", value="Čuvari reke", page="organisations", record="o1")
    widget = part_widget(Pairs(pairs=(pair,)), context)
    qtbot.addWidget(widget)
    (link,) = widget.findChildren(Button)
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    assert went.to == [("organisations", "o1")]


def test_file_of_the_store_is_saved_elsewhere(
    qtbot: QtBot, context: Context, tmp_path: FilePath
) -> None:
    stored: list[str] = []
    context.desk.work(
        lambda desk, progress: desk.store.contents.put(b"the statute").sha256,
        stored.append,
        owner=context.window,
        title="Storing",
    )
    qtbot.waitUntil(lambda: len(stored) == 1, timeout=3_000)
    made = FileRow(FileItem(name="statut.pdf", sha256=stored[0], size=11), context)
    qtbot.addWidget(made)
    target = tmp_path / "copy.pdf"
    made.save_as(target)
    qtbot.waitUntil(lambda: bool(context.feedback.said), timeout=3_000)
    assert target.read_bytes() == b"the statute"
    assert context.feedback.said[-1].text == "Saved as copy.pdf."
    assert [one.name for one in tmp_path.glob("*.partial")] == []


@pytest.mark.parametrize(
    ("size", "text"), [(11, "11 B"), (4_200, "4.1 kB"), (2_500_000, "2.3 MB"), (1024, "1.0 kB")]
)
def test_sizes_are_written_as_people_read_them(size: int, text: str) -> None:
    assert size_text(size) == text


def test_file_with_a_long_name_leaves_room_for_its_size_and_button(
    qtbot: QtBot, context: Context
) -> None:
    name = "Rešenje o upisu u registar udruženja i sva druga rešenja o izmenama.pdf"
    made = FileRow(FileItem(name=name, sha256="0" * 64, size=51_234), context)
    qtbot.addWidget(made)
    made.resize(260, 40)
    made.show()
    (link,) = made.findChildren(LinkButton)
    (save,) = made.findChildren(IconButton)
    assert (link.accessibleName(), "…" in link.text()) == (name, True)
    assert save.geometry().right() <= made.width()
    made.resize(900, 40)
    assert link.text() == name


def test_steps_without_room_lie_in_a_menu_and_come_out_on_the_whole_page(
    qtbot: QtBot, context: Context
) -> None:
    taken: list[str] = []

    def step(name: str, key: str = "") -> Act:
        return Act(text=name, run=lambda there, owner: taken.append(name), key=key)

    acts = (*(step(f"step {place}") for place in range(5)), step("keyed", "F7"))
    panel = DetailPanel(context)
    qtbot.addWidget(panel)
    panel.show()
    panel.show_detail(replace(sample_detail(NO_SESSION, sample_rows(1)[0]), acts=acts))
    shown = [one.text() for one in panel.findChildren(ActButton) if not one.isHidden()]
    (more,) = panel.findChildren(MoreButton)
    assert shown == ["step 0", "step 1", "step 2", "keyed"]
    assert [entry.text() for entry in more.menu().actions()] == ["step 3", "step 4"]
    more.menu().actions()[1].trigger()
    assert taken == ["step 4"]
    panel.show_enlarged(True)
    assert not any(one.isHidden() for one in panel.findChildren(ActButton))
