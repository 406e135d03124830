"""A year on one page: shown as it prints, for the rep or for the members, to print or to save."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mhhs_desk import words
from mhhs_desk.desk import write_whole
from mhhs_desk.domain.looking_back import Round
from mhhs_desk.domain.papers import Edition
from mhhs_desk.looking_back import render_year, year_name
from mhhs_desk.paper.rendered import Rendered
from mhhs_desk.ui import controls
from mhhs_desk.ui.controls import Button
from mhhs_desk.ui.jobs import Job
from mhhs_desk.ui.page_places import Fit
from mhhs_desk.ui.preview import Preview
from mhhs_desk.ui.shell import Shell


class YearPart(QWidget):
    """The page of one year, rendered beside the window."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell, self.desk, self.look = shell, shell.desk, shell.look
        self.number = self.desk.today.year
        self._job: Job | None = None
        self._rounds: Iterator[Round] = iter(())
        self._found: list[Round] = []
        self._next = QTimer(self)
        self._next.setInterval(0)
        self._next.timeout.connect(self._read)
        self.edition = controls.combo(
            self.look, "For whom", [(words.EDITIONS[one], one) for one in (Edition.OWN, Edition.MEMBERS)]
        )
        self.edition.currentIndexChanged.connect(lambda _: self._render())
        self.told = controls.label(self.look, "", "small", "text2", wrap=True)
        self.save = Button(self.look, "Save as PDF", "download-simple")
        self.print = Button(self.look, "Print", "printer", primary=True)
        self.save.clicked.connect(self.save_year)
        self.print.clicked.connect(self.print_year)
        self.preview = Preview(self.look)
        self.preview.fit = Fit.PAGE
        line = QHBoxLayout()
        line.setContentsMargins(24, 8, 24, 8)
        line.setSpacing(12)
        line.addWidget(self.edition)
        line.addWidget(self.told, 1)
        line.addWidget(self.save)
        line.addWidget(self.print)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(line)
        column.addWidget(controls.hairline(self.look))
        column.addWidget(self.preview, 1)

    @property
    def chosen(self) -> Edition:
        return Edition(self.edition.currentData())

    def show_year(self, number: int) -> None:
        """Show a year as the records now are."""
        self.number = number
        self._render()

    def _render(self) -> None:
        """Read the meetings of the year one at a time, so that the window goes on; then set the page beside it."""
        if self._job:
            self._job.cancel()
            self._job = None
        own = self.chosen is Edition.OWN
        self.told.say("Not for circulation: it names the members." if own else "It names no member and no answer.")
        self._rounds, self._found = self.desk.rounds(self.number, self.chosen), []
        self._next.start()

    def leave(self) -> None:
        """Read no more: the workspace is closed."""
        self._next.stop()

    def _read(self) -> None:
        """Read one more meeting; after the last one, set the page."""
        with self.shell.told():
            one = next(self._rounds, None)
            if one:
                self._found.append(one)
                return
            self._next.stop()
            year, edition = self.desk.year(self.number, self.chosen, self._found), self.chosen
            name = f"Setting the year {year.number}"
            self._job = self.shell.jobs.start(name, lambda report: render_year(year, edition), self._show)

    def _show(self, page: Rendered) -> None:
        self._job = None
        self.preview.show_pdf(page.data)

    def save_year(self) -> None:
        """Save the page as a PDF where the rep says."""
        from mhhs_desk.ui.dialogs.files import ask_pdf

        target = ask_pdf(self, year_name(self.number, self.chosen)) if self.preview.data else None
        if target:
            with self.shell.told():
                write_whole(target, self.preview.data)
                self.shell.say(f"Saved {target}.")

    def print_year(self) -> None:
        """Print the page as the system's dialog is told, beside the window."""
        from mhhs_desk.ui import printing

        data = self.preview.data
        if not data:
            return
        printer = printing.printer_for(data, year_name(self.number, self.chosen).removesuffix(".pdf"))
        if printing.ask(printer, 1, self):
            self.shell.jobs.start(
                f"Printing the year {self.number}",
                lambda report: printing.print_pages(data, printer, [0], report),
                lambda done: self.shell.say(f"Printed {words.count(done, 'page')}."),
            )
