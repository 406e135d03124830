"""The item in the paper, in the middle of the item page: the paper itself, set anew as the position is written."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPointF, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtPdf import QPdfBookmarkModel
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mhhs_desk.desk import render
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.view import View
from mhhs_desk.paper.rendered import Rendered
from mhhs_desk.ui import controls
from mhhs_desk.ui.cited_paper import CitedPaper
from mhhs_desk.ui.jobs import Job
from mhhs_desk.ui.shell import Shell


class ItemPaper(QWidget):
    """Follows the record while it is in sight, and works on nothing while it is not."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell = shell
        self.view: View | None = None
        self.item: Item | None = None
        self.set_of: str = ""
        self.at: int | None = None
        self.job: Job | None = None
        self.soon = QTimer(self)
        self.soon.setSingleShot(True)
        self.soon.timeout.connect(self._set)
        self.told = controls.label(shell.look, "", "small", "text2")
        self.told.setContentsMargins(24, 8, 20, 8)
        self.preview = CitedPaper(shell.look)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.told)
        column.addWidget(controls.hairline(shell.look))
        column.addWidget(self.preview, 1)

    def show_item(self, view: View, item: Item) -> None:
        """Show the page on which an item begins, as it would print now."""
        self.view, self.item = view, item
        if self.isVisible():
            self.soon.start(0)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.soon.start(0)

    def _set(self) -> None:
        """Set the paper where the record has changed since; one that is being set for an older record is let go."""
        view, today = self.view, self.shell.desk.today
        if view is None or (wanted := view.digest()) == self.set_of:
            self._go()
            return
        if self.job:
            self.job.cancel()
        self.set_of = wanted
        self.job = self.shell.jobs.start("Setting the paper", lambda report: render(view, today), self._show)

    def _show(self, paper: Rendered) -> None:
        self.job = None
        self.preview.show_pdf(paper.data)
        self._go()

    def _go(self) -> None:
        """Go to the item's page where another item is shown; on the same one the place stays as it is."""
        place = self._place()
        if place is None or self.item is None:
            return
        page, at = place
        self.told.say(f"As it would print now · item {self.item.number} begins on page {page + 1}")
        if self.at != self.item.id:
            self.at = self.item.id
            self.preview.go_to(page, QPointF(0, max(0.0, at.y() - 12)))

    def _place(self) -> tuple[int, QPointF] | None:
        """Where the paper says that the item begins: its bookmark."""
        role = QPdfBookmarkModel.Role
        marks = QPdfBookmarkModel()
        marks.setDocument(self.preview.document())
        title = f"{self.item.number}  {self.item.title}".split() if self.item else []
        hits = marks.match(marks.index(0, 0, QModelIndex()), role.Title.value, title[0] if title else "", -1,
                           Qt.MatchFlag.MatchStartsWith | Qt.MatchFlag.MatchRecursive)  # fmt: skip
        for hit in hits:
            if str(marks.data(hit, role.Title.value)).split()[:1] == title[:1]:
                return int(marks.data(hit, role.Page.value)), QPointF(marks.data(hit, role.Location.value))
        return None
