"""The version of a paper as the paper words it, and which of two is the newer."""

from __future__ import annotations

import re
from pathlib import PurePath

from mhhs_desk.domain.findings import AgendaFound, Findings
from mhhs_desk.domain.items import ISSUE
from mhhs_desk.intake.likeness import VERSION

STANDING_ALONE = re.compile(
    r"(?:(?:pack|paper|papers|document|draft|final|agenda|meeting)\s+){0,3}(?:v|ver|version|issue)\.?\s*:?\s*"
    r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,2})(?:\s*[-–,(]?\s*(?:draft|final|reissued?|updated|for [a-z ]+)\)?)?",
    re.IGNORECASE,
)
"""A line that says the version of the whole paper and nothing else."""
IN_NAME = re.compile(r"(?<![A-Za-z])v(?:er(?:sion)?)?[ ._-]?(\d{1,2}(?:[._]\d{1,2}){0,2})(?![\d])", re.IGNORECASE)
FIRST_LINES = 60


def version_in(text: str | None) -> str | None:
    """The version some words name, in its one form: v0.9."""
    found = VERSION.search(text or "")
    return f"v{found[1]}" if found else None


def pack_version(findings: Findings) -> str | None:
    """The version a whole pack says of itself, on a line of its own near its beginning or in its file name."""
    lines = [" ".join(line.split()) for line in findings.text.split("\n")]
    for line in [line for line in lines if line][:FIRST_LINES]:
        found = STANDING_ALONE.fullmatch(line)
        if found:
            return f"v{found['number']}"
    named = IN_NAME.search(PurePath(findings.file).stem)
    return f"v{named[1].replace('_', '.')}" if named else None


def item_version(found: AgendaFound) -> str | None:
    """The version an item says of its own paper, beside the paper's reference or in the title."""
    return version_in(found.title) or version_in(found.paper_ref)


def newer(one: str | None, other: str | None) -> bool | None:
    """Whether one version is newer than another; None where the two cannot be compared, or are the same."""
    if not one or not other or one == other or one.startswith(ISSUE) != other.startswith(ISSUE):
        return None
    mine, theirs = _numbers(one), _numbers(other)
    return None if mine == theirs else mine > theirs


def _numbers(version: str) -> tuple[int, ...]:
    numbers = [int(number) for number in re.findall(r"\d+", version)]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)
