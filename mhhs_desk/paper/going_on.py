"""What is said again where a page turns within a part of the paper: of what it is the rest."""

from __future__ import annotations

from mhhs_desk.paper.page import LEFT, MEASURE, Strip, Strips, Text
from mhhs_desk.paper.rows import SMALL_LEADING, baseline
from mhhs_desk.paper.text import SMALL_QUIET, SMALL_STRONG, fitted, letters

CONTINUED = "continued"
BELOW = 6.0


def going_on(name: str, strips: Strips, x: float = LEFT, width: float = MEASURE) -> Strips:
    """The strips of a part, with its name over those that go on on another page, outside the structure."""
    told = fitted(SMALL_STRONG, name, width - letters(SMALL_QUIET, CONTINUED) - 6)
    wide, y = letters(SMALL_STRONG, told), baseline(8, SMALL_LEADING)
    marks = [
        Text(x, y, SMALL_STRONG, told, wide),
        Text(x + wide + 4, y, SMALL_QUIET, CONTINUED, letters(SMALL_QUIET, CONTINUED)),
    ]
    head = Strip(SMALL_LEADING + BELOW, [*marks])
    for strip in strips:
        strip.again = (head, *strip.again)
    return strips
