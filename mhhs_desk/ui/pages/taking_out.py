"""Everything out: which edition, in which form, what will be in the file; and a workspace made of such a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from mhhs_desk import words
from mhhs_desk.desk import read_back
from mhhs_desk.domain.papers import Edition
from mhhs_desk.ui import controls
from mhhs_desk.ui.controls import Button
from mhhs_desk.ui.page import VIEWED, Page
from mhhs_desk.ui.shell import Shell

WIDTH = 640

FORMS = (
    ("Workbook", ".xlsx"),
    ("JSON", ".json"),
    ("SQLite file", ".db"),
    ("Calendar of the meetings", ".ics"),
)

HOLDS = {
    ".xlsx": "A sheet for each kind of record, with the names of what its numbers point to. "
    "The originals are not in it.",
    ".json": "Every record and every original, so that a workspace can be made of it again. "
    "The command schema tells what each field is.",
    ".db": "A table for each kind of record, its links declared, and the originals: for sqlite-utils, Datasette and "
    "the like.",
    ".ics": "Every meeting that has a day, under an identity that stays: taken in again, a calendar follows what has "
    "moved.",
}
SHOWN = (
    "What the {edition} may show of every meeting, as tables to read. What was held back is not in the file; "
    "what may only be counted is counted."
)
OWN = "For you alone: it holds what is held back from the group and the members too."
PLAIN = "The file is not encrypted. Whoever has it can read it."


class TakingOutPage(Page):
    """Everything out, and back."""

    name = "taking-out"
    title = "Take everything out"
    kinds = VIEWED

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        look = self.look
        editions = [(text, edition) for edition, text in words.EDITIONS.items()]
        self.edition = controls.combo(look, "Edition", editions)
        self.form = controls.combo(look, "Form", FORMS)
        for box in (self.edition, self.form):
            box.setMinimumWidth(look.theme.px(260))
            box.currentIndexChanged.connect(lambda _: self._tell())
        self.told = controls.label(look, "", "body", "text", wrap=True)
        self.whose = controls.label(look, "", "body", "text2", wrap=True)
        self.save = Button(look, "Save", "export", primary=True)
        self.save.clicked.connect(self.take_out)
        self.back = Button(look, "Choose the JSON file", "download-simple")
        self.back.clicked.connect(self.read_back)
        self._lay_out()

    def _lay_out(self) -> None:
        look = self.look
        column = QWidget()
        column.setFixedWidth(look.theme.px(WIDTH))
        lines = QVBoxLayout(column)
        lines.setContentsMargins(24, 20, 24, 24)
        lines.setSpacing(8)
        lines.addWidget(controls.label(look, self.title, "title"))
        lines.addSpacing(8)
        choices = QGridLayout()
        choices.setHorizontalSpacing(16)
        choices.setVerticalSpacing(10)
        for row, (name, box) in enumerate((("Edition", self.edition), ("Form", self.form))):
            choices.addWidget(controls.label(look, name, "body", "text2"), row, 0)
            choices.addWidget(box, row, 1, Qt.AlignmentFlag.AlignLeft)
        choices.setColumnStretch(1, 1)
        lines.addLayout(choices)
        lines.addSpacing(8)
        lines.addWidget(self.told)
        lines.addWidget(self.whose)
        lines.addSpacing(8)
        lines.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)
        lines.addSpacing(28)
        lines.addWidget(controls.hairline(look))
        lines.addSpacing(16)
        lines.addWidget(controls.label(look, "And back", "heading"))
        told = (
            "A workspace is made anew of the JSON of your own edition: every record with its number, every original. "
        )
        again = controls.label(look, f"{told}Its history begins anew, and this workspace stays as it is.", wrap=True)
        lines.addWidget(again)
        lines.addSpacing(4)
        lines.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        for label in (self.told, self.whose, again):
            label.stand_in(look.theme.px(WIDTH) - 48)
        across = QHBoxLayout()
        across.addWidget(column, 0, Qt.AlignmentFlag.AlignTop)
        across.addStretch(1)
        self.root.addLayout(across, 1)

    def nav(self) -> str:
        return ""

    def reload(self) -> None:
        self._tell()

    def focus_first(self) -> None:
        self.edition.setFocus()

    def _tell(self) -> None:
        """Say what will be in the file; a calendar is the same in every edition."""
        edition, form = Edition(self.edition.currentData()), str(self.form.currentData())
        calendar = form == ".ics"
        self.edition.setEnabled(not calendar)
        shown = SHOWN.format(edition=f"{edition} edition")
        own = edition is Edition.OWN or calendar
        self.told.say(HOLDS[form] if own else shown)
        plain = PLAIN if self.desk.encrypted else ""
        self.whose.say(" ".join(filter(None, (OWN if own and not calendar else "", plain))))
        self.whose.setVisible(bool(self.whose.text()))

    def take_out(self) -> None:
        """Gather what is to be written, and write it beside the window where the rep says."""
        from mhhs_desk.ui.dialogs.files import ask_export

        edition, form = Edition(self.edition.currentData()), str(self.form.currentData())
        target = ask_export(self, name_of(self.desk.path, edition, form))
        if target is None:
            return
        with self.shell.told():
            work = self.desk.export_job(target, edition)
            rows = words.count
            self.shell.jobs.start(
                "Taking everything out", work, lambda total: self.shell.say(f"Saved {target}, {rows(total, 'row')}.")
            )

    def read_back(self) -> None:
        """Make a workspace of a JSON file beside the window, and open it where its protection is offered."""
        from mhhs_desk.ui.dialogs.files import ask_new_workspace, ask_taken_out

        source = ask_taken_out(self)
        target = source and ask_new_workspace(self, f"{source.stem}.mhhs")
        if source is None or target is None:
            return
        self.shell.jobs.start(
            f"Reading {source.name} back", lambda report: read_back(source, target), lambda _: self._open(target)
        )

    def _open(self, path: Path) -> None:
        from mhhs_desk.ui.main_window import MainWindow
        from mhhs_desk.ui.place import Place

        window = self.shell.window
        if isinstance(window, MainWindow) and window.open_workspace(path):
            window.go(Place("workspace"))


def name_of(workspace: Path, edition: Edition, form: str) -> str:
    """The name a file is offered under: small-supplier, group edition.xlsx."""
    shown = "" if edition is Edition.OWN or form == ".ics" else f" {words.EDITIONS[edition].lower()}"
    return f"{workspace.stem}{shown}{form}"
