"""Forms and collated answers read from top to bottom: who answers, what is asked, what stands beside or below."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from mhhs_desk.domain.findings import Doubt, ResponseFound
from mhhs_desk.domain.spans import Span
from mhhs_desk.intake import answers, column_roles, forms, letters
from mhhs_desk.intake.document import Line, Table, paragraphs, span_of
from mhhs_desk.intake.exports import WHO
from mhhs_desk.intake.form_texts import SECTION
from mhhs_desk.intake.headers import columns, role_of
from mhhs_desk.intake.questions import LISTED, Asked, asked_in, asks_for_more, only_the_question

Block = Line | Table
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
OPENS = re.compile(r"(?:question|q)\s*\d|[A-Z][^:.?]{2,60}:\s", re.IGNORECASE)
SPEAKS = re.compile(
    r"\b(?:responses?|respond(?:ing)?|submissions?|representations?|consultation|call for evidence)\b", re.IGNORECASE
)
OWN = re.compile(r"\b(?:[Ww]e|[Oo]ur|us|I|[Mm]y)\b")
"""Words that say that somebody answers for themselves."""
CHOICES = re.compile(rf"(?:{answers.NAMES})(?:\s*/\s*(?:{answers.NAMES}))*", re.IGNORECASE)
CHANGE = re.compile(r"\b(?:[A-Z]{2,6} ?\d{3,5}|[A-Z]{1,6}\d{2,5})[A-Z]?\b")
"""A change to a code by its number."""
PERSON = re.compile(r"\b(?:contact|name|completed)\b", re.IGNORECASE)
"""What asks for a person, where a firm may have been named already."""
VOICE = re.compile(r"(?P<name>[A-Z][\w&'’.,-]*(?: [\w&'’.,-]+){0,6}?)(?:\s*\((?P<role>[^)]{3,40})\))?(?<![.!?])")
"""A respondent's name in a line of its own, what it is in brackets behind."""
NAMED_VOICE = re.compile(rf"{VOICE.pattern}\s*(?::|\s[-–—])\s+(?P<words>\S.*)")
"""A respondent's name before what it says."""
VARIANT = re.compile(
    rf"(?P<ref>(?:[A-Z]{{1,5}})?\d{{2,5}}[A-Z]?)\s*[-–:]\s*(?P<said>{answers.NAMES})\W*", re.IGNORECASE
)
"""What is said of one of several variants of a change."""
CATCH_ALL = re.compile(
    r"(?:(?:part|section)\s+\w{1,2}\s*[-–—:.]\s*|\d{1,2}[.)]\s*)?"
    r"(?P<words>(?:any\s+)?(?:other|further|additional|general)\s+(?:comments?|views?|remarks))\s*:?",
    re.IGNORECASE,
)
TICK = re.compile(r"[xX✓✔☒☑1]|yes", re.IGNORECASE)
TALLY = re.compile(r"[\d%.\s–-]*(?:\(\d+%?\))?")


@dataclass(slots=True)
class Reading:
    """What was found so far, the tables it came from, and where a form with no answer begins."""

    found: list[ResponseFound] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    used: list[Table] = field(default_factory=list)


def read(
    blocks: Sequence[Block], head: Mapping[str, str] = forms.NO_HEAD, voices: frozenset[str] = frozenset()
) -> Reading:
    """The answers in a document's lines and tables, in their order; nothing where it is no form.

    `head` says who answers where the document itself does not; `voices` are lines that name who speaks next.
    """
    walk = _Walk(head, voices)
    for block in blocks:
        if isinstance(block, Table):
            walk.table(block)
        else:
            walk.line(block)
    walk.end()
    return walk.reading


def _whole(lines: Sequence[Line], voices: frozenset[str]) -> list[Line]:
    """The lines of a text with their wrapping undone; those that name who speaks stand alone."""
    whole = []
    cuts = {0} | {at for at, line in enumerate(lines) if line.words and asked_in(line.words)}
    alone = {at for at, line in enumerate(lines) if line.words in voices or (line.words and _stands_alone(line.words))}
    cuts |= alone | {at + 1 for at in alone}
    pieces = [lines[at:end] for at, end in zip(sorted(cuts), [*sorted(cuts)[1:], len(lines)], strict=True)]
    for paragraph in (paragraph for piece in pieces for paragraph in paragraphs(piece, OPENS)):
        first = paragraph.first
        whole.append(Line(" ".join(line.words for line in paragraph.lines), first.number, first.page, first.quoted))
    return whole


