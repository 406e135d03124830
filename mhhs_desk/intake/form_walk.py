"""A document of answers gone through once, from top to bottom, line by line and table by table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mhhs_desk.domain.spans import Span
from mhhs_desk.intake import answers, column_roles, forms, letters
from mhhs_desk.intake.document import Line, Table, span_of
from mhhs_desk.intake.export_shape import WHO
from mhhs_desk.intake.form_hearing import Hearing
from mhhs_desk.intake.form_lines import (
    AGREES,
    CATCH_ALL,
    CLOSES,
    DIRECTORY,
    OWN,
    SAID,
    TICK,
    after_the_question,
    change_in,
    choices_in,
    is_label,
    is_labelled_answer,
    is_tally,
    label_in,
    named_in,
    pairs,
    plain,
)
from mhhs_desk.intake.form_texts import SECTION
from mhhs_desk.intake.headers import columns, role_of
from mhhs_desk.intake.questions import Asked, asked_in, asks_for_more, only_the_question
from mhhs_desk.intake.voices import NAMED_VOICE


class Walk(Hearing):
    """Goes through a document once, knowing who answers and what was asked last."""

    def line(self, line: Line) -> None:
        """A line of text: a part of the head, a question, a label with its words, or words of an answer."""
        if not line.words:
            return
        self._subject = self._subject or change_in(line.words)
        span = span_of([line])
        if SECTION.match(line.words):
            self._flush()
            return
        if self._goes_on(line, span):
            return
        if line.words in self._voices:
            self._hear(line.words, span)
            return
        if self._asked and (spoken := NAMED_VOICE.match(line.words)) and spoken["name"] in self._voices:
            self._hear(f"{spoken['name']} ({spoken['role']})" if spoken["role"] else spoken["name"], span)
            self._loose.append(spoken["words"])
            return
        asked = asked_in(line.words) or self._catch_all(line.words)
        labelled = label_in(line.words)
        if labelled and self._asked and asks_for_more(labelled[1]):
            return  # "Reason for support: please summarise"
        if labelled and self._label(*labelled, span):
            return
        if asked and "?" not in asked.words and (answers.CHOICE.match(asked.words) or OWN.search(asked.words)):
            self._ask(Asked(asked.number, ""), span)  # "Q1: Yes. We agree", its question left out
            self._loose.append(asked.words)
        elif asked:
            self._ask(asked, span)
            self._loose += after_the_question(line.words)
        elif letters.CLOSING.fullmatch(line.words):
            self._flush()
        elif self._asked and not CLOSES.fullmatch(line.words) and not asks_for_more(line.words):
            self._loose.append(line.words)

    def _catch_all(self, words: str) -> Asked | None:
        """A heading of a form that asks for whatever else there is to say: "Part B - Any other comments"."""
        named = CATCH_ALL.fullmatch(words) if self._answered or self._asked else None
        return Asked("", named["words"]) if named and forms.HEAD & self._labels else None

    def _goes_on(self, line: Line, span: Span) -> bool:
        """A line below a label that stands alone is what it says; the question below its number is that one's."""
        label, self._alone_label = self._alone_label, ""
        if is_label(line.words):
            self._alone_label = line.words
            return True
        asked = asked_in(line.words)
        if asked and self._asked and not self._asked.words and not asked.number and not (self._said or self._loose):
            self._asked = Asked(self._asked.number, asked.words)
            return True
        return bool(label) and not (asked and asked.number) and self._label(label, line.words, span)

    def table(self, table: Table) -> None:
        """A table: an export or a list of answers by itself, the head of a form, or rows of questions and answers."""
        before = len(self.reading.found)
        if self._is_directory(table) or is_tally(table):
            self.reading.used.append(table)
            return
        whole = forms.responses_of(table, self._head)
        if whole is not None:
            self._flush()
            self.reading.found += whole[0]
            self.reading.doubts += whole[1]
            self._answered = True
            self.reading.used.append(table)
            return
        head = forms.labels_of(table)
        if self._rows(table, bool(head or self._labels)) or head or len(self.reading.found) > before:
            self.reading.used.append(table)

    def end(self) -> None:
        """Close the last question; a form with nothing in it is a doubt."""
        self._flush()
        self._close_form()

    def _rows(self, table: Table, in_form: bool) -> bool:
        """Whether rows of a table told something: a head, a question with its answer, or an answer to the last one."""
        at: Mapping[str, int] = {}
        choices: Mapping[str, int] = {}
        told = False
        for index, row in enumerate(table.rows):
            written = [cell for cell in row if cell]
            if not written:
                continue
            span = table.span(index)
            heads, offered = columns(row), {} if at or choices else choices_in(row)
            if not at and WHO & heads.keys() and "answer" not in heads:
                heads = self._answered_at(table, index) or heads
            if ("answer" in heads or offered) and (len(set(heads) & (SAID | WHO)) >= 2 or offered):
                at, choices = heads, offered
                told = told or bool(self._asked)
            elif len(written) == 1:
                told = self._alone(written[0], span, in_form) or told
            elif at or choices:
                told = self._in_columns(row, at, choices, span) or told
            elif in_form or is_labelled_answer(row):
                told = self._row(row, span) or told
        return told

    def _answered_at(self, table: Table, index: int) -> dict[str, int]:
        """The columns of a table of respondents by their cells, if something was asked or a heading says "Agree?"."""
        at = column_roles.answered_at(table, index)
        named = "answer" in at and AGREES.search(table.rows[index][at["answer"]])
        return at if self._asked or (self._subject and named) else {}

    def _alone(self, words: str, span: Span, in_form: bool) -> bool:
        """A row with one cell: a question over the whole table, or words of the answer to the last one."""
        asked = asked_in(words)
        labelled = label_in(words)
        if labelled and self._label(*labelled, span):
            return True
        if asked:
            self._ask(asked, span)
            self._loose += after_the_question(words) if in_form else []
            return True
        if in_form and self._asked and not asks_for_more(words) and answers.is_filled(words):
            self._loose.append(words)
            return True
        return False

    def _in_columns(self, row: Sequence[str], at: Mapping[str, int], choices: Mapping[str, int], span: Span) -> bool:
        """A row below headings: an answer of the form's respondent, or of the one it names, to the last question."""
        cells = {role: row[column] for role, column in at.items() if column < len(row) and row[column]}
        ticks = [name for name, column in choices.items() if column < len(row) and TICK.fullmatch(row[column].strip())]
        asked = next((one for cell, before in pairs(row) if (one := asked_in(cell, before))), None)
        if ticks:
            cells["answer"] = " / ".join(ticks)
            asked = asked or named_in(row)
        if asked and not WHO & at.keys():
            self._ask(asked, span)
        if self._asked is None and WHO & at.keys() and self._subject:
            self._asked = Asked(self._subject, "")
        if self._asked is None:
            return False
        if WHO & at.keys():
            if not WHO & cells.keys():
                return False
            name = cells.get("organisation") or cells.get("respondent") or ""
            person = self._people.get(plain(name), {})
            self._add({**person, **cells, **self._asked.cells()}, span)
            self._loose = []
            return True
        for role in SAID & cells.keys():
            self._say(role, cells[role], span)
        return True

    def _row(self, row: Sequence[str], span: Span) -> bool:
        """A row of a form: a label with its words, or a question with its answer beside it."""
        told = forms.labelled(tuple(row))
        written = [cell for cell in row if cell]
        role = next(iter(told), None) or role_of(written[0])
        if role and self._label(written[0], told.get(role, ""), span, role):
            return True
        for index, cell in enumerate(row):
            asked = asked_in(cell, row[index - 1] if index else "", beside=index + 1 < len(row))
            if asked:
                beside = [words for words in row[index + 1 :] if words and not asks_for_more(words)]
                if beside and not asked.words and asked_in(beside[0], beside=True):
                    asked = Asked(asked.number, only_the_question(beside.pop(0)))
                self._ask(asked, span)
                beside = beside or after_the_question(cell)
                for name, words in zip(("answer", "rationale"), beside, strict=False):
                    self._say(name, words, span)
                return True
        if self._asked and asks_for_more(written[0]):
            self._say("rationale", written[1], span)
            return True
        return False

    def _is_directory(self, table: Table) -> bool:
        """Whether a table lists the respondents with what they are; their roles are kept for their answers."""
        heads = columns(table.rows[0]) if table.rows else {}
        if "answer" in heads or not (heads.keys() & {"organisation", "respondent"} and heads.keys() & DIRECTORY):
            return False
        if choices_in(table.rows[0]) or any("?" in cell or asked_in(cell) for cell in table.rows[0]):
            return False
        if "answer" in self._answered_at(table, 0):
            return False
        for row in table.rows[1:]:
            cells = {role: row[column] for role, column in heads.items() if column < len(row) and row[column]}
            name = cells.get("organisation") or cells.get("respondent")
            if name:
                self._people[plain(name)] = {role: cells[role] for role in DIRECTORY & cells.keys()}
        return True
