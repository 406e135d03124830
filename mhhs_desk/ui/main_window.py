"""The window: menus, tool bar, sidebar and pages of one workspace, or the first run where there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QMainWindow, QWidget

from mhhs_desk import __version__, places, settings
from mhhs_desk.settings import Preferences
from mhhs_desk.ui.commands import COMMANDS
from mhhs_desk.ui.menus import Menus
from mhhs_desk.ui.place import Place
from mhhs_desk.ui.theme import Look

# Everything that reads records is imported where it is used: the window is on the screen before the records are read.
if TYPE_CHECKING:
    from mhhs_desk.desk import Desk
    from mhhs_desk.domain.meetings import Meeting
    from mhhs_desk.store.keys import Key
    from mhhs_desk.ui.backing_up import BackingUp
    from mhhs_desk.ui.corner import Corner
    from mhhs_desk.ui.first_run import FirstRun
    from mhhs_desk.ui.frame import Frame
    from mhhs_desk.ui.guest import Guest
    from mhhs_desk.ui.jobs import Jobs
    from mhhs_desk.ui.notices import Notice
    from mhhs_desk.ui.palette import Offer
    from mhhs_desk.ui.room import Room
    from mhhs_desk.ui.shell import Shell

SMALLEST = (1024, 640)
PLAIN = (1440, 900)
FRAME = 32
"""What a window manager puts over a window, at the most that is usual."""


def first_size(screen: QSize) -> QSize:
    """How large the window is when it is opened for the first time: its foot stays on the screen, frame and all."""
    return QSize(*PLAIN).boundedTo(screen - QSize(0, FRAME)).expandedTo(QSize(*SMALLEST))


class Aside(NamedTuple):
    """What was open before, while something else stands in its place."""

    shown: QWidget | None
    shell: Shell | None
    frame: Frame | None
    setting_up: FirstRun | None


class MainWindow(QMainWindow):
    """The one window of the program."""

    def __init__(self, look: Look, preferences: Preferences, today: date | None = None) -> None:
        super().__init__()
        self.look, self.preferences, self.today = look, preferences, today
        self.shell: Shell | None = None
        self.frame: Frame | None = None
        self.setting_up: FirstRun | None = None
        self.guest: Guest | None = None
        """What stands in for a workspace that is not open yet."""
        self.backing_up: BackingUp | None = None
        self.notices: list[Notice] = []
        self.room: Room | None = None
        """The meeting that is being held, over the whole screen."""
        self._room_draft = ""
        self._before_room = Qt.WindowState.WindowNoState
        self._aside: Aside | None = None
        self.setMinimumSize(*SMALLEST)
        self.resize(first_size(QGuiApplication.primaryScreen().availableSize()))
        self.setAcceptDrops(True)
        self.setWindowTitle("MHHS Desk")
        self._menus = Menus(self)
        if preferences.geometry:
            self.restoreGeometry(QByteArray.fromHex(preferences.geometry.encode()))

    def run(self, name: str) -> None:
        """Run a command by its name, where it can be run now."""
        command = next(command for command in COMMANDS if command.name == name)
        if command.can(self):
            command.run(self)

    # Workspaces

    def open_workspace(self, path: Path, over: bool = False, key: Key | None = None) -> bool:
        """Open a workspace in place of the one that is open; whether it is open or being unlocked.

        `over` takes the lock that another computer left; `key` is the key where it is in hand already.
        """
        from mhhs_desk.ui.opening import open_workspace

        return open_workspace(self, path, over, key)

    def open_or_set_up(self, path: Path, key: Key | None = None) -> None:
        """Open a workspace; where it cannot be opened and nothing leads on from there, set up a desk."""
        if not (self.open_workspace(path, key=key) or self.guest):
            self.first_run()

    def show_desk(self, desk: Desk) -> None:
        """Show an open desk, on Today."""
        from mhhs_desk.ui.backing_up import BackingUp
        from mhhs_desk.ui.notices import notices_of
        from mhhs_desk.ui.shell import Shell

        self.leave()
        self.preferences.remember(desk.path)
        self.shell = shell = Shell(self, desk, self.look, self.preferences)
        shell.run = self.run
        self.backing_up = BackingUp(shell)
        self.notices = notices_of(self, desk)
        self._build_frame(shell)
        shell.stepped.connect(lambda _: self._say_file())
        shell.arrived.connect(lambda _: self._say_file())  # it may be encrypted since, which is no step
        self._say_file()
        shell.go(Place("today"))

    def _build_frame(self, shell: Shell) -> None:
        from mhhs_desk.ui.frame import Frame

        self.frame = Frame(shell, self._menus.offers)
        self.frame.notices.show_notices(self.notices, self)
        self.setCentralWidget(self.frame)

    def leave(self) -> None:
        """Close what is open, in sight or behind a guest. What goes wrong with that is told, and hinders nothing."""
        self.leave_room()
        self._room_draft = ""
        if self.guest:
            self.guest.leave()
        if self._aside:
            if self._aside.shown:
                self._aside.shown.deleteLater()
            _, self.shell, self.frame, self.setting_up = self._aside
        shell, frame, setting_up = self.shell, self.frame, self.setting_up
        self.shell = self.frame = self.setting_up = self.guest = self._aside = None
        if setting_up:
            setting_up.hide()
            self._told(setting_up.leave)
        if shell:
            if frame:
                frame.leave()
                frame.hide()  # what is closed is not painted any more, also while a box tells what went wrong
            shell.jobs.stop()
            if self.backing_up:
                self.backing_up.leave()
            self._told(shell.desk.close)
            shell.deleteLater()
        self.backing_up = None

    def _told(self, close: Callable[[], None]) -> None:
        from mhhs_desk.domain.faults import Fault

        try:
            close()
        except Fault as fault:
            self._tell(fault)

    def _tell(self, problem: Exception) -> None:
        from mhhs_desk.domain.faults import Fault
        from mhhs_desk.ui.shell import tell_fault

        if not isinstance(problem, Fault):
            raise problem
        tell_fault(self, problem)

    def open_desk(self) -> Desk | None:
        """The desk that is open or being set up, in sight or behind a guest."""
        shell, setting_up = self.shell, self.setting_up
        if self._aside:
            shell, setting_up = self._aside.shell, self._aside.setting_up
        shell = shell or (setting_up.shell if setting_up else None)
        return shell.desk if shell else None

    def busy(self) -> bool:
        """Whether a workspace is open or being set up, in sight or behind a guest."""
        return bool(self.shell or self.setting_up or self._aside)

    def waiting_name(self) -> str:
        """What waits behind a guest."""
        if self._aside is None:
            return ""
        return self._aside.shell.desk.path.name if self._aside.shell else "setting up"

    def receive(self, make: Callable[[], Guest]) -> None:
        """Show a guest; what is open waits behind it, and is closed only once another workspace is open."""
        self.leave_room()
        if self.guest:
            self.guest.leave()
        elif self.shell or self.setting_up:
            if self.frame:
                self.frame.leave()
            self._aside = Aside(self.takeCentralWidget(), self.shell, self.frame, self.setting_up)
            self.shell = self.frame = self.setting_up = None
        self.guest = guest = make()
        self.setCentralWidget(guest)
        guest.show()
        self._say_corner(guest.path.name, guest.encrypted)
        self.setWindowTitle(f"{guest.path.stem} – MHHS Desk")

    def come_back(self) -> None:
        """Send the guest away and go on with what waits behind it."""
        if self.guest is None or self._aside is None:
            return
        self.guest.leave()
        shown, self.shell, self.frame, self.setting_up = self._aside
        self.guest = self._aside = None
        if shown:
            self.setCentralWidget(shown)
            shown.show()
        if self.shell:
            self._say_file()
        else:
            self._say_corner("No workspace yet")
            self.setWindowTitle("MHHS Desk")

    def lock(self) -> None:
        """Close an encrypted workspace, and ask for its passphrase."""
        from mhhs_desk.ui.unlock import Unlock

        if self.shell and self.shell.desk.encrypted:
            path = self.shell.desk.path
            self.leave()
            self.receive(lambda: Unlock(self, path, ask=False))

    def remember_key(self) -> None:
        """Let the keychain hold the key of what is open; where it does not take it, that is said at the foot."""
        shell = self.shell or (self.setting_up.shell if self.setting_up else None)
        if shell is None:
            return
        desk, say = shell.desk, shell.say

        def told(held: bool) -> None:
            from mhhs_desk import words

            if not held and self.open_desk() is desk:
                say(words.KEYCHAIN_DOES_NOT_HOLD)

        self.jobs.start("Remembering the key", lambda _: desk.remember(), told)

    def _say_file(self) -> None:
        from mhhs_desk import words
        from mhhs_desk.store.settings import DAY

        if not self.shell:
            return
        desk = self.shell.desk
        told = f"as on {words.day(desk.today, year=True)}" if self.today or desk.settings.read(DAY) else ""
        saved = f"Saved {self.shell.saved_at}" if self.shell.saved_at else ""
        held = "" if desk.writes else "read only"
        self._say_corner(" · ".join(part for part in (desk.path.name, held, told, saved) if part), desk.encrypted)
        self.setWindowTitle(f"{desk.path.stem} – MHHS Desk")

    def _say_corner(self, text: str, encrypted: bool = False) -> None:
        """The menu bar measures its corner when it is given one, so it is given it again after new words."""
        self._corner.say(text, encrypted)
        self.menuBar().setCornerWidget(self._corner)
        self._corner.show()

    @cached_property
    def jobs(self) -> Jobs:
        """Work about files and the keychain, which outlives the workspace that is shown."""
        from mhhs_desk.ui.jobs import Jobs

        return Jobs(self._tell)

    @cached_property
    def _corner(self) -> Corner:
        from mhhs_desk.ui.corner import Corner

        return Corner(self.look)

    def first_run(self) -> None:
        """Set up a desk, where there is none to open."""
        from mhhs_desk.ui.first_run import FirstRun

        self.leave()
        self._say_corner("No workspace yet")
        self.setting_up = FirstRun(self)
        self.setCentralWidget(self.setting_up)

    def new_workspace(self) -> None:
        self.first_run()

    def choose_workspace(self) -> None:
        from mhhs_desk.ui.dialogs.files import ask_workspace

        path = ask_workspace(self)
        if path:
            self.open_workspace(path)

    def open_sample(self) -> None:
        from mhhs_desk.ui.opening_sample import open_sample

        open_sample(self)

    def back_up(self) -> None:
        """Back up what is open, beside it."""
        from mhhs_desk.ui.backing_up import back_up

        if self.shell:
            back_up(self.shell)

    def back_up_into(self) -> None:
        """Back up what is open into a folder of the rep's choice, also where its own file was moved away."""
        from mhhs_desk.ui.backing_up import back_up
        from mhhs_desk.ui.dialogs.files import ask_folder

        where = ask_folder(self, "Back up into a folder") if self.shell else None
        if self.shell and where:
            back_up(self.shell, where)

    # Places

    def go(self, place: Place) -> None:
        if self.shell:
            self.shell.go(place)

    def back(self) -> None:
        if self.shell:
            self.shell.back()

    def forward(self) -> None:
        if self.shell:
            self.shell.forward()

    def print_paper(self) -> None:
        """Show the paper of the next meeting as it would print; where it is shown already, print it."""
        page = self.frame.page() if self.frame else None
        if page and page.name == "papers" and self.shell and self.shell.place.part:
            page.print_now()
        else:
            self.go(Place("papers", None, "preview"))

    def open_palette(self, text: str = "") -> None:
        if self.frame:
            self._menus.refresh()
            self.frame.seek(text)

    # The room

    def start_meeting(self, meeting: Meeting | None = None) -> None:
        """Go into the room with a meeting: the one in sight, or the next one."""
        from mhhs_desk.ui.room_door import enter, meeting_in_hand

        meeting = meeting or meeting_in_hand(self)
        if meeting and self.room is None:
            self._before_room = self.windowState()
            self.room = enter(self, meeting, self._room_draft)

    def leave_room(self) -> None:
        """Come back from the room to the pages."""
        from mhhs_desk.ui.room_door import leave

        room, self.room = self.room, None
        if room:
            self._room_draft = leave(self, room)
            self.setWindowState(self._before_room)

    def offers(self) -> Iterator[Offer]:
        """The commands as the palette offers them."""
        return self._menus.offers()

    # Steps

    def undo(self) -> None:
        if self.shell:
            self.shell.undo()

    def redo(self) -> None:
        if self.shell:
            self.shell.redo()

    def undo_name(self) -> str | None:
        step = self.shell.desk.undoable() if self.shell else None
        return step.name if step else None

    def redo_name(self) -> str | None:
        step = self.shell.desk.redoable() if self.shell else None
        return step.name if step else None

    # Files

    def choose_files(self) -> None:
        from mhhs_desk.ui.dialogs.files import ask_files

        if self.shell:
            self.shell.take_in(ask_files(self))

    def paste(self) -> None:
        from mhhs_desk.ui.taking_in import take_in_clipboard

        if self.shell:
            take_in_clipboard(self.shell)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.centralWidget() and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.drop(paths)

    def drop(self, paths: list[Path]) -> None:
        """Take in files that were dropped; a workspace or a hand-over among them is opened."""
        workspace = next((path for path in paths if path.suffix in (".mhhs", ".mhhs-handover")), None)
        if workspace:
            self.open_workspace(workspace)
        elif self.shell:
            self.shell.take_in(paths)
        elif self.setting_up:
            self.setting_up.drop(paths)

    # The look

    def dress(self, theme: str | None = None, larger: int | None = None) -> None:
        """Change the theme or the size of the text, and remember it."""
        if theme:
            self.preferences.theme = theme
        if larger is not None:
            size = self.preferences.text_size + larger if larger else 100
            self.preferences.text_size = min(settings.MOST_TEXT, max(settings.LEAST_TEXT, size))
        self.look.put_on()
        self.menuBar().setFont(self.look.theme.font("small"))
        self._say_corner(self._corner.words.text(), not self._corner.lock.isHidden())
        if larger is not None and self.shell:  # sizes are given once, when a control is made
            meeting = self.room.meeting if self.room else None
            self.leave_room()
            self._build_frame(self.shell)
            self.shell.go(self.shell.place)
            if meeting:
                self.start_meeting(meeting)
        self.save_preferences()

    def save_preferences(self) -> None:
        self.preferences.geometry = bytes(self.saveGeometry().toHex().data()).decode()
        settings.save(self.preferences, places.preferences())

    def about(self) -> None:
        from PySide6.QtWidgets import QMessageBox

        lines = (
            f"MHHS Desk {__version__}",
            "A meeting desk for constituency representatives. Everything stays on this computer.",
            "Licensed under the MIT licence. Source Sans Pro: SIL Open Font License. Phosphor icons: MIT licence.",
        )
        QMessageBox.about(self, "MHHS Desk", "\n\n".join(lines))

    def close_window(self) -> None:
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.leave_room()  # the window is remembered as it was before it took the whole screen
        self.save_preferences()
        self.leave()
        self.hide()
        self.jobs.stop()  # a keychain that is being asked may take its seconds, but not in sight
        event.accept()
