"""Two issues of a paper compared: what differs, item by item and part by part, word by word."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from mhhs_desk import words
from mhhs_desk.desk import Desk
from mhhs_desk.domain.faults import Refused
from mhhs_desk.domain.papers import Paper
from mhhs_desk.domain.verifying import changed
from mhhs_desk.paper_texts import UNSAID, Difference, differences, lines_apart
from mhhs_desk.ui import controls
from mhhs_desk.ui.change_view import ChangeView, Group
from mhhs_desk.ui.changes import CHANGED, FieldChange, RecordChange
from mhhs_desk.ui.controls import Button, stand_by_room
from mhhs_desk.ui.issue_rows import called
from mhhs_desk.ui.theme import Look

LEAST = 900
"""With less room the choices stand under one another."""
SAME = "The two say the same."


class Comparing(QWidget):
    """A choice of two issues over what differs between them."""

    closed = Signal()

    def __init__(self, look: Look, desk: Desk) -> None:
        super().__init__()
        self.look, self.desk = look, desk
        self.setAccessibleName("Compare two issues")
        self.before = controls.combo(look, "The earlier issue", [])
        self.after = controls.combo(look, "The later issue", [])
        self.back = Button(look, "Back to the paper", "arrow-left", "Esc")
        self.back.setShortcut("Esc")
        self.back.clicked.connect(self.closed.emit)
        self.view = ChangeView(look)
        self.view.setAccessibleName("What differs between the two issues")
        for combo in (self.before, self.after):
            combo.activated.connect(lambda _: self._show())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._band(look))
        column.addWidget(self.view, 1)

    def _band(self, look: Look) -> QFrame:
        band = QFrame()
        band.setObjectName("band")
        self.line = line = QBoxLayout(QBoxLayout.Direction.LeftToRight, band)
        line.setContentsMargins(24, 9, 24, 9)
        line.setSpacing(10)
        line.addWidget(self.back)
        line.addWidget(self.before)
        line.addWidget(controls.label(look, "and", "small", "text2"))
        line.addWidget(self.after)
        line.addStretch(1)
        return band

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two issues that have no room beside one another stand under one another."""
        super().resizeEvent(event)
        stand_by_room(self.line, self.width() >= self.look.theme.px(LEAST))

    def show_issues(self, before: Paper, after: Paper) -> None:
        """Compare two issues, and offer every other."""
        labels = {meeting.id: meeting.label for meeting in self.desk.meetings.all()}
        issued = self.desk.papers.all()[::-1]
        for combo, chosen in ((self.before, before), (self.after, after)):
            combo.clear()
            for paper in issued:
                told = f"{labels[paper.meeting_id]}: {called(paper)}, issue {paper.number}"
                combo.addItem(f"{told}, {words.day(paper.day, year=True)}", paper.id)
            combo.setCurrentIndex(combo.findData(chosen.id))
        self._show()

    def still_there(self) -> bool:
        """Show the two again after a change; whether both are still issued."""
        found = [self.desk.papers.first("id = ?", combo.currentData()) for combo in (self.before, self.after)]
        both = [paper for paper in found if paper]
        if len(both) == len(found):
            self.show_issues(*both)
        return len(both) == len(found)

    def _show(self) -> None:
        before, after = (self.desk.papers.get(combo.currentData()) for combo in (self.before, self.after))
        old, new = self.desk.said_by(before), self.desk.said_by(after)
        if old is None or new is None:
            self.view.show_groups([], words.refusal(Refused("what it says was not kept")))
            return
        found = differences(changed(old, new), old, new)
        self.view.show_groups(groups(found), "" if found else SAME)


def groups(found: list[Difference]) -> list[Group]:
    """The parts that differ under the item they are of."""
    made = []
    for (number, title), parts in groupby(found, lambda one: (one.number, one.title)):
        head = f"{number} {title}" if title else "The meeting"
        fields = tuple(_field(part) for part in parts)
        made.append(Group(head, "", [RecordChange("paper", number, head, "", CHANGED, fields)], number))
    return made


def _field(part: Difference) -> FieldChange:
    """The lines of a part that differ, before and after."""
    apart = list(lines_apart(part))
    if apart == [("~", UNSAID)]:
        return FieldChange(part.part, "", UNSAID)
    before, after = ("\n".join(line for sign, line in apart if sign == wanted) for wanted in "-+")
    return FieldChange(part.part, before, after)
