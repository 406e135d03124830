"""Verifying a copy of a paper: a PDF is dropped or chosen, and one line says what it is to the record."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from mhhs_desk import paper_words
from mhhs_desk.desk import examine
from mhhs_desk.domain.verifying import Answer, Examined, Verdict
from mhhs_desk.ui import controls
from mhhs_desk.ui.controls import Button
from mhhs_desk.ui.shell import Shell

ASK = "Drop a PDF here, or choose one, to check it against the record."
LOOKS = {
    Answer.MATCHES: ("check", "text"),
    Answer.CHANGED: ("clock-counter-clockwise", "attention"),
    Answer.ALTERED: ("warning-circle", "danger"),
    Answer.FOREIGN: ("prohibit", "danger"),
}
"""The icon and the colour of each answer; its words say the same."""


class VerifyPart(QFrame):
    """The foot of the list of papers. `judged` says which issue a copy turned out to be of."""

    judged = Signal(object)

    def __init__(self, shell: Shell, width: int) -> None:
        super().__init__()
        self.shell, look = shell, shell.look
        self.setAcceptDrops(True)
        self.setAccessibleName("Verify a copy")
        self.picture = controls.Picture(look, "file-pdf", "text2")
        self.line = controls.label(look, ASK, "small", "text2", wrap=True)
        self.choose = Button(look, "Verify a copy", "magnifying-glass")
        self.choose.clicked.connect(self.ask)
        self._room = look.theme.px(width - 24 - 16 - 18 - 10)
        told = QHBoxLayout()
        told.setSpacing(10)
        told.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        told.addWidget(self.line, 1)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(24, 12, 16, 16)
        lines.setSpacing(10)
        lines.addLayout(told)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.addWidget(self.choose)
        self.buttons.addStretch(1)
        lines.addLayout(self.buttons)
        self._say(ASK, "file-pdf", "text2")

    def _say(self, line: str, icon: str, role: str) -> None:
        self.picture.show_icon(icon, role)
        self.line.role(role)
        self.line.say(line)
        self.line.stand_in(self._room)
        self.setAccessibleDescription(line)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _pdf(event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _pdf(event.mimeData().urls())
        if path:
            event.acceptProposedAction()
            self.verify(path)

    def ask(self) -> None:
        """Let the rep choose a copy, and verify it."""
        from mhhs_desk.ui.dialogs.files import ask_copy

        path = ask_copy(self)
        if path:
            self.verify(path)

    def verify(self, path: Path) -> None:
        """Read a file beside the window, and say what it is to the record."""
        self._say(f"Reading {path.name}", "file-pdf", "text2")
        self.shell.jobs.start(f"Reading {path.name}", lambda report: examine(path), self._examined, self._failed)

    def _failed(self, problem: Exception) -> None:
        self._say(ASK, "file-pdf", "text2")
        self.shell.tell(problem)

    def _examined(self, examined: Examined) -> None:
        with self.shell.told():
            self.show_verdict(self.shell.desk.verify(examined), examined.name)

    def show_verdict(self, verdict: Verdict, name: str) -> None:
        """Say a verdict on a file, and which issue it is about."""
        paper = verdict.paper
        label = self.shell.desk.meetings.get(paper.meeting_id).label if paper else ""
        line = paper_words.verdict(verdict, name, label)
        self._say(line, *LOOKS[verdict.answer])
        if not self.isVisible():  # there is no list of papers that it could stand under
            self.shell.say(line)
        if paper:
            self.judged.emit(paper)


def _pdf(urls: Iterable[QUrl]) -> Path | None:
    """The first PDF among what is dropped."""
    paths = (Path(url.toLocalFile()) for url in urls if url.isLocalFile())
    return next((path for path in paths if path.suffix.lower() == ".pdf"), None)
