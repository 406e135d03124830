"""The look by role: colours, option chips and type from TOML, and the one place where they become Qt's."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from mhhs_desk import places
from mhhs_desk.settings import Preferences
from mhhs_desk.ui.style_sheet import style_sheet

FAMILY = "Source Sans Pro"
FONT_FILES = ("SourceSansPro-Regular.ttf", "SourceSansPro-Semibold.ttf", "SourceSansPro-It.ttf")

SIZES = {
    "title": (24, 30),
    "heading": (17, 24),
    "heading_plain": (17, 26),
    "body": (15, 22),
    "small": (13, 18),
    "room": (26, 36),
    "room_small": (19, 28),
}
"""Pixels of the letters and of a line, by size."""


class Chip(NamedTuple):
    """The two colours of an option's chip."""

    fill: QColor
    letter: QColor


@dataclass(frozen=True, slots=True)
class Theme:
    """Every colour and size of the window."""

    name: str
    dark: bool
    colours: Mapping[str, QColor]
    chips: Mapping[str, Chip]
    chip_edge: QColor
    scale: float = 1.0

    @classmethod
    def load(cls, path: Path, scale: float = 1.0) -> Theme:
        """The theme of a TOML file."""
        with path.open("rb") as file:
            found = tomllib.load(file)
        return cls(
            name=found["name"],
            dark=found["dark"],
            colours={role: QColor(value) for role, value in found["colour"].items()},
            chips={key: Chip(QColor(fill), QColor(letter)) for key, (fill, letter) in found["chip"].items()},
            chip_edge=QColor(found["chip_edge"]),
            scale=scale,
        )

    def colour(self, role: str) -> QColor:
        return self.colours[role]

    def chip(self, key: str) -> Chip:
        """The colours of an option; of Other where the option is not of the known ones."""
        return self.chips.get(key) or self.chips["O"]

    def px(self, length: float) -> int:
        """A length at the user's text size."""
        return round(length * self.scale)

    def line(self, size: str = "body") -> int:
        return self.px(SIZES[size][1])

    def font(self, size: str = "body", semibold: bool = False, italic: bool = False) -> QFont:
        return _font(self.px(SIZES[size][0]), semibold or size in ("title", "heading"), italic)

    def palette(self) -> QPalette:
        """The roles as Qt knows them."""
        group = QPalette.ColorRole
        roles = {
            group.Window: "page", group.Base: "page", group.AlternateBase: "pane", group.Button: "page",
            group.WindowText: "text", group.Text: "text", group.ButtonText: "text", group.BrightText: "danger",
            group.Highlight: "selection", group.HighlightedText: "text", group.PlaceholderText: "text3",
            group.Link: "accent", group.LinkVisited: "accent", group.Accent: "accent",
            group.ToolTipBase: "page", group.ToolTipText: "text",
            group.Light: "page", group.Midlight: "hairline", group.Mid: "hairline", group.Dark: "edge",
            group.Shadow: "edge",
        }  # fmt: skip
        palette = QPalette()
        for role, name in roles.items():
            palette.setColor(role, self.colour(name))
        for role in (group.WindowText, group.Text, group.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("text3"))
        return palette


@cache
def _font(pixels: int, semibold: bool, italic: bool) -> QFont:
    font = QFont(FAMILY)
    font.setPixelSize(pixels)
    if semibold:
        font.setWeight(QFont.Weight.DemiBold)
    font.setItalic(italic)
    return font


class Look(QObject):
    """The theme in force: the system's light or dark, or the one the user chose, at the user's text size."""

    changed = Signal()

    def __init__(self, application: QApplication, preferences: Preferences) -> None:
        super().__init__(application)
        self._application = application
        self._preferences = preferences
        for name in FONT_FILES:
            QFontDatabase.addApplicationFont(str(places.fonts() / name))
        application.setStyle("Fusion")
        application.styleHints().colorSchemeChanged.connect(lambda _: self.put_on())
        self.put_on()

    def put_on(self) -> None:
        """Dress the application as the preferences and the system now say."""
        path = places.resources() / "theme" / f"{self._name()}.toml"
        self.theme = theme = Theme.load(path, self._preferences.text_size / 100)
        self._application.setFont(theme.font())
        self._application.setPalette(theme.palette())
        self._application.setStyleSheet(style_sheet(theme.colours, theme.px))
        self.changed.emit()

    def _name(self) -> str:
        if self._preferences.theme != "system":
            return self._preferences.theme
        return "dark" if self._application.styleHints().colorScheme() is Qt.ColorScheme.Dark else "light"
