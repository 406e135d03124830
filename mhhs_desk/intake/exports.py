"""Web forms' exports: a row a respondent, a column a question, and beside it the columns that explain its answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from mhhs_desk.intake import answers
from mhhs_desk.intake.document import Table
from mhhs_desk.intake.headers import role_of
from mhhs_desk.intake.questions import LISTED, NAMED, OTHERS, Asked, asked_in, asks_for_more, only_the_question

DEEPEST = 20
"""So many rows may stand above the headings."""
FOLLOW_UPS = {"rationale", "condition", "red_line", "evidence", "basis"}
WHO = {"organisation", "respondent", "address"}
ELSEWHERE = {"domain", "action", "owner", "due"}
"""Columns of lists that are no answers."""
MAKERS = re.compile(
    r"(?:respondent|collector|response|submission)?\s*id|(?:start|end|completion|last modified|created"
    r"|recorded)\s*(?:date|time)?"
    r"|time\s?stamp|date (?:started|submitted)|ip ?address|custom data.*|status|progress|finished|duration.*|channel"
    r"|(?:response|respondent|submission|distribution) ?(?:ref(?:erence)?|type|number|no|channel)"
    r"|user ?language|prefix|title"
    r"|(?:tele)?phone.*|post ?code|language|quiz feedback|total points|grade.*|(?:points|feedback) - .*"
    r"|location\w*|recipient.*"
    r"|external.*",
    re.IGNORECASE,
)
"""What the maker of a form puts into columns of its own."""
NAMES = re.compile(
    r"(?:your\s+)?(?:(?P<first>(?:first|given)\s?name|forename)|(?:last|family|sur)\s?name)", re.IGNORECASE
)
"""The two halves of a name, in columns of their own."""
MARK_OF_A_MAKER = re.compile(
    r"(?:respondent|collector|response|submission) ?id|(?:start|completion) (?:time|date)|startdate"
    r"|time\s?stamp|submitted.*"
    r"|submission date",
    re.IGNORECASE,
)
OFFERED = re.compile(rf"\s*[:(–-]\s*(?:{answers.NAMES})(?:{answers.PARTING}(?:{answers.NAMES}))+\)?$", re.IGNORECASE)
"""The choices that a heading offers: "Solution: Accept / Reject"."""
SECOND = re.compile(r"response|open[- ]ended response|other \(please specify\)", re.IGNORECASE)
SPECIFIED = re.compile(r"open[- ]ended response|other\b.*|(?:please )?(?:specify|comments?|explain)\b.*", re.IGNORECASE)
NOBODY = re.compile(r"anonymous|n/?a|-+|none|not given", re.IGNORECASE)


@dataclass(slots=True)
class Question:
    """A question of an export: the columns of its answer, and those of its reason, its condition and so on."""

    asked: Asked
    columns: list[int]
    heading: str = ""
    more: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Export:
    """How the columns of an export are to be read, and the row that the answers begin in."""

    begins: int
    about: dict[str, list[int]] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)

    @property
    def sure(self) -> bool:
        """Whether a question of it has a number or asks: no list of names has such a column."""
        return any(one.asked.number or "?" in one.asked.words for one in self.questions)


def export_of(table: Table) -> Export | None:
    """The plan of an export's columns; None where a table is none."""
    bare: Export | None = None
    for index, row in enumerate(table.rows[:DEEPEST]):
        export = _grouped(table, index) or _planned(table, index)
        if export.questions and (WHO & export.about.keys() or _is_made(row)):
            if any(one.asked.words for one in export.questions):
                return export
            bare = bare or export  # codes alone: their questions may stand in the next row
    return bare


def matrix_of(table: Table) -> int | None:
    """The row whose headings are respondents' names, with a question in every row below it; None without one."""
    for index, row in enumerate(table.rows[:DEEPEST]):
        names = [cell for cell in row[1:] if cell]
        if len(names) < 2 or len(set(names)) < len(names) or any(map(_is_no_name, names)):
            continue
        below = [line for line in table.rows[index + 1 :] if line and any(line[1:])]
        asks = [line for line in below if asked_in(line[0], beside=True)]
        if role_of(row[0]) in ("item", "title", None) and len(asks) >= 2 and 2 * len(asks) > len(below):
            return index
    return None


def _is_no_name(heading: str) -> bool:
    return bool(role_of(heading) or OTHERS.fullmatch(heading) or asked_in(heading) or answers.CHOICE.fullmatch(heading))


def answers_across(table: Table, where: int) -> Iterable[tuple[int, dict[str, str]]]:
    """The cells of each answer of such a table, with its row."""
    for index in range(where + 1, len(table.rows)):
        row = table.rows[index]
        asked = asked_in(row[0], beside=True) if row else None
        for name, cell in zip(table.rows[where][1:], row[1:], strict=False):
            if asked and name and cell:
                yield index, {"organisation": name, "answer": cell, **asked.cells()}


def answers_of(table: Table, export: Export) -> Iterable[tuple[int, dict[str, str]]]:
    """The cells of each answer, with its row."""
    for index in range(export.begins, len(table.rows)):
        row = table.rows[index]
        who = {role: words for role, columns in export.about.items() if (words := _first_of(row, columns, role))}
        if given := " ".join(who.pop(role) for role in ("first", "last") if role in who):
            who.setdefault("respondent", given)
        for question in export.questions:
            said = "; ".join(row[at] for at in question.columns if at < len(row) and row[at])
            more = {role: row[at] for role, at in question.more.items() if at < len(row) and row[at]}
            if (said or more.get("rationale")) and not said.startswith('{"ImportId"'):
                yield index, {**who, **question.asked.cells(), "answer": said, **more}


