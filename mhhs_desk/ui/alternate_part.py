"""The alternate of a seat: who it is, on which day and how the constituency approved them; each is a step."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mhhs_desk import words
from mhhs_desk.domain.forums import Seat
from mhhs_desk.ui import controls
from mhhs_desk.ui.controls import Button
from mhhs_desk.ui.first_pane import Form
from mhhs_desk.ui.pages.meeting_form import Unclear, shown_day, typed_day
from mhhs_desk.ui.shell import Shell

FIELD = 236
WHO = "Whoever sits in for the rep is approved by the constituency first; the gate “Attending” asks for it."


class AlternatePart(QWidget):
    """The alternate of one of our seats, to name and to approve."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell, self.desk, self.look = shell, shell.desk, shell.look
        self.seat: Seat | None = None
        look = self.look
        self.seats = controls.combo(look, "Seat", [])
        self.seats.activated.connect(lambda _: self._show())
        self.name = controls.field(look, "nobody named", "Alternate")
        self.approved = controls.field(look, "not approved yet", "Approved on")
        self.how = controls.field(look, "by e-mail, 14 of 24 members", "How")
        for field in (self.name, self.approved, self.how):
            field.returnPressed.connect(self.keep)
        self.state = controls.label(look, "", "small", "text2", wrap=True)
        self.refusal = controls.label(look, "", "small", "danger", wrap=True)
        self.refusal.hide()
        self.save = Button(look, "Keep the alternate", "check")
        self.save.clicked.connect(self.keep)
        self._lay_out()

    def _lay_out(self) -> None:
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8)
        lines.addWidget(controls.label(self.look, "The alternate", "heading"))
        lines.addWidget(controls.label(self.look, WHO, "small", "text2", wrap=True))
        form = Form(self.look)
        form.row("Seat", self.seats)
        form.row("Alternate", self.name)
        form.row("Approved on", self.approved)
        form.row("How", self.how)
        lines.addLayout(form)
        for control in (self.seats, self.name, self.approved, self.how):
            control.setFixedWidth(self.look.theme.px(FIELD))
        lines.addWidget(self.state)
        lines.addWidget(self.refusal)
        lines.addWidget(self.save)

    def reload(self) -> None:
        """Show the seats that are ours; the one in sight stays."""
        ours = list(self.desk.seats.where("ours"))
        codes = {forum.id: forum.code for forum in self.desk.forums.all()}
        chosen = self.seats.currentData()
        self.seats.clear()
        for seat in ours:
            self.seats.addItem(f"{seat.name} at {codes[seat.forum_id]}", seat.id)
        self.seats.setCurrentIndex(max(0, self.seats.findData(chosen)))
        for control in (self.seats, self.name, self.approved, self.how, self.save):
            control.setEnabled(bool(ours) and self.desk.writes)
        self._show()

    def choose(self, seat_id: int) -> None:
        """Show one of the seats."""
        self.seats.setCurrentIndex(max(0, self.seats.findData(seat_id)))
        self._show()

    def _show(self) -> None:
        number = self.seats.currentData()
        self.seat = self.desk.seats.get(number) if number else None
        self._refuse("")
        if self.seat is None:
            self.state.say("No seat is ours yet.")
            return
        self.name.setText(self.seat.alternate or "")
        self.approved.setText(shown_day(self.seat.alternate_approved))
        self.how.setText(self.seat.alternate_approved_how)
        on = self.seat.alternate_approved
        if not self.seat.alternate:
            self.state.say("No alternate is named.")
        elif on is None:
            self.state.say(f"The constituency has not approved {self.seat.alternate} yet.")
        else:
            self.state.say(f"Approved on {words.day(on, year=True)}.")

    def _refuse(self, line: str) -> None:
        self.refusal.say(line)
        self.refusal.setVisible(bool(line))

    def keep(self) -> None:
        """Write what was typed, in one step, or say what is not clear."""
        if self.seat is None or not self.save.isEnabled():
            return
        try:
            day = typed_day(self.approved.text())
        except Unclear as unclear:
            self._refuse(str(unclear))
            return
        if day and not self.name.text().strip():
            self._refuse("Name whom the constituency has approved.")
            return
        if day and day > self.desk.today:
            self._refuse(f"{words.day(day, year=True)} is not here yet. Give the day of the approval.")
            return
        with self.shell.told():
            self.desk.name_alternate(self.seat, self.name.text(), day, self.how.text())
