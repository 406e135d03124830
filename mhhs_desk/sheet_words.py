"""The words of the sheets that the matrix is exported to."""

from __future__ import annotations

from typing import Any

from mhhs_desk import words
from mhhs_desk.domain.coverage import State
from mhhs_desk.domain.papers import Edition
from mhhs_desk.domain.view import View

HEADS = {
    "member": "Member",
    "segment": "Segment",
    "answered": "Answered",
    "objects": "Objects",
    "code": "Answer",
    "number": "Item",
    "title": "Title",
    "who": "Who",
    "option": "Option",
    "name": "Option in words",
    "reason": "Reason",
    "condition": "Condition",
    "red_line": "Red line",
    "evidence": "Evidence",
    "basis": "Basis",
    "received": "Received",
    "seen": "Paper seen",
    "role": "Answers as",
    "represents": "For",
    "consent": "Consent",
    "sensitive": "Sensitive",
    "channel": "Came by",
    "source": "Source",
}

MARKS = "Beside a letter: red line (cannot be accepted), condition (accepted only if)"
OWN_MARKS = ", stale (given on an earlier version of the paper), confidential (not shown by name, or not at all)"


def wording(view: View) -> dict[str, Any]:
    """What the sheets of a view say."""
    meeting = view.meeting
    day = f", {words.day(meeting.day, year=True)}" if meeting.day else ""
    members, items = words.count(view.member_count, "member"), words.count(len(view.items), "item")
    under = f"{view.constituency}. {words.EDITIONS[view.edition]}. {members}, {items}."
    return {
        "sheets": ("Matrix", "Answers"),
        "title": f"{meeting.label}{day}: members and items",
        "under": under,
        "heads": HEADS,
        "counted": "Counted",
        "states": {state.value: state.value for state in State} | {State.NOTHING_TO_SHOW.value: "none to show"},
        "marks": f"{MARKS}{OWN_MARKS if view.edition is Edition.OWN else ''}.",
        "evidence": words.EVIDENCE,
        "consents": {str(consent): told for consent, told in words.CONSENTS.items()},
        "yes": "Yes",
        "in part": "In part",
        "place": words.place,
    }
