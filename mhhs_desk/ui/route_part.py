"""The route of an item: the sentence that says who decides and whether Ofgem must be asked, and a way to its rules."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mhhs_desk import route_words
from mhhs_desk.domain.milestones import Rule
from mhhs_desk.domain.route import Route
from mhhs_desk.ui import controls
from mhhs_desk.ui.controls import Link
from mhhs_desk.ui.shell import Place, Shell


class RoutePart(QWidget):
    """One sentence, and beneath it each rule that it names."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell, self.look = shell, shell.look
        self.sentence = controls.label(self.look, "", "small", wrap=True)
        self.rules: list[Link] = []
        self.lines = QVBoxLayout(self)
        self.lines.setContentsMargins(0, 0, 0, 0)
        self.lines.setSpacing(4)
        self.lines.addWidget(self.sentence)
        self.ways = QHBoxLayout()
        self.ways.setSpacing(8)
        self.ways.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.lines.addLayout(self.ways)

    def show_route(self, route: Route) -> None:
        """Show the route of an item; the same one is left alone."""
        said = route_words.sentence(route)
        self.sentence.say(said)
        self.sentence.setAccessibleName(f"Route: {said}")
        for link in self.rules:
            link.hide()
            link.deleteLater()
        self.rules = [self._way(rule) for rule in route_words.rules_of(route)]
        for link in self.rules:
            self.ways.addWidget(link)

    def _way(self, rule: Rule) -> Link:
        link = Link(self.look, f"Rule {rule.code}", "small")
        link.setAccessibleName(f"Rule {rule.code}, {rule.name}")
        link.setToolTip(f"{rule.name}. {rule.text} Source: {rule.source or 'entered here'}.")
        link.clicked.connect(self._goer(rule))
        return link

    def _goer(self, rule: Rule) -> Callable[[], None]:
        return lambda: self.shell.go(Place("reference", rule.id, "rules"))
