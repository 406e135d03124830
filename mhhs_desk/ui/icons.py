"""Icons of the Phosphor set, painted by role from its font file; importing qtawesome would double the start-up time."""

from __future__ import annotations

import json
from functools import cache

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPainterPath, QPixmap, QRawFont

from mhhs_desk import places
from mhhs_desk.ui.theme import Look, Theme

FONT = "phosphor-1.3.0.ttf"
NAMES = "phosphor-charmap-1.3.0.json"


@cache
def _names() -> dict[str, str]:
    found: dict[str, str] = json.loads((places.icons() / NAMES).read_text(encoding="utf-8"))
    return found


@cache
def _font(pixels: int) -> QRawFont:
    return QRawFont(str(places.icons() / FONT), pixels)


@cache
def _path(name: str, pixels: int) -> QPainterPath:
    """The outline of an icon in a square of a size, from its top left corner."""
    font = _font(pixels)
    (glyph,) = font.glyphIndexesForString(chr(int(_names()[name], 16)))
    return font.pathForGlyph(glyph).translated(0, font.ascent())


def draw(painter: QPainter, rect: QRect, theme: Theme, name: str, role: str = "text") -> None:
    """Paint an icon into the middle of a rectangle, as large as fits."""
    _draw(painter, rect, name, theme.colour(role))


def _draw(painter: QPainter, rect: QRect, name: str, colour: QColor) -> None:
    pixels = min(rect.width(), rect.height())
    corner = QPointF(rect.x() + (rect.width() - pixels) / 2, rect.y() + (rect.height() - pixels) / 2)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(corner)
    painter.fillPath(_path(name, pixels), colour)
    painter.restore()


class _Engine(QIconEngine):
    """Paints an icon in its role's colour at the moment of painting, so a change of theme needs no new icons."""

    def __init__(self, look: Look, name: str, role: str) -> None:
        super().__init__()
        self.look, self.name, self.role = look, name, role

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        role = "text3" if mode is QIcon.Mode.Disabled else self.role
        colour = QColor(self.look.theme.colour(role))
        if mode is QIcon.Mode.Disabled:
            colour.setAlphaF(0.55)
        _draw(painter, rect, self.name, colour)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        if size.isEmpty():
            return QPixmap()  # a button that was squeezed to nothing for a moment
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return picture

    def clone(self) -> QIconEngine:
        return _Engine(self.look, self.name, self.role)


def icon(look: Look, name: str, role: str = "text") -> QIcon:
    """An icon for a button or an action, in its role's colour."""
    return QIcon(_Engine(look, name, role))


def pixmap(look: Look, name: str, role: str = "text", size: int = 18) -> QPixmap:
    """A picture of an icon at a size scaled by the user's text size."""
    pixels = look.theme.px(size)
    return icon(look, name, role).pixmap(QSize(pixels, pixels))
