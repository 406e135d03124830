"""Papers: every one that was issued, and what would print now, to save or to print; copies verified, two compared."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from mhhs_desk import words
from mhhs_desk.desk import paper_name, render
from mhhs_desk.domain.feedback import Feedback, current
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.papers import Edition, Kind, Paper
from mhhs_desk.domain.view import Answer
from mhhs_desk.paper.rendered import Rendered
from mhhs_desk.ui import controls
from mhhs_desk.ui.cited_paper import CitedPaper
from mhhs_desk.ui.comparing import Comparing
from mhhs_desk.ui.controls import Button, Link, stand_by_room
from mhhs_desk.ui.empty import Empty
from mhhs_desk.ui.issue_rows import IssueDelegate, record_words
from mhhs_desk.ui.jobs import Job
from mhhs_desk.ui.lists import ListView
from mhhs_desk.ui.page import VIEWED, Page
from mhhs_desk.ui.paper_choice import PaperChoice
from mhhs_desk.ui.paper_view import PaperView
from mhhs_desk.ui.shell import Place, Shell
from mhhs_desk.ui.steps import original_place
from mhhs_desk.ui.tables import Heading
from mhhs_desk.ui.verify_part import VerifyPart

PREVIEW = "preview"
WIDTH, LEAST_VIEW, LEAST_BAND, LEAST_CHOICE = 320, 400, 690, 370
"""The list of issues, and below how much room the rest makes do with less."""


class PapersPage(Page):
    """Issued papers at the left, the pages of one at the right."""

    name = "papers"
    title = "Papers"
    kinds = VIEWED

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.meeting: Meeting | None = None
        self.job: Job | None = None
        self.shown: tuple[object, ...] = ()
        self.stack = QStackedWidget()
        self.root.addWidget(self.stack)
        self.empty: QWidget | None = None
        self.stack.addWidget(self._body())
        self.comparing = Comparing(self.look, self.desk)
        self.comparing.closed.connect(lambda: self.stack.setCurrentIndex(0))
        self.stack.addWidget(self.comparing)

    def _body(self) -> QWidget:
        body = QWidget()
        across = QHBoxLayout(body)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        self.left = left = QFrame()
        left.setObjectName("pane")
        lines = QVBoxLayout(left)
        lines.setContentsMargins(0, 0, 0, 0)
        self.list = ListView(self.look, IssueDelegate(self.look), "Issued papers")
        self.list.chosen.connect(self._chosen)
        lines.setSpacing(0)
        lines.addWidget(self.list, 1)
        lines.addWidget(controls.hairline(self.look))
        self.verifying = VerifyPart(self.shell)
        self.verifying.judged.connect(self._judged)
        self.compare = Button(self.look, "Compare")
        self.compare.clicked.connect(self._compare)
        self.verifying.buttons.insertWidget(1, self.compare)
        lines.addWidget(self.verifying)
        across.addWidget(left)
        across.addWidget(controls.parting())
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._band())
        self.note = controls.label(self.look, "", "small", "attention", wrap=True)
        self.note.setContentsMargins(24, 7, 24, 7)
        right.addWidget(self.note)
        self.preview = CitedPaper(self.look)
        self.preview.told = self._told
        self.preview.cited.connect(self._open_cited)
        self.looked = PaperView(self.look, self.preview, LEAST_VIEW)
        self.about = self.looked.about
        right.addWidget(self.looked, 1)
        across.addLayout(right, 1)
        return body

    def _band(self) -> QFrame:
        band = QFrame()
        band.setObjectName("band")
        self.line = line = QBoxLayout(QBoxLayout.Direction.LeftToRight, band)
        line.setContentsMargins(24, 9, 24, 9)
        line.setSpacing(10)
        self.choice = PaperChoice(self.look)
        self.choice.chosen.connect(self._preview)
        self.edition = self.choice.editions
        self.save = Button(self.look, "Save PDF", "download-simple", "Ctrl S")
        self.save.setShortcut("Ctrl+S")
        self.save.clicked.connect(self._save)
        self.print = Button(self.look, "Print", "printer", "Ctrl P", primary=True)
        self.print.clicked.connect(self._print)
        self.year = Link(self.look, "The year", "small")
        self.year.setAccessibleName("The year on a page")
        self.year.setToolTip("The year on a page")
        self.year.clicked.connect(lambda: self.shell.go(Place("looking-back", None, "year")))
        line.addWidget(self.choice)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addStretch(1)
        buttons.addWidget(self.year)
        buttons.addWidget(self.save)
        buttons.addWidget(self.print)
        line.addLayout(buttons, 1)
        return band

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The issues take no more than their share; choices and buttons that have no room go under one another."""
        super().resizeEvent(event)
        width = self.look.theme.px
        left = min(width(WIDTH), self.width() * 2 // 5)
        self.left.setFixedWidth(left)
        right = self.width() - (left if self.left.isVisibleTo(self) else 0)
        stand_by_room(self.line, right >= width(LEAST_BAND))
        self.year.setVisible(right >= width(LEAST_BAND))
        stand_by_room(self.choice.line, right >= width(LEAST_CHOICE))

    # Showing

    def reload(self) -> None:
        self.meeting = self.desk.next_meeting()
        issued = self.desk.papers.all()[::-1]
        labels = {meeting.id: meeting.label for meeting in self.desk.meetings.all()}
        rows: list[Paper | Heading] = []
        for meeting_id in dict.fromkeys(paper.meeting_id for paper in issued):
            papers = [paper for paper in issued if paper.meeting_id == meeting_id]
            rows += [Heading(labels[meeting_id], words.count(len(papers), "paper")), *papers]
        self.list.show_records(rows)
        self.left.setVisible(bool(issued))
        self.compare.setVisible(len(issued) > 1)
        if self.stack.currentWidget() is self.comparing and not self.comparing.still_there():
            self.stack.setCurrentIndex(0)
        if self.stack.currentIndex() == 0 and self.list.current() is None and self.isVisible():
            self._preview()

    def show_place(self, place: Place) -> None:
        issued = bool(self.desk.papers.all())
        if place.id is not None and self.list.choose(lambda paper: paper.id == place.id):
            self.stack.setCurrentIndex(0)
        elif self.meeting and (issued or place.part == PREVIEW):
            self.stack.setCurrentIndex(0)
            self._preview()
        else:
            self._show_empty()

    def _show_empty(self) -> None:
        """Nothing issued: what goes here, and the way to the first."""
        if self.empty:
            self.stack.removeWidget(self.empty)
            self.empty.deleteLater()
        small = ""
        if self.meeting is None:
            button = Button(self.look, "Take in files", "paperclip", "Ctrl O", primary=True)
            button.clicked.connect(lambda: self.shell.run("take-in"))
        else:
            button = Button(self.look, f"Preview the paper for {self.meeting.label}", "printer", "Ctrl P", primary=True)
            button.clicked.connect(lambda: self.shell.go(Place("papers", None, PREVIEW)))
            small = self._gates_words()
        self.empty = Empty(
            self.look, "file-text", "No paper issued yet",
            "Every paper you print or save is kept here with its edition, its day and its hash, so that it can be "
            "opened again and a copy of it checked years later.", button, small,
        )  # fmt: skip
        self.stack.addWidget(self.empty)
        self.stack.setCurrentWidget(self.empty)

    def _gates_words(self) -> str:
        assert self.meeting
        still = sum(gate.open for gate in self.desk.ready(self.meeting))
        if not still:
            return ""
        verb, them = ("is", "it") if still == 1 else ("are", "them")
        gates = f"{words.count(still, 'gate')} of {self.meeting.label} {verb} open"
        return f"{gates}; a paper can be printed with {them} all the same."

    def focus_first(self) -> None:
        if self.stack.currentIndex() == 0:
            self.preview.setFocus()

    # Verifying and comparing

    def _judged(self, paper: Paper) -> None:
        """Bring the issue into sight that a copy is of, or that it names."""
        self.stack.setCurrentIndex(0)
        self.list.choose(lambda known: known.id == paper.id)

    def _compare(self) -> None:
        """Compare the issue in sight with the one before it of its kind, or with the one issued before it."""
        issued = self.desk.papers.all()
        after = self.list.current() or issued[-1]
        others = [paper for paper in issued if paper.id != after.id]
        like = [one for one in others if (one.meeting_id, one.kind, one.edition) == _sort(after) and one.id < after.id]
        before = (like or [one for one in others if one.id < after.id] or others)[-1]
        self.comparing.show_issues(*sorted((before, after), key=lambda paper: paper.id))
        self.stack.setCurrentWidget(self.comparing)
        self.comparing.view.setFocus()

    # The preview

    def _chosen(self, paper: Paper | None) -> None:
        """Show an issued paper as it was kept."""
        if paper is None:
            return
        self._cancel()
        self.shown = ("issued", paper.id)
        self.preview.show_pdf(self.desk.workspace.original(paper.sha256))
        self.choice.show_paper(paper.kind, paper.edition)
        self.about.say(f"Issued {words.day(paper.day, year=True)} · {record_words(paper)}")
        self.note.hide()

    def _preview(self) -> None:
        """Show what would print now, rendered beside the window."""
        if self.meeting is None:
            return
        self.list.choice.clear()
        kind, edition = self.choice.kind, self.choice.edition
        with self.shell.told():
            view, today = self.desk.view(self.meeting, edition), self.desk.today
            self.note.say(self._gates_words())
            self.note.setVisible(bool(self.note.text()))
            wanted = (kind, edition, view.digest(), today)
            if wanted == self.shown:
                return
            self._cancel()
            self.shown = wanted
            self.about.say(f"{self.meeting.label}, as it would print now")
            name = f"Setting {words.EDITIONS[edition].lower()}"
            self.job = self.shell.jobs.start(name, lambda report: render(view, today, kind), self._rendered)

    def _rendered(self, paper: Rendered) -> None:
        self.job = None
        self.preview.show_pdf(paper.data)
        label = self.meeting.label if self.meeting else ""
        self.about.say(f"{label}, as it would print now · {words.count(paper.pages, 'page')}")

    def _cancel(self) -> None:
        if self.job:
            self.job.cancel()
            self.job = None

    # What a paper cites

    def _edition(self) -> Edition:
        return self.choice.edition

    def _code(self, number: int) -> str:
        return f"{self._edition().letter}{number:02d}"

    def _cited(self, number: int) -> Answer | None:
        """An answer as the edition in sight may show it; of an issue that numbered others, none."""
        paper, edition = self.list.current(), self._edition()
        meeting = self.desk.meetings.first("id = ?", paper.meeting_id) if paper else self.meeting
        if meeting is None:
            return None
        view = self.desk.view(meeting, edition)
        if paper and edition is not Edition.OWN and paper.record_hash != view.digest():
            return None
        return next((answer for answer in view.answers() if answer.feedback.id == number), None)

    def _told(self, number: int) -> str:
        """Whose answer a citation stands for, and on which item: F05, Cobalt Gas & Power, item 4."""
        answer = self._cited(number)
        item = self.desk.items.first("id = ?", answer.feedback.item_id) if answer else None
        parts = (self._code(number), answer.who if answer else "", f"item {item.number}" if item else "")
        return ", ".join(filter(None, parts))

    def _open_cited(self, number: int) -> None:
        """Open the original of an answer at its place, where this edition may show where it comes from."""
        code, answer, paper = self._code(number), self._cited(number), self.list.current()
        edition = self._edition()
        if answer is None and edition is not Edition.OWN and paper:
            self.shell.say(f"{code} is a number of this issue alone, and the record has changed since.")
        elif answer is None and self.desk.feedback.first("id = ?", number) is None:
            self.shell.say(f"{code} is not among the answers that stand.")
        elif answer is None or not answer.feedback.member_id:
            self.shell.say(f"The {words.EDITIONS[edition].lower()} does not show where {code} comes from.")
        else:
            self._stand_here()
            self._go_to_record(answer.feedback)

    def _go_to_record(self, shown: Feedback) -> None:
        """Go to the original of an answer that an edition shows, or to the answer itself."""
        known = self.desk.feedback.where("item_id = ? AND member_id = ?", shown.item_id, shown.member_id)
        record = current(known)[shown.item_id, shown.member_id]
        original = original_place("feedback", record.id, record.source_id)
        self.shell.go(original or Place("item", record.item_id, record.code))

    def _stand_here(self) -> None:
        """Let the way back lead to the paper that is in sight now, which may not be the one that was gone to."""
        paper = self.list.current()
        here = Place("papers", paper.id) if paper else Place("papers", None, PREVIEW)
        if here.id != self.shell.place.id:
            self.shell.go(here)

    # Out

    def _save(self) -> None:
        from mhhs_desk.ui.dialogs.files import ask_pdf

        paper = self.list.current()
        kind, edition = self.choice.kind, self.choice.edition
        if paper is None and self.meeting is None:
            return
        target = ask_pdf(self, self._name())
        if target is None:
            return
        with self.shell.told():
            if paper:
                from mhhs_desk.desk import write_whole

                write_whole(target, self.preview.data)
            elif self.meeting:
                self._issued(self.desk.issue(self.meeting, edition, target, kind))
            self.shell.say(f"Saved {target}.")

    def _name(self) -> str:
        """What a file of the paper in sight is called."""
        paper = self.list.current()
        if paper or self.meeting is None:
            return paper.name if paper else ""
        return paper_name(self.meeting, self.choice.edition, self.choice.kind)

    def print_now(self) -> None:
        """Print what is in sight."""
        self._print()

    def _print(self) -> None:
        """Let the system's dialog ask how, keep what prints as an issue, and print beside the window."""
        from mhhs_desk.ui import printing

        if not self.preview.data:
            return
        count, current = self.preview.pages(), self.preview.page_in_sight()
        printer = printing.printer_for(self.preview.data, self._name().removesuffix(".pdf"))
        if not printing.ask(printer, count, self):
            return
        with self.shell.told():
            if self.list.current() is None and self.meeting:
                self._issued(self.desk.issue(self.meeting, self.choice.edition, kind=self.choice.kind))
            data = self.preview.data
            pages = printing.wanted(printer, self.preview.pages(), current)
            if not pages:
                self.shell.said.emit(f"Nothing was printed: the paper has the pages 1 to {count}.", True)
                return
            told = words.count(len(pages), "page")
            self.shell.jobs.start(
                f"Printing {told}",
                lambda report: printing.print_pages(data, printer, pages, report),
                lambda done: self._printed(done, printer.printerName()),
            )

    def _printed(self, pages: int, name: str) -> None:
        if pages:
            self.shell.say(f"Printed {words.count(pages, 'page')}{name and f' on {name}'}.")
        else:
            self.shell.said.emit("The printer did not take the paper. Nothing was printed; the issue is kept.", True)

    def _issued(self, paper: Paper) -> None:
        """Show the paper that was just issued: it is what prints."""
        self.list.choose(lambda known: known.id == paper.id)


def _sort(paper: Paper) -> tuple[int, Kind, Edition]:
    return paper.meeting_id, paper.kind, paper.edition
