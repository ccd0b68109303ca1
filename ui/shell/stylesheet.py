"""The style sheet of the window, written from the tokens."""

from __future__ import annotations

from ui.shell.tokens import Meaning, Tokens


def stylesheet(t: Tokens) -> str:
    """The whole style sheet for one scheme at one zoom."""
    return "\n".join((_ground(t), _buttons(t), _fields(t), _indicators(t), _views(t), _parts(t)))


def _ground(t: Tokens) -> str:
    return f"""
QWidget {{ color: {t.text}; }}
QMainWindow, QDialog, QStackedWidget#pages {{ background: {t.background}; }}
QStackedWidget {{ background: transparent; }}
QToolTip {{ background: {t.raised}; color: {t.text}; border: 1px solid {t.line_strong};
  padding: {t.px(6)}px; }}
QMenuBar {{ background: {t.surface}; border-bottom: 1px solid {t.line}; padding: 2px 6px; }}
QMenuBar::item {{ padding: {t.px(4)}px {t.px(9)}px; border-radius: 5px; background: transparent; }}
QMenuBar::item:selected {{ background: {t.accent_soft}; }}
QMenu {{ background: {t.raised}; border: 1px solid {t.line}; padding: 5px; }}
QMenu::item {{ padding: {t.px(6)}px {t.px(28)}px {t.px(6)}px {t.px(24)}px; border-radius: 5px; }}
QMenu::item:selected {{ background: {t.accent_soft}; color: {t.text}; }}
QMenu::item:disabled {{ color: {t.muted}; }}
QMenu::separator {{ height: 1px; background: {t.line}; margin: 5px 8px; }}
QMenu::indicator {{ width: {t.px(14)}px; height: {t.px(14)}px; margin-left: 5px; }}
QMenu::indicator:checked {{ background: {t.accent}; border-radius: 4px;
  image: url(qss:check.svg); }}
QSplitter::handle {{ background: transparent; }}
QSplitter::handle:hover {{ background: {t.line}; }}
QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
QScrollBar:vertical {{ background: transparent; width: {t.px(12)}px; margin: 2px; }}
QScrollBar:horizontal {{ background: transparent; height: {t.px(12)}px; margin: 2px; }}
QScrollBar::handle {{ background: {t.grip}; border-radius: 4px;
  min-height: 32px; min-width: 32px; }}
QScrollBar::handle:hover {{ background: {t.line_strong}; }}
QScrollBar::handle:disabled {{ background: transparent; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QProgressBar {{ background: {t.track}; border: none; border-radius: 4px;
  min-height: 8px; max-height: 8px; }}
QProgressBar::chunk {{ background: {t.accent}; border-radius: 4px; }}
QStatusBar {{ background: {t.surface}; border-top: 1px solid {t.line}; color: {t.muted}; }}
QStatusBar::item {{ border: none; }}
QStatusBar QLabel {{ color: {t.muted}; padding: 2px 6px; }}
"""


def _buttons(t: Tokens) -> str:
    return f"""
QPushButton, QToolButton {{ background: {t.surface}; border: 1px solid {t.line_strong};
  border-radius: 6px; padding: {t.px(7)}px {t.px(14)}px; font-weight: 500; }}
QPushButton:hover, QToolButton:hover {{ background: {t.hover}; }}
QPushButton:pressed, QToolButton:pressed {{ background: {t.accent_soft}; }}
QPushButton:focus, QToolButton:focus {{ border: 2px solid {t.accent};
  padding: {t.px(7) - 1}px {t.px(14) - 1}px; }}
QPushButton:disabled, QToolButton:disabled {{ color: {t.muted}; background: {t.background};
  border-color: {t.line}; }}
QPushButton[role="primary"] {{ background: {t.accent}; color: {t.on_accent};
  border: 1px solid {t.accent}; font-weight: 600; }}
QPushButton[role="primary"]:hover {{ background: {t.accent_hover}; }}
QPushButton[role="primary"]:focus {{ border: 2px solid {t.text}; }}
QPushButton[role="primary"]:disabled {{ background: {t.track}; color: {t.muted};
  border-color: {t.line}; }}
QPushButton[role="danger"] {{ color: {t.chips[Meaning.BAD].text};
  border-color: {t.chips[Meaning.BAD].text}; }}
QPushButton[role="link"] {{ background: transparent; border: 1px solid transparent;
  color: {t.accent}; padding: {t.px(2)}px 0; text-align: left; font-weight: 500; }}
QPushButton[role="link"]:hover {{ text-decoration: underline; background: transparent; }}
QPushButton[role="link"]:focus {{ border: 2px solid {t.accent}; }}
QPushButton[role="pill"] {{ border-radius: {t.px(13)}px; padding: {t.px(4)}px {t.px(11)}px;
  min-height: {t.px(16)}px; font-weight: 400; }}
QPushButton[role="pill"]:checked {{ background: {t.accent_soft}; color: {t.accent};
  border-color: {t.accent}; font-weight: 600; }}
QPushButton[role="pill"]:focus {{ border: 2px solid {t.accent};
  padding: {t.px(4) - 1}px {t.px(11) - 1}px; }}
QToolButton[role="plain"], QPushButton[role="plain"] {{ background: transparent;
  border: 1px solid transparent; padding: {t.px(6)}px; font-weight: 400; }}
QToolButton[role="plain"]:hover, QPushButton[role="plain"]:hover {{ background: {t.hover}; }}
QToolButton[role="plain"]:focus, QPushButton[role="plain"]:focus {{
  border: 2px solid {t.accent}; padding: {t.px(6) - 1}px; }}
QToolButton::menu-indicator, QPushButton::menu-indicator {{ image: none; width: 0; }}
"""


