"""What asking, chasing and reporting back have in common: whom to write to, the message, and the drafts made of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from mhhs_desk import words
from mhhs_desk.domain.faults import Refused
from mhhs_desk.ui import controls
from mhhs_desk.ui.controls import Button
from mhhs_desk.ui.jobs import Job
from mhhs_desk.ui.letter_part import LetterPart
from mhhs_desk.ui.pages.meeting_form import Unclear
from mhhs_desk.ui.shell import Shell
from mhhs_desk.ui.tick_list import TickList

P = TypeVar("P")
"""A plan: what would be made, of which nothing is written or recorded yet."""


class DraftsPane(QWidget, Generic[P]):
    """Lists of those who are written to, with the message beside them; one button makes the files.

    What was made is recorded once all of it is there. Nothing is sent.
    """

    folder = "A folder for the drafts"
    """What the dialog asks for."""

    _wording_name: Callable[[], str]
    """The template of the message."""
    _planned: Callable[[], P]
    """What would be made of what is ticked and typed. Raises Refused, and Unclear."""
    _work: Callable[[P], tuple[str, Callable[[P, Path, Any], Any], Callable[[P, Any], None]]]
    """What the work is called, what makes the files in a folder, and what records it."""
    _changed: Callable[[], None]
    """Says what would be made now."""
    _preview: Callable[[], None]
    """Shows the message for the one the list stands on."""

    def __init__(self, shell: Shell, make: str) -> None:
        super().__init__()
        self.shell, self.desk, self.look = shell, shell.desk, shell.look
        self._job: Job | None = None
        """What makes the files, while it does."""
        self.letter = LetterPart(self.look)
        self.refusal = controls.label(self.look, "", "small", "danger", wrap=True)
        self.go = Button(self.look, make, "export", "Ctrl Enter", primary=True)

    # The parts

    def _message(self, form: QLayout, *between: QWidget) -> QWidget:
        """The right part: its fields over the message."""
        right = QWidget()
        lines = QVBoxLayout(right)
        lines.setContentsMargins(20, 14, 24, 12)
        lines.setSpacing(12)
        lines.addLayout(form)
        for part in between:
            lines.addWidget(part)
        lines.addWidget(self.letter, 1)
        right.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        return right

    def _beside(self, *parts: tuple[QWidget, int]) -> QHBoxLayout:
        """Parts beside one another, each with its share of the width."""
        across = QHBoxLayout()
        across.setSpacing(0)
        for number, (part, share) in enumerate(parts):
            if number:
                across.addWidget(controls.parting())
            across.addWidget(part, share)
        return across

    def _foot(self, *buttons: QWidget) -> QFrame:
        """The foot: why nothing can be made, and what can be done."""
        foot = QFrame()
        foot.setObjectName("foot")
        line = QHBoxLayout(foot)
        line.setContentsMargins(24, 9, 24, 9)
        line.setSpacing(10)
        line.addWidget(self.refusal, 1)
        for button in buttons:
            line.addWidget(button)
        return foot

    def _top(self, *labels: QWidget) -> QVBoxLayout:
        top = QVBoxLayout()
        top.setContentsMargins(24, 12, 24, 10)
        top.setSpacing(2)
        for label in labels:
            top.addWidget(label)
        return top

    def _column(self, *parts: QWidget | QLayout) -> None:
        """Everything under one another; the part beside the message takes the room there is."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in parts:
            if isinstance(part, QWidget):
                column.addWidget(part)
            else:
                column.addLayout(part, int(isinstance(part, QHBoxLayout)))

    def _listen(self, *lists: TickList) -> None:
        """Follow what is ticked, what is written, and the keys."""
        for one in lists:
            one.changed.connect(self._changed)
        self.letter.kept.connect(self.keep_wording)
        self.letter.preview_wanted.connect(self._preview)
        self.go.clicked.connect(self.make)
        self.shell.jobs.ended.connect(self._ended)
        self._key("Ctrl+Return", self.make)

    def _key(self, keys: str, does: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(does)

    # Doing

    def keep_wording(self) -> bool:
        """Keep the wording in the workspace; whether it could be."""
        wording = self.letter.wording()
        self.refusal.say("")
        with self.shell.told(self.refusal.say):
            self.desk.keep_wording(self._wording_name(), wording)
            self.letter.show_wording(wording)
        return self.letter.was == wording

    def make(self) -> None:
        """Make the files in a folder the rep chooses, beside the window; then record them."""
        from mhhs_desk.ui.dialogs.files import ask_folder

        if not self.go.isEnabled() or not self.keep_wording():
            return
        try:
            plan = self._planned()
        except (Refused, Unclear) as problem:
            self._refuse(problem)
            return
        folder = ask_folder(self, self.folder)
        if folder:
            name, made, record = self._work(plan)
            self._job = self.shell.jobs.start(name, lambda report: made(plan, folder, report), partial(record, plan))
            self._changed()

    def _refuse(self, problem: Refused | Unclear) -> None:
        """Say at the foot why nothing is made."""
        self.refusal.say(words.refusal(problem) if isinstance(problem, Refused) else str(problem))

    def _ended(self, job: Job) -> None:
        if job is self._job:
            self._job = None
            self._changed()
