"""The steps of the first run: the seat, the members, the next meeting."""

from __future__ import annotations

import csv
import io
import os
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut

from mhhs_desk import places, words
from mhhs_desk.domain.faults import Fault, FaultKind
from mhhs_desk.domain.meetings import Attending, Meeting
from mhhs_desk.domain.proposals import Proposal, ProposalKind, ProposalState
from mhhs_desk.ui import controls
from mhhs_desk.ui.controls import Button
from mhhs_desk.ui.due import typed_due
from mhhs_desk.ui.first_pane import FIELD, Form, StepPane, drop_area
from mhhs_desk.ui.shell import Shell, tell_fault
from mhhs_desk.ui.tables import Column, Table, TableView
from mhhs_desk.ui.taking_in import read_text, reading
from mhhs_desk.ui.theme import Look

LIST = "Pasted members.csv"


class Seat(NamedTuple):
    """Whose seat a new workspace is for, and where it is to be kept."""

    path: Path
    constituency: str
    forum: str
    rep: str
    address: str | None


class SeatStep(StepPane):
    """Whose seat it is, at which group, and where the workspace is kept."""

    number = 1

    def __init__(self, look: Look, seated: Callable[[Seat], None]) -> None:
        super().__init__(
            look, "Whose seat is it?", "One workspace holds one constituency. It is a file on this computer."
        )
        self._seated = seated
        self._path_typed = False
        forums = [(f"{forum['code']}, {forum['name']}", forum["code"]) for forum in _reference("forums")["forum"]]
        names = dict.fromkeys(seat["name"] for seat in _reference("seats")["seat"] if seat["kind"] == "party")
        self.constituency = controls.combo(look, "Constituency", [(name, name) for name in names])
        self.constituency.setEditable(True)
        self.constituency.setFixedWidth(look.theme.px(FIELD))
        self.constituency.setCurrentText("")
        self.forum = controls.combo(look, "Group", forums)
        self.forum.setFixedWidth(look.theme.px(FIELD))
        self.rep = controls.field(look, "Who speaks for it", "Rep")
        self.address = controls.field(look, "Can be added later", "Rep’s e-mail address")
        self.path = controls.field(look, "", "Workspace file")
        choose = Button(look, "Choose")
        choose.clicked.connect(self._choose)
        form = Form(look)
        for label, widget in (
            ("Constituency", self.constituency), ("Group", self.forum), ("Rep", self.rep), ("E-mail", self.address),
        ):  # fmt: skip
            form.row(label, widget)
        form.row("Kept as", self.path, choose)
        self.lines.addLayout(form)
        self.lines.addStretch(1)
        go = Button(look, "Set up this seat", "arrow-right", "Enter", primary=True)
        go.clicked.connect(self._keep)
        self.finish(go)
        for field in (self.rep, self.address, self.path):
            field.returnPressed.connect(self._keep)
        self.path.textEdited.connect(self._typed_path)
        self.constituency.currentTextChanged.connect(self._name_file)
        self._name_file()

    def begin(self) -> None:
        self.constituency.setFocus()

    def _typed_path(self) -> None:
        self._path_typed = True

    def _name_file(self) -> None:
        if not self._path_typed:
            name = self.constituency.currentText().strip().lower().replace(" ", "-").replace("/", "-") or "my-desk"
            self.path.setText(str(places.documents() / f"{name}.mhhs"))

    def _choose(self) -> None:
        from mhhs_desk.ui.dialogs.files import ask_new_workspace

        path = ask_new_workspace(self, Path(self.path.text()).name)
        if path:
            self._path_typed = True
            self.path.setText(str(path))

    def _keep(self) -> None:
        name, rep = self.constituency.currentText().strip(), self.rep.text().strip()
        if not name or not rep:
            self.refusal.say("Name the constituency." if not name else "Name the rep.")
            (self.rep if name else self.constituency).setFocus()
            return
        path = Path(self.path.text().strip())
        try:
            refuse_place(path)
        except Fault as fault:
            self.refusal.say(words.fault(fault))
            self.path.setFocus()
            return
        self.refusal.say("")
        self._seated(Seat(path, name, self.forum.currentData(), rep, self.address.text().strip() or None))


