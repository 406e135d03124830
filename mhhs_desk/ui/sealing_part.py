"""Handing over on the page itself: what, to whom, for what, under which passphrase, and where the file goes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mhhs_desk import handing_words
from mhhs_desk.domain.handing import Mode
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.handing_over import Made, file_name
from mhhs_desk.store import keys
from mhhs_desk.ui import controls
from mhhs_desk.ui.controls import Button
from mhhs_desk.ui.first_pane import Form
from mhhs_desk.ui.shell import Shell

ONE_WAY = "It opens this file and nothing else, and is shown this once. Tell it by another way than the file goes."
USES = (("To work on: it comes back", Mode.TAKE_OVER), ("To read and print alone", Mode.BRIEFING))


class SealingPart(QWidget):
    """What is sealed for whom. The passphrase is made with the page, and anew after each file."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell, self.desk, self.look = shell, shell.desk, shell.look
        look = self.look
        self.passphrase = ""
        self.sealed: Path | None = None
        self.what = controls.combo(look, "What", [])
        self.use = controls.combo(look, "For", USES)
        for box in (self.what, self.use):
            box.setMinimumWidth(look.theme.px(300))
        self.what.activated.connect(lambda _: self._doubt())
        self.whom = controls.field(look, "Their name", "To whom")
        self.whom.textChanged.connect(lambda _: self._doubt())
        self.mark = controls.Picture(look, "warning", "attention")
        self.doubt = controls.label(look, "", "small", "attention", wrap=True)
        self.shown = controls.label(look, "", "title")
        self.shown.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.copy = controls.Link(look, "Copy")
        self.copy.setAccessibleName("Copy the passphrase")
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.passphrase))
        self.refusal = controls.label(look, "", "small", "danger", wrap=True)
        self.refusal.hide()
        self.done = controls.label(look, "", role="text", wrap=True)
        self.done.hide()
        self.seal = Button(look, "Seal and keep as…", "lock-simple", primary=True)
        self.seal.clicked.connect(self.hand_over)
        self.again = controls.Link(look, "Hand over once more")
        self.again.clicked.connect(self.begin)
        self._lay_out()
        self.begin()

    def _lay_out(self) -> None:
        look = self.look
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8)
        lines.addWidget(controls.label(look, "A sealed file", "heading"))
        form = Form(look)
        form.row("What", self.what)
        form.row("To whom", self.whom)
        form.row("For", self.use)
        lines.addLayout(form)
        self.doubted = QWidget()
        warned = QHBoxLayout(self.doubted)
        warned.setContentsMargins(0, 0, 0, 0)
        warned.setSpacing(8)
        warned.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        warned.addWidget(self.doubt, 1)
        lines.addWidget(self.doubted)
        lines.addSpacing(8)
        lines.addWidget(controls.label(look, "Passphrase of the file", "small", "text2"))
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.shown)
        row.addWidget(self.copy)
        row.addStretch(1)
        lines.addLayout(row)
        lines.addWidget(controls.label(look, ONE_WAY, "small", "text2"))
        lines.addSpacing(4)
        for widget in (self.refusal, self.done, self.seal, self.again):
            lines.addWidget(widget)

    def begin(self) -> None:
        """Offer a passphrase that was made just now."""
        self.sealed = None
        self.passphrase = keys.new_passphrase()
        self.shown.say(self.passphrase)
        self.shown.setAccessibleName(f"Passphrase of the file: {self.passphrase}")
        self.done.hide()
        self.again.hide()
        self.seal.show()

    def hideEvent(self, event: QHideEvent) -> None:
        """A passphrase that was used is not shown again."""
        super().hideEvent(event)
        if self.sealed:
            self.begin()

    def reload(self) -> None:
        """Offer the desk and its meetings; what was chosen and typed stays."""
        chosen = self.what.currentData()
        self.what.clear()
        self.what.addItem("The whole desk, with its history", None)
        for meeting in self.desk.meetings.all():
            self.what.addItem(f"{meeting.label} alone", meeting.id)
        self.what.setCurrentIndex(max(0, self.what.findData(chosen)))
        if not self.whom.text():
            self.whom.setText(self._usual())
        for control in (self.what, self.whom, self.use, self.seal):
            control.setEnabled(self.desk.writes)
        self._doubt()

    def _usual(self) -> str:
        came_in, seat = self.desk.came_in, self.desk.seat_of()
        return came_in.whom if came_in else (seat.alternate if seat else None) or ""

    def choose_meeting(self, meeting_id: int | None) -> None:
        self.what.setCurrentIndex(max(0, self.what.findData(meeting_id)))
        self._doubt()

    def _meeting(self) -> Meeting | None:
        number = self.what.currentData()
        return self.desk.meetings.get(number) if number else None

    def _doubt(self) -> None:
        """Say plainly, before anything is made, that somebody is not the approved alternate."""
        whom = self.whom.text().strip()
        back = bool(whom) and self.desk.goes_back_to(whom)
        line = self.desk.not_approved(whom, self._meeting()) if whom and not back else None
        self.doubt.say(line or "")
        self.doubted.setVisible(bool(line))

    def _refuse(self, line: str) -> None:
        self.refusal.say(line)
        self.refusal.setVisible(bool(line))

    def hand_over(self) -> None:
        """Ask where the file goes, and seal it beside the window."""
        from mhhs_desk.ui.dialogs.files import ask_sealed

        self._refuse("")
        if not self.whom.text().strip():
            self._refuse("Say to whom it is handed over.")
            self.whom.setFocus()
            return
        meeting = self._meeting()
        target = ask_sealed(self, file_name(self.desk.constituency, meeting))
        if target is None:
            return
        mode = Mode(self.use.currentData())
        with self.shell.told(self._refuse):
            work = self.desk.hand_over_job(target, self.whom.text(), mode, meeting, self.passphrase)
            self.whom.setFocus()  # a button that is switched off sends the keyboard somewhere else
            self.seal.setEnabled(False)
            self.shell.jobs.start(f"Sealing {target.name}", work, self._made, self._failed)

    def _made(self, made: Made) -> None:
        self.seal.setEnabled(True)
        with self.shell.told(self._refuse):
            noted = self.desk.handed(made)
            label = self.desk.meetings.get(noted.meeting_id).label if noted.meeting_id else None
            what = handing_words.what(label)
            self.sealed = made.target
            self.done.say(
                f"Sealed: {made.target}, {what}, for {noted.whom}. Send the file, and tell the passphrase another way."
            )
            self.done.show()
            self.again.show()
            if self.window().focusWidget() is self.whom:
                self.again.setFocus()
            self.seal.hide()

    def _failed(self, problem: Exception) -> None:
        self.seal.setEnabled(True)
        self.shell.tell(problem)
