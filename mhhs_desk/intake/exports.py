"""Web forms' exports: a row a respondent, a column a question, and beside it the columns that explain its answer.

What a column holds counts first; its heading names it, and says what its cells do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from mhhs_desk.intake import answers, holdings
from mhhs_desk.intake.document import Table
from mhhs_desk.intake.export_heads import (
    CATCH_ALL,
    COURTESY,
    GENERAL,
    GENERIC,
    MAKERS,
    NAMES,
    NO_ANSWER,
    NOBODY,
    OF_A_FIRM,
    OF_A_KIND,
    OFFERED,
    SPECIFIED,
    TOTALS,
    Head,
    heads_of,
    is_made,
    second_row,
)
from mhhs_desk.intake.headers import role_of
from mhhs_desk.intake.holdings import Holds
from mhhs_desk.intake.questions import CLOSED, LISTED, NAMED, OTHERS, Asked, asked_in, asks_for_more, only_the_question

DEEPEST = 20
"""So many rows may stand above the headings."""
FOLLOW_UPS = {"rationale", "condition", "red_line", "evidence", "basis"}
WHO = {"organisation", "respondent", "address"}
ELSEWHERE = {"domain", "action", "owner", "due"}
"""Columns of lists that are no answers."""


@dataclass(slots=True)
class Question:
    """A question of an export: the columns of its answer, and those of its reason, its condition and so on.

    `boxes` are columns that only say whether the choice they are named by was made.
    """

    asked: Asked
    columns: list[int]
    heading: str = ""
    holds: Holds = Holds.NOTHING
    more: dict[str, list[int]] = field(default_factory=dict)
    boxes: dict[int, str] = field(default_factory=dict)

    def said(self, row: Sequence[str]) -> str:
        """What a row answers to it."""
        chosen = [self._of(row[at], at) for at in self.columns if at < len(row) and row[at]]
        return "; ".join(filter(None, chosen))

    def _of(self, cell: str, at: int) -> str:
        name = self.boxes.get(at)
        return cell if name is None else "" if holdings.NOT_TICKED.fullmatch(cell) else name


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
        export = _grouped(table, index) or _Plan(table, index).export
        if export.questions and (WHO & export.about.keys() or is_made(row)):
            if any(one.asked.words for one in export.questions):
                return export
            bare = bare or export  # codes alone: their questions may stand in the next row
    return bare


def answers_of(table: Table, export: Export) -> Iterable[tuple[int, dict[str, str]]]:
    """The cells of each answer, with its row."""
    for index in range(export.begins, len(table.rows)):
        row = table.rows[index]
        who = {role: words for role, columns in export.about.items() if (words := _first_of(row, columns, role))}
        if given := " ".join(who.pop(role) for role in ("first", "last") if role in who):
            who.setdefault("respondent", given)
        if _is_nobodys(row, who):
            continue
        for question in export.questions:
            said = question.said(row)
            more = {role: words for role, columns in question.more.items() if (words := _joined(row, columns))}
            if question.holds is Holds.MARKS and said and "option" not in question.heading.lower():
                more["rationale"], said = " ".join(filter(None, (said, more.get("rationale")))), ""  # a figure, no key
            if (said or more.get("rationale")) and not said.startswith(holdings.KEY):
                yield index, {**who, **question.asked.cells(), "answer": said, **more}


def _joined(row: Sequence[str], columns: Sequence[int]) -> str:
    return " ".join(row[at] for at in columns if at < len(row) and row[at])


def _is_nobodys(row: Sequence[str], who: dict[str, str]) -> bool:
    """Whether a row counts the others, or is of somebody who tried the form out."""
    first = next(filter(None, row), "")
    names = [who[role] for role in ("organisation", "respondent") if role in who]
    return bool(TOTALS.fullmatch(first.strip(" :")) or any(map(NO_ANSWER.fullmatch, names)))


def _first_of(row: Sequence[str], columns: Sequence[int], role: str) -> str:
    """What the first column of a role that is filled in says; a form's maker may put in "anonymous" by itself."""
    told = (row[at] for at in columns if at < len(row) and row[at])
    return next((words for words in told if role not in WHO or not NOBODY.fullmatch(words)), "")