def refuse_place(path: Path) -> None:
    """Raise Fault where no workspace can be made: before anything is written."""
    if path.exists():
        raise Fault(FaultKind.EXISTS, path)
    if path.parent == places.documents() and not path.parent.exists():
        return  # it is made with the workspace
    if not path.parent.is_dir():
        raise Fault(FaultKind.NO_FOLDER, path, folder=path.parent)
    if not os.access(path.parent, os.W_OK):
        raise Fault(FaultKind.READ_ONLY, path)


class MembersStep(StepPane):
    """A list of members, dropped, chosen or pasted, looked at before it is kept."""

    number = 3

    def __init__(self, shell: Shell, done: Callable[[], None]) -> None:
        sentence = "A workbook, a csv, or a list pasted from anywhere. Nothing leaves this computer."
        super().__init__(shell.look, "Who do you speak for?", sentence)
        self.shell, self._done = shell, done
        self.lines.addWidget(drop_area(self.look, self.choose, "xlsx, csv, or one name a line"))
        self.lines.addSpacing(16)
        self.found = controls.label(self.look, "No list yet", "heading")
        self.lines.addWidget(self.found)
        self.table: Table[Proposal] = Table(
            [
                Column("Organisation", lambda p: _fact(p, "organisation"), width=180, strong=lambda p: True),
                Column("Mail domain", lambda p: ", ".join(p.facts.get("domains") or ()) or "none given", width=176,
                       role=lambda p: "text2" if p.facts.get("domains") else "attention"),
                Column("Segment", lambda p: _fact(p, "segment"), width=116, role=lambda p: _role(p, "segment")),
                Column("Contact", lambda p: _fact(p, "contact"), width=130, role=lambda p: _role(p, "contact")),
                Column("Where, and what to look at", _look_at, stretch=True, size="small",
                       role=lambda p: "attention" if p.doubts else "text2"),
            ]
        )  # fmt: skip
        self.view = TableView(self.look, self.table, "Members found")
        self.lines.addWidget(self.view, 1)
        skip = Button(self.look, "Skip for now")
        skip.clicked.connect(done)
        self.keep = Button(self.look, "Keep these", "check", "Enter", primary=True)
        self.keep.clicked.connect(self._keep)
        self.keep.setEnabled(False)
        self.finish(skip, self.keep)
        shortcut = QShortcut(QKeySequence.StandardKey.Paste, self)
        shortcut.activated.connect(self._paste)
        shell.changed.connect(self._show)

    def choose(self) -> None:
        from mhhs_desk.ui.dialogs.files import ask_files

        self.drop(ask_files(self))

    def drop(self, paths: list[Path]) -> None:
        reading(self.shell, paths, self._read)

    def _paste(self) -> None:
        names = [line.strip() for line in QGuiApplication.clipboard().text().splitlines() if line.strip()]
        if names:
            self._read([read_text(as_csv(names), LIST)], [])

    def _read(self, files: list[Any], faults: list[Fault]) -> None:
        """Show what was found; it is in the Inbox from here on, and kept with a press."""
        if faults:
            tell_fault(self, *faults)
        with self.shell.told(self.refusal.say):
            self.shell.desk.take_in(files)
        self._show()

    def _show(self) -> None:
        found = self._proposals()
        self.table.show(found)
        self.found.say(f"{words.count(len(found), 'member')} found" if found else "No list yet")
        self.keep.say(f"Keep these {len(found)}" if found else "Keep these")
        self.keep.setEnabled(bool(found))
        if found and self.isVisible():
            self.keep.setFocus()

    def _proposals(self) -> list[Proposal]:
        return [
            proposal
            for source in self.shell.desk.waiting()
            for proposal in self.shell.desk.proposals_of(source.id)
            if proposal.kind is ProposalKind.MEMBER and proposal.state is ProposalState.WAITING
        ]

    def _keep(self) -> None:
        """Keep every member shown: the rep has looked at each."""
        with self.shell.told(self.refusal.say):
            with self.shell.desk.step(f"Keep {words.count(len(self._proposals()), 'member')}"):
                for proposal in self._proposals():
                    self.shell.desk.settle(proposal.id)
                for source in self.shell.desk.waiting():
                    self.shell.desk.file(source.id)
            self._done()


