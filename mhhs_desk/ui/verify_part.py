"""Verifying a copy of a paper: a PDF is dropped or chosen, and one line says what it is to the record."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout

from mhhs_desk import paper_words, words
from mhhs_desk.desk import examine
from mhhs_desk.domain.faults import Fault
from mhhs_desk.domain.verifying import Answer, Examined, Verdict
from mhhs_desk.ui import controls
from mhhs_desk.ui.controls import Button, stand_by_room
from mhhs_desk.ui.shell import Shell

ASK = "Drop a PDF here, or choose one, to check it against the record."
LEAST = 270
"""With less room the buttons stand under one another."""
BESIDE = 24 + 10 + 16
"""What the line leaves free: its margins, and what is between it and its picture."""
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

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell, look = shell, shell.look
        self.setAcceptDrops(True)
        self.setAccessibleName("Verify a copy")
        self.picture = controls.Picture(look, "file-pdf", "text2")
        self.line = controls.label(look, ASK, "small", "text2", wrap=True)
        self.line.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.choose = Button(look, "Verify a copy", "magnifying-glass")
        self.choose.clicked.connect(self.ask)
        told = QHBoxLayout()
        told.setSpacing(10)
        told.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        told.addWidget(self.line, 1)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(24, 12, 16, 16)
        lines.setSpacing(10)
        lines.addLayout(told)
        self.buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.buttons.setSpacing(8)
        self.buttons.addWidget(self.choose)
        self.buttons.addStretch(1)
        lines.addLayout(self.buttons)
        self._say(ASK, "file-pdf", "text2")

    def _say(self, line: str, icon: str, role: str) -> None:
        self.picture.show_icon(icon, role)
        self.line.role(role)
        self.line.say(line)
        self._stand()
        self.setAccessibleDescription(line)

    def _stand(self) -> None:
        """Be as high as the line needs beside its picture."""
        self.line.stand_in(self.width() - BESIDE - self.picture.sizeHint().width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        stand_by_room(self.buttons, self.width() >= self.shell.look.theme.px(LEAST))
        self._stand()

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
        """Say in the line what the matter with the file is."""
        self._say(ASK, "file-pdf", "text2")
        if not isinstance(problem, Fault) or not self.isVisible():
            self.shell.tell(problem)
            return
        self._say(words.fault(problem), "warning-circle", "danger")

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
