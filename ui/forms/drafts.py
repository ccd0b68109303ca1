"""Drafts: what is typed into a form is kept beside the preferences until it is saved."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFrame

from iris_grants.documents.atomic import write_atomically
from iris_grants.kernel.clock import from_utc_text, system_clock, utc_text
from iris_grants.kernel.problems import Refused
from iris_grants.wording import _
from iris_grants.wording.formats import moment
from ui.desk import WindowDesk
from ui.forms.fields import FieldKind, FormSpec
from ui.shell.controls import Button, paragraph, row
from ui.shell.packages import WORK_SUFFIX

KEEP_AFTER_MS = 400
FOLDER = "drafts"
FORGET_AFTER_DAYS = 90
OWNER_ONLY = 0o600
DAY_SECONDS = 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPlace:
    """Whose draft it is: of one person, in one form, for one record of one store."""

    store: str
    person: str
    form: str
    record: str

    @property
    def name(self) -> str:
        """The name of the draft's file, which tells nothing of what is in it."""
        text = json.dumps(asdict(self), sort_keys=True)
        return f"{sha256(text.encode()).hexdigest()[:40]}.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What was typed, field by field, and when last."""

    typed_at: datetime
    texts: Mapping[str, str]


class DraftShelf:
    """The folder of the drafts of this machine; only its owner may read them.

    Drafts lie outside the store, so they are in no journal, backup or dossier and work
    alike with a file and with a server. A file that cannot be read counts as no draft.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, place: DraftPlace) -> Draft | None:
        """The draft of that place; none if there is none."""
        try:
            known = json.loads((self._folder / place.name).read_text(encoding="utf-8"))
            if known["place"] != asdict(place):
                return None
            texts = {str(name): str(text) for name, text in known["texts"].items()}
            return Draft(typed_at=from_utc_text(known["typed_at"]), texts=texts)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def keep(self, place: DraftPlace, texts: Mapping[str, str]) -> bool:
        """Write a draft, whole or not at all; gives whether the disk took it."""
        content = {"place": asdict(place), "typed_at": utc_text(system_clock()), "texts": texts}
        data = json.dumps(content, ensure_ascii=False, default=dict).encode()
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            write_atomically(self._folder / place.name, data, overwrite=True, mode=OWNER_ONLY)
        except (OSError, Refused):
            return False
        return True

    def discard(self, place: DraftPlace) -> None:
        """Take a draft away; nothing happens where there is none."""
        try:
            (self._folder / place.name).unlink(missing_ok=True)
        except OSError:
            self.keep(place, {})

    def tidy(self) -> None:
        """Take away drafts that nobody came back to for ninety days."""
        oldest = time.time() - FORGET_AFTER_DAYS * DAY_SECONDS
        try:
            for path in self._folder.glob("*.json"):
                if path.stat().st_mtime < oldest:
                    path.unlink(missing_ok=True)
        except OSError:
            return


class DraftKeeper(QObject):
    """Keeps the draft of one open form: within a second of typing, until it is settled.

    `typed` gives what differs from how the form opened, by field. `kept` carries whether
    the disk took it.
    """

    kept = Signal(bool)

    def __init__(
        self,
        shelf: DraftShelf,
        place: DraftPlace,
        typed: Callable[[], Mapping[str, str]],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self._place = place
        self._typed = typed
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEEP_AFTER_MS)
        self._timer.timeout.connect(self.flush)
        shelf.tidy()

    def found(self) -> Draft | None:
        """What was typed here before and neither saved nor discarded."""
        draft = self._shelf.find(self._place)
        return draft if draft is not None and draft.texts else None

    def on_edited(self) -> None:
        """Something was typed; it is kept soon."""
        if not self._timer.isActive():
            self._timer.start()

    def flush(self) -> None:
        """Keep what is typed now."""
        self._timer.stop()
        texts = self._typed()
        if texts:
            self.kept.emit(self._shelf.keep(self._place, texts))
        else:
            self._shelf.discard(self._place)

    def flush_waiting(self) -> None:
        """Keep what was typed and is not kept yet, if there is anything."""
        if self._timer.isActive():
            self.flush()

    def settle(self) -> None:
        """The form was saved or given up: its draft goes."""
        self._timer.stop()
        self._shelf.discard(self._place)


class DraftOffer(QFrame):
    """Says that something was typed here before, and lets it be taken up or given up."""

    resumed = Signal()
    discarded = Signal()

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        self.draft = draft
        self.setProperty("note", "information")
        words = _("You had typed something here at {moment}; it was kept.")
        said = words.format(moment=moment(draft.typed_at))
        self.setAccessibleName(said)
        self.resume = Button(_("Continue with it"))
        self.anew = Button(_("Start anew"))
        line = row(self, 8, 8)
        line.addWidget(paragraph(said), 1)
        line.addWidget(self.resume)
        line.addWidget(self.anew)
        self.resume.clicked.connect(self.resumed)
        self.anew.clicked.connect(self.discarded)


def shelf_at(preferences_path: Path) -> DraftShelf:
    """The drafts beside a file of preferences."""
    return DraftShelf(preferences_path.parent / FOLDER)


def place_of(desk: WindowDesk, form: str, record: str) -> DraftPlace | None:
    """Where the draft of a form lies; none in an assessor's store, which is encrypted."""
    if desk.address.endswith(WORK_SUFFIX):
        return None
    return DraftPlace(store=desk.store_id, person=desk.person.person_id, form=form, record=record)


def may_be_kept(spec: FormSpec) -> bool:
    """Whether a form may leave a draft: never one that asks for a passphrase."""
    return all(field.kind is not FieldKind.SECRET for field in spec.fields)
