"""The corner of the menu bar: which workspace is open, whether it is encrypted, and how it stands."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from mhhs_desk.ui import controls
from mhhs_desk.ui.theme import Look

LOCK, HEIGHT = 15, 28


class Corner(QWidget):
    """A lock where the workspace is encrypted, and a line of words."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.lock = controls.Picture(look, "lock-simple", "text2", LOCK)
        self.lock.setAccessibleName("Encrypted")
        self.lock.setToolTip("This workspace is encrypted.")
        self.lock.hide()
        self.words = controls.label(look, "", "small", "text2")
        self.words.setObjectName("corner")
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(6)
        self._line.addWidget(self.lock)
        self._line.addWidget(self.words)

    def say(self, text: str, encrypted: bool = False) -> None:
        self.words.say(text)
        self.lock.setVisible(encrypted)
        self.setAccessibleName(f"{text}, encrypted" if encrypted else text)
        self.setFixedHeight(self.look.theme.px(HEIGHT))
        self.setMinimumWidth(self._line.sizeHint().width())
