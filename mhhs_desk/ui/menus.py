"""The menus, made of the list of commands; they say what can be done now."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from mhhs_desk.ui.commands import COMMANDS, MENUS, Command, shown_key

if TYPE_CHECKING:
    from mhhs_desk.ui.main_window import MainWindow
    from mhhs_desk.ui.palette import Offer


class Menus(QObject):
    """The menu bar's menus and their actions."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.window = window
        self._actions: dict[str, QAction] = {}
        bar = window.menuBar()
        bar.setFont(window.look.theme.font("small"))
        for title in MENUS:
            menu = bar.addMenu(title)
            menu.aboutToShow.connect(self.refresh)
            menu.aboutToHide.connect(self._free_actions)
            for command in (command for command in COMMANDS if command.menu == title):
                if command.apart:
                    menu.addSeparator()
                menu.addAction(self._action(command))
                if command.name == "sample":
                    self._recent = menu.addMenu("Recent")
                    self._recent.aboutToShow.connect(self._fill_recent)

    def _action(self, command: Command) -> QAction:
        action = QAction(command.words, self.window)
        if command.key:
            action.setShortcut(QKeySequence(command.key))
        action.triggered.connect(lambda: self.window.run(command.name))
        self._actions[command.name] = action
        return action

    def refresh(self) -> None:
        """Say in the menus what can be done now, and what undo would take back."""
        window = self.window
        for command in COMMANDS:
            action = self._actions[command.name]
            action.setEnabled(command.can(window))
            if command.name.startswith("theme-"):
                action.setCheckable(True)
                action.setChecked(command.name == f"theme-{window.preferences.theme}")
        undo, redo = window.undo_name(), window.redo_name()
        self._actions["undo"].setText(f"Undo: {undo}" if undo else "Undo")
        self._actions["redo"].setText(f"Redo: {redo}" if redo else "Redo")
        if window.shell:
            back, forward = window.shell.ways()
            self._actions["back"].setEnabled(back)
            self._actions["forward"].setEnabled(forward)

    def _free_actions(self) -> None:
        """A key works whatever a menu last said: `run` asks again whether its command can be run."""
        for action in self._actions.values():
            action.setEnabled(True)

    def _fill_recent(self) -> None:
        self._recent.clear()
        recent = self.window.preferences.recent
        for name in recent:
            self._recent.addAction(name, self._opener(Path(name)))
        if not recent:
            self._recent.addAction("None yet").setEnabled(False)

    def _opener(self, path: Path) -> Callable[[], bool]:
        return lambda: self.window.open_workspace(path)

    def offers(self) -> Iterator[Offer]:
        """The commands as the palette offers them."""
        from mhhs_desk.ui.palette import Offer

        for command in COMMANDS:
            if command.can(self.window) and command.name != "find":
                text = self._actions[command.name].text()
                yield Offer("caret-right", text.removesuffix("…"), "", shown_key(command.key), self._runner(command))

    def _runner(self, command: Command) -> Callable[[], None]:
        return lambda: command.run(self.window)
