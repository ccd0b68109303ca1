"""What returns are, before they are taken in, and what became of each, as sentences."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QWidget

from iris_grants.scoring.entering import EnteredReturn
from iris_grants.scoring.merging import MergedReturn, MergePlan, PlannedReturn
from iris_grants.wording import _, ngettext, sentence
from iris_grants.wording import label as label_of
from ui.committee import jobs
from ui.committee.columns import grouped_words
from ui.shell.context import Context
from ui.shell.controls import Button, column, label, row
from ui.shell.page import note
from ui.shell.theme import tokens
from ui.shell.tokens import Meaning

MEANINGS = {
    "accepted": (Meaning.GOOD, "circle-check"),
    "held": (Meaning.ATTENTION, "clock"),
    "superseded": (Meaning.NEUTRAL, "history"),
    "set_aside": (Meaning.BAD, "ban"),
}


class SentencesDialog(QDialog):
    """Headings with sentences under them, each in its meaning; one step at the foot."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.sentences: list[str] = []
        self.offered: list[Button] = []
        layout = column(self, 20, 12)
        layout.addWidget(label(title, "heading"))
        inner = QWidget()
        self._body = column(inner, spacing=8)
        self._body.setContentsMargins(0, 0, 8, 0)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        layout.addWidget(scroll, 1)
        self._foot = row(spacing=8)
        self._foot.addStretch(1)
        self.close_button = Button(_("Close"))
        self.close_button.clicked.connect(self.reject)
        self._foot.addWidget(self.close_button)
        layout.addLayout(self._foot)
        self.resize(tokens().px(660), tokens().px(480))

    def head(self, text: str) -> None:
        """Add a heading."""
        self._body.addWidget(label(text, "label"))

    def say(self, text: str, meaning: Meaning, icon: str) -> None:
        """Add a sentence."""
        self.sentences.append(text)
        self._body.addWidget(note(text, meaning, icon))

    def offer(self, text: str, icon: str, run: Callable[[], None]) -> None:
        """Offer a step at the foot; the dialog closes when it is taken."""
        made = Button(text, icon, "primary")
        made.setDefault(True)

        def taken() -> None:
            self.accept()
            run()

        made.clicked.connect(taken)
        self._foot.addWidget(made)
        self.offered.append(made)

    def end(self) -> None:
        """Everything is said."""
        self._body.addStretch(1)


def offer_plan(context: Context, plan: MergePlan) -> None:
    """Show what each file is, and offer to take in what is new."""
    dialog = SentencesDialog(_("What the files are"), context.window.window())
    for entry in plan.entries:
        _say_planned(dialog, entry)
    count = len(plan.new)
    if count:
        words = ngettext("Take in {n} return", "Take in {n} returns", count)
        dialog.offer(words.format(n=count), "upload", lambda: _take_in(context, plan))
    dialog.end()
    dialog.open()


def show_merged(context: Context, merged: tuple[MergedReturn, ...]) -> None:
    """Show what became of each file."""
    dialog = SentencesDialog(_("What became of the returns"), context.window.window())
    for one in merged:
        if one.problems:
            continue
        words = _("{file}: return {number} of {code}, package {package}")
        dialog.head(
            words.format(
                file=one.file, number=one.sequence, code=one.code, package=one.package_number
            )
        )
        for state, text in grouped_words(one.parts, one.fingerprint):
            dialog.say(text, *MEANINGS[state])
    for one in merged:
        for problem in one.problems:
            dialog.say(sentence(problem), Meaning.BAD, "circle-alert")
    dialog.end()
    dialog.open()


def show_entered(context: Context, found: EnteredReturn) -> None:
    """Show what became of scores that were entered from a sheet or from paper."""
    dialog = SentencesDialog(_("What became of the scores"), context.window.window())
    row = found.row
    medium = label_of(f"medium.scoring_return.{row.medium}")
    dialog.head(f"{row.member_code} · {row.member_name} · {medium}")
    if found.known:
        words = _("Exactly this was entered already; nothing has changed.")
        dialog.say(words, Meaning.NEUTRAL, "history")
    for state, text in grouped_words(row.parts, row.fingerprint):
        dialog.say(text, *MEANINGS[state])
    dialog.end()
    dialog.open()


def _say_planned(dialog: SentencesDialog, entry: PlannedReturn) -> None:
    for problem in entry.problems:
        dialog.say(sentence(problem), Meaning.BAD, "circle-alert")
    if entry.taken is None:
        return
    content = entry.taken.signed.content
    if entry.known:
        words = _("{file}: is in the store already, nothing will change.")
        dialog.say(words.format(file=entry.file), Meaning.NEUTRAL, "history")
        return
    count = len(content.assessments)
    words = ngettext(
        "{file}: a new return of {code} for package {package}, with {n} application.",
        "{file}: a new return of {code} for package {package}, with {n} applications.",
        count,
    )
    text = words.format(file=entry.file, code=content.code, package=content.package_number, n=count)
    dialog.say(text, Meaning.INFORMATION, "file-check")


def _take_in(context: Context, plan: MergePlan) -> None:
    context.desk.work(
        lambda desk, progress: jobs.take_in(desk, plan),
        lambda merged: show_merged(context, merged),
        owner=context.window,
        title=_("Taking in returns"),
    )
