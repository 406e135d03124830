"""The words of forms: labels, what closes one, choices to tick, counts, and what stands behind a question."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mhhs_desk.intake import answers, forms, letters
from mhhs_desk.intake.document import Table
from mhhs_desk.intake.export_shape import WHO
from mhhs_desk.intake.headers import role_of
from mhhs_desk.intake.questions import LISTED, Asked, asks_for_more

SAID = {"answer", "rationale", "condition", "red_line", "evidence", "basis", "received"}
LABELS = (WHO | SAID | forms.HEAD) - {"received", "address", "evidence", "basis"}
SURE = {"represents", "count", "others", "confidential"}
"""What only the head of a form has."""
DIRECTORY = {"count", "role", "represents", "others", "segment"}
LABEL = re.compile(r"^(?P<label>[^:|\t]{2,90}?)\s*[:|\t]\s*(?P<words>.*)$", re.DOTALL)
LABEL_THAT_ASKS = re.compile(r"^(?P<label>[^?]{10,120}\?)\s*(?P<words>.*)$", re.DOTALL)
CLOSES = re.compile(
    r"(?:please (?:return|send|submit|email)|for (?:more|further) information|about us|contact"
    r"|thank you for|end of (?:form|response)|consultation (?:closes|ends)|summary"
    r"|responses?|appendix\b.*|annex\b.*|page \d.*|version \d.*|©.*)\b.*",
    re.IGNORECASE,
)
OWN = re.compile(r"\b(?:[Ww]e|[Oo]ur|us|I|[Mm]y)\b")
"""Words that say that somebody answers for themselves."""
CHOICES = re.compile(rf"(?:{answers.NAMES})(?:\s*/\s*(?:{answers.NAMES}))*", re.IGNORECASE)
CHANGE = re.compile(r"\b(?:[A-Z]{2,6} ?\d{3,5}|[A-Z]{1,6}\d{2,5})[A-Z]?\b")
"""A change to a code by its number."""
PERSON = re.compile(r"\b(?:contact|name|completed)\b", re.IGNORECASE)
"""What asks for a person, where a firm may have been named already."""
VARIANT = re.compile(
    rf"(?P<ref>(?:[A-Z]{{1,5}})?\d{{2,5}}[A-Z]?)\s*[-–:]\s*(?P<said>{answers.NAMES})\W*", re.IGNORECASE
)
"""What is said of one of several variants of a change."""
CATCH_ALL = re.compile(
    r"(?:(?:part|section)\s+\w{1,2}\s*[-–—:.]\s*|\d{1,2}[.)]\s*)?"
    r"(?P<words>(?:any\s+)?(?:other|further|additional|general)\s+(?:comments?|views?|remarks))\s*:?",
    re.IGNORECASE,
)
AGREES = re.compile(r"\b(?:agree|support|vote|view|position|approve|accept)\w*", re.IGNORECASE)
"""A heading over what respondents think of a change."""
TICK = re.compile(r"[xX✓✔☒☑1]|yes", re.IGNORECASE)
TALLY = re.compile(r"[\d%.\s–-]*(?:\(\d+%?\))?")


def named_in(row: Sequence[str]) -> Asked | None:
    """What a row of boxes to tick is about, by its first words: "2. Free parking after six"."""
    first = next((cell for cell in row if cell and not TICK.fullmatch(cell.strip())), "")
    listed = LISTED.match(first)
    return Asked(listed["number"], listed["words"]) if listed else Asked("", first) if first else None


def change_in(words: str) -> str:
    """The change that a title names: "UNC 0731", "P305"; nothing where it names none."""
    found = CHANGE.search(words)
    return found[0] if found else ""


def pairs(row: Sequence[str]) -> list[tuple[str, str]]:
    return [(cell, row[index - 1] if index else "") for index, cell in enumerate(row) if cell]


def label_in(words: str) -> tuple[str, str] | None:
    for pattern in (LABEL, LABEL_THAT_ASKS):
        found = pattern.match(words)
        if found and role_of(found["label"]):
            return found["label"], found["words"]
    return None


def is_label(words: str) -> bool:
    """Whether a line is nothing but a name that a form gives to what stands below it."""
    role = role_of(words) if len(words.split()) <= 6 and words[-1:] not in ".!?" else None
    return role in LABELS


def stands_alone(words: str) -> bool:
    return is_label(words) or letters.CLOSING.fullmatch(words) is not None


def is_labelled_answer(row: Sequence[str]) -> bool:
    first = next((cell for cell in row if cell), "")
    return role_of(first) in ("answer", "rationale")


def choices_in(row: Sequence[str]) -> dict[str, int]:
    """The columns of a row of headings that are choices to tick: "Yes", "No", "No comment"."""
    found = {cell: index for index, cell in enumerate(row) if CHOICES.fullmatch(cell.strip())}
    return found if len(found) >= 2 else {}


def is_tally(table: Table) -> bool:
    """Whether a table only counts the answers."""
    rows = [row for row in table.rows if len([cell for cell in row if cell]) > 1]
    if len(rows) < 2 or len(choices_in(rows[0])) < 2:
        return False
    return all(TALLY.fullmatch(cell) for row in rows[1:] for cell in row[1:])


def after_the_question(words: str) -> list[str]:
    """What stands behind a question, or below it in its cell, where it is an answer and asks nothing more."""
    rest = words.partition("?")[2].strip()
    while "?" in rest or (rest and asks_for_more(re.split(r"(?<=[.])\s|\n", rest)[0])):
        rest = (
            rest.partition("?")[2].strip()
            if "?" in rest
            else "".join(re.split(r"(?<=[.])\s+|\n", rest, maxsplit=1)[1:])
        )
    return [rest] if answers.is_filled(rest) else []


def plain(name: str) -> str:
    return " ".join(name.split()).casefold()