def _first_of(row: Sequence[str], columns: Sequence[int], role: str) -> str:
    """What the first column of a role that is filled in says; a form's maker may put in "anonymous" by itself."""
    told = (row[at] for at in columns if at < len(row) and row[at])
    return next((words for words in told if role not in WHO or not NOBODY.fullmatch(words)), "")


def _is_made(row: Sequence[str]) -> bool:
    return any(MARK_OF_A_MAKER.fullmatch(cell.strip()) for cell in row)


def _grouped(table: Table, where: int) -> Export | None:
    """An export with its questions in one row, and below each of them its answer, its reason and so on."""
    above = table.rows[where]
    below = table.rows[where + 1] if where + 1 < len(table.rows) else ()
    roles = [role_of(cell) for cell in below]
    if "answer" not in roles or not WHO & set(filter(None, roles)):
        return None
    export = Export(where + 2)
    asked: Asked | None = None
    for index, role in enumerate(roles):
        heading = above[index] if index < len(above) else ""
        asked = asked_in(heading, beside=True) or asked
        if asked is None and role:
            export.about.setdefault(role, []).append(index)
        elif asked and role == "answer":
            export.questions.append(Question(asked, [index]))
        elif role in FOLLOW_UPS and export.questions and export.questions[-1].asked is asked:
            export.questions[-1].more.setdefault(role, index)
    return export


def _planned(table: Table, where: int) -> Export:
    headings = table.rows[where]
    below = table.rows[where + 1] if where + 1 < len(table.rows) else ()
    second = below if sum(bool(SECOND.fullmatch(cell)) for cell in below) >= 2 else ()
    export = Export(where + (2 if second else 1))
    if ELSEWHERE & set(filter(None, map(role_of, headings))):
        return export
    made = _is_made(headings)
    for index, heading in enumerate(headings):
        under = second[index] if index < len(second) else ""
        if not heading:
            _goes_on(export, index, under)
        elif named := NAMES.fullmatch(heading.strip()):
            export.about.setdefault("first" if named["first"] else "last", []).append(index)
        elif not (MAKERS.fullmatch(heading.strip()) and role_of(heading) not in WHO | {"received"}):
            _place(export, table, index, heading, made)
    return export


def _goes_on(export: Export, index: int, under: str) -> None:
    """A column without a heading belongs to the question before it: one more choice, or its words."""
    if under and export.questions:
        question = export.questions[-1]
        if SPECIFIED.fullmatch(under):
            question.more.setdefault("rationale", index)
        else:
            question.columns.append(index)


def _place(export: Export, table: Table, index: int, heading: str, made: bool) -> None:
    """Put a column to what it holds: something of the respondent, a question, or more about a question."""
    plain, field_of = _field(" ".join(heading.split()))
    before = export.questions[-1] if export.questions else None
    if field_of and before and plain == before.heading:
        before.more.setdefault("rationale", index) if asks_for_more(field_of) else before.columns.append(index)
        return
    numbered = NAMED.match(plain) or LISTED.match(plain)
    number, words = (numbered["number"], numbered["words"]) if numbered else ("", plain)
    role = role_of(words) or role_of(plain)
    follows = role if role in FOLLOW_UPS else "rationale" if asks_for_more(words) else None
    before = _question(export, number)
    if follows and before:
        before.more.setdefault(follows, index)
    elif (role and role not in FOLLOW_UPS and not (role == "answer" and number)) or OTHERS.fullmatch(words):
        export.about.setdefault(role or "others", []).append(index)
    elif follows and not number:
        export.about.setdefault(follows, []).append(index)
    elif asked := _asked(plain, table, index, export.begins, made):
        export.questions.append(Question(asked, [index], plain))


def _field(heading: str) -> tuple[str, str]:
    """A heading with what a form's maker puts behind its question: "Do you agree? - Please give your reasons"."""
    question, mark, named = heading.rpartition("? - ")
    return (f"{question}?", named) if mark else (heading, "")


def _question(export: Export, number: str) -> Question | None:
    """The question a number belongs to ("1", and "1a" too), the last one where there is no number."""
    if not number:
        return export.questions[-1] if export.questions else None
    digits = re.match(r"[\d.]*\d", number)
    same = [one for one in export.questions if one.asked.number in (number, digits[0] if digits else number)]
    return same[-1] if same else None


def _asked(heading: str, table: Table, index: int, begins: int, made: bool) -> Asked | None:
    """A column's question: one that asks or has a number, or else some words over answers."""
    asked = asked_in(heading)
    numbered = LISTED.match(heading)
    if asked is None and numbered:
        asked = Asked(numbered["number"], only_the_question(numbered["words"]))
    if asked or len(heading.split()) < 2:
        return asked
    said = [row[index] for row in table.rows[begins:] if index < len(row) and row[index]]
    chosen = [words for words in said if len(words) < 60 and answers.answer_of(words).option]
    heading = OFFERED.sub("", heading)
    return Asked("", heading) if made or (said and 2 * len(chosen) >= len(said)) else None
