"""Web forms' exports: a row a respondent, a column a question, and beside it the columns that explain its answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mhhs_desk.intake import answers, holdings
from mhhs_desk.intake.document import Table
from mhhs_desk.intake.export_heads import GENERAL, NO_ANSWER, NOBODY, TOTALS, is_made
from mhhs_desk.intake.export_plan import Plan
from mhhs_desk.intake.export_shape import FOLLOW_UPS, WHO, Export, Question
from mhhs_desk.intake.headers import role_of
from mhhs_desk.intake.holdings import Holds
from mhhs_desk.intake.questions import CLOSED, NAMED, Asked, asked_in

ASKED = {"item", "title", "section", "answer"}
DEEPEST = 20
"""So many rows may stand above the headings."""
NEAR = 6
"""So far below codes, or the head of a report, its questions may stand."""


def _asking(table: Table, where: int) -> Export | None:
    """The plan by one of the rows below some codes or a preamble, where the questions themselves stand in that."""
    for index in range(where + 1, min(where + NEAR, len(table.rows))):
        row = table.rows[index]
        if is_made(row) or sum("?" in cell for cell in row) > 1:
            export = Plan(table, index).export
            if export.sure_to_ask:
                return export
    return None


def export_of(table: Table) -> Export | None:
    """The plan of an export's columns; None where a table is none."""
    bare: Export | None = None
    for index, row in enumerate(table.rows[:DEEPEST]):
        export = _grouped(table, index) or Plan(table, index).export
        if export.questions and (WHO & export.about.keys() or is_made(row)):
            if any(one.asked.words for one in export.questions):
                return export if export.sure_to_ask else _asking(table, index) or export
            bare = bare or export  # codes alone: their questions may stand in the next row
    return bare


def answers_of(table: Table, export: Export) -> Iterable[tuple[int, dict[str, str]]]:
    """The cells of each answer, with its row."""
    for index in range(export.begins, len(table.rows)):
        row = table.rows[index]
        who = {
            role: words
            for role, columns in export.about.items()
            if role not in ASKED and (words := _first_of(row, columns, role))
        }
        if given := " ".join(who.pop(role) for role in ("first", "last") if role in who):
            who.setdefault("respondent", given)
        if _is_nobodys(row, who):
            continue
        for question in export.questions:
            said = question.said(row)
            more = {role: words for role, columns in question.more.items() if (words := _joined(row, columns))}
            if said and _is_no_choice(question, said):
                more["rationale"], said = " ".join(filter(None, (said, more.get("rationale")))), ""
            if (said or more.get("rationale")) and not said.startswith(holdings.KEY):
                yield index, {**who, **question.asked.cells(), "answer": said, **more}


def _is_no_choice(question: Question, said: str) -> bool:
    """Whether a figure or a sentence answers a question that offers no choice: no key of an option stands in it."""
    if question.holds is Holds.MARKS:
        return "option" not in question.heading.lower()
    words = NAMED.sub(r"\g<words>", question.heading)
    sentence = not (answers.CHOICE.match(said) or answers.NIL_WORDS.fullmatch(said))
    return question.holds is Holds.WORDS and sentence and not (CLOSED.match(words) and not GENERAL.search(words))


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