def _fields(t: Tokens) -> str:
    pad = f"{t.px(6)}px {t.px(10)}px"
    pad_focus = f"{t.px(6) - 1}px {t.px(10) - 1}px"
    inputs = "QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDateEdit"
    focus = ", ".join(f"{kind.strip()}:focus" for kind in inputs.split(","))
    disabled = ", ".join(f"{kind.strip()}:disabled" for kind in inputs.split(","))
    wrong = ", ".join(f'{kind.strip()}[wrong="true"]' for kind in inputs.split(","))
    return f"""
{inputs} {{ background: {t.surface}; border: 1px solid {t.line_strong}; border-radius: 6px;
  padding: {pad}; selection-background-color: {t.accent}; selection-color: {t.on_accent};
  min-height: {t.px(18)}px; }}
{focus} {{ border: 2px solid {t.accent}; padding: {pad_focus}; }}
{disabled} {{ background: {t.background}; color: {t.muted}; border-color: {t.line}; }}
{wrong} {{ border: 2px solid {t.chips[Meaning.BAD].text}; padding: {pad_focus}; }}
QComboBox::drop-down {{ border: none; width: {t.px(26)}px; }}
QComboBox::down-arrow {{ image: url(qss:chevron-down.svg); width: {t.px(14)}px;
  height: {t.px(14)}px; }}
QComboBox QAbstractItemView {{ background: {t.raised}; border: 1px solid {t.line_strong};
  selection-background-color: {t.accent_soft}; selection-color: {t.text}; outline: none; }}
QSpinBox::up-button, QSpinBox::down-button {{ border: none; width: {t.px(22)}px;
  background: transparent; }}
QSpinBox::up-arrow {{ image: url(qss:chevron-up.svg); width: {t.px(12)}px;
  height: {t.px(12)}px; }}
QSpinBox::down-arrow {{ image: url(qss:chevron-down.svg); width: {t.px(12)}px;
  height: {t.px(12)}px; }}
"""


def _indicators(t: Tokens) -> str:
    side = t.px(16)
    return f"""
QCheckBox, QRadioButton {{ spacing: {t.px(8)}px; padding: 3px; border-radius: 5px; }}
QCheckBox:focus, QRadioButton:focus {{ border: 2px solid {t.accent}; padding: 1px; }}
QCheckBox::indicator, QRadioButton::indicator {{ width: {side}px; height: {side}px;
  border: 1px solid {t.line_strong}; background: {t.surface}; }}
QCheckBox::indicator {{ border-radius: 4px; }}
QRadioButton::indicator {{ border-radius: {side // 2 + 1}px; }}
QCheckBox::indicator:checked {{ background: {t.accent}; border-color: {t.accent};
  image: url(qss:check.svg); }}
QCheckBox::indicator:indeterminate {{ background: {t.accent}; border-color: {t.accent};
  image: url(qss:minus.svg); }}
QRadioButton::indicator:checked {{ background: {t.surface};
  border: {t.px(5)}px solid {t.accent}; width: {side - t.px(8)}px; height: {side - t.px(8)}px; }}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{ background: {t.track}; }}
"""


