"""What a reader hands to the recognisers: lines and tables with their places, and what came with them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from mhhs_desk.domain.findings import Doubt, Letterhead, MeetingFound, MemberFound
from mhhs_desk.domain.spans import Span

SPAN_LENGTH = 600
LONGEST_NAME = 120
SHORT = 55
BULLET = re.compile(
    r"^\s*(?:[•●○▪◦➔➢►▸›»‣⁃■□❑❖✔·*\uf0b7]|[-–—](?=\s)|\(?\d{1,2}(?:\)|\.(?=\s))|\(?[a-h]\)|[a-h]\.(?=\s)|\(?[ivx]{1,4}\))\s*"
)
SPACED = re.compile(r"(?:[A-Za-z&](?:\s|$)){8,}")
"""Letters set apart, as a heading of an old scan gives them."""
NUMBERED_PARAGRAPH = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}\.?\s+[A-Z“\"(]")
NUMBERED = re.compile(r"^\s*\(?(?:option\s+)?(\d{1,2})[.):]\s*(\S.*)$", re.IGNORECASE)
GREETING = re.compile(r"(?:dear|hello|hi|good (?:morning|afternoon|evening))\b[^.:]{0,60},", re.IGNORECASE)
OPEN_ENDED = re.compile(
    r"(?:\b(?:a|an|the|of|to|in|into|for|and|or|with|by|on|at|from|is|are|be|will|that|which|not)|[,–-])$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text, numbered from 1 in its page or file. `quoted` lines repeat somebody else's words."""

    text: str
    number: int
    page: int | None = None
    quoted: bool = False
    words: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        words = " ".join(self.text.split())
        if "  " in self.text and SPACED.fullmatch(words):
            words = re.sub(r"(?<=\S)\s(?=\S(?:\s|$))", "", self.text.strip())
            words = " ".join(words.split())
        object.__setattr__(self, "words", words)


@dataclass(frozen=True, slots=True)
class Table:
    """The cells of a sheet as plain words, row by row; dates are ISO, empty cells are empty strings.

    A table that stands in a text has `lines`: those of each row.
    """

    rows: tuple[tuple[str, ...], ...]
    sheet: str | None = None
    lines: tuple[tuple[Line, ...], ...] = field(default=(), repr=False)

    def span(self, row: int) -> Span:
        """The place of a row, counted from 0: its line where the table stands in a text."""
        words = " | ".join(cell for cell in self.rows[row] if cell)
        if self.lines and self.lines[row]:
            first = self.lines[row][0]
            return Span(words[:SPAN_LENGTH], page=first.page, line=first.number)
        return Span(words[:SPAN_LENGTH], sheet=self.sheet, row=row + 1)


@dataclass(frozen=True, slots=True)
class Original:
    """One file taken apart, before anything is recognised in it. `attachments` are (name, bytes).

    A calendar gives its `meeting` and contact cards give `members` as they are.
    """

    kind: str
    lines: tuple[Line, ...] = ()
    tables: tuple[Table, ...] = ()
    letterhead: Letterhead | None = None
    attachments: tuple[tuple[str, bytes], ...] = ()
    doubts: tuple[Doubt, ...] = ()
    meeting: MeetingFound | None = None
    members: tuple[MemberFound, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together. `bullet` tells a point of a list, `label` its number."""

    text: str
    first: Line
    bullet: bool = False
    label: str | None = None
    lines: tuple[Line, ...] = field(default=(), repr=False)

    @property
    def span(self) -> Span:
        return span_of(self.lines or (self.first,))


def span_of(lines: Sequence[Line]) -> Span:
    """The place where some lines begin, with their words."""
    words = " ".join(line.words for line in lines if line.words)
    return Span(words[:SPAN_LENGTH], page=lines[0].page, line=lines[0].number)


def paragraphs(lines: Iterable[Line], opens: re.Pattern[str] | None = None) -> list[Paragraph]:
    """Undo the wrapping of lines: a blank line, a point of a list or words that `opens` matches begin a paragraph.

    Where no blank line parts anything, as in most PDF, a capital after a short line begins one too.
    """
    known = list(lines)
    written = [index for index, line in enumerate(known) if line.words]
    parted = bool(written) and written[-1] - written[0] >= len(written)
    widest = 0 if parted else max((len(line.words) for line in known), default=0)
    groups: list[list[Line]] = []
    previous: Line | None = None
    for line in known:
        if not line.words:
            previous = None
            continue
        if previous is None or starts_anew(previous, line, widest, opens):
            groups.append([])
        groups[-1].append(line)
        previous = line
    return [_paragraph(group) for group in groups]


def starts_anew(previous: Line, line: Line, widest: int, opens: re.Pattern[str] | None = None) -> bool:
    """Whether a line begins a paragraph, though no blank line stands before it."""
    before, words = previous.words, line.words
    if BULLET.match(words) or NUMBERED_PARAGRAPH.match(words) or GREETING.fullmatch(before):
        return True
    if _ends_point(previous, line):
        return True
    numbered = words[0].isdigit() and opens is not None and opens.match(words) is not None
    if OPEN_ENDED.search(before) or not (words[0].isupper() or words[0] in "“\"‘'" or numbered):
        return False
    return previous.page != line.page or len(before) < 0.7 * widest or bool(opens and opens.match(words))


def _ends_point(previous: Line, line: Line) -> bool:
    """Whether a line of a text stands no deeper than the short point of a list above it, and begins with a capital."""
    if line.page is not None or not line.words[0].isupper() or OPEN_ENDED.search(previous.words):
        return False
    point = BULLET.match(previous.words)
    deep = len(previous.text) - len(previous.text.lstrip())
    return bool(point) and len(previous.words) < SHORT and len(line.text) - len(line.text.lstrip()) <= deep


def _paragraph(group: list[Line]) -> Paragraph:
    text = " ".join(line.words for line in group)
    numbered = NUMBERED.match(text)
    bullet = BULLET.match(text)
    if bullet:
        text = text[bullet.end() :]
    return Paragraph(text.strip(), group[0], bool(bullet), numbered[1] if numbered else None, tuple(group))


def running_lines(lines: Iterable[Line]) -> frozenset[str]:
    """Headers and footers: words, numbers aside, that stand on most pages of a file of four or more."""
    pages: dict[str, set[int]] = {}
    everywhere = {line.page for line in lines if line.page is not None}
    for line in lines:
        if line.page is not None and line.words:
            pages.setdefault(without_numbers(line), set()).add(line.page)
    return frozenset(words for words, on in pages.items() if len(everywhere) >= 4 and len(on) > 0.6 * len(everywhere))


def without_numbers(line: Line) -> str:
    return re.sub(r"\d+", "", line.words).strip()


def file_name(written: str) -> str:
    """The last part of a name that a message or an archive gives a file, without signs that hide what it is."""
    shown = re.sub(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]", "", written)
    shown = re.split(r"[\\/]", shown.rstrip("\\/ "))[-1].strip()
    return shown[-LONGEST_NAME:] if shown.strip(".") else "file"


def most_common(words: Iterable[str]) -> str | None:
    """The word that comes most often; the first among equals."""
    counted = Counter(words)
    return counted.most_common(1)[0][0] if counted else None