def of_letter(lines: Sequence[Line]) -> tuple[list[ResponseFound], list[Doubt]] | None:
    """The answers of a letter, or of a text that begins with who answers; None where a text answers no questions."""
    if not SPEAKS.search(" ".join(line.words for line in lines[:200])):
        return None
    voices = _voices(lines)
    reading = read(_whole(lines, voices), letters.signed(lines), voices)
    said = [one for one in reading.found if one.option or OWN.search(one.answer or one.rationale or "")]
    return (reading.found, reading.doubts) if said and 2 * len(said) >= len(reading.found) else None


def blocks_of(lines: Sequence[Line], tables: Sequence[Table]) -> list[Block]:
    """The lines and the tables of a document as they follow one another; tables without a place come last."""
    table_of = {id(line): table for table in tables for row in table.lines for line in row}
    told: set[int] = set()
    blocks: list[Block] = []
    for line in lines:
        table = table_of.get(id(line))
        if table is None:
            blocks.append(line)
        elif id(table) not in told:
            told.add(id(table))
            blocks.append(table)
    return [*blocks, *(table for table in tables if id(table) not in told)]


class _Walk:
    """Goes through a document once, knowing who answers and what was asked last."""

    def __init__(self, head: Mapping[str, str], voices: frozenset[str]) -> None:
        self._voices = voices
        self.reading = Reading()
        self._head: dict[str, str] = dict(head)
        self._guessed = set(head)
        self._people: dict[str, dict[str, str]] = {}
        self._asked: Asked | None = None
        self._subject = ""
        self._alone_label = ""
        self._said: dict[str, str] = {}
        self._loose: list[str] = []
        self._span = Span("")
        self._begun: Span | None = None
        self._answered = False
        self._labels: set[str] = set()
        self._asks = 0

    def line(self, line: Line) -> None:
        """A line of text: a part of the head, a question, a label with its words, or words of an answer."""
        if not line.words:
            return
        self._subject = self._subject or _change_in(line.words)
        span = span_of([line])
        if SECTION.match(line.words):
            self._flush()
            return
        if self._goes_on(line, span):
            return
        if self._asked and line.words in self._voices:
            self._hear(line.words, span)
            return
        if self._asked and (spoken := NAMED_VOICE.match(line.words)) and spoken["name"] in self._voices:
            self._hear(spoken["name"], span)
            self._loose.append(spoken["words"])
            return
        asked = asked_in(line.words) or self._catch_all(line.words)
        labelled = _labelled(line.words)
        if labelled and self._asked and asks_for_more(labelled[1]):
            return  # "Reason for support: please summarise"
        if labelled and self._label(*labelled, span):
            return
        if asked and "?" not in asked.words and (answers.CHOICE.match(asked.words) or OWN.search(asked.words)):
            self._ask(Asked(asked.number, ""), span)  # "Q1: Yes. We agree", its question left out
            self._loose.append(asked.words)
        elif asked:
            self._ask(asked, span)
            self._loose += _after_the_question(line.words)
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
        if _is_label(line.words):
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
        if self._is_directory(table) or _is_tally(table):
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

    # Rows

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
            heads, offered = columns(row), {} if at or choices else _choices(row)
            if self._asked and not at and WHO & heads.keys() and "answer" not in heads:
                heads = column_roles.answered_at(table, index)
            if ("answer" in heads or offered) and (len(set(heads) & (SAID | WHO)) >= 2 or offered):
                at, choices = heads, offered
                told = told or bool(self._asked)
            elif len(written) == 1:
                told = self._alone(written[0], span, in_form) or told
            elif at or choices:
                told = self._in_columns(row, at, choices, span) or told
            elif in_form or _is_labelled_answer(row):
                told = self._row(row, span) or told
        return told

    def _alone(self, words: str, span: Span, in_form: bool) -> bool:
        """A row with one cell: a question over the whole table, or words of the answer to the last one."""
        asked = asked_in(words)
        labelled = _labelled(words)
        if labelled and self._label(*labelled, span):
            return True
        if asked:
            self._ask(asked, span)
            self._loose += _after_the_question(words) if in_form else []
            return True
        if in_form and self._asked and not asks_for_more(words) and answers.is_filled(words):
            self._loose.append(words)
            return True
        return False

    def _in_columns(self, row: Sequence[str], at: Mapping[str, int], choices: Mapping[str, int], span: Span) -> bool:
        """A row below headings: an answer of the form's respondent, or of the one it names, to the last question."""
        cells = {role: row[column] for role, column in at.items() if column < len(row) and row[column]}
        ticks = [name for name, column in choices.items() if column < len(row) and TICK.fullmatch(row[column].strip())]
        asked = next((one for cell, before in _pairs(row) if (one := asked_in(cell, before))), None)
        if ticks:
            cells["answer"] = " / ".join(ticks)
            asked = asked or _named_in(row)
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
            person = self._people.get(_plain(name), {})
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
                beside = beside or _after_the_question(cell)
                for name, words in zip(("answer", "rationale"), beside, strict=False):
                    self._say(name, words, span)
                return True
        if self._asked and asks_for_more(written[0]):
            self._say("rationale", written[1], span)
            return True
        return False

    # What is known

    def _label(self, label: str, words: str, span: Span, role: str | None = None) -> bool:
        """Take down what a label says; False where it is none of a form's."""
        role = role or role_of(label)
        if role in SAID - {"received"}:
            if self._asked is None:
                return False
            self._say(str(role), words, span)
            return True
        if role not in forms.HEAD:
            return False
        if role in self._guessed:  # what the document says itself counts more
            self._guessed.discard(str(role))
            del self._head[str(role)]
        if role in WHO and role in self._head and (self._asked or self._answered):
            self._flush()
            if self._answered:
                self._close_form()
        if role == "respondent" and role in self._head and "organisation" not in self._head and PERSON.search(label):
            self._head["organisation"] = self._head.pop("respondent")  # "Submitted by" a firm, "Contact" at it
        self._labels.add(str(role))
        self._begun = self._begun or span
        if answers.is_filled(words):
            self._head.setdefault(str(role), answers.PRINTED.sub("", " ".join(answers.ticked(words).split())))
        return True

    def _ask(self, asked: Asked, span: Span) -> None:
        self._flush()
        self._asked, self._span = asked, span
        self._asks += 1

    def _hear(self, name: str, span: Span) -> None:
        """The next respondent to the same question, named in a line above what it says."""
        asked = self._asked
        self._flush()
        firm = VOICE.fullmatch(name)
        told = {"organisation": firm["name"], "role": firm["role"]} if firm else {"organisation": name}
        self._head, self._guessed = {role: words for role, words in told.items() if words}, set()
        self._asked, self._span = asked, span

    def _say(self, role: str, words: str, span: Span) -> None:
        told = answers.ticked(words).strip()
        if self._asked and answers.is_filled(told):
            self._said[role] = f"{self._said[role]} {told}" if role in self._said else told

    def _flush(self) -> None:
        """Put the answer to the last question to the rest, where there is one."""
        if self._asked and (self._said or (self._loose and WHO & self._head.keys())):
            said = dict(self._said)
            loose = "\n".join(self._loose)
            if loose and WHO & self._head.keys():
                said["rationale" if "answer" in said else "answer"] = " ".join(
                    filter(None, (said.get("rationale") if "answer" in said else None, loose))
                )
            self._add({**self._head, **said, **self._asked.cells()}, self._span)
        self._asked, self._said, self._loose = None, {}, []

    def _add(self, cells: Mapping[str, str], span: Span) -> None:
        """Add an answer, or one for each variant where it says something of several: "0678 - Oppose"."""
        parts = [VARIANT.fullmatch(part.strip()) for part in cells.get("answer", "").split("\n")]
        for part in parts if parts and all(parts) else ():
            own = {**cells, "item": part["ref"], "answer": part["said"]} if part else cells
            forms.add_at(self.reading.found, self.reading.doubts, own, span)
        if not (parts and all(parts)):
            forms.add_at(self.reading.found, self.reading.doubts, cells, span)
        self._answered = True

    def _close_form(self) -> None:
        """The end of one respondent's form: one that has no answer at all is a doubt, with the place it begins at."""
        if not self._answered and self._begun and WHO & self._labels and len(self._labels) >= 2:
            who = " of ".join(filter(None, (self._head.get("respondent"), self._head.get("organisation"))))
            if who and (self._asks or self._labels & SURE):
                what = f"The form of {who} begins here, but no answer of it could be read."
                self.reading.doubts.append(Doubt(what, self._begun))
            elif not who and self._asks:
                self.reading.doubts.append(Doubt(forms.NOT_FILLED, self._begun))
        self._head, self._answered, self._begun, self._asks, self._labels = {}, False, None, 0, set()
        self._guessed = set()

    def _is_directory(self, table: Table) -> bool:
        """Whether a table lists the respondents with what they are; their roles are kept for their answers."""
        heads = columns(table.rows[0]) if table.rows else {}
        if "answer" in heads or not (heads.keys() & {"organisation", "respondent"} and heads.keys() & DIRECTORY):
            return False
        if _choices(table.rows[0]) or any(asked_in(cell) for cell in table.rows[0]):
            return False
        if self._asked and "answer" in column_roles.answered_at(table, 0):
            return False
        for row in table.rows[1:]:
            cells = {role: row[column] for role, column in heads.items() if column < len(row) and row[column]}
            name = cells.get("organisation") or cells.get("respondent")
            if name:
                self._people[_plain(name)] = {role: cells[role] for role in DIRECTORY & cells.keys()}
        return True


