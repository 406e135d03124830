"""Tables of answers whose cells fell onto lines of their own: the headings one below the other, then row after row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from mhhs_desk.intake import letters
from mhhs_desk.intake.document import Line, Table
from mhhs_desk.intake.form_lines import CHOICES
from mhhs_desk.intake.headers import role_of
from mhhs_desk.intake.holdings import NAME, is_choice
from mhhs_desk.intake.questions import ONLY, asked_in

WHO = {"organisation", "respondent"}
KEYS = WHO | {"item"}
AFTER = {"rationale", "condition", "red_line"}
LONGEST = 45
COUNT = re.compile(r"\d{1,3}(?:\s*\(\d+%\))?")
END = re.compile(r"(?:summary|responses?|question \d.*|page \d.*|\d+ of \d+|©.*)", re.IGNORECASE)


def tables_of(lines: Sequence[Line]) -> list[Table]:
    """Every table of which the headings are a name or an item, the answer and perhaps what explains it."""
    written = [line for line in lines if line.words and not line.quoted]
    found: list[Table] = []
    at = 0
    while at < len(written):
        tally = _tally(written, at)
        if tally:
            found.append(tally)
            at += 2 * len(tally.rows[0])
            continue
        heads = _heads(written, at)
        rows, end = _rows(written, at + len(heads), heads) if heads else ([], at + 1)
        if len(rows) >= 1 and heads:
            head = [line.words for line in written[at : at + len(heads)]]
            own = [tuple(written[at : at + len(heads)]), *(lines_of for _, lines_of in rows)]
            found.append(Table((tuple(head), *(cells for cells, _ in rows)), lines=tuple(own)))
        at = end
    return found


def _heads(written: Sequence[Line], at: int) -> list[str]:
    """The roles of headings that stand one below the other from a line on; empty where these are none of a list."""
    roles: list[str] = []
    for line in written[at : at + 4]:
        role = role_of(line.words) if len(line.words) <= LONGEST and line.words[-1:] not in ".:?" else None
        if role not in KEYS | AFTER | {"answer"} or role in roles:
            break
        roles.append(role)
    listed = len(roles) >= 2 and roles[0] in KEYS and roles[1] == "answer"
    return roles if listed else []


def _tally(written: Sequence[Line], at: int) -> Table | None:
    """The counts of answers that begin at a line: the choices one below the other, and below these as many numbers."""
    choices = list(takewhile(lambda line: CHOICES.fullmatch(line.words), written[at : at + 6]))
    count = len(choices)
    counts = written[at + count : at + 2 * count]
    if count < 2 or len(counts) < count or not all(COUNT.fullmatch(line.words) for line in counts):
        return None
    rows = tuple(tuple(line.words for line in lines) for lines in (choices, counts))
    return Table(rows, lines=(tuple(choices), tuple(counts)))


Row = tuple[tuple[str, ...], tuple[Line, ...]]


def _rows(written: Sequence[Line], at: int, heads: Sequence[str]) -> tuple[list[Row], int]:
    """The rows below the headings, and the line that ends them: each begins with its key and the answer below that."""
    rows: list[Row] = []
    while at + 1 < len(written) and _begins(written, at, heads):
        end = at + 2
        while end < len(written) and not (_begins(written, end, heads) or _ends(written[end].words)):
            end += 1
        more = written[at + 2 : end] if len(heads) > 2 else []
        cells = [written[at].words, written[at + 1].words, " ".join(line.words for line in more)]
        cells += [""] * (len(heads) - len(cells))
        rows.append((tuple(cells[: len(heads)]), tuple(written[at:end])))
        at = end
    return rows, at


def _begins(written: Sequence[Line], at: int, heads: Sequence[str]) -> bool:
    """Whether a row begins at a line: a key, and below it a choice by itself."""
    if at + 1 >= len(written):
        return False
    key, answer = written[at].words, written[at + 1].words
    named = ONLY.fullmatch(key) if heads[0] == "item" else NAME.fullmatch(key) and len(key) < 80
    return bool(named) and is_choice(answer) and not (is_choice(key) and heads[0] != "item")


def _ends(words: str) -> bool:
    return bool(asked_in(words) or END.fullmatch(words) or letters.CLOSING.fullmatch(words))
