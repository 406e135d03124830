"""Lines that say what to look at: each with its icon, one under the other; nothing where there is nothing to say."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from mhhs_desk.ui import controls
from mhhs_desk.ui.theme import Look


class RemarkLines(QWidget):
    """Remarks in attention, each on a line of its own that wraps."""

    def __init__(self, look: Look, icon: str = "warning", role: str = "attention") -> None:
        super().__init__()
        self.look, self.icon, self.role = look, icon, role
        self.told: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(2)
        self.hide()

    def show_lines(self, lines: Sequence[str]) -> None:
        """Show these lines, and only these."""
        if tuple(lines) == self.told:
            return
        self.told = tuple(lines)
        while (old := self._lines.takeAt(0)) is not None:
            if widget := old.widget():
                widget.deleteLater()
        for text in lines:
            self._lines.addWidget(self._line(text))
        self.setVisible(bool(lines))

    def _line(self, text: str) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 1, 0, 1)
        line.setSpacing(8)
        picture = controls.Picture(self.look, self.icon, self.role, 15)
        line.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(controls.label(self.look, text, "small", self.role, wrap=True), 1)
        return holder
