"""A paper to look through: its pages in any size, single or facing, and small at the side; where one is, is told."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mhhs_desk.ui import controls
from mhhs_desk.ui.choices import QuietCombo
from mhhs_desk.ui.page_places import Fit
from mhhs_desk.ui.preview import ZOOMS, Preview
from mhhs_desk.ui.theme import Look
from mhhs_desk.ui.thumbnails import Thumbnails

SIZES = (
    ("Fit width", Fit.WIDTH),
    ("Fit page", Fit.PAGE),
    *((f"{round(zoom * 100)} %", zoom) for zoom in ZOOMS),
)
ORDERS = (("Single pages", False), ("Facing pages", True))


class PaperView(QWidget):
    """A preview under a line that tells what is in sight.

    While the keyboard is in it, Ctrl and plus, minus or 0 are for its pages; elsewhere they are for the text's size.
    """

    def __init__(self, look: Look, preview: Preview, least: int = 0) -> None:
        """Where it is narrower than `least`, the room is for the page: no small pages, and fewer choices."""
        super().__init__()
        self.look, self.preview, self.least = look, preview, least
        self.about = controls.label(look, "", "small", "text2")
        self.at = controls.label(look, "", "small", "text2")
        self.sizes = QuietCombo(look, "Size of the pages", SIZES)
        self.sizes.setToolTip("Ctrl + larger, Ctrl - smaller, Ctrl 0 as wide as there is room")
        self.orders = QuietCombo(look, "Single or facing pages", ORDERS)
        self.thumbnails, self.parting = Thumbnails(look, preview), controls.parting()
        self.sizes.activated.connect(lambda _: self._show_size(self.sizes.currentData()))
        self.orders.activated.connect(lambda _: preview.show_facing(bool(self.orders.currentData())))
        self.thumbnails.wanted.connect(preview.go_to_page)
        preview.viewed.connect(self._follow)
        self._lay_out()
        self._follow()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(24, 4, 20, 4)
        line.setSpacing(12)
        line.addWidget(self.about, 1)
        for part in (self.at, self.sizes, self.orders):
            line.addWidget(part)
        pages = QHBoxLayout()
        pages.setSpacing(0)
        pages.addWidget(self.thumbnails)
        pages.addWidget(self.parting)
        pages.addWidget(self.preview, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(line)
        column.addWidget(controls.hairline(self.look))
        column.addLayout(pages, 1)

    @property
    def narrow(self) -> bool:
        return self.width() < self.look.theme.px(self.least)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for part in (self.at, self.orders, self.thumbnails, self.parting):
            part.setVisible(not self.narrow)

    def _follow(self) -> None:
        """Tell which page of how many is in sight, and how large it is."""
        preview, count = self.preview, self.preview.pages()
        self.at.say(f"Page {preview.page_in_sight() + 1} of {count}" if count else "")
        self.sizes.pick(preview.zoom if preview.fit is Fit.SIZE else preview.fit)
        self.orders.pick(preview.facing)
        self.thumbnails.follow()

    def _show_size(self, size: object) -> None:
        if isinstance(size, Fit):
            self.preview.show_fit(size)
        elif isinstance(size, float):
            self.preview.show_size(size)

    # The keyboard

    def event(self, event: QEvent) -> bool:
        """Claim the keys of the pages' size before the menus do, which have them for the text's."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_size(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not _is_size(event):
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_0:
            self.preview.show_fit(Fit.WIDTH)
        else:
            self.preview.step_size(event.key() != Qt.Key.Key_Minus)


def _is_size(event: QKeyEvent) -> bool:
    """Whether a key is for the pages' size; that of plus is also that of the equals sign."""
    held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    keys = (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus, Qt.Key.Key_0)
    return held == Qt.KeyboardModifier.ControlModifier and event.key() in keys
