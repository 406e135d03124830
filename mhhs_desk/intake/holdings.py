"""What a column holds, by its cells alone: marks of a form's maker, addresses, people, firms, choices or words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from mhhs_desk.intake import answers, letters
from mhhs_desk.intake.document import Table
from mhhs_desk.intake.questions import ONLY

SHORT, FEW = 60, 4
KEY = '{"ImportId"'
MARK = re.compile(
    r"[\d.,:/+-]+|\d{4}[-/]\d{1,2}[-/]\d{1,2}[T ].*|\d{1,2}[-/. ](?:\d{1,2}|[A-Za-z]{3,9})[-/. ]\d{2,4}\b.*"
    r"|[A-Z][a-z]{2,8} \d{1,2},? \d{4}\b.*"
    r"|[a-z]{2}(?:[-_][A-Za-z]{2})?|https?://\S+|(?=\S*\d)[A-Za-z]{0,6}[-_#]?[\dA-Fa-f-]{3,}|\(?anonymous\)?|true|false",
)
"""What a program puts into its own columns: moments, numbers, addresses of machines, the code of a language."""
ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+|anonymous", re.IGNORECASE)
TICK = re.compile(r"yes|no|x|[01✓✔☒☐]|true|false|(?:not |un)?(?:checked|selected|ticked)", re.IGNORECASE)
NOT_TICKED = re.compile(r"no|[0☐]|false|(?:not |un)(?:checked|selected|ticked)", re.IGNORECASE)
LEVEL = re.compile(
    r"(?:(?:very|quite|not|fairly|somewhat|extremely)(?: at all)? )?(?:high|medium|low|important"
    r"|(?:dis)?satisfied|(?:un)?likely"
    r"|ready|good|poor|clear|often|never|sometimes|always|confident|[0-9]|10)",
    re.IGNORECASE,
)
"""A step of a scale that says how much, not whether."""
NAME = re.compile(r"(?:the )?[A-Z0-9][\w&'’.()+/-]*(?: [\w&'’.()+/-]+){0,7}(?<![.?!;])|.*\b(?:Ltd|plc|Co|Inc)\.")


class Holds(StrEnum):
    NOTHING = "nothing"
    MARKS = "marks"
    ADDRESSES = "addresses"
    SCALE = "scale"
    PEOPLE = "people"
    FIRMS = "firms"
    SHORT = "short"
    WORDS = "words"


def cells_of(table: Table, index: int, begins: int) -> list[str]:
    """The filled cells of a column from a row on, without the keys that a program puts below its headings."""
    cells = (row[index] for row in table.rows[begins:] if index < len(row))
    return [cell for cell in cells if cell and not cell.startswith(KEY)]


def held(cells: Sequence[str]) -> Holds:
    """What most of a column's cells are. Firms are told by what only their names have; others are short."""
    told = [cell for cell in cells if answers.is_filled(cell) and not answers.NIL_WORDS.fullmatch(cell)]
    if not told:
        return Holds.WORDS if any(map(answers.NIL_WORDS.fullmatch, cells)) else Holds.NOTHING
    tests = (
        (Holds.ADDRESSES, ADDRESS.fullmatch, 0.8),
        (Holds.MARKS, MARK.fullmatch, 1.0),
        (Holds.SCALE, is_choice, 0.5),
        (Holds.PEOPLE, is_person, 0.7),
    )
    for kind, test, least in tests:
        if sum(bool(test(cell)) for cell in told) >= least * len(told):
            return kind
    if all(NAME.fullmatch(cell) and len(cell) < SHORT for cell in told):
        firms = [cell for cell in told if letters.SUFFIX.search(cell) or letters.KIND.search(cell)]
        return Holds.FIRMS if 3 * len(firms) >= len(told) and _differ(told) else Holds.SHORT
    return Holds.SHORT if all(len(cell) < SHORT and cell[-1] not in ".!?" for cell in told) else Holds.WORDS


def is_choice(cell: str) -> bool:
    """Whether a cell names a choice that forms offer, by itself or with a few words."""
    if answers.KEYS.fullmatch(cell) and cell.upper() not in "YN":
        return False  # a mark in a grid
    few = len(cell) < SHORT and bool(answers.CHOICE.match(cell) or len(cell.split()) <= FEW)
    return few and bool(answers.answer_of(cell).option)


def is_opinion(cells: Sequence[str]) -> bool:
    """Whether one of the choices says more than yes or no, which may only tell how something stands."""
    return any(is_choice(cell) and not (TICK.fullmatch(cell) or answers.NIL_WORDS.fullmatch(cell)) for cell in cells)


def is_person(cell: str) -> bool:
    firm = letters.SUFFIX.search(cell) or letters.KIND.search(cell)
    return not firm and bool(letters.NAME.fullmatch(cell)) and 2 <= len(cell.split()) <= 4


def ticks(cells: Sequence[str], name: str) -> bool:
    """Whether a column only says whether one choice, whose name it has, was made."""
    return bool(cells) and all(TICK.fullmatch(cell) or cell == name for cell in cells)


def numbers(cells: Sequence[str]) -> bool:
    """Whether a column holds the numbers of questions, over and over."""
    return bool(cells) and all(ONLY.fullmatch(cell) for cell in cells) and 2 * len(set(cells)) <= len(cells)


def _differ(cells: Sequence[str]) -> bool:
    return 2 * len(set(cells)) > len(cells)
