"""The right part of the item page: the position. Every edit is kept as it is made; a refusal is said in its place."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from mhhs_desk import words
from mhhs_desk.domain.as_written import as_written
from mhhs_desk.domain.faults import Refused
from mhhs_desk.domain.positions import EVIDENCED, Position, Strength, refuse_strength, strongest, uncited, whole
from mhhs_desk.domain.readiness import Gate, strength_refusal
from mhhs_desk.domain.view import ItemView, View
from mhhs_desk.ui import controls
from mhhs_desk.ui.choices import ChipCombo
from mhhs_desk.ui.pages.item_against import Against
from mhhs_desk.ui.pages.item_gates import GatesFoot, item_gates
from mhhs_desk.ui.position_editor import PositionEditor
from mhhs_desk.ui.shell import Place, Shell
from mhhs_desk.ui.showing import Showing, told_lapsed
from mhhs_desk.ui.steps import PAST, original_place, past_place

LABELS = {
    "statement": "Statement",
    "reasons": "Reasons",
    "ask": "Ask of the group",
    "fallback": "Fallback",
    "questions": "Questions to put",
    "minority": "Minority view, in their words where they allow it",
}
LINES = {"statement": 3, "reasons": 2}


class PositionPane(QWidget):
    """The option, its strength, the six texts and the item's gates."""

    wanted = Signal(str)
    """An open gate that is closed elsewhere than here."""
    typed = Signal(str)
    """The part whose text is another than a moment ago, or is not to be kept as it is."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell, self.desk, self.look = shell, shell.desk, shell.look
        self.shown: ItemView | None = None
        self.names: dict[int, str] = {}
        self.showing: Showing | None = None
        self.attempted: Strength | None = None
        """The strength that was chosen and refused, until it is borne or another is chosen."""
        self.option = ChipCombo(self.look, "We recommend")
        self.strength = ChipCombo(self.look, "Strength")
        self.strength.addItem("Not said yet", None)
        for strength, name in words.STRENGTHS.items():
            self.strength.addItem(name, strength)
        self.option.activated.connect(lambda _: self._choose_option())
        self.strength.activated.connect(lambda _: self._choose_strength())
        self.refusal_mark = controls.Picture(self.look, "prohibit", "danger", 15)
        self.refusal = controls.label(self.look, "", "small", "danger", wrap=True)
        self.against = Against(self.look)
        self.against.opened.connect(lambda number: self.shell.go(self._answer_place(number)))
        self.hint = controls.label(self.look, "", "small", "text3", wrap=True)
        self.editors = {
            part: PositionEditor(self.look, part, label, part in EVIDENCED, LINES.get(part, 1))
            for part, label in LABELS.items()
        }
        for editor in self.editors.values():
            editor.written.connect(self._write)
            editor.typed.connect(self.typed)
            editor.edit.cited.connect(self.open_cited)
        self.past = controls.Link(self.look, PAST, "small")
        self.past.clicked.connect(self._go_to_past)
        self.gates = GatesFoot(self.look, self._go_to_gate)
        self._lay_out()

    def _lay_out(self) -> None:
        look = self.look
        choices = QHBoxLayout()
        choices.setSpacing(12)
        for label, combo, share in (("We recommend", self.option, 4), ("Strength", self.strength, 5)):
            column = QVBoxLayout()
            column.setSpacing(4)
            column.addWidget(controls.label(look, label, "small", "text2", semibold=True))
            column.addWidget(combo)
            choices.addLayout(column, share)
        refusal = QHBoxLayout()
        refusal.setSpacing(6)
        refusal.addWidget(self.refusal_mark, 0, Qt.AlignmentFlag.AlignTop)
        refusal.addWidget(self.refusal, 1)
        body = QWidget()
        lines = QVBoxLayout(body)
        lines.setContentsMargins(20, 12, 20, 12)
        lines.setSpacing(6)
        lines.addLayout(choices)
        lines.addLayout(refusal)
        lines.addWidget(self.against)
        lines.addWidget(self.hint)
        lines.addSpacing(4)
        for editor in self.editors.values():
            lines.addWidget(editor)
        lines.addSpacing(4)
        lines.addWidget(self.past)
        lines.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(body)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.area, 1)
        column.addWidget(self.gates)

    # Showing

    def show_item(self, view: View, item: ItemView, gates: tuple[Gate, ...]) -> None:
        """Show one item's position; what is being typed on the same item is left alone."""
        if self.shown is None or self.shown.item.id != item.item.id:
            self.flush()
            self.shown = None
            for editor in self.editors.values():
                editor.clear()
            self.attempted = None
        self.shown = item
        self.names = {answer.feedback.member_id: answer.who for one in view.items for answer in one.outside}
        self.names |= {member.id: member.name for member in view.members.values()}
        position = item.position or Position(item_id=item.item.id)
        self.option.offer(item.item.options, "No option yet")
        self.option.pick(position.option)
        self.strength.pick(position.strength)
        codes = {answer.feedback.code: answer.who for answer in item.answers}
        for part, editor in self.editors.items():
            editor.edit.offer(codes)
            editor.show_text(getattr(position, part), item.tally)
        self._show_evidence(view, item, position)
        self._show_bearing(item, position)
        self.past.setVisible(item.position is not None)
        self.gates.show_gates(item_gates(gates, item))

    def _show_evidence(self, view: View, item: ItemView, position: Position) -> None:
        """Tell each text where its sentences will appear, and which answers it cites do not stand any more."""
        told = (view, item.item.id, *self.desk.beside(view.meeting))
        if self.showing is None or not self.showing.same(*told):
            self.showing = Showing(*told)
        standing = [answer.feedback for answer in item.answers]
        lapses, newer = told_lapsed(self.desk.positions.lapsed(whole(position), standing), self.names)
        for part, editor in self.editors.items():
            editor.tell(partial(self.showing.of, part), lapses, newer)

    def _show_bearing(self, item: ItemView, position: Position) -> None:
        """Say where the strength claimed, or the one just chosen, is not borne; or what the answers would bear."""
        answers = [answer.feedback for answer in item.answers]
        refused = self._refusal(self.attempted, position.option) if self.attempted else None
        if refused is None:
            self.attempted = None
            refused = strength_refusal(item)
        self._refuse(refused)
        best = strongest(position.option, answers, item.tally)
        show = position.option is not None and position.strength is None
        self.hint.say(f"The answers bear: {words.STRENGTHS[best].lower()}." if show else "")
        self.hint.setVisible(show)

    def _refusal(self, strength: Strength, option: str | None) -> Refused | None:
        """Why the answers do not bear a strength; None where they do."""
        if self.shown is None:
            return None
        try:
            refuse_strength(strength, option, [a.feedback for a in self.shown.answers], self.shown.tally)
        except Refused as refused:
            return refused
        return None

    def _refuse(self, refused: Refused | None) -> None:
        """Say what is refused, by whom and why; nothing where nothing is."""
        line = ""
        if refused:
            refused.facts["who"] = self.names
            line = words.refusal(refused)
        self.refusal.say(line)
        self.refusal.setVisible(bool(line))
        self.refusal_mark.setVisible(bool(line))
        against = refused.facts.get("answers") if refused else None
        self.against.show_answers(against if isinstance(against, list) else [], self.names)

    # Writing

    def _choose_option(self) -> None:
        self.attempted = None
        self._change("Choose the option", option=self.option.currentData())

    def _choose_strength(self) -> None:
        item, chosen = self.shown, self.strength.currentData()
        if item is None:
            return
        strength = Strength(chosen) if chosen else None  # Qt hands back plain text
        position = item.position or Position(item_id=item.item.id)
        if strength and self._refusal(strength, position.option):
            self.attempted = strength
            self.strength.pick(position.strength)
            self._show_bearing(item, position)
            return
        self.attempted = None
        self._change("Choose the strength", strength=strength)
        self._show_bearing(self.shown or item, position)

    def _change(self, name: str, **fields: object) -> None:
        if self.shown:
            item = self.shown.item
            with self.shell.told():
                self.desk.positions.write(item.id, f"{name} on item {item.number}", **fields)

    def _write(self, part: str, text: str) -> None:
        """Keep a text; where that is refused, say so beneath it and leave it as it was typed."""
        if self.shown is None:
            return
        item = self.shown.item
        name = f"Write the {words.PART_NAMES[part]} on item {item.number}"
        with self.shell.told(refused=self.editors[part].refuse):
            self.desk.positions.write(item.id, name, **{part: text})

    def as_typed(self, view: View) -> View:
        """A view with what is typed here and not kept yet, as it will be once that is kept."""
        item, waiting = self.shown, (editor for editor in self.editors.values() if editor.waiting)
        texts = {editor.part: editor.text for editor in waiting if not editor.refused}
        return as_written(view, item.item.id, texts, self.desk.positions.next_id()) if item and texts else view

    def flush(self) -> None:
        """Keep at once whatever is still being typed."""
        for editor in self.editors.values():
            editor.flush()

    def leave(self) -> None:
        """Keep what is still being typed, and show no item: the workspace is about to be closed."""
        self.flush()
        self.shown = None
        for editor in self.editors.values():
            editor.clear()

    # Going

    def go_to_bare(self) -> None:
        """Put the cursor into the first sentence that has no evidence."""
        position = self.shown.position if self.shown else None
        for part, number, _ in uncited(position) if position else ():
            self.editors[part].edit.go_to(number)
            self.area.ensureWidgetVisible(self.editors[part])
            return

    def open_cited(self, number: int) -> None:
        """Open what a citation cites: the original at its place, or the answer that was noted by hand."""
        answer = self.desk.feedback.first("id = ?", number)
        if answer:
            self.flush()
            original = original_place("feedback", answer.id, answer.source_id)
            self.shell.go(original or self._answer_place(answer.id))

    def _answer_place(self, number: int) -> Place:
        """Where an answer stands among the others."""
        return Place("item", self.shown.item.id if self.shown else None, f"F{number:02d}")

    def _go_to_past(self) -> None:
        position = self.shown.position if self.shown else None
        if position:
            self.shell.go(past_place("position", position.id))

    def _go_to_gate(self, code: str) -> None:
        if code == "cited":
            self.go_to_bare()
        elif code == "strength":
            self.strength.setFocus()
        elif code == "positions":
            self._go_to_missing()
        else:
            self.wanted.emit(code)

    def _go_to_missing(self) -> None:
        position = self.shown.position if self.shown else None
        if not (position and position.option):
            self.option.setFocus()
        elif not position.strength:
            self.strength.setFocus()
        else:
            self.editors["statement"].edit.setFocus()
