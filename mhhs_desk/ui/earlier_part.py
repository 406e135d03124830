"""What happened to an item at earlier meetings, and what it looks to take up again: the rep's word makes it so."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mhhs_desk import words
from mhhs_desk.domain.items import Item
from mhhs_desk.domain.meetings import Meeting
from mhhs_desk.intake.earlier import PAPER, taken_up
from mhhs_desk.store.earlier import Earlier, agendas_before, chain, take_up
from mhhs_desk.ui import controls
from mhhs_desk.ui.choices import ChipCombo
from mhhs_desk.ui.controls import Button, Link
from mhhs_desk.ui.shell import Place, Shell

KEY = "Alt+E"
FIRST = "First time on an agenda."
NEW = "Takes up no earlier item"


class EarlierPart(QWidget):
    """The chain of items, the last one first; beneath it a suggestion, or the choice of another."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell, self.desk, self.look = shell, shell.desk, shell.look
        self.item: Item | None = None
        self.suggested: Item | None = None
        self._offered: dict[int, Item] = {}
        self.links: list[Link] = []
        self.first = controls.label(self.look, "", "small", "text2", wrap=True)
        self.told = QVBoxLayout()
        self.told.setSpacing(1)
        self.question = controls.label(self.look, "", "small", "attention", wrap=True)
        self.yes = Button(self.look, "It is that item", "check", "Alt E")
        self.yes.clicked.connect(self.confirm)
        self.choice = ChipCombo(self.look, "The earlier item it takes up")
        self.choice.activated.connect(lambda _: self._chosen())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.first)
        column.addLayout(self.told)
        column.addWidget(self.question)
        column.addWidget(self.yes)
        column.addWidget(self.choice)
        for part in (self.question, self.yes, self.choice):
            part.hide()

    def show_item(self, item: Item, meeting: Meeting) -> None:
        """Show what an item takes up, or what it may."""
        self.item = item
        before = chain(self.desk, item)
        agendas = agendas_before(self.desk, meeting)
        self._show_chain(before)
        found = None if item.follows else taken_up(item, [items for _, items in agendas])
        self.suggested = found[0] if found else None
        labels = {one.id: one.label for one, _ in agendas}
        if found:
            alike = "the same title" if found[0].title.casefold() == item.title.casefold() else "nearly the same title"
            same = f"the same paper, {found[0].paper_ref}" if found[1] == PAPER else alike
            where = f"item {found[0].number} of {labels[found[0].meeting_id]}, “{found[0].title}”"
            self.question.say(f"Looks to take up {where}: {same}.")
        self.question.setVisible(found is not None)
        self.yes.setVisible(found is not None)
        self.first.say(FIRST if not agendas else NEW + ".")
        self.first.setVisible(not before and found is None)
        self._offer(agendas, item)

    def _offer(self, agendas: list[tuple[Meeting, list[Item]]], item: Item) -> None:
        self._offered = {one.id: one for _, items in agendas for one in items}
        self.choice.clear()
        self.choice.addItem(NEW, None)
        for meeting, items in agendas:
            for one in items:
                self.choice.addItem(f"{meeting.label}, item {one.number}: {one.title}", one.id)
        self.choice.pick(item.follows)
        self.choice.setVisible(bool(agendas))

    def _show_chain(self, before: list[Earlier]) -> None:
        while (entry := self.told.takeAt(0)) is not None:
            if widget := entry.widget():
                widget.hide()
                widget.deleteLater()
        self.links = []
        for one in before:
            link = Link(self.look, heading(one), "small")
            link.setToolTip(one.item.title)
            link.clicked.connect(self._way(one.item.id))
            self.links.append(link)
            self.told.addWidget(link)
            self.told.addWidget(controls.label(self.look, outcome_words(one), "small", wrap=True))
            self.told.addWidget(controls.label(self.look, position_words(one), "small", "text2", wrap=True))

    def _way(self, item_id: int) -> Callable[[], None]:
        return lambda: self.shell.go(Place("item", item_id))

    def confirm(self) -> None:
        """Take the item that is suggested for the one that is taken up again; nothing that is not in sight."""
        if self.item and self.suggested and self.yes.isVisible():
            self._take(self.suggested)

    def _chosen(self) -> None:
        number = self.choice.currentData()
        if self.item and number != self.item.follows:
            self._take(self._offered.get(number or 0))

    def _take(self, earlier: Item | None) -> None:
        if self.item:
            with self.shell.told():
                take_up(self.desk, self.item, earlier)


def heading(one: Earlier) -> str:
    """PSG 1, Wed 10 Nov 2021: item 4."""
    day = f", {words.day(one.meeting.day, year=True)}" if one.meeting.day else ""
    return f"{one.meeting.label}{day}: item {one.item.number}"


def outcome_words(one: Earlier) -> str:
    """What the group did with it: Accept. The framework was approved."""
    if one.outcome is None:
        return "What became of it is not noted."
    name = one.item.option_name(one.outcome.option) if one.outcome.option else ""
    ours = f"Our position: {one.outcome.ours}" if one.outcome.ours else ""
    return ". ".join(part.rstrip(".") for part in (name, one.outcome.text, ours) if part) + "."


def position_words(one: Earlier) -> str:
    """Our position then, and how strong it was: We said: Accept, majority with dissent."""
    position = one.position
    if position is None or (position.option is None and position.strength is None):
        return "We had no position."
    name = one.item.option_name(position.option) if position.option else ""
    strength = words.STRENGTHS[position.strength] if position.strength else "strength not said"
    said = f"{name}, {strength[0].lower()}{strength[1:]}" if name else strength[0].lower() + strength[1:]
    return f"We said: {said}."
