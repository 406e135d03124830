"""What a line would file, in words: who and on what, the option, the rest of it, and what is doubtful or missing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mhhs_desk import words
from mhhs_desk.desk import Desk
from mhhs_desk.domain.feedback import Feedback
from mhhs_desk.domain.options import NIL
from mhhs_desk.intake.one_line import Said
from mhhs_desk.noting import consent_of
from mhhs_desk.ui import controls
from mhhs_desk.ui.chip import Chip
from mhhs_desk.ui.theme import Look

SIDE, ABOVE, BELOW, BETWEEN, GAP = 16, 10, 12, 4, 8
NOT_YET = {"member": "whose answer it is", "item": "the item", "option": "the option"}


class NotePreview(QWidget):
    """The preview under the line."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setAccessibleName("What will be filed")
        self.chip = Chip(look, "1")
        self.who = controls.label(look, "", semibold=True, wrap=True)
        self.option = controls.label(look, "", wrap=True)
        self.texts = controls.label(look, "", "small", "text", wrap=True)
        self.manner = controls.label(look, "", "small", "text2", wrap=True)
        self.doubts = controls.label(look, "", "small", "attention", wrap=True)
        self.sign = controls.Picture(look, "warning", "attention", 15)
        column = QVBoxLayout(self)
        column.setContentsMargins(SIDE, ABOVE, SIDE, BELOW)
        column.setSpacing(BETWEEN)
        chosen, doubtful = QHBoxLayout(), QHBoxLayout()
        chosen.setSpacing(GAP)
        doubtful.setSpacing(GAP)
        chosen.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignTop)
        chosen.addWidget(self.option, 1)
        doubtful.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        doubtful.addWidget(self.doubts, 1)
        column.addWidget(self.who)
        column.addLayout(chosen)
        column.addWidget(self.texts)
        column.addWidget(self.manner)
        column.addLayout(doubtful)

    def show_said(self, desk: Desk, said: Said, standing: Feedback | None) -> None:
        """Show what a line says, and which answer it would take the place of."""
        self.who.say(who_words(said))
        self.option.say(option_words(said))
        known = said.option is not None
        self.chip.setVisible(known and said.option != NIL)
        self.chip.show_key(said.option or "")
        self._say(self.option, option_words(said))
        self._say(self.texts, text_words(said))
        self._say(self.manner, manner_words(said, desk))
        self._doubt([*said.doubts, *([standing_words(standing)] if standing else [])])

    def high(self, width: int) -> int:
        """How high what is shown is at a width, worked out here: layouts within layouts count words as one line."""
        room, rows = width - 2 * SIDE, []
        for label, sign in ((self.who, None), (self.option, self.chip), (self.texts, None), (self.manner, None),
                            (self.doubts, self.sign)):  # fmt: skip
            if not label.isHidden():
                beside = 0 if sign is None or sign.isHidden() else sign.sizeHint().width() + GAP
                rows.append(max(label.heightForWidth(room - beside), self.chip.height() if sign is self.chip else 0))
        return ABOVE + BELOW + sum(rows) + BETWEEN * (len(rows) - 1)

    def refuse(self, line: str) -> None:
        """Say why a line is not filed."""
        self._doubt([line], "danger")

    def _doubt(self, lines: list[str], role: str = "attention") -> None:
        self.doubts.role(role)
        self.sign.show_icon("prohibit" if role == "danger" else "warning", role)
        self._say(self.doubts, "\n".join(lines))
        self.sign.setVisible(bool(lines))

    @staticmethod
    def _say(label: controls.Words, text: str) -> None:
        label.say(text)
        label.setVisible(bool(text))


def who_words(said: Said) -> str:
    """Alder Energy · item 4, Is a separate IAG needed?"""
    member = said.member.name if said.member else ""
    item = f"{'item' if member else 'Item'} {said.item.number}, {said.item.title}" if said.item else ""
    return " · ".join(part for part in (member, item) if part) or "Member / item / option / anything more"


def option_words(said: Said) -> str:
    """PSG manages implementation, if reviewed in six months."""
    if said.option is None:
        return f"Still to name: {words.listed([NOT_YET[name] for name in said.missing])}."
    name = "Nil return: no view" if said.option == NIL or not said.item else said.item.option_name(said.option)
    missing = f" Still to name: {words.listed([NOT_YET[one] for one in said.missing])}." if said.missing else ""
    return name + (f", with the condition “{said.condition}”" if said.condition else "") + (missing and f".{missing}")


def text_words(said: Said) -> str:
    """The reason, the red line and the evidence, a line each."""
    level = words.EVIDENCE[said.evidence] if said.evidence is not None else ""
    evidence = ", ".join(part for part in (level, said.evidence_basis) if part)
    told = (
        ("Reason", said.rationale),
        ("Condition", said.condition if said.option is None else ""),
        ("Red line", said.red_line),
        ("Evidence", evidence),
        ("Role", said.role),
        ("Represents", said.represents),
    )
    return "\n".join(f"{name}: {text}" for name, text in told if text)


def manner_words(said: Said, desk: Desk) -> str:
    """How it came, when, and what of it may be shown: Note of a call, Tue 9 Nov 14:02 · Named."""
    if said.missing:
        return ""
    when = "when is not known" if said.undated else words.moment(said.received or desk.now())
    channel = said.channel[:1].upper() + said.channel[1:] if said.channel else "How it came is not said"
    allowed = words.CONSENTS[consent_of(said, said.member)] if said.member else ""
    sensitive = "commercially sensitive, own edition only" if said.sensitive else ""
    return " · ".join(part for part in (f"{channel}, {when}", allowed, sensitive) if part)


def standing_words(answer: Feedback) -> str:
    """What a new answer of the same member would take the place of."""
    return f"It takes the place of {answer.code}, received {words.moment(answer.received)}."
