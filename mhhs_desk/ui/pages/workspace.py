"""Workspace and backups: how the file is protected, which backups there are, and how one comes back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from mhhs_desk import words
from mhhs_desk.domain.backups import Backup
from mhhs_desk.store import backups
from mhhs_desk.store.database import faults
from mhhs_desk.store.keys import Key
from mhhs_desk.ui import controls
from mhhs_desk.ui.backup_rows import BackupRow, Looks, columns
from mhhs_desk.ui.controls import Button
from mhhs_desk.ui.details import Details
from mhhs_desk.ui.empty import Empty
from mhhs_desk.ui.handings_line import HandingsLine
from mhhs_desk.ui.page import Page
from mhhs_desk.ui.protection import Protection
from mhhs_desk.ui.shell import Shell
from mhhs_desk.ui.sizes import size
from mhhs_desk.ui.steps import step_name
from mhhs_desk.ui.tables import Table, TableView

WHEN = "made by themselves on closing after changes, every 30 minutes of work, and before a new layout."
NOTE = f"{WHEN.capitalize()} Kept: all of today, one a day for a month, one a month for a year."
LAST_STEPS = 8
"""Steps that are not in a backup, of which the last are named."""


class WorkspacePage(Page):
    """The protection of the file over its backups."""

    name = "workspace"
    title = "Workspace and backups"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.kinds = frozenset(records.table for records in self.desk.kinds().values())
        self.found: list[Backup] = []
        self.copies: dict[int, Path] = {}
        self._told: BackupRow | None = None
        self.protection = Protection(shell)
        self.looks = Looks(shell, self)
        self.left = False
        """Whether the workspace is closed: what a job ends with counts no more."""
        self.looks.looked.connect(self._fill)
        self.protection.alone.connect(self.looks.stop)
        self.protection.changed.connect(self._protection_changed)
        self.table: Table[BackupRow] = Table(columns())
        self.view = TableView(self.look, self.table, "Backups")
        self.details = Details(shell, 332)
        self.view.chosen.connect(self._show)
        self.details.closed.connect(self._put_away)
        self.handings = HandingsLine(shell)
        self.root.addWidget(self.protection)
        self.root.addWidget(controls.hairline(self.look))
        self.root.addWidget(self.handings)
        self.root.addWidget(controls.hairline(self.look))
        self.root.addWidget(self._head())
        self.full = QWidget()
        self.full.setMinimumHeight(self.look.theme.px(120))
        across = QHBoxLayout(self.full)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.view, 1)
        across.addWidget(self.details)
        self.root.addWidget(self.full, 1)
        self.first_backup = Button(self.look, "Back up now", "plus")
        self.first_backup.clicked.connect(self._back_up)
        self.empty = Empty(
            self.look, "clock-counter-clockwise", "No backup yet", f"Backups are {WHEN}", self.first_backup
        )
        self.root.addWidget(self.empty, 1)
        shell.jobs.ended.connect(self._looked_around)
        shell.said.connect(self._looked_around)

    def _head(self) -> QWidget:
        self.head = QWidget()
        self.now = Button(self.look, "Back up now", "plus")
        self.now.clicked.connect(self._back_up)
        note = controls.label(self.look, NOTE, "small", "text2", wrap=True)
        note.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        told = QVBoxLayout()
        told.setSpacing(2)
        told.addWidget(controls.label(self.look, "Backups", "heading"))
        told.addWidget(note)
        line = QHBoxLayout(self.head)
        line.setContentsMargins(24, 12, 24, 8)
        line.setSpacing(24)
        line.addLayout(told, 1)
        line.addWidget(self.now)
        return self.head

    # Showing

    def reload(self) -> None:
        self._told = None
        self.protection.reload()
        self.handings.reload()
        self._list()

    def _list(self) -> None:
        """List what there is, and look into what is new."""
        with self.shell.told(), faults(self.desk.path):
            self.found = self.desk.backups()
        self._fill()
        if self.isVisible():
            self.looks.start(self.found)

    def _fill(self) -> None:
        rows = [BackupRow(backup, self.looks.known(backup)) for backup in self.found]
        if rows != self.table.records() or self._told is None:
            self.table.show(rows)
        for widget in (self.head, self.full):
            widget.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        for button in (self.now, self.first_backup):
            button.setEnabled(self.desk.holder is None)
        self._rank()

    def _looked_around(self, *_: object) -> None:
        """A backup may have been made, by a job or by a command that said so."""
        if self.isVisible() and not self.left and self.desk.backups() != self.found:
            self._list()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.protection.ask_keychain()
        self._list()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.looks.stop()
        self.protection.close_parts()

    def focus_first(self) -> None:
        (self.view if self.found else self.protection.first()).setFocus()

    def leave(self) -> None:
        self.left = True
        self.looks.stop()
        self.protection.leave()

    def _protection_changed(self) -> None:
        if self.isVisible() and not self.left:
            self._list()

    def _rank(self) -> None:
        """One button of the page is the primary one: of what is open, of the pane, of the file, of no backups."""
        part, encrypted = self.protection.part(), self.desk.encrypted
        pane = not self.details.isHidden()
        _primary(self.protection.encrypt, not part and not pane)
        _primary(self.first_backup, not part and encrypted)
        if pane and self.restore_button:
            _primary(self.restore_button, not part)

    # The pane

    restore_button: Button | None = None

    def _put_away(self) -> None:
        self.view.choice.clear()
        self.view.setFocus()

    def _show(self, row: BackupRow | None) -> None:
        if row is None:
            self._told, self.restore_button = None, None
            self.details.hide()
            self._rank()
            return
        if row == self._told and not self.details.isHidden():
            return
        self._told, self.restore_button = row, None
        pane = self.details
        pane.begin(words.clock(row.backup.at), under=words.REASONS[row.backup.reason].capitalize())
        if row.contents is None:
            pane.text("It is being looked at.", "text3")
        elif not row.contents.good:
            pane.note(f"It is not good: {row.contents.faults[0]}.", "warning-circle", "danger")
        else:
            self._offer_restoring(row)
            self._say_contents(row)
            self._say_missing(row)
        self._rank()

    def _say_contents(self, row: BackupRow) -> None:
        pane, contents = self.details, row.contents
        assert contents
        pane.row("Last step", contents.last_step or "no step yet")
        if contents.last_at:
            pane.row("Kept at", words.clock(contents.last_at.astimezone()))
        pane.row("Steps", str(contents.steps))
        for name, count in contents.counts.items():
            pane.row(name.capitalize(), str(count))
        pane.row("Size", size(row.backup.size))
        pane.row("File", row.backup.path.name)

    def _say_missing(self, row: BackupRow) -> None:
        pane, contents = self.details, row.contents
        assert contents
        since = [step for step in self.desk.past() if step.id > contents.last_id]
        pane.heading("Done since, and not in it")
        if not since:
            pane.text("Nothing: it holds everything that was kept.")
            return
        for step in since[:LAST_STEPS]:
            pane.text(f"{step.at.astimezone():%H:%M}  {step_name(step)}", "text")
        if len(since) > LAST_STEPS:
            pane.text(f"and {words.count(len(since) - LAST_STEPS, 'step')} more, {len(since)} in all.")

    # Out of a backup, and into one

    def _offer_restoring(self, row: BackupRow) -> None:
        pane = self.details
        copy = self.copies.get(row.id)
        if copy and copy.exists():
            pane.text(f"The copy is {copy.name}, beside this workspace.", "text")
            pane.link("Open it", lambda: self._open(copy))
            pane.space(10)
            return
        self.restore_button = Button(self.look, "Restore into a copy", "arrow-counter-clockwise", primary=True)
        self.restore_button.clicked.connect(lambda: self._restore(row))
        pane.add(self.restore_button)
        pane.text("This workspace stays as it is; the copy is put beside it.", "text3")
        pane.space(10)

    def _restore(self, row: BackupRow) -> None:
        if self.restore_button:
            self.restore_button.setEnabled(False)
        path, key, backup = self.desk.path, self.desk.workspace.key, row.backup

        def restored(copy: Path) -> None:
            self.copies[row.id] = copy
            self._show_again()
            self.shell.say(f"Restored into {copy.name}, beside this workspace.")

        def failed(problem: Exception) -> None:
            self._show_again()
            self.shell.tell(problem)

        name = f"Restoring the backup of {words.clock(backup.at)}"
        self.shell.jobs.start(name, lambda _: _restored(path, backup, key), restored, failed)

    def _show_again(self) -> None:
        if not self.left:
            self._told = None
            self._show(self.view.current())

    def _open(self, path: Path) -> None:
        from mhhs_desk.ui.main_window import MainWindow

        window = self.shell.window
        if isinstance(window, MainWindow):
            window.open_workspace(path)

    def _back_up(self) -> None:
        from mhhs_desk.ui.backing_up import back_up

        back_up(self.shell)
        self._list()
        if self.found:
            self.view.choose(lambda row: row.id == self.found[0].number)


def _restored(workspace: Path, backup: Backup, key: Key | None) -> Path:
    """Bring a backup back beside the workspace; where it is."""
    target = backups.free_name(workspace, backup.at)
    with faults(target):
        backups.restore(backup.path, target, key)
    return target


def _primary(button: Button, primary: bool) -> None:
    """Make a button the primary one of its page, or one of the others."""
    if button.property("primary") is not primary:
        button.setProperty("primary", primary)
        button.style().unpolish(button)
        button.style().polish(button)
        button.updateGeometry()