def _grouped(table: Table, where: int) -> Export | None:
    """An export with its questions in one row, and below each of them its answer, its reason and so on."""
    above = table.rows[where]
    below = table.rows[where + 1] if where + 1 < len(table.rows) else ()
    roles = [role_of(cell) for cell in below]
    if "answer" not in roles or not WHO & set(filter(None, roles)) or is_made(above):
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
            export.questions[-1].more.setdefault(role, []).append(index)
    return export


class _Plan:
    """Puts the columns of one table to what they hold, from the left to the right."""

    def __init__(self, table: Table, where: int) -> None:
        headings = table.rows[where]
        second = second_row(table.rows[where + 1] if where + 1 < len(table.rows) else ())
        self._table = table
        self._made = is_made(headings)
        self.export = Export(where + (2 if second else 1))
        answered = any(map(answers.CHOICE.fullmatch, headings))  # a row below the headings, or boxes to tick
        if not answered and not ELSEWHERE & set(filter(None, map(role_of, headings))):
            heads = list(heads_of(headings, second))
            self._grids = self._grids_of(heads)
            for head in heads:
                self._place(head)

    def _grids_of(self, heads: Sequence[Head]) -> set[str]:
        """The questions that ask the same of several things, with a scale for each in a column of its own."""
        asked = [
            head.plain
            for head in heads
            if head.field
            and not asks_for_more(head.field)
            and not GENERIC.fullmatch(head.field)
            and holdings.held(cells := self._cells(head)) is Holds.SCALE
            and not _only_boxes(head, cells)
        ]
        return {plain for plain in asked if asked.count(plain) > 1}

    def _cells(self, head: Head) -> list[str]:
        return holdings.cells_of(self._table, head.index, self.export.begins)

    def _place(self, head: Head) -> None:
        """One column: something of the respondent, a question, or more about a question."""
        cells = self._cells(head)
        holds = holdings.held(cells)
        before = self.export.questions[-1] if self.export.questions else None
        named = NAMES.fullmatch(head.plain) or NAMES.fullmatch(head.field)
        if named:
            self._about("first" if named["first"] else "last", head.index)
        elif head.field and before and head.plain == before.heading:
            self._goes_on(before, head, holds, cells)
        elif MAKERS.fullmatch(head.plain) and role_of(head.plain) not in WHO | {"received"}:
            return
        elif holds is Holds.MARKS and head.index == 0 and not (asked_in(head.plain) or role_of(head.plain)):
            return  # the rows are numbered
        elif COURTESY.fullmatch(head.plain) and role_of(head.plain) is None and not NAMED.match(head.plain):
            self._about("others", head.index)
        elif not self._follows(head, holds) and not self._is_about(head, holds):
            self._ask(head, holds, cells)

    def _goes_on(self, question: Question, head: Head, holds: Holds, cells: Sequence[str]) -> None:
        """One more column of the same question: its reason, one more box, or one more thing asked about."""
        words = holds is Holds.WORDS and question.holds is Holds.SCALE
        if asks_for_more(head.field) or SPECIFIED.fullmatch(head.field) or words:
            question.more.setdefault("rationale", []).append(head.index)
        elif head.plain in self._grids and holds is Holds.SCALE:
            self.export.questions.append(Question(Asked("", head.field), [head.index], head.plain, holds))
        else:
            question.columns.append(head.index)
            if holdings.ticks(cells, head.field):
                question.boxes[head.index] = head.field

    def _follows(self, head: Head, holds: Holds) -> bool:
        """Put what only explains an answer to its question; False where a column is something else."""
        number, words = _numbered(head.plain)
        role = role_of(words) or role_of(head.plain)
        more = role if role in FOLLOW_UPS else "rationale" if asks_for_more(words) else None
        before = self._question(number)
        whole = CATCH_ALL.match(words) and before and (before.holds is not Holds.SCALE or more in before.more)
        if more and before and not whole:
            before.more.setdefault(more, []).append(head.index)
            return True
        if more and not number and not (role or whole or asked_in(head.plain)):
            self._about(more, head.index)
            return True
        explains = before and before.holds is Holds.SCALE and holds is Holds.WORDS and "rationale" not in before.more
        if (
            before
            and explains
            and not (number or role or "?" in words or GENERAL.search(words) or OTHERS.fullmatch(words))
        ):
            before.more["rationale"] = [head.index]
            return True
        return False

    def _is_about(self, head: Head, holds: Holds) -> bool:
        """Put what tells of the respondent to its role; False where a column asks."""
        number, words = _numbered(head.plain)
        role = role_of(head.field) if role_of(head.field) in WHO else role_of(words) or role_of(head.plain)
        if role in FOLLOW_UPS or (role == "answer" and number):
            role = None
        elif OTHERS.fullmatch(words):
            role = role or "others"
        elif role is None and not number:
            role = self._by_cells(head, holds)
        if role:
            self._about(role, head.index)
        return role is not None

    def _by_cells(self, head: Head, holds: Holds) -> str | None:
        """What a column before the first question tells of the respondent, by its cells."""
        asks = bool(self.export.questions)
        named = OF_A_FIRM.search(head.plain) or OF_A_FIRM.search(head.field)
        if holds is Holds.ADDRESSES:
            return "address"
        if asks or holds not in (Holds.FIRMS, Holds.SHORT, Holds.PEOPLE):
            return None
        if OF_A_KIND.search(head.plain):
            return "segment"
        if "organisation" not in self.export.about and (named or holds is Holds.FIRMS):
            return "organisation"
        return "respondent" if holds is Holds.PEOPLE else None

    def _ask(self, head: Head, holds: Holds, cells: Sequence[str]) -> None:
        asked = asked_in(head.plain)
        numbered = LISTED.match(head.plain)
        if asked is None and numbered:
            asked = Asked(numbered["number"], only_the_question(numbered["words"]))
        words = len(head.plain.split()) >= 2 and (holds is Holds.SCALE or (self._made and holds is not Holds.MARKS))
        if asked is None and words and not (holds is Holds.NOTHING and cells):
            asked = Asked("", OFFERED.sub("", head.plain))
        if asked is None:
            return
        box = bool(head.field) and not GENERIC.fullmatch(head.field) and holdings.ticks(cells, head.field)
        if head.plain in self._grids and holds is Holds.SCALE:
            asked, box = Asked("", head.field), False
        boxes = {head.index: head.field} if box else {}
        self.export.questions.append(Question(asked, [head.index], head.plain, holds, boxes=boxes))

    def _question(self, number: str) -> Question | None:
        """The question a number belongs to ("1", and "1a" too), the last one where there is no number."""
        questions = self.export.questions
        if not number:
            return questions[-1] if questions else None
        digits = "".join(mark for mark in number if mark.isdigit() or mark == ".").rstrip(".")
        return next((one for one in reversed(questions) if one.asked.number in (number, digits or number)), None)

    def _about(self, role: str, index: int) -> None:
        self.export.about.setdefault(role, []).append(index)


def _numbered(heading: str) -> tuple[str, str]:
    """The number a heading begins with, and its words."""
    found = NAMED.match(heading) or LISTED.match(heading)
    return (found["number"], found["words"]) if found else ("", heading)


def _only_boxes(head: Head, cells: Sequence[str]) -> bool:
    """Whether yes and no in a column only say that a choice was made, not what is thought of what it is named by."""
    return holdings.ticks(cells, head.field) and not CLOSED.match(_numbered(head.plain)[1])