def as_csv(lines: list[str]) -> str:
    """Lines of a name, and a mail domain where one follows it, as the csv that the intake reads."""
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(["Organisation", "Domain"])
    for line in lines:
        name, _, rest = line.replace("\t", ",").replace(";", ",").partition(",")
        rows.writerow([name.strip(), rest.strip()])
    return out.getvalue()


def _fact(proposal: Proposal, name: str) -> str:
    return str(proposal.facts.get(name) or "none given")


def _role(proposal: Proposal, name: str) -> str:
    return "text" if proposal.facts.get(name) else "attention"


def _look_at(proposal: Proposal) -> str:
    return "; ".join(proposal.doubts) or words.place(proposal.span)


class MeetingStep(StepPane):
    """The next meeting: a pack of papers that names it, or a day written by hand."""

    number = 4

    def __init__(self, shell: Shell, done: Callable[[], None]) -> None:
        sentence = "Drop the papers or the invitation, or write what you know. A day not known stays open."
        super().__init__(shell.look, "When do you meet next?", sentence)
        self.shell, self._done = shell, done
        desk = shell.desk
        self.forum = next(desk.forums.get(seat.forum_id) for seat in desk.seats.all() if seat.ours)
        self.lines.addWidget(
            drop_area(self.look, self.choose, "the pack, or the invitation; what they say waits in the Inbox")
        )
        self.lines.addSpacing(16)
        self.label = controls.field(self.look, f"{self.forum.code} 1", "Label", self.forum.code)
        days = desk.days_by_rule(self.forum.id, 1)
        hint = f"by rule {words.day(days[0], year=True)}" if days else "10 Nov 2021"
        self.day = controls.field(self.look, hint, "Day")
        self.start = controls.field(self.look, "10:00", "Start")
        self.place = controls.field(self.look, "Where, or by video", "Place")
        form = Form(self.look)
        for label, widget in (("Label", self.label), ("Day", self.day), ("Start", self.start), ("Place", self.place)):
            form.row(label, widget)
            widget.returnPressed.connect(self._keep)
        self.lines.addLayout(form)
        self.lines.addStretch(1)
        skip = Button(self.look, "Skip for now")
        skip.clicked.connect(done)
        keep = Button(self.look, "Open the desk", "arrow-right", "Enter", primary=True)
        keep.clicked.connect(self._keep)
        self.finish(skip, keep)

    def begin(self) -> None:
        self.day.setFocus()

    def choose(self) -> None:
        from mhhs_desk.ui.dialogs.files import ask_files

        self.drop(ask_files(self))

    def drop(self, paths: list[Path]) -> None:
        reading(self.shell, paths, self._read)

    def _read(self, files: list[Any], faults: list[Fault]) -> None:
        if faults:
            tell_fault(self, *faults)
        if files:
            with self.shell.told(self.refusal.say):
                self.shell.desk.take_in(files)
                self._done()

    def _keep(self) -> None:
        label = self.label.text().strip()
        day, said = typed_due(self.day.text())
        start = self.start.text().strip()
        if not label or said or (start and not _is_time(start)):
            self.refusal.say(_meeting_refusal(label, said))
            (self.label if not label else self.day if said else self.start).setFocus()
            return
        with self.shell.told(self.refusal.say):
            with self.shell.desk.step(f"Add {label}"):
                self.shell.desk.meetings.add(
                    Meeting(forum_id=self.forum.id, label=label, day=day, start=start or None,
                            place=self.place.text().strip() or None, attending=Attending.REP)
                )  # fmt: skip
            self._done()


def _meeting_refusal(label: str, said: str | None) -> str:
    if not label:
        return "Give the meeting a label, such as PSG 1."
    if said:
        return f"“{said}” is not a day. Write it as 10 Nov 2021, or leave it open."
    return "Write the start as 10:00, or leave it open."


def _is_time(text: str) -> bool:
    hours, colon, minutes = text.partition(":")
    return bool(colon) and hours.isdigit() and minutes.isdigit() and int(hours) < 24 and int(minutes) < 60


def _reference(name: str) -> dict[str, Any]:
    """The reference data that a new workspace will be filled with."""
    with (places.resources() / "reference" / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)
