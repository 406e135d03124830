"""Forms and collated answers read from top to bottom: who answers, what is asked, what stands beside or below."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from mhhs_desk.domain.findings import Doubt, ResponseFound
from mhhs_desk.intake import forms, letters
from mhhs_desk.intake.document import Line, Table, paragraphs
from mhhs_desk.intake.form_hearing import Reading
from mhhs_desk.intake.form_lines import OWN, stands_alone
from mhhs_desk.intake.form_walk import Walk
from mhhs_desk.intake.questions import asked_in
from mhhs_desk.intake.voices import NAMED_VOICE, openers_in, voices_in

Block = Line | Table
OPENS = re.compile(r"(?:question|q)\s*\d|[A-Z][^:.?]{2,60}:\s", re.IGNORECASE)
SPEAKS = re.compile(
    r"\b(?:responses?|respond(?:ing)?|submissions?|representations?|consultation|call for evidence)\b", re.IGNORECASE
)


def read(
    blocks: Sequence[Block], head: Mapping[str, str] = forms.NO_HEAD, voices: frozenset[str] = frozenset()
) -> Reading:
    """The answers in a document's lines and tables, in their order; nothing where it is no form.

    `head` says who answers where the document itself does not; `voices` are lines that name who speaks next.
    """
    walk = Walk(head, voices)
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
    alone = {at for at, line in enumerate(lines) if line.words in voices or (line.words and stands_alone(line.words))}
    cuts |= {at for at, line in enumerate(lines) if (one := NAMED_VOICE.match(line.words)) and one["name"] in voices}
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
    openers = openers_in(lines)
    voices = openers or voices_in(lines)
    reading = read(_whole(lines, voices), forms.NO_HEAD if openers else letters.signed(lines), voices)
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
