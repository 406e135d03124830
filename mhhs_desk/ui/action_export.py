"""Exporting the actions from the pane beside them: which edition, and what will be in it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mhhs_desk import words
from mhhs_desk.domain.papers import Edition
from mhhs_desk.ui import controls
from mhhs_desk.ui.controls import Button
from mhhs_desk.ui.details import Details
from mhhs_desk.ui.shell import Shell


class ActionExport:
    """Fills the pane. What an edition may not show is not in what is written from."""

    def __init__(self, shell: Shell, pane: Details) -> None:
        self.shell, self.desk, self.pane = shell, shell.desk, pane

    def show(self, ids: Sequence[int]) -> None:
        """Ask for the edition, and whether all actions or those in sight are meant."""
        self.ids = ids
        pane, look = self.pane, self.pane.look
        every = self.desk.actions.count()
        pane.begin("Export the log", under="A workbook in the PMO’s columns")
        self.edition = controls.combo(look, "Edition to export", [(text, one) for one, text in words.EDITIONS.items()])
        self.which = controls.combo(look, "Which actions", [
            (f"All {words.count(every, 'action')}", None), (f"The {len(ids)} in sight", "seen"),
        ])  # fmt: skip
        for told, box in (("Edition", self.edition), ("Actions", self.which)):
            pane.text(told)
            pane.add(box)
            pane.space(4)
            box.currentIndexChanged.connect(lambda _: self._tell())
        self.told = controls.label(look, "", "small", "text2", wrap=True)
        pane.add(self.told)
        pane.space(8)
        save = Button(look, "Save", "export")
        save.clicked.connect(self.save)
        pane.add(save)
        self._tell()
        self.edition.setFocus()

    def _chosen(self) -> Sequence[int] | None:
        return self.ids if self.which.currentData() else None

    def _tell(self) -> None:
        with self.shell.told():
            edition = Edition(self.edition.currentData())
            book, ids = self.desk.log_book(self._chosen(), edition), self._chosen()
            total = self.desk.actions.count() if ids is None else len(ids)
            rest = "What names a member who may not be named, or repeats what was withheld, is not in it."
            own = "For you alone: it names all. It is known again when it comes back."
            told = f"{len(book.lines)} of {words.count(total, 'action')}."
            self.told.say(f"{told} {own if edition is Edition.OWN else rest}")
            self.told.stand_in(self.pane.inner)

    def save(self) -> None:
        """Write the file where the rep says, beside the window."""
        from mhhs_desk.ui.dialogs.files import ask_export

        edition = Edition(self.edition.currentData())
        kind = "" if edition is Edition.OWN else f" {edition} edition"
        target = ask_export(self.pane, f"Action log {self.desk.today.isoformat()}{kind}.xlsx")
        if target is None:
            return
        with self.shell.told():
            work = self.desk.log_job(target, self._chosen(), edition)
            self.shell.jobs.start("Writing the log", work, self._saved)

    def _saved(self, target: Path) -> None:
        self.shell.say(f"Saved {target}.")
