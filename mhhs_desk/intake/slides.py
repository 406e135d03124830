"""A pack into slides: pages of a PDF, pages parted by form feeds, or the blocks of a pack's bare text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mhhs_desk.intake.document import Line, running_lines, without_numbers

FIRST_LINE = re.compile(r"^ \S")
PAGE_MARK = re.compile(r"Page \d+:(?:\s|$)")
GAP = 3
APPENDIX = re.compile(r"Appendix\s+\w{1,3}\s*[:–-]")


@dataclass(frozen=True, slots=True)
class Slide:
    """A slide's title and the lines under it."""

    title: str
    lines: tuple[Line, ...]
    head: Line

    @property
    def all_lines(self) -> tuple[Line, ...]:
        return (self.head, *self.lines)


def slides(lines: Sequence[Line]) -> list[Slide]:
    """The slides of a text, in order. A text without pages or marks is one slide."""
    if any(line.page is not None for line in lines):
        running = running_lines(lines)
        pages: dict[int | None, list[Line]] = {}
        for line in lines:
            if not (line.words and (without_numbers(line) in running or line.words.isdigit())):
                pages.setdefault(line.page, []).append(line)
        return [slide for page in pages.values() if (slide := _of_page(page))]
    marks = [index for index, line in enumerate(lines) if PAGE_MARK.match(line.words)]
    if len(marks) >= 2:
        ends = [*marks[1:], len(lines)]
        pieces = [list(lines[mark + 1 : end]) for mark, end in zip(marks, ends, strict=True)]
        return [slide for piece in pieces if (slide := _of_page(piece))]
    starts = [index for index, line in enumerate(lines) if FIRST_LINE.match(line.text)]
    if len(starts) < 3:
        whole = _of_page(list(lines))
        return [whole] if whole else []
    return _of_marked_text(lines, starts)


def _of_page(lines: list[Line]) -> Slide | None:
    written = [index for index, line in enumerate(lines) if line.words]
    if not written:
        return None
    head = lines[written[0]]
    return Slide(head.words, tuple(lines[written[0] + 1 :]), head)


def _of_marked_text(lines: Sequence[Line], starts: list[int]) -> list[Slide]:
    """A pack's bare text: one space before a slide's first line, its title often on the lines above that.

    A first line that stands alone above a blank one is itself the title. The lines above it are the title only where
    blank lines part them from the slide before, or where they are themselves a first line.
    """
    found: list[Slide] = []
    titles = {start: _title_above(lines, start) for start in starts}
    for order, start in enumerate(starts):
        end = starts[order + 1] if order + 1 < len(starts) else len(lines)
        if order + 1 < len(starts):
            end = min(end, titles[end][0])
        above, title = titles[start]
        stands_alone = start + 1 >= len(lines) or not lines[start + 1].words
        repeats = set(lines[start].words.split()) <= set(title.split())
        if not title or (stands_alone and repeats):
            found += _parted(Slide(lines[start].words, tuple(lines[start + 1 : end]), lines[start]))
        else:
            found += _parted(Slide(title, tuple(lines[start:end]), lines[above]))
    first = starts[0]
    if any(line.words for line in lines[:first]) and titles[first][0] > 0:
        opening = _of_page(list(lines[: titles[first][0]]))
        return [opening, *found] if opening else found
    return found


def _parted(slide: Slide) -> list[Slide]:
    """A block parted where three blank lines or more run together, or an appendix begins: a slide without its mark."""
    pieces: list[list[Line]] = [[]]
    for line in slide.lines:
        before = pieces[-1][-GAP:]
        gap = len(before) == GAP and not any(blank.words for blank in before)
        if line.words and (gap or APPENDIX.match(line.words)):
            pieces.append([])
        pieces[-1].append(line)
    later = [found for piece in pieces[1:] if (found := _of_page(piece))]
    return [Slide(slide.title, tuple(pieces[0]), slide.head), *later]


def _title_above(lines: Sequence[Line], start: int) -> tuple[int, str]:
    """Where the title above a first line begins, and its words; no words where those lines end the slide before."""
    top = start
    while top > 0 and start - top < 3 and lines[top - 1].words:
        top -= 1
        if FIRST_LINE.match(lines[top].text):
            break
    if top == start:
        return start, ""
    apart = top < 2 or not (lines[top - 1].words or lines[top - 2].words) or FIRST_LINE.match(lines[top].text)
    return (top, " ".join(line.words for line in lines[top:start])) if apart else (start, "")
