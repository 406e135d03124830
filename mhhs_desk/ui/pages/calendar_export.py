"""The pane in which a calendar file is saved: which meetings, and whether deadlines come along."""

from __future__ import annotations

from mhhs_desk import words
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.ui import controls
from mhhs_desk.ui.controls import Button
from mhhs_desk.ui.details import Details
from mhhs_desk.ui.shell import Shell
from mhhs_desk.ui.tick import Tick

TO_COME, EVERY, ONE = "to come", "every", "one"

AGAIN = (
    "A calendar program that takes the file in again moves what was moved and strikes what was called off; nothing "
    "is doubled. A file that was changed there comes back by dropping it on this window."
)


class CalendarExport(Details):
    """What is to be in the file, and where it goes."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, 320)
        self.desk = shell.desk
        self.meeting: Meeting | None = None

    def show_for(self, meeting: Meeting | None) -> None:
        """Ask for what the file is to hold; `meeting` is the one in sight."""
        self.meeting = meeting if meeting and meeting.day else None
        self.begin("Calendar file", under="For Outlook, Google, Apple and others (.ics)")
        choices = [("Every meeting to come", TO_COME), ("Every meeting, held ones too", EVERY)]
        if self.meeting:
            choices.append((f"{self.meeting.label} alone", ONE))
        self.which = controls.combo(self.look, "Meetings", choices)
        self.which.currentIndexChanged.connect(lambda _: self._tell())
        self.deadlines = Tick(self.look, "Papers due and answers due too", True)
        self.deadlines.toggled.connect(lambda _: self._tell())
        self.add(self.which)
        self.space(4)
        self.add(self.deadlines)
        self.told = controls.label(self.look, "", "small", "text2", wrap=True)
        self.add(self.told)
        self.space(8)
        save = Button(self.look, "Save", "export", primary=True)
        save.clicked.connect(lambda: self.save())
        self.add(save)
        self.space(4)
        self.text(AGAIN, "text3")
        self._tell()
        self.first = self.which
        self.first.setFocus()

    def _chosen(self) -> list[Meeting]:
        if self.which.currentData() == ONE and self.meeting:
            return [self.desk.meetings.get(self.meeting.id)]
        return self.desk.calendar_meetings(everything=self.which.currentData() == EVERY)

    def _tell(self) -> None:
        chosen = self._chosen()
        off = sum(one.cancelled is not None for one in chosen)
        undated = self.desk.meetings.count("day IS NULL AND cancelled IS NULL")
        told = [f"{words.count(len(chosen), 'meeting')}{f', {off} of them called off' if off else ''}."]
        if undated and self.which.currentData() != ONE:
            told.append(f"{words.count(undated, 'meeting')} without a day yet left out.")
        self.told.say(" ".join([*told, "No member and no answer is in it."]))
        self.told.stand_in(self.inner)

    def save(self) -> None:
        """Write the file where the rep says."""
        from mhhs_desk.desk import write_whole
        from mhhs_desk.ui.dialogs.files import ask_export

        alone = self.which.currentData() == ONE and self.meeting
        target = ask_export(
            self, f"{self.meeting.label if alone and self.meeting else 'Meetings'}.ics".replace("/", "-")
        )
        if target is None:
            return
        with self.shell.told():
            write_whole(target, self.desk.calendar_file(self._chosen(), self.deadlines.isChecked()))
            self.shell.say(f"Saved {target}.")
            self.close_pane()
