"""The columns of a web form's export put to what they hold; headings name them, and say what the cells do not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from mhhs_desk.intake import answers, holdings
from mhhs_desk.intake.document import Table
from mhhs_desk.intake.export_heads import (
    CATCH_ALL,
    COURTESY,
    EXPLAINS,
    GENERAL,
    GENERIC,
    MAKERS,
    NAMES,
    OF_A_FIRM,
    OF_A_KIND,
    OF_YOU,
    OFFERED,
    OPINION,
    SPECIFIED,
    Head,
    heads_of,
    is_made,
    second_row,
)
from mhhs_desk.intake.export_shape import FOLLOW_UPS, WHO, Export, Question
from mhhs_desk.intake.headers import role_of
from mhhs_desk.intake.holdings import Holds
from mhhs_desk.intake.questions import CLOSED, LISTED, NAMED, OTHERS, Asked, asked_in, asks_for_more, only_the_question

ELSEWHERE = {"domain", "action", "owner", "due"}
"""Columns of lists that are no answers."""
DECLARED = re.compile(r"\bdeclar(?:ed|ations?)\b", re.IGNORECASE)
"""A register of interests asks its members too."""
OF_A_LOG = re.compile(
    r"(?:defect|issue|risk|incident|ticket|bug)\b(?: \w+)?|severity|priority|likelihood|probability|mitigation"
    r"|raised by",
    re.IGNORECASE,
)
"""A heading of a log of what went wrong, or may."""


class Plan:
    """Puts the columns of one table to what they hold, from the left to the right."""

    def __init__(self, table: Table, where: int) -> None:
        headings = table.rows[where]
        second = second_row(table.rows[where + 1] if where + 1 < len(table.rows) else ())
        self._table = table
        self._made = is_made(headings)
        self._last = "", ""
        self.export = Export(where + (2 if second else 1))
        answered = any(map(answers.CHOICE.fullmatch, headings))  # a row below the headings, or boxes to tick
        answered = answered or any(map(DECLARED.search, headings))
        answered = answered or (not self._made and any(map(OF_A_LOG.fullmatch, headings)))
        if not answered and not ELSEWHERE & set(filter(None, map(role_of, headings))):
            heads = list(heads_of(headings, second))
            self._grids, self._boxed = self._shared(heads, False), self._shared(heads, True)
            self._explained = {one.index for one, after in pairwise(heads) if _explains(after, one)}
            for head in heads:
                self._place(head)

    def _shared(self, heads: Sequence[Head], boxes: bool) -> set[str]:
        """The questions with several columns: a box for each choice, or a scale for each thing that is asked about."""
        asked = [
            head.plain
            for head in heads
            if head.field
            and not (asks_for_more(head.field) or GENERIC.fullmatch(head.field))
            and _only_boxes(head, cells := self._cells(head)) is boxes
            and (boxes or holdings.held(cells) is Holds.SCALE or (cells and all(map(holdings.LEVEL.fullmatch, cells))))
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
        elif SPECIFIED.fullmatch(head.field) and head.plain == self._last[0]:
            self._about(self._last[1], head.index)
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
        elif head.plain in self._grids:
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
        if role_of(head.field) in WHO or (holds is Holds.SCALE and more and not EXPLAINS.search(words)):
            return False
        before = self._question(number)
        whole = CATCH_ALL.match(words) and before and (before.holds is not Holds.SCALE or more in before.more)
        whole = whole or (before is not None and before.heading in self._grids and not number)
        if more and before and not whole:
            before.more.setdefault(more, []).append(head.index)
            return True
        if more and not number and not (role or whole or asked_in(head.plain)):
            self._about(more, head.index)
            return True
        if before and number and not words and number != before.asked.number and holds is Holds.WORDS:
            before.more.setdefault("rationale", []).append(head.index)  # "Q1a" beside "Q1"
            return True
        closed = before and (before.holds is Holds.SCALE or before.columns[-1] in self._explained)
        explains = before and closed and holds is Holds.WORDS and "rationale" not in before.more
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
        elif role == "respondent" and holds is Holds.ADDRESSES:
            role = "address"
        elif OTHERS.fullmatch(words):
            role = role or "others"
        elif role is None and (not number or OF_A_KIND.search(words) or OF_YOU.search(words)):
            role = self._by_cells(head, holds)
        if role:
            self._about(role, head.index)
            self._last = head.plain, role
        return role is not None

    def _by_cells(self, head: Head, holds: Holds) -> str | None:
        """What a column before the first question tells of the respondent, by its cells."""
        asks = bool(self.export.questions)
        named = OF_A_FIRM.search(head.plain) or OF_A_FIRM.search(head.field)
        if holds is Holds.ADDRESSES:
            return "address"
        if asks or holds not in (Holds.FIRMS, Holds.SHORT, Holds.PEOPLE):
            return None
        kind = OF_A_KIND.search(head.plain) or (
            OF_YOU.search(head.plain) and not (named and named[0].lower() != "group")
        )
        if not kind and "organisation" not in self.export.about and (named or holds is Holds.FIRMS):
            return "organisation"
        if kind:
            return "segment"
        if named and "?" not in head.plain:
            return "others"
        return "respondent" if holds is Holds.PEOPLE else None

    def _ask(self, head: Head, holds: Holds, cells: Sequence[str]) -> None:
        asked = asked_in(head.plain)
        numbered = LISTED.match(head.plain)
        if asked is None and numbered:
            asked = Asked(numbered["number"], only_the_question(numbered["words"]))
        views = self._made or OPINION.search(head.plain) or holdings.is_opinion(cells)
        told = (
            (holds is Holds.SCALE and views)
            or head.index in self._explained
            or (self._made and holds is not Holds.MARKS)
        )
        words = len(head.plain.split()) >= 2 and told
        if asked is None and words and not (holds is Holds.NOTHING and cells):
            asked = Asked("", OFFERED.sub("", head.plain))
        if asked is None:
            return
        box = head.plain in self._boxed and holdings.ticks(cells, head.field)
        if head.plain in self._grids:
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


def _explains(head: Head, before: Head) -> bool:
    """Whether a heading names the words about the column before: "Impact on your plan", "Impact commentary"."""
    first, again = before.plain.split(), head.plain.split()
    alike = len(again) > 1 and first[0].casefold() == again[0].casefold()
    return alike and bool(EXPLAINS.search(head.plain)) and not EXPLAINS.search(before.plain)


def _numbered(heading: str) -> tuple[str, str]:
    """The number a heading begins with, and its words."""
    found = NAMED.match(heading) or LISTED.match(heading)
    return (found["number"].lstrip("0"), found["words"]) if found else ("", heading)


def _only_boxes(head: Head, cells: Sequence[str]) -> bool:
    """Whether yes and no in a column only say that a choice was made, not what is thought of what it is named by."""
    return holdings.ticks(cells, head.field) and not CLOSED.match(_numbered(head.plain)[1])