def _named_in(row: Sequence[str]) -> Asked | None:
    """What a row of boxes to tick is about, by its first words: "2. Free parking after six"."""
    first = next((cell for cell in row if cell and not TICK.fullmatch(cell.strip())), "")
    listed = LISTED.match(first)
    return Asked(listed["number"], listed["words"]) if listed else Asked("", first) if first else None


def _change_in(words: str) -> str:
    """The change that a title names: "UNC 0731", "P305"; nothing where it names none."""
    found = CHANGE.search(words)
    return found[0] if found else ""


def _voices(lines: Sequence[Line]) -> frozenset[str]:
    """The names in lines of their own that part the answers to one question, and to the next: those of respondents.

    There are two or more of them, each under two questions or more, and the first stands right below its question.
    """
    under: list[list[str]] = []
    for line in lines:
        asked = asked_in(line.words) if line.words else None
        if asked and asked.number:
            under.append([])
        elif under and line.words:
            under[-1].append(line.words)
    spoken = [[voice["name"] for words in part if (voice := NAMED_VOICE.match(words))] for part in under]
    told_by = Counter(name for part in spoken for name in set(part) if not _is_printed(name))
    named = {name for name, times in told_by.items() if times >= 2 and all(part.count(name) < 2 for part in spoken)}
    if len(named) >= 2 and all(part and part[0] in named for part in spoken):
        return frozenset(named)
    first = {words[0] for words in under if words}
    names = {name for name in first if VOICE.fullmatch(name) and not _is_printed(name)}
    told = [words for words in under if words and words[0] in names]
    if len(told) < 2 or len(told) < len(under):
        return frozenset()
    counted = Counter(name for words in told for name in set(words) if VOICE.fullmatch(name) and not _is_printed(name))
    once = {name for name, times in counted.items() if times >= 2 and all(words.count(name) < 2 for words in told)}
    return frozenset(once) if len(once) >= 2 and names <= once else frozenset()


