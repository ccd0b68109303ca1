"""Settings: how the window looks and speaks, who works here, and facts about the store."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QFrame, QScrollArea, QVBoxLayout, QWidget

from iris_grants.wording import LANGUAGES, _
from ui.settings.person import PersonCard, facts
from ui.shell.actions import LANGUAGE_NAMES, scheme_names
from ui.shell.context import Context
from ui.shell.controls import Button, card, column, row
from ui.shell.controls import label as line
from ui.shell.page import MARGIN, Page, PageHead

WIDTH = 640


def build(context: Context) -> Page:
    """The page."""
    return SettingsPage(context)


class SettingsPage(Page):
    """Every choice acts at once; the same choices stand in the menus."""

    topics = frozenset({"people"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        layout = column(self, MARGIN, 16)
        head = PageHead(_("Settings"), context)
        head.line.set_full_text(
            _("What concerns the window holds for this computer alone; the store is not changed.")
        )
        layout.addWidget(head)
        inner = QWidget()
        inner.setMaximumWidth(WIDTH)
        self._body: QVBoxLayout = column(inner, spacing=16)
        self._body.addWidget(self._looks())
        self.person = PersonCard(context)
        self._body.addWidget(self.person)
        self._body.addWidget(self._store())
        self._body.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inner)
        layout.addWidget(scroll, 1)

    def _looks(self) -> QFrame:
        schemes = scheme_names()
        frame = card()
        layout = column(frame, 16, 10)
        layout.addWidget(line(_("Window"), "heading"))
        self.scheme = QComboBox()
        for scheme, text in schemes.items():
            self.scheme.addItem(text, f"scheme_{scheme}")
        self.scheme.setCurrentIndex(list(schemes).index(self.context.preferences.scheme))
        self.language = QComboBox()
        for language in LANGUAGES:
            self.language.addItem(LANGUAGE_NAMES[language], f"language_{language}")
        self.language.setCurrentIndex(LANGUAGES.index(self.context.preferences.language))
        for name, combo in ((_("Theme"), self.scheme), (_("Language"), self.language)):
            caption = line(name, "label")
            caption.setBuddy(combo)
            combo.setAccessibleName(name)
            layout.addWidget(caption)
            layout.addWidget(combo)
            combo.activated.connect(self._on_combo_activated)
        layout.addWidget(line(_("Size of everything"), "label"))
        sizes = row(spacing=8)
        for key, text in (
            ("smaller", _("Smaller")),
            ("normal", _("Normal size")),
            ("larger", _("Larger")),
        ):
            button = Button(text)
            button.setProperty("action", key)
            button.clicked.connect(self._on_size_clicked)
            sizes.addWidget(button)
        sizes.addStretch(1)
        layout.addLayout(sizes)
        return frame

    def _store(self) -> QFrame:
        desk = self.context.desk
        frame = card()
        layout = column(frame, 16, 10)
        layout.addWidget(line(_("Store"), "heading"))
        state = _("everything saved") if desk.writable else _("read-only")
        layout.addWidget(
            facts(
                (
                    (_("Name"), desk.name),
                    (_("Place"), desk.address),
                    (_("State"), state),
                    (_("Encrypted"), _("yes") if desk.encrypted else _("no")),
                    (_("Identity"), desk.store_id),
                )
            )
        )
        return frame

    def _on_combo_activated(self) -> None:
        combo = self.sender()
        if isinstance(combo, QComboBox):
            self.context.trigger(str(combo.currentData()))

    def _on_size_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            self.context.trigger(str(button.property("action")))

    def refresh(self) -> None:
        """Ask whether the person has a passphrase, and what holds for approvals."""
        self.person.load()
