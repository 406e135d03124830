"""Decisions that minutes record in so many words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mhhs_desk.domain.findings import DecisionFound
from mhhs_desk.intake.document import Line, paragraphs

DECISION = re.compile(
    r"^(?:DECISION|AGREED|RESOLVED|Decision|Resolved)\s*(?P<item>[A-Z]{0,4}[-_ ]?\d[\w./-]*)?(?:\s*:"
    r"|\s+[–-])\s+(?P<text>\S.*)$"
)


def of_lines(lines: Sequence[Line]) -> list[DecisionFound]:
    """Every paragraph that begins "DECISION:" or "Decision 3:"."""
    found = []
    for point in paragraphs(lines):
        named = DECISION.match(point.text)
        if named:
            found.append(DecisionFound(named["text"], point.span, named["item"]))
    return found
