"""The codes of the programme's plan as they stand in a text: M5, PM2, DB2a, ID6.a."""

from __future__ import annotations

import re

from mhhs_desk.intake.dates import UNKNOWN, month_cells, months

CODE = r"(?:M|ID|PM|DB|MT|TE)\d{1,2}(?:\.?[a-z](?![A-Za-z]))?"
FREE_CODE = re.compile(rf"(?<![A-Za-z0-9-]){CODE}(?![A-Za-z0-9])")
NAMED_CODE = re.compile(rf"(?<![A-Z0-9-])({CODE})\s*:(?!//)")
ROW_CODE = re.compile(rf"^\s*({CODE})(?=\s|$)(?!\s*:)")


def codes_in(text: str) -> tuple[str, ...]:
    """The codes a text names, each once, in their order."""
    return tuple(dict.fromkeys(FREE_CODE.findall(text)))


def date_cells(text: str) -> list[re.Match[str]]:
    """Every month, range of months or "TBC" of a text, in order."""
    found = [*month_cells(text), *UNKNOWN.finditer(text)]
    return sorted(found, key=lambda match: match.start())


def as_months(words: str | None) -> str | None:
    return months(words) if words else None
