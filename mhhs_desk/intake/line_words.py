"""The words of an answer noted in one line: how its parts are told from one another, and what each of them may be.

Parts stand between slashes with a space before or after them. Text in straight quotation marks is taken as it is; a
mark inside it is doubled.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from mhhs_desk.domain.members import Consent
from mhhs_desk.intake import dates

SEPARATOR = re.compile(r"(?<!\S)/|/(?!\S)")
QUOTED = re.compile(r'(?<![^\s:(])"(?:[^"]|"")*"(?![^\s,.;:)])')
WHOLLY_QUOTED = re.compile(r'"((?:[^"]|"")*)"')

HEAD, CONDITION, REASON, RED_LINE = "head", "condition", "rationale", "red_line"
_CONDITION = (
    r"(?P<condition>but only if|only if|if|provided that|provided|on condition that|so long as|as long as|unless)"
)
_REASON = r"(?P<rationale>because)"
_RED_LINE = r"(?P<red_line>red line:?)"
FOLLOWING = {
    HEAD: re.compile(rf"(?<!\S)(?:{_CONDITION}|{_REASON}|{_RED_LINE})(?!\S)", re.IGNORECASE),
    CONDITION: re.compile(rf"(?<!\S)(?:{_REASON}|{_RED_LINE})(?!\S)", re.IGNORECASE),
    REASON: re.compile(rf"(?<!\S){_RED_LINE}(?!\S)", re.IGNORECASE),
    RED_LINE: re.compile(r"(?!)"),
}
"""What may begin after each kind of text in a part."""
KEPT = "unless"
"""The one word before a condition that is part of what it says."""

LEVELS = ("very low", "low", "normal", "high", "very high")
_LEVEL = r"(?P<level>very low|low|normal|high|very high)"
EVIDENCE = re.compile(
    rf"evidence(?:\s+is|:)?\s+{_LEVEL}(?::\s*(?P<basis>.+))?|{_LEVEL.replace('level', 'level2')} evidence"
    r"(?::\s*(?P<basis2>.+))?|evidence:\s*(?P<basis3>.+)",
    re.IGNORECASE,
)
NAMED_PARTS = re.compile(r"(?P<name>via|role:|represents:|speaks for:?)\s+(?P<text>.+)", re.IGNORECASE)
FIELDS = {"via": "channel", "role": "role", "represents": "represents", "speaks for": "represents"}

PHONE, PERSON, MAIL, LETTER, VIDEO, MESSAGE = (
    "Note of a call", "in person", "e-mail", "letter", "video call", "message"
)  # fmt: skip
CHANNELS = {
    "by phone": PHONE, "by telephone": PHONE, "on the phone": PHONE, "phone": PHONE, "telephone": PHONE,
    "phone call": PHONE, "call": PHONE, "by call": PHONE, "rang": PHONE, "in person": PERSON, "face to face": PERSON,
    "at the meeting": PERSON, "by e-mail": MAIL, "by email": MAIL, "e-mail": MAIL, "email": MAIL, "by letter": LETTER,
    "by video call": VIDEO, "by video": VIDEO, "video call": VIDEO, "by message": MESSAGE, "by text": MESSAGE,
    "by chat": MESSAGE,
}  # fmt: skip
"""How an answer came, as it is said and as it is kept; the first way of saying each is the one that is written."""

CONSENTS = {
    "may be named": Consent.NAMED, "named": Consent.NAMED, "by kind": Consent.KIND,
    "as the constituency": Consent.CONSTITUENCY, "counted only": Consent.CONSTITUENCY,
    "for the rep only": Consent.REP, "rep only": Consent.REP, "for me only": Consent.REP, "in confidence": Consent.REP,
    "off the record": Consent.REP, "confidential": Consent.REP,
}  # fmt: skip
UNNAMED = ("not to be named", "not named", "do not name", "no name", "no names", "unnamed", "without a name")
"""Said of an answer that may be shown by its kind at the most; what its member usually allows may be less."""
SENSITIVE = ("commercially sensitive", "sensitive")
NO_VIEW = ("0", "nil", "nil return", "no view", "no comment")
UNDATED = "when is not known"
LEADING = re.compile(
    r"(?:on|via|evidence|very|low|normal|high|role|represents|speaks|today|yesterday)\b", re.IGNORECASE
)
"""What facts begin with that are more than one phrase."""
MOMENT = re.compile(r"on (\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d))?")


def hidden(text: str) -> str:
    """A text of the same length in which nothing that is quoted can be mistaken for a separator or a keyword."""
    return QUOTED.sub(lambda found: "\0" * len(found[0]), text)


def split(line: str) -> list[tuple[int, int]]:
    """Where the parts of a line begin and end, the space about them left out; an empty part too has its place."""
    marks = [found.start() for found in SEPARATOR.finditer(hidden(line))]
    parts = []
    for start, end in zip([0, *(mark + 1 for mark in marks)], [*marks, len(line)], strict=True):
        text = line[start:end]
        left = len(text) - len(text.lstrip())
        parts.append((start + left, max(start + left, start + len(text.rstrip()))) if text.strip() else (end, end))
    return parts


def clauses(part: str) -> list[tuple[str, str]]:
    """A part as what it begins with and the condition, the reason and the red line in it: kinds with their texts."""
    told, kind, at, shown = [], HEAD, 0, hidden(part)
    prefix = ""
    while found := FOLLOWING[kind].search(shown, at):
        told.append((kind, prefix + part[at : found.start()].strip()))
        kind = next(name for name, word in found.groupdict().items() if word)
        prefix = f"{found[0]} " if found[0].casefold() == KEPT else ""
        at = found.end()
    told.append((kind, prefix + part[at:].strip()))
    return [(kind, unquoted(text)) if kind != HEAD else (kind, text) for kind, text in told if text.strip()]


def unquoted(text: str) -> str:
    """A text without the quotation marks that stand around all of it."""
    found = WHOLLY_QUOTED.fullmatch(text.strip())
    return found[1].replace('""', '"') if found else text.strip()


def quoted(text: str, always: bool = False) -> str:
    """A text so that nothing in it is mistaken; as it is where nothing could be. Its lines are run together."""
    text = " ".join(text.splitlines())
    if always or any(sign in text for sign in '"/') or FOLLOWING[HEAD].search(text) or text != text.strip():
        return '"' + text.replace('"', '""') + '"'
    return text


def quoted_name(text: str) -> str:
    """A name so that it is not mistaken for another fact either."""
    return quoted(text, bool(always_said(text) or LEADING.match(text) or "," in text))


def always_said(text: str) -> bool:
    """Whether a text is a fact by itself, whatever member or option bears it as a name."""
    said = text.casefold()
    return said in CHANNELS or said in CONSENTS or said in (*UNNAMED, *SENSITIVE, *NO_VIEW, UNDATED)


def moment(words: str, now: str) -> str | None:
    """When an answer came, as an ISO day or moment: today, yesterday, on 8 Nov; None where the words say no day."""
    said = words.casefold()
    if said == "today":
        return now
    if said == "yesterday":
        return (date.fromisoformat(now[:10]) - timedelta(days=1)).isoformat()
    if found := MOMENT.fullmatch(words):
        return "T".join(filter(None, found.groups()))
    if not said.startswith("on "):
        return None
    found = dates.DAY.fullmatch(words[3:].strip())
    year_ago = date.fromisoformat(now[:10]) - timedelta(days=357)
    return dates.day_of(found, year_ago.isoformat()) if found else None