def _views(t: Tokens) -> str:
    return f"""
QTableView, QListView, QTreeView {{ background: {t.surface}; border: none; outline: none;
  selection-background-color: {t.accent_soft}; selection-color: {t.text}; }}
QListView[role="lane"] {{ background: transparent; }}
QListWidget::item {{ padding: {t.px(5)}px {t.px(8)}px; border-radius: 6px; }}
QListWidget::item:selected {{ background: {t.accent_soft}; color: {t.text}; }}
QListWidget[role="list"] {{ border: 1px solid {t.line_strong}; border-radius: 6px; }}
QHeaderView {{ background: {t.surface}; border: none; }}
QHeaderView::section {{ background: {t.surface}; color: {t.muted}; border: none;
  border-bottom: 1px solid {t.line}; padding: {t.px(8)}px {t.px(10)}px; font-weight: 600; }}
QTableView[role="short"] QHeaderView::section {{ padding: {t.px(6)}px; }}
QHeaderView::section:hover {{ color: {t.text}; background: {t.hover}; }}
QHeaderView::up-arrow, QHeaderView::down-arrow {{ image: none; width: 0; height: 0; }}
QTableCornerButton::section {{ background: {t.surface}; border: none; }}
QTabWidget::pane {{ border: none; border-top: 1px solid {t.line}; }}
QTabBar {{ background: transparent; }}
QTabBar::tab {{ background: transparent; color: {t.muted}; border: none;
  border-bottom: 2px solid transparent; padding: {t.px(7)}px {t.px(9)}px; font-weight: 500; }}
QTabBar::tear {{ width: 0; border: none; }}
QTabBar::tab:selected {{ color: {t.accent}; border-bottom: 2px solid {t.accent};
  font-weight: 600; }}
QTabBar::tab:hover {{ color: {t.text}; }}
QTabBar::tab:focus {{ background: {t.accent_soft}; border-radius: 4px; }}
QTabBar QToolButton {{ padding: 2px; border: 1px solid {t.line}; background: {t.surface}; }}
"""


def _parts(t: Tokens) -> str:
    bad, good = t.chips[Meaning.BAD], t.chips[Meaning.GOOD]
    trial = t.chips[Meaning.ATTENTION]
    notes = "\n".join(
        f'QFrame[note="{meaning}"] {{ background: {pair.back}; border-radius: 6px; }}\n'
        f'QFrame[note="{meaning}"] QLabel {{ color: {pair.text}; }}'
        for meaning, pair in t.chips.items()
    )
    return f"""
QFrame[role="card"] {{ background: {t.surface}; border: 1px solid {t.line};
  border-radius: 10px; }}
QFrame[role="side"] {{ background: {t.surface}; border: none;
  border-right: 1px solid {t.line}; }}
QFrame[role="foot"] {{ background: {t.surface}; border: none; border-top: 1px solid {t.line};
  border-bottom-left-radius: 10px; border-bottom-right-radius: 10px; }}
QFrame[role="toast"] {{ background: {t.raised}; border: 1px solid {t.line_strong};
  border-radius: 8px; }}
QFrame[role="rule"] {{ background: {t.line}; border: none; max-height: 1px; min-height: 1px; }}
QFrame[role="trial"] {{ background: {trial.back}; border: 2px dashed {trial.text};
  border-radius: 10px; }}
QFrame[role="trial"] QTableView, QFrame[role="trial"] QHeaderView,
QFrame[role="trial"] QHeaderView::section {{ background: {trial.back}; }}
QLabel[role="trial"] {{ border: none; background: transparent; color: {trial.text};
  font-weight: 700; font-size: {t.px(16)}px; }}
{notes}
QLabel[role="title"] {{ font-size: {t.px(22)}px; font-weight: 600; }}
QLabel[role="heading"] {{ font-size: {t.px(14)}px; font-weight: 600; }}
QLabel[role="figure"] {{ font-size: {t.px(26)}px; font-weight: 600; }}
QLabel[role="muted"] {{ color: {t.muted}; }}
QLabel[role="label"] {{ font-weight: 500; }}
QLabel[role="wrong"] {{ color: {bad.text}; }}
QLabel[role="understood"] {{ color: {good.text}; }}
"""
