"""A year on one page: shown as it prints, for the rep or for the members, to print or to save."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mhhs_desk import words
from mhhs_desk.desk import write_whole
from mhhs_desk.domain.papers import Edition
from mhhs_desk.looking_back import year_name
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
        if self._job:
            self._job.cancel()
        edition, number = self.chosen, self.number
        own = edition is Edition.OWN
        self.told.say("Not for circulation: it names the members." if own else "It names no member and no answer.")
        job = self.desk.year_job(number, edition)
        self._job = self.shell.jobs.start(f"Setting the year {number}", job, self._show)

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
