"""What came of an export or a verification: one large verdict, the details below."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from iris_grants.dossiers.export import Exported
from iris_grants.dossiers.verify import Verdict, limits
from iris_grants.kernel.problems import Severity
from iris_grants.wording import _, label, ngettext, sentence
from iris_grants.wording.formats import decimal_text, moment
from ui.shell.context import Context
from ui.shell.controls import Button, Glyph, column, paragraph, row
from ui.shell.page import NOTES, note
from ui.shell.theme import tokens
from ui.shell.tokens import Meaning
from ui.tables.detail import Pair, Pairs
from ui.tables.parts import part_widget

KILO = 1024


def whole_words() -> str:
    """The verdict on dossiers with which nothing is wrong."""
    return _("Nothing is missing, added or changed")


class ResultDialog(QDialog):
    """A verdict in large letters on coloured ground, parts below it, steps at the foot."""

    def __init__(self, title: str, line: str, meaning: Meaning, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(tokens().px(720), tokens().px(560))
        layout = column(self, 20, 14)
        layout.addWidget(_banner(title, line, meaning, icon))
        self._body = QWidget()
        self._parts = column(self._body, 0, 12)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(self._body)
        layout.addWidget(area, 1)
        self._foot = row()
        self._foot.addStretch(1)
        layout.addLayout(self._foot)

    def add_part(self, widget: QWidget) -> None:
        """Another part below those that are there."""
        self._parts.addWidget(widget)

    def end_parts(self) -> None:
        """Leave what room remains below the parts."""
        self._parts.addStretch(1)

    def add_step(
        self, text: str, act: Callable[[], object], icon: str = "", role: str = ""
    ) -> None:
        """A button at the foot; the last one added stands at the right."""
        button = Button(text, icon, role)
        button.clicked.connect(lambda: act())
        self._foot.addWidget(button)


def show_exported(context: Context, done: Exported, verify: Callable[[], None]) -> ResultDialog:
    """Where the dossier is, what seals it, what it lacks; *verify now* asks for the verdict."""
    title = _("The dossier is written")
    dialog = ResultDialog(
        title, done.path.name, Meaning.GOOD, "circle-check", context.feedback.window()
    )
    dialog.add_part(part_widget(Pairs(pairs=_seals(done)), context))
    for text in _told(done):
        dialog.add_part(note(text, Meaning.ATTENTION, "circle-alert"))
    dialog.end_parts()

    def checked() -> None:
        dialog.accept()
        verify()

    dialog.add_step(_("Copy hash and fingerprint"), lambda: _copy(done), "copy")
    dialog.add_step(_("Open the folder"), lambda: _open(done.path), "folder-open")
    dialog.add_step(_("Close"), dialog.accept)
    dialog.add_step(_("Verify now"), checked, "shield-check", "primary")
    context.feedback.present(dialog, title, "\n".join(value.value for value in _seals(done)))
    return dialog


def show_verdicts(
    context: Context, verdicts: tuple[Verdict, ...], own: frozenset[str]
) -> ResultDialog:
    """One verdict on everything that was verified, and what is wrong with each dossier.

    `own` are the fingerprints of the office's keys: whose signature it is, is said too.
    """
    problems = [problem for one in verdicts for problem in one.problems]
    faults = sum(1 for one in problems if one.severity is Severity.ERROR)
    line = ngettext("{n} dossier verified", "{n} dossiers verified", len(verdicts))
    if faults:
        title = ngettext("{n} fault found", "{n} faults found", faults).format(n=faults)
    else:
        title = whole_words()
    dialog = ResultDialog(
        title,
        line.format(n=len(verdicts)),
        Meaning.BAD if faults else Meaning.GOOD,
        "triangle-alert" if faults else "shield-check",
        context.feedback.window(),
    )
    for one in sorted(verdicts, key=lambda verdict: (verdict.whole, verdict.path.name)):
        _add_verdict(dialog, context, one, own)
    dialog.end_parts()
    dialog.add_step(_("Close"), dialog.accept, role="primary")
    lines = [sentence(problem) for problem in problems]
    lines += [f"{one.path.name}: {one.fingerprint}" for one in verdicts if one.whole]
    context.feedback.present(dialog, title, "\n".join(lines))
    return dialog


def _add_verdict(dialog: ResultDialog, context: Context, one: Verdict, own: frozenset[str]) -> None:
    signer = (
        _("the key of this office")
        if one.fingerprint in own
        else _("a key that this office does not know: compare the fingerprint")
    )
    pairs = [
        Pair(label=_("Number"), value=one.number),
        Pair(label=_("Signed by"), value=signer if one.fingerprint else ""),
        Pair(label=_("Fingerprint"), value=one.fingerprint),
        Pair(label=_("Exported at"), value=moment(one.exported_at or None)),
        Pair(label=_("Journal entry"), value=str(one.journal_number or "")),
    ]
    shown = tuple(pair for pair in pairs if pair.value)
    dialog.add_part(part_widget(Pairs(title=one.path.name, pairs=shown), context))
    for text in limits(one):
        dialog.add_part(note(text, Meaning.INFORMATION, "info"))
    for problem in one.problems:
        meaning, icon = NOTES[problem.severity]
        dialog.add_part(note(sentence(problem), meaning, icon))


def _banner(title: str, line: str, meaning: Meaning, icon: str) -> QFrame:
    frame = QFrame()
    frame.setProperty("note", str(meaning))
    frame.setAccessibleName(title)
    layout: QHBoxLayout = row(frame, 16, 14)
    layout.addWidget(Glyph(icon, 40))
    words = QWidget()
    lines: QVBoxLayout = column(words, 0, 2)
    lines.addWidget(paragraph(title, "title"))
    lines.addWidget(paragraph(line))
    layout.addWidget(words, 1)
    return frame


def _seals(done: Exported) -> tuple[Pair, ...]:
    files = ngettext("{n} file, {size} kB", "{n} files, {size} kB", done.files)
    size = decimal_text((done.size + KILO - 1) // KILO, 0)
    return (
        Pair(label=_("Place"), value=str(done.path)),
        Pair(label=_("Content"), value=files.format(n=done.files, size=size)),
        Pair(label=_("Manifest (SHA-256)"), value=done.manifest_sha256),
        Pair(label=_("Signed by"), value=done.fingerprint),
    )


def _told(done: Exported) -> list[str]:
    """What is missing and what was left out, as sentences."""
    found = []
    if done.missing:
        names = ", ".join(f"{one.number} {label(f'section.{one.code}')}" for one in done.missing)
        found.append(_("Still missing: {sections}").format(sections=names))
    found += done.lacking
    if done.left_out:
        words = ngettext("{n} file is left out.", "{n} files are left out.", done.left_out)
        found.append(words.format(n=done.left_out))
    return found


def _copy(done: Exported) -> None:
    QGuiApplication.clipboard().setText(f"{done.manifest_sha256}\n{done.fingerprint}")


def _open(path: Path) -> None:
    folder = path if path.is_dir() else path.parent
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
