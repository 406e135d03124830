"""Which forum a text speaks of: by its code or its full name, from the reference data."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import lru_cache

from mhhs_desk import places

MONTH_AHEAD = r"(?!\s*(?:st|nd|rd|th)?\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))"


@lru_cache(maxsize=1)
def known() -> dict[str, str]:
    """The codes of the programme's forums, each with its name; none where the reference data is not to be had."""
    try:
        data = tomllib.loads((places.resources() / "reference" / "forums.toml").read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError):
        return {}
    return {entry["code"]: entry["name"] for entry in data.get("forum", ())}


def codes() -> str:
    """The codes as one alternative of a pattern, an "e" for an extraordinary meeting before any of them."""
    return "e?(?:" + ("|".join(sorted(known(), key=len, reverse=True)) or "(?!)") + ")"


def named_in(text: str) -> list[str]:
    """The codes of all forums a text names, in their order, once for each time."""
    names = {name.casefold(): code for code, name in known().items()}
    pattern = "|".join([rf"\b(?P<code>{codes()})(?![A-Za-z])", *(re.escape(name) for name in known().values())])
    found = []
    for match in re.finditer(pattern, text, re.IGNORECASE):
        code = match["code"]
        if code is None:
            found.append(names[match[0].casefold()])
        elif code.lstrip("e") in known():
            found.append(code.lstrip("e"))
    return found


def main_forum(titles: Iterable[str], text: str) -> str | None:
    """The forum a paper belongs to: the one its headings name most, failing that the one its words name most."""
    for words in (" \n ".join(titles), text):
        found = named_in(words)
        if found:
            return max(dict.fromkeys(found), key=found.count)
    return None


def label(text: str) -> tuple[str, str] | None:
    """A meeting's forum and label, as in "PSG 1", "DAG 10.1" or "ePSG meeting 3"."""
    number = rf"(\d{{1,3}}(?:\.\d)?)(?![\d/:.-]*\d){MONTH_AHEAD}"
    pattern = rf"\b({codes()})\s*(?:meeting\s*)?(?:no\.?\s*|number\s*|#\s*)?{number}(?!\w)"
    found = re.search(pattern, text, re.IGNORECASE)
    if not found:
        return None
    code = found[1][1:] if found[1][0] == "e" and found[1][1:] in known() else found[1]
    return (code, f"{found[1]} {found[2]}") if code in known() else None
