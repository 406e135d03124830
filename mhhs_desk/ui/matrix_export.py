"""Exporting the matrix from the pane beside it: which edition, as what, and what will be in it."""

from __future__ import annotations

from pathlib import Path

from mhhs_desk import words
from mhhs_desk.desk import matrix_name
from mhhs_desk.domain.matrix import Form
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.domain.papers import Edition
from mhhs_desk.domain.view import View
from mhhs_desk.ui import controls
from mhhs_desk.ui.controls import Button
from mhhs_desk.ui.details import Details
from mhhs_desk.ui.shell import Shell

FORMS = (
    ("Workbook: matrix and answers", Form.WORKBOOK),
    ("CSV: the matrix", Form.MATRIX),
    ("CSV: the answers in full", Form.ANSWERS),
)


class MatrixExport:
    """Fills the pane beside the matrix. What an edition may not show is not in the view that is written."""

    def __init__(self, shell: Shell, pane: Details) -> None:
        self.shell, self.desk, self.pane = shell, shell.desk, pane

    def show(self, meeting: Meeting) -> None:
        """Ask for the edition and the form."""
        self.meeting = meeting
        pane, look = self.pane, self.pane.look
        pane.begin("Export the matrix", under=f"All of {meeting.label}, whatever is filtered")
        editions = [(text, edition) for edition, text in words.EDITIONS.items()]
        self.edition = controls.combo(look, "Edition to export", editions)
        self.form = controls.combo(look, "Form of the export", FORMS)
        self.edition.currentIndexChanged.connect(lambda _: self._tell())
        for told, widget in (("Edition", self.edition), ("Form", self.form)):
            pane.text(told)
            pane.add(widget)
            pane.space(4)
        self.told = controls.label(look, "", "small", "text2", wrap=True)
        pane.add(self.told)
        pane.space(8)
        save = Button(look, "Save", "export", primary=True)
        save.clicked.connect(self.save)
        pane.add(save)
        self._tell()
        self.edition.setFocus()

    def _tell(self) -> None:
        edition = Edition(self.edition.currentData())
        self.told.say(held_words(self.desk.view(self.meeting), self.desk.view(self.meeting, edition)))
        self.told.stand_in(self.pane.inner)

    def save(self) -> None:
        """Write the file where the rep says, beside the window."""
        from mhhs_desk.ui.dialogs.files import ask_export

        edition, form = Edition(self.edition.currentData()), Form(self.form.currentData())
        target = ask_export(self.pane, matrix_name(self.meeting, edition, form))
        if target is None:
            return
        with self.shell.told():
            work = self.desk.matrix_job(self.meeting, edition, form, target)
            self.shell.jobs.start("Writing the matrix", work, self._saved)

    def _saved(self, target: Path) -> None:
        self.shell.say(f"Saved {target}.")


def held_words(own: View, shown: View) -> str:
    """What an export of an edition will hold, against all there is."""
    total, there = len(list(own.answers())), len(list(shown.answers()))
    members, answers = words.count(len(own.members), "member"), words.count(total, "answer")
    if shown.edition is Edition.OWN:
        return f"Names all: {members}, {answers}, with what is confidential. For you alone."
    named = f"{len(shown.members)} of {members} named, {there} of {answers} shown"
    rest = "What was held back is not in the file; what may only be counted is counted."
    return f"{named}. {rest}"
