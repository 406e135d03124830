"""The one style sheet of the application, written from the colour roles; the palette does the rest."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtGui import QColor

SHEET = """
QMenuBar {{ background: {sidebar}; color: {text2}; border-bottom: 1px solid {hairline}; padding: 0 {p8}px; }}
QMenuBar::item {{ background: transparent; padding: {p6}px {p9}px; }}
#corner {{ background: transparent; color: {text2}; border: 0; padding: {p4}px {p16}px {p4}px 0; }}
QMenuBar::item:selected {{ background: {selection}; color: {text}; }}
QMenu {{ background: {page}; color: {text}; border: 1px solid {edge}; padding: {p4}px 0; }}
QMenu::item {{ padding: {p5}px {p24}px {p5}px {p16}px; }}
QMenu::item:selected {{ background: {selection}; color: {text}; }}
QMenu::item:disabled {{ color: {text3}; background: transparent; }}
QMenu::separator {{ background: {hairline}; min-height: 1px; max-height: 1px; margin: {p4}px 0; }}
QToolBar {{ background: {page}; border: 0; border-bottom: 1px solid {hairline}; padding: 0 {p8}px; }}
QToolTip {{ background: {page}; color: {text}; border: 1px solid {edge}; padding: {p4}px; }}

#sidebar {{ background: {sidebar}; border: 0; border-right: 1px solid {hairline}; }}
#seat {{ background: {sidebar}; border: 0; border-top: 1px solid {hairline}; }}
#nav {{ background: {sidebar}; border: 0; }}
#pane {{ background: {pane}; border: 0; }}
#details {{ background: {pane}; border: 0; border-left: 1px solid {hairline}; }}
#band {{ background: {page}; border: 0; border-bottom: 1px solid {hairline}; }}
#foot {{ background: {pane}; border: 0; border-top: 1px solid {hairline}; }}
#notice {{ background: {attention_ground}; border: 0; border-bottom: 1px solid {hairline}; }}
#bulk {{ background: {selection}; border: 0; border-top: 1px solid {accent}; }}
#refusal {{ background: {page}; border: 0; border-top: 1px solid {danger}; }}
#palette {{ background: {page}; border: 2px solid {accent}; border-radius: 3px; }}
#drop {{ background: {pane}; border: 1px dashed {edge}; border-radius: 4px; }}
#quote {{ background: transparent; border: 0; border-left: 2px solid {hairline}; }}
#hairline {{ background: {hairline}; border: 0; }}
#edge {{ background: {edge}; border: 0; }}
#cap {{ background: transparent; color: {text2}; border: 1px solid {hairline}; border-radius: 3px; padding: 0 {p4}px; }}

QLineEdit, QComboBox, QPlainTextEdit, QTextEdit, QDateEdit, QTimeEdit {{ background: {page}; color: {text};
    border: 1px solid {edge}; border-radius: 4px; padding: {p4}px {p9}px; min-height: {p22}px;
    selection-background-color: {selection}; selection-color: {text}; placeholder-text-color: {text3}; }}
QLineEdit:focus, QComboBox:focus, QPlainTextEdit:focus, QTextEdit:focus, QDateEdit:focus, QTimeEdit:focus {{
    border: 2px solid {accent}; padding: {q4}px {q9}px; }}
QComboBox {{ combobox-popup: 0; }}
QComboBox::drop-down {{ border: 0; width: {p24}px; }}
QComboBox::down-arrow {{ image: none; }}
QComboBox QAbstractItemView {{ background: {page}; border: 1px solid {edge}; padding: {p4}px 0; outline: 0;
    selection-background-color: {selection}; selection-color: {text}; }}
QComboBox QAbstractItemView::item {{ min-height: {p24}px; padding: 0 {p5}px; }}
QTextBrowser#original, QTextBrowser#original:focus {{ border: 0; padding: 0; }}
QLineEdit#bare, QLineEdit#bare:focus {{ border: 0; padding: 0; background: transparent; }}

QPushButton {{ background: {page}; color: {text}; border: 1px solid {edge}; border-radius: 4px;
    padding: {p4}px {p14}px; min-height: {p22}px; }}
QPushButton:hover {{ background: {pane}; }}
QPushButton:focus {{ border: 2px solid {accent}; padding: {q4}px {q14}px; }}
QPushButton:disabled {{ color: {text3}; border-color: {hairline}; }}
QPushButton[primary="true"] {{ background: {accent}; color: {on_accent}; border: 1px solid {accent}; }}
QPushButton[primary="true"]:focus {{ border: 2px solid {text}; }}
QPushButton[primary="true"]:disabled {{ background: {hairline}; color: {text3}; border-color: {hairline}; }}
QPushButton[flat="true"] {{ background: transparent; border: 2px solid transparent; padding: 0 {p2}px;
    min-height: {p18}px; }}
QPushButton[flat="true"]:hover {{ background: {selection}; }}
QPushButton[flat="true"]:focus {{ border: 2px solid {accent}; }}
QToolButton {{ background: transparent; border: 2px solid transparent; border-radius: 4px; padding: {p4}px; }}
QToolButton:hover {{ background: {pane}; }}
QToolButton:focus {{ border: 2px solid {accent}; }}

QAbstractItemView, QScrollArea, QGraphicsView {{ background: transparent; border: 0; outline: 0; }}
QHeaderView {{ background: transparent; border: 0; }}
QSplitter::handle {{ background: {hairline}; }}
QScrollBar {{ background: transparent; border: 0; }}
QScrollBar:vertical {{ width: 10px; }}
QScrollBar:horizontal {{ height: 10px; }}
QScrollBar::handle {{ background: {edge}; border-radius: 3px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 28px; }}
QScrollBar::handle:horizontal {{ min-width: 28px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QProgressBar {{ background: {hairline}; border: 0; border-radius: 2px; max-height: 4px; min-height: 4px; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 2px; }}
"""


def style_sheet(colours: Mapping[str, QColor], px: Callable[[float], int]) -> str:
    """The sheet for a theme's colours and text size. `p8` is 8 scaled; `q9` is a pixel less, for a thicker border."""
    lengths = {f"p{n}": px(n) for n in (2, 4, 5, 6, 8, 9, 10, 14, 16, 18, 22, 24)}
    thinner = {f"q{n}": px(n) - 1 for n in (4, 9, 14)}
    return SHEET.format(**{role: colour.name() for role, colour in colours.items()}, **lengths, **thinner)