def _is_printed(words: str) -> bool:
    """Whether a form itself puts such words under its questions."""
    label = words.partition(":")[0]
    return bool(role_of(label) or CLOSES.match(words) or answers.CHOICE.match(words) or asks_for_more(words))


def _pairs(row: Sequence[str]) -> list[tuple[str, str]]:
    return [(cell, row[index - 1] if index else "") for index, cell in enumerate(row) if cell]


def _labelled(words: str) -> tuple[str, str] | None:
    for pattern in (LABEL, LABEL_THAT_ASKS):
        found = pattern.match(words)
        if found and role_of(found["label"]):
            return found["label"], found["words"]
    return None


def _is_label(words: str) -> bool:
    """Whether a line is nothing but a name that a form gives to what stands below it."""
    role = role_of(words) if len(words.split()) <= 6 and words[-1:] not in ".!?" else None
    return role in LABELS


def _stands_alone(words: str) -> bool:
    return _is_label(words) or letters.CLOSING.fullmatch(words) is not None


def _is_labelled_answer(row: Sequence[str]) -> bool:
    first = next((cell for cell in row if cell), "")
    return role_of(first) in ("answer", "rationale")


def _choices(row: Sequence[str]) -> dict[str, int]:
    """The columns of a row of headings that are choices to tick: "Yes", "No", "No comment"."""
    found = {cell: index for index, cell in enumerate(row) if CHOICES.fullmatch(cell.strip())}
    return found if len(found) >= 2 else {}


def _is_tally(table: Table) -> bool:
    """Whether a table only counts the answers."""
    rows = [row for row in table.rows if len([cell for cell in row if cell]) > 1]
    if len(rows) < 2 or len(_choices(rows[0])) < 2:
        return False
    return all(TALLY.fullmatch(cell) for row in rows[1:] for cell in row[1:])


def _after_the_question(words: str) -> list[str]:
    """What stands behind a question, or below it in its cell, where it is an answer and asks nothing more."""
    rest = words.partition("?")[2].strip()
    while "?" in rest or (rest and asks_for_more(re.split(r"(?<=[.])\s|\n", rest)[0])):
        rest = (
            rest.partition("?")[2].strip()
            if "?" in rest
            else "".join(re.split(r"(?<=[.])\s+|\n", rest, maxsplit=1)[1:])
        )
    return [rest] if answers.is_filled(rest) else []


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
