"""Source: one original at the place that a record came from; Esc goes back to where one was."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from mhhs_desk import words
from mhhs_desk.domain.faults import Fault
from mhhs_desk.domain.sources import Source, SourceState
from mhhs_desk.domain.spans import Span
from mhhs_desk.intake.kinds import Kind
from mhhs_desk.ui.jobs import Job
from mhhs_desk.ui.opened import Opened, opened
from mhhs_desk.ui.page import Page
from mhhs_desk.ui.record_words import RecordWords
from mhhs_desk.ui.shell import Place, Shell
from mhhs_desk.ui.source_view import SourceView

SHAPED = (Kind.PDF.value, Kind.WORKBOOK.value, Kind.TABLE.value, Kind.MAIL.value)
"""Kinds whose original tells more than the text that was read of it: pages, cells, what hangs on it."""


class SourcePage(Page):
    """An original, opened from a citation, an answer, an action or a search."""

    name = "source"
    title = "Original"
    kinds = frozenset({"source"})

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.known = RecordWords(self.desk)
        self.source: Source | None = None
        self.span: Span | None = None
        self.part = ""
        self.job: Job | None = None
        self.view = SourceView(self.look)
        self.view.left.connect(shell.back)
        self.view.wanted.connect(self._show_part)
        self.root.addWidget(self.view, 1)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(shell.back)

    def show_place(self, place: Place) -> None:
        """Open a source; the part of a place names the record that came from it: feedback-12."""
        self._cancel()
        self.known.forget()
        self.source = self.desk.sources.first("id = ?", place.id)
        if self.source is None:
            self.view.begin("This original is not here any more", "")
            self.view.show_text("", None)
            return
        table, _, number = place.part.rpartition("-")
        facts = self.known.facts(table, int(number)) if table and number.isdigit() else {}
        found = facts.get("span")
        self.span = found if isinstance(found, Span) else None
        told = (self.known.title(table, facts) if facts else "", words.place(self.span))
        sent = self.source.sent or self.source.arrived
        origin = (self.source.sender or "", words.moment(sent, year=True))
        self.view.begin(self.source.subject or self.source.name, " · ".join(filter(None, (*told, *origin))))
        self._show_part((self.span.part or "") if self.span else "")

    def _show_part(self, part: str) -> None:
        """Show the original, or what hangs on it; what takes a moment is read beside the window."""
        source = self.source
        if source is None:
            return
        self._cancel()
        self.part = part
        self.view.say("")
        if source.kind not in SHAPED and not part:
            self.view.show_text(source.text, self._span())
            return
        if source.kind == Kind.MAIL.value and not part:
            self.view.show_text(source.text, self._span())
        with self.shell.told():
            data = self.desk.workspace.original(source.sha256)
            if source.kind == Kind.PDF.value:
                self._opened(source.id, Opened(source.name, pdf=data))
                return
            self.job = self.shell.jobs.start(
                f"Opening {source.name}",
                lambda report: opened(data, source.name, part),
                lambda found: self._opened(source.id, found),
                lambda problem: self._failed(source, problem),
            )

    def _span(self) -> Span | None:
        """The place, while the part it stands in is shown."""
        return self.span if self.span and (self.span.part or "") == self.part else None

    def _opened(self, source_id: int, found: Opened) -> None:
        source = self.source
        if source is None or source.id != source_id:
            return
        self.job = None
        self.view.offer_parts(source.name, found.held, self.part.split(" / ")[0])
        if found.text and not self.part:
            return  # the words of a message are in sight already, and somebody may be reading them
        self.view.show_opened(found, self._span())
        if self.isVisible():
            self.focus_first()

    def _failed(self, source: Source, problem: Exception) -> None:
        if not isinstance(problem, Fault):
            raise problem
        self.job = None
        self.view.show_text(source.text, self.span)
        self.view.say(f"{words.fault(problem)} What was read of it is shown.")

    def _cancel(self) -> None:
        if self.job:
            self.job.cancel()
            self.job = None

    # The window

    def crumbs(self) -> Sequence[tuple[str, Place | None]]:
        if self.source is None:
            return [("Original", None)]
        waits = self.source.state is SourceState.WAITING
        return [("Inbox", Place("inbox", self.source.id if waits else None)), (self.source.name, None)]

    def nav(self) -> str:
        return ""

    def focus_first(self) -> None:
        self.view.shown().setFocus()
