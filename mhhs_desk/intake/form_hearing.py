"""What is known while a form is read: who answers, what was asked last, and what was said to it so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mhhs_desk.domain.findings import Doubt, ResponseFound
from mhhs_desk.domain.spans import Span
from mhhs_desk.intake import answers, forms
from mhhs_desk.intake.document import Table
from mhhs_desk.intake.export_shape import WHO
from mhhs_desk.intake.form_lines import PERSON, SAID, SURE, VARIANT
from mhhs_desk.intake.headers import role_of
from mhhs_desk.intake.questions import Asked
from mhhs_desk.intake.voices import OPENER


@dataclass(slots=True)
class Reading:
    """What was found so far, the tables it came from, and where a form with no answer begins."""

    found: list[ResponseFound] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    used: list[Table] = field(default_factory=list)


class Hearing:
    """Takes down labels, questions and what is said to them, and gives an answer when the next one begins."""

    def __init__(self, head: Mapping[str, str], voices: frozenset[str]) -> None:
        self._voices = voices
        self.reading = Reading()
        self._head: dict[str, str] = dict(head)
        self._guessed = set(head)
        self._people: dict[str, dict[str, str]] = {}
        self._asked: Asked | None = None
        self._subject = ""
        self._alone_label = ""
        self._said: dict[str, str] = {}
        self._loose: list[str] = []
        self._span = Span("")
        self._begun: Span | None = None
        self._answered = False
        self._labels: set[str] = set()
        self._asks = 0

    def _label(self, label: str, words: str, span: Span, role: str | None = None) -> bool:
        """Take down what a label says; False where it is none of a form's."""
        role = role or role_of(label)
        if role in SAID - {"received"}:
            if self._asked is None:
                return False
            self._say(str(role), words, span)
            return True
        if role not in forms.HEAD:
            return False
        if role in self._guessed:  # what the document says itself counts more
            self._guessed.discard(str(role))
            del self._head[str(role)]
        if role in WHO and role in self._head and (self._asked or self._answered):
            self._flush()
            if self._answered:
                self._close_form()
        if role == "respondent" and role in self._head and "organisation" not in self._head and PERSON.search(label):
            self._head["organisation"] = self._head.pop("respondent")  # "Submitted by" a firm, "Contact" at it
        self._labels.add(str(role))
        self._begun = self._begun or span
        if answers.is_filled(words):
            self._head.setdefault(str(role), answers.PRINTED.sub("", " ".join(answers.ticked(words).split())))
        return True

    def _ask(self, asked: Asked, span: Span) -> None:
        self._flush()
        self._asked, self._span = asked, span
        self._asks += 1

    def _hear(self, name: str, span: Span) -> None:
        """The next respondent to the same question, named in a line above what it says."""
        asked = self._asked
        self._flush()
        firm = OPENER.fullmatch(name)
        told = {"organisation": firm["name"], "role": firm["role"]} if firm else {"organisation": name}
        self._head, self._guessed = {role: words for role, words in told.items() if words}, set()
        self._asked, self._span = asked, span

    def _say(self, role: str, words: str, span: Span) -> None:
        told = answers.ticked(words).strip()
        if self._asked and answers.is_filled(told):
            self._said[role] = f"{self._said[role]} {told}" if role in self._said else told

    def _flush(self) -> None:
        """Put the answer to the last question to the rest, where there is one."""
        if self._asked and (self._said or (self._loose and WHO & self._head.keys())):
            said = dict(self._said)
            loose = "\n".join(self._loose)
            if loose and WHO & self._head.keys():
                said["rationale" if "answer" in said else "answer"] = " ".join(
                    filter(None, (said.get("rationale") if "answer" in said else None, loose))
                )
            self._add({**self._head, **said, **self._asked.cells()}, self._span)
        self._asked, self._said, self._loose = None, {}, []

    def _add(self, cells: Mapping[str, str], span: Span) -> None:
        """Add an answer, or one for each variant where it says something of several: "0678 - Oppose"."""
        parts = [VARIANT.fullmatch(part.strip()) for part in cells.get("answer", "").split("\n")]
        for part in parts if parts and all(parts) else ():
            own = {**cells, "item": part["ref"], "answer": part["said"]} if part else cells
            forms.add_at(self.reading.found, self.reading.doubts, own, span)
        if not (parts and all(parts)):
            forms.add_at(self.reading.found, self.reading.doubts, cells, span)
        self._answered = True

    def _close_form(self) -> None:
        """The end of one respondent's form: one that has no answer at all is a doubt, with the place it begins at."""
        if not self._answered and self._begun and WHO & self._labels and len(self._labels) >= 2:
            who = " of ".join(filter(None, (self._head.get("respondent"), self._head.get("organisation"))))
            if who and (self._asks or self._labels & SURE):
                what = f"The form of {who} begins here, but no answer of it could be read."
                self.reading.doubts.append(Doubt(what, self._begun))
            elif not who and self._asks:
                self.reading.doubts.append(Doubt(forms.NOT_FILLED, self._begun))
        self._head, self._answered, self._begun, self._asks, self._labels = {}, False, None, 0, set()
        self._guessed = set()
