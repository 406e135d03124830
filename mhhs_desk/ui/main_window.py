"""The window: menus, tool bar, sidebar and pages of one workspace, or the first run where there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import QLabel, QMainWindow

from mhhs_desk import __version__, places, settings
from mhhs_desk.settings import Preferences
from mhhs_desk.ui.commands import COMMANDS, MENUS, Command, shown_key
from mhhs_desk.ui.place import Place
from mhhs_desk.ui.theme import Look

# Everything that reads records is imported where it is used: the window is on the screen before the records are read.
if TYPE_CHECKING:
    from mhhs_desk.desk import Desk
    from mhhs_desk.ui.first_run import FirstRun
    from mhhs_desk.ui.frame import Frame
    from mhhs_desk.ui.palette import Offer
    from mhhs_desk.ui.shell import Shell

SMALLEST = (1024, 640)
PLAIN = (1440, 900)


class MainWindow(QMainWindow):
    """The one window of the program."""

    def __init__(self, look: Look, preferences: Preferences, today: date | None = None) -> None:
        super().__init__()
        self.look, self.preferences, self._today = look, preferences, today
        self.shell: Shell | None = None
        self.frame: Frame | None = None
        self.setting_up: FirstRun | None = None
        self.setMinimumSize(*SMALLEST)
        self.resize(*PLAIN)
        self.setAcceptDrops(True)
        self.setWindowTitle("MHHS Desk")
        self._actions: dict[str, QAction] = {}
        self._make_menus()
        self._corner = QLabel()
        self._corner.setObjectName("corner")
        self._corner.setFont(look.theme.font("small"))
        if preferences.geometry:
            self.restoreGeometry(QByteArray.fromHex(preferences.geometry.encode()))

    # Menus and keys

    def _make_menus(self) -> None:
        bar = self.menuBar()
        bar.setFont(self.look.theme.font("small"))
        for title in MENUS:
            menu = bar.addMenu(title)
            menu.aboutToShow.connect(self._refresh_actions)
            menu.aboutToHide.connect(self._free_actions)
            for command in (command for command in COMMANDS if command.menu == title):
                if command.apart:
                    menu.addSeparator()
                menu.addAction(self._action(command))
                if command.name == "sample":
                    self._recent = menu.addMenu("Recent")
                    self._recent.aboutToShow.connect(self._fill_recent)

    def _action(self, command: Command) -> QAction:
        action = QAction(command.words, self)
        if command.key:
            action.setShortcut(QKeySequence(command.key))
        action.triggered.connect(lambda: self.run(command.name))
        self._actions[command.name] = action
        return action

    def _refresh_actions(self) -> None:
        """Say in the menus what can be done now, and what undo would take back."""
        for command in COMMANDS:
            action = self._actions[command.name]
            action.setEnabled(command.can(self))
            if command.name.startswith("theme-"):
                action.setCheckable(True)
                action.setChecked(command.name == f"theme-{self.preferences.theme}")
        self._actions["undo"].setText(f"Undo: {self.undo_name()}" if self.undo_name() else "Undo")
        self._actions["redo"].setText(f"Redo: {self.redo_name()}" if self.redo_name() else "Redo")
        if self.shell:
            back, forward = self.shell.ways()
            self._actions["back"].setEnabled(back)
            self._actions["forward"].setEnabled(forward)

    def _free_actions(self) -> None:
        """A key works whatever a menu last said: `run` asks again whether its command can be run."""
        for action in self._actions.values():
            action.setEnabled(True)

    def _fill_recent(self) -> None:
        self._recent.clear()
        for name in self.preferences.recent:
            self._recent.addAction(name, self._opener(Path(name)))
        if not self.preferences.recent:
            self._recent.addAction("None yet").setEnabled(False)

    def _opener(self, path: Path) -> Callable[[], bool]:
        return lambda: self.open_workspace(path)

    def run(self, name: str) -> None:
        """Run a command by its name, where it can be run now."""
        command = next(command for command in COMMANDS if command.name == name)
        if command.can(self):
            command.run(self)

    def offers(self) -> Iterator[Offer]:
        """The commands as the palette offers them."""
        from mhhs_desk.ui.palette import Offer

        for command in COMMANDS:
            if command.can(self) and command.name != "find":
                text = self._actions[command.name].text()
                yield Offer("caret-right", text.removesuffix("…"), "", shown_key(command.key), self._runner(command))

    def _runner(self, command: Command) -> Callable[[], None]:
        return lambda: command.run(self)

    # Workspaces

    def open_workspace(self, path: Path) -> bool:
        """Open a workspace in place of the one that is open; whether it could be opened."""
        from mhhs_desk.desk import Desk
        from mhhs_desk.domain.faults import Fault
        from mhhs_desk.ui.shell import tell_fault

        try:
            desk = Desk.open(path, self._today)
        except Fault as fault:
            tell_fault(self, fault)
            return False
        self.show_desk(desk)
        return True

    def show_desk(self, desk: Desk) -> None:
        """Show an open desk, on Today."""
        from mhhs_desk.ui.shell import Shell

        self.leave()
        self.preferences.remember(desk.path)
        self.shell = shell = Shell(self, desk, self.look, self.preferences)
        shell.run = self.run
        self._build_frame(shell)
        shell.stepped.connect(lambda _: self._say_file())
        self._say_file()
        shell.go(Place("today"))

    def _build_frame(self, shell: Shell) -> None:
        from mhhs_desk.ui.frame import Frame

        self.frame = Frame(shell, self.offers)
        self.setCentralWidget(self.frame)

    def leave(self) -> None:
        """Close what is open."""
        if self.shell:
            if self.frame:
                self.frame.leave()
            self.shell.jobs.stop()
            self.shell.desk.close()
            self.shell.deleteLater()
        if self.setting_up:
            self.setting_up.leave()
        self.shell = self.frame = self.setting_up = None

    def _say_file(self) -> None:
        from mhhs_desk import words
        from mhhs_desk.store.settings import DAY

        if not self.shell:
            return
        desk = self.shell.desk
        told = f"as on {words.day(desk.today, year=True)}" if self._today or desk.settings.read(DAY) else ""
        saved = f"Saved {self.shell.saved_at}" if self.shell.saved_at else ""
        self._corner.setText(" · ".join(part for part in (desk.path.name, told, saved) if part))
        self._place_corner()
        self.setWindowTitle(f"{desk.path.stem} – MHHS Desk")

    def _place_corner(self) -> None:
        """The menu bar measures its corner when it is given one, so it is given it again after new words."""
        self._corner.setMinimumWidth(self._corner.sizeHint().width())
        self.menuBar().setCornerWidget(self._corner)
        self._corner.show()

    def first_run(self) -> None:
        """Set up a desk, where there is none to open."""
        from mhhs_desk.ui.first_run import FirstRun

        self.leave()
        self._corner.setText("No workspace yet")
        self._place_corner()
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
            self._refresh_actions()
            self.frame.palette_.open(text)

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
        """Take in files that were dropped; a workspace among them is opened."""
        workspace = next((path for path in paths if path.suffix == ".mhhs"), None)
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
        self._corner.setFont(self.look.theme.font("small"))
        if larger is not None and self.shell:  # sizes are given once, when a control is made
            self._build_frame(self.shell)
            self.shell.go(self.shell.place)
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
        self.save_preferences()
        self.leave()
        event.accept()
