"""The options a position or an answer can take, by their keys: decisions, opinions, a question's own answers."""

from __future__ import annotations

from dataclasses import dataclass

DECISION_KEYS = ("A", "W", "R", "X", "E")
OPINION_KEYS = ("Y", "N", "U", "O")
QUESTION_KEYS = ("1", "2", "3", "4")
NIL = "0"

FOR = frozenset("AWY")
AGAINST = frozenset("RXN")


@dataclass(frozen=True, slots=True)
class Option:
    """One option of an item: its key on the keyboard and on a chip, and its name."""

    key: str
    name: str


def objects(answer: str | None, red_line: bool, position: str | None) -> bool:
    """Whether an answer objects to a position (product rule 4, read from both sides).

    Objecting options differ from the position and are Refer, Reject, No or another of a question's options;
    against a position that is itself Refer, Reject or No, Accept and Yes object likewise. A red line objects
    unless it is held on the position's side; "Accept subject to" stands on the side of "Accept".
    """
    if answer is None or position is None or answer in (position, NIL):
        return False
    if answer in FOR and position in FOR:
        return False
    if answer in AGAINST or answer in QUESTION_KEYS or red_line:
        return True
    return answer in FOR and position in AGAINST
