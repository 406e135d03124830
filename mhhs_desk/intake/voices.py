"""Who speaks in a collation under each question: names in lines of their own, or before what they say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from mhhs_desk.intake import answers
from mhhs_desk.intake.document import Line
from mhhs_desk.intake.form_lines import CLOSES
from mhhs_desk.intake.headers import role_of
from mhhs_desk.intake.questions import asked_in, asks_for_more

VOICE = re.compile(r"(?P<name>[A-Z][\w&'’.,-]*(?: [\w&'’.,-]+){0,6}?)(?:\s*\((?P<role>[^)]{3,40})\))?(?<![.!?])")
"""A respondent's name in a line of its own, what it is in brackets behind."""
NAMED_VOICE = re.compile(rf"{VOICE.pattern}\s*(?::|\s[-–—])\s+(?P<words>\S.*)")
"""A respondent's name before what it says."""
OPENER = re.compile(
    r"(?i:(?:respon(?:dent|se)\s*)?\d{1,2}\s*[.):–-]\s*|(?:respondent|response (?:from|of|by))\s*:?\s+)?"
    + VOICE.pattern,
)
"""A respondent's name over all its answers: "2. Alder Energy (Supplier)"."""


def openers_in(lines: Sequence[Line]) -> frozenset[str]:
    """The lines that name the next respondent where all of them answer one after another, each to the same questions.

    They stand right above the first question, each time it comes again.
    """
    written = [line.words for line in lines if line.words]
    asked = [(at, found.number) for at, words in enumerate(written) if (found := asked_in(words)) and found.number]
    if not asked:
        return frozenset()
    above = [written[at - 1] if at else "" for at, number in asked if number == asked[0][1]]
    named = all((voice := OPENER.fullmatch(words)) and not _is_printed(voice["name"]) for words in above)
    return frozenset(above) if named and len(set(above)) == len(above) > 1 else frozenset()


def voices_in(lines: Sequence[Line]) -> frozenset[str]:
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
