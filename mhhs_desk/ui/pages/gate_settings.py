"""The gates of this desk: which of them are asked, and the limits of those that have one. Each change is a step."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from mhhs_desk import gate_words
from mhhs_desk.domain.gates import LIMITS, SEVERITIES, Gate, GateSetting
from mhhs_desk.ui import controls
from mhhs_desk.ui.details import Details
from mhhs_desk.ui.shell import Shell
from mhhs_desk.ui.tick import Tick

WIDTH = 340
FIGURE = 56
INDENT = 26


class GateLine(QWidget):
    """One gate: ticked where it is asked, what it does while it is open, and its limit where it has one."""

    def __init__(self, shell: Shell, code: str, keep: Callable[[str], None]) -> None:
        super().__init__()
        look, name = shell.look, gate_words.NAMES[code]
        self.code = code
        self.tick = Tick(look, name)
        self.tick.clicked.connect(lambda _: keep(code))
        self.limit: QLineEdit | None = None
        top = QHBoxLayout()
        top.addWidget(self.tick, 1, Qt.AlignmentFlag.AlignLeft)
        top.addWidget(controls.label(look, gate_words.SEVERITIES[SEVERITIES[code]].lower(), "small", "text2"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(top)
        if code in LIMITS:
            self.limit = controls.field(look, str(LIMITS[code].made), f"{name}: {gate_words.UNITS[code]}")
            self.limit.setValidator(QIntValidator(0, 999, self.limit))
            self.limit.setFixedWidth(look.theme.px(FIGURE))
            self.limit.editingFinished.connect(lambda: keep(code))
            line = QHBoxLayout()
            line.setContentsMargins(look.theme.px(INDENT), 0, 0, 4)
            line.setSpacing(8)
            line.addWidget(controls.label(look, "at least", "small", "text2"))
            line.addWidget(self.limit)
            line.addWidget(controls.label(look, gate_words.UNITS[code], "small", "text2"), 1)
            column.addLayout(line)

    def show_setting(self, asked: bool, least: int | None) -> None:
        self.tick.setChecked(asked)
        if self.limit is not None:
            self.limit.setEnabled(asked)
            self.limit.setText("" if least is None else str(least))

    def setting(self) -> GateSetting:
        typed = self.limit.text().strip() if self.limit is not None else ""
        return GateSetting(code=self.code, asked=self.tick.isChecked(), least=int(typed) if typed else None)


class GateSettingsPane(Details):
    """Every gate with its tick. What is set here holds for every meeting of the workspace."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, WIDTH)
        self.setAccessibleName("Gates of this desk")
        self.desk = shell.desk
        self.lines: dict[str, GateLine] = {}

    def open_pane(self, code: str | None = None) -> None:
        """Show the pane, with the keyboard on a gate."""
        self.begin("Gates of this desk", under="A gate that is not asked is shown as such, and stops nobody.")
        self.lines = {each: GateLine(self.shell, each, self._keep) for each in SEVERITIES}
        for line in self.lines.values():
            self.add(line)
        self.space(4)
        self.text("They hold for every meeting of this workspace. A limit left empty is as it was made.", "text3")
        self.refusal = controls.label(self.look, "", "small", "danger", wrap=True)
        self.add(self.refusal)
        self._show()
        self.lines[code or next(iter(self.lines))].tick.setFocus()

    def show_gates(self, gates: Iterable[Gate]) -> None:
        """Show again what is set, after a step of any kind."""
        if self.isVisible():
            self._show()

    def _show(self) -> None:
        known = {setting.code: setting for setting in self.desk.gate_settings.all()}
        for code, line in self.lines.items():
            found = known.get(code)
            line.show_setting(found.asked if found else True, found.least if found else None)

    def _keep(self, code: str) -> None:
        self.refusal.say("")
        with self.shell.told(refused=self._refuse):
            self.desk.set_gate(self.lines[code].setting())

    def _refuse(self, line: str) -> None:
        """Say why, and leave what is set as it was."""
        self.refusal.say(line)
        self._show()
